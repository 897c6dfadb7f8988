"""Layers made from functions and from data."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from exampaper import figures
from exampaper.figures import between, function, histogram, under
from exampaper.nodes import (
    Axis,
    Bars,
    Box,
    HeatMap,
    Histogram,
    Line,
    Plot,
)
from tests.figures.test_plot import CLASSES


@pytest.mark.parametrize("f", [math.sin, math.exp, lambda x: x**3 - x, abs, lambda x: math.sqrt(abs(x))])
def test_a_sampled_curve_is_the_function(f: object) -> None:
    assert callable(f)
    line = function(f, -3, 3)
    tall = max(y for _, y in filter(None, line.through)) - min(y for _, y in filter(None, line.through))
    for a, b in pairwise(line.through):
        assert a
        assert b
        for share in (0.25, 0.5, 0.75):
            x = a[0] + share * (b[0] - a[0])
            assert abs(f(x) - (a[1] + share * (b[1] - a[1]))) < tall / 400
    assert len(line.through) < 400


def test_poles_and_holes_are_gaps() -> None:
    assert function(lambda x: 1 / x, -1, 1, within=(-5, 5)).through.count(None) == 1
    assert function(math.tan, -4.5, 4.5, within=(-3, 3)).through.count(None) == 2
    assert function(math.sqrt, -1, 1).through[0] == pytest.approx((0, 0), abs=1e-3)
    with pytest.raises(ValueError, match="no value"):
        function(math.sqrt, -2, -1)


def test_areas_and_counts() -> None:
    area = under(lambda x: 2.0, 0, 1)
    assert set(area.outline) >= {(0, 2), (1, 2), (1, 0), (0, 0)}
    assert between(lambda x: x, lambda x: -x, 0, 1).outline[-1] == (0, 0)
    assert histogram([0, 1, 1, 2, 3], [0, 1, 2, 3]).counts == (1, 2, 2)
    dense = histogram([0, 1, 1, 5], [0, 2, 6], density=True)
    assert dense.counts == (0.375, 0.0625)
    with pytest.raises(ValueError, match="in no bin"):
        histogram([7], [0, 1])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Plot(Axis(), Axis(), ()), "needs a layer"),
        (lambda: Axis("t", range=(2, 1)), "smaller end"),
        (lambda: Axis("t", range=(0, 1), log=True), "above 0"),
        (lambda: Axis(ticks=(1, 2), labels=("a",)), "2 ticks and 1 labels"),
        (lambda: Plot(CLASSES, Axis(), (Bars((1, 2)),)), "2 bars or boxes for 3 categories"),
        (lambda: Plot(CLASSES, CLASSES, (Bars((1, 2, 3)),)), "one axis with categories"),
        (lambda: Plot(Axis(), Axis(), (HeatMap(((1, 2),)),)), "1 × 2 cells for 0 × 0"),
        (lambda: Histogram((1, 1), (2,)), "rise"),
        (lambda: Histogram((1, 2), (2, 3)), "need 3 edges"),
        (lambda: Box((1, 2, 5, 4, 6)), "five numbers"),
        (lambda: figures.size(Plot(Axis(categories=("long " * 9, "b")), Axis(), (Bars((1, 2)),))), "finds no room"),
        (lambda: figures.size(Plot(Axis("cost in $"), Axis(), (Bars((), ""),))), "without its other"),
        (lambda: figures.size(Plot(Axis(r"$\frab{1}{2}$"), Axis(), (Line(((0, 0), (1, 1))),))), "frab"),
    ],
)
def test_faulty_plots_are_refused(make: object, message: str) -> None:
    assert callable(make)
    with pytest.raises(ValueError, match=message):
        make()
