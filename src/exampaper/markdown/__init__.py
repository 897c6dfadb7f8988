"""The dialect of Markdown: small, with nothing lost and nothing guessed.

`tables` reads tables; `doubts` finds what looks like markup but is not.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from exampaper.maths.filled import FORMULA

__all__ = ["FORMULA", "TextError", "parser"]


class TextError(ValueError):
    """A text that cannot become nodes.

    line: where, from 0. words: what to look for in that line. remedy: what the author can do about it.
    """

    def __init__(self, message: str, line: int = 0, words: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.words = words
        self.remedy = remedy


@cache
def parser() -> MarkdownIt:
    """CommonMark (https://spec.commonmark.org) with tables, formulas and typographic quotation marks.

    What would vanish from the page is left out of it.
    """
    from exampaper.markdown.tables import table

    markdown = MarkdownIt("commonmark", {"typographer": True}).enable(["table", "smartquotes"])
    markdown.disable("reference")  # a line such as [Hint]: … would vanish from the page
    markdown.disable("text_join")  # so that what is escaped can be told from what is not
    markdown.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    return markdown.use(dollarmath_plugin, double_inline=True)
