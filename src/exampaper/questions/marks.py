"""Marks: scaled to a total, and added up where they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from exampaper.faults import fault
from exampaper.model import Part, Variant


def scaled(variant: Variant, marks: int, path: Path) -> Variant:
    """The variant with its marking points scaled to a new total (largest remainders, none below 1)."""
    points: list[int] = []
    for part in variant.parts:
        points += [point.marks for point in part.marking]
    shares = iter(scaled_marks(points, marks, path))
    return replace(variant, parts=tuple(_rescaled(part, shares) for part in variant.parts))


def _rescaled(part: Part, shares: Iterator[int]) -> Part:
    """The part with the next of the shares; what a slip still earns shrinks and grows with it."""
    scaled = replace(part, marking=tuple(replace(point, marks=next(shares)) for point in part.marking))
    slips = [replace(slip, marks=slip.marks * scaled.marks // part.marks) for slip in part.slips]
    return replace(scaled, slips=tuple(slips))


def scaled_marks(points: Sequence[int], total: int, path: Path) -> list[int]:
    """Whole marks in proportion to `points` that add up to `total`, each at least 1.

    Raises Faulty when there are more points than marks.
    """
    if total < len(points):
        raise fault(f"{total} marks cannot be shared among {len(points)} marking points", path)
    exact = [Fraction(total * point, sum(points)) for point in points]
    shares = [max(1, int(share)) for share in exact]
    while (missing := total - sum(shares)) != 0:
        step = 1 if missing > 0 else -1

        def gain(index: int, step: int = step) -> tuple[bool, Fraction]:
            return shares[index] + step >= 1, step * (exact[index] - shares[index])

        shares[max(range(len(points)), key=gain)] += step
    return shares


def written_marks(marking: str) -> int | None:
    """The sum of the points as written, or None where only a draw can tell."""
    points = re.findall(r"(?m)^- \[(\d+)\]", marking)
    if "<%" in marking or not points or len(points) != len(re.findall(r"(?m)^- ", marking)):
        return None
    return sum(map(int, points))
