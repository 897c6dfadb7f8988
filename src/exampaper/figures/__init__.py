"""Graphical models, drawn: one layout, and writers of it in Typst, in TikZ and in words.

Both writers show the same curves, set in the paper's own fonts.
"""

from exampaper.figures.place import layout
from exampaper.figures.to_tikz import tikz
from exampaper.figures.to_typst import typst
from exampaper.figures.to_words import describe

__all__ = ["describe", "layout", "tikz", "typst"]
