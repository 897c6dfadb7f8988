"""Marking points: items of a list that begin with their marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exampaper.marks import marks_of
from exampaper.model import MarkingPoint
from exampaper.nodes import Block, Listing, Paragraph, Text

MARKS = r"\[(\d+(?:\.[05])?|\.5|\d*½)\]"
"""The marks of a point as they are written: [2], [1.5] or [1½]."""


class NotPoints(ValueError):
    """A marking that is no list of points; remedy: what to write."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def marking_points(blocks: Sequence[Block]) -> tuple[MarkingPoint, ...]:
    """The points of a marking. Raises NotPoints."""
    if len(blocks) != 1 or not isinstance(blocks[0], Listing):
        raise NotPoints("Marking is not one list", "write each point as - [2] What earns the marks.")
    return tuple(_point(item) for item in blocks[0].items)


def _point(item: Sequence[Block]) -> MarkingPoint:
    paragraph = item[0] if item else None
    if isinstance(paragraph, Paragraph) and paragraph.children:
        lead = paragraph.children[0]
        match = re.match(rf"{MARKS}\s*", lead.text) if isinstance(lead, Text) else None
        if isinstance(lead, Text) and match:
            rest = lead.text[match.end() :]
            children = (*([Text(rest)] if rest else []), *paragraph.children[1:])
            return MarkingPoint(marks_of(match[1]), (Paragraph(children), *item[1:]))
    raise NotPoints("a marking point without its marks", "begin it with the marks: - [2] …")
