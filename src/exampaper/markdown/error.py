"""What is wrong with a text."""

from __future__ import annotations


class TextError(ValueError):
    """A text that cannot become nodes.

    line: where, from 0. words: what to look for in that line. remedy: what the author can do about it.
    """

    def __init__(self, message: str, line: int = 0, words: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.words = words
        self.remedy = remedy
