"""Does the gradient of a linear RNN explode, vanish or neither? ∂h_T/∂h_1 is a power of W_h.

Pascanu, Mikolov & Bengio (2013), “On the difficulty of training recurrent neural networks”, section 2.1.
Horn & Johnson, “Matrix Analysis”, section 5.6: powers tend to zero exactly when the spectral radius is
below one, and the k-th root of the norm of the k-th power tends to the spectral radius (Gelfand).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import floor, log, sqrt
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray

from exampaper.draw import Source
from exampaper.model import Places, Slip

Array = NDArray[np.float64]
Rows = tuple[tuple[Decimal, ...], ...]
Whole = list[list[int]]
"""A matrix in hundredths, so that its arithmetic is exact."""
Form = Literal["blocks", "given", "bare", "rank_one", "orthogonal", "stochastic"]


@dataclass(frozen=True)
class Params:
    """A recurrent matrix, and what makes its powers readable.

    blocks: block triangular, with diagonal blocks of `sizes`. given: full, its eigenvalues are printed.
    bare: full, 3 × 3, nothing printed. rank_one. orthogonal: a multiple of an orthogonal matrix.
    stochastic: non-negative, and all rows or all columns sum to one.
    """

    form: Form
    matrix: Rows
    sizes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Block:
    """A diagonal block of size 1 or 2 and how its eigenvalues are found by hand."""

    rows: Rows
    trace: Decimal
    det: Decimal
    discriminant: Decimal
    roots: tuple[str, ...]
    modulus: Annotated[float, Places(2)]


@dataclass(frozen=True)
class Answers:
    """verdict: explodes, vanishes or neither. spectrum: the eigenvalues in LaTeX, largest modulus first.

    relation: whether the radius is exact as printed. tenfold: steps for a factor of ten in the long run.
    square: c² where WᵀW = c² I. axis: what sums to one. sums: row sums of absolute values.
    cubic: the characteristic polynomial λ³ + aλ² + bλ + c as (a, b, c); probe: ±1 and its value there.
    """

    verdict: Literal["explodes", "vanishes", "neither"]
    radius: Annotated[float, Places(2)]
    relation: str
    norm: Annotated[float, Places(2)]
    entry: Annotated[float, Places(2)]
    spectrum: tuple[str, ...]
    tenfold: Annotated[float, Places(0)]
    blocks: tuple[Block, ...]
    trace: Decimal
    square: Decimal
    axis: Literal["row", "column"]
    sums: tuple[Decimal, ...]
    cubic: tuple[Decimal, ...]
    probe: int
    value: Decimal


# ------------------------------------------------------------------ draw

_WEIGHTS: dict[Form, int] = {"blocks": 12, "given": 6, "bare": 4, "rank_one": 3, "orthogonal": 2, "stochastic": 1}
_FORMS = tuple(form for form, weight in _WEIGHTS.items() for _ in range(weight))  # the more, the more are rejected
CLEAR = 0.0503  # |ρ - 1| is more than this; no entry with two places makes a tie
ENTRY = 130


def draw(rng: Source) -> Params:
    form = rng.choice(_FORMS)
    if form == "blocks":
        return _draw_blocks(rng)
    whole = {
        "given": _draw_given,
        "bare": _draw_bare,
        "rank_one": _draw_rank_one,
        "orthogonal": _draw_orthogonal,
        "stochastic": _draw_stochastic,
    }[form](rng)
    return Params(form, _decimals(whole))


def _decimals(whole: Sequence[Sequence[int]]) -> Rows:
    return tuple(tuple(Decimal(v // 100) if v % 100 == 0 else Decimal(v).scaleb(-2) for v in row) for row in whole)


def _array(rows: Sequence[Sequence[Decimal | int]], unit: int = 1) -> Array:
    return np.array([[float(v) for v in row] for row in rows]) / unit


def _full(rng: Source, size: int, bound: int, step: int = 1) -> Whole:
    return [[rng.integer(-bound, bound, step=step) for _ in range(size)] for _ in range(size)]


def _accept(rng: Source, whole: Whole) -> None:
    """A clear verdict, three explosions to three limits at zero, most of these against the norm's advice."""
    array = _array(whole, 100)
    values, norm = np.linalg.eigvals(array), float(np.linalg.norm(array, 2))
    radius = float(abs(values).max())
    low, high = (1 + CLEAR, 1.6003) if rng.chance(1, 2) else (0.3003, 1 - CLEAR)
    if not low < radius < high:
        rng.reject("radius")
    if radius < 1 and norm < 1 + CLEAR and rng.chance(3, 4):
        rng.reject("no growth to be deceived by")
    if any(_tie(x) for x in (radius, norm, *values.real, *values.imag)):
        rng.reject("two decimal places are a close call")


def _tie(value: float) -> bool:
    """Whether a value lies so near the middle of two decimals that rounding could go either way."""
    part = abs(value) * 100
    return abs(part - floor(part) - 0.5) < 0.01


def _apart(rng: Source, values: Sequence[complex]) -> None:
    if any(abs(a - b) < 0.1503 for n, a in enumerate(values) for b in values[:n]):
        rng.reject("eigenvalues too close to each other")


def _draw_blocks(rng: Source) -> Params:
    sizes = rng.choice(((2,), (2,), (2,), (1, 1, 1), (1, 1, 1), (2, 1), (1, 2), (2, 2)))
    whole = _block_triangular(rng, sizes)
    if sizes == (1, 1, 1) and rng.chance(1, 4):
        for i in range(3):
            whole[i][i] = 0  # nilpotent
        norm = float(np.linalg.norm(_array(whole, 100), 2))
        if norm < 1 + CLEAR or _tie(norm):
            rng.reject("norm")
    else:
        _accept(rng, whole)
        _apart(rng, list(np.linalg.eigvals(_array(whole, 100))))
    params = Params("blocks", _decimals(whole), sizes)
    if any(0 in (block.trace, block.det) for block in _blocks(params) if len(block.rows) == 2):
        rng.reject("a coefficient of zero")
    return params


def _block_triangular(rng: Source, sizes: tuple[int, ...]) -> Whole:
    lower, block = rng.chance(1, 2), [n for n, size in enumerate(sizes) for _ in range(size)]
    bound = rng.choice((95, ENTRY))
    whole = [[_non_zero(rng, bound) for _ in block] for _ in block]
    for i, row in enumerate(whole):
        for j in range(len(row)):
            if (block[i] < block[j]) if lower else (block[i] > block[j]):
                row[j] = 0
    return whole


def _non_zero(rng: Source, bound: int) -> int:
    return rng.integer(5, bound) * rng.choice((1, -1))


def _draw_given(rng: Source) -> Whole:
    whole = _full(rng, rng.choice((3, 3, 4)), rng.choice((80, 95, ENTRY)))
    _accept(rng, whole)
    values = np.linalg.eigvals(_array(whole, 100))
    _apart(rng, list(values))
    radius = float(abs(values).max())
    leading = max(values, key=abs)
    if _two(abs(complex(round(leading.real, 2), round(leading.imag, 2)))) != _two(radius):
        rng.reject("the printed eigenvalues give another radius")
    if any(abs(v) > 0.9 * radius for v in values if v not in (leading, leading.conjugate())):
        rng.reject("two moduli nearly equal")
    return whole


def _draw_bare(rng: Source) -> Whole:
    """One decimal place, for work by hand: either an eigenvalue beyond ±1 by a change of sign, or short rows."""
    short = rng.chance(1, 2)
    whole = _full(rng, 3, 50 if short else 110, step=10)
    longest = max(sum(map(abs, row)) for row in whole)
    zeros = sum(v == 0 for row in whole for v in row)
    if zeros > 1 or (longest > 93 if short else longest < 107):
        rng.reject("row sums")
    values = np.linalg.eigvals(_array(whole, 100))
    leading = max(values, key=abs)
    if not short and (leading.imag != 0 or not 1 + CLEAR < abs(leading) < 1.6):
        rng.reject("no real eigenvalue far enough beyond one")
    if abs(leading) < 0.3003 or any(_tie(x) for x in (abs(leading), *values.real, *values.imag)):
        rng.reject("radius")
    cubic, probe, value = _cubic(_decimals(whole))
    if not short and (0 in cubic or probe * leading.real < 0 or abs(value) < Decimal("0.02")):
        rng.reject("no clear change of sign at ±1 on the leading eigenvalue's side")
    _apart(rng, list(values))
    return whole


def _draw_rank_one(rng: Source) -> Whole:
    size = rng.choice((3, 3, 4))
    left, right = ([rng.integer(2, 14) * rng.choice((1, -1)) for _ in range(size)] for _ in range(2))
    whole = [[a * b for b in right] for a in left]
    _accept(rng, whole)
    return whole


def _draw_orthogonal(rng: Source) -> Whole:
    """A base with two decimals, its rows and columns in random order and sign, times a factor."""
    base = rng.choice(_BASES)
    size = len(base)
    rows, columns = rng.shuffle(range(size)), rng.shuffle(range(size))
    signs = [rng.choice((1, -1)) for _ in range(size)]
    scale = 100 if rng.chance(2, 5) else rng.integer(55, 94) if rng.chance(1, 2) else rng.integer(106, 150)
    scaled = [[signs[i] * base[i][j] * scale for j in columns] for i in rows]
    if any(v % 100 for row in scaled for v in row):
        rng.reject("more than two decimals")
    whole = [[v // 100 for v in row] for row in scaled]
    if scale == 100 and all(whole[i][i] == 100 for i in range(size)):
        rng.reject("the identity")
    return whole


_BASES: tuple[Whole, ...] = (
    [[60, -80], [80, 60]],
    [[60, -80], [80, 60]],
    [[28, -96], [96, 28]],
    [[60, -80, 0], [80, 60, 0], [0, 0, 100]],
    [[60, 80, 0], [-64, 48, 60], [48, -36, 80]],
    [[60, 80, 0], [-64, 48, 60], [48, -36, 80]],
    [[0, 100, 0], [0, 0, -100], [100, 0, 0]],
    [[0, 100, 0, 0], [0, 0, 100, 0], [0, 0, 0, -100], [100, 0, 0, 0]],
    [[50, 50, 50, 50], [50, -50, 50, -50], [50, 50, -50, -50], [50, -50, -50, 50]],
    [[50, 50, 50, 50], [50, -50, 50, -50], [50, 50, -50, -50], [50, -50, -50, 50]],
)


def _draw_stochastic(rng: Source) -> Whole:
    size = rng.integer(2, 4)
    whole = [_shares(rng, size) for _ in range(size)]
    if rng.chance(1, 2):
        whole = [list(column) for column in zip(*whole, strict=True)]
    if len({tuple(row) for row in whole}) < size:
        rng.reject("equal rows")
    norm = float(np.linalg.norm(_array(whole, 100), 2))
    if norm < 1.0103 or _tie(norm):
        rng.reject("norm")
    return whole


def _shares(rng: Source, size: int) -> list[int]:
    """Positive hundredths that add up to one."""
    cuts = [0, *rng.sample(range(5, 100, 5), size - 1), 100]
    return [high - low for low, high in pairwise(cuts)]


# ------------------------------------------------------------------ solve


def solve(params: Params) -> Answers:
    array = _array(params.matrix)
    values = [_cleaned(value) for value in np.linalg.eigvals(array)]
    radius = max(map(abs, values))
    cubic, probe, value = _cubic(params.matrix)
    return Answers(
        verdict="neither" if abs(radius - 1) < 1e-9 else "explodes" if radius > 1 else "vanishes",
        radius=radius,
        relation="=" if abs(100 * radius - round(100 * radius)) < 1e-9 else r"\approx",
        norm=float(np.linalg.norm(array, 2)),
        entry=float(abs(array).max()),
        spectrum=_spectrum(values),
        tenfold=log(10) / abs(log(radius)) if radius > 0 and abs(radius - 1) > 1e-9 else 0.0,
        blocks=_blocks(params),
        trace=_plain(sum((row[i] for i, row in enumerate(params.matrix)), Decimal(0))),
        square=_plain(sum((row[0] ** 2 for row in params.matrix), Decimal(0))),
        axis="row" if all(sum(row) == 1 for row in params.matrix) else "column",
        sums=tuple(_plain(sum(map(abs, row), Decimal(0))) for row in params.matrix),
        cubic=cubic,
        probe=probe,
        value=value,
    )


def _cleaned(value: complex) -> complex:
    """The value without the rounding errors of a multiple eigenvalue."""
    return complex(*(0.0 if abs(part) < 1e-7 else float(part) for part in (value.real, value.imag)))


def _two(value: float) -> str:
    text = f"{value:.2f}"
    return "0.00" if float(text) == 0 else text


def _spectrum(values: Sequence[complex]) -> tuple[str, ...]:
    """Eigenvalues in LaTeX, largest modulus first; a conjugate pair is one entry."""
    upper = sorted((v for v in values if v.imag >= 0), key=lambda v: (-round(abs(v), 9), -v.real))
    return tuple(_two(v.real) if v.imag == 0 else rf"{_two(v.real)} \pm {_two(v.imag)}\,i" for v in upper)


def _plain(value: Decimal) -> Decimal:
    """Without trailing zeros."""
    return Decimal(f"{value.normalize():f}") + 0


def _blocks(params: Params) -> tuple[Block, ...]:
    blocks, start = [], 0
    for size in params.sizes:
        stop = start + size
        blocks.append(_block(tuple(row[start:stop] for row in params.matrix[start:stop])))
        start = stop
    return tuple(blocks)


def _block(rows: Rows) -> Block:
    if len(rows) == 1:
        entry = rows[0][0]
        return Block(rows, entry, entry, Decimal(0), (str(entry),), abs(float(entry)))
    (a, b), (c, d) = rows
    trace, det = a + d, a * d - b * c
    discriminant = trace**2 - 4 * det
    root = sqrt(abs(discriminant))
    half, shift = float(trace) / 2, root / 2
    values = [complex(half, shift)] if discriminant < 0 else [complex(half + shift), complex(half - shift)]
    return Block(
        rows, _plain(trace), _plain(det), _plain(discriminant), _spectrum(values), max(abs(value) for value in values)
    )


def _cubic(rows: Rows) -> tuple[tuple[Decimal, ...], int, Decimal]:
    """det(λI - W) of a 3 × 3 matrix as (a, b, c), the sign of its outer root, and its value at ±1 there."""
    if len(rows) != 3:
        return (), 0, Decimal(0)
    pairs = ((0, 1), (0, 2), (1, 2))
    minors = sum((rows[i][i] * rows[j][j] - rows[i][j] * rows[j][i] for i, j in pairs), Decimal(0))
    (a, b, c), (d, e, f), (g, h, i) = rows
    det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    cubic = (-(a + e + i), minors, -det)
    at = {sign: sign + cubic[0] + sign * cubic[1] + cubic[2] for sign in (1, -1)}
    probe = 1 if at[1] < 0 else -1 if at[-1] > 0 else 0
    return tuple(map(_plain, cubic)), probe, _plain(at[probe] if probe else Decimal(0))


# ------------------------------------------------------------------ check


def check(params: Params, answers: Answers) -> None:
    """By simulation and exact arithmetic: no eigenvalue solver, no singular values.

    Gradients are carried step by step; the radius is Gelfand's limit; the printed eigenvalues have
    the power sums tr(W), tr(W²), … (Newton); and what the text says of the matrix holds in integers.
    """
    array = np.array([[float(v) for v in row] for row in params.matrix])
    whole = [[int(v * 100) for v in row] for row in params.matrix]
    assert (np.array(whole) == np.rint(array * 100)).all(), "two decimal places"
    assert answers.verdict == _simulated(array), "verdict"
    assert abs(answers.radius - _gelfand(array)) < 1e-4, "radius"
    assert abs(answers.norm - sqrt(_gelfand(array.T @ array))) < 1e-4, "norm"
    assert answers.entry == abs(array).max(), "entry"
    exact = abs(answers.radius * 100 - round(answers.radius * 100)) < 1e-6
    assert answers.relation == ("=" if exact else r"\approx"), "relation"
    if answers.verdict == "neither":
        assert params.form in ("orthogonal", "stochastic"), "one exactly, or clear of it"
    else:
        assert abs(answers.radius - 1) > 0.05, "clear of one"
        assert f"{answers.radius:.2f}" != "1.00", "clear of one as printed"
    _check_tenfold(array, answers)
    _check_spectrum(array, answers.spectrum)
    _check_form(params, whole, answers)


def _check_tenfold(array: Array, answers: Answers) -> None:
    radius = _gelfand(array)
    if answers.verdict == "neither" or radius == 0:
        assert answers.tenfold == 0, "tenfold"
    else:
        assert abs(abs(log(radius)) * answers.tenfold - log(10)) < 0.01, "tenfold"


def _simulated(array: Array) -> str:
    """The verdict from back-propagating the unit vectors through hundreds of steps."""
    factor, norms = np.eye(len(array)), []
    for _ in range(600):
        factor = array.T @ factor
        norms.append(float(np.linalg.norm(factor)))
    if norms[-1] > 1e6 and norms[-1] > norms[299]:
        return "explodes"
    if norms[-1] < 1e-6 and norms[-1] <= norms[299]:
        return "vanishes"
    assert 0.5 < min(norms) <= max(norms) < 5, "undecided"
    return "neither"


def _gelfand(array: Array) -> float:
    """lim ‖Wᵏ‖^(1/k) at k = 2²⁰, by repeated squaring with the scale set aside."""
    power, logarithm, steps = array, 0.0, 1
    for _ in range(20):
        scale = float(np.linalg.norm(power))
        if scale == 0:
            return 0.0
        power, logarithm, steps = (power / scale) @ (power / scale), 2 * (logarithm + log(scale)), 2 * steps
    scale = float(np.linalg.norm(power))
    return float(np.exp((logarithm + log(scale)) / steps)) if scale else 0.0


def _check_spectrum(array: Array, spectrum: Sequence[str]) -> None:
    values: list[complex] = []
    for text in spectrum:
        found = re.fullmatch(r"(-?\d\.\d\d)(?: \\pm (\d\.\d\d)\\,i)?", text)
        assert found, text
        real, imaginary = float(found[1]), float(found[2] or 0)
        values += [complex(real, imaginary), complex(real, -imaginary)] if found[2] else [complex(real)]
    assert len(values) == len(array), "as many eigenvalues as rows"
    power = np.eye(len(array))
    for k in range(1, len(array) + 1):
        power = power @ array
        slack = 0.0075 * k * sum(max(1.0, abs(value)) ** (k - 1) for value in values)
        assert abs(sum(value**k for value in values) - power.trace()) < slack, f"power sum {k}"


def _check_form(params: Params, whole: Sequence[Sequence[int]], answers: Answers) -> None:
    size = range(len(whole))
    match params.form:
        case "blocks":
            assert sum(params.sizes) == len(whole)
            _check_blocks(params, whole, answers)
        case "orthogonal":
            square = answers.square * 10_000
            for i in size:
                for j in size:
                    assert sum(whole[m][i] * whole[m][j] for m in size) == (square if i == j else 0), "orthogonal"
        case "stochastic":
            assert all(value >= 0 for row in whole for value in row)
            sums = [
                sum(row) if answers.axis == "row" else sum(whole[m][i] for m in size) for i, row in enumerate(whole)
            ]
            assert set(sums) == {100}, "sums"
        case "rank_one":
            for i in size:
                for j in size:
                    assert whole[0][0] * whole[i][j] == whole[i][0] * whole[0][j], "rank"
            assert abs(float(answers.trace)) - answers.radius < 1e-9
            assert sum(whole[i][i] for i in size) == answers.trace * 100
        case "bare":
            _check_bare(whole, answers)


def _check_blocks(params: Params, whole: Sequence[Sequence[int]], answers: Answers) -> None:
    label = [n for n, size in enumerate(params.sizes) for _ in range(size)]
    cells = [(label[i] - label[j], whole[i][j]) for i in range(len(label)) for j in range(len(label))]
    assert all(v == 0 for side, v in cells if side > 0) or all(v == 0 for side, v in cells if side < 0), "triangular"
    assert len(answers.blocks) == len(params.sizes)
    if answers.radius == 0:
        assert not np.linalg.matrix_power(np.array(whole), len(whole)).any(), "nilpotent"
    for block in answers.blocks:
        array = np.array(block.rows, dtype=float)
        assert abs(float(block.trace) - array.trace()) < 1e-9
        assert abs(float(block.det) - np.linalg.det(array)) < 1e-9
        assert abs(block.modulus - _gelfand(array)) < 1e-4
        assert len(array) == 1 or block.discriminant == block.trace**2 - 4 * block.det
        assert (len(array) == 2 and block.discriminant < 0) == (r"\pm" in block.roots[0])
    texts = [f"{float(root):.2f}" if "i" not in root else root for block in answers.blocks for root in block.roots]
    assert sorted(texts) == sorted(answers.spectrum), "the blocks' eigenvalues are the matrix's"


def _check_bare(whole: Sequence[Sequence[int]], answers: Answers) -> None:
    assert len(whole) == 3
    assert [total * 100 for total in answers.sums] == [sum(map(abs, row)) for row in whole]
    array = np.array(whole) / 100
    for at in (1.0, -1.0, 2.0):
        a, b, c = map(float, answers.cubic)
        assert abs(at**3 + a * at**2 + b * at + c - np.linalg.det(at * np.eye(3) - array)) < 1e-9, "cubic"
    if answers.verdict == "vanishes":
        assert max(answers.sums) < 1, "no reason by hand"
    else:
        assert answers.probe * answers.value < 0, "no change of sign"
        assert float(answers.spectrum[0]) * answers.probe > 1, "the change of sign is that of another eigenvalue"
        assert abs(np.linalg.det(answers.probe * np.eye(3) - array) - float(answers.value)) < 1e-9


# ------------------------------------------------------------------ slips


def slips(params: Params, answers: Answers) -> list[Slip]:
    array = _array(params.matrix)
    values = np.linalg.eigvals(array)
    signed = (
        "largest real part of an eigenvalue" if any("i" in v for v in answers.spectrum) else "largest signed eigenvalue"
    )
    found = [
        Slip(f"{signed} taken for the spectral radius", float(values.real.max()), "radius", 3),
        Slip("largest absolute entry taken for the spectral radius", answers.entry, "radius", 2),
    ]
    if answers.verdict != "vanishes" or answers.norm > 1:  # a norm below one is a proof, not a slip
        found.append(Slip("largest singular value taken for the spectral radius", answers.norm, "radius", 3))
    if len(array) == 2:
        found.append(Slip("|det| taken for the spectral radius", abs(float(np.linalg.det(array))), "radius", 2))
    return found
