"""The ticks of axes: round, few, and written as they should be."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exampaper.figures import ticks
from exampaper.figures.scale import scales
from tests.figures.test_plot import KINDS


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6), st.integers(3, 9))
@example(0, 1, 5)
@example(-0.3, 0.6, 6)
def test_ticks_are_round_few_and_within(low: float, extent: float, wanted: int) -> None:
    high = low + extent
    found = ticks.linear(low, high, 40.0 * wanted, 40.0)
    steps = {b - a for a, b in pairwise(found.major)}
    assert len(steps) <= 1
    assert 2 <= len(found.major) <= 2.5 * wanted
    assert all(str(step.normalize().as_tuple().digits) in ("(1,)", "(2,)", "(5,)", "(2, 5)") for step in steps)
    assert all(low - 1e-6 * extent <= tick <= high + 1e-6 * extent for tick in (*found.major, *found.minor))


def test_logarithmic_ticks() -> None:
    assert [float(tick) for tick in ticks.logarithmic(1, 1000, 200, 40).major] == [1, 10, 100, 1000]
    assert len(ticks.logarithmic(1, 1000, 200, 40).minor) == 24
    assert [float(tick) for tick in ticks.logarithmic(1, 10, 200, 40).major] == [1, 2, 5, 10]
    assert [float(tick) for tick in ticks.logarithmic(1, 1e9, 100, 30).major] == [1, 1e3, 1e6, 1e9]


@pytest.mark.parametrize(
    ("values", "written"),
    [
        (("0", "0.5", "1"), ("0.0", "0.5", "1.0")),
        (("-2", "0"), ("-2", "0")),
        (("5000", "10000"), ("5000", r"10\,000")),
        (("0", "2E+6"), ("0", r"2 \cdot 10^{6}")),
        (("0.00001", "0.00002"), ("10^{-5}", r"2 \cdot 10^{-5}")),
    ],
)
def test_numerals(values: tuple[str, ...], written: tuple[str, ...]) -> None:
    assert ticks.numerals(tuple(map(Decimal, values))) == written


def test_a_decimal_comma_can_be_asked_for() -> None:
    assert ticks.numerals((Decimal("0.5"), Decimal(1)), mark=",") == ("0{,}5", "1{,}0")


def test_bars_of_whole_numbers_have_no_halves() -> None:
    assert all(tick == int(tick) for tick in scales(KINDS["bars"])[1].ticks.minor)
