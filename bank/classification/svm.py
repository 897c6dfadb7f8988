"""The maximum-margin line of six points (Boser, Guyon and Vapnik 1992; Bishop 2006, "Pattern recognition", 7.1)."""

import re
from itertools import combinations, product
from math import gcd, lcm

from sympy import Rational, sqrt

from exampaper.author import Axis, Fraction, Plot, Points, dot, drawn, hypot, near, reject


def place(rng) -> tuple[int, int]:
    return rng.integer(0, 8), rng.integer(0, 8)


def strip(direction, positives, negatives):
    """How far the classes are apart along a direction, whose length counts."""
    x, y = direction
    return min(x * p[0] + y * p[1] for p in positives) - max(x * n[0] + y * n[1] for n in negatives)


def directions(positives, negatives):
    """The difference of two support vectors, or what is at a right angle to a side of one class."""
    for p, n in product(positives, negatives):
        yield p[0] - n[0], p[1] - n[1]
    for p, n in (*combinations(positives, 2), *combinations(negatives, 2)):
        yield p[1] - n[1], n[0] - p[0]
        yield n[1] - p[1], p[0] - n[0]


def solve_a(positives, negatives):
    if len({*positives, *negatives}) < 6:
        reject("two examples in one place")
    widths = {}
    for u, v in directions(positives, negatives):
        gap = strip((u, v), positives, negatives)
        if gap > 0:
            widths[Fraction(2 * u, gap), Fraction(2 * v, gap)] = Fraction(gap**2, u * u + v * v)
    if not widths or max(widths.values()) < 2:
        reject("no line, or a narrow strip")
    w = max(widths, key=widths.__getitem__)
    bias = 1 - min(dot(w, p) for p in positives)
    if max(x.denominator for x in (*w, bias)) > 9:
        reject("awkward numbers")
    return w, bias


def solve_b(weights, bias, asked, at):
    above = 2 if asked == "width" else abs(dot(weights, at) + bias)
    norm = dot(weights, weights)
    if not above:
        reject("on the boundary")
    return Rational(above.numerator, above.denominator) / sqrt(Rational(norm.numerator, norm.denominator))


def figures(positives, negatives):
    ticks = tuple(range(9))
    x, y = (Axis(f"$x_{k}$", (-0.5, 8.5), ticks=ticks, grid=True) for k in (1, 2))
    layers = Points(positives, "positive", "disc"), Points(negatives, "negative", "circle")
    return {"examples": Plot(x, y, layers, size=(200, 200), legend="right")}


def check(positives, negatives, asked, at, weights, bias, value):
    """No strip is wider than the distance of the convex hulls, from a corner of one to a side of the other."""
    shown = drawn(figures(positives, negatives)["examples"])
    positive, negative = ([tuple(map(round, p)) for p in shown.named(n).at] for n in ("positive", "negative"))

    def apart(point, start, end):
        side = complex(*end) - complex(*start)
        to = complex(*point) - complex(*start)
        return abs(to - side * min(1, max(0, (to * side.conjugate()).real / abs(side) ** 2)))

    widest = min(
        apart(point, *side)
        for ours, theirs in ((positive, negative), (negative, positive))
        for point in ours
        for side in combinations(theirs, 2)
    )
    assert min(dot(weights, x) + bias for x in positive) == 1
    assert max(dot(weights, x) + bias for x in negative) == -1
    assert near(2 / hypot(*map(float, weights)), widest)
    if asked == "value":
        u, v = map(float, weights)
        foot = (u * at[0] + v * at[1] + float(bias)) / (u * u + v * v)
        widest = hypot(foot * u, foot * v)
    assert near(float(value), widest)


def slips_a(positives, negatives, weights, bias):
    halved = [x / 2 for x in weights]
    return {
        "bias": {"took the bias with the wrong sign": (-bias, 3)},
        "weights": {"exchanged the components": (weights[::-1], 2), "took a strip of twice the width": (halved, 3)},
    }


def slips_b(weights, bias, asked, at, value):
    if asked == "width":
        return {"took half of the strip": (value / 2, 2), "took no root": (value**2 / 2, 2)}
    above = abs(dot(weights, at) + bias)
    return {"did not divide by the norm": (Rational(above.numerator, above.denominator), 1)}


def context(positives, negatives, weights, bias, at):
    plus = [str(p) for p in positives if dot(weights, p) + bias == 1]
    minus = [str(n) for n in negatives if dot(weights, n) + bias == -1]
    norm, there = dot(weights, weights), dot(weights, at) + bias
    whole = [round(x * lcm(*(w.denominator for w in weights))) for x in weights]
    along = ", ".join(str(x // gcd(*whole)) for x in whole)
    return {"plus": plus, "minus": minus, "along": along, "norm": norm, "there": there}


def read(text, figures):
    shown = drawn(figures["examples"])
    found = {f"{k}s": tuple(tuple(map(round, x)) for x in shown.named(k).at) for k in ("positive", "negative")}
    point = re.findall(r"point \$\((\d), (\d)\)\$", text)
    if point:
        found["at"] = tuple(map(int, point[0]))
    return found | {"asked": "value" if point else "width"}
