"""Exam files that several tests begin with."""

from __future__ import annotations

HEAD = 'id = "x"\ntitle = "T"\n'
SECTION = '[[sections]]\ntitle = "S"\npicks = [\n  "a/b",\n]\n'
MARKS = {"a/b": 3, "a/c": 4, "a/d": 4, "e/f": 5}
PINS = {"a/b": ("seed",), "a/c": (), "a/d": (), "e/f": ()}
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><rect width="60" height="30" fill="#{}"/></svg>'
)
