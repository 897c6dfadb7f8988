"""Jinja as it is used everywhere here: LaTeX is full of {{, {% and {#, so its marks are <<, <% and <#."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined


def environment(*folders: Path, kind: type[Environment] = Environment, **options: Any) -> Environment:
    """A Jinja environment with our marks, in which an unknown name is an error.

    folders: where templates are looked for, in this order. kind: a subclass of `Environment`; options: further ones.
    """
    return kind(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )


_TAG = r'(?<!<< ")<%(?:(?!%>).)*%>'  # and none that a text prints
_TAGS = re.compile(rf"\s*(?:{_TAG}\s*)*")
_LAST_TAG = re.compile(rf"({_TAG[:-2]})(?<![-+])%>$")
_WORD = re.compile(r"(?!\d+[.)]\s)[\w(\[“\"']|\$[^$]|`[^`]|\*{1,2}\w")  # that a line of running text begins with


def lines_kept(source: str, code: bool = False) -> str:
    """The source with a `+` in those `<% … %>` whose line is to keep its end, and in code also its indent.

    `trim_blocks` takes the line break after a tag away. That is right for a line of tags alone; after a line with other
    text as well, the next line would be glued to it. In running text that matters only where the next line begins with
    a word; in code (`code`), always.
    """
    lines = source.split("\n")
    kept = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        kept.append(_kept(line, after, code))
    return "\n".join(kept)


def _kept(line: str, after: str, code: bool) -> str:
    """A line with its marks. after: the line that follows."""
    if _TAGS.fullmatch(line) or not (code or _WORD.match(after)):
        return line
    line = re.sub(r"^(\s+<%)(?![-+])", r"\1+", line) if code else line
    return _LAST_TAG.sub(r"\1+%>", line)
