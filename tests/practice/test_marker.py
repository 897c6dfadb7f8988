"""The marker in the browser and the one in Python come to the same verdicts, on thousands of texts."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import sympy

import exampaper.practice
from exampaper.answers.declaration import declared
from exampaper.answers.kind import AnswerType
from exampaper.answers.tree import Unreadable
from exampaper.answers.words import ChoiceType, TicksType
from exampaper.practice.vocabulary import vocabulary
from exampaper.questions.marking_rules import RULES

MARKER = Path(exampaper.practice.__file__).with_name("marker.js")
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


@pytest.fixture
def node() -> str:
    found = shutil.which("node")
    if found is None:
        if os.environ.get("EXAMPAPER_REQUIRE_NODE"):
            pytest.fail("no node on the PATH")
        pytest.skip("no node on the PATH")
    return found


def test_both_markers_agree(node: str, tmp_path: Path) -> None:
    rng = random.Random(1)
    pairs = [(number, text) for number, (kind, key) in enumerate(FIELDS) for text in _texts(kind, key, rng)]
    table = {
        "vocabulary": vocabulary(),
        "fields": [(kind.spec(), kind.key_data(key)) for kind, key in FIELDS],
        "pairs": pairs,
    }
    path = tmp_path / "table.json"
    path.write_text(json.dumps(table))
    command = [node, str(Path(__file__).with_name("agree.mjs")), MARKER.as_uri(), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    expected = [_verdict(*FIELDS[number], text) for number, text in pairs]
    differing = [(DECLARED[n], t, a, b) for (n, t), a, b in zip(pairs, expected, told, strict=True) if a != b]
    assert len(pairs) > 5000
    assert not differing


def test_the_browser_gives_the_marks_of_the_table(node: str) -> None:
    shown, key, rule = 5, [2, 4], RULES["partial"]
    earned = rule.table(5, len(key), shown - len(key))
    selections = [chosen for size in range(shown + 1) for chosen in combinations(range(1, shown + 1), size)]
    typed = [" ".join(map(str, chosen)) or "none" for chosen in selections]
    spec = TicksType(shown).spec()
    script = (
        f"import {{ speak, ticked }} from {json.dumps(MARKER.as_uri())};"
        f"speak({json.dumps(vocabulary())});"
        f"const ticks = (text) => ticked({json.dumps(earned)}, {key}, {json.dumps(spec)}, text);"
        f"console.log(JSON.stringify({json.dumps(typed)}.map(ticks)));"
    )
    command = [node, "--input-type=module", "--eval", script]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert told == [rule.marks(5, key, chosen, shown) for chosen in selections]
