"""What no typesetter breaks at the end of a line: formulas, long words, lines of code, and about how long they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exampaper.nodes import Block, Code, Inline, Listing, Maths, Paragraph, Text
from exampaper.text import walk

SHOWN = 60  # characters of a piece that a message shows
WIDER, HIGHER = "wider than its line", "higher than the page"
"""The ways in which something does not fit."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that stands on one line. what: its kind, as a person calls it; source: as its author wrote it."""

    what: str
    source: str

    @property
    def characters(self) -> int:
        """About how many characters it shows side by side."""
        return formula_length(self.source) if self.what == "formula" else len(self.source)


def pieces(children: Sequence[Inline]) -> Iterator[Piece]:
    """The pieces of running text."""
    for node in walk(children):
        match node:
            case Maths():
                for formula in breakable(node.tex):
                    yield Piece("formula", formula)
            case Code():
                for word in _WORD.findall(node.text):
                    yield Piece("piece of code", word)
            case Text():
                for word in _WORD.findall(node.text):
                    yield Piece("word", word)


ROW = 62  # characters that stand beside one another on a line, at the most
APART = 6  # characters between two options, with the letter of one


def in_a_row(node: Listing) -> bool:
    """Whether the options of a list are so short that they stand beside one another."""
    length = 0
    for item in node.items:
        match item:
            case (Paragraph(children),):
                length += APART + sum(map(_characters, walk(children)))
            case _:
                return False
    return length <= ROW


def _characters(node: Block | Inline) -> int:
    match node:
        case Maths(tex):
            return formula_length(tex)
        case Text(text) | Code(text):
            return len(text)
    return 0


def shown(source: str) -> str:
    """The beginning of a piece, in one line, to name it in a message."""
    line = " ".join(source.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"


_WORD = re.compile(r"[^\s\-/\u200b]+")
_CHARACTER = re.compile(r"\\(?:begin|end|left|right|mathrm|mathbf|text|operatorname)\b\*?|\\[a-zA-Z]+|\\.|.", re.DOTALL)
_UNSEEN = re.compile(r"[{}^_\s]|\\(?:begin|end|left|right|mathrm|mathbf|text|operatorname)\*?$|\\[,:;! ]")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{\w+\*?\}")


def formula_length(tex: str) -> int:
    """About how many characters a formula shows side by side: of several rows, the longest."""
    longest = 0
    for row in re.split(r"\\\\", _ENVIRONMENT.sub("", tex)):
        length = row.count("&")  # a space between columns
        for character in _CHARACTER.findall(row):
            length += not _UNSEEN.match(character)
        longest = max(longest, length)
    return longest


_PART = re.compile(r"\\(?:left|right|begin|end)\b|\\[a-zA-Z]+|\\.|.", re.DOTALL)
_BREAKS = {"+", "-", "=", "<", ">", r"\cdot", r"\times", r"\le", r"\ge", r"\leq", r"\geq", r"\approx", r"\to"}
_DEPTH = {"{": 1, r"\left": 1, r"\begin": 1, "}": -1, r"\right": -1, r"\end": -1}
WHOLE = 24  # characters of a formula that stays on one line, however it is made


def breakable(tex: str) -> list[str]:
    """The pieces of a formula in a line: it may be broken before its operators, but not in braces or tall brackets."""
    if formula_length(tex) <= WHOLE:
        return [tex]
    formulas, depth = [""], 0
    for part in _PART.findall(tex):
        if depth == 0 and part in _BREAKS and formulas[-1].strip():
            formulas.append("")
        depth += _DEPTH.get(part, 0)
        formulas[-1] += part
    return formulas


RAGGED = 26  # characters that leave a gap as wide as they are: a line without them is torn apart when it is filled
LONG = re.compile(rf"\S{{{RAGGED},}}")


def ragged(children: Sequence[Inline]) -> bool:
    """Whether a paragraph holds a piece so long that its lines are better left as long as they are."""
    return any(longer(node, RAGGED) for node in walk(children))


def longer(node: Block | Inline, most: int) -> bool:
    """Whether a node of running text holds a piece of more characters."""
    match node:
        case Text() | Code():  # most have none, and this tells it fast
            return re.search(rf"[^\s\-/\u200b]{{{most + 1}}}", node.text) is not None
        case Maths():
            return len(node.tex) > most and any(piece.characters > most for piece in pieces([node]))
    return False
