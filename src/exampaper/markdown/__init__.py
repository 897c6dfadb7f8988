"""Markdown as it is understood here: a small dialect, in which nothing is lost and nothing guessed.

`tables` reads tables, `doubts` finds what reads like markup and is none.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from exampaper.maths.filled import FORMULA

__all__ = ["FORMULA", "TextError", "parser"]


class TextError(ValueError):
    """A text that cannot become nodes: the message, its line (from 0), the words to look for, the remedy."""

    def __init__(self, message: str, line: int = 0, words: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.words = words
        self.remedy = remedy


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, formulas and typographic quotes, less what would vanish from the page."""
    from exampaper.markdown.tables import table

    markdown = MarkdownIt("commonmark", {"typographer": True}).enable(["table", "smartquotes"])
    markdown.disable("reference")  # a line such as [Hint]: … would be taken off the page
    markdown.disable("text_join")  # what is escaped is told from what is not
    markdown.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    return markdown.use(dollarmath_plugin, double_inline=True)
