"""A formula → LaTeX that TeX reads as the reader here does: what it says is never only what its author typed."""

from __future__ import annotations

from collections.abc import Callable

from exampaper.maths.reader import read


def latex(tex: str, text: Callable[[str], str]) -> str:
    """The inside of LaTeX's dollars; `text` writes the words in it. Raises MathsError."""
    _, pieces = read(tex)
    return "".join(piece if isinstance(piece, str) else text(piece.text) for piece in pieces)
