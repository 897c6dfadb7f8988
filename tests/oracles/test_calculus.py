"""Calculus without a formula, tested against SciPy and against formulas."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.integrate
from hypothesis import given
from hypothesis import strategies as st

from exampaper import oracles
from exampaper.dec import Dec
from exampaper.oracles import Undecided, near

numbers = st.floats(-50, 50)
decimals = st.decimals(-1000, 1000, places=4)


# ------------------------------------------------------------------ slopes


SMOOTH: list[tuple[Callable[[Any], Any], Callable[[Any], Any]]] = [
    (lambda x: x**3 * oracles.exp(x / 9), lambda x: (3 * x**2 + x**3 / 9) * math.exp(x / 9)),
    (oracles.sin, math.cos),
    (oracles.atan, lambda x: 1 / (1 + x * x)),
    (lambda x: (x * x + 1) ** 0.5, lambda x: x / (x * x + 1) ** 0.5),
    (lambda x: 7 - 2 * x, lambda x: -2.0),
]


@pytest.mark.parametrize(("f", "derivative"), SMOOTH)
@given(x=numbers)
def test_slopes(f: Callable[[Any], Any], derivative: Callable[[Any], Any], x: float) -> None:
    scale = abs(f(x)) + abs(derivative(x)) + 1e-3
    assert abs(oracles.slope(f, x) - derivative(x)) <= 1e-9 * scale
    assert abs(oracles.complex_slope(f, x) - derivative(x)) <= 1e-13 * scale


def test_slopes_near_an_edge_of_the_domain() -> None:
    assert oracles.slope(math.log, Dec("0.01")) == pytest.approx(100, rel=1e-9)
    assert oracles.slope(math.sqrt, 1e-4) == pytest.approx(50, rel=1e-9)


@pytest.mark.parametrize("f", [abs, math.sqrt, math.floor, lambda x: max(x, 0), lambda x: float(x > 0)])
def test_no_slope_at_a_kink_a_jump_or_an_edge(f: Callable[[float], float]) -> None:
    with pytest.raises(Undecided, match="no slope"):
        oracles.slope(f, 0)


def test_slopes_along_axes() -> None:
    assert oracles.gradient(lambda x, y: x * x * y, (3, Dec(2))) == pytest.approx((12, 9))

    def polar(r: float, t: float) -> tuple[float, float]:
        return r * math.cos(t), r * math.sin(t)

    assert near(oracles.jacobian(polar, (2, 0)), [[1, 0], [0, 2]], within=1e-8)
    assert oracles.jacobian_determinant(polar, (2, 0.5)) == pytest.approx(2)


# ------------------------------------------------------------------ areas

inf = math.inf
AREAS: list[tuple[Callable[[float], float], float, float, float]] = [
    (lambda x: x * x, 0, 3, 9),
    (lambda x: x * x, 3, 0, -9),
    (lambda x: math.exp(-x * x / 2) / math.sqrt(2 * math.pi), -inf, inf, 1),
    (lambda x: math.exp(-((x - 50) ** 2) / 2) / math.sqrt(2 * math.pi), -inf, inf, 1),
    (lambda x: 1 / math.sqrt(x), 0, 1, 2),
    (math.log, 0, 1, -1),
    (abs, -1, 2, 2.5),
    (lambda x: float(x > 0.3), 0, 1, 0.7),
    (lambda x: 1 / x**2, 1, inf, 1),
    (lambda x: 1 / (1 + x * x), -inf, 1, 3 * math.pi / 4),
    (math.sin, 0, 100, 1 - math.cos(100)),
    (lambda x: math.exp(-x) * x**3, 0, inf, 6),
    (lambda x: 0.0, 0, 1, 0),
    (lambda x: x, 2, 2, 0),
]


@pytest.mark.parametrize(("f", "low", "high", "value"), AREAS)
def test_areas(f: Callable[[float], float], low: float, high: float, value: float) -> None:
    assert oracles.area(f, low, high) == pytest.approx(value, rel=1e-10, abs=1e-10)


@given(st.lists(st.floats(-3, 3), min_size=3, max_size=3), st.floats(-3, 0), st.floats(0.1, 3))
def test_areas_are_those_of_scipy(coefficients: list[float], low: float, width: float) -> None:
    a, b, c = coefficients

    def f(x: float) -> float:
        return math.sin(a * x + b) * math.exp(c * x)

    wanted, _ = scipy.integrate.quad(f, low, low + width)
    assert oracles.area(f, low, low + width) == pytest.approx(wanted, rel=1e-9, abs=1e-9)


def test_a_narrow_peak_is_seen_when_it_is_told() -> None:
    def peak(x: float) -> float:
        return math.exp(-((x - 50) ** 2) / 2e-6) / math.sqrt(2e-6 * math.pi)

    assert oracles.area(peak, -inf, inf, breaks=[50]) == pytest.approx(1)


@pytest.mark.parametrize(
    ("f", "low", "high"),
    [
        (lambda x: 1 / x, 1, inf),
        (lambda x: 1 / x, 0, 1),
        (lambda x: 1 / (1 - x), 0, 1),
        (lambda x: 1.0, 0, inf),
        (lambda x: x, -inf, inf),
        (lambda x: math.sin(x), 0, inf),
    ],
)
def test_there_is_no_area_where_there_is_none(f: Callable[[float], float], low: float, high: float) -> None:
    with pytest.raises((Undecided, OverflowError)):
        oracles.area(f, low, high)


@given(st.integers(0, 8), st.floats(-3, 3), st.floats(0.1, 3))
def test_normal_means_are_areas(power: int, mean: float, deviation: float) -> None:
    bell = oracles.Normal(mean, deviation)
    by_area = oracles.area(lambda x: x**power * bell.density(x), -inf, inf, breaks=[mean])
    assert oracles.expected_normal(lambda x: x**power, mean, deviation) == pytest.approx(by_area, rel=1e-8, abs=1e-8)


# ------------------------------------------------------------------ roots and optima


@given(st.lists(st.integers(-40, 40), min_size=1, max_size=4, unique=True))
def test_all_roots_are_found(zeros: list[int]) -> None:
    found = oracles.roots(lambda x: math.prod(x - zero / 4 for zero in zeros), -10.1, 10.3)
    assert found == pytest.approx(sorted(zero / 4 for zero in zeros), abs=1e-9)


def test_roots_without_a_change_of_sign() -> None:
    assert oracles.roots(lambda x: (x - 1) * (x - 2) ** 2, -3, 3) == pytest.approx((1, 2), abs=1e-6)
    assert oracles.roots(lambda x: 1 - math.sin(x), 0, 10) == pytest.approx((math.pi / 2, 5 * math.pi / 2), abs=1e-6)
    assert oracles.roots(lambda x: x * x + 1e-6, -1, 1) == ()
    assert oracles.roots(math.sin, 0, 4) == pytest.approx((0, math.pi))


def test_a_root_between_two_signs() -> None:
    assert oracles.root(lambda x: x * x - 2, 0, 2) == pytest.approx(math.sqrt(2), rel=1e-15)
    assert oracles.root(lambda x: x, 0, 2) == 0
    with pytest.raises(ValueError, match="same sign"):
        oracles.root(lambda x: x * x + 1, 0, 2)


def test_all_optima_are_found() -> None:
    def wave(x: float) -> float:
        return (x * x - 1) ** 2 + 0.3 * x

    inner = np.roots([4, 0, -4, 0.3]).real
    low, top, right = sorted(inner)
    assert oracles.minima(wave, -2, 2) == pytest.approx((low, right), abs=1e-8)
    assert oracles.maxima(wave, -2, 2) == pytest.approx((-2, top, 2), abs=1e-8)
    assert oracles.lowest(wave, -2, 2) == pytest.approx((low, wave(low)), abs=1e-8)


@given(st.floats(0.05, 1), st.floats(0.05, 1))
def test_the_highest_place_of_a_concave_function(real: float, fake: float) -> None:
    at, _ = oracles.highest(lambda d: real * math.log(d) + fake * math.log(1 - d), 1e-6, 1 - 1e-6)
    assert at == pytest.approx(real / (real + fake), abs=1e-8)


def test_optima_at_kinks_and_ends() -> None:
    assert oracles.lowest(lambda x: abs(x - 0.1234567), 0, 1) == pytest.approx((0.1234567, 0), abs=1e-9)
    assert oracles.highest(lambda x: x, 0, 3) == (3, 3)
    assert oracles.minima(lambda x: 3, 0, 1) == (0,)
