"""Two writers of MathML agree: ours, for practice pages, and Typst's own, on every formula of the bank."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from exampaper import text
from exampaper.engines import typst
from exampaper.maths.to_mathml import mathml
from exampaper.questions.bank import Bank
from exampaper.writers.typst import formula

PREAMBLE = "#let m(alt, body) = math.equation(alt: alt, body)\n\n"
UNSEEN = "\u2061\u2062\u2063\u2064\ufe00\ufe01"  # invisible operators, and which of two forms of a letter is meant
ALIKE = str.maketrans({"−": "-", "⋅": "·", "∣": "|", "‖": "∥", "∗": "*", "\u0302": "^", "\u0304": "‾", "¯": "‾"})
STRUCTURE = ("mfrac", "msqrt", "mroot", "mtr", "mtd")


@dataclass(frozen=True)
class Read:
    """What a reader of MathML meets: the characters in their order, and fractions, roots and cells."""

    characters: str
    structure: tuple[str, ...]


def read(written: str) -> Read:
    tree = ET.fromstring(written)
    characters = unicodedata.normalize("NFKD", "".join(tree.itertext())).translate(ALIKE)
    seen = [each for each in characters if each not in UNSEEN and not each.isspace()]
    structure = [element.tag for element in tree.iter() if element.tag in STRUCTURE]
    return Read("".join(seen), tuple(structure))


def formulas(bank: Bank) -> Iterator[str]:
    for question in bank.values():
        for tex in text.formulas(question.variant(1).markdown):
            yield tex.strip()


def test_both_writers_of_mathml_say_the_same(bank: Bank) -> None:
    wanted = list(dict.fromkeys(formulas(bank)))
    page = typst.html(PREAMBLE + "\n\n".join(map(formula, wanted)))
    by_typst = re.findall(r"(?s)<math\b.*?</math>", page)
    assert len(by_typst) == len(wanted) > 200
    differing = {}
    for tex, other in zip(wanted, by_typst, strict=True):
        ours, theirs = read(mathml(tex)), read(other)
        if ours != theirs:
            differing[tex] = ours, theirs
    assert differing == {}
