"""The words of a picture: plain text with `$…$` maths in it, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from exampaper import maths
from exampaper.nodes import Maths, Text

Piece = Text | Maths

SIZE = 9.0
"""The height of the letters' body, in points."""

_LONE_DOLLAR = re.compile(r"(?<!\\)\$")
_FORMULA = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.)+)\$")


@dataclass(frozen=True, slots=True)
class Setter:
    """How a target writes a label: text: plain text; formula: LaTeX maths without its dollars."""

    text: Callable[[str], str]
    formula: Callable[[str], str]

    def __call__(self, words: str) -> str:
        written = ""
        for piece in pieces(words):
            written += self.formula(piece.tex) if isinstance(piece, Maths) else self.text(piece.text)
        return written


def pieces(words: str) -> tuple[Piece, ...]:
    """Text and formulas in turn. Raises ValueError for a dollar alone and a formula that does not parse."""
    split: list[Piece] = []
    for number, part in enumerate(_FORMULA.split(words)):
        if number % 2:  # texts and formulas take turns
            split.append(Maths(part))
        elif _LONE_DOLLAR.search(part):
            raise ValueError(f"a $ without its other in the label {words!r}: a dollar sign itself is \\$")
        elif part:
            split.append(Text(part.replace("\\$", "$")))
    for piece in split:
        if isinstance(piece, Maths):
            maths.parse(piece.tex)
    return tuple(split)


plain = Setter(str, maths.plain)
"""A label as one line of Unicode."""


def width(words: str) -> float:
    """About how wide a label is, in points."""
    return SIZE * ems(plain(words))


def ems(text: str) -> float:
    """About how wide plain text is, in units of its size."""
    return sum(map(_advance, text))


def _advance(sign: str) -> float:
    """About how wide a letter is, in units of its size."""
    if sign in "iljtfI.,:;|!()[]' ":
        return 0.34
    return 0.78 if sign in "mw" or sign.isupper() else 0.52


def rise(words: str) -> float:
    """By how much a label is taller than a capital, in points."""
    return 3.5 if r"\frac" in words else 0.0
