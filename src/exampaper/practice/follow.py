"""What a later part comes to from a wrong number of an earlier one, as a formula that a browser can compute.

A browser has no Python. So the solving function is tried at some values of the earlier answer; where a sum of powers of
it gives all of them, that is what the page is given. It is told of no other dependence, and then recognises the wrong
answers that are slips, and no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite, isnan

import numpy as np

from exampaper.answers.number import NumberType
from exampaper.marking import AskedPart, Follow
from exampaper.marking import Field as AskedField
from exampaper.model import Places, Significant

POWERS: tuple[tuple[float, ...], ...] = (
    (0, 1),
    (-1,),
    (2,),
    (0.5,),
    (-0.5,),
    (-2,),
    (3,),
    (0, -1),
    (0, 1, 2),
    (0, 1, -1),
    (0, 1, 2, 3),
)
"""Sums of powers that are tried, the simplest first."""

TRIED = (0.35, 0.6, 0.8, 1.25, 1.5, 2.0, 2.75, 4.0)
"""By which the earlier answer is multiplied."""

ALIKE = 1e-9
"""The relative difference up to which a formula gives a value."""


@dataclass(frozen=True, slots=True)
class Following:
    """How a number of a part goes on from one of an earlier part: the sum of factors times powers of it.

    part, field: the places of the earlier one, from 0. places, figures: to which it is rounded; None for not at all.
    """

    part: int
    field: int
    powers: tuple[float, ...]
    factors: tuple[float, ...]
    places: int | None
    figures: int | None


def followings(asked: Sequence[AskedPart], number: int, field: AskedField, follow: Follow) -> tuple[Following, ...]:
    """How a field of the part of a number goes on from numbers of earlier parts, as far as that is a sum of powers."""
    if not isinstance(field.type, NumberType):
        return ()
    found = []
    for at, place, before in _earlier(asked[:number]):
        points = _points(before, field.name, follow)
        fitted = _fitted(points)
        if fitted is not None:
            found.append(Following(at, place, *fitted, *_precision(field.type)))
    return tuple(found)


def _earlier(parts: Sequence[AskedPart]) -> Iterator[tuple[int, int, AskedField]]:
    for at, part in enumerate(parts):
        for place, field in enumerate(part.fields):
            if isinstance(field.type, NumberType):
                yield at, place, field


def _points(before: AskedField, name: str, follow: Follow) -> list[tuple[float, float]]:
    """Some values of an earlier answer with what the later one then is; none where it does not go on from it."""
    assert isinstance(before.type, NumberType)
    points = []
    for value in _values(before.type, before.key):
        after = follow({before.name: value}).get(name)
        if after is None or not isfinite(float(after)):
            continue
        points.append((float(value), float(after)))
    return points


def _values(kind: NumberType, key: float) -> Iterator[float]:
    """Values as the type holds them: whole ones of a whole number."""
    size = abs(float(key)) or 1.0
    for number, factor in enumerate(TRIED):
        value = kind.convert(round(size * factor) + number + 1) if kind.form != "float" else size * factor
        yield value


def _fitted(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, ...], tuple[float, ...]] | None:
    """The simplest sum of powers that gives all points; None for none, and where all values are the same."""
    if len(points) < len(TRIED) or len({y for _, y in points}) == 1:
        return None
    for powers in POWERS:
        factors = _factors(points, powers)
        if factors is not None:
            return powers, factors
    return None


def _factors(points: Sequence[tuple[float, float]], powers: Sequence[float]) -> tuple[float, ...] | None:
    x, y = (np.array(values) for values in zip(*points, strict=True))
    table = np.stack([x**power for power in powers], axis=1)
    factors, *_ = np.linalg.lstsq(table, y, rcond=None)
    off = np.abs(table @ factors - y)
    is_exact = bool(np.all(off <= ALIKE * np.maximum(np.abs(y), 1e-300)))
    return tuple(map(float, factors)) if is_exact and not any(map(isnan, factors)) else None


def _precision(kind: NumberType) -> tuple[int | None, int | None]:
    """Decimal places, and significant figures."""
    match kind.precision:
        case Places(places):
            return places, None
        case Significant(figures):
            return None, figures
    return None, None
