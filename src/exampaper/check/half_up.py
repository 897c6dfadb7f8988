"""Rounding as at school, in the place of Python's: a tie goes away from zero."""

from __future__ import annotations

import ast
import builtins
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import isfinite
from typing import Any

from exampaper.check.changed_source import with_import
from exampaper.oracles.exact import round_half_up

_DIGITS = 12
"""Significant digits of a float that are no noise: a candidate has 2.675, where a computer has 2.67499999999999982."""


def half_up(number: Any, places: int | None = None) -> Any:
    """What `round` gives, in its type, a tie rounded up; anything but a plain number as `round` itself does it."""
    if not isinstance(number, int | float | Decimal | Fraction) or not isfinite(number):
        return builtins.round(number, places) if places is not None else builtins.round(number)
    exact = Fraction(f"{number:.{_DIGITS}g}") if isinstance(number, float) else Fraction(number)
    rounded = Fraction(round_half_up(exact, places or 0))
    if places is None:
        return int(rounded)
    return _like(number, rounded, places)


def _like(number: Any, rounded: Fraction, places: int) -> Any:
    if isinstance(number, int):
        return int(rounded)
    if isinstance(number, float):
        return float(rounded)
    if isinstance(number, Decimal):
        return type(number)(f"{rounded.numerator / Decimal(rounded.denominator):.{max(places, 0)}f}")
    return rounded


def numpy_half_up(value: Any, places: int = 0) -> Any:
    """What `value.round(places)` gives of a number or an array of NumPy."""
    import numpy as np

    if not isinstance(value, np.ndarray | np.number):
        return value.round(places)
    return np.vectorize(lambda number: half_up(float(number), places))(value)


class RoundsHalfUp(ast.NodeTransformer):
    """The same program with ties rounded up: by `round`, by the method or function of that name, and in f-strings."""

    def changed(self, tree: ast.Module) -> ast.Module:
        self.visit(tree)
        return with_import(tree, f"from {__name__} import half_up as {_PLAIN}, numpy_half_up as {_METHOD}")

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in ("round", "round_half_even"):
            node.func.id = _PLAIN
        elif isinstance(node.func, ast.Attribute) and node.func.attr in ("round", "around"):
            holder = node.func.value
            is_module = isinstance(holder, ast.Name) and holder.id in ("np", "numpy")
            first = [] if is_module else [holder]
            node = ast.Call(ast.Name(_METHOD, ast.Load()), [*first, *node.args], [])
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id == "ROUND_HALF_EVEN":
            return ast.copy_location(ast.Constant(ROUND_HALF_UP), node)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if node.attr == "ROUND_HALF_EVEN":
            return ast.copy_location(ast.Constant(ROUND_HALF_UP), node)
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        self.generic_visit(node)
        places = re.fullmatch(r"f'[^{}]*?,?\.(\d+)f'", ast.unparse(node.format_spec)) if node.format_spec else None
        if places:
            node.value = ast.Call(ast.Name(_PLAIN, ast.Load()), [node.value, ast.Constant(int(places[1]))], [])
        return node


def rounds(tree: ast.Module) -> bool:
    """Whether a program rounds at all."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in _ROUNDING:
            return True
        if isinstance(node, ast.FormattedValue) and node.format_spec:
            return True
    return False


_ROUNDING = ("round", "around", "quantize", "round_half_even", "to_integral_value", "to_integral")
_PLAIN, _METHOD = "__exampaper_half_up__", "__exampaper_numpy_half_up__"
