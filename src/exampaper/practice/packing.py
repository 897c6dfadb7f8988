"""Values that are much alike, in few bytes: what a practice page holds of the variants of a question.

Variants of a question share most of their words, but a compressor looks back no farther than 32 kB. So texts are cut at
their tags, each different piece is kept once, and the same place of all variants stands together.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Sequence
from typing import Any

FIRST = 0x100
"""Signs from this one on stand for pieces of text."""

MOST = 0xD800 - FIRST  # pieces: up to where the signs begin that stand for nothing by themselves

_PIECES = re.compile(r"<[^>]*>?|[^<]+")


def packed(values: Sequence[Any]) -> bytes:
    """Some JSON values of about the same shape, compressed; `unpacked` gives them again."""
    pieces: dict[str, int] = {}
    cut = [_cut(value, pieces) for value in values]
    text = json.dumps([list(pieces), _columns(cut)], ensure_ascii=False, separators=(",", ":"))
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    return compressor.compress(text.encode()) + compressor.flush()


def unpacked(content: bytes, count: int) -> list[Any]:
    """So many values again, as the page's program reads them."""
    pieces, columns = json.loads(zlib.decompress(content, wbits=-15))
    return [_joined(_row(columns, number), pieces) for number in range(count)]


# ------------------------------------------------------------------ pieces


def _cut(value: Any, pieces: dict[str, int]) -> Any:
    """A value with a sign for each piece of its texts. pieces: the number of each so far; it grows.

    Once there are no more signs, texts are kept whole: in a list of their own.
    """
    if isinstance(value, str):
        found = _PIECES.findall(value)
        if len(pieces) + len(found) > MOST:
            return {"whole": [value]}
        return "".join(chr(FIRST + pieces.setdefault(piece, len(pieces))) for piece in found)
    if isinstance(value, list | tuple):
        return [_cut(item, pieces) for item in value]
    if isinstance(value, dict):
        return {name: _cut(item, pieces) for name, item in value.items()}
    return value


def _joined(value: Any, pieces: Sequence[str]) -> Any:
    if isinstance(value, str):
        return "".join(pieces[ord(sign) - FIRST] for sign in value)
    if isinstance(value, list):
        return [_joined(item, pieces) for item in value]
    if isinstance(value, dict):
        return value["whole"][0] if "whole" in value else {name: _joined(item, pieces) for name, item in value.items()}
    return value


# ------------------------------------------------------------------ columns


def _columns(values: Sequence[Any]) -> dict[str, Any]:
    """Values place by place: {"same": value}, {"names": {…}} and {"items": […]} of such, or {"each": […]}."""
    first = values[0]
    if all(_written(value) == _written(first) for value in values):
        return {"same": first}
    if all(isinstance(value, dict) and list(value) == list(first) for value in values):
        return {"names": {name: _columns([value[name] for value in values]) for name in first}}
    if all(isinstance(value, list) and len(value) == len(first) for value in values):
        return {"items": [_columns([value[at] for value in values]) for at in range(len(first))]}
    return {"each": list(values)}


def _written(value: Any) -> str:
    """By which 1, 1.0 and true are told apart."""
    return json.dumps(value)


def _row(columns: dict[str, Any], number: int) -> Any:
    match columns:
        case {"same": value}:
            return value
        case {"names": by_name}:
            return {name: _row(column, number) for name, column in by_name.items()}
        case {"items": items}:
            return [_row(column, number) for column in items]
    return columns["each"][number]


# ------------------------------------------------------------------ pictures

_SVG = re.compile(r"<svg xmlns='http://www.w3.org/2000/svg' width='[^<]*<g class='.*?</svg>", re.DOTALL)  # our own
_PATH = re.compile(r" d='M([-\d. ]+)([CL])([-\d. ]+)(Z?)'")
_DECIMALS = re.compile(r"\d+\.\d\d+")


def smaller_pictures(html: str) -> str:
    """Drawings to a tenth of a point, their lines written relative to where they begin: the same to the eye."""
    return _SVG.sub(lambda drawing: _smaller(drawing[0]), html)


def _smaller(drawing: str) -> str:
    relative = _PATH.sub(_relative, drawing)
    return _DECIMALS.sub(lambda found: _tenths(round(10 * float(found[0]))), relative)


def _relative(path: re.Match[str]) -> str:
    """M0 0C1 1 2 2 3 3 as M0 0c1 1 2 2 3 3: a curve's points count from its beginning."""
    start, kind, rest, closing = path.groups()
    at = _points(start)[0]
    points = _points(rest)
    step = 3 if kind == "C" else 1
    written = ""
    for number, (x, y) in enumerate(points):
        written += f" {_tenths(x - at[0])} {_tenths(y - at[1])}"
        if number % step == step - 1:
            at = x, y
    begin = " ".join(map(_tenths, _points(start)[0]))
    return f" d='M{begin}{kind.lower()}{written.strip()}{closing.lower()}'".replace(" -", "-")


def _points(text: str) -> list[tuple[int, int]]:
    """Points in tenths of a point of print."""
    numbers = [round(10 * float(number)) for number in text.split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _tenths(tenths: int) -> str:
    """1.2 for 12 tenths, 1 for 10."""
    return f"{tenths / 10:.1f}".removesuffix(".0")
