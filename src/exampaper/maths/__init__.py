"""LaTeX maths → a tree → Typst maths, or one line of Unicode."""

from exampaper.maths.reader import parse
from exampaper.maths.to_plain import plain
from exampaper.maths.to_typst import typst
from exampaper.maths.tree import MathsError

__all__ = ["MathsError", "parse", "plain", "typst"]
