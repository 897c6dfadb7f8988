"""LaTeX maths → a tree → Typst maths, LaTeX for TeX, or one line of Unicode."""

from exampaper.maths.reader import parse
from exampaper.maths.to_latex import latex
from exampaper.maths.to_plain import plain
from exampaper.maths.to_typst import typst
from exampaper.maths.tree import MathsError

__all__ = ["MathsError", "latex", "parse", "plain", "typst"]
