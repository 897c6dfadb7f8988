"""Area under an ROC curve, and the cheapest threshold (Fawcett 2006, "An introduction to ROC analysis")."""

import re
from itertools import pairwise

from exampaper.author import Dec, Fraction, reject
from exampaper.figures import drawn
from exampaper.nodes import Axis, Line, Note, Plot, Points

LETTERS = "ABCD"


def curve(rng) -> tuple[tuple[int, int], ...]:
    """Four points between the corners, in tenths: false, then true positive rate."""
    right = rng.sample(range(9), 4)
    up = rng.sample(range(2, 11), 4)
    return tuple(zip(right, up, strict=True))


def costs(rng) -> tuple[int, int]:
    return rng.choice([(1, 1), (2, 1), (5, 1), (10, 1), (20, 1), (1, 2), (20, 3), (50, 4)])


def solve_a(points):
    path = [(0, 0), *points, (10, 10)]
    twice = sum((x - a) * (y + b) for (a, b), (x, y) in pairwise(path))
    if twice <= 110:
        reject("hardly better than chance")
    return Dec(twice) / 200


def solve_b(points, positives, negatives, miss, alarm):
    totals = [(miss * positives * (10 - y) + alarm * negatives * x) // 10 for x, y in points]
    if totals.count(min(totals)) > 1:
        reject("two thresholds are cheapest")
    return {"best": LETTERS[totals.index(min(totals))], "cost": min(totals)}


def figures(points):
    path = [(0, 0), *points, (10, 10)]
    line = tuple((x / 10, y / 10) for x, y in path)
    notes = [Note(letter, (x + 0.005, y - 0.045)) for letter, (x, y) in zip(LETTERS, line[1:5], strict=True)]
    tenths = tuple(k / 10 for k in range(11))
    x, y = (Axis(f"{kind} positive rate", (0, 1), ticks=tenths, grid=True) for kind in ("false", "true"))
    return {"roc": Plot(x, y, (Line(line), Points(line[1:5]), *notes), size=(240, 220))}


def check(points, positives, negatives, miss, alarm):
    """Rank cases with scores that give the drawn curve, and count concordant pairs; bill case by case."""
    marked = next(layer.at for layer in drawn(figures(points)["roc"]).layers if isinstance(layer, Points))
    path = [(round(10 * x), round(10 * y)) for x, y in ((0, 0), *marked, (1, 1))]
    good, bad = [], []
    for score, ((a, b), (x, y)) in enumerate(pairwise(path)):
        good += [-score] * (y - b)
        bad += [-score] * (x - a)
    pairs = [(g > b) + Fraction(g == b, 2) for g in good for b in bad]
    bills = {}
    for letter, score in zip(LETTERS, range(4), strict=True):
        missed = sum(g < -score for g in good) * positives // 10
        bills[letter] = sum([miss] * missed + [alarm] * (sum(b >= -score for b in bad) * negatives // 10))
    best = min(bills, key=bills.__getitem__)
    return {"auc": sum(pairs) / len(pairs), "best": best, "cost": bills[best]}


def slips_a(points):
    path = [(0, 0), *points, (10, 10)]
    neighbours = list(pairwise(path))
    return {
        "took the lower ends as heights": (sum((x - a) * b for (a, b), (x, _) in neighbours) * Dec("0.01"), 2),
        "took the upper ends as heights": (sum((x - a) * y for (a, _), (x, y) in neighbours) * Dec("0.01"), 2),
        "left out the last trapezium": (sum((x - a) * (y + b) for (a, b), (x, y) in neighbours[:-1]) * Dec("0.005"), 2),
    }


def slips_b(points, positives, negatives, miss, alarm, best):
    def cheapest(miss, alarm, positives, negatives):
        totals = [miss * positives * (10 - y) + alarm * negatives * x for x, y in points]
        return LETTERS[totals.index(min(totals))]

    return {
        "best": {
            "ignored the costs": (cheapest(1, 1, positives, negatives), 1),
            "ignored how many cases there are": (cheapest(miss, alarm, 1, 1), 1),
            "exchanged the costs": (cheapest(alarm, miss, positives, negatives), 1),
        }
    }


def context(points, positives, negatives, miss, alarm):
    path = [(0, 0), *points, (10, 10)]
    terms = [rf"0.{x - a} \cdot {(y + b) / 20:.2f}" for (a, b), (x, y) in pairwise(path) if x > a]
    bills = [
        rf"{letter} ${miss * positives * (10 - y) // 10} + {alarm * negatives * x // 10} = "
        rf"{(miss * positives * (10 - y) + alarm * negatives * x) // 10}$"
        for letter, (x, y) in zip(LETTERS, points, strict=True)
    ]
    marked = [f"{letter} $({x / 10}, {y / 10})$" for letter, (x, y) in zip(LETTERS, points, strict=True)]
    return {"terms": " + ".join(terms), "costs_listed": "; ".join(bills), "read_off": ", ".join(marked)}


def read(text):
    numbers = re.findall(
        r"use, (\d+) cases are positive and (\d+) are.*?costs (\d+), a false alarm costs (\d+)", text, re.S
    )
    return dict(zip(("positives", "negatives", "miss", "alarm"), map(int, numbers[0]), strict=True))
