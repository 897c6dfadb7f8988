"""The dialect of Markdown: small, with nothing lost and nothing guessed.

`tables` reads tables; `doubts` finds what looks like markup but is not.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from exampaper.markdown.error import TextError
from exampaper.markdown.tables import table
from exampaper.maths.filled import FORMULA

__all__ = ["FORMULA", "TextError", "parser"]


@cache
def parser(quotes: tuple[str, str, str, str] = ("“", "”", "‘", "’")) -> MarkdownIt:
    """CommonMark (https://spec.commonmark.org) with tables, formulas and typographic quotation marks.

    What would vanish from the page is left out of it. quotes: the marks around what is quoted, and within that.
    """
    options = {"typographer": True, "quotes": list(quotes)}
    markdown = MarkdownIt("commonmark", options).enable(["table", "smartquotes"])
    markdown.disable("reference")  # a line such as [Hint]: … would vanish from the page
    markdown.disable("text_join")  # so that what is escaped can be told from what is not
    markdown.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    return markdown.use(dollarmath_plugin, double_inline=True)
