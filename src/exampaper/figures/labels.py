"""The words of a picture: plain text with `$…$` maths in it, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from exampaper import maths
from exampaper.nodes import Maths, Text

Piece = Text | Maths

SIZE = 9.0
"""The height of the letters' body, in points."""

_FORMULA = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.)+)\$")


@dataclass(frozen=True, slots=True)
class Setter:
    """How a target writes a label: text: plain text; formula: LaTeX maths without its dollars."""

    text: Callable[[str], str]
    formula: Callable[[str], str]

    def __call__(self, words: str) -> str:
        return "".join(
            self.formula(piece.tex) if isinstance(piece, Maths) else self.text(piece.text) for piece in pieces(words)
        )


def pieces(words: str) -> tuple[Piece, ...]:
    """Text and formulas in turn. Raises ValueError for a dollar alone and a formula that does not parse."""
    parts = _FORMULA.split(words)
    if any(re.search(r"(?<!\\)\$", text) for text in parts[::2]):
        raise ValueError(f"a $ without its other in the label {words!r}: a dollar sign itself is \\$")
    for tex in parts[1::2]:
        maths.parse(tex)
    each: Iterable[Piece] = (
        Maths(part) if number % 2 else Text(part.replace("\\$", "$")) for number, part in enumerate(parts)
    )
    return tuple(piece for piece in each if piece != Text(""))


plain = Setter(str, maths.plain)
"""A label as one line of Unicode."""


def width(words: str) -> float:
    """About how wide a label is, in points."""
    return SIZE * ems(plain(words))


def ems(text: str) -> float:
    """About how wide plain text is, in units of its size."""

    def wide(sign: str) -> float:
        if sign in "iljtfI.,:;|!()[]' ":
            return _NARROW
        return _WIDE if sign in "mw" or sign.isupper() else 0.52

    return sum(map(wide, text))


_NARROW, _WIDE = 0.34, 0.78


def rise(words: str) -> float:
    """By how much a label is taller than a capital, in points."""
    return 3.5 if r"\frac" in words else 0.0
