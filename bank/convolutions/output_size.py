"""Output size of a convolution, with numbers or with letters whose parity is known.

Formula: V. Dumoulin and F. Visin, "A guide to convolution arithmetic for deep learning" (2016),
relationships 6 (padding, stride) and 15 (dilation):
output = floor((image + 2 padding - dilation (filter - 1) - 1) / stride) + 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from math import floor, gcd
from types import CodeType
from typing import Any, Literal

from exampaper.draw import Rng
from exampaper.model import Slip

Assumed = Literal["odd", "even", "multiple", "one more", "one less", "any"]
"""What is known of a side that is a letter: its parity, or its distance from a multiple of the stride."""
Side = int | Assumed
FILTERS = ((2, 2), (3, 3), (4, 4), (5, 5), (7, 7), (3, 5), (5, 3), (5, 7), (7, 3), (2, 3), (4, 6), (6, 6), (3, 9))
SIDES = (28, 32, 45, 48, 64, 75, 96, 100, 112, 127, 128, 160, 224, 227, 256)


@dataclass(frozen=True)
class Params:
    """Rows first. padding: zeros on each side, or "same": what keeps the image's size at stride 1."""

    image: tuple[Side, Side]
    filter: tuple[Side, Side]
    padding: int | Literal["same"]
    stride: int
    dilation: int


@dataclass(frozen=True)
class Answers:
    """Formulas in LaTeX, of rows and of columns.

    padded: length of the padded image. extent: length that the filter covers. gap: their difference.
    rest: the gap modulo the stride. general: the number of positions, as the gap and the stride give it.
    size: the output's, simplified. floors: the size with floors of halves, where customary.
    """

    padded: tuple[str, str]
    extent: tuple[str, str]
    gap: tuple[str, str]
    rest: tuple[int, int]
    general: tuple[str, str]
    floors: str
    size: str  # with its dollars


# ------------------------------------------------------------------ draw

PINNED = Params(("odd", "odd"), ("odd", "odd"), "same", stride=2, dilation=1)


def draw(rng: Rng) -> Params:
    made = rng.choice((_same, _letters, _letters, _known_filter, _known_filter, *(_numbers,) * 10))(rng)
    if made.stride == 1 and made.padding == "same":
        rng.reject("the output has the image's size")
    if made == PINNED:
        rng.reject("the plainest case is pinned")
    _refuse_harmless(rng, made)
    return made


def _refuse_harmless(rng: Rng, made: Params) -> None:
    """What is printed must matter; and a wrong size must tell what a script has earned."""
    wrong, size = list(_made(made, solve(made))), _size(made)
    if any(value == size for _, value, _ in wrong):
        rng.reject("a wrong way leads to the key")
    if len({(value, marks) for _, value, marks in wrong}) > len({value for _, value, _ in wrong}):
        rng.reject("one wrong size for errors of different weight")


def _assumed(rng: Rng, stride: int) -> tuple[Assumed, Assumed]:
    """What is known of rows and columns: as much as determines the division by the stride."""
    if stride == 1:
        return "any", "any"
    options: tuple[Assumed, ...] = ("odd", "even") if stride == 2 else ("multiple", "one more", "one less")
    first = rng.choice(options)
    return first, first if rng.chance(1, 2) else rng.choice(options)


def _same(rng: Rng) -> Params:
    stride = rng.integer(2, 5)
    return Params(_assumed(rng, stride), ("odd", "odd"), "same", stride, rng.integer(1, 3))


def _letters(rng: Rng) -> Params:
    stride = rng.choice((1, 2, 2, 2, 3, 3, 3, 4, 4))
    dilation = rng.integer(2, 3) if stride == 1 else rng.choice((1, 1, 2))
    return Params(_assumed(rng, stride), _assumed(rng, stride), rng.choice((0, 0, 1, 2)), stride, dilation)


def _known_filter(rng: Rng) -> Params:
    stride, dilation, sides = rng.integer(2, 5), rng.choice((1, 1, 2, 3)), rng.choice(FILTERS)
    return Params(_assumed(rng, stride), sides, _padding(rng, sides), stride, dilation)


def _numbers(rng: Rng) -> Params:
    height = rng.choice(SIDES) if rng.chance(1, 2) else rng.integer(24, 300)
    width = height if rng.chance(1, 4) else rng.choice(SIDES) if rng.chance(1, 2) else rng.integer(24, 300)
    stride = rng.integer(1, 5)
    dilation = rng.integer(2, 4) if stride == 1 else rng.choice((1, 1, 2, 3))
    sides = rng.choice(FILTERS)
    if any(dilation * (side - 1) >= image for image, side in zip((height, width), sides, strict=True)):
        rng.reject("the filter does not fit into the image")
    return Params((height, width), sides, _padding(rng, sides), stride, dilation)


def _padding(rng: Rng, sides: tuple[int, int]) -> int | Literal["same"]:
    """None, fewer zeros than half the filter or just as many, or "same" where the filter has a middle."""
    if all(side % 2 for side in sides) and rng.chance(1, 4):
        return "same"
    return rng.integer(0, min(sides) // 2)


# ------------------------------------------------------------------ solve


@dataclass(frozen=True)
class Linear:
    """image · letter + filter · letter + constant; a side that is a number goes into the constant."""

    image: int
    filter: int
    constant: int

    def __add__(self, other: Linear) -> Linear:
        return Linear(self.image + other.image, self.filter + other.filter, self.constant + other.constant)

    def times(self, factor: int) -> Linear:
        return Linear(factor * self.image, factor * self.filter, factor * self.constant)

    def over(self, divisor: int) -> Linear:
        return Linear(self.image // divisor, self.filter // divisor, self.constant // divisor)

    def divisible(self, divisor: int) -> bool:
        return not (self.image % divisor or self.filter % divisor or self.constant % divisor)

    def plus(self, constant: int) -> Linear:
        return replace(self, constant=self.constant + constant)

    def show(self, letters: str) -> str:
        terms = [(self.image, letters[0]), (self.filter, letters[1]), (self.constant, "")]
        text = " ".join(_term(factor, letter) for factor, letter in terms if factor)
        return text.removeprefix("+ ") or "0"


def _term(factor: int, letter: str) -> str:
    size = str(abs(factor)) if abs(factor) > 1 or not letter else ""
    return f"{'-' if factor < 0 else '+'} {size}{letter}"


def _lengths(image: Side, side: Side, params: Params) -> tuple[Linear, Linear]:
    """Length of the padded image, and length that the filter covers."""
    whole = Linear(0, 0, image) if isinstance(image, int) else Linear(1, 0, 0)
    taps = Linear(0, 0, side) if isinstance(side, int) else Linear(0, 1, 0)
    reach = taps.plus(-1).times(params.dilation)
    zeros = reach if params.padding == "same" else Linear(0, 0, 2 * params.padding)
    return whole + zeros, reach.plus(1)


def _rest(gap: Linear, image: Side, side: Side, stride: int) -> int | None:
    """The gap modulo the stride, or None where the assumptions leave it open."""
    total = gap.constant
    for factor, known in ((gap.image, image), (gap.filter, side)):
        if factor % stride == 0:
            continue
        if known == "any" or (known in ("odd", "even") and 2 * factor % stride):
            return None
        total += factor * {"odd": 1, "one more": 1, "one less": -1}.get(str(known), 0)
    return total % stride


def _floored(gap: Linear, stride: int, letters: str) -> str:
    """⌊gap / stride⌋ + 1."""
    shown = gap.show(letters)
    if stride == 1:
        return f"{shown} + 1" if shown.isalnum() else f"({shown}) + 1"
    return rf"\left\lfloor \frac{{{shown}}}{{{stride}}} \right\rfloor + 1"


def _simple(total: Linear, stride: int, letters: str) -> str:
    """total / stride for a total that the stride divides, as whole terms, as M/2 - 1 or as one fraction."""
    if total.divisible(stride):
        return total.over(stride).show(letters)
    if total.constant % stride:
        return rf"\frac{{{total.show(letters)}}}{{{stride}}}"
    whole = Linear(0, total.filter if total.filter % stride == 0 else 0, total.constant).over(stride)
    top = replace(total, filter=total.filter - stride * whole.filter, constant=0)
    fraction = rf"\frac{{{top.show(letters)}}}{{{stride}}}"
    tail = whole.show(letters)
    return fraction if tail == "0" else f"{fraction} - {tail[2:]}" if tail[0] == "-" else f"{fraction} + {tail}"


def _side(gap: Linear, rest: int | None, stride: int, letters: str) -> str:
    if rest is None:
        return _floored(gap, stride, letters)
    return _simple(gap.plus(stride - rest), stride, letters)


def _product(rows: str, columns: str) -> str:
    return rf"{_factor(rows)} \times {_factor(columns)}"


def _factor(formula: str) -> str:
    outside = re.sub(r"\{[^{}]*\}", "", formula)
    return f"({formula})" if re.search(r" [+-] ", outside) else formula


def _gaps(params: Params) -> list[tuple[Linear, int | None]]:
    """(gap, its rest) of rows and of columns."""
    found = []
    for image, side in zip(params.image, params.filter, strict=True):
        padded, extent = _lengths(image, side, params)
        gap = padded + extent.times(-1)
        found.append((gap, _rest(gap, image, side, params.stride)))
    return found


def _size(params: Params, more: int = 0) -> str:
    """The size, or what comes of a gap that is counted `more` too long; with its dollars."""
    return f"${_product(*_sides(params, more))}$"


def _sides(params: Params, more: int = 0) -> list[str]:
    gaps = [(gap.plus(more), rest if rest is None else (rest + more) % params.stride) for gap, rest in _gaps(params)]
    return [_side(gap, rest, params.stride, at) for (gap, rest), at in zip(gaps, ("Mm", "Nn"), strict=True)]


def solve(params: Params) -> Answers:
    found = [_direction(params, index, letters) for index, letters in enumerate(("Mm", "Nn"))]
    padded, extent, gap, rest, general = zip(*found, strict=True)
    return Answers(padded, extent, gap, rest, general, floors=_floors(params), size=_size(params))


def _direction(params: Params, index: int, letters: str) -> tuple[str, str, str, int, str]:
    padded, extent = _lengths(params.image[index], params.filter[index], params)
    gap, rest = _gaps(params)[index]
    if rest is None:
        raise ValueError("the assumptions do not determine the size")
    return padded.show(letters), extent.show(letters), gap.show(letters), rest, _floored(gap, params.stride, letters)


# ------------------------------------------------------------------ words


def context(params: Params, answers: Answers) -> dict[str, Any]:
    """Sizes by number or letter, what is assumed in words, and the output's two sides.

    covers, within: how the lengths of the filter and of the padded image come about.
    """
    return {
        "image_size": _product(*(_name(s, at) for s, at in zip(params.image, "MN", strict=True))),
        "filter_size": _product(*(_name(s, at) for s, at in zip(params.filter, "mn", strict=True))),
        "assumption": _assumption(params),
        "simple": _sides(params),
        "covers": [_covers(params, *known) for known in zip(params.filter, "mn", answers.extent, strict=True)],
        "within": [_within(params, *known) for known in zip(params.image, answers.padded, answers.extent, strict=True)],
    }


def _covers(params: Params, side: Side, letter: str, extent: str) -> str:
    """“2 (5 - 1) + 1 = 9” for a dilation of 2."""
    return extent if params.dilation == 1 else rf"{params.dilation} \cdot ({_name(side, letter)} - 1) + 1 = {extent}"


def _within(params: Params, image: Side, padded: str, extent: str) -> str:
    """“64 + 2 · 1 = 66” for a padding of 1; of letters the sum alone."""
    if isinstance(image, str) or params.padding == 0:
        return padded
    zeros = str(int(extent) - 1) if params.padding == "same" else rf"2 \cdot {params.padding}"
    return f"{image} + {zeros} = {padded}"


def _name(side: Side, letter: str) -> str:
    return str(side) if isinstance(side, int) else letter


def _floors(params: Params) -> str:
    """The size at stride 2 and "same" padding as it is often written: ⌊M/2⌋ + 1 for an odd M."""
    if params.padding != "same" or params.stride != 2 or "odd" not in params.image:
        return ""
    halves = {"odd": r"\lfloor %s/2 \rfloor + 1", "even": r"\frac{%s}{2}"}
    rows, columns = (halves[str(side)] % letter for side, letter in zip(params.image, "MN", strict=True))
    return _product(rows, columns)


def _assumption(params: Params) -> str:
    """“$M$ is even and that $N$ is odd”; empty where nothing is assumed."""
    known: dict[str, list[str]] = {}
    for side, letter in zip((*params.image, *params.filter), "MNmn", strict=True):
        if not isinstance(side, int) and side != "any":
            known.setdefault(side, []).append(f"${letter}$")
    said = [_said(letters, side, params.stride) for side, letters in known.items()]
    if isinstance(params.image[0], str) and params.padding != "same":
        said.append(f"the filter fits into the {'padded ' if params.padding else ''}image")
    *others, last = said or [""]
    return f"{', that '.join(others)}{',' if len(others) > 1 else ''} and that {last}" if others else last


def _said(letters: list[str], side: str, stride: int) -> str:
    many = len(letters) > 1
    multiple = f"multiples of {stride}" if many else f"a multiple of {stride}"
    near = f"{'each ' if many else ''}{side} than a multiple of {stride}"
    what = multiple if side == "multiple" else near if side.startswith("one") else side
    named = f"{', '.join(letters[:-1])} and {letters[-1]}" if many else letters[0]
    return f"{named} {'are' if many else 'is'} {what}"


# ------------------------------------------------------------------ check


def check(params: Params, answers: Answers) -> None:
    """Slide the filter over many sizes that obey the assumptions; measure, and count where it may stand."""
    customary = params.padding == "same" and params.stride == 2 and "odd" in params.image
    assert bool(answers.floors) == customary, "floors"
    sizes = [text.strip("$").split(r" \times ") for text in filter(None, (answers.size, answers.floors))]
    claimed = [*sizes, answers.general, answers.padded, answers.extent, answers.gap, tuple(map(str, answers.rest))]
    for index, letters in enumerate(("Mm", "Nn")):
        instances = list(_instances(params, index))
        assert len(instances) >= (1 if isinstance(params.image[index], int) else 6)
        known = (params.image[index], params.filter[index])
        for image, side in instances:
            named = {at: n for at, n, is_ in zip(letters, (image, side), known, strict=True) if isinstance(is_, str)}
            places, *measured = _slid(image, side, params)
            wanted = [places] * (len(sizes) + 1) + measured
            for claim, value in zip(claimed, wanted, strict=True):
                assert len(claim) == 2, f"{claim}: rows and columns"
                got = eval(_read(claim[index]), {"floor": floor}, named)
                assert got == value, f"{claim[index]} is {got} and not {value} ({image}, {side})"
        _check_general(answers.general[index], answers.gap[index], params.stride)
        _check_simple(sizes[0][index], isinstance(params.image[index], str))


def _check_general(general: str, gap: str, stride: int) -> None:
    """The whole steps of the stride in the gap, and the first position."""
    quotient = re.fullmatch(r"\\left\\lfloor \\frac\{(.*)\}\{(\d+)\} \\right\\rfloor \+ 1", general)
    parts = quotient.groups() if quotient else (re.sub(r"^\((.*)\) \+ 1$|^(\w+) \+ 1$", r"\1\2", general), "1")
    assert parts == (gap, str(stride)), f"{general} is no formula for {gap} and stride {stride}"


def _check_simple(side: str, letters: bool) -> None:
    """A number; or one sum, in which a fraction is in lowest terms and no letter and no constant stands twice."""
    if not letters:
        assert re.fullmatch(r"\d+", side), f"{side} is not worked out"
        return
    assert "floor" not in side, f"{side}: the assumptions allow it without a floor"
    top, bottom = (re.findall(r"\\frac\{([^{}]*)\}\{(\d+)\}", side) or [("", "0")])[0]
    terms = re.findall(r"(\d*)([A-Za-z])|(\d+)", top)
    rest = re.findall(r"(\d*)([A-Za-z])|(\d+)", re.sub(r"\\frac\{[^{}]*\}\{\d+\}", "", side, count=1))
    names = [letter for _, letter, _ in terms + rest]
    assert len(set(names)) == len(names), f"{side}: terms can be joined"
    assert not terms or gcd(int(bottom), *(int(a or b or 1) for a, _, b in terms)) == 1 < int(bottom), (
        f"{side}: reducible"
    )


@cache
def _read(formula: str) -> CodeType:
    """A formula as Python; quotients of these small numbers are exact enough for ==."""
    text = re.sub(r"(\d)([A-Za-z])", r"\1*\2", formula)
    text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
    text = re.sub(r"(\\left)?\\lfloor", "floor(", text)
    text = re.sub(r"(\\right)?\\rfloor", ")", text)
    return compile(text.strip(), "formula", "eval")


def _instances(params: Params, index: int) -> Iterator[tuple[int, int]]:
    """Sizes of image and filter that obey the assumptions, the filter fitting into the padded image."""
    for image in _values(params.image[index], params.stride, 60):
        for side in _values(params.filter[index], params.stride, max(7, 3 * params.stride)):
            if params.padding == "same" or params.dilation * (side - 1) < image + 2 * params.padding:
                yield image, side


def _values(side: Side, stride: int, most: int) -> list[int]:
    if isinstance(side, int):
        return [side]
    halves, steps = {"odd": 1, "even": 0}, {"multiple": 0, "one more": 1, "one less": stride - 1}
    wanted, modulus = (halves[side], 2) if side in halves else (steps[side], stride) if side in steps else (0, 1)
    return [value for value in range(1, most + 1) if value % modulus == wanted]


def _slid(image: int, side: int, params: Params) -> tuple[int, int, int, int, int]:
    """Where the filter may stand, counted one by one; lengths of padded image, of filter, what is left; its rest.

    For "same" the zeros are found by trying.
    """
    taps = range(0, params.dilation * side, params.dilation)
    if params.padding == "same":
        zeros = next(z for z in count() if _places(image + 2 * z, taps, 1) >= image)
        assert _places(image + 2 * zeros, taps, 1) == image, "no such padding"
    else:
        zeros = params.padding
    length, covered = image + 2 * zeros, taps[-1] + 1
    return _places(length, taps, params.stride), length, covered, length - covered, (length - covered) % params.stride


def _places(length: int, taps: range, stride: int) -> int:
    return sum(all(first + tap < length for tap in taps) for first in range(0, length, stride))


# ------------------------------------------------------------------ slips


def slips(params: Params, answers: Answers) -> list[Slip]:
    """Of errors that lead to one size only the first is told: all of these earn the same."""
    first: dict[str, Slip] = {}
    for name, size, marks in _made(params, answers):
        first.setdefault(size, Slip(name, size, "size", marks))
    return list(first.values())


def _made(params: Params, answers: Answers) -> Iterator[tuple[str, str, int]]:
    """What went wrong, the size it leads to, and its marks: a wrong gap is followed through, up to the size."""
    yield "left out the first position (no + 1)", _size(params, -params.stride), 2
    if params.stride > 1:
        yield "forgot the stride", _size(replace(params, stride=1)), 1
    if params.padding != 0:
        yield "forgot the padding", _size(replace(params, padding=0)), 2
    if params.dilation > 1 and params.padding != "same":
        yield "forgot the dilation", _size(replace(params, dilation=1)), 2
    if any(answers.rest):
        yield "rounded up", _rounded_up(params), 2


def _rounded_up(params: Params) -> str:
    """The size with ⌈gap / stride⌉ + 1."""
    sides = []
    for (gap, rest), letters in zip(_gaps(params), ("Mm", "Nn"), strict=True):
        lost = (params.stride - (rest or 0)) % params.stride
        sides.append(_side(gap.plus(lost), 0, params.stride, letters))
    return f"${_product(sides[0], sides[1])}$"
