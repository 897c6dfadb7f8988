"""Does the gradient of a linear RNN explode or vanish? ∂h_T/∂h_1 is a power of W_h.

Pascanu, Mikolov & Bengio (2013), section 2.1; Horn & Johnson, “Matrix Analysis”, section 5.6.
"""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs, no-warn-return-any

from decimal import Decimal

import numpy as np

from exampaper.author import clear, reject

read = "$$W_h = << matrix >>.$$"
Entries = tuple[tuple[Decimal, ...], ...]


def entries_of_two(rng) -> Entries:
    """Two by two, in tenths: half of them grow, and entries do not tell which; a third has a complex pair."""
    wanted = rng.choice(["explode", "vanish"])
    for _ in range(200):
        rows = [[rng.integer(-14, 14) for _ in range(2)] for _ in range(2)]
        (a, b), (c, d) = rows
        radius, norm = float(max(abs(np.linalg.eigvals(rows)))) / 10, float(np.linalg.norm(rows, 2)) / 10
        deceives = norm > 1.05 if wanted == "vanish" else max(map(abs, (a, b, c, d))) < 10
        grows = radius > 1.06 if wanted == "explode" else 0.3 < radius < 0.94
        if 0 not in (a, b, c, d, a + d) and abs(a * d - b * c) > 4 and deceives and grows:
            return tuple(tuple(Decimal(x) / 10 for x in row) for row in rows)
    return rng.reject("no such matrix")


def eigenvalues(matrix):
    return np.linalg.eigvals(np.array(matrix, dtype=float))


def solve(matrix):
    radius = float(max(abs(eigenvalues(matrix))))
    clear(radius, 1, 0.05)
    return "explode" if radius > 1 else "vanish", radius


def check(matrix, verdict, radius: float):
    """Back-propagate: square the matrix again and again, and look at how its norm grows (Gelfand)."""
    power, logarithm = np.array(matrix, dtype=float), 0.0
    for _ in range(40):
        power = power @ power
        size = float(np.linalg.norm(power, 1))
        power, logarithm = power / size, logarithm * 2 + np.log(size)
    growth = float(np.exp(logarithm / 2**40))
    assert abs(growth - radius) < 0.0049
    return {"verdict": "explode" if growth > 1 else "vanish"}


def slips(matrix, verdict):
    rows = np.array(matrix, dtype=float)
    wrong = "vanish" if verdict == "explode" else "explode"
    said = {
        "went by the largest entry": abs(rows).max() > 1,
        "went by the largest singular value": np.linalg.norm(rows, 2) > 1,
        "went by the determinant": abs(np.linalg.det(rows)) > 1,
    }
    misled = [name for name, grows in said.items() if grows != (verdict == "explode")]
    if not misled:
        reject("no wrong rule misleads")
    return {"verdict": {misled[0]: (wrong, 1)}}


def context(matrix):
    values = sorted(eigenvalues(matrix), key=lambda value: (-round(abs(value), 9), value.imag < 0))
    shown = []
    for value in values:
        imaginary = f" {'-' if value.imag < 0 else '+'} {abs(value.imag):.2f}i" if abs(value.imag) > 1e-9 else ""
        shown.append(f"${value.real:.2f}{imaginary}$")
    rows = np.array(matrix, dtype=float)
    exact = [Decimal(f"{round(c, 6):f}").normalize() for c in np.poly(rows).tolist()]  # entries of two places at most
    det = abs(float(np.linalg.det(rows)))
    return {
        "spectrum": shown,
        "coefficients": exact,
        "complex": abs(values[0].imag) > 1e-9,
        "product": exact[-1],
        "determinant": abs(exact[-1]),
        "outside": det > 1,
        "short": bool(np.linalg.norm(rows, np.inf) < 1),
    }
