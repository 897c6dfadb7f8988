"""Whether a value can be read off a plot."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Literal

from exampaper.figures.scale import scales
from exampaper.figures.ticks import spoken
from exampaper.nodes import Plot

CLOSE = 1e-6
"""By so much, as a share of the distance of two ticks, a value on a tick may be off it."""


def readable(plot: Plot, axis: Literal["x", "y"], value: float, within: float = 0.0) -> str:
    """Why a value cannot be read off an axis; an empty text where it can.

    A reader sees on which tick a value stands, or that it stands in the middle of two: anything else is read to half
    the distance of two (minor) ticks. within: by how much an answer may be off.
    """
    x, y = scales(plot)
    scale = x if axis == "x" else y
    if scale.categories:
        return f"the {axis} axis has names, and no numbers to read"
    if not scale.low <= value <= scale.high:
        ends = f"{spoken(scale.low)} to {spoken(scale.high)}"
        return f"{spoken(value)} is not on the {axis} axis, which goes from {ends}"
    fine = scale.fineness(value)
    if within >= fine / 2 * (1 - CLOSE):
        return ""
    marks = scale.marks()
    halves = [(a + b) / 2 for a, b in pairwise(marks)]
    nearest = min((abs(mark - value) for mark in (*marks, *halves)), default=math.inf)
    if nearest <= CLOSE * fine:
        return ""
    return (
        f"the key needs {spoken(value)} on the {axis} axis, whose ticks are {spoken(fine)} apart: it can be read "
        f"to {spoken(fine / 2)} only; let the value stand on a tick, or accept answers that are off by this much"
    )
