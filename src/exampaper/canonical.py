"""Values → canonical JSON, from which every digest is made that must last: codes, texts, documents.

A digest must not move because a class is renamed or gains a field, nor with the last bits of a processor. So the
fields of a dataclass are written by their declared names, those at their default left out; a node of a text has a
declared tag; and floats are rounded. Numbers of the format are never given twice: another way to write a value
is another `FORMAT`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any

from exampaper import nodes

FORMAT = 1

DIGITS = 12
"""Significant digits of a float that are the same on every processor."""

TAGS: Mapping[type, str] = {
    nodes.Text: "text",
    nodes.Emph: "emph",
    nodes.Strong: "strong",
    nodes.Code: "code",
    nodes.Maths: "maths",
    nodes.LineBreak: "line-break",
    nodes.Paragraph: "paragraph",
    nodes.DisplayMaths: "display-maths",
    nodes.Listing: "list",
    nodes.Table: "table",
    nodes.CodeBlock: "code-block",
    nodes.Quote: "quote",
    nodes.Figure: "figure",
    nodes.DataLink: "data-link",
    nodes.Blank: "blank",
}
"""What tells nodes of the same fields apart; other dataclasses are known by where they stand."""


def digest(value: Any) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of a value."""
    return hashlib.sha256(encoded(value).encode()).hexdigest()


def encoded(value: Any) -> str:
    """The canonical JSON of a value, with the number of its format."""
    return json.dumps({"format": FORMAT, "value": tree(value)}, sort_keys=True, separators=(",", ":"), allow_nan=False)


def tree(value: Any) -> Any:
    """A value as JSON values; what JSON has no type for (a fraction, an expression) as its exact text."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return rounded(value) if isfinite(value) else str(value)
        case Decimal() | Fraction():
            return str(value)
        case bytes():
            return hashlib.sha256(value).hexdigest()
        case tuple() | list():
            return list(map(tree, value))
        case set() | frozenset():
            return sorted(map(tree, value), key=json.dumps)
        case Mapping():
            return {str(key): tree(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return _declared(value)
    return str(value)


def _declared(value: Any) -> dict[str, Any]:
    """The fields of a dataclass that are not at their default, and its tag where it has one."""
    declared: dict[str, Any] = {}
    tag = TAGS.get(type(value))
    if tag is not None:
        declared["is"] = tag
    for field in fields(value):
        item = getattr(value, field.name)
        if not _is_default(field, item):
            declared[field.name] = tree(item)
    return declared


def _is_default(field: Field[Any], value: Any) -> bool:
    """Whether a field has its default, of the default's own type: 1 is not the default True."""
    if field.default_factory is not MISSING:
        return bool(value == field.default_factory())
    return field.default is not MISSING and type(value) is type(field.default) and bool(value == field.default)


def rounded(value: float) -> float:
    """A float as it may be kept: the same on every processor, and never a negative zero."""
    return float(f"{value:.{DIGITS}g}") + 0.0


def settled(value: Any) -> Any:
    """JSON values with their floats as they may be kept."""
    match value:
        case float():
            return rounded(value)
        case list():
            return list(map(settled, value))
        case dict():
            return {key: settled(item) for key, item in value.items()}
    return value


def spelled(params: Any) -> str:
    """Parameters as Python spells frozen values: Params(n=3, at=(0.5, 1)).

    The order of options has hung on these words from the beginning, so that they outlive the canonical format.
    """
    match params:
        case float():
            return repr(rounded(params))
        case tuple():
            items = ", ".join(map(spelled, params))
            return f"({items},)" if len(params) == 1 else f"({items})"
    if is_dataclass(params) and not isinstance(params, type):
        arguments = []
        for field in fields(params):
            if field.repr:
                arguments.append(f"{field.name}={spelled(getattr(params, field.name))}")
        return f"{type(params).__qualname__}({', '.join(arguments)})"
    return repr(params)
