"""Angles: degrees on the page, radians in Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

from exampaper.check import applies
from exampaper.check.call_graph import Functions, routes_of
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.values import field_names
from exampaper.check.worded import HOLE, worded_question

_SIGN = r"(?:\\degree|\^\s*\{?\s*\\circ\s*\}?|°)"
_IN_DEGREES = re.compile(
    rf"{HOLE}\s*(?:(?:\\,|~|-)?\s*)?\$?\s*(?:{_SIGN}(?!\s*\\?,?\s*(?:\\(?:mathrm|text)\{{)?[CF]\b)"
    r"|(?:degrees?|Grad)\b(?!\s+(?:of freedom|Celsius|Fahrenheit|C\b|F\b)))"
)
_WAVES = frozenset({"sin", "cos", "tan", "sec", "csc", "cot"})
_ARCS = frozenset(["asin", "acos", "atan", "atan2", "arcsin", "arccos", "arctan", "arctan2"])
_CONVERTS = frozenset(["radians", "deg2rad", "degrees", "rad2deg", "pi", "tau"])
_KEEPING = ("float", "abs", "Fraction", "int", "Decimal", "max", "min")
_PER_TURN = {90, 180, 360, 57.29577951308232, 57.2958, 57.3, 57.296}


@lint(
    "degrees-as-radians",
    "an angle in degrees goes into sin, cos or tan as it is, or an angle in radians is printed as degrees",
    remedy="write sin_degrees(angle) of exampaper.author, or convert with math.radians and math.degrees",
    kinds=applies.computes,
)
def angles_are_converted(sample: Sample) -> Iterator[Finding]:
    """Python's sine takes radians, and its arcsine gives them; both routes may have forgotten it.

    Where degrees, or their sign, stand behind a value, it is followed through the functions of both routes.

    Example: “at << angle >> degrees”, and `sin(angle)`.
    """
    routes = routes_of(sample)
    if routes is None:
        return
    text = worded_question(sample)
    drawn = _in_degrees(text) & set(field_names(sample.question.behaviour.params))
    for wave in _unconverted_waves(routes.solve.names | routes.check.names, drawn, routes.functions):
        message = f"{ast.unparse(wave)[:60]} takes radians, and the question tells degrees"
        yield sample.finding(message, at=str(wave.lineno), subject="waves")
        return
    source = sample.question.source
    key = source.front.key if isinstance(source.front.key, str) else " ".join(source.front.key)
    told = " ".join([text, key, *(part.answer.text for part in source.parts)])
    answered = _in_degrees(told) & set(field_names(sample.question.behaviour.answers))
    for name in sorted(routes.solve.entries):
        arc = _bare_arc(routes.functions[name], answered, field_names(sample.question.behaviour.answers))
        if arc is not None:
            message = f"{ast.unparse(arc)[:60]} gives radians, and the question tells degrees"
            yield sample.finding(message, at=str(arc.lineno), subject="arcs")
            return


def _in_degrees(text: str) -> set[str]:
    """The names of the values behind which degrees stand."""
    return {match["name"] for match in _IN_DEGREES.finditer(text) if not re.search(r"radians|pi\b", match["rest"])}


# ------------------------------------------------------------------ degrees into sin


def _unconverted_waves(names: Iterable[str], drawn: set[str], functions: Functions) -> Iterator[ast.Call]:
    """The sines, cosines and tangents of values in degrees, also where a helper is given one."""
    own = {name for name in functions if not name.startswith(".")}
    waiting = [(functions[name], frozenset(drawn)) for name in sorted(names)]
    seen: set[tuple[ast.AST, frozenset[str]]] = set()
    while waiting:
        function, given = waiting.pop(0)
        if (function, given) in seen:
            continue
        seen.add((function, given))
        tainted = _followed(function, given)
        for call in ast.walk(function):
            if not isinstance(call, ast.Call):
                continue
            if call.args and _called(call) in _WAVES - own and _reads(call.args[0], tainted):
                yield call
            helper = functions.get(ast.unparse(call.func))
            if isinstance(helper, ast.FunctionDef | ast.Lambda):
                waiting.append((helper, frozenset(_given(helper, call, tainted)) | drawn))


def _given(helper: ast.FunctionDef | ast.Lambda, call: ast.Call, tainted: Iterable[str]) -> Iterator[str]:
    """The names of a helper's arguments that are in degrees where it is called."""
    for argument, value in zip(helper.args.args, call.args, strict=False):
        if _reads(value, tainted):
            yield argument.arg


def _followed(function: ast.AST, drawn: frozenset[str]) -> frozenset[str]:
    """The names that hold degrees in a function: the values, and what is made of them without conversion."""
    names = set(drawn)
    converted: set[str] = set()
    for _ in range(3):  # assignments may stand in any order, as in a loop
        for target, value in _assignments(function):
            if _reads(value, names):
                names.add(target)
            elif target in drawn:
                converted.add(target)
    return frozenset(names - converted)


def _assignments(function: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Each name that is assigned to, and what it is made of."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _pairs(target, node.value)
        elif isinstance(node, ast.For | ast.comprehension):
            yield from _pairs(node.target, node.iter)


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, other in zip(target.elts, value.elts, strict=False):
            yield from _pairs(one, other)


def _reads(value: ast.expr, tainted: Iterable[str]) -> bool:
    """Whether an expression holds a value in degrees, and nothing that converts it."""
    if _converts(value):
        return False
    names = set(tainted)
    for node in ast.walk(value):
        if isinstance(node, ast.Call) and _called(node) not in (
            "float",
            "abs",
            "Fraction",
            "int",
            "Decimal",
            "max",
            "min",
        ):
            return False  # a helper may do anything
        if isinstance(node, ast.Name | ast.Attribute) and _named(node) in names:
            return True
    return False


def _converts(value: ast.AST) -> bool:
    for node in ast.walk(value):
        if isinstance(node, ast.Name | ast.Attribute) and _named(node) in _CONVERTS:
            return True
        if isinstance(node, ast.Constant) and node.value in _PER_TURN:
            return True
    return False


def _named(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func).rpartition(".")[2]


# ------------------------------------------------------------------ radians out of asin


def _bare_arc(function: ast.AST, answered: set[str], order: list[str]) -> ast.expr | None:
    """What is returned for an answer in degrees, if it is an arc function in radians."""
    arcs: dict[str, ast.expr] = {}
    for target, value in _assignments(function):
        if _is_arc(value):
            arcs[target] = value
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and node.value is not None:
            for name, value in _returned(node.value, order).items():
                bare = value.args[0] if isinstance(value, ast.Call) and _called(value) == "float" else value
                if name in answered and _is_arc(bare):
                    return bare
                if name in answered and isinstance(bare, ast.Name) and bare.id in arcs:
                    return arcs[bare.id]
    return None


def _is_arc(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and _called(value) in _ARCS and not _converts(value)


def _returned(value: ast.expr, order: list[str]) -> Mapping[str, ast.expr]:
    """What is returned, by the names of the answers."""
    if isinstance(value, ast.Call) and ast.unparse(value.func) == "Answers":
        named = {keyword.arg: keyword.value for keyword in value.keywords if keyword.arg}
        return dict(zip(order, value.args, strict=False)) | named
    if isinstance(value, ast.Tuple):
        return dict(zip(order, value.elts, strict=False))
    if isinstance(value, ast.Dict):
        pairs = zip(value.keys, value.values, strict=True)
        return {str(key.value): item for key, item in pairs if isinstance(key, ast.Constant)}
    return {order[0]: value} if len(order) == 1 else {}
