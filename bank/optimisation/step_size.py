"""Step sizes of gradient descent on a quadratic (Goh 2017, "Why momentum really works", Distill 2(4), e6)."""

import re

import numpy as np

from exampaper.author import Fraction, Rows, isqrt


def matrix(rng, kind) -> Rows:
    """Data of three examples, or a curvature, with eigenvalues that are whole numbers."""
    rows = rng.rows(3, 2, -3, 3)
    if kind == "curvature":
        u, w, base, factor = rng.integer(1, 3), rng.choice([-3, -2, -1, 1, 2, 3]), rng.integer(1, 9), rng.integer(1, 4)
        rows = [[base + factor * u * u, factor * u * w], [factor * u * w, base + factor * w * w]]
    a, b, d = hessian(kind, rows, 0)
    root = isqrt((a - d) ** 2 + 4 * b * b)
    if root**2 != (a - d) ** 2 + 4 * b * b or not b or not 4 < a + d + root < 100 or a + d <= root + 1:
        rng.reject("no eigenvalues that are easy to find")
    return Rows(rows)


def hessian(kind, rows, decay):
    if kind == "data":
        rows = [[sum(row[i] * row[j] for row in rows) for j in (0, 1)] for i in (0, 1)]
    return rows[0][0] + decay, rows[0][1], rows[1][1] + decay


def eigenvalues(kind, rows, decay):
    a, b, d = hessian(kind, rows, decay)
    root = isqrt((a - d) ** 2 + 4 * b * b)
    return (a + d - root) // 2, (a + d + root) // 2


def solve_a(kind, rows, decay):
    return Fraction(2, eigenvalues(kind, rows, decay)[1])


def solve_b(kind, rows, decay):
    small, large = eigenvalues(kind, rows, decay)
    return Fraction(2, small + large), Fraction(large - small, large + small)


def check(kind, rows, decay, bound, best, factor):
    """Run gradient descent without a Hessian, just below and above the bound; try other step sizes."""
    given = np.array(rows, float)

    def error_after(count, rate):
        w = np.eye(2)
        for _ in range(count):
            slopes = given.T @ (given @ w) if kind == "data" else given @ w
            w = w - float(rate) * (slopes + decay * w)
        return np.linalg.norm(w, 2)

    assert error_after(1500, bound * Fraction(99, 100)) < 1e-6
    assert error_after(1500, bound * Fraction(101, 100)) > 1e6
    assert abs(error_after(1, best) - float(factor)) < 1e-9
    assert min(error_after(1, best * near / 1000) for near in (999, 1001)) > float(factor) + 1e-9


def slips_a(kind, rows, decay):
    small, large = eigenvalues(kind, rows, decay)
    a, _, d = hessian(kind, rows, decay)
    wrong = {"took 1 / λ": (Fraction(1, large), 3), "took the smaller eigenvalue": (Fraction(2, small), 2)}
    if decay:
        wrong["left out the penalty"] = (Fraction(2, large - decay), 3)
    if max(a, d) not in (small, large, large - decay):
        wrong["took the larger entry of the diagonal"] = (Fraction(2, max(a, d)), 1)
    return wrong


def slips_b(kind, rows, decay, factor):
    small, large = eigenvalues(kind, rows, decay)
    wrong = {"best": {"took the mean of both bounds": (Fraction(1, large) + Fraction(1, small), 1)}, "factor": {}}
    wrong["factor"]["squared the factor, as for the loss"] = (factor**2, 2)
    return wrong


def context(kind, rows, decay, best):
    small, large = eigenvalues(kind, rows, decay)
    a, b, d = hessian(kind, rows, decay)
    return {
        "small": small,
        "large": large,
        "hessian": Rows([[a, b], [b, d]]),
        "reduced": best.numerator != 2,
        "best_tex": rf"\frac{{{best.numerator}}}{{{best.denominator}}}",
        "penalty": r" + \frac{\alpha}{2} \lVert w \rVert^2" if decay else "",
        "strength": rf", $\alpha = {decay}$" if decay else "",
    }


def read(text):
    (found,) = re.findall(r"[HX] = \\begin\{pmatrix\} (.*?) \\end", text)
    return {
        "kind": "data" if "X w - y" in text else "curvature",
        "rows": tuple(tuple(map(int, row.split(" & "))) for row in found.split(r" \\ ")),
        "decay": int((re.findall(r"\\alpha = (\d)\$", text) or [0])[0]),
    }
