"""Experiments for the claims about generative adversarial networks: whether each held on small examples.

Sources: Goodfellow et al. 2014 (value, optimal discriminator), Arjovsky and Bottou 2017 (saturation), Arjovsky
et al. 2017 and Gulrajani et al. 2017 (Wasserstein critic), Mao et al. 2017 (least squares), Heusel et al. 2017
(FID), Mescheder et al. 2018 (dynamics).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy import allclose, log
from numpy.typing import NDArray

from exampaper.author import slope

Array = NDArray[np.float64]


def random(seed: int) -> np.random.RandomState:
    return np.random.RandomState(seed)


PAIRS = [tuple(random(seed).dirichlet(2 * np.ones(5), 2)) for seed in range(12)]  # data and generated samples
DATA, LEVELS = PAIRS[0][0], np.linspace(0.0005, 0.9995, 2000)
OTHERS = random(5).dirichlet(2 * np.ones(5), 60)
HALVES, SHARES = np.array([0.5, 0.5]), np.linspace([0, 1], [1, 0], 41)
LABELLED = np.array([0.3, 0.2, 0.5])  # two images of a label, one of another, which a generator draws with 0.7 and 0.3
JOINT = np.concatenate([0.7 * random(1).dirichlet(np.ones(3)), 0.3 * random(2).dirichlet(np.ones(2))])
IMAGES = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]])  # of two labels
SWAPPED = HALVES @ IMAGES, HALVES @ IMAGES[::-1]
UNSCALED = np.array([[0.2, 0.3, 0.5], [0.4, 0.1, 0.5]])
SCALES = np.array([1.3, 1.3, 0.7])  # by which two distributions are made two others
POINTS, BLOCKS = np.eye(12), [np.repeat(row, 5) / 5 for row in np.eye(8)]


def kl(a: Array, b: Array) -> float:
    """KL[a || b], infinite where a has mass and b has none."""
    with np.errstate(divide="ignore"):
        return float(np.sum(a[a > 0] * log(a[a > 0] / b[a > 0])))


def jsd(a: Array, b: Array) -> float:
    return 0.5 * kl(a, (a + b) / 2) + 0.5 * kl(b, (a + b) / 2)


def wasserstein(p: Array, q: Array) -> float:
    """W_1 on equally spaced points: the area between the distribution functions."""
    return float(np.abs(np.cumsum(p - q)).sum())


def value(d: Array, p: Array, q: Array) -> float:
    """V(D, G) for the data p and the generated distribution q."""
    return float(p @ log(d) + q @ log(1 - d))


def best(p: Array, q: Array, weight: float = 1) -> Array:
    """The discriminator that maximises the (weighted) value, by search over levels at each point."""
    gains = weight * p[:, None] * log(LEVELS) + q[:, None] * log(1 - LEVELS)
    return np.asarray(LEVELS[np.argmax(gains, axis=1)])


def discriminators(seed: int, count: int) -> Array:
    return np.asarray(0.01 + 0.98 * random(seed).rand(count, 5))


def is_ranked_like(divergence: Callable[[Array, Array], float]) -> bool:
    """Whether the best response's value orders random generators as a divergence does."""
    values = [value(best(DATA, q), DATA, q) for q in OTHERS]
    return bool(np.array_equal(np.argsort(values), np.argsort([divergence(DATA, q) for q in OTHERS])))


def halves() -> list[tuple[float, float]]:
    """((V + log 4) / 2, JSD) for random discriminators."""
    return [((value(d, p, q) + log(4)) / 2, jsd(p, q)) for p, q in PAIRS for d in discriminators(7, 50)]


def gap(discriminating: Array, data: Array, generators: Any) -> float:
    """Minimum of maxima minus maximum of minima of V."""
    game = np.array([[value(d, data, q) for q in generators] for d in discriminating])
    return float(game.max(axis=0).min() - game.min(axis=1).max())


def gaps() -> list[float]:
    """Of random games, and of two discriminators and two point masses."""
    drawn = [gap(discriminators(seed, 6), DATA, OTHERS[:6]) for seed in range(12)]
    return [*drawn, gap(np.array([[0.9, 0.1], [0.1, 0.9]]), np.array([0.5, 0.5]), np.eye(2))]


def is_best_response(found: Callable[[Array, Array], Array]) -> bool:
    """Whether no random generator does better against a discriminator than the one found for it and the data."""
    cases = [(p, d) for p, _ in PAIRS for d in discriminators(3, 4)]
    return all(value(d, p, found(p, d)) <= value(d, p, q) + 1e-12 for p, d in cases for q in OTHERS)


def best_critics(bound: float, is_clipped: bool = True) -> list[tuple[float, float]]:
    """(the largest difference of means, W_1) for critics with slopes of -bound or bound, or for any others."""
    slopes = bound * (2.0 * (np.arange(16)[:, None] >> np.arange(4) & 1) - 1)
    critics = np.cumsum(np.hstack([np.zeros((16, 1)), slopes]), axis=1) if is_clipped else 1000 * random(8).randn(99, 5)
    return [(float((critics @ (p - q)).max()), wasserstein(p, q)) for p, q in PAIRS]


def sigmoid(a: Any) -> Any:
    return 1 / (1 + np.exp(-a))


def flattens(loss: Callable[[float], float], logits: tuple[float, ...] = (0.0, -3.0, -6.0, -12.0)) -> bool:
    """Whether the slope of a loss falls to almost nothing as the logit does."""
    slopes = [abs(slope(loss, at)) for at in logits]
    return slopes == sorted(slopes, reverse=True) and slopes[-1] < 1e-3


def saturating(steepness: float) -> Callable[[float], float]:
    return lambda x: float(log(1 - sigmoid(steepness * x)))


def rising(a: float) -> float:
    return float(-log(sigmoid(a)))


def squared(odds: float, b: float, a: float) -> Callable[[float], float]:
    """The least-squares loss of D at a point where real samples have these odds against generated ones."""
    return lambda d: odds * (d - b) ** 2 + (d - a) ** 2


def passed(steepness: float) -> float:
    """The gradient of log(1 - D) at a generated sample at -3."""
    return abs(slope(saturating(steepness), -3.0))


def frechet(a: Array, b: Array) -> float:
    """The Fréchet distance of scalar features."""
    return float((a.mean() - b.mean()) ** 2 + a.var() + b.var() - 2 * np.sqrt(a.var() * b.var()))


def distances(step: float) -> Array:
    """From the equilibrium of V = dg, under simultaneous steps."""
    d, g, found = 0.6, 0.8, [1.0]
    for _ in range(200):
        d, g = d + step * g, g - step * d
        found.append(float(np.hypot(d, g)))
    return np.array(found)


experiments: dict[str, Callable[[], Any]] = {
    "saturation/similar": lambda: passed(0.001) < passed(10),
    "saturation/reject": lambda: flattens(saturating(1)),
    "saturation/alternative": lambda: flattens(rising),
    "saturation/direction": lambda: all(slope(saturating(1), at) * slope(rising, at) > 0 for at in (-9.0, 0.3, 1.0)),
    "penalty/helps": lambda: passed(1) > 100 * passed(10),
    "penalty/slope": lambda: passed(1) > passed(10),
    "divergence/jensen_shannon": lambda: is_ranked_like(jsd),
    "divergence/equivalent": lambda: is_ranked_like(jsd),
    "divergence/likelihood": lambda: is_ranked_like(kl),
    "divergence/value": lambda: all(
        np.isclose(value(best(*of), *of), 2 * jsd(*of) - log(4), atol=1e-5) for of in PAIRS
    ),
    "divergence/bound": lambda: all(half <= divergence + 1e-12 for half, divergence in halves()),
    "divergence/any": lambda: np.ptp(halves(), axis=1).max() < 1e-6,
    "divergence/zero": lambda: np.isclose(value(best(DATA, DATA), DATA, DATA), 0, atol=1e-3),
    "optimal/ratio": lambda: all(allclose(best(p, q) / (1 - best(p, q)), p / q, rtol=0.02) for p, q in PAIRS),
    "optimal/one": lambda: allclose(best(DATA, DATA), 1, atol=0.01),
    "optimal/weighted": lambda: all(allclose(best(p, q, 2), 2 * p / (2 * p + q), atol=1e-3) for p, q in PAIRS),
    "optimal/unweighted": lambda: all(allclose(best(p, q, 2), p / (p + q), atol=1e-3) for p, q in PAIRS),
    "optimal/density": lambda: not allclose(best(*UNSCALED), best(*UNSCALED * SCALES), atol=1e-3),
    "swap/exchange": lambda: allclose(gaps(), 0),
    "swap/any": lambda: allclose(gaps(), 0),
    "swap/inequality": lambda: min(gaps()) >= 0,
    "swap/concentrated": lambda: is_best_response(lambda data, d: np.eye(5)[d.argmax()]),
    "swap/response": lambda: is_best_response(lambda data, d: data),
    "modes/batches": lambda: jsd(np.full(16, 1 / 16), np.eye(4).ravel() / 4) > 0.1,
    "modes/minimum": lambda: jsd(HALVES, np.eye(2)[0]) <= min(jsd(HALVES, q) for q in SHARES) + 1e-9,
    "disjoint/constant": lambda: allclose([jsd(BLOCKS[0], block) for block in BLOCKS[1:]], log(2)),
    "disjoint/approach": lambda: np.all(np.diff([jsd(BLOCKS[0], block) for block in BLOCKS[1:]]) > 1e-9),
    "disjoint/points": lambda: all(
        np.isclose(wasserstein(POINTS[0], p), t) and np.isclose(jsd(POINTS[0], p), log(2))
        for t, p in enumerate(POINTS)
        if t
    ),
    "disjoint/finite": lambda: np.isfinite(kl(*BLOCKS[:2])) and np.isfinite(jsd(*BLOCKS[:2])),
    "critic/lower": lambda: all(found <= distance + 1e-12 for found, distance in best_critics(1)),
    "critic/unconstrained": lambda: all(found <= distance for found, distance in best_critics(1, is_clipped=False)),
    "critic/scaled": lambda: all(np.isclose(found, 3 * distance) for found, distance in best_critics(3)),
    "squares/optimal": lambda: all(
        abs(slope(squared(at, 0.7, -2), (at * 0.7 - 2) / (at + 1))) < 1e-6 for at in (0.2, 3)
    ),
    "squares/saturates": lambda: flattens(lambda d: (d - 1) ** 2),
    "conditional/pairs": lambda: allclose(best(DATA, JOINT), DATA / (DATA + JOINT), atol=1e-3),
    "conditional/unseen": lambda: value(best(*SWAPPED), *SWAPPED) > 1e-6 - log(4),
    "conditional/labels": lambda: any(
        allclose(best(LABELLED, np.append(0.7 * s, 0.3)), 0.5, atol=0.01) for s in SHARES
    ),
    "distance/moments": lambda: np.isclose(frechet(np.array([-1.0, 1] * 4), np.array([-2.0, 2, 0, 0, 0, 0, 0, 0])), 0),
    "distance/unbiased": lambda: np.mean([frechet(*random(seed).randn(2, 20)) for seed in range(150)]) < 0.01,
    "distance/memorised": lambda: frechet(OTHERS[0], OTHERS[0][::-1]) > 1e-9,
    "dynamics/spiral": lambda: all(np.all(np.diff(distances(step)) > 0) for step in (0.001, 0.05, 0.5)),
    "dynamics/converges": lambda: any(distances(step)[-1] < 1 for step in (0.001, 0.01, 0.05)),
}
