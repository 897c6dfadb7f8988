"""Experiments for the claims about variational auto-encoders.

Each function is named after a claim and says whether the claim held on small discrete or Gaussian models.
Arrays over (z, x) have a row for each z. Sources: Kingma and Welling 2014 (ELBO, reparameterisation), Williams
1992 (score function), Burda et al. 2016 (importance weights), Hoffman and Johnson 2016 (aggregate posterior),
Higgins et al. 2017 (beta), Cremer et al. 2018 (amortisation), Tipping and Bishop 1999 (linear decoders).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

SEEDS = range(8)


# ------------------------------------------------------------------ small models


def random(seed: int) -> np.random.RandomState:
    return np.random.RandomState(seed)


def kl(a: Array, b: Array) -> float:
    """KL[a || b] of discrete distributions, or of densities on a grid times its step."""
    return float(np.sum(a * (np.log(a) - np.log(b))))


@dataclass(frozen=True)
class Model:
    """A prior over z, a decoder p(x|z) and an encoder q(z|x), all discrete and positive."""

    prior: Array
    decoder: Array
    encoder: Array

    @property
    def evidence(self) -> Array:
        """p(x) for every x."""
        return np.asarray(self.prior @ self.decoder)

    @property
    def posterior(self) -> Array:
        """p(z|x), a column for each x."""
        return np.asarray(self.prior[:, None] * self.decoder / self.evidence)

    def elbo(self, x: int = 0, q: Array | None = None, beta: float = 1) -> float:
        """Reconstruction minus beta times the KL term, at x, for its encoder or for q."""
        q = self.encoder[:, x] if q is None else q
        return float(q @ np.log(self.decoder[:, x])) - beta * kl(q, self.prior)


def model(seed: int, states: int = 4, values: int = 3) -> Model:
    draw = random(seed)
    decoder = draw.dirichlet(np.ones(values), states) + 0.01
    encoder = draw.dirichlet(np.ones(states), values).T + 0.01
    return Model(
        draw.dirichlet(2 * np.ones(states)), decoder / decoder.sum(axis=1, keepdims=True), encoder / encoder.sum(axis=0)
    )


def encoders(seed: int, states: int = 4, count: int = 300) -> Array:
    """Random distributions of z, one per row."""
    drawn = random(seed).dirichlet(np.ones(states), count) + 1e-6
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))


# ------------------------------------------------------------------ directions of the divergence


def chosen_by(direction: Callable[[Array, Array], float]) -> bool:
    """Whether, in random families of encoders, the highest ELBO has the least divergence from the posterior."""
    for seed in SEEDS:
        m, family = model(seed), encoders(seed + 100, count=20)
        best = max(family, key=lambda q: m.elbo(q=q))
        if not np.array_equal(best, min(family, key=lambda q: direction(q, m.posterior[:, 0]))):
            return False
    return True


def direction_forward() -> bool:
    """The encoder of the highest ELBO has the least KL[p(z|x) || q(z|x)]."""
    return chosen_by(lambda q, p: kl(p, q))


def direction_reverse() -> bool:
    """The encoder of the highest ELBO has the least KL[q(z|x) || p(z|x)]."""
    return chosen_by(kl)


GRID = np.linspace(-60, 60, 4001)
STEP = GRID[1] - GRID[0]


def normal(mean: float, deviation: float) -> Array:
    """The density on the grid, kept away from zero."""
    density = np.exp(-0.5 * ((GRID - mean) / deviation) ** 2) / (deviation * np.sqrt(2 * np.pi))
    return np.asarray(np.maximum(density, 1e-300))


def direction_modes() -> bool:
    """The Gaussian of the least KL[q || mixture], and so of the highest ELBO, is centred between both modes."""
    log_mixture = np.logaddexp(-0.5 * (GRID - 10) ** 2, -0.5 * (GRID + 10) ** 2)

    def divergence(mean: float, deviation: float) -> float:
        q = normal(mean, deviation)
        return float(np.sum(q * (np.log(q) - log_mixture)) * STEP)

    best = min(product((-10.0, -5.0, 0.0, 5.0, 10.0), (0.5, 1.0, 2.0, 5.0, 8.0, 10.0)), key=lambda c: divergence(*c))
    return best[0] == 0


# ------------------------------------------------------------------ discrete z and gradient estimators


def sigmoid(a: float) -> float:
    return float(1 / (1 + np.exp(-a)))


def climbs(m: Model, steps: int = 60) -> bool:
    """Whether gradient ascent by exact sums over z closes nine tenths of the gap in the encoder's logits."""
    logits = np.log(m.encoder[:, 0])
    for _ in range(steps):
        q = np.exp(logits) / np.exp(logits).sum()
        signal = np.log(m.prior * m.decoder[:, 0]) - np.log(q)
        logits = logits + 2 * q * (signal - q @ signal)
    gap = np.log(m.evidence[0]) - np.array([m.elbo(), m.elbo(q=np.exp(logits) / np.exp(logits).sum())])
    return bool(gap[1] < 0.1 * gap[0])


def discrete_sum() -> bool:
    """With ten values of z, the sum for the ELBO agrees with an average over many samples."""

    def agrees(m: Model, seed: int) -> bool:
        q, x = m.encoder[:, 0], 0
        terms = np.log(m.prior * m.decoder[:, x]) - np.log(q)
        samples = terms[random(seed).choice(10, size=20000, p=q)]
        return bool(abs(samples.mean() - m.elbo(x)) < 5 * samples.std() / np.sqrt(len(samples)))

    return all(agrees(model(seed, states=10), seed) for seed in range(3))


def discrete_continuous() -> bool:
    """The ELBO of a discrete z cannot be raised by gradient ascent."""
    return not any(climbs(model(seed), steps=200) for seed in range(3))


def gradient_score() -> bool:
    """Samples of the estimator average to the central difference of E[f(z)], also for a step function."""
    noise = random(11).randn(40000)

    def agrees(f: Callable[[Array], Array], mean: float) -> bool:
        above, below = (float(f(GRID) @ normal(m, 1.0) * STEP) for m in (mean + 1e-3, mean - 1e-3))
        estimates = f(mean + noise) * noise
        error = abs(estimates.mean() - (above - below) / 2e-3)
        return bool(error < 5 * estimates.std() / np.sqrt(len(noise)))

    return all(agrees(f, mean) for f in (np.tanh, np.cos, np.sign) for mean in (-0.5, 1.0))


def gradient_reparameterisable() -> bool:
    """A z that is not reparameterised leaves the score-function estimator biased."""
    f = random(3).randn(2)
    samples = random(4).rand(20000) < 0.3
    estimates = np.where(samples, f[1] / 0.3, -f[0] / 0.7)
    return bool(abs(estimates.mean() - (f[1] - f[0])) > 5 * estimates.std() / np.sqrt(len(estimates)))


def gradient_baseline() -> bool:
    """Some constant lowers the variance, and none of them moves the mean."""
    phi, f = 0.3, np.array([4.0, 5.0])
    probability, score = np.array([1 - phi, phi]), np.array([-1 / (1 - phi), 1 / phi])
    means, variances = [], []
    for constant in np.linspace(0, 8, 17):
        estimate = (f - constant) * score
        means.append(probability @ estimate)
        variances.append(probability @ estimate**2 - means[-1] ** 2)
    return bool(np.allclose(means, means[0]) and min(variances) < variances[0])


def gradient_constant() -> bool:
    """Moving phi with the samples held fixed changes log p(x|z) as E[log p(x|z)] changes."""
    m, nudge = model(1, states=2), 1e-4
    reward = np.log(m.decoder[:, 0])
    samples = (random(2).rand(500) < 0.4).astype(int)  # drawn at phi = 0.4, then constants

    def with_constants(phi: float) -> float:
        assert 0 < phi < 1
        return float(reward[samples].mean())

    estimate = (with_constants(0.4 + nudge) - with_constants(0.4 - nudge)) / (2 * nudge)
    return bool(np.isclose(estimate, reward[1] - reward[0]))


def gradient_decoder() -> bool:
    """Plain samples from q give a biased gradient in theta, for log p(x|z) = log sigmoid(theta z)."""
    q, theta = np.array([0.2, 0.5, 0.3]), 0.7
    slopes = np.array([z * (1 - sigmoid(theta * z)) for z in range(3)])
    objective = [q @ [np.log(sigmoid(t * z)) for z in range(3)] for t in (theta - 1e-5, theta + 1e-5)]
    samples = slopes[random(5).choice(3, size=20000, p=q)]
    error = abs(samples.mean() - (objective[1] - objective[0]) / 2e-5)
    return bool(error > 5 * samples.std() / np.sqrt(len(samples)))


def has_moments(samples: Array, mean: float, deviation: float) -> bool:
    return bool(abs(samples.mean() - mean) < 0.05 and abs(samples.std() / deviation - 1) < 0.05)


def reparameterise_gaussian() -> bool:
    """mu + sigma eps has the moments of N(mu, sigma²)."""
    noise = random(6).randn(40000)
    return all(has_moments(m + s * noise, m, s) for m in (-1.0, 2.0) for s in (0.5, 1.0, 3.0))


def reparameterise_squared() -> bool:
    """mu + sigma² eps has the moments of N(mu, sigma²)."""
    noise = random(6).randn(40000)
    return all(has_moments(m + s**2 * noise, m, s) for m in (-1.0, 2.0) for s in (0.5, 1.0, 3.0))


def reparameterise_logistic() -> bool:
    """Transformed uniform samples have the distribution function of the logistic distribution."""
    mean, scale, u = 1.5, 0.7, random(7).rand(20000)
    samples = mean + scale * np.log(u / (1 - u))
    points = np.linspace(-2, 5, 15)
    found = np.array([(samples <= p).mean() for p in points])
    return bool(np.abs(found - 1 / (1 + np.exp(-(points - mean) / scale))).max() < 0.02)


def gradient_variance() -> bool:
    """The reparameterised estimates have the larger variance."""
    noise = random(8).randn(40000)
    return bool(np.var(2 * (2 + noise)) > np.var((2 + noise) ** 2 * noise))


# ------------------------------------------------------------------ the bound


def bound_lower() -> bool:
    """No encoder has an ELBO above the log-evidence."""
    cases = [(model(seed), q) for seed in SEEDS for q in encoders(seed + 50, count=20)]
    return all(m.elbo(q=q) <= np.log(m.evidence[0]) + 1e-12 for m, q in cases)


def bound_exceed() -> bool:
    """Some encoder, the posterior and its surroundings included, exceeds the log-evidence."""
    cases = []
    for seed in SEEDS:
        m = model(seed)
        near = 0.99 * m.posterior[:, 0] + 0.01 * encoders(seed, count=40)
        cases += [m.elbo(q=q) > np.log(m.evidence[0]) + 1e-12 for q in (m.posterior[:, 0], *near)]
    return any(cases)


def bound_prior() -> bool:
    """The gap is KL[q(z|x) || p(z)]."""
    models = [model(seed) for seed in SEEDS]
    return all(np.isclose(np.log(m.evidence[0]) - m.elbo(), kl(m.encoder[:, 0], m.prior)) for m in models)


def bound_tight() -> bool:
    """The gap is zero at the posterior, and positive at every other encoder tried."""

    def gap(m: Model, q: Array) -> float:
        return float(np.log(m.evidence[0])) - m.elbo(q=q)

    models = [model(seed) for seed in SEEDS]
    at_posterior = all(abs(gap(m, m.posterior[:, 0])) < 1e-12 for m in models)
    cases = [(m, 0.95 * m.posterior[:, 0] + 0.05 * q) for m in models for q in (m.prior, *encoders(9, count=10))]
    return at_posterior and all(gap(m, q) > 1e-9 for m, q in cases)


def bound_maximiser() -> bool:
    """Over a grid of theta with p(x=1|z) = sigmoid(theta z), ELBO and likelihood have one maximiser."""
    thetas, prior, q = np.linspace(-4, 4, 161), np.array([0.8, 0.2]), np.array([0.1, 0.9])
    codes = np.array([-1.0, 1.0])
    likelihoods = 1 / (1 + np.exp(-thetas[:, None] * codes))
    elbos = np.log(likelihoods) @ q
    return bool(np.argmax(elbos) == np.argmax(likelihoods @ prior))


# ------------------------------------------------------------------ collapse, beta and the aggregate posterior


def ignoring(seed: int) -> Model:
    """A model whose decoder is the same for every z."""
    m = model(seed)
    return Model(m.prior, np.tile(m.decoder[0], (len(m.prior), 1)), m.encoder)


def collapse_ignored() -> bool:
    """With a decoder that ignores z, no encoder tried has a higher ELBO than the prior."""
    cases = [(ignoring(seed), q) for seed in SEEDS for q in encoders(seed, count=25)]
    return all(m.elbo(q=q) < m.elbo(q=m.prior) for m, q in cases)


def average_elbo(m: Model, data: Array) -> float:
    return float(data @ [m.elbo(x) for x in range(len(data))])


def collapsed_beats_all() -> bool:
    """Whether the collapsed model beats random models with their best encoders, on average over the data."""
    data = random(12).dirichlet(np.ones(3)) + 0.05
    data = data / data.sum()
    prior = np.full(4, 0.25)
    collapsed = Model(prior, np.tile(data, (4, 1)), np.tile(prior[:, None], 3))
    others = (model(seed) for seed in range(100))
    best = max(average_elbo(Model(m.prior, m.decoder, m.posterior), data) for m in others)
    return average_elbo(collapsed, data) >= best


def collapse_optimum() -> bool:
    """The collapsed model with a perfect decoder has the highest average ELBO."""
    return collapsed_beats_all()


def collapse_flexible() -> bool:
    """Collapse costs ELBO even with a perfect decoder."""
    return not collapsed_beats_all()


def information(m: Model, data: Array) -> float:
    """Mutual information of x and z under data(x) q(z|x)."""
    aggregate = m.encoder @ data
    return float(data @ [kl(m.encoder[:, x], aggregate) for x in range(len(data))])


def collapse_information() -> bool:
    """An encoder equal to the prior has more information than random encoders."""
    data, m = np.array([0.2, 0.5, 0.3]), model(2)
    collapsed = Model(m.prior, m.decoder, np.tile(m.prior[:, None], 3))
    return all(information(collapsed, data) > information(model(seed), data) for seed in SEEDS)


def beta_bounded(betas: tuple[float, ...]) -> bool:
    """Whether the objective stays below the log-evidence for each beta and encoder."""
    cases = [(model(seed), q) for seed in SEEDS for q in encoders(seed, count=12)]
    return all(m.elbo(q=q, beta=b) <= np.log(m.evidence[0]) + 1e-12 for m, q in cases for b in betas)


def bound_above() -> bool:
    """With beta of at least one, the objective is a lower bound."""
    return beta_bounded((1.0, 1.5, 4.0))


def bound_below() -> bool:
    """With beta below one, the objective is a lower bound."""
    return beta_bounded((0.05, 0.5))


def beta_pressure() -> bool:
    """The KL term of the best encoder, prior times decoder to the power 1/beta, grows with beta."""

    def term(m: Model, beta: float) -> float:
        best = m.prior * m.decoder[:, 0] ** (1 / beta)
        return kl(best / best.sum(), m.prior)

    return all(term(model(seed), 2.0 * b) > term(model(seed), b) for seed in SEEDS for b in (1.0, 2.0))


def aggregate_split() -> bool:
    """The average KL term is the information plus the divergence of the aggregate from the prior."""

    def splits(m: Model, data: Array) -> bool:
        average = data @ [kl(m.encoder[:, x], m.prior) for x in range(3)]
        return bool(np.isclose(average, information(m, data) + kl(m.encoder @ data, m.prior)))

    return all(splits(model(seed), random(seed).dirichlet(np.ones(3))) for seed in SEEDS)


def aggregate_always() -> bool:
    """Posteriors average to the prior under any data distribution."""
    cases = [(model(seed), random(seed).dirichlet(np.ones(3))) for seed in SEEDS]
    return all(np.allclose(m.posterior @ data, m.prior) for m, data in cases)


def aggregate_matched() -> bool:
    """Posteriors average to the prior under the model's own evidence."""
    return all(np.allclose(model(seed).posterior @ model(seed).evidence, model(seed).prior) for seed in SEEDS)


def aggregate_prior() -> bool:
    """No prior tried has a higher average ELBO than the aggregate posterior."""
    data, m = np.array([0.2, 0.5, 0.3]), model(3)

    def value(prior: Array) -> float:
        return average_elbo(Model(prior, m.decoder, m.encoder), data)

    return all(value(prior) < value(m.encoder @ data) for prior in (m.prior, *encoders(4, count=100)))


# ------------------------------------------------------------------ decoders


def log_normal(x: Array, mean: Array, deviation: float) -> float:
    """The log-density of N(mean, deviation² I), coordinate by coordinate."""
    density = np.exp(-0.5 * ((x - mean) / deviation) ** 2) / np.sqrt(2 * np.pi * deviation**2)
    return float(np.log(density).sum())


def decoder_mse() -> bool:
    """-log p(x|z) minus the scaled squared error is the same for all decoded means."""
    x, s = random(1).randn(4), 0.8
    means = random(2).randn(30, 4)
    rest = [-log_normal(x, mean, s) - np.sum((x - mean) ** 2) / (2 * s**2) for mean in means]
    return bool(np.allclose(rest, rest[0]))


def decoder_irrelevant() -> bool:
    """The best of a thousand encoders of a discrete z is the same for each s."""
    means, prior, x = np.array([0.0, 1.0, 3.0]), np.full(3, 1 / 3), 1.2
    family = encoders(5, states=3, count=1000)

    def best(s: float) -> Array:
        decoder = np.exp(-0.5 * ((x - means) / s) ** 2) / s
        return max(family, key=lambda q: float(q @ np.log(decoder)) - kl(q, prior))

    return all(np.array_equal(best(s), best(1.0)) for s in (0.3, 3.0))


def decoder_bounded() -> bool:
    """The ELBO of an exact decoder levels off as s tends to zero; its KL term does not change."""
    x = np.array([0.3, -1.0])
    values = [log_normal(x, x, s) for s in (1e-2, 1e-4, 1e-6, 1e-8)]
    return bool(np.diff(values)[-1] < 1)


def decoder_bernoulli() -> bool:
    """The Bernoulli probability of a binary vector, as a product, is the exponential of minus the cross-entropy."""
    probability, x = random(3).rand(20, 6), random(4).rand(20, 6) < 0.5
    likelihood = np.prod(np.where(x, probability, 1 - probability), axis=1)
    entropy = -np.sum(x * np.log(probability) + (1 - x) * np.log1p(-probability), axis=1)
    return bool(np.allclose(-np.log(likelihood), entropy))


# ------------------------------------------------------------------ importance weights


def weights(m: Model, k: int, q: Array) -> tuple[Array, Array]:
    """(average of k weights, probability) for every way of drawing k values of z."""
    each = m.prior * m.decoder[:, 0] / q
    draws = np.array(list(product(range(len(q)), repeat=k)))
    return each[draws].mean(axis=1), np.prod(q[draws], axis=1)


def importance_bound(m: Model, k: int, q: Array) -> float:
    """L_k, by summing over all draws."""
    averages, probability = weights(m, k, q)
    return float(probability @ np.log(averages))


def iwae_order() -> bool:
    """L_k <= L_(k+1) for k up to four."""

    def ordered(m: Model) -> bool:
        bounds = [importance_bound(m, k, m.encoder[:, 0]) for k in range(1, 6)]
        return bool(np.all(np.diff(bounds) >= -1e-12))

    return all(ordered(model(seed)) for seed in SEEDS)


def iwae_exact() -> bool:
    """L_k is the log-evidence from k = 2 on."""
    cases = [(model(seed), k) for seed in SEEDS for k in (2, 3)]
    return all(np.isclose(importance_bound(m, k, m.encoder[:, 0]), np.log(m.evidence[0])) for m, k in cases)


def iwae_strict() -> bool:
    """With the posterior as encoder, L_2 exceeds L_1."""
    models = [model(seed) for seed in SEEDS]
    one, two = ([importance_bound(m, k, m.posterior[:, 0]) for m in models] for k in (1, 2))
    return bool(np.all(np.array(two) > np.array(one) + 1e-9))


def iwae_weights() -> bool:
    """The average of k weights has the mean p(x)."""

    def mean(m: Model, k: int) -> float:
        averages, probability = weights(m, k, m.encoder[:, 0])
        return float(probability @ averages)

    return all(np.isclose(mean(model(seed), k), model(seed).evidence[0]) for seed in SEEDS for k in (1, 2, 3))


def iwae_logarithm() -> bool:
    """The logarithm of the average of k weights has the mean log p(x)."""
    cases = [(model(seed), k) for seed in SEEDS for k in (1, 2, 3)]
    return all(np.isclose(importance_bound(m, k, m.encoder[:, 0]), np.log(m.evidence[0])) for m, k in cases)


# ------------------------------------------------------------------ Gaussians

PAIRS = tuple(product((-1.5, 0.0, 2.0), (0.3, 1.0, 2.5)))


def integrated(a: tuple[float, float], b: tuple[float, float]) -> float:
    """KL between Gaussians (mean, deviation), by a sum over a grid and with exact log-densities."""

    def log_density(mean: float, deviation: float) -> Array:
        return np.asarray(-0.5 * ((GRID - mean) / deviation) ** 2 - np.log(deviation * np.sqrt(2 * np.pi)))

    return float(np.sum(np.exp(log_density(*a)) * (log_density(*a) - log_density(*b))) * STEP)


def kl_closed() -> bool:
    """The formula with minus log sigma² agrees with the integral."""
    return all(np.isclose(integrated((m, s), (0, 1)), 0.5 * (m**2 + s**2 - 1 - np.log(s**2))) for m, s in PAIRS)


def kl_sign() -> bool:
    """The formula with plus log sigma² agrees with the integral."""
    return all(np.isclose(integrated((m, s), (0, 1)), 0.5 * (m**2 + s**2 - 1 + np.log(s**2))) for m, s in PAIRS)


def kl_symmetric() -> bool:
    """Both directions agree for all pairs."""
    return all(np.isclose(integrated(a, b), integrated(b, a)) for a in PAIRS for b in PAIRS)


def kl_sum() -> bool:
    """On a grid in the plane, the divergence of a product density is the sum over coordinates."""
    axis = np.linspace(-9, 9, 121)
    step = axis[1] - axis[0]

    def on_axis(mean: float, deviation: float) -> Array:
        density = np.exp(-0.5 * ((axis - mean) / deviation) ** 2) / (deviation * np.sqrt(2 * np.pi))
        return np.asarray(density * step)

    first, second, prior = on_axis(1, 0.6), on_axis(-0.5, 0.9), on_axis(0, 1)
    return bool(np.isclose(kl(np.outer(first, second), np.outer(prior, prior)), kl(first, prior) + kl(second, prior)))


def linear_elbo(x: Array, mean: Array, variance: Array, w: float = 1.5, s: float = 0.7) -> Array:
    """The ELBO for the decoder N(wz, s²), the prior N(0, 1) and Gaussian encoders."""
    error = (x - w * mean) ** 2 + w**2 * variance
    reconstruction = -0.5 * np.log(2 * np.pi * s**2) - error / (2 * s**2)
    return np.asarray(reconstruction - 0.5 * (mean**2 + variance - 1 - np.log(variance)))


def amortisation_separate() -> bool:
    """The best parameters of each point, from a grid, do as well as any of many affine encoders."""
    x = random(1).randn(12)
    means, variances = np.meshgrid(np.linspace(-3, 3, 121), np.linspace(0.02, 1.5, 75))
    separate = np.mean([linear_elbo(point, means, variances).max() for point in x])
    networks = [np.append(random(seed).randn(2), random(seed).rand() + 0.05) for seed in range(100)]
    best = max(linear_elbo(x, a * x + b, np.full_like(x, v)).mean() for a, b, v in networks)
    return bool(separate >= best - 1e-9)


def amortisation_network() -> bool:
    """For the posterior of a decoder of z², the best Gaussian leaves nearly no gap."""
    log_joint = -0.5 * GRID**2 - 0.5 * ((4 - GRID**2) / 0.5) ** 2
    evidence = np.log(np.sum(np.exp(log_joint)) * STEP)
    family = [normal(m, s) for m in np.linspace(-3, 3, 13) for s in (0.1, 0.2, 0.5, 1.0, 2.0)]
    best = max(float(np.sum(q * (log_joint - np.log(q))) * STEP) for q in family)
    return bool(evidence - best < 0.1)


def regression(x: Array, matrix: Array, s: float) -> tuple[Array, Array]:
    """(mean, covariance) of z given x for z ~ N(0, I), x ~ N(Wz, s² I), by conditioning the joint Gaussian."""
    gain = matrix.T @ np.linalg.inv(matrix @ matrix.T + s**2 * np.eye(len(matrix)))
    return gain @ x, np.eye(matrix.shape[1]) - gain @ matrix


def linear_diagonal() -> bool:
    """The posterior covariance is diagonal for random W."""
    found = [regression(np.ones(4), random(seed).randn(4, 2), 0.5)[1] for seed in SEEDS]
    return all(abs(covariance[0, 1]) < 1e-9 for covariance in found)


def linear_covariance() -> bool:
    """Around its mean, the log-posterior changes by the same amount for every x."""
    matrix, s, offset = random(4).randn(4, 2), 0.5, np.array([0.3, -0.8])

    def fall(x: Array) -> float:
        mean = regression(x, matrix, s)[0]
        at = [-0.5 * z @ z - 0.5 * np.sum((x - matrix @ z) ** 2) / s**2 for z in (mean, mean + offset)]
        return float(at[0] - at[1])

    return bool(np.allclose([fall(random(seed).randn(4)) for seed in SEEDS], fall(np.zeros(4))))


def evidence_of(x: float, angle: float) -> float:
    """p(x) for a bent decoder of two latent variables turned by an angle, by a sum over the plane."""
    axis = np.linspace(-6, 6, 81)
    first, second = np.meshgrid(axis, axis)
    turned = (np.cos(angle) * first - np.sin(angle) * second, np.sin(angle) * first + np.cos(angle) * second)
    mean = turned[0] ** 2 - np.sin(turned[1])
    joint = np.exp(-0.5 * (first**2 + second**2) - 0.5 * (x - mean) ** 2) / (2 * np.pi) ** 1.5
    return float(joint.sum() * (axis[1] - axis[0]) ** 2)


def rotation_same() -> bool:
    """A turned latent space has the same evidence at several x."""
    return all(np.isclose(evidence_of(x, 0.0), evidence_of(x, 0.7), rtol=1e-4) for x in (-1.0, 0.5, 3.0))


def rotation_axes() -> bool:
    """A turned latent space has another evidence."""
    return not all(np.isclose(evidence_of(x, 0.0), evidence_of(x, 0.7), rtol=1e-4) for x in (-1.0, 0.5, 3.0))


def generated(with_noise: bool) -> bool:
    """Whether samples of N(1.5 z, 0.7²), or of its means, have the variance of p(x), taken from its density."""
    draw, w, s = random(9), 1.5, 0.7
    samples = w * draw.randn(40000) + (s * draw.randn(40000) if with_noise else 0)
    x, z = np.linspace(-12, 12, 97), np.linspace(-6, 6, 97)
    density = np.exp(-0.5 * z**2 - 0.5 * ((x[:, None] - w * z) / s) ** 2).sum(axis=1)
    return bool(np.isclose(samples.var(), density @ x**2 / density.sum(), rtol=0.04))


def generate_decoder() -> bool:
    """Samples of the prior, decoded with noise, have the variance of p(x)."""
    return generated(with_noise=True)


def generate_mean() -> bool:
    """Decoded means have the variance of p(x)."""
    return generated(with_noise=False)


experiments: dict[str, Callable[[], bool]] = {
    "direction/forward": direction_forward,
    "direction/reverse": direction_reverse,
    "direction/modes": direction_modes,
    "discrete/continuous": discrete_continuous,
    "discrete/sum": discrete_sum,
    "gradient/reparameterisable": gradient_reparameterisable,
    "gradient/score": gradient_score,
    "gradient/baseline": gradient_baseline,
    "gradient/constant": gradient_constant,
    "gradient/decoder": gradient_decoder,
    "gradient/variance": gradient_variance,
    "reparameterise/gaussian": reparameterise_gaussian,
    "reparameterise/squared": reparameterise_squared,
    "reparameterise/logistic": reparameterise_logistic,
    "bound/lower": bound_lower,
    "bound/exceed": bound_exceed,
    "bound/prior": bound_prior,
    "bound/tight": bound_tight,
    "bound/maximiser": bound_maximiser,
    "bound/above": bound_above,
    "bound/below": bound_below,
    "collapse/ignored": collapse_ignored,
    "collapse/optimum": collapse_optimum,
    "collapse/flexible": collapse_flexible,
    "collapse/information": collapse_information,
    "beta/pressure": beta_pressure,
    "aggregate/split": aggregate_split,
    "aggregate/always": aggregate_always,
    "aggregate/matched": aggregate_matched,
    "aggregate/prior": aggregate_prior,
    "decoder/mse": decoder_mse,
    "decoder/irrelevant": decoder_irrelevant,
    "decoder/bounded": decoder_bounded,
    "decoder/bernoulli": decoder_bernoulli,
    "iwae/order": iwae_order,
    "iwae/exact": iwae_exact,
    "iwae/strict": iwae_strict,
    "iwae/weights": iwae_weights,
    "iwae/logarithm": iwae_logarithm,
    "kl/closed": kl_closed,
    "kl/sign": kl_sign,
    "kl/symmetric": kl_symmetric,
    "kl/sum": kl_sum,
    "amortisation/separate": amortisation_separate,
    "amortisation/network": amortisation_network,
    "linear/diagonal": linear_diagonal,
    "linear/covariance": linear_covariance,
    "rotation/same": rotation_same,
    "rotation/axes": rotation_axes,
    "generate/decoder": generate_decoder,
    "generate/mean": generate_mean,
}
