"""Marks: scaled to a total, and added up where they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from exampaper.faults import fault
from exampaper.marks import Marks, marks_of, step_of, sum_of, towards_zero
from exampaper.model import Part, Variant
from exampaper.questions.marking_points import MARKS


def scaled(variant: Variant, marks: Marks, path: Path) -> Variant:
    """The variant with its marking points scaled to a new total (largest remainders, none below 1).

    The marks of a bonus stay as they are.
    """
    points: list[Marks] = []
    for part in variant.parts:
        if not part.bonus:
            points += [point.marks for point in part.marking]
    shares = iter(scaled_marks(points, marks, path))
    parts = [part if part.bonus else _rescaled(part, shares) for part in variant.parts]
    return replace(variant, parts=tuple(parts))


def as_bonus(variant: Variant) -> Variant:
    """The variant with all its marks beyond the total."""
    return replace(variant, parts=tuple(replace(part, bonus=True) for part in variant.parts))


def _rescaled(part: Part, shares: Iterator[Marks]) -> Part:
    """The part with the next of the shares; what a slip still earns shrinks and grows with it."""
    scaled = replace(part, marking=tuple(replace(point, marks=next(shares)) for point in part.marking))
    step = step_of(*(point.marks for point in scaled.marking))
    slips = []
    for slip in part.slips:
        share = Fraction(slip.marks) * Fraction(scaled.marks) / Fraction(part.marks)
        slips.append(replace(slip, marks=towards_zero(share, step)))
    return replace(scaled, slips=tuple(slips))


def scaled_marks(points: Sequence[Marks], total: Marks, path: Path) -> list[Marks]:
    """Marks in proportion to `points` that add up to `total`: whole ones, each at least 1.

    Halves, each at least ½, where the total or a point is one. Raises Faulty when there are more points than marks.
    """
    step = step_of(total, *points)
    if total < len(points) * step:
        raise fault(f"{total} marks cannot be shared among {len(points)} marking points", path)
    steps = _shared([int(point / step) for point in points], int(total / step))
    return [marks_of(count * step) for count in steps]


def _shared(points: Sequence[int], total: int) -> list[int]:
    """Whole numbers in proportion to `points` that add up to `total`, each at least 1."""
    exact = [Fraction(total * point, sum(points)) for point in points]
    shares = [max(1, int(share)) for share in exact]
    while (missing := total - sum(shares)) != 0:
        step = 1 if missing > 0 else -1

        def gain(index: int, step: int = step) -> tuple[bool, Fraction]:
            return shares[index] + step >= 1, step * (exact[index] - shares[index])

        shares[max(range(len(points)), key=gain)] += step
    return shares


def written_marks(marking: str) -> Marks | None:
    """The sum of the points as written, or None where only a draw can tell."""
    points = re.findall(rf"(?m)^- {MARKS}", marking)
    if "<%" in marking or not points or len(points) != len(re.findall(r"(?m)^- ", marking)):
        return None
    return sum_of(map(marks_of, points))
