"""What can be read off an axis, and what cannot."""

from __future__ import annotations

from exampaper.figures import readable
from exampaper.figures.scale import scales
from exampaper.nodes import (
    Axis,
    Line,
    Plot,
)
from tests.figures.test_plot import KINDS


def test_what_stands_on_a_tick_or_between_two_can_be_read() -> None:
    plot = Plot(Axis(range=(0, 10)), Axis(range=(0, 1)), (Line(((0, 0), (10, 1))),))
    minor = scales(plot)[0].fineness(3)
    assert readable(plot, "x", 3) == readable(plot, "x", 3 + minor / 2) == ""
    assert "can be read to" in readable(plot, "x", 3 + minor / 3)
    assert readable(plot, "x", 3 + minor / 3, within=minor / 2) == ""
    assert "goes from 0 to 10" in readable(plot, "x", 11)
    assert "has names" in readable(KINDS["bars"], "x", 1)


def test_fine_ticks_on_a_logarithmic_axis() -> None:
    plot = KINDS["log"]
    assert readable(plot, "x", 300) == readable(plot, "x", 350) == ""
    assert readable(plot, "x", 310)
