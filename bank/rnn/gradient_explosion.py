"""Does the gradient of a linear RNN explode, vanish or neither? ∂h_T/∂h_1 is a power of W_h.

Pascanu, Mikolov & Bengio (2013), “On the difficulty of training recurrent neural networks”, section 2.1.
Horn & Johnson, “Matrix Analysis”, section 5.6: powers tend to zero exactly when the spectral radius is
below one, and the k-th root of the norm of the k-th power tends to the spectral radius (Gelfand).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise
from math import floor, log, sqrt
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray

from exampaper.draw import Rng
from exampaper.model import Places, Slip

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
Rows = tuple[tuple[Decimal, ...], ...]
Whole = list[list[int]]
"""A matrix in hundredths, so that its arithmetic is exact."""
Eigenvalue = tuple[Annotated[float, Places(2)], Annotated[float, Places(2)]]
"""Real and imaginary part. The latter is not negative; where it is positive, the conjugate is meant as well."""
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
class Answers:
    """verdict: explodes, vanishes or neither. eigenvalues: largest modulus first. tenfold: steps for a factor of ten.

    roots: the eigenvalues of each diagonal block. quadratics: trace, determinant and discriminant of each of size 2.
    square: c² where an orthogonal form has WᵀW = c² I. axis: what sums to one. sums: row sums of absolute values.
    cubic: of a bare matrix, the characteristic polynomial λ³ + aλ² + bλ + c as (a, b, c); probe: ±1 where its sign
    shows an eigenvalue beyond, or 0; value: its value there.
    """

    verdict: Literal["explodes", "vanishes", "neither"]
    radius: Annotated[float, Places(2)]
    norm: Annotated[float, Places(2)]
    eigenvalues: tuple[Eigenvalue, ...]
    tenfold: Annotated[float, Places(0)]
    roots: tuple[tuple[Eigenvalue, ...], ...]
    quadratics: tuple[tuple[Decimal, ...], ...]
    trace: Decimal
    square: Decimal | None
    axis: Literal["row", "column", "none"]
    sums: tuple[Decimal, ...]
    cubic: tuple[Decimal, ...]
    probe: int
    value: Decimal


# ------------------------------------------------------------------ draw

_WEIGHTS: dict[Form, int] = {"blocks": 20, "given": 26, "bare": 24, "rank_one": 6, "orthogonal": 4, "stochastic": 1}
_FORMS = tuple(form for form, weight in _WEIGHTS.items() for _ in range(weight))  # the more, the more are rejected
CLEAR = 0.0503  # |ρ - 1| is more than this; no entry with two places makes a tie
MARGIN = 1e-9  # whether a draw is accepted never hangs on a processor's last bits, also where values agree exactly
ENTRY = 130


def draw(rng: Rng) -> Params:
    form = rng.choice(_FORMS)
    whole = {
        "given": _draw_given,
        "bare": _draw_bare,
        "rank_one": _draw_rank_one,
        "orthogonal": _draw_orthogonal,
        "stochastic": _draw_stochastic,
    }
    params = _draw_blocks(rng) if form == "blocks" else Params(form, _decimals(whole[form](rng)))
    _refuse_harmless(rng, params, solve(params))
    return params


def _refuse_harmless(rng: Rng, params: Params, answers: Answers) -> None:
    """Wrong ways must lead to clear values, none of them almost to the key; mostly one leads to a wrong verdict."""
    values = [slip.value for slip in slips(params, answers)]
    if any(_tie(value) for value in values):
        rng.reject("two decimal places of a wrong way are a close call")
    if any(MARGIN < abs(value - answers.radius) < 0.0153 for value in values):
        rng.reject("a wrong way leads almost to the key")
    if all(_verdict(value) == answers.verdict for value in values) and rng.chance(5, 6):
        rng.reject("every wrong way leads to the right verdict")


def _decimals(whole: Sequence[Sequence[int]]) -> Rows:
    return tuple(tuple(Decimal(v // 100) if v % 100 == 0 else Decimal(v).scaleb(-2) for v in row) for row in whole)


def _array(rows: Sequence[Sequence[Decimal | int]], unit: int = 1) -> Array:
    return np.array([[float(v) for v in row] for row in rows]) / unit


def _full(rng: Rng, size: int, bound: int, step: int = 1) -> Whole:
    return [[rng.integer(-bound, bound, step=step) for _ in range(size)] for _ in range(size)]


def _accept(rng: Rng, whole: Whole) -> None:
    """A clear verdict; most limits at zero against the norm's advice."""
    array = _array(whole, 100)
    values, norm = np.linalg.eigvals(array), float(np.linalg.norm(array, 2))
    radius = float(abs(values).max())
    low, high = (1 + CLEAR, 1.6003) if rng.chance(2, 3) else (0.3003, 1 - CLEAR)
    if not low < radius < high:
        rng.reject("radius")
    if radius < 1 and norm < 1 + CLEAR and rng.chance(3, 4):
        rng.reject("no growth to be deceived by")
    if any(_tie(x) for x in (radius, norm, *values.real, *values.imag)):
        rng.reject("two decimal places are a close call")
    if abs(log(10) / abs(log(radius)) % 1 - 0.5) < 1e-4:
        rng.reject("the steps for a factor of ten are a close call")
    _refuse_norm_of_one(rng, norm)


def _refuse_norm_of_one(rng: Rng, norm: float) -> None:
    """Whether a norm bounds the powers must be seen from its two decimals."""
    if _two(norm) == "1.00":
        rng.reject("a norm that prints as one")


def _tie(value: float) -> bool:
    """Whether a value lies so near the middle of two decimals that rounding could go either way."""
    part = abs(value) * 100
    return abs(part - floor(part) - 0.5) < 0.01


def _apart(rng: Rng, values: Sequence[complex]) -> None:
    if any(abs(a - b) < 0.1503 for n, a in enumerate(values) for b in values[:n]):
        rng.reject("eigenvalues too close to each other")


def _draw_blocks(rng: Rng) -> Params:
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
    if any(0 in _quadratic(block)[:2] for block in _diagonal(params)):
        rng.reject("a coefficient of zero")
    return params


def _block_triangular(rng: Rng, sizes: tuple[int, ...]) -> Whole:
    lower, block = rng.chance(1, 2), [n for n, size in enumerate(sizes) for _ in range(size)]
    bound = rng.choice((95, ENTRY))
    whole = [[_non_zero(rng, bound) for _ in block] for _ in block]
    for i, row in enumerate(whole):
        for j in range(len(row)):
            if (block[i] < block[j]) if lower else (block[i] > block[j]):
                row[j] = 0
    return whole


def _non_zero(rng: Rng, bound: int) -> int:
    return rng.integer(5, bound) * rng.choice((1, -1))


def _draw_given(rng: Rng) -> Whole:
    whole = _full(rng, rng.choice((3, 3, 4)), rng.choice((80, 95, ENTRY)))
    _accept(rng, whole)
    values = np.linalg.eigvals(_array(whole, 100))
    _apart(rng, list(values))
    radius = float(abs(values).max())
    leading = max(values, key=abs)
    if _two(abs(complex(round(leading.real, 2), round(leading.imag, 2)))) != _two(radius):
        rng.reject("the printed eigenvalues give another radius")
    if any(abs(v) > 0.9 * radius + MARGIN for v in values if v not in (leading, leading.conjugate())):
        rng.reject("two moduli nearly equal")
    if radius > 1 and max(*abs(values.real), *abs(values.imag)) > 1 + MARGIN and rng.chance(2, 3):
        rng.reject("a real or imaginary part beyond one gives the explosion away")
    return whole


def _draw_bare(rng: Rng) -> Whole:
    """One decimal place, for work by hand: either an eigenvalue beyond ±1 by a change of sign, or short rows."""
    short = rng.chance(3, 4)
    whole = _full(rng, 3, 50 if short else 110, step=10)
    longest = max(sum(map(abs, row)) for row in whole)
    zeros = sum(v == 0 for row in whole for v in row)
    if zeros > 1 or (longest > 93 if short else longest < 107):
        rng.reject("row sums")
    if short and max(sum(map(abs, column)) for column in zip(*whole, strict=True)) <= 100 and rng.chance(4, 5):
        rng.reject("no column sum to be deceived by")
    values = np.linalg.eigvals(_array(whole, 100))
    leading = max(values, key=abs)
    if not short and (leading.imag != 0 or not 1 + CLEAR < abs(leading) < 1.6):
        rng.reject("no real eigenvalue far enough beyond one")
    if not short and any(abs(v) > abs(leading) - 1e-3 for v in values if v != leading):
        rng.reject("a pair as large as the eigenvalue that the change of sign finds")
    if abs(leading) < 0.3003 or any(_tie(x) for x in (abs(leading), *values.real, *values.imag)):
        rng.reject("radius")
    cubic, probe, value = _cubic(_decimals(whole))
    if not short and (0 in cubic or probe * leading.real < 0 or abs(value) < Decimal("0.02")):
        rng.reject("no clear change of sign at ±1 on the leading eigenvalue's side")
    _refuse_norm_of_one(rng, float(np.linalg.norm(_array(whole, 100), 2)))
    _apart(rng, list(values))
    return whole


def _draw_rank_one(rng: Rng) -> Whole:
    size = rng.choice((3, 3, 4))
    left, right = ([rng.integer(2, 14) * rng.choice((1, -1)) for _ in range(size)] for _ in range(2))
    whole = [[a * b for b in right] for a in left]
    _accept(rng, whole)
    return whole


def _draw_orthogonal(rng: Rng) -> Whole:
    """A base with two decimals, its rows and columns in random order and sign, times a factor."""
    base = rng.choice(_BASES)
    size = len(base)
    rows, columns = rng.shuffle(range(size)), rng.shuffle(range(size))
    signs = [rng.choice((1, -1)) for _ in range(size)]
    low, high = rng.choice(((100, 100), (100, 100), (55, 94), (106, 150), (106, 150)))
    entries = [abs(v) for row in base for v in row]
    scale = rng.choice([s for s in range(low, high + 1) if not any(v * s % 100 for v in entries)])
    whole = [[signs[i] * base[i][j] * scale // 100 for j in columns] for i in rows]
    if not any(v for i, row in enumerate(whole) for j, v in enumerate(row) if i != j):
        rng.reject("diagonal")
    return whole


_BASES: tuple[Whole, ...] = (
    *([[60, -80], [80, 60]],) * 4,
    *([[28, -96], [96, 28]],) * 2,
    *([[60, -80, 0], [80, 60, 0], [0, 0, 100]],) * 2,
    *([[60, 80, 0], [-64, 48, 60], [48, -36, 80]],) * 4,
    *([[50, 50, 50, 50], [50, -50, 50, -50], [50, 50, -50, -50], [50, -50, -50, 50]],) * 4,
    [[0, 100, 0], [0, 0, -100], [100, 0, 0]],
    [[0, 100, 0, 0], [0, 0, 100, 0], [0, 0, 0, -100], [100, 0, 0, 0]],
)
"""Orthogonal, in hundredths; with entries for which some factors leave whole hundredths."""


def _draw_stochastic(rng: Rng) -> Whole:
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


def _shares(rng: Rng, size: int) -> list[int]:
    """Positive hundredths that add up to one."""
    cuts = [0, *rng.sample(range(5, 100, 5), size - 1), 100]
    return [high - low for low, high in pairwise(cuts)]


# ------------------------------------------------------------------ solve


def solve(params: Params) -> Answers:
    array = _array(params.matrix)
    eigenvalues = _eigenvalues(array)
    radius = max(abs(complex(*value)) for value in eigenvalues)
    bare, blocks = params.form == "bare", _diagonal(params)
    cubic, probe, value = _cubic(params.matrix) if bare else ((), 0, Decimal(0))
    return Answers(
        verdict=_verdict(radius),
        radius=radius,
        norm=float(np.linalg.norm(array, 2)),
        eigenvalues=eigenvalues,
        tenfold=log(10) / abs(log(radius)) if radius > 0 and abs(radius - 1) > MARGIN else 0.0,
        roots=tuple(_eigenvalues(_array(block)) for block in blocks),
        quadratics=tuple(map(_quadratic, blocks)),
        trace=_total(row[i] for i, row in enumerate(params.matrix)),
        square=_total(row[0] ** 2 for row in params.matrix) if params.form == "orthogonal" else None,
        axis=_axis(params.matrix),
        sums=tuple(_total(map(abs, row)) for row in params.matrix),
        cubic=cubic,
        probe=probe,
        value=value,
    )


def _verdict(radius: float) -> Literal["explodes", "vanishes", "neither"]:
    return "neither" if abs(radius - 1) < MARGIN else "explodes" if radius > 1 else "vanishes"


def _eigenvalues(array: Array) -> tuple[Eigenvalue, ...]:
    """Largest modulus first; a conjugate pair is one entry."""
    values = [_cleaned(value) for value in np.linalg.eigvals(array)]
    upper = sorted((v for v in values if v.imag >= 0), key=lambda v: (-round(abs(v), 6), -v.real))
    return tuple((v.real, v.imag) for v in upper)


def _cleaned(value: complex) -> complex:
    """The value without the rounding errors of a multiple eigenvalue."""
    return complex(*(0.0 if abs(part) < 1e-7 else float(part) for part in (value.real, value.imag)))


def _axis(rows: Rows) -> Literal["row", "column", "none"]:
    if all(sum(row) == 1 for row in rows):
        return "row"
    return "column" if all(sum(column) == 1 for column in zip(*rows, strict=True)) else "none"


def _total(values: Iterable[Decimal]) -> Decimal:
    return _plain(sum(values, Decimal(0)))


def _plain(value: Decimal) -> Decimal:
    """Without trailing zeros."""
    return Decimal(f"{value.normalize():f}") + 0


def _diagonal(params: Params) -> list[Rows]:
    """The diagonal blocks."""
    stops = list(accumulate(params.sizes, initial=0))
    return [tuple(row[start:stop] for row in params.matrix[start:stop]) for start, stop in pairwise(stops)]


def _quadratic(block: Rows) -> tuple[Decimal, ...]:
    """Trace, determinant and discriminant of a block of size 2."""
    if len(block) == 1:
        return ()
    (a, b), (c, d) = block
    trace, det = a + d, a * d - b * c
    return _plain(trace), _plain(det), _plain(trace**2 - 4 * det)


def _cubic(rows: Rows) -> tuple[tuple[Decimal, ...], int, Decimal]:
    """det(λI - W) of a 3 × 3 matrix as (a, b, c), the sign of its outer root, and its value at ±1 there."""
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

    Gradients are carried step by step; the radius is Gelfand's limit; eigenvalues have the power sums
    tr(W), tr(W²), … (Newton); a matrix satisfies its own characteristic equation (Cayley and Hamilton).
    """
    array = np.array(params.matrix, dtype=float)
    whole = np.rint(array * 100).astype(int)
    assert [[value * 100 for value in row] for row in params.matrix] == whole.tolist(), "two decimal places"
    radius = _gelfand(array)
    assert answers.verdict == _simulated(array), "verdict"
    assert abs(answers.radius - radius) < 1e-4, "radius"
    assert abs(answers.norm - sqrt(_gelfand(array.T @ array))) < 1e-4, "norm"
    if answers.verdict == "neither":
        assert params.form in ("orthogonal", "stochastic"), "one exactly, or clear of it"
    else:
        assert abs(answers.radius - 1) > 0.05, "clear of one"
        assert f"{answers.radius:.2f}" != "1.00", "clear of one as printed"
    if answers.verdict == "neither" or radius == 0:
        assert answers.tenfold == 0, "tenfold"
    else:
        assert abs(abs(log(radius)) * answers.tenfold - log(10)) < 0.01, "tenfold"
    _check_eigenvalues(array, answers.eigenvalues)
    _check_sums(whole, answers)
    _check_form(params, whole, answers)


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


def _check_eigenvalues(array: Array, eigenvalues: Sequence[Eigenvalue]) -> None:
    values = [complex(real, imaginary) for real, imaginary in eigenvalues]
    assert all(value.imag >= 0 for value in values), "the upper one of each pair"
    for first, second in pairwise(values):
        assert abs(first) > abs(second) - 1e-6, "largest modulus first"
        assert abs(first) > abs(second) + 1e-6 or first.real > second.real - 1e-6, "of equal ones, largest real part"
    values += [value.conjugate() for value in values if value.imag > 0]
    assert len(values) == len(array), "as many eigenvalues as rows"
    power = np.eye(len(array))
    for k in range(1, len(array) + 1):
        power = power @ array
        assert abs(sum(value**k for value in values) - power.trace()) < 1e-6, f"power sum {k}"


def _check_sums(whole: Integers, answers: Answers) -> None:
    assert answers.trace * 100 == int(whole.trace()), "trace"
    assert [total * 100 for total in answers.sums] == abs(whole).sum(axis=1).tolist(), "row sums"
    rows, columns = ((whole.sum(axis=axis) == 100).all() for axis in (1, 0))
    assert answers.axis == ("row" if rows else "column" if columns else "none"), "axis"


def _check_form(params: Params, whole: Integers, answers: Answers) -> None:
    assert bool(answers.roots) == bool(answers.quadratics) == (params.form == "blocks"), "blocks"
    assert answers.square is None or params.form == "orthogonal", "square"
    assert bool(answers.cubic) == (params.form == "bare"), "cubic"
    assert answers.probe or answers.value == 0, "a value of nothing"
    assert params.form == "bare" or answers.probe == 0, "a probe of nothing"
    match params.form:
        case "blocks":
            _check_blocks(params, whole, answers)
        case "bare":
            _check_bare(whole, answers)
        case "orthogonal":
            products = whole.T @ whole
            assert not (products - np.diag(products.diagonal())).any(), "orthogonal"
            assert answers.square is not None
            assert set(products.diagonal().tolist()) == {answers.square * 10_000}, "square"
        case "stochastic":
            assert (whole >= 0).all(), "negative"
            assert answers.axis != "none", "sums"
        case "rank_one":
            assert (whole[0, 0] * whole == np.outer(whole[:, 0], whole[0])).all(), "rank"
            assert abs(abs(float(answers.trace)) - answers.radius) < 1e-9, "the only eigenvalue"


def _check_blocks(params: Params, whole: Integers, answers: Answers) -> None:
    label = np.array([n for n, size in enumerate(params.sizes) for _ in range(size)])
    side = np.subtract.outer(label, label)
    assert not whole[side > 0].any() or not whole[side < 0].any(), "triangular"
    assert answers.radius > 0 or not np.linalg.matrix_power(whole, len(whole)).any(), "nilpotent"
    assert len(answers.roots) == len(answers.quadratics) == len(params.sizes), "blocks"
    for n, (roots, quadratic) in enumerate(zip(answers.roots, answers.quadratics, strict=True)):
        block = whole[np.ix_(label == n, label == n)]
        _check_eigenvalues(block / 100, roots)
        if len(block) == 1:
            assert quadratic == (), "a single entry"
            continue
        trace, det, discriminant = quadratic
        (a, b), (c, d) = block.tolist()
        assert _satisfies(block, (-trace, det)), "trace, determinant"
        assert discriminant * 10_000 == (a - d) ** 2 + 4 * b * c, "discriminant"


def _check_bare(whole: Integers, answers: Answers) -> None:
    assert _satisfies(whole, answers.cubic), "cubic"
    if answers.verdict == "vanishes":
        assert max(answers.sums) < 1, "no reason by hand"
        assert answers.probe == 0, "no change of sign"
    else:
        assert answers.probe in (1, -1), "probe"
        assert answers.probe * answers.value < 0, "no change of sign"
        assert answers.eigenvalues[0][0] * answers.probe > 1, "the change of sign is that of another eigenvalue"
        assert abs(np.linalg.det(answers.probe * np.eye(3) - whole / 100) - float(answers.value)) < 1e-9, "value"


def _satisfies(whole: Integers, coefficients: Sequence[Decimal]) -> bool:
    """Whether the matrix solves λⁿ + c₁λⁿ⁻¹ + … + cₙ = 0, exactly; where no shorter equation holds, no other does."""
    assert len(coefficients) == len(whole), "degree"
    one: NDArray[Any] = np.eye(len(whole), dtype=object)
    total = one
    for k, coefficient in enumerate(coefficients, 1):
        total = total @ whole.astype(object) + one * (coefficient * 100**k)
    return not total.any()


# ------------------------------------------------------------------ text


def context(params: Params, answers: Answers) -> dict[str, Any]:
    hundredfold = 100 * answers.radius
    return {
        "relation": "=" if abs(hundredfold - round(hundredfold)) < 1e-9 else r"\approx",
        "entry": _largest_entry(params),
        "spectrum": [_tex(value) for value in answers.eigenvalues],
        "blocks": list(_blocks(params, answers)),
    }


def _blocks(params: Params, answers: Answers) -> Iterator[dict[str, Any]]:
    for rows, roots, quadratic in zip(_diagonal(params), answers.roots, answers.quadratics, strict=True):
        yield {
            "rows": rows,
            "roots": [str(rows[0][0])] if len(rows) == 1 else [_tex(root) for root in roots],
            "modulus": _two(abs(complex(*roots[0]))),
            "exact": all(abs(100 * part - round(100 * part)) < 1e-9 for root in roots for part in root),
            **dict(zip(("trace", "det", "discriminant"), quadratic, strict=False)),
        }


def _tex(value: Eigenvalue) -> str:
    real, imaginary = value
    return _two(real) if imaginary == 0 else rf"{_two(real)} \pm {_two(imaginary)}\,i"


def _two(value: float) -> str:
    text = f"{value:.2f}"
    return "0.00" if float(text) == 0 else text


def _largest_entry(params: Params) -> Decimal:
    return max(abs(value) for row in params.matrix for value in row)


# ------------------------------------------------------------------ slips


def slips(params: Params, answers: Answers) -> list[Slip]:
    """What is taken for the radius; not where it proves the verdict, as a norm below one or a determinant above.

    Of two that print alike only the first is told; what a script earns hangs on the verdict it leads to.
    """
    first: dict[str, Slip] = {}
    for what, value in _mistaken(params, answers):
        marks = 2 + (_verdict(value) == answers.verdict)
        first.setdefault(_two(value), Slip(f"{what} taken for the spectral radius", value, "radius", marks))
    return list(first.values())


def _mistaken(params: Params, answers: Answers) -> Iterator[tuple[str, float]]:
    pair = any(imaginary for _, imaginary in answers.eigenvalues)
    signed = max(real for real, _ in answers.eigenvalues)
    yield "largest absolute entry", float(_largest_entry(params))
    if 0 < round(signed, 2) < 1:
        yield f"largest {'real part of an' if pair else 'signed'} eigenvalue", signed
    if answers.norm > 1 + 1e-9:
        yield "largest singular value", answers.norm
    det = abs(float(np.linalg.det(_array(params.matrix))))
    if len(params.matrix) == 2 and 0 < round(det, 2) < 1:
        yield "|det|", det
    if answers.verdict != "explodes":
        columns = [sum(map(abs, column)) for column in zip(*params.matrix, strict=True)]
        for name, longest in (("row", max(answers.sums)), ("column", max(columns))):
            if longest > 1:
                yield f"largest absolute {name} sum", float(longest)
