r"""The third route: the printed question back to its parameters, so that the page is proven as well as the key.

    read = "f(x) = << a >> x^2 << b | signed >> x", "at $x = << at >>$", {"card": "with a card that gives half off"}

A snippet of the page has typed holes; spaces do not count. What it computes, `<< (a, b) | terms("x", "y") >>`, stands
there as it prints. A snippet below a condition stands on the page where that
holds, and only there. What a snippet cannot say, `def read(text)` does: it gives parameters by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from jinja2 import Template, TemplateSyntaxError

from exampaper.faults import fault
from exampaper.languages import DEFAULT, Language, language
from exampaper.maths import MathsError, filled
from exampaper.maths.macros import Macros, expanded
from exampaper.nodes import Beside
from exampaper.numerals import PLAIN, Numerals
from exampaper.questions.draw_entries import Names, python
from exampaper.questions.front_matter import FrontMatter
from exampaper.questions.templating import compiled, undeclared
from exampaper.questions.values import Scope


class Unread(ValueError):
    """A page that does not say what is looked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """A printed question: its text in Markdown, and the figures on it by name."""

    text: str
    figures: Mapping[str, Beside]


NONE: Macros = MappingProxyType({})
"""No commands of the author's own."""

Read = Callable[[Page, Any], Mapping[Any, Any]]
"""Of a page and the parameters that were drawn, what the page says: values by name, or by name and index."""

_FILLED_IN = re.compile(r"<<.*?>>")
_HOLE = re.compile(r"<<\s*(\w+)(?:\[(\d+)\])?(?:\s*\|\s*(\w+))?\s*>>")
_NUMBER = r"-?\d+(?:\.\d+)?"
_FRACTION = rf"-?\\[dt]?frac\{{\d+\}}\{{\d+\}}|-?\d+/\d+|{_NUMBER}"
_BETWEEN = r"(?:[,;|&$]|and|or|\\\\)+"
"""What may stand between the items of a list, white space left out."""

_MATRIX = r"\\begin\{[a-zA-Z]*\}(?:\{[rcl|]*\})?(.+?)\\end\{[a-zA-Z]*\}"


@dataclass(frozen=True, slots=True)
class Hole:
    """What a snippet reads: a parameter, or one item of it, perhaps through a filter."""

    name: str
    index: int | None
    filter: str

    @property
    def place(self) -> Any:
        """The key of the value that it reads."""
        return self.name if self.index is None else (self.name, self.index)


def _nowhere(text: str) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Worded:
    """What a snippet computes from parameters, such as `<< (a, b, c) | polynomial >>`: it stands there as it prints."""

    template: Template
    names: frozenset[str]
    numerals: Numerals

    def pattern(self, scope: Names) -> str:
        rendered = self.template.render(**scope)
        if self.numerals.are_plain:
            printed = filled.unmarked(rendered)
        else:  # as on the page, and read from there as the page is
            written = filled.settled(rendered, formulas=_nowhere, numerals=self.numerals)
            printed = self.numerals.with_point(written.replace(filled.FORMULA, ""))
        return rf"[({{]?{re.escape(_bare(printed))}[)}}]?(?!\.?\d)"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of the page: text, holes with their types, and what is computed.

    holds: whether it belongs on the page, for these parameters; None for always. condition: that in words. decides:
    the parameters that this hangs on, which the page shows by having the snippet or not. words: the page's language.
    """

    text: str
    pieces: tuple[str | tuple[Hole, Any] | Worded, ...]
    holds: Callable[[Names], Any] | None = None
    condition: str = ""
    decides: tuple[str, ...] = ()
    words: Language = field(default_factory=lambda: language(DEFAULT))

    @property
    def holes(self) -> list[tuple[Hole, Any]]:
        return [piece for piece in self.pieces if isinstance(piece, tuple)]

    def read(self, page: str, scope: Mapping[str, Any]) -> dict[Any, Any] | None:
        """The values that it has, the same wherever it stands on a page without white space; None where it does not.

        scope: the parameters. Raises Unread for different values.
        """
        readings: list[dict[Any, Any]] = []
        for match in re.finditer(self._pattern(scope), page, re.DOTALL):
            values: dict[Any, Any] = {}
            for number, (hole, kind) in enumerate(self.holes, 1):
                values[hole.place] = _value(match[number], hole, kind)
            readings.append(values)
        if not readings:
            return None
        if readings.count(readings[0]) < len(readings):
            raise Unread(f"{self.text!r} stands on the page with different values")
        return readings[0] | self._worded(scope)

    def _pattern(self, scope: Mapping[str, Any]) -> str:
        pattern = ""
        for piece in self.pieces:
            if isinstance(piece, str):
                pattern += re.escape(_bare(piece))
            elif isinstance(piece, Worded):
                pattern += piece.pattern(scope)
            else:
                pattern += _wanted(*piece, self.words.conjunction)
        return pattern

    def _worded(self, scope: Mapping[str, Any]) -> dict[Any, Any]:
        """The parameters that stand on the page in other words: they are as they were drawn, if it was found."""
        values = {}
        for piece in self.pieces:
            for name in piece.names if isinstance(piece, Worded) else ():
                values[name] = scope[name]
        return values


# ------------------------------------------------------------------ what a Python file declares


def reading(
    module: Any,
    functions: Mapping[str, Any],
    params: Any,
    path: Path,
    front: FrontMatter | None = None,
    macros: Macros = NONE,
) -> Read | None:
    """How a question is read back: by its function `read`, or by its snippets; None where it says nothing.

    front: says the language of the page, and how its numbers are written; snippets have the point in any.
    macros: the author's own commands, which a snippet may have as the text does.

    Raises Faulty for a snippet that cannot be understood.
    """
    if "read" in functions:
        return lambda page, drawn: functions["read"]({"text": page.text, "figures": page.figures})
    declared = getattr(module, "read", None)
    if declared is None:
        return None
    kinds = get_type_hints(params)
    try:
        words = language(front.lang if front else DEFAULT)
        snippets = tuple(_snippets(_without_macros(declared, macros), kinds, vars(module), path, words))
    except (Unread, MathsError) as error:
        raise fault(f"read: {error}", path, _line_of_read(path), "a hole is << name >>, of a parameter") from None
    numerals = front.numerals if front else PLAIN
    return lambda page, drawn: read_snippets(snippets, numerals.with_point(page.text), drawn)


def _without_macros(declared: Any, macros: Macros) -> Any:
    """What `read` declares, with the author's own commands replaced as on the page."""
    if isinstance(declared, str):
        return expanded(declared, macros)
    if isinstance(declared, Mapping):
        return {condition: _without_macros(texts, macros) for condition, texts in declared.items()}
    if isinstance(declared, Sequence):
        return [_without_macros(entry, macros) for entry in declared]
    return declared


def _line_of_read(path: Path) -> int:
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    return next((number for number, line in enumerate(lines, 1) if re.match(r"read\b", line)), 1)


def _snippets(declared: Any, kinds: Mapping[str, Any], names: Names, path: Path, words: Language) -> Iterator[Snippet]:
    """The snippets of `read`: a text, a dict from conditions to texts, or several of these. Raises Unread."""
    if isinstance(declared, str):
        yield snippet(declared, kinds, words=words)
    elif isinstance(declared, Mapping):
        for condition, texts in declared.items():
            holds = _condition(condition, kinds, names, path)
            for text in [texts] if isinstance(texts, str) else texts:
                yield snippet(text, kinds, holds, condition, words)
    elif isinstance(declared, Sequence):
        for entry in declared:
            yield from _snippets(entry, kinds, names, path, words)
    else:
        raise Unread(f"{declared!r} is no snippet of the page")


def _condition(text: str, kinds: Mapping[str, Any], names: Names, path: Path) -> Callable[[Names], Any]:
    def refuse(message: str, remedy: str) -> Exception:
        return fault(f"read: {message}", path, _line_of_read(path), remedy)

    return python(text, [*kinds], names, refuse)


def snippet(
    text: str,
    kinds: Mapping[str, Any],
    holds: Callable[[Names], Any] | None = None,
    condition: str = "",
    words: Language | None = None,
) -> Snippet:
    """A snippet as it is written. kinds: the type of each parameter. words: the language of the page, English if none.

    Raises Unread for a hole of none.
    """
    words = words or language(DEFAULT)
    pieces, at = list[str | tuple[Hole, Any] | Worded](), 0
    for mark in _FILLED_IN.finditer(text):
        pieces += [text[at : mark.start()], _piece(mark[0], text, kinds, words)]
        at = mark.end()
    decides = tuple(name for name in kinds if re.search(rf"\b{name}\b", condition))
    return Snippet(text, (*pieces, text[at:]), holds, condition, decides, words)


def _piece(written: str, text: str, kinds: Mapping[str, Any], words: Language) -> tuple[Hole, Any] | Worded:
    """What stands between << and >>: a hole, or an expression."""
    mark = _HOLE.fullmatch(written)
    worded = _worded(written, text, words)
    names = {mark[1]} if mark else worded.names
    for name in sorted(names):
        if name not in kinds:
            raise Unread(f"{text!r} names {name}, which is no parameter")
    if mark and mark[3] in (None, "signed", "listed"):
        hole = Hole(mark[1], int(mark[2]) if mark[2] else None, mark[3] or "")
        return hole, _kind(hole, kinds[hole.name])
    return worded


def _worded(written: str, text: str, words: Language) -> Worded:
    try:
        return Worded(compiled(written, "<read>", 1, words.code), frozenset(undeclared(written)), words.numerals)
    except TemplateSyntaxError as error:
        raise Unread(f"{text!r}: {error.message}") from None


# ------------------------------------------------------------------ reading


def read_snippets(snippets: Iterable[Snippet], page: str, params: Any) -> dict[Any, Any]:
    """The parameters that a page shows. Raises Unread where a snippet is missing, or there against its condition."""
    values: dict[Any, Any] = {}
    bare, scope = _bare(page), Scope(params)
    for wanted in snippets:
        found = wanted.read(bare, scope)
        belongs = wanted.holds is None or bool(wanted.holds(scope))
        if found is None and belongs:
            raise Unread(_absent(wanted))
        if found is not None and not belongs:
            raise Unread(f"the page has {wanted.text!r}, though {wanted.condition} does not hold")
        decided = {name: scope[name] for name in wanted.decides}
        for place, value in {**decided, **(found or {})}.items():
            if values.setdefault(place, value) != value:
                raise Unread(f"{place} is {values[place]} and {value} on the page ({wanted.text!r})")
    return values


def _absent(wanted: Snippet) -> str:
    although = f", though {wanted.condition}" if wanted.condition else ""
    return f"the page does not have {wanted.text!r}{although}"


def differences(read: Mapping[Any, Any], params: Any) -> list[str]:
    """What the page says otherwise than the parameters. Raises Unread for what is no parameter."""
    messages = []
    for place, value in read.items():
        name, index = place if isinstance(place, tuple) else (place, None)
        if not hasattr(params, name):
            raise Unread(f"read gives {name!r}, which is no parameter")
        drawn = getattr(params, name)
        if index is not None:
            drawn, name = drawn[index], f"{name}[{index}]"
        if not _same(value, drawn):
            messages.append(f"the page says {name} = {value}, drawn was {drawn}")
    return messages


def names_read(read: Mapping[Any, Any]) -> set[str]:
    """The parameters that a page was read for, whole or in part."""
    return {place[0] if isinstance(place, tuple) else place for place in read}


def _same(read: Any, drawn: Any) -> bool:
    if isinstance(read, str) and isinstance(drawn, str):
        return _bare(read) == _bare(drawn)
    if isinstance(read, tuple | list) and isinstance(drawn, tuple | list):
        return len(read) == len(drawn) and all(map(_same, read, drawn))
    return bool(read == drawn)


# ------------------------------------------------------------------ holes by type


def _bare(text: str) -> str:
    """Without white space and thin spaces, and with one spelling of the minus and of thousands."""
    closed_up = re.sub(r"(\\\\)|\s+|\\[,;!: ]", lambda match: match[1] or "", text)
    return closed_up.replace("−", "-").replace("{,}", ",")


def _kind(hole: Hole, kind: Any) -> Any:
    if hole.index is None or get_origin(kind) is not tuple:
        return kind
    items = get_args(kind)
    return items[0] if Ellipsis in items else items[hole.index]


def _wanted(hole: Hole, kind: Any, conjunction: str) -> str:
    """The pattern of a hole, with one group. conjunction: what may stand before the last item of a list."""
    if hole.filter == "signed":
        return rf"([+-]{_NUMBER})"
    if _is_rows(kind):
        return f"({_MATRIX.replace('(.+?)', '.+?')})"
    if get_origin(kind) is tuple or hole.filter == "listed":
        item = _item_pattern(kind)
        return rf"[(\[{{]?((?:{item})(?:(?:{_BETWEEN}|{conjunction})(?:{item}))*)[)\]}}]?"
    words = _words(kind)
    if words:
        return f"({_any_of(words)})"
    if kind is str:
        return "(.+?)"
    if kind is Fraction:
        return rf"[({{]?({_FRACTION})[)}}]?"
    return rf"[({{]?({_NUMBER})[)}}]?(?![\d.]*\d)"


def _is_rows(kind: Any) -> bool:
    """Whether it is a tuple of tuples of numbers: what prints as a matrix."""
    items = get_args(kind) if get_origin(kind) is tuple else ()
    return bool(items) and get_origin(items[0]) is tuple


def _item_pattern(kind: Any) -> str:
    words = _words(_first_item(kind))
    return _any_of(words) if words else _FRACTION


def _first_item(kind: Any) -> Any:
    items = get_args(kind) if get_origin(kind) is tuple else (kind,)
    return items[0] if items else kind


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(_bare(word)) for word in sorted(words, key=len, reverse=True))


def _words(kind: Any) -> list[str]:
    """The words that a parameter is one of."""
    if get_origin(kind) is Literal:
        return [word for word in get_args(kind) if isinstance(word, str)]
    words: list[str] = []
    for alternative in get_args(kind) if get_origin(kind) is not tuple else ():
        words += _words(alternative)
    return words


def _value(text: str, hole: Hole, kind: Any) -> Any:
    if _is_rows(kind):
        body = re.fullmatch(_MATRIX, text, re.DOTALL)
        rows = re.split(r"\\\\", body[1] if body else text)
        return tuple(tuple(_number(item) for item in row.split("&")) for row in rows if row)
    if get_origin(kind) is tuple or hole.filter == "listed":
        pattern = _item_pattern(kind)
        return tuple(_one(item, _first_item(kind)) for item in re.findall(pattern, text))
    return _one(text, kind)


def _one(text: str, kind: Any) -> Any:
    for word in _words(kind):
        if _bare(word) == text:
            return word
    return text if kind is str else _number(text)


def _number(text: str) -> Decimal | Fraction:
    """A number as it is printed, perhaps with a sign, as a fraction, or in thousands."""
    fraction = re.fullmatch(r"(-?)\\[dt]?frac\{(\d+)\}\{(\d+)\}|(-?\d+)/(\d+)", text)
    if not fraction:
        return Decimal(text.replace("+", ""))
    sign, top, bottom, plain_top, plain_bottom = fraction.groups()
    return Fraction(int(plain_top or sign + top), int(plain_bottom or bottom))
