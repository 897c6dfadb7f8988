"""Sums as a mathematician writes them: no 1x, no 0x, no + 0 behind a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path

from exampaper import maths
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.text import formulas, question_formulas
from exampaper.maths.tree import Node, Scripts, Styled, Symbol, sequences
from exampaper.model import Variant

_UNITS = frozenset("ACFHJKLNTVWghmsÅΩ")
"""Letters that may be a unit, where a space parts them from a number."""

_SIGNS = (Symbol("+", "bin"), Symbol("−", "bin"))
_IDLE = (Symbol("1"), Symbol("0"))
_REMEDY = "write << (a, b, c) | polynomial >>, << b | signed('x') >> or << a | coefficient >>x"


@lint("coefficient", "a drawn coefficient of 1 or 0 prints before its letter, as 1x or 0x", remedy=_REMEDY)
def coefficients_are_plain(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """Nobody writes 1x or 0x. What the author typed into the file stays as it is; what was drawn is told.

    Example: `$<< a >>x$` with a = 1.
    """
    terms = chain.from_iterable(map(_idle_terms, formulas(variant)))
    yield from _first_drawn(sample, variant, terms, "a coefficient of 1 or 0 is printed")


@lint("zero-term", "a drawn zero prints at the end of a sum, as x + 0", remedy=_REMEDY)
def sums_end_in_no_zero(sample: Sample, variant: Variant) -> Iterator[Finding]:
    """Nobody writes x + 0. Looked at are the sums of the question itself.

    Example: `$<< a >>x + << b >>$` with b = 0.
    """
    terms = chain.from_iterable(map(_zero_terms, question_formulas(variant)))
    yield from _first_drawn(sample, variant, terms, "a zero is printed at the end of a sum")


def _first_drawn(sample: Sample, variant: Variant, terms: Iterable[str], what: str) -> Iterator[Finding]:
    """A finding for the first term that was drawn."""
    source = _read(str(sample.question.source.path))
    for term in terms:
        if not _is_typed(term, source):
            yield sample.finding(f"{what}: {term}", variant, at="question")
            return


@lru_cache(maxsize=64)
def _read(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def _is_typed(term: str, source: str) -> bool:
    """Whether the author typed it: it stands in the file, and was not drawn."""
    spaced = r"\s*".join(map(re.escape, term.replace(" ", "")))
    return re.search(rf"(?<![\d.]){spaced}", source) is not None


def _idle_terms(tex: str) -> Iterator[str]:
    """The terms like 1x and 0x of a formula."""
    for row in sequences(maths.parse(tex)):
        for before, number, after in zip((None, *row), row, row[1:], strict=False):
            letter = _letter(after)
            if not letter or number not in _IDLE or not _may_begin(before):
                continue
            digit = number.text if isinstance(number, Symbol) else ""
            if not letter.isascii() or _is_coefficient(digit, letter, tex):
                yield f"{digit}{letter}"


def _is_coefficient(digit: str, letter: str, tex: str) -> bool:
    """Whether they stand together as a coefficient does, and not as a number and its unit, or before a word."""
    if re.search(rf"(?<![\w.]){digit}{letter}", tex):
        return True
    apart = re.search(rf"(?<![\w.]){digit}\s+{letter}(?![A-Za-z])", tex)
    return apart is not None and letter not in _UNITS


def _zero_terms(tex: str) -> Iterator[str]:
    """A zero added to a term that ends in a letter or in its power."""
    for row in sequences(maths.parse(tex)):
        for term, sign, number, after in zip(row, row[1:], row[2:], (*row[3:], None), strict=False):
            if number == Symbol("0") and sign in _SIGNS and _letter(term) and _may_end(after):
                yield f"{sign.text} 0"


def _letter(node: Node | None) -> str:
    """The letter that a variable is; "" of anything else."""
    if isinstance(node, Scripts):
        return _letter(node.base)
    if isinstance(node, Styled) and "upright" not in node.style.replace("bold upright", ""):
        return _letter(node.body)
    if isinstance(node, Symbol) and node.role == "ord" and len(node.text) == 1 and node.text.isalpha():
        return node.text
    return ""


def _may_begin(node: Node | None) -> bool:
    """Whether a term begins after it."""
    return node is None or (isinstance(node, Symbol) and node.role in ("bin", "rel", "open", "punct"))


def _may_end(node: Node | None) -> bool:
    """Whether a term ends before it."""
    return node is None or (isinstance(node, Symbol) and node.role in ("bin", "rel", "close", "punct"))
