"""Principal components from a covariance matrix (Bishop 2006, "Pattern recognition and machine learning", 12.1)."""

import re
from math import gcd

import numpy as np

from exampaper.author import Fraction, Rows, determinant, dot, isqrt, near, reject


def covariance(rng) -> Rows:
    """Two features are correlated; the block of theirs is base · I + factor · (u, w)(u, w)ᵀ."""
    u, w, base, factor = rng.choice([-3, -2, -1, 1, 2, 3]), rng.integer(1, 3), rng.integer(1, 8), rng.choice([-1, 1, 2])
    alone, place = rng.integer(1, 20), rng.integer(0, 2)
    other = base + factor * (u * u + w * w)
    if gcd(u, w) > 1 or other <= 0 or len({alone, base, other}) < 3:
        rng.reject("equal eigenvalues, or no covariance")
    c = [[base + factor * u * u, factor * u * w], [factor * u * w, base + factor * w * w]]
    for row in c:
        row.insert(place, 0)
    c.insert(place, [alone * (i == place) for i in range(3)])
    return Rows(c)


def parts(c):
    """The place of the uncorrelated feature, the two others, and trace and determinant of their block."""
    place = next(i for i in range(3) if not any(c[i][j] for j in range(3) if j != i))
    i, j = (k for k in range(3) if k != place)
    return place, i, j, c[i][i] + c[j][j], c[i][i] * c[j][j] - c[i][j] ** 2


def axes(c):
    """Eigenvalues in descending order, each with an axis of whole numbers."""
    place, i, j, trace, det = parts(c)
    pairs = [(c[place][place], [int(k == place) for k in range(3)])]
    for sign in (1, -1):
        value = (trace + sign * isqrt(trace**2 - 4 * det)) // 2
        x, y = c[i][j], value - c[i][i]
        axis = [0, 0, 0]
        axis[i], axis[j] = x // gcd(x, y), y // gcd(x, y)
        pairs.append((value, axis))
    return sorted(pairs, reverse=True)


def solve_a(c):
    return [value for value, _ in axes(c)]


def solve_b(values, kept):
    return Fraction(sum(values[:kept]), sum(values))


def solve_c(c, kept, point):
    axis = axes(c)[0 if kept == 1 else 2][1]
    along = Fraction(dot(axis, point), dot(axis, axis))
    image = [along * a if kept == 1 else x - along * a for a, x in zip(axis, point, strict=True)]
    if not along or image == list(point):
        reject("nothing to project")
    return image


def check(c, kept, point, values, share):
    """Eigenvalues make C - λI singular; the projector of NumPy's eigenvectors is applied to the example."""
    assert list(values) == sorted({*values}, reverse=True)
    assert len(values) == 3
    for value in values:
        assert determinant([[c[i][j] - value * (i == j) for j in range(3)] for i in range(3)]) == 0
    numbers = np.array(c, dtype=float)
    vectors = np.linalg.eigh(numbers)[1][:, 3 - kept :]
    assert near(float(share), float(np.trace(vectors.T @ numbers @ vectors) / np.trace(numbers)))
    return {"image": vectors @ (vectors.T @ np.array(point, dtype=float))}


def slips_b(values, kept):
    squares = [x * x for x in values]
    return {
        "gave the share that is lost": (Fraction(sum(values[kept:]), sum(values)), 1),
        "squared the eigenvalues": (Fraction(sum(squares[:kept]), sum(squares)), 1),
    }


def slips_c(c, kept, point, image):
    axis = axes(c)[0 if kept == 1 else 2][1]
    along = dot(axis, point)
    long = [along * a if kept == 1 else x - along * a for a, x in zip(axis, point, strict=True)]
    return {
        "did not divide by the squared length": (long, 2),
        "gave what is lost": ([x - y for x, y in zip(point, image, strict=True)], 2),
    }


def context(c, kept, point, values):
    place, i, j, trace, det = parts(c)
    axis = axes(c)[0 if kept == 1 else 2][1]
    return {
        "place": place,
        "alone": c[place][place],
        "block": Rows([[c[i][i], c[i][j]], [c[j][i], c[j][j]]]),
        "trace": trace,
        "det": det,
        "pair": [value for value in values if value != c[place][place]],
        "total": sum(values),
        "top": sum(values[:kept]),
        "axis": axis,
        "norm": dot(axis, axis),
        "along": dot(axis, point),
    }


def read(text):
    rows = re.findall(r"C = \\begin\{pmatrix\} (.*?) \\end", text)[0].split(r" \\ ")
    return {
        "c": tuple(tuple(map(int, row.split(" & "))) for row in rows),
        "kept": ["one", "two"].index(re.findall(r"keeps (\w+)", text)[0]) + 1,
        "point": tuple(map(int, re.findall(r"x = \((.*?)\)", text)[0].split(", "))),
    }
