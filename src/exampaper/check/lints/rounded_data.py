"""Rounded data: the key is what a candidate computes from the printed values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from exampaper.check import applies
from exampaper.check.call_graph import routes_of
from exampaper.check.changed_source import other_answers, with_changed_source, with_import
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.values import field_names, rounded_answers
from exampaper.check.worded import worded_question
from exampaper.model import Places, Precision, Significant

_SOME = 40  # draws to look at


@dataclass(frozen=True, slots=True)
class _Printed:
    """A value that the question prints rounded. name: as the text has it. field: of the answers, or "".

    source: how `context` computes it, as a tree of Python; None for an answer.
    """

    name: str
    precision: Precision
    field: str
    source: ast.expr | None = None


@lint(
    "rounded-data",
    "the question prints a rounded value, and the key is computed from all its digits",
    remedy="round the value in `solve` before you go on with it, as round(x, 1), or print it exactly",
    kinds=applies.computes,
)
def keys_follow_from_print(sample: Sample) -> Iterator[Finding]:
    """A candidate computes with what is printed. A mean printed as 2.8 is 2.8, whatever a computer knows of it.

    Where the text of the question prints an answer, or a value of `context`, that is rounded there, the question is
    solved again with the printed value in its place. Other answers must print as before.

    Example: “Their standard deviation is << deviation >>”, and a key of (max - mean) / deviation.
    """
    for given in _printed_rounded(sample):
        rounded = with_changed_source(sample, f"rounded {given.name}", _change(sample, given).changed)
        for variant in sample.some(_SOME) if rounded else ():
            found = dict(other_answers(rounded, variant)) if rounded else {}
            found.pop(given.field, None)
            for name, (exact, printed) in found.items():
                if name in _asked(sample):
                    message = f"{name} is {exact}, but {printed} from {given.name} as the question prints it"
                    yield sample.finding(message, variant, at="solve", subject=given.name)
                    return


def _asked(sample: Sample) -> set[str]:
    """The answers that the key prints; all of them, where that cannot be told."""
    names = set(field_names(sample.question.behaviour.answers))
    key = sample.question.source.front.key
    written = key if isinstance(key, str) else " ".join(key)
    in_key = names & set(re.findall(r"\w+", written))
    asked = {name for part in sample.question.behaviour.asked.values() for name in part}
    chosen = set(sample.question.source.choices)
    return in_key or chosen or asked or names


# ------------------------------------------------------------------ what the question prints

_ROUND = re.compile(r"\|\s*round\((\d+)\)|%\.(\d)f")
_HOLES = re.compile(r"<<(.*?)>>")


def _printed_rounded(sample: Sample) -> Iterator[_Printed]:
    """The answers, and values of the context, that stand rounded in the text of the question."""
    declared: dict[str, Precision] = {}
    for variant in sample.some(1):
        declared = {name: value.precision for name, value in rounded_answers(variant.answers)}
    fields = field_names(sample.question.behaviour.answers)
    context = dict(_context_entries(sample))
    for hole in _HOLES.findall(worded_question(sample)):
        by_filter = _ROUND.search(hole)
        for name in re.findall(r"(?<![\w.'\"])[A-Za-z_]\w*", hole):
            if name in fields and by_filter:
                yield _Printed(name, Places(int(by_filter[1] or by_filter[2])), name)
            elif name in declared:
                yield _Printed(name, declared[name], name)
            elif name in context:
                precision, source = context[name]
                field = _field_of(source, fields)
                yield _Printed(name, precision, field, None if field else source)


def _context_entries(sample: Sample) -> Iterator[tuple[str, tuple[Precision, ast.expr]]]:
    """The entries of the dict that `context` returns which are rounded: f"{x:.1f}" or round(x, 1)."""
    for function in sample.python.body:
        if isinstance(function, ast.FunctionDef) and function.name == "context":
            for node in ast.walk(function):
                if isinstance(node, ast.Dict):
                    for key, value in zip(node.keys, node.values, strict=True):
                        rounded = _rounding(value)
                        if isinstance(key, ast.Constant) and rounded:
                            yield str(key.value), rounded


def _rounding(value: ast.expr) -> tuple[Precision, ast.expr] | None:
    if isinstance(value, ast.JoinedStr) and len(value.values) == 1:
        (inner,) = value.values
        if isinstance(inner, ast.FormattedValue) and inner.format_spec:
            places = re.fullmatch(r"f'\.(\d+)(f|g)'", ast.unparse(inner.format_spec))
            if places:
                count = int(places[1])
                return (Places(count) if places[2] == "f" else Significant(count)), inner.value
    if isinstance(value, ast.Call) and ast.unparse(value.func) == "round" and len(value.args) == 2:
        places_given = value.args[1]
        if isinstance(places_given, ast.Constant) and isinstance(places_given.value, int):
            return Places(places_given.value), value.args[0]
    return None


def _field_of(source: ast.expr, fields: Sequence[str]) -> str:
    """The answer that an expression is, and nothing else; "" for any other."""
    name = source.attr if isinstance(source, ast.Attribute) else source.id if isinstance(source, ast.Name) else ""
    return name if name in fields else ""


# ------------------------------------------------------------------ the key from the printed value

_NAME = "__exampaper_as_printed__"


def as_printed(value: Any, precision: str) -> Any:
    """A number as it is printed, in its own type. precision: “Places 2” or “Significant 3”."""
    kind, _, count = precision.partition(" ")
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        return value
    shown = (Places(int(count)) if kind == "Places" else Significant(int(count))).round(value)
    return type(value)(shown) if isinstance(value, Decimal | Fraction | float) else value


def _change(sample: Sample, given: _Printed) -> _FromPrint:
    routes = routes_of(sample)
    asked = sample.question.behaviour.asked
    names = field_names(sample.question.behaviour.answers)
    orders = {f"solve_{part}": list(fields) for part, fields in asked.items()} | {"solve": names}
    return _FromPrint(given, routes.solve.entries if routes else frozenset(), orders)


class _FromPrint:
    """The same program in which a value is rounded, as it is printed, before it is computed with."""

    def __init__(self, given: _Printed, entries: frozenset[str], orders: Mapping[str, list[str]]) -> None:
        self.given, self.entries, self.orders = given, entries, orders
        precision = given.precision
        count = precision.places if isinstance(precision, Places) else precision.figures
        self.precision = f"{type(precision).__name__} {count}"

    def changed(self, tree: ast.Module) -> ast.Module:
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name in self.entries:
                self._change(node)
        return with_import(tree, f"from {__name__} import as_printed as {_NAME}")

    def _change(self, function: ast.FunctionDef) -> None:
        if self.given.field in {argument.arg for argument in function.args.args}:
            function.body.insert(0, self._assigned(self.given.field))
        if self.given.source is not None:
            _Replaced(ast.dump(self.given.source), self._wrapped).visit(function)
            return
        for source in self._returned(function):
            if isinstance(source, ast.Name):
                _AfterEach(source.id, self._assigned(source.id)).visit(function)
            else:
                _Replaced(ast.dump(source), self._wrapped).visit(function)

    def _returned(self, function: ast.FunctionDef) -> list[ast.expr]:
        """The expressions that become the answer."""
        order = self.orders.get(function.name, [])
        found = []
        for node in ast.walk(function):
            if isinstance(node, ast.Return) and node.value is not None:
                source = _part(node.value, self.given.field, order)
                if source is not None:
                    found.append(source)
        return found

    def _wrapped(self, value: ast.expr) -> ast.expr:
        return ast.Call(ast.Name(_NAME, ast.Load()), [value, ast.Constant(self.precision)], [])

    def _assigned(self, name: str) -> ast.stmt:
        return ast.Assign([ast.Name(name, ast.Store())], self._wrapped(ast.Name(name, ast.Load())))


def _part(value: ast.expr, field: str, order: Sequence[str]) -> ast.expr | None:
    """What of a returned value becomes an answer: of Answers(…), a tuple or a dict."""
    items: Sequence[ast.expr] = ()
    if isinstance(value, ast.Call):
        for keyword in value.keywords:
            if keyword.arg == field:
                return _inner(keyword.value)
        items = value.args if ast.unparse(value.func) == "Answers" else ()
    elif isinstance(value, ast.Dict):
        for key, item in zip(value.keys, value.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == field:
                return _inner(item)
    elif isinstance(value, ast.Tuple):
        items = value.elts
    at = order.index(field) if field in order else -1
    return _inner(items[at]) if 0 <= at < len(items) and len(items) <= len(order) else None


def _inner(value: ast.expr) -> ast.expr:
    """What is in float(x), Fraction(x) or Decimal(x), if that is a name."""
    is_number = isinstance(value, ast.Call) and ast.unparse(value.func) in ("float", "Fraction", "Decimal")
    if isinstance(value, ast.Call) and is_number and len(value.args) == 1 and isinstance(value.args[0], ast.Name):
        return value.args[0]
    return value


class _Replaced(ast.NodeTransformer):
    """Each expression of one form replaced."""

    def __init__(self, form: str, wrapped: Any) -> None:
        self.form, self.wrapped = form, wrapped

    def visit(self, node: ast.AST) -> Any:
        if isinstance(node, ast.expr) and ast.dump(node) == self.form:
            return self.wrapped(node)
        return self.generic_visit(node)


class _AfterEach(ast.NodeTransformer):
    """A statement after each one that assigns a name."""

    def __init__(self, name: str, statement: ast.stmt) -> None:
        self.name, self.statement = name, statement

    def _assigns(self, node: Any) -> Any:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            if any(isinstance(name, ast.Name) and name.id == self.name for name in ast.walk(target)):
                return [node, self.statement]
        return node

    visit_Assign = visit_AnnAssign = visit_AugAssign = _assigns  # noqa: N815
