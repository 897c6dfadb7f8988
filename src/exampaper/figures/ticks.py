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
from itertools import product

STEPS = tuple(map(Decimal, ("1", "2", "5", "2.5")))
"""Nicest first."""

SIMPLICITY, COVERAGE, DENSITY = 0.25, 0.25, 0.5
"""The weights of the three scores; a fourth of the paper, legibility, is settled by the room for each number."""

NARROW = 5.0  # points between two minor ticks, at least
SLACK = 1e-9  # of the axis: a tick so little beyond an end counts as on it


@dataclass(frozen=True, slots=True)
class Ticks:
    """PlacedQuestion ticks (major), and the unnumbered ones between them (minor)."""

    major: tuple[Decimal, ...]
    minor: tuple[Decimal, ...] = ()


def step(low: float, high: float, wanted: float) -> Decimal:
    """The nicest step from low to high that gives about `wanted` ticks."""
    power = math.floor(math.log10((high - low) / wanted))
    powers = [Decimal(10) ** exponent for exponent in (power - 1, power, power + 1)]
    choices = [leading * power_of_ten for power_of_ten, leading in product(powers, STEPS)]
    return max(choices, key=lambda choice: _niceness(choice, low, high, wanted))


def _niceness(choice: Decimal, low: float, high: float, wanted: float) -> float:
    """The score of a step: the weighted sum of simplicity, coverage and density of the paper."""
    if len(list(_multiples(choice, low, high))) < 2:
        return -math.inf  # it takes two numbers to tell a scale
    first, last = around(choice, low, high)
    count, extent = int((last - first) / choice) + 1, high - low
    simplicity = 1 - STEPS.index(_leading(choice)) / (len(STEPS) - 1)
    coverage = 1 - 0.5 * ((float(last) - high) ** 2 + (float(first) - low) ** 2) / (0.1 * extent) ** 2
    density = 2 - max(count / wanted, wanted / count)
    return SIMPLICITY * simplicity + COVERAGE * max(coverage, -1) + DENSITY * density


def around(step: Decimal, low: float, high: float) -> tuple[Decimal, Decimal]:
    """The multiples of a step that enclose low and high."""
    slack = SLACK * (high - low)
    first = math.floor(Decimal(low + slack) / step) * step
    last = math.ceil(Decimal(high - slack) / step) * step
    return first, last


def _leading(step: Decimal) -> Decimal:
    """1, 2, 2.5 or 5: the step without its power of ten."""
    return (step / Decimal(10) ** step.adjusted()).normalize()


def linear(low: float, high: float, length: float, room: float) -> Ticks:
    """The ticks of an even scale from low to high. length: of the axis; room: for each number; both in points."""
    major = step(low, high, max(length / room, 2))
    return Ticks(tuple(_multiples(major, low, high)), tuple(_minor(major, low, high, length)))


def _multiples(step: Decimal, low: float, high: float) -> Iterator[Decimal]:
    """The multiples of a step from low to high."""
    slack = SLACK * (high - low)
    first = math.ceil(Decimal(low - slack) / step)
    last = math.floor(Decimal(high + slack) / step)
    for number in range(first, last + 1):
        yield (number * step).normalize() + 0


def _minor(major: Decimal, low: float, high: float, length: float) -> Iterator[Decimal]:
    """The ticks between the numbered ones: as many as keep apart, and cut a step into decimal parts."""
    parts = {"1": (10, 5, 2), "2": (4, 2), "2.5": (5,), "5": (5,)}[f"{_leading(major):f}"]
    step_length = length * float(major) / (high - low)
    fitting = [part for part in parts if step_length / part >= NARROW]
    if not fitting:
        return
    for tick in _multiples(major / fitting[0], low, high):
        if tick % major:
            yield tick


def logarithmic(low: float, high: float, length: float, room: float) -> Ticks:
    """The ticks of a logarithmic scale from low to high. length: of the axis; room: for each number; in points.

    Powers of ten have numbers: only every second or third where they would be too many, 2 and 5 times these as well
    where they are few.
    """
    decade = length / math.log10(high / low)  # in points
    every = max(1, math.ceil(room / decade))
    digits = list(_digits_times_powers(low, high))
    if every > 1:
        powers = (tick for tick in digits if _first_digit(tick) == 1)
        return Ticks(tuple(tick for tick in powers if tick.adjusted() % every == 0))
    numbered = (1, 2, 5) if decade > 3.5 * room else (1,)
    major = tuple(tick for tick in digits if _first_digit(tick) in numbered)
    return Ticks(major, tuple(tick for tick in digits if tick not in major))


def _digits_times_powers(low: float, high: float) -> Iterator[Decimal]:
    """1, 2, … 9 times the powers of ten, as far as they lie from low to high."""
    first = math.floor(math.log10(low) + SLACK)
    last = math.ceil(math.log10(high) - SLACK)
    for exponent in range(first, last + 1):
        for digit in range(1, 10):
            tick = digit * Decimal(10) ** exponent
            if low * (1 - SLACK) <= tick <= high * (1 + SLACK):
                yield tick


def _first_digit(tick: Decimal) -> int:
    return tick.as_tuple().digits[0]


def own(values: tuple[float, ...]) -> Ticks:
    """The ticks that an author asks for."""
    return Ticks(tuple(Decimal(repr(float(value))) for value in values))


# ------------------------------------------------------------------ as they are written


def numerals(ticks: tuple[Decimal, ...], log: bool = False, mark: str = ".") -> tuple[str, ...]:
    """The numbers of an axis in LaTeX, without dollars, all to the same places.

    Of a logarithmic axis, those from 1 on have none. mark: the decimal mark.
    """
    if log and not all(Decimal("0.001") <= tick <= 1000 for tick in ticks):
        return tuple(_scientific(tick, mark) for tick in ticks)
    peak = max(map(abs, ticks), default=Decimal(0))
    places = max(map(_places, ticks), default=0)
    if peak >= 1_000_000 or places > 4:
        return tuple(_scientific(tick, mark) for tick in ticks)
    if not log:
        return tuple(numeral(tick, places, mark) for tick in ticks)
    return tuple(numeral(tick, 0 if tick >= 1 else None, mark) for tick in ticks)


def _places(tick: Decimal) -> int:
    """How many decimal places a number needs."""
    return max(0, -int(tick.normalize().as_tuple().exponent))


def numeral(value: Decimal, places: int | None = None, mark: str = ".") -> str:
    """A number in LaTeX: a real minus, thousands apart from 10 000 on. mark: the decimal mark."""
    text = f"{value:f}" if places is None else f"{value:.{places}f}"
    whole, _, decimals = text.partition(".")
    if len(whole.lstrip("-")) > 4:
        whole = f"{int(whole):,}".replace(",", r"\,")
    between = mark if mark == "." else f"{{{mark}}}"
    return whole + (between + decimals if decimals else "")


def _scientific(value: Decimal, mark: str) -> str:
    """3 · 10⁶, or 10⁶ alone, in LaTeX."""
    if not value:
        return "0"
    exponent = value.adjusted()
    factor = numeral((value / Decimal(10) ** exponent).normalize(), mark=mark)
    power = f"10^{{{exponent}}}"
    return {"1": power, "-1": f"-{power}"}.get(factor, rf"{factor} \cdot {power}")


def spoken(value: float, fineness: Decimal | None = None, mark: str = ".") -> str:
    """A number in words: a real minus, thousands apart.

    fineness: what it is rounded to a multiple of; to six significant digits in any case. mark: the decimal mark.
    """
    number = Decimal(repr(float(f"{value:.6g}")))
    if fineness:
        number = (number / fineness).to_integral_value(ROUND_HALF_UP) * fineness
    if not number:
        return "0"
    if abs(number) >= 10**9 or abs(number) < Decimal("0.0001"):
        return f"{number:.3g}".replace("-", "−").replace(".", mark)
    whole, _, decimals = f"{number + 0:,f}".partition(".")
    if len(whole) <= 5:
        whole = whole.replace(",", "")
    whole = whole.replace(",", "\u202f").replace("-", "−")
    return f"{whole}.{decimals.rstrip('0')}".rstrip(".").replace(".", mark)
