"""Trusted helpers, tested against other libraries: numbers and calculus."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import scipy.integrate
import sympy
from hypothesis import given
from hypothesis import strategies as st

from exampaper import oracles
from exampaper.dec import Dec
from exampaper.draw import Rejected
from exampaper.oracles import Undecided, near

numbers = st.floats(-50, 50)
decimals = st.decimals(-1000, 1000, places=4)


def test_every_helper_is_explained_and_typed() -> None:
    for name in oracles.__all__:
        helper = getattr(oracles, name)
        if callable(helper):
            assert helper.__doc__, name
            assert "Any" not in name


# ------------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    "value", [3, Dec("3"), Decimal(3), Fraction(3), np.int64(3), sympy.Integer(3), sympy.Rational(6, 2)]
)
def test_numbers_of_all_kinds_are_made_exact(value: Any) -> None:
    assert oracles.exact(value) == 3
    assert type(oracles.exact(value)) is Fraction


def test_a_float_is_not_exact() -> None:
    with pytest.raises(TypeError, match=r"not float: 0.1 may be Fraction\('0.1'\)"):
        oracles.exact(0.1)
    with pytest.raises(TypeError, match="not str"):
        oracles.exact("1")


def test_near_is_as_near_as_floats_come() -> None:
    assert near(0.1 + 0.2, 0.3)
    assert near(1e-17, 0)
    assert near(Fraction(1, 3), 1 / 3)
    assert near([1, (2, 3.0)], (1.0, np.array([2, 3])))
    assert near(sympy.sqrt(2), 2**0.5)
    assert near(1j * 1j, -1)
    assert near(10**400, 10**400 + 1)


def test_near_is_no_nearer() -> None:
    assert not near(1.6e-19, 3.2e-19)
    assert not near(1, 1 + 1e-8)
    assert not near(1e-8, 0)
    assert not near([1, 2], [1, 2, 3])
    assert not near([1], 1)
    assert not near(Fraction(1, 10**20), Fraction(2, 10**20))
    assert near(1, 1.005, within=0.01)
    with pytest.raises(ValueError, match="nan"):
        near(math.nan, math.nan)
    with pytest.raises(TypeError, match="text"):
        near("1", 1)


@given(decimals, st.integers(-2, 3))
def test_rounding_is_as_its_name_says(number: Decimal, places: int) -> None:
    unit, x = Fraction(10) ** -places, Fraction(number)
    for rounded in (oracles.round_half_up(number, places), oracles.round_half_even(number, places)):
        assert abs(Fraction(rounded) - x) <= unit / 2
        assert Fraction(rounded) / unit % 1 == 0
    assert oracles.round_half_even(number, places) == round(x, places)
    if oracles.is_tie(number, places):
        assert abs(oracles.round_half_up(number, places)) > abs(x)
    else:
        assert oracles.round_half_up(number, places) == oracles.round_half_even(number, places)


def test_roundings_have_their_places() -> None:
    up, even = oracles.round_half_up, oracles.round_half_even
    assert [str(up(Dec("0.125"), 2)), str(even(Dec("0.125"), 2)), str(up(Dec("-2.5"))), str(up(1250, -2))] == [
        "0.13",
        "0.12",
        "-3",
        "1300",
    ]
    assert str(up(Fraction(1, 3), 4)) == "0.3333"
    with pytest.raises(TypeError, match="exact"):
        up(2.675, 2)  # type: ignore[arg-type]


def test_clear_throws_away_what_is_near() -> None:
    assert oracles.clear(Fraction(2), 1.4, 0.2)
    assert not oracles.clear(1, Dec("1.4"), Dec("0.2"))
    with pytest.raises(Rejected, match="too near"):
        oracles.clear(1.5, 1.4, 0.2)


# ------------------------------------------------------------------ functions

NAMES = ["exp", "sin", "cos", "tan", "atan", "sinh", "cosh", "tanh"]


@pytest.mark.parametrize("name", NAMES)
@given(numbers)
def test_functions_are_those_of_the_libraries(name: str, x: float) -> None:
    function, numpy_name = getattr(oracles, name), {"atan": "arctan"}.get(name, name)
    assert function(x) == function(Decimal(x)) == getattr(math, name)(x)
    assert function(complex(x, 0.5)) == getattr(cmath, name)(complex(x, 0.5))
    assert np.array_equal(function(np.array([x])), getattr(np, numpy_name)(np.array([x])))


def test_functions_leave_symbols_exact() -> None:
    x = sympy.Symbol("x")
    assert oracles.exp(2 * x).diff(x) == 2 * sympy.exp(2 * x)
    assert oracles.sqrt(sympy.Integer(8)) == 2 * sympy.sqrt(2)
    assert oracles.asin(np.array([1.0]))[0] == pytest.approx(math.pi / 2)
    assert (oracles.log2(8), oracles.log10(Dec("0.01")), oracles.hypot(3, Dec(4))) == (3, -2, 5)


@given(st.integers(-720, 720))
def test_degrees_are_degrees(angle: int) -> None:
    turn = math.radians(angle)
    assert oracles.sin_degrees(angle) == pytest.approx(math.sin(turn), abs=1e-14)
    assert oracles.cos_degrees(angle) == pytest.approx(math.cos(turn), abs=1e-14)
    if angle % 180 != 90:
        assert oracles.tan_degrees(angle) == pytest.approx(math.tan(turn), rel=1e-11, abs=1e-12)


def test_degrees_are_exact_where_the_value_is() -> None:
    assert [oracles.sin_degrees(n) for n in (0, 30, 90, 150, 180, 210, 270, -30)] == [0, 0.5, 1, 0.5, 0, -0.5, -1, -0.5]
    assert [oracles.cos_degrees(n) for n in (0, 60, 90, 120, 180, -60)] == [1, 0.5, 0, -0.5, -1, 0.5]
    assert [oracles.tan_degrees(n) for n in (0, 45, 135, 225, -45)] == [0, 1, -1, 1, -1]
    assert [oracles.asin_degrees(0.5), oracles.acos_degrees(0), oracles.atan_degrees(1)] == pytest.approx([30, 90, 45])
    with pytest.raises(ValueError, match="no tangent"):
        oracles.tan_degrees(90)


@given(st.fractions(0, 1000))
def test_exact_roots(x: Fraction) -> None:
    assert oracles.exact_sqrt(x * x) == x
    with pytest.raises(ValueError, match="no square"):
        oracles.exact_sqrt(2 * x * x + 2 * (x == 0))


def test_shares_of_scores() -> None:
    assert oracles.softmax([math.log(1), math.log(3)]) == pytest.approx((0.25, 0.75))
    assert oracles.softmax([10_000, 10_000]) == (0.5, 0.5)
    assert (oracles.sigmoid(0), oracles.sigmoid(-1000), oracles.relu(Dec(-2)), oracles.relu(3)) == (0.5, 0, 0, 3)
    assert oracles.sigmoid(math.log(3)) == pytest.approx(0.75)


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
