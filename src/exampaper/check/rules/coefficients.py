"""Sums as a mathematician writes them: no 1x, no 0x, no + 0 behind a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from exampaper import maths, text
from exampaper.check.findings import Found, Sample
from exampaper.check.rules.printed import formulas
from exampaper.maths.tree import Node, Scripts, Styled, Symbol, sequences
from exampaper.model import Variant
from exampaper.nodes import DisplayMaths, Maths

_REMEDY = "write << (a, b, c) | polynomial >>, << b | signed('x') >> or << a | coefficient >>x"
_UNITS = frozenset("ACFHJKLNTVWghmsÅΩ")  # letters that may be a unit, where a space parts them from a number


def coefficients_are_plain(sample: Sample, variant: Variant) -> Iterator[Found]:
    """No drawn coefficient of 1 or 0 is printed before its letter, and no + 0 at the end of the question's sums."""
    asked = [node.tex for node in text.walk(variant.asked) if isinstance(node, Maths | DisplayMaths)]
    found = [what for tex in formulas(variant) for what in _coefficients(tex)] + [
        s for tex in asked for s in _zeros(tex)
    ]
    if drawn := [what for what in found if not _is_typed(what, _typed(sample))]:
        yield sample.found("printed", f"a coefficient: {drawn[0]}", variant, at="question", remedy=_REMEDY)


def _typed(sample: Sample) -> str:
    return _read(str(sample.question.source.path))


@lru_cache(maxsize=64)
def _read(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def _is_typed(term: str, source: str) -> bool:
    """Whether the author typed it: it stands in the file, and was not drawn."""
    spaced = r"\s*".join(map(re.escape, term.replace(" ", "")))
    return re.search(rf"(?<![\d.]){spaced}", source) is not None


def _coefficients(tex: str) -> Iterator[str]:
    for row in sequences(maths.parse(tex)):
        for before, number, after in zip((None, *row), row, row[1:], strict=False):
            letter = _letter(after)
            if letter and number in (Symbol("1"), Symbol("0")) and _may_begin(before):
                term = f"{number.text}{letter}"
                if not letter.isascii() or _is_written(number, letter, tex):
                    yield term


def _is_written(number: Node, letter: str, tex: str) -> bool:
    """Whether they stand together as a coefficient does, and not as a number and its unit, or before a word."""
    digit = number.text if isinstance(number, Symbol) else ""
    beside = re.search(rf"(?<![\w.]){digit}{letter}", tex)
    apart = re.search(rf"(?<![\w.]){digit}\s+{letter}(?![A-Za-z])", tex)
    return bool(beside or (apart and letter not in _UNITS))


def _zeros(tex: str) -> Iterator[str]:
    """A zero added to a term that ends in a letter or in its power."""
    for row in sequences(maths.parse(tex)):
        for term, sign, number, after in zip(row, row[1:], row[2:], (*row[3:], None), strict=False):
            if number == Symbol("0") and sign in _SIGNS and _letter(term) and _may_end(after):
                yield f"{sign.text} 0"


_SIGNS = (Symbol("+", "bin"), Symbol("−", "bin"))


def _letter(node: Node | None) -> str:
    """The letter that a variable is; "" of anything else."""
    if isinstance(node, Scripts):
        return _letter(node.base)
    if isinstance(node, Styled) and "upright" not in node.style.replace("bold upright", ""):
        return _letter(node.body)
    return (
        node.text
        if isinstance(node, Symbol) and node.role == "ord" and len(node.text) == 1 and node.text.isalpha()
        else ""
    )


def _may_begin(node: Node | None) -> bool:
    """Whether a term begins after it."""
    return node is None or (isinstance(node, Symbol) and node.role in ("bin", "rel", "open", "punct"))


def _may_end(node: Node | None) -> bool:
    """Whether a term ends before it."""
    return node is None or (isinstance(node, Symbol) and node.role in ("bin", "rel", "close", "punct"))
