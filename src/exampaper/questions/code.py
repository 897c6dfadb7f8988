"""Code in a question's text: what is the author's, and what the template's.

`cout << x`, `1 << n >> 1`, a here-document and `<% … %>` of another language are printed as they are written.
A value is filled into code where it stands as a value does: `range(<< start >>, << end >>)`. What could be
either is told, once the names of the question's values are known.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from typing import Literal

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from exampaper.jinja import code_lines_kept, environment, text_lines_kept

_FENCE = re.compile(
    r"(?m)^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*"  # in a list or a quote
    r"(?P<bar>(?P<sign>[`~])(?P=sign){2,})(?!(?<=`)[^\n]*`)[^\n]*$"
    r"(?P<body>(?:\n(?![ \t>]*(?P=bar)(?P=sign)*[ \t]*$)[^\n]*)*)"
    r"(?P<end>\n[ \t>]*(?P=bar)(?P=sign)*[ \t]*$)?"
)
_RAW = r"<%[-+]?\s*raw\s*[-+]?%>(?s:.*?)<%[-+]?\s*endraw\s*[-+]?%>"
_STRING = r'"(?:\\.|[^"\\\n])*"|' + r"'(?:\\.|[^'\\\n])*'"
_VALUE = rf"<<(?P<inside>(?:{_STRING}|[^\"'<\n]|<(?!<))*?)>>"
_SPAN = re.compile(
    rf"(?P<template>{_RAW}|<#(?s:.*?)#>|<%(?s:.*?)%>|<<(?:{_STRING}|[^\"'])*?>>|\\.)|"
    r"(?<!`)(?P<ticks>`+)(?!`)(?P<body>(?:(?!\n[ \t]*\n)[\s\S])+?)(?<!`)(?P=ticks)(?!`)"
)


@dataclass(frozen=True, slots=True)
class Either:
    """What could be code or a value: its line (from 0), its words, and the names by which it would be filled in."""

    line: int
    words: str
    names: frozenset[str]

    def is_doubtful(self, known: Collection[str]) -> bool:
        """Whether it could be filled in at all, the known names given."""
        return self.names <= set(known)


@dataclass(frozen=True, slots=True)
class Shielded:
    """A text in whose code all marks are the template's, and what could be either."""

    text: str
    doubts: tuple[Either, ...]


def fences(text: str) -> Iterator[tuple[int, int, bool]]:
    """(first line, line after the last, whether it is closed) of each piece of fenced code, from 0."""
    for match in _FENCE.finditer(text):
        first = text.count("\n", 0, match.start())
        yield first, first + match[0].count("\n") + 1, match["end"] is not None


def shielded(text: str) -> Shielded:
    """The text as a template in which the marks that belong to its code print themselves."""
    around: list[str] = []
    inside: list[str] = []
    doubts: list[Either] = []
    for start, end, is_code in _regions(text):
        if is_code:
            code = _Code(text.count("\n", 0, start))
            inside.append(code_lines_kept(code.shielded(text[start:end])))
            doubts += code.doubts
        else:
            around.append(text[start:end])
    kept = text_lines_kept(_PLACE.join(around)).split(_PLACE)
    pieces = chain.from_iterable(zip_longest(kept, inside, fillvalue=""))
    return Shielded("".join(pieces), tuple(doubts))


_PLACE = "\ufdd0"  # no character: what stands for a piece of code while the text around it is looked at


def first_mark(text: str) -> str:
    """The first mark by which something is filled in; nothing in a text that is fixed."""
    match = re.search("<[<%#]", _PRINTED.sub("", shielded(text).text))
    return match[0] if match else ""


def _regions(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is code) of each piece of a text, in order."""
    done = 0
    for match in _bodies(text):
        yield done, match.start("body"), False
        yield match.start("body"), match.end("body"), True
        done = match.end("body")
    yield done, len(text), False


def _bodies(text: str) -> Iterator[re.Match[str]]:
    """Fenced code and code in the line, in order."""
    done = 0
    raw = [match.span() for match in re.finditer(_RAW, text)]
    for fence in _FENCE.finditer(text):
        if not any(start < fence.start() < end for start, end in raw):
            yield from _spans(text, done, fence.start())
            yield fence
            done = fence.end()
    yield from _spans(text, done, len(text))


def _spans(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return (match for match in _SPAN.finditer(text, start, end) if match["body"] is not None)


class _Code:
    """A piece of code that begins on a line, and what could be either in it."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.doubts: list[Either] = []

    def shielded(self, code: str) -> str:
        pieces = re.split(f"({_RAW})", code)
        return "".join(piece if at % 2 else self._piece(piece) for at, piece in enumerate(pieces))

    def _piece(self, code: str) -> str:
        filled = "".join(self._filled(code))
        if "<%" not in filled or _parsed(filled):
            return filled
        for block in _BLOCK.finditer(filled):
            self._doubt(block, _names(block[1]))
        return filled.replace("<%", _printing("<%"))

    def _filled(self, code: str) -> Iterator[str]:
        """Code with the values that are filled in, and what prints the other marks."""
        at = 0
        while match := _MARKS.search(code, at):
            is_value = match["inside"] is not None and self._is_value(match)
            marks = match[0] if is_value else _MARK.match(match[0])[0]  # type: ignore[index]
            yield code[at : match.start()] + (marks if is_value else _printing(marks))
            at = match.start() + len(marks)
        yield code[at:]

    def _is_value(self, match: re.Match[str]) -> bool:
        """Whether it is filled in; what may be either is kept in mind."""
        names = _names(match["inside"])
        match _reading(match):
            case "value" if names:
                return True
            case "value":  # a slip in an expression
                self._doubt(match, frozenset(re.findall(r"[^\W\d]\w*", match["inside"])))
            case "either":
                self._doubt(match, names)
        return False

    def _doubt(self, match: re.Match[str], names: frozenset[str]) -> None:
        if names:
            line = self.line + match.string.count("\n", 0, match.start())
            self.doubts.append(Either(line, match[0], names))


_MARK = re.compile(r"<#|<<+")
_MARKS = re.compile(rf"{_VALUE}|{_MARK.pattern}")
_BLOCK = re.compile(r"<%[-+]?\s*(?:if|elif|for \w+ in)\b(.*?)[-+]?%>")


_PRINTED = re.compile(r'<< "[<%#]+" >>')


def _printing(marks: str) -> str:
    return f'<< "{marks}" >>'


@cache
def _jinja() -> Environment:
    return environment()


def _parsed(source: str) -> nodes.Template | None:
    """The tree of a template; None where it is none."""
    try:
        return _jinja().parse(source)
    except TemplateSyntaxError:
        return None


def _names(expression: str) -> frozenset[str]:
    """The names of an expression; none where it is no expression, or one that gives nothing to print."""
    tree = _parsed(f"<<{expression}>>")
    output = tree.find(nodes.Output) if tree else None
    if tree is None or output is None or isinstance(output.nodes[0], nodes.Tuple | nodes.Compare | nodes.Not):
        return frozenset()
    return frozenset(meta.find_undeclared_variables(tree))


# ------------------------------------------------------------------ what stands beside it

_OPERAND_BEFORE = re.compile(r"""[\w)\]}"']\s*$""")
_OPERAND_AFTER = re.compile(r"""\s*[-+]?[\w("'~!$&]""")
_NUMBER_BEFORE = re.compile(r"""(?:\b\d[\w.]*|[)\]}"'])\s+$""")
_KEYWORD = re.compile(
    r"\b(?:return|print|echo|yield|in|is|not|and|or|if|elif|else|while|until|case|when|then|do|throw|raise|assert|del)\s*$"
)


def _reading(match: re.Match[str]) -> Literal["value", "code", "either"]:
    """How `<< … >>` reads by its place: a value has its own spaces, and is no operator between two operands."""
    before = match.string[: match.start()].rpartition("\n")[2]
    after = match.string[match.end() :].partition("\n")[0]
    operand = bool(_OPERAND_BEFORE.search(before)) and not _KEYWORD.search(before)
    inside = match["inside"]
    if not (inside[:1].isspace() and inside[-1:].isspace()):
        return "code" if operand else "either"
    glued = before[-1:].strip() and after[:1].strip()  # file_<< n >>px
    if glued or not (operand and _OPERAND_AFTER.match(after)):
        return "value"
    return "code" if _NUMBER_BEFORE.search(before) else "either"
