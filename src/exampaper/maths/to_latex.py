"""A formula → LaTeX that means to TeX what the reader here understood, even where its author typed it differently."""

from __future__ import annotations

from collections.abc import Callable

from exampaper.maths.reader import read


def latex(tex: str, text: Callable[[str], str]) -> str:
    """What goes between LaTeX's dollars.

    tex: a formula. text: escapes the words in it. Raises MathsError.
    """
    _, pieces = read(tex)
    written = [piece if isinstance(piece, str) else text(piece.text) for piece in pieces]
    return "".join(written)
