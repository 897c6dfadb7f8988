"""What no typesetter breaks at the end of a line: formulas, long words, lines of code, and about how long they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exampaper.nodes import Block, Code, Inline, Maths, Text
from exampaper.text import walk


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that stands on one line. what: its kind, as a person calls it; source: as its author wrote it."""

    what: str
    source: str

    @property
    def signs(self) -> int:
        """About how many signs it shows beside each other."""
        return signs(self.source) if self.what == "formula" else len(self.source)


def pieces(children: Sequence[Inline]) -> Iterator[Piece]:
    """The pieces of running text."""
    for node in walk(children):
        match node:
            case Maths():
                yield from (Piece("formula", piece) for piece in breakable(node.tex))
            case Code():
                yield from (Piece("piece of code", word) for word in _WORD.findall(node.text))
            case Text():
                yield from (Piece("word", word) for word in _WORD.findall(node.text))


_WORD = re.compile(r"[^\s\-/\u200b]+")
_SIGN = re.compile(r"\\(?:begin|end|left|right|mathrm|mathbf|text|operatorname)\b\*?|\\[a-zA-Z]+|\\.|.", re.DOTALL)
_UNSEEN = re.compile(r"[{}^_\s]|\\(?:begin|end|left|right|mathrm|mathbf|text|operatorname)\*?$|\\[,:;! ]")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{\w+\*?\}")


def signs(tex: str) -> int:
    """About how many signs a formula shows beside each other: of several rows, the longest."""
    rows = re.split(r"\\\\", _ENVIRONMENT.sub("", tex))
    return max(sum(not _UNSEEN.match(sign) for sign in _SIGN.findall(row)) + row.count("&") for row in rows)


_PART = re.compile(r"\\(?:left|right|begin|end)\b|\\[a-zA-Z]+|\\.|.", re.DOTALL)
_BREAKS = {"+", "-", "=", "<", ">", r"\cdot", r"\times", r"\le", r"\ge", r"\leq", r"\geq", r"\approx", r"\to"}
_DEPTH = {"{": 1, r"\left": 1, r"\begin": 1, "}": -1, r"\right": -1, r"\end": -1}
WHOLE = 24  # signs of a formula that stays on one line, however it is made


def breakable(tex: str) -> list[str]:
    """The pieces of a formula in a line, which may be broken before its signs, but not in braces or tall brackets."""
    if signs(tex) <= WHOLE:
        return [tex]
    found, depth = [""], 0
    for sign in _PART.findall(tex):
        if depth == 0 and sign in _BREAKS and found[-1].strip():
            found.append("")
        depth += _DEPTH.get(sign, 0)
        found[-1] += sign
    return found


RAGGED = 26  # signs that leave a gap as wide as they are: a line without them is torn apart when it is filled


LONG = re.compile(rf"\S{{{RAGGED},}}")


def ragged(children: Sequence[Inline]) -> bool:
    """Whether a paragraph holds a piece so long that its lines are better left as long as they are."""
    return any(longer(node, RAGGED) for node in walk(children))


def longer(node: Block | Inline, most: int) -> bool:
    """Whether a node of running text holds a piece of more signs."""
    match node:
        case Text() | Code():  # most have none, and this tells it fast
            return re.search(rf"[^\s\-/\u200b]{{{most + 1}}}", node.text) is not None
        case Maths():
            return len(node.tex) > most and any(piece.signs > most for piece in pieces([node]))
    return False
