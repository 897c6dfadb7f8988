"""Jinja as it is used everywhere here: LaTeX is full of {{, {% and {#, so its marks are <<, <% and <#."""

from __future__ import annotations

import re
from collections.abc import Sequence
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


def code_lines_kept(source: str) -> str:
    """Code with a `+` in those `<% … %>` whose line is to keep its indent and its end.

    `trim_blocks` takes the line break after a tag away. That is right for a line of tags alone; after a line with other
    text as well, the next line would be glued to it.
    """
    return "\n".join(line if _TAGS.fullmatch(line) else _kept(line) for line in source.split("\n"))


def _kept(line: str) -> str:
    line = re.sub(r"^(\s+<%)(?![-+])", r"\1+", line)
    return _LAST_TAG.sub(r"\1+%>", line)


_ANY_TAG = re.compile(r'(?<!<< ")<%(?P<inside>(?s:.*?))%>|<#(?s:.*?)#>')
_OPENS = re.compile(r"[-+]?\s*(?:if|elif|else|for|with|filter|call|macro|set\s+\w+\s*[-+]?$)\b")
_CLOSES = re.compile(r"[-+]?\s*end\w+")
_BEFORE, _BEHIND = "\ufdd3", "\ufdd4"
"""Marks of a break before what a block holds, and of one behind a tag: no text has them."""
_WITHIN = re.compile(f"{_BEFORE}(?=[{_BEFORE}{_BEHIND}]*\n)")
_ENDS_SENTENCE = re.compile(f"(?:{_BEHIND}\n|{_BEFORE})(?=[ \t]*[.,;:!?)](?:\\s|$))")


def text_lines_kept(source: str) -> str:
    """Running text marked so that `settled_breaks` glues no line with words of its own to the next one.

    A break may belong behind a tag at the end of such a line, and behind the end of a block that began on one; where a
    tag opens a block, which may hold nothing, also before it. What is printed decides. An empty line after a tag stays
    one break, as `trim_blocks` has it.
    """
    tags = list(_ANY_TAG.finditer(source))
    pieces: list[str] = []
    done = 0
    for number, tag in enumerate(tags):
        ends_line = re.match(r"\n[ \t]*(?=[^\s])", source[tag.end() :])
        closes = tag["inside"] is not None and _CLOSES.match(tag["inside"])
        if not ends_line or tag[0][-3] in "-+" or (_is_first(source, tags, number) and not closes):
            continue
        opens = tag["inside"] is not None and _OPENS.match(tag["inside"])
        pieces += [source[done : tag.start()], _BEFORE if opens else "", tag[0], _BEHIND]
        done = tag.end()
    return "".join([*pieces, source[done:]])


def settled_breaks(text: str) -> str:
    """What was printed of a text with marks: one break at each place, none on a line of which nothing was printed.

    A full stop or comma by itself belongs to the word before it.
    """
    if _BEFORE not in text and _BEHIND not in text:
        return text
    lines = []
    glued = _ENDS_SENTENCE.sub("", _WITHIN.sub("", text))
    for line in glued.split("\n"):
        lines += _broken(line)
    return "\n".join(lines)


def _broken(line: str) -> list[str]:
    """The lines that a printed line becomes; none where only a mark stands on it."""
    *before, last = line.split(_BEFORE)
    kept = [piece.replace(_BEHIND, "") for piece in before if piece.strip(f" \t{_BEHIND}")]
    bare = last.replace(_BEHIND, "")
    return kept if bare.isspace() or (not bare and last) or (not bare and kept) else [*kept, bare]


def _is_first(source: str, tags: Sequence[re.Match[str]], number: int) -> bool:
    """Whether nothing but tags stands before a tag on its line."""
    start = tags[number - 1].end() if number else 0
    rest = source[start : tags[number].start()].rpartition("\n")
    if rest[2].strip():
        return False
    return bool(rest[1]) or not number or _is_first(source, tags, number - 1)
