r"""The `draw:` of a question: what each parameter is taken from, in a line.

count: 3..9                      a whole number; both ends belong to it
rate: 0.25..1.50                 a decimal with as many places as are written
kernel: odd 3..11                or even 2..8; 20..160 step 10; -9..9 except 0
top: low+1..9                    ends are Python, with the names above
how: [in series, in parallel]    one of a list; [[3, 3], [5, 5]] for pairs
biased: yes or no
scores: 3 times 1..9             a tuple; 2..5 times X for one of drawn length
shown: 3 of [a, b, c, d]         in their order; 3 shuffled of […], shuffled […]
stride: 1..3 if padded else 1
size: 28                         fixed
data: samples                    a function of the Python file, which takes rng and names above
_n: 2..4                         drawn on the way: no parameter
"""

from __future__ import annotations

import ast
import builtins
import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from types import GenericAlias
from typing import Any, Literal, get_type_hints

import yaml

from exampaper.draw import Rng
from exampaper.faults import Place, fault, nearest
from exampaper.questions.calling import Named

Names = Mapping[str, Any]
Take = Callable[[Rng, Names], Any]
FEWEST_REJECTED = 200
"""How often a single entry with `except` is drawn again, before its draw is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Names that are drawn at once, the type of each, and how. values: of a single name that is one of a list."""

    names: tuple[str, ...]
    kinds: tuple[Any, ...]
    take: Take
    values: tuple[Any, ...] = ()

    def drawn(self, rng: Rng, scope: Names) -> dict[str, Any]:
        value = self.take(rng, scope)
        if len(self.names) == 1:
            return {self.names[0]: value}
        return dict(zip(self.names, value, strict=True))


@dataclass(frozen=True, slots=True)
class Drawn:
    """Something to draw: its type, and how. values: what it is one of, where they are listed."""

    kind: Any
    take: Take
    values: tuple[Any, ...] = ()


def read_entry(key: str, node: yaml.Node, known: Sequence[str], functions: Names, place: Place) -> Entry:
    """The entry of a line. known: the names above; functions: those of the Python file. Raises Faulty."""
    names = tuple(name.strip() for name in key.split(","))
    for name in names:
        if not name.isidentifier():
            raise fault(f"draw: {name!r} is not a name", place.file, place.line, "letters, digits and _, as in Python")
    drawn = _Reading(key, known, functions, place).node(node)
    return Entry(names, _kinds(drawn.kind, len(names)), drawn.take, drawn.values if len(names) == 1 else ())


def _kinds(kind: Any, count: int) -> tuple[Any, ...]:
    if count == 1:
        return (kind,)
    parts = getattr(kind, "__args__", ())
    return tuple(parts) if len(parts) == count and Ellipsis not in parts else (parts[0] if parts else Any,) * count


@dataclass(frozen=True, slots=True)
class _Reading:
    """The reading of one entry."""

    key: str
    known: Sequence[str]
    functions: Names
    place: Place

    def fault(self, message: str, remedy: str = "see “draw” in docs/question-format.md") -> Exception:
        return fault(f"draw: {self.key}: {message}", self.place.file, self.place.line, remedy)

    def node(self, node: yaml.Node) -> Drawn:
        if isinstance(node, yaml.SequenceNode):
            return self.choice(_items(node))
        if isinstance(node, yaml.ScalarNode):
            return self.text(node.value.strip())
        raise self.fault("neither a range, a list nor a name")

    def text(self, text: str) -> Drawn:
        """A line in the language above; the first pattern that fits tells what it is."""
        for pattern, make in _PATTERNS:
            if line := pattern.fullmatch(text):
                return make(self, line)
        if text in self.functions and callable(self.functions[text]):
            return self.function(text)
        if (fixed := _literal(text)) is not None:
            return Drawn(_kind_of(fixed), lambda rng, scope: fixed)
        if text.isidentifier():
            raise self.fault(f"no function {text!r} in the Python file", self._nearest_function(text))
        raise self.fault(f"{text!r} is not understood")

    def _nearest_function(self, name: str) -> str:
        known = []
        for other, value in self.functions.items():
            if callable(value) and not other.startswith("_"):
                known.append(other)
        return nearest(name, known) if known else "define it"

    # -------------------------------------------------------------- one pattern each

    def conditional(self, line: re.Match[str]) -> Drawn:
        yes, no, condition = self.text(line["yes"]), self.text(line["no"]), self.expression(line["condition"])
        return Drawn(
            _either([yes.kind, no.kind]), lambda rng, scope: (yes if condition(scope) else no).take(rng, scope)
        )

    def times(self, line: re.Match[str]) -> Drawn:
        count, item = self.whole(line["count"]), self.text(line["what"])

        def take(rng: Rng, scope: Names) -> tuple[Any, ...]:
            return tuple(item.take(rng, scope) for _ in range(count.take(rng, scope)))

        fixed = _literal(line["count"])
        return Drawn(_tuple_of(item.kind, int(fixed) if fixed else None), take)

    def some_of(self, line: re.Match[str]) -> Drawn:
        count, items = self.whole(line["count"]), self.listed(line["items"])
        shuffled = bool(line["shuffled"])

        def take(rng: Rng, scope: Names) -> tuple[Any, ...]:
            taken = rng.sample(items, count.take(rng, scope))
            return rng.shuffle(taken) if shuffled else taken

        return Drawn(_tuple_of(_either(map(_kind_of, items))), take)

    def shuffled(self, line: re.Match[str]) -> Drawn:
        items = self.listed(line["items"])
        return Drawn(_tuple_of(_either(map(_kind_of, items))), lambda rng, scope: rng.shuffle(items))

    def listed(self, text: str) -> tuple[Any, ...]:
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            node = None
        if not isinstance(node, yaml.SequenceNode):
            raise self.fault(f"{text!r} is not a list", "write it in brackets: [a, b, c]")
        return _items(node)

    def choice(self, items: tuple[Any, ...]) -> Drawn:
        if not items:
            raise self.fault("an empty list")
        return Drawn(_either(map(_kind_of, items)), lambda rng, scope: rng.choice(items), tuple(dict.fromkeys(items)))

    def yes_or_no(self, line: re.Match[str]) -> Drawn:
        return Drawn(bool, lambda rng, scope: rng.chance(1, 2))

    def range(self, line: re.Match[str]) -> Drawn:
        excepted = self.excepted(line["excepted"] or "")
        places = max(map(_places, line.group("low", "high", "step")))
        ends_computed = None in map(_literal, line.group("low", "high"))
        if places and (line["parity"] or ends_computed):
            raise self.fault("the ends of a range of decimals are plain numbers", "draw it in a function instead")
        take = self.decimals(line, places) if places else self.wholes(line)
        return Drawn(Decimal if places else int, _again_while(take, excepted, self.key))

    def wholes(self, line: re.Match[str]) -> Take:
        low, high = self.expression(line["low"]), self.expression(line["high"])
        step = int(line["step"] or 1)
        match line["parity"]:
            case "odd":
                return lambda rng, scope: rng.odd(low(scope), high(scope))
            case "even":
                return lambda rng, scope: rng.even(low(scope), high(scope))
        return lambda rng, scope: rng.integer(low(scope), high(scope), step=step)

    def decimals(self, line: re.Match[str], places: int) -> Take:
        low, high, step = map(Decimal, (line["low"], line["high"], line["step"] or 0))
        if low > high:
            raise self.fault(f"nothing lies from {low} to {high}", "the lower end comes first")
        unit = step or Decimal(1).scaleb(-places)
        first, last = int(low / unit), int(high / unit)
        if step and low % unit:
            raise self.fault(f"{low} is no multiple of {unit}", "let the step divide both ends")
        return lambda rng, scope: (unit * rng.integer(first, last)).quantize(Decimal(1).scaleb(-places))

    def excepted(self, text: str) -> Callable[[Names], tuple[Any, ...]]:
        values = list(map(self.expression, filter(None, re.split(r"\s*,\s*|\s+and\s+", text))))
        return lambda scope: tuple(value(scope) for value in values)

    def whole(self, text: str) -> Drawn:
        """A count: a number, a range, or Python."""
        if ".." in text:
            return self.text(text)
        count = self.expression(text)
        return Drawn(int, lambda rng, scope: count(scope))

    def expression(self, text: str) -> Callable[[Names], Any]:
        """Python with the names above. It is the author's own, as the rest of the file."""
        if (fixed := _literal(text)) is not None:
            return lambda scope: fixed
        return python(text, self.known, self.functions, self.fault)

    def function(self, name: str) -> Drawn:
        named = Named.of(self.functions[name], self.place.file)
        for wanted in named.names:
            if wanted != "rng" and wanted not in self.known:
                raise self.fault(f"{name} asks for {wanted!r}, which is not drawn above", nearest(wanted, self.known))
        kind = get_type_hints(self.functions[name]).get("return")
        if kind is None:
            raise self.fault(f"{name} does not say what it gives", f"write def {name}(…) -> tuple[int, ...]:")
        return Drawn(kind, lambda rng, scope: named({**scope, "rng": rng}))


def python(
    text: str, known: Sequence[str], functions: Names, refuse: Callable[[str, str], Exception]
) -> Callable[[Names], Any]:
    """A Python expression of an author, compiled. Raises what `refuse` makes of a message and a remedy."""
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        raise refuse(f"{text!r} is not Python: {error.msg}", "write it as in Python") from None
    loaded, bound = set[str](), set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (loaded if isinstance(node.ctx, ast.Load) else bound).add(node.id)
    for name in sorted(loaded - bound):
        if name not in known and name not in functions and not hasattr(builtins, name):
            raise refuse(f"unknown name {name!r}", nearest(name, [*known]) if known else "draw it above")
    code = compile(tree, "<draw>", "eval")
    return lambda scope: eval(code, {**functions, **scope})


def _again_while(take: Take, excepted: Callable[[Names], tuple[Any, ...]], key: str) -> Take:
    def taken(rng: Rng, scope: Names) -> Any:
        values = excepted(scope)
        for _ in range(FEWEST_REJECTED):
            value = take(rng, scope)
            if value not in values:
                return value
        return rng.reject(f"{key}: nothing is left beside what is excepted")

    return taken


# ------------------------------------------------------------------ values as they are written


def _items(node: yaml.SequenceNode) -> tuple[Any, ...]:
    """The items of a list: numbers where they look so and are not quoted, else text; lists as tuples."""
    return tuple(_items(item) if isinstance(item, yaml.SequenceNode) else _item(item) for item in node.value)


def _item(node: yaml.ScalarNode) -> Any:
    value = _literal(node.value) if node.style is None else None
    return node.value if value is None else value


def _literal(text: str) -> int | Decimal | None:
    if re.fullmatch(r"[+-]?\d+", text.strip()):
        return int(text)
    return Decimal(text.strip()) if re.fullmatch(r"[+-]?\d+\.\d+", text.strip()) else None


def _places(text: str | None) -> int:
    return len(text.partition(".")[2]) if text and _literal(text) is not None else 0


def _kind_of(value: Any) -> Any:
    if isinstance(value, tuple):
        return GenericAlias(tuple, tuple(map(_kind_of, value)))
    return Literal[value] if isinstance(value, str) else type(value)


def _tuple_of(kind: Any, count: int | None = None) -> Any:
    """The type of a tuple of so many items; of any number without a count."""
    return GenericAlias(tuple, (kind, Ellipsis) if count is None else (kind,) * count)


def _either(kinds: Iterable[Any]) -> Any:
    return reduce(operator.or_, dict.fromkeys(kinds))


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[_Reading, re.Match[str]], Drawn]], ...] = (
    (re.compile(r"(?P<yes>.+?) if (?P<condition>.+) else (?P<no>.+)"), _Reading.conditional),
    (re.compile(r"yes or no"), _Reading.yes_or_no),
    (re.compile(r"(?P<count>\S+) times (?P<what>.+)"), _Reading.times),
    (re.compile(r"(?P<count>\S+)(?P<shuffled> shuffled)? of (?P<items>\[.*\])"), _Reading.some_of),
    (re.compile(r"shuffled (?P<items>\[.*\])"), _Reading.shuffled),
    (
        re.compile(
            r"(?:(?P<parity>odd|even) )?(?P<low>.+?)(?<!\.)\.\.(?P<high>[^.].*?)"
            r"(?: step (?P<step>\d+(?:\.\d+)?))?(?: except (?P<excepted>.+))?"
        ),
        _Reading.range,
    ),
)
