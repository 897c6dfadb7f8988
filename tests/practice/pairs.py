"""What students type into fields of every type, with the verdict of the marker in Python."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy

from exampaper.answers.declaration import declared
from exampaper.answers.kind import AnswerType
from exampaper.answers.tree import Unreadable
from exampaper.answers.words import ChoiceType, OpenType, SequenceType, TicksType
from exampaper.marking import asked_parts
from exampaper.practice.vocabulary import vocabulary
from exampaper.questions.bank import Bank

x, n = sympy.symbols("x n")
OUTSIDE = sympy.Union(sympy.Interval.open(-sympy.oo, 1), sympy.Interval(2, sympy.oo))

DECLARED: list[tuple[str, Any]] = [
    ("int", 289), ("int", -3), ("fraction", Fraction(1, 3)), ("fraction", Fraction(-7, 4)), ("decimal", Fraction(5, 4)),
    ("2 places", 1.23456), ("2 places", -0.005001), ("0 places", 17.4), ("2 places ± 0.05", 2.5),
    ("3 digits", 123456.0), ("3 digits", 0.00012345), ("3 digits m", 12.345), ("3 digits m/s", 12.345),
    ("3 digits Ω", 189.0), ("2 places €", 12.5), ("3 digits kg*m/s^2", 3.2), ("formula in x", 2 * x + 1),
    ("formula in x", sympy.sin(x) ** 2), ("formula in x", (x + 1) ** 4), ("formula in x: positive", sympy.log(x**2)),
    ("formula in n: natural", n * (n + 1) / 2), ("list of int", (1, 2, 3)), ("list of 2 places", (0.5, 1.25)),
    ("matrix", ((1, 2), (3, 4))), ("matrix of 1 places", ((0.5,), (-1.5,))), ("set of int", {1, 2}),
    ("set of fraction", {Fraction(1, 2), Fraction(3)}), ("set of int", set()), ("set", OUTSIDE),
    ("set", sympy.FiniteSet(1, 2)), ("set", sympy.Interval(0, 1)), ("order", n * sympy.log(n)), ("order", n**2),
    ("order", sympy.Integer(2) ** n), ("order in H, W, h", "(H - h + 1) W h"), ("word", "gradient"),
    ('word or "AE"', "auto-encoder"), ("yes or no", True), ("code", "[1, 2]"), ("text", "why"),
]  # fmt: skip
FIELDS: list[tuple[AnswerType, Any]] = [
    *((declared(text).type, key) for text, key in DECLARED),
    (TicksType(5), (1, 3)),
    (ChoiceType("ABCDE"), "C"),
    (SequenceType("ABCD"), "CADB"),
]
TYPED = [
    "", "none", "1/2", "0.5", "0,5", "1,234", "1e3", "-3", "x^2", "2x+1", "sin(x)^2", "(1,2,3)", "[[1,2],[3,4]]",
    "{1,2}", "(-oo,1) U [2,oo)", "n log n", "O(n^2)", "yes", "y", "12.3 m", "1230 cm", "44.4 km/h", "A", "c",
    "1, 3", "all", "gradiant", "x^4+4x^3+6x^2+4x+1", "1-cos(x)^2", "2ln(x)", "n^2/2+n/2", "189 ohm", "0.189 kΩ",
    r"R \ {0}", "5!",
    "max(1,5)", "max 5", "|x|", "sqrt(x^2)", "€ 12,50", r"\frac{1}{2}", "9^9^9^9", "((((", "1/0", "ln 0",
]  # fmt: skip
SIGNS = "0123456789.,;+-*/^()[]{}| xyneU∞πmskgΩ%²½√∪\\=αO€"


def _texts(kind: AnswerType, key: Any, rng: random.Random) -> Iterator[str]:
    """Right spellings, what else people type, these with a slip of a finger, and nonsense."""
    sound = [*kind.spellings(key), *TYPED]
    yield from sound
    for text in sound:
        yield _slipped(text, rng)
    for _ in range(60):
        yield "".join(rng.choice(SIGNS) for _ in range(rng.randrange(1, 12)))


def _slipped(text: str, rng: random.Random) -> str:
    if not text:
        return rng.choice(SIGNS)
    place, sign = rng.randrange(len(text)), rng.choice(SIGNS)
    return rng.choice(
        [text[:place] + sign + text[place:], text[:place] + sign + text[place + 1 :], text[:place] + text[place + 1 :]]
    )


def _verdict(kind: AnswerType, key: Any, text: str) -> str:
    try:
        return kind.judge(key, kind.read(text)).verdict.value
    except Unreadable:
        return "unreadable"


@dataclass(frozen=True)
class Pairs:
    """Fields, and texts with the number of the field that each is typed into."""

    fields: list[tuple[AnswerType, Any]]
    texts: list[tuple[int, str]]

    @property
    def expected(self) -> list[str]:
        """The verdicts in Python."""
        return [_verdict(*self.fields[number], text) for number, text in self.texts]

    def as_json(self) -> dict[str, Any]:
        """What the marker in JavaScript is given."""
        fields = [(kind.spec(), kind.key_data(key)) for kind, key in self.fields]
        return {"vocabulary": vocabulary(), "fields": fields, "pairs": self.texts}

    def differing(self, told: list[str]) -> list[Any]:
        """The pairs on which other verdicts differ."""
        found = []
        for (number, text), here, there in zip(self.texts, self.expected, told, strict=True):
            if here != there:
                found.append((self.fields[number], text, here, there))
        return found


def of_every_type() -> Pairs:
    """Fields as they can be declared, each with what people type and with nonsense."""
    rng = random.Random(1)
    texts = [(number, text) for number, (kind, key) in enumerate(FIELDS) for text in _texts(kind, key, rng)]
    return Pairs(FIELDS, texts)


def of_bank(banks: Iterable[Bank], seeds: Iterable[int]) -> Pairs:
    """All fields of some variants of all questions: keys and slips in their spellings, corrupted, and nonsense."""
    rng = random.Random(2)
    pairs = Pairs([], [])
    for bank in banks:
        for id in bank:
            for seed in seeds:
                _add_variant(pairs, bank, id, seed, rng)
    return pairs


def _add_variant(pairs: Pairs, bank: Bank, id: str, seed: int, rng: random.Random) -> None:
    for part in asked_parts(bank[id], bank[id].variant(seed)):
        for field in part.fields:
            if isinstance(field.type, OpenType):
                continue
            number = len(pairs.fields)
            pairs.fields.append((field.type, field.key))
            right = list(field.type.spellings(field.key))
            wrong = [text for slip in field.slips for text in field.type.spellings(slip.value)]
            corrupted = [_slipped(text, rng) for text in (*right, *wrong) for _ in range(4)]
            nonsense = ["".join(rng.choice(SIGNS) for _ in range(rng.randrange(1, 12))) for _ in range(8)]
            pairs.texts.extend((number, text) for text in (*right, *wrong, *corrupted, *nonsense))
