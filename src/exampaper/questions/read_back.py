r"""The third route: the printed question back to its parameters, so that the page is proven as well as the key.

    read = "f(x) = << a >> x^2 << b | signed >> x", "at $x = << at >>$"

A snippet of the page has typed holes; spaces do not count. What a snippet cannot say, `def read(text)` does: it gives
parameters by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin, get_type_hints


class Unread(ValueError):
    """A page that does not say what is looked for."""


_HOLE = re.compile(r"<<\s*(\w+)(?:\[(\d+)\])?(?:\s*\|\s*(\w+))?\s*>>")
_NUMBER = r"-?\d+(?:\.\d+)?"
_LIST = rf"{_NUMBER}(?:(?:,|and|or|\$)+{_NUMBER})*"


@dataclass(frozen=True, slots=True)
class Hole:
    """What a snippet reads: a parameter, or one item of it, perhaps through a filter."""

    name: str
    index: int | None
    filter: str


def read_snippets(snippets: Iterable[str], page: str, kinds: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters that a page shows. kinds: the type of each. Raises Unread."""
    values: dict[str, Any] = {}
    bare = _bare(page)
    for snippet in snippets:
        for hole, value in _read(snippet, bare, kinds).items():
            _put(values, hole, value, snippet)
    return values


def _read(snippet: str, page: str, kinds: Mapping[str, Any]) -> dict[Hole, Any]:
    """What a snippet reads, the same wherever it stands on the page. Raises Unread."""
    pattern, holes = _pattern(snippet, kinds)
    readings: list[dict[Hole, Any]] = []
    for match in re.finditer(pattern, page):
        readings.append({hole: _value(hole, match[number], kinds) for number, hole in enumerate(holes, 1)})
    if not readings:
        raise Unread(f"the page does not have {snippet!r}")
    if readings.count(readings[0]) < len(readings):
        raise Unread(f"{snippet!r} stands on the page with different values")
    return readings[0]


def _put(values: dict[str, Any], hole: Hole, value: Any, snippet: str) -> None:
    place: Any = hole.name if hole.index is None else (hole.name, hole.index)
    if values.setdefault(place, value) != value:
        raise Unread(f"{hole.name} is {values[place]} and {value} on the page ({snippet!r})")


def _bare(text: str) -> str:
    """Without white space, and without the brackets that a value may stand in."""
    return re.sub(r"\s+|\\[,;!: ]", "", text).replace("−", "-").replace("{,}", ",")


def _pattern(snippet: str, kinds: Mapping[str, Any]) -> tuple[str, list[Hole]]:
    pattern, holes, at = "", list[Hole](), 0
    for mark in _HOLE.finditer(snippet):
        hole = Hole(mark[1], int(mark[2]) if mark[2] else None, mark[3] or "")
        if hole.name not in kinds:
            raise Unread(f"{snippet!r} names {hole.name}, which is no parameter")
        pattern += re.escape(_bare(snippet[at : mark.start()])) + _wanted(hole, kinds)
        holes.append(hole)
        at = mark.end()
    return pattern + re.escape(_bare(snippet[at:])), holes


def _kind(hole: Hole, kinds: Mapping[str, Any]) -> Any:
    kind = kinds[hole.name]
    if hole.index is None or get_origin(kind) is not tuple:
        return kind
    items = get_args(kind)
    return items[0] if Ellipsis in items else items[hole.index]


def _wanted(hole: Hole, kinds: Mapping[str, Any]) -> str:
    if hole.filter == "signed":
        return rf"([+-]{_NUMBER})"
    if hole.filter == "listed":
        return f"({_LIST})"
    words = _words(_kind(hole, kinds))
    if words:
        return f"({'|'.join(re.escape(_bare(word)) for word in sorted(words, key=len, reverse=True))})"
    if _kind(hole, kinds) is str:
        return "(.+?)"
    return rf"[({{]?({_NUMBER})[)}}]?(?![\d.]*\d)"


def _words(kind: Any) -> list[str]:
    """The words that a parameter is one of."""
    if get_origin(kind) is Literal:
        return [word for word in get_args(kind) if isinstance(word, str)]
    words: list[str] = []
    for alternative in get_args(kind) if get_origin(kind) is not tuple else ():
        words += _words(alternative)
    return words


def _value(hole: Hole, text: str, kinds: Mapping[str, Any]) -> Any:
    if hole.filter == "listed":
        return tuple(map(Decimal, re.findall(_NUMBER, text)))
    words = _words(_kind(hole, kinds))
    for word in words:
        if _bare(word) == text:
            return word
    return text if _kind(hole, kinds) is str else Decimal(text.replace("+", ""))


def differences(read: Mapping[Any, Any], params: Any) -> list[str]:
    """What the page says otherwise than the parameters."""
    messages = []
    for place, value in read.items():
        name, index = place if isinstance(place, tuple) else (place, None)
        drawn = getattr(params, name)
        drawn = drawn if index is None else drawn[index]
        if not _same(value, drawn):
            messages.append(f"the page says {name} = {value}, drawn was {drawn}")
    return messages


def _same(read: Any, drawn: Any) -> bool:
    if isinstance(read, tuple) and isinstance(drawn, tuple):
        return len(read) == len(drawn) and all(map(_same, read, drawn))
    return bool(read == drawn)


Read = Callable[[str], Mapping[Any, Any]]


def reading(module: Any, functions: Mapping[str, Any], params: Any) -> Read | None:
    """How a question is read back: by its function `read`, or by its snippets; None where it says nothing."""
    if "read" in functions:
        return lambda page: functions["read"]({"text": page})
    snippets = getattr(module, "read", None)
    if snippets is None:
        return None
    kinds = get_type_hints(params)
    return lambda page: read_snippets([snippets] if isinstance(snippets, str) else snippets, page, kinds)
