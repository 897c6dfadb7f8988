"""Where the numbers of an axis stand, and how they are written.

Steps are 1, 2, 2.5 or 5 times a power of ten, chosen by how many ticks they give and how much of the axis these
cover, after Talbot, Lin, Hanrahan: An Extension of Wilkinson's Algorithm for Positioning Tick Labels on Axes (2010).
Everything is counted in decimals, so that 0.3 is the third tick and not 0.30000000000000004.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

STEPS = tuple(map(Decimal, ("1", "2", "5", "2.5")))
"""Nicest first."""

SIMPLICITY, COVERAGE, DENSITY = 0.25, 0.25, 0.5
NARROW = 5.0  # points between two minor ticks, at least


@dataclass(frozen=True, slots=True)
class Ticks:
    """Numbered ticks, and the unnumbered ones between them."""

    major: tuple[Decimal, ...]
    minor: tuple[Decimal, ...] = ()


def step(low: float, high: float, wanted: float) -> Decimal:
    """The nicest step from low to high: about `wanted` ticks."""
    power = math.floor(math.log10((high - low) / wanted))
    choices = [each * Decimal(10) ** exponent for exponent in (power - 1, power, power + 1) for each in STEPS]
    return max(choices, key=lambda each: _niceness(each, low, high, wanted))


def _niceness(each: Decimal, low: float, high: float, wanted: float) -> float:
    first, last = around(each, low, high)
    count, extent = int((last - first) / each) + 1, high - low
    if len(list(_multiples(each, low, high))) < 2:
        return -math.inf  # two numbers tell a scale
    simplicity = 1 - STEPS.index(_leading(each)) / (len(STEPS) - 1)
    coverage = 1 - 0.5 * ((float(last) - high) ** 2 + (float(first) - low) ** 2) / (0.1 * extent) ** 2
    density = 2 - max(count / wanted, wanted / count)
    return SIMPLICITY * simplicity + COVERAGE * max(coverage, -1) + DENSITY * density


def around(each: Decimal, low: float, high: float) -> tuple[Decimal, Decimal]:
    """The multiples of a step that enclose low and high."""
    slack = 1e-9 * (high - low)
    first = math.floor(Decimal(low + slack) / each) * each
    return first, math.ceil(Decimal(high - slack) / each) * each


def _leading(each: Decimal) -> Decimal:
    """1, 2, 2.5 or 5."""
    return (each / Decimal(10) ** each.adjusted()).normalize()


def linear(low: float, high: float, length: float, room: float) -> Ticks:
    """The ticks from low to high on an axis of a length, each with so much room; in points."""
    major = step(low, high, max(length / room, 2))
    return Ticks(tuple(_multiples(major, low, high)), tuple(_between(major, low, high, length)))


def _multiples(each: Decimal, low: float, high: float) -> Iterator[Decimal]:
    slack = 1e-9 * (high - low)
    for number in range(math.ceil(Decimal(low - slack) / each), math.floor(Decimal(high + slack) / each) + 1):
        yield (number * each).normalize() + 0


def _between(major: Decimal, low: float, high: float, length: float) -> Iterator[Decimal]:
    """Multiples of the finest part of a step that leaves them apart."""
    parts = {"1": (10, 5, 2), "2": (4, 2), "2.5": (5,), "5": (5,)}[f"{_leading(major):f}"]
    fitting = [part for part in parts if length * float(major) / (high - low) / part >= NARROW]
    for tick in _multiples(major / fitting[0], low, high) if fitting else ():
        if tick % major:
            yield tick


def logarithmic(low: float, high: float, length: float, room: float) -> Ticks:
    """Powers of ten, every second or third where they would be too many; 2 and 5 times these where they are few."""
    first, last = math.floor(math.log10(low) + 1e-9), math.ceil(math.log10(high) - 1e-9)
    decade = length / math.log10(high / low)
    every = max(1, math.ceil(room / decade))
    inside = [_power(digit, exponent) for exponent in range(first, last + 1) for digit in range(1, 10)]
    inside = [tick for tick in inside if low * (1 - 1e-9) <= tick <= high * (1 + 1e-9)]
    if every > 1:
        return Ticks(tuple(t for t in inside if _leading_digit(t) == 1 and t.adjusted() % every == 0))
    numbered = (1, 2, 5) if decade > 3.5 * room else (1,)
    major = tuple(tick for tick in inside if _leading_digit(tick) in numbered)
    return Ticks(major, tuple(tick for tick in inside if tick not in major))


def _power(digit: int, exponent: int) -> Decimal:
    return digit * Decimal(10) ** exponent


def _leading_digit(tick: Decimal) -> int:
    return tick.as_tuple().digits[0]


def own(values: tuple[float, ...]) -> Ticks:
    """The ticks that an author asks for."""
    return Ticks(tuple(Decimal(repr(float(value))) for value in values))


# ------------------------------------------------------------------ as they are written


def numerals(ticks: tuple[Decimal, ...], log: bool = False, mark: str = ".") -> tuple[str, ...]:
    """The numbers of an axis in LaTeX, without dollars, all to the same places. mark: of the decimals."""
    if log and not all(Decimal("0.001") <= tick <= 1000 for tick in ticks):
        return tuple(map(_scientific, ticks))
    peak = max((abs(tick) for tick in ticks), default=Decimal(0))
    places = max((max(0, -int(tick.normalize().as_tuple().exponent)) for tick in ticks), default=0)
    if peak >= 1_000_000 or places > 4:
        return tuple(map(_scientific, ticks))
    return tuple(numeral(tick, 0 if log and tick >= 1 else places if not log else None, mark) for tick in ticks)


def numeral(value: Decimal, places: int | None = None, mark: str = ".") -> str:
    """A number in LaTeX: a real minus, thousands apart from 10 000 on."""
    text = f"{value:f}" if places is None else f"{value:.{places}f}"
    whole, _, decimals = text.partition(".")
    if len(whole.lstrip("-")) > 4:
        whole = f"{int(whole):,}".replace(",", r"\,")
    between = mark if mark == "." else f"{{{mark}}}"
    return whole + (between + decimals if decimals else "")


def _scientific(value: Decimal) -> str:
    """3 · 10⁶, or 10⁶ alone."""
    if not value:
        return "0"
    exponent = value.adjusted()
    factor = numeral((value / Decimal(10) ** exponent).normalize())
    power = f"10^{{{exponent}}}"
    return {"1": power, "-1": f"-{power}"}.get(factor, rf"{factor} \cdot {power}")


def spoken(value: float, fineness: Decimal | None = None) -> str:
    """A number in words: a real minus, thousands apart. fineness: what it is told as a multiple of, if anything."""
    exact = Decimal(repr(float(f"{value:.6g}")))
    told = exact if not fineness else (exact / fineness).to_integral_value(ROUND_HALF_UP) * fineness
    if told and (abs(told) >= 10**9 or abs(told) < Decimal("0.0001")):
        return f"{told:.3g}".replace("-", "−")
    whole, _, decimals = f"{told + 0:,f}".partition(".")
    text = whole if len(whole) > 5 else whole.replace(",", "")
    text = text.replace(",", "\u202f").replace("-", "−")
    return f"{text}.{decimals.rstrip('0')}".rstrip(".") if told else "0"
