"""Slope of a regression and its significance, from a data file (after R/exams lm)."""

from exampaper.author import *


def responses(_trend, xs, _noise) -> tuple[int, ...]:
    return tuple(_trend * x + 2 * error for x, error in zip(xs, _noise))


def figures(xs, ys):
    return {"data": data_file("data", ("x", "y"), list(zip(xs, ys)))}


def solve(xs, ys):
    middle, level = mean(xs), mean(ys)
    aside, up = [x - middle for x in xs], [y - level for y in ys]
    spread = dot(aside, aside)
    slope = dot(aside, up) / spread
    left = dot(up, up) - slope * dot(aside, up)
    size = slope / sqrt(left / 18 / spread)
    significant = clear(abs(size), 2.101, 0.05)
    return slope, size, "not significant" if not significant else "positive" if size > 0 else "negative"


def check(xs, ys):
    """The line of a library of its own, and the correlation, whose test is the same."""
    r = correlation(xs, ys)
    size = r * sqrt(18 / (1 - r * r))
    verdict = "not significant" if StudentT(18).two_sided(size) > 0.05 else "negative" if r < 0 else "positive"
    return {"slope": least_squares(xs, ys).slope, "size": size, "verdict": verdict}


def slips_a(xs, ys):
    return {"exchanged $x$ and $y$": (solve(ys, xs)[0], 1)}


def read(text, figures):
    xs, ys = zip(*(map(int, row) for row in figures["data"].rows))
    return {"xs": xs, "ys": ys}
