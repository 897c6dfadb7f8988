"""Experiments for the claims about variational auto-encoders: whether each held on small discrete or Gaussian models.

Sources: Kingma and Welling 2014 (objective, reparameterisation), Williams 1992 (score function), Burda et al. 2016
(importance weights), Hoffman and Johnson 2016 (aggregate posterior), Higgins et al. 2017 (beta), Cremer et al. 2018
(amortisation), Tipping and Bishop 1999 (linear decoders).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
from numpy import allclose, isclose, log
from numpy.typing import NDArray

from exampaper.author import slope

Array = NDArray[np.float64]


def sigmoid(a: Any) -> Any:
    return 1 / (1 + np.exp(-a))


random = np.random.RandomState
PRIOR = random(1).dirichlet(2 * np.ones(4), 8)  # (model, z), of eight models
DECODER = random(2).dirichlet(2 * np.ones(3), (8, 4)).transpose(0, 2, 1)  # (model, x, z): p(x|z)
ENCODERS = random(3).dirichlet(2 * np.ones(4), (20, 8, 3))  # (encoder, model, x, z): q(z|x)
JOINT = PRIOR[:, None] * DECODER
EVIDENCE = JOINT.sum(axis=-1)  # (model, x)
POSTERIOR = JOINT / EVIDENCE[..., None]


def kl(a: Array, b: Array) -> Array:
    """KL[a || b] along the last axis."""
    return np.asarray(np.sum(a * (log(a) - log(b)), axis=-1))


def objective(q: Array, beta: float = 1, decoder: Array = DECODER, prior: Array = PRIOR) -> Array:
    """Reconstruction minus beta times the KL term: (…, model, x)."""
    return np.asarray(np.sum(q * log(decoder), axis=-1) - beta * kl(q, prior[..., None, :]))


def gap(q: Array, beta: float = 1) -> Any:
    return log(EVIDENCE) - objective(q, beta)


ENCODER = ENCODERS[0]
DATA = np.array([0.2, 0.5, 0.3])  # the distribution of x
AGGREGATE = DATA @ ENCODER
IGNORING = np.tile(DATA[:, None], (8, 1, 4))  # the decoder that is the data distribution, for every z
COLLAPSED = np.tile(PRIOR[:, None], (1, 3, 1))  # the encoder that is the prior, for every x
ATTAINED = objective(COLLAPSED, decoder=IGNORING) @ DATA
ATTAINABLE = objective(ENCODER, prior=AGGREGATE) @ DATA
MEMBERS = random(5).choice(4, size=40000, p=ENCODER[0, 0])  # samples of z
WEIGHTS = (JOINT / ENCODER)[0, 0][MEMBERS]


def is_chosen_by(divergence: Array) -> bool:
    """Whether, for each model and x, the encoder with the highest objective has the least divergence."""
    return bool(np.array_equal(objective(ENCODERS).argmax(axis=0), divergence.argmin(axis=0)))


def information(encoder: Array) -> Any:
    """The mutual information of x and z under the data and an encoder."""
    return kl(encoder, (DATA @ encoder)[:, None]) @ DATA


def term(beta: float) -> Any:
    """The KL term of the best encoder, which is prior times decoder to the power 1/beta."""
    best = PRIOR[:, None] * DECODER ** (1 / beta)
    return kl(best / best.sum(axis=-1, keepdims=True), PRIOR[:, None])


NOISE, UNIFORM = random(8).randn(40000), random(7).rand(40000)
BITS = (UNIFORM < 0.3).astype(float)  # z = 1 with the probability 0.3
LIKELY = sigmoid(np.outer(np.linspace(-4, 4, 161), [-1, 1]))  # p(x = 1 | z = -1 or 1), for some theta
CHANCES, SCORES = np.array([0.7, 0.3]), np.array([-1 / 0.7, 1 / 0.3])  # of z = 0 and z = 1
REDUCED = (np.array([[4.0], [5.0]]) - np.linspace(0, 8, 17)) * SCORES[:, None]  # estimates, a column for each baseline
SQUARED = CHANCES @ REDUCED**2


def averages_to(estimates: NDArray[Any], expected: float) -> bool:
    """Whether samples have a mean, to within five standard errors."""
    return bool(abs(estimates.mean() - expected) <= 5 * estimates.std() / np.sqrt(len(estimates)))


def logistic_share(x: float) -> bool:
    """Whether as many transformed samples lie below x as the logistic distribution says."""
    return averages_to(1.5 + 0.7 * log(UNIFORM / (1 - UNIFORM)) < x, sigmoid((x - 1.5) / 0.7))


def score_works(f: Callable[[Any], Array]) -> bool:
    """Whether f(z)(z - mean) averages to the slope of E[f(z)] in the mean, at 1."""
    return averages_to(f(1 + NOISE) * NOISE, slope(lambda mean: mean_of(f(GRID), mean), 1))


GRID = np.linspace(-60, 60, 4001)
GAUSSIANS = tuple(product((-1.5, 0.0, 2.0), (0.3, 1.0, 2.5)))  # mean, deviation


def log_normal(x: Any, mean: Any = 0, deviation: Any = 1) -> Array:
    return np.asarray(-0.5 * ((x - mean) / deviation) ** 2 - log(deviation * np.sqrt(2 * np.pi)))


def mean_of(values: Array, mean: float = 0, deviation: float = 1) -> float:
    """The expectation of values on the grid."""
    return float(np.sum(np.exp(log_normal(GRID, mean, deviation)) * values) * (GRID[1] - GRID[0]))


def divergence(a: tuple[float, float], b: tuple[float, float] = (0, 1)) -> float:
    return mean_of(log_normal(GRID, *a) - log_normal(GRID, *b), *a)


def best(log_joint: Array) -> tuple[float, float, float]:
    """The highest objective of some Gaussian encoders; mean and deviation of the one that has it."""
    family = product((-10.0, -2.0, 0.0, 2.0, 10.0), (0.1, 0.2, 0.5, 1.0, 2.0, 8.0))
    return max((mean_of(log_joint - log_normal(GRID, m, s), m, s), m, s) for m, s in family)


MIXTURE = np.logaddexp(log_normal(GRID, 10), log_normal(GRID, -10))
MATRIX, POINT = random(4).randn(4, 2), random(6).randn(4)
GAIN = MATRIX.T @ np.linalg.inv(MATRIX @ MATRIX.T + 0.25 * np.eye(4))  # E[z | x] = GAIN x for x ~ N(MATRIX z, I/4)
MEANS = random(9).randn(30, 4)


def squared(deviation: float) -> Array:  # the joint log-density of z and x = 4, for the decoder N(z², deviation²)
    return log_normal(GRID) + log_normal(4.0, GRID**2, deviation)


def fall(x: Array) -> float:
    """By how much log p(z|x) falls from its mean to a point beside it."""
    near = [log_normal(z).sum() + log_normal(x, MATRIX @ z, 0.5).sum() for z in (GAIN @ x, GAIN @ x + [0.3, -0.8])]
    return float(near[0] - near[1])


def evidence(x: float, angle: float) -> float:
    """p(x) for a bent decoder of two latent variables turned by an angle, by a sum over the plane."""
    a, b = np.meshgrid(np.linspace(-6, 6, 81), np.linspace(-6, 6, 81))
    mean = (np.cos(angle) * a - np.sin(angle) * b) ** 2 - np.sin(np.sin(angle) * a + np.cos(angle) * b)
    return float(np.exp(log_normal(a) + log_normal(b) + log_normal(x, mean)).sum() * 0.15**2)


def has_the_variance(samples: Array) -> bool:
    """Of p(x) for the decoder N(1.5 z, 0.7²), by its density."""
    x = np.linspace(-12, 12, 97)
    density = np.array([mean_of(np.exp(log_normal(at, 1.5 * GRID, 0.7))) for at in x])
    return bool(isclose(samples.var(), density @ x**2 / density.sum(), rtol=0.04))


experiments: dict[str, Callable[[], Any]] = {
    "direction/forward": lambda: is_chosen_by(kl(POSTERIOR, ENCODERS)),
    "direction/other": lambda: is_chosen_by(kl(POSTERIOR, ENCODERS)),
    "direction/reverse": lambda: is_chosen_by(kl(ENCODERS, POSTERIOR)),
    "direction/modes": lambda: best(MIXTURE)[1] == 0,
    "discrete/continuous": lambda: not averages_to(log(WEIGHTS), objective(ENCODER)[0, 0]),
    "discrete/sum": lambda: averages_to(log(WEIGHTS), objective(ENCODER)[0, 0]),
    "gradient/reparameterisable": lambda: not averages_to(np.where(BITS == 1, 2 / 0.3, -5 / 0.7), 2 - 5),
    "gradient/score": lambda: score_works(np.tanh) and score_works(np.sign),
    "gradient/baseline": lambda: np.ptp(CHANCES @ REDUCED) < 1e-9 and min(SQUARED) < SQUARED[0],
    "gradient/constant": lambda: isclose(slope(lambda phi: float(BITS.mean()), 0.3), slope(lambda phi: phi, 0.3)),
    "gradient/decoder": lambda: not averages_to(BITS * sigmoid(-1.0), slope(lambda t: 0.3 * log(sigmoid(t)), 1)),
    "gradient/variance": lambda: np.var(2 * (2 + NOISE)) > np.var((2 + NOISE) ** 2 * NOISE),
    "reparameterise/logistic": lambda: all(map(logistic_share, (-2.0, 0.0, 1.0, 4.0))),
    "bound/lower": lambda: np.all(gap(ENCODERS) >= -1e-12),
    "bound/exceed": lambda: np.any(gap(np.concatenate([ENCODERS, POSTERIOR[None]])) < -1e-12),
    "bound/prior": lambda: allclose(gap(ENCODERS), kl(ENCODERS, COLLAPSED)),
    "bound/tight": lambda: allclose(gap(POSTERIOR), 0) and gap(ENCODERS).min() > 1e-6,
    "bound/maximiser": lambda: np.argmax(log(LIKELY) @ [0.1, 0.9]) == np.argmax(LIKELY @ [0.8, 0.2]),
    "bound/above": lambda: all(np.all(gap(ENCODERS, beta) >= -1e-12) for beta in (1.0, 1.5, 4.0)),
    "bound/below": lambda: all(np.all(gap(ENCODERS, beta) >= -1e-12) for beta in (0.05, 0.5)),
    "beta/pressure": lambda: np.all(term(2.0) > term(1.0)) and np.all(term(4.0) > term(2.0)),
    "collapse/ignored": lambda: np.all(objective(ENCODERS, decoder=IGNORING) < objective(COLLAPSED, decoder=IGNORING)),
    "collapse/optimum": lambda: np.all(np.max(objective(POSTERIOR) @ DATA) <= ATTAINED),
    "collapse/flexible": lambda: np.all(DATA @ log(DATA) - 1e-9 > ATTAINED),
    "collapse/information": lambda: np.all(information(COLLAPSED) > information(ENCODER)),
    "aggregate/split": lambda: allclose(kl(ENCODER, COLLAPSED) @ DATA, information(ENCODER) + kl(AGGREGATE, PRIOR)),
    "aggregate/always": lambda: allclose(DATA @ POSTERIOR, PRIOR),
    "aggregate/matched": lambda: allclose(np.sum(EVIDENCE[..., None] * POSTERIOR, axis=1), PRIOR),
    "aggregate/prior": lambda: np.all(objective(ENCODER, prior=ENCODERS[:, :, 0]) @ DATA < ATTAINABLE),
    "decoder/mse": lambda: (
        np.ptp(log_normal(POINT, MEANS, 0.8).sum(axis=1) + ((POINT - MEANS) ** 2).sum(axis=1) / 1.28) < 1e-9
    ),
    "decoder/irrelevant": lambda: best(squared(0.3))[1:] == best(squared(3.0))[1:],
    "decoder/bounded": lambda: log_normal(POINT, POINT, 1e-8).sum() - log_normal(POINT, POINT, 1e-6).sum() < 1,
    "iwae/weights": lambda: averages_to(WEIGHTS, EVIDENCE[0, 0]),
    "iwae/logarithm": lambda: averages_to(log(WEIGHTS), log(EVIDENCE[0, 0])),
    "kl/closed": lambda: all(isclose(divergence((m, s)), (m**2 + s**2 - 1 - log(s**2)) / 2) for m, s in GAUSSIANS),
    "kl/symmetric": lambda: all(isclose(divergence(a, b), divergence(b, a)) for a in GAUSSIANS for b in GAUSSIANS),
    "amortisation/separate": lambda: np.all(objective(ENCODERS).max(axis=0) @ DATA >= objective(ENCODERS) @ DATA),
    "amortisation/network": lambda: log(np.exp(squared(0.5)).sum() * 0.03) - best(squared(0.5))[0] < 0.1,
    "linear/diagonal": lambda: abs((GAIN @ MATRIX)[0, 1]) < 1e-9,
    "linear/covariance": lambda: allclose([fall(mean) for mean in MEANS], fall(POINT)),
    "rotation/same": lambda: all(isclose(evidence(x, 0), evidence(x, 0.7), rtol=1e-4) for x in (-1.0, 0.5, 3.0)),
    "rotation/axes": lambda: not all(isclose(evidence(x, 0), evidence(x, 0.7), rtol=1e-4) for x in (-1.0, 0.5, 3.0)),
    "generate/decoder": lambda: has_the_variance(1.5 * NOISE + 0.7 * random(2).randn(40000)),
    "generate/mean": lambda: has_the_variance(1.5 * NOISE),
}
