"""At least or more than: the words of the question, and the comparisons of the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from exampaper.check import applies
from exampaper.check.call_graph import routes_of
from exampaper.check.changed_source import other_answers, with_changed_source
from exampaper.check.finding import Finding
from exampaper.check.registry import lint
from exampaper.check.sample import Sample
from exampaper.check.worded import HOLE, worded_question

_NOT_WITH = r"at least|fewer than|less than|below|under|minimum of|mindestens|weniger als|unter"
_WITH = (
    r"more than|greater than|larger than|above|over|exceed(?:s|ing)?|at most|up to|maximum of|mehr als|höchstens|über"
)
_BEFORE = re.compile(
    rf"(?:\b(?:(?P<below>{_NOT_WITH})|(?P<above>{_WITH}))|(?P<sign>\\geq?(?:slant)?|\\leq?(?:slant)?|[≥≤]|[<>]=?))\s*"
    rf"(?:\$?[a-zA-Z]\s*=\s*)?{HOLE}(?!\s*\\?%)",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"{HOLE}\s+(?:\w+\s+)?(?:or|oder)\s+(?P<word>more|above|fewer|less|below|mehr|weniger)\b")
_SOME = 40  # draws to look at


@lint(
    "other-boundary",
    "the question says at least (or at most), the code computes more than (or less than), or the other way round",
    remedy="compare in `solve` and `check` as the question says, or write the other words",
    kinds=applies.english(applies.computes),
)
def boundaries_agree(sample: Sample) -> Iterator[Finding]:
    """“At least 3” holds for 3, “more than 3” does not; both routes may have made the same mistake.

    Where the words stand before a drawn value, the comparisons, ranges and slices with that value are looked for. If
    all of them have the value on the other side, the question is solved again with it on the side that the words say:
    where that changes an answer, it is told. Of a height or a time nothing changes.

    Example: “at least << k >> times”, and `sum(p(n) for n in range(k + 1))` for the rest.
    """
    routes = routes_of(sample)
    if routes is None:
        return
    for name, (cut, phrase) in _stated(worded_question(sample)).items():
        solved = [routes.functions[function] for function in routes.solve.names]
        checked = [routes.functions[function] for function in routes.check.names]
        if _cuts(solved, name) != {1 - cut} or cut in _cuts(checked, name):
            continue
        moved = with_changed_source(sample, f"boundary {name}", _Moved(name, cut, routes.solve.names).changed)
        for variant in sample.some(_SOME) if moved else ():
            changed = other_answers(moved, variant) if moved else {}
            for field, (as_it_is, as_said) in changed.items():
                message = f"the question says “{phrase}”: {field} would be {as_said}, but solve gives {as_it_is}"
                yield sample.finding(message, variant, at="solve", subject=name)
                break
            if changed:
                break


def _stated(text: str) -> Mapping[str, tuple[int, str]]:
    """By the name of a value: 0 where the words part what is below it from it, 1 where from what is above it."""
    cuts: dict[str, set[tuple[int, str]]] = {}
    for match in _BEFORE.finditer(text):
        sign = (match["sign"] or "").lower()
        is_above = match["above"] or sign.startswith((r"\le", "≤", "<=")) or sign == ">"
        _keep(cuts, match, 1 if is_above else 0)
    for match in _BEHIND.finditer(text):
        _keep(cuts, match, 0 if match["word"] in ("more", "above", "mehr") else 1)
    return {name: min(found) for name, found in cuts.items() if len({cut for cut, _ in found}) == 1}


def _keep(cuts: dict[str, set[tuple[int, str]]], match: re.Match[str], cut: int) -> None:
    """Keep what was found, unless more is computed from the value before it is printed."""
    if re.fullmatch(r"\s*(?:\|\s*(?:words|capital)\s*)?", match["rest"]):
        phrase = re.sub(r"\$?<<.*?>>\$?", match["name"], match[0])
        cuts.setdefault(match["name"], set()).add((cut, phrase))


# ------------------------------------------------------------------ in the code


@dataclass(frozen=True, slots=True)
class _Bound:
    """A place where values are parted at a value k. node: the place; cut: 0 for below k, 1 for above it."""

    node: ast.AST
    cut: int


_CUT_OF = {ast.Lt: 0, ast.GtE: 0, ast.LtE: 1, ast.Gt: 1}
_MIRRORED = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE}
_OTHER = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
_ASKED = {"at_least": 0, "less_than": 0, "more_than": 1, "at_most": 1}
_ASKED_OTHERWISE = {"at_least": "more_than", "more_than": "at_least", "less_than": "at_most", "at_most": "less_than"}
_DISCRETE = re.compile(r"binom|poisson|geom", re.IGNORECASE)


def _cuts(functions: Iterable[ast.AST], name: str) -> set[int]:
    found: set[int] = set()
    for function in functions:
        found.update(bound.cut for bound in _bounds(function, name))
    return found & {0, 1}


def _bounds(function: ast.AST, name: str) -> Iterator[_Bound]:
    names = _aliases(function, name)
    for node in ast.walk(function):
        if isinstance(node, ast.Compare):
            yield from _compared(node, names)
        elif isinstance(node, ast.Call):
            yield from _called(node, names, function)
        elif isinstance(node, ast.Slice):
            for end in (node.lower, node.upper):
                offset = _offset(end, names)
                if offset is not None:
                    yield _Bound(node, offset)


def _compared(node: ast.Compare, names: frozenset[str]) -> Iterator[_Bound]:
    sides = [node.left, *node.comparators]
    for left, operator, right in zip(sides, node.ops, sides[1:], strict=False):
        kind = type(operator)
        if kind not in _CUT_OF:
            continue
        after, before = _offset(right, names), _offset(left, names)
        if after is not None:
            yield _Bound(node, after + _CUT_OF[kind])
        elif before is not None:
            yield _Bound(node, before + _CUT_OF[_MIRRORED[kind]])


def _called(node: ast.Call, names: frozenset[str], function: ast.AST) -> Iterator[_Bound]:
    called = ast.unparse(node.func)
    last = called.rpartition(".")[2]
    offsets = [_offset(argument, names) for argument in node.args]
    if last == "range" and _is_read(node, function):
        for offset in offsets[:2]:
            if offset is not None:
                yield _Bound(node, offset)
    elif offsets and offsets[0] is not None:
        if last in _ASKED:
            yield _Bound(node, offsets[0] + _ASKED[last])
        elif last in ("cdf", "sf") and _DISCRETE.search(called):
            yield _Bound(node, offsets[0] + 1)


def _is_read(call: ast.Call, function: ast.AST) -> bool:
    """Whether the numbers of a range are looked at, and do not just count rounds."""
    for node in ast.walk(function):
        if isinstance(node, ast.For | ast.comprehension) and node.iter is call:
            target = ast.unparse(node.target)
            uses = [name for name in ast.walk(function) if isinstance(name, ast.Name) and name.id == target]
            return any(isinstance(name.ctx, ast.Load) for name in uses)
    return True


def _aliases(function: ast.AST, name: str) -> frozenset[str]:
    """The names that a function has for a value: its own, and those it is simply assigned to."""
    names = {name}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
            both_rows = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
            pairs = zip(target.elts, value.elts, strict=False) if both_rows else [(target, value)]  # type: ignore[attr-defined]
            for one, other in pairs:
                if isinstance(one, ast.Name) and _offset(other, frozenset({name})) == 0:
                    names.add(one.id)
    return frozenset(names)


def _offset(node: ast.AST | None, names: frozenset[str]) -> int | None:
    """0 for the value itself, 1 for one more, -1 for one less; None for anything else."""
    if isinstance(node, ast.Name):
        return 0 if node.id in names else None
    if isinstance(node, ast.Attribute):
        return 0 if node.attr in names else None
    if isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant) and isinstance(node.right.value, int):
        base = _offset(node.left, names)
        if base is not None and isinstance(node.op, ast.Add | ast.Sub):
            return base + (node.right.value if isinstance(node.op, ast.Add) else -node.right.value)
    return None


class _Moved(ast.NodeTransformer):
    """The same program with the boundaries at a value on its other side.

    cut: 0 for below the value, 1 for above it. functions: those whose boundaries are moved.
    """

    def __init__(self, name: str, cut: int, functions: Iterable[str]) -> None:
        self.name, self.cut, self.functions = name, cut, frozenset(functions)
        self.names: frozenset[str] = frozenset()
        self.function: ast.AST = ast.Pass()

    def changed(self, tree: ast.Module) -> ast.Module:
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name in self.functions:
                self.names, self.function = _aliases(node, self.name), node
                self.generic_visit(node)
        return tree

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        sides = [node.left, *node.comparators]
        for at, (left, right) in enumerate(pairwise(sides)):
            kind = type(node.ops[at])
            if kind in _OTHER and 0 in (_offset(left, self.names), _offset(right, self.names)):
                node.ops[at] = _OTHER[kind]()
            elif kind in _OTHER and _offset(right, self.names) is not None:
                node.comparators[at] = self._moved(right)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        bounds = list(_called(node, self.names, self.function))
        if not bounds:
            return node
        last = ast.unparse(node.func).rpartition(".")[2]
        if last in _ASKED and isinstance(node.func, ast.Attribute):
            node.func.attr = _ASKED_OTHERWISE[last]
        else:
            node.args = [self._moved(each) if _offset(each, self.names) is not None else each for each in node.args]
        return node

    def visit_Slice(self, node: ast.Slice) -> ast.AST:
        self.generic_visit(node)
        for end in ("lower", "upper"):
            bound = getattr(node, end)
            if _offset(bound, self.names) is not None:
                setattr(node, end, self._moved(bound))
        return node

    def _moved(self, bound: ast.expr) -> ast.expr:
        """The bound one further, to the side that is wanted."""
        return ast.BinOp(bound, ast.Sub() if self.cut == 0 else ast.Add(), ast.Constant(1))
