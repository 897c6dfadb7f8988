"""The texts of a question's file, each with the line on which it begins."""

from __future__ import annotations

from dataclasses import dataclass

from exampaper.markdown import TextError


@dataclass(frozen=True, slots=True)
class Section:
    """The text below a heading; `line` is where the text begins, from 1."""

    text: str = ""
    line: int = 1

    def line_of(self, error: TextError) -> int:
        """The file's line of a fault in what was made of it: where its words stand, or the line it was found on."""
        words = error.words.split("\n")[0].strip()
        for offset, line in enumerate(self.text.split("\n")):
            if words and words in line:
                return self.line + offset
        blank_lines = len(self.text) - len(self.text.lstrip("\n"))
        return self.line + blank_lines + error.line


@dataclass(frozen=True, slots=True)
class PartSections:
    """The texts of a part; a plain question has one, with an empty label and its text in the stem.

    label: a, or a_i of a part of a part. lead: what stands above the first part of a part.
    """

    label: str
    text: Section
    answer: Section
    marking: Section
    lead: Section = Section()
