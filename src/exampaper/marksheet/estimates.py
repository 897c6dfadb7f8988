"""Estimates with their uncertainty: means, correlations, and differences of two groups at equal ability.

Intervals are those of the classical normal model. Marks are bounded and come in steps, so they are approximate, and
more so for few people; they are never narrower than the steps of marking allow.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist, fmean

LEVEL = 0.95
FEWEST = 5
"""People of a group, below which nothing is compared."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, and the interval that covers the true one in 95 of 100 cases."""

    value: float
    low: float
    high: float


def mean(values: Sequence[float], step: float) -> Estimate | None:
    """The mean of shares, from 0 to 1, by Student's t. step: between neighbouring shares. None for fewer than two."""
    if len(values) < 2:
        return None
    centre = fmean(values)
    variance = max(sum((value - centre) ** 2 for value in values) / (len(values) - 1), step**2 / 12)
    half = quantile(LEVEL, len(values) - 1) * math.sqrt(variance / len(values))
    return Estimate(centre, max(0.0, centre - half), min(1.0, centre + half))


def correlation(xs: Sequence[float], ys: Sequence[float]) -> Estimate | None:
    """Pearson's correlation, its interval by Fisher's z (1921). None for fewer than five, or where nothing varies."""
    if len(xs) < FEWEST:
        return None
    x, y = fmean(xs), fmean(ys)
    sxx = sum((a - x) ** 2 for a in xs)
    syy = sum((b - y) ** 2 for b in ys)
    if min(sxx, syy) < 1e-12:
        return None
    r = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / math.sqrt(sxx * syy)
    r = max(-1.0, min(1.0, r))
    if abs(r) > 1 - 1e-12:
        return Estimate(r, r, r)
    half = NormalDist().inv_cdf((1 + LEVEL) / 2) / math.sqrt(len(xs) - 3)
    return Estimate(r, math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half))


@dataclass(frozen=True, slots=True)
class Group:
    """People with one form: what they had of the question, and of the rest of the paper, as shares."""

    had: Sequence[float]
    rest: Sequence[float]


def difference(group: Group, others: Group, step: float, comparisons: int) -> Estimate | None:
    """How much more a group had than the others, among people who had equally much of the rest of the paper.

    Analysis of covariance with a common slope (Fisher 1932); `comparisons` are made at once, so each is made at a level
    that errs in 5 of 100 exams and not in 5 of 100 comparisons (Bonferroni). None for groups of fewer than five.
    """
    n, m = len(group.had), len(others.had)
    if min(n, m) < FEWEST:
        return None
    x, y, other_x, other_y = fmean(group.rest), fmean(group.had), fmean(others.rest), fmean(others.had)
    sxx = sxy = syy = 0.0
    for centre_x, centre_y, each in ((x, y, group), (other_x, other_y, others)):
        for rest, had in zip(each.rest, each.had, strict=True):
            sxx += (rest - centre_x) ** 2
            sxy += (rest - centre_x) * (had - centre_y)
            syy += (had - centre_y) ** 2
    slope = sxy / sxx if sxx > 1e-12 else 0.0
    freedom = n + m - 3
    variance = max((syy - slope * sxy) / freedom, step**2 / 12)
    spread = 1 / n + 1 / m + ((x - other_x) ** 2 / sxx if sxx > 1e-12 else 0.0)
    value = y - other_y - slope * (x - other_x)
    half = quantile(1 - (1 - LEVEL) / max(1, comparisons), freedom) * math.sqrt(variance * spread)
    return Estimate(value, value - half, value + half)


@lru_cache(maxsize=1024)
def quantile(level: float, freedom: int) -> float:
    """The t within which Student's distribution has this share: ±2.571 for 0.95 and five degrees of freedom.

    By bisection of its distribution function, a regularised incomplete beta function (Abramowitz and Stegun, 26.7.1).
    """
    from mpmath import betainc

    low, high = 0.0, 1e6
    for _ in range(80):
        t = (low + high) / 2
        outside = betainc(freedom / 2, 0.5, 0, freedom / (freedom + t * t), regularized=True)
        low, high = (t, high) if outside > 1 - level else (low, t)
    return (low + high) / 2


def alpha(items: Sequence[Sequence[float]]) -> float | None:
    """Cronbach's α (1951) of the marks of people (rows) in questions (columns); None where it is not defined."""
    if len(items) < FEWEST or len(items[0]) < 2:
        return None
    variance = _variance(list(map(sum, items)))
    if variance < 1e-12:
        return None
    count = len(items[0])
    return count / (count - 1) * (1 - sum(map(_variance, zip(*items, strict=True))) / variance)


def _variance(values: Sequence[float]) -> float:
    centre = fmean(values)
    return sum((value - centre) ** 2 for value in values) / (len(values) - 1)
