"""Experiments for the claims about generative adversarial networks.

Each function is named after a claim and says whether the claim held on small discrete or Gaussian examples.
Sources: Goodfellow et al. 2014 (value, optimal discriminator), Arjovsky and Bottou 2017 (saturation, disjoint
supports), Arjovsky et al. 2017 and Gulrajani et al. 2017 (Wasserstein critic), Mao et al. 2017 (least squares),
Nowozin et al. 2016 (f-divergences), Heusel et al. 2017 (FID), Mescheder et al. 2018 (dynamics).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

SEEDS = range(12)


# ------------------------------------------------------------------ distributions and the value


def random(seed: int) -> np.random.RandomState:
    return np.random.RandomState(seed)


def pair(seed: int, size: int = 5) -> tuple[Array, Array]:
    """(data, generated): random positive distributions over a few points."""
    drawn = random(seed).dirichlet(np.ones(size), 2) + 0.01
    return drawn[0] / drawn[0].sum(), drawn[1] / drawn[1].sum()


def kl(a: Array, b: Array) -> float:
    """KL[a || b], infinite where a has mass and b has none."""
    inside = a > 0
    if np.any(b[inside] == 0):
        return float("inf")
    return float(np.sum(a[inside] * np.log(a[inside] / b[inside])))


def jsd(a: Array, b: Array) -> float:
    return 0.5 * kl(a, (a + b) / 2) + 0.5 * kl(b, (a + b) / 2)


def value(d: Array, p: Array, q: Array) -> float:
    """V(D, G) for the data p and the generated distribution q."""
    return float(p @ np.log(d) + q @ np.log(1 - d))


LEVELS = np.linspace(0.0005, 0.9995, 2000)


def best_response(p: Array, q: Array, weight: float = 1) -> Array:
    """The discriminator that maximises the (weighted) value, by search over levels at each point."""
    gains = weight * p[:, None] * np.log(LEVELS) + q[:, None] * np.log(1 - LEVELS)
    return np.asarray(LEVELS[np.argmax(gains, axis=1)])


def discriminators(seed: int, size: int = 5, count: int = 50) -> Array:
    return np.asarray(0.01 + 0.98 * random(seed).rand(count, size))


def slope(f: Callable[[float], float], at: float, step: float = 1e-5) -> float:
    """The central difference."""
    return float((f(at + step) - f(at - step)) / (2 * step))


def sigmoid(a: float) -> float:
    return float(1 / (1 + np.exp(-a)))


# ------------------------------------------------------------------ saturation and Lipschitz constraints


def saturation_similar() -> bool:
    """The minimax loss is flat in the logit where D = 1/2, and steeper where fakes are rejected."""
    flat = [abs(slope(lambda a: np.log(1 - sigmoid(a)), at)) for at in (0.0, -5.0, -10.0)]
    return flat[0] < min(flat[1:])


def saturation_reject() -> bool:
    """The slope of log(1 - D) falls towards zero as the logit falls."""
    slopes = [abs(slope(lambda a: np.log(1 - sigmoid(a)), at)) for at in (0.0, -3.0, -6.0, -12.0)]
    return slopes == sorted(slopes, reverse=True) and slopes[-1] < 1e-4


def saturation_alternative() -> bool:
    """The slope of -log D falls towards zero as the logit falls."""
    slopes = [abs(slope(lambda a: -np.log(sigmoid(a)), at)) for at in (0.0, -3.0, -6.0, -12.0)]
    return slopes == sorted(slopes, reverse=True) and slopes[-1] < 1e-4


def saturation_direction() -> bool:
    """Numerical gradients of both losses at random points have the cosine one."""
    draw = random(1)
    weights, points, nudge = draw.randn(3), draw.randn(20, 3), 1e-5 * np.eye(3)

    def gradient(loss: Callable[[Array], Array], x: Array) -> Array:
        def at(z: Array) -> Array:
            return loss(1 / (1 + np.exp(-(np.tanh(z) @ weights))))

        found = np.asarray(at(x + nudge) - at(x - nudge))
        return np.asarray(found / np.linalg.norm(found))

    pairs = [(gradient(lambda d: np.log(1 - d), x), gradient(lambda d: -np.log(d), x)) for x in points]
    return all(np.isclose(first @ second, 1) for first, second in pairs)


def penalty_helps() -> bool:
    """For fakes at -3 and data at 3, a less steep D = sigmoid(slope x) passes a larger gradient of log(1 - D)."""

    def gradient(steepness: float) -> float:
        return abs(slope(lambda x: np.log(1 - sigmoid(steepness * x)), -3.0))

    return gradient(1) > 100 * gradient(10)


def penalty_everywhere() -> bool:
    """f(x) = x + 0.5 sin(2 pi x)² has slope one at whole numbers, and nowhere a larger one."""

    def critic(x: float) -> float:
        return float(x + 0.5 * np.sin(2 * np.pi * x) ** 2)

    assert all(np.isclose(slope(critic, float(x)), 1) for x in range(5))
    return max(abs(slope(critic, x)) for x in np.linspace(0, 2, 200)) <= 1 + 1e-6


def steepest(matrices: Array) -> float:
    """The largest ratio of distances after and before a ReLU network, over random close pairs of inputs."""
    draw = random(3)
    x = draw.randn(400, matrices.shape[-1])
    y = x + 1e-3 * draw.randn(*x.shape)
    before = np.linalg.norm(x - y, axis=1)
    for matrix in matrices:
        x, y = np.maximum(x @ matrix.T, 0), np.maximum(y @ matrix.T, 0)
    return float((np.linalg.norm(x - y, axis=1) / before).max())


def lipschitz_spectral() -> bool:
    """Networks of matrices with largest singular value one stretch no distance."""
    drawn = random(4).randn(10, 3, 6, 6)
    networks = drawn / np.linalg.norm(drawn, ord=2, axis=(-2, -1), keepdims=True)
    return all(steepest(network) <= 1 + 1e-9 for network in networks)


def lipschitz_entries() -> bool:
    """Networks of matrices with entries between -1 and 1 stretch no distance."""
    return all(steepest(network) <= 1 + 1e-9 for network in 2 * random(4).rand(10, 3, 6, 6) - 1)


# ------------------------------------------------------------------ the optimal discriminator and its divergence


def ranked_like(divergence: Callable[[Array, Array], float]) -> bool:
    """Whether the best-response value orders random generators exactly as a divergence does."""
    data = pair(0)[0]
    generators = [pair(seed)[1] for seed in range(1, 40)]
    values = [value(best_response(data, q), data, q) for q in generators]
    return bool(np.array_equal(np.argsort(values), np.argsort([divergence(data, q) for q in generators])))


def divergence_jensen_shannon() -> bool:
    """Generators are ordered by their JSD."""
    return ranked_like(jsd)


def divergence_likelihood() -> bool:
    """Generators are ordered by KL[data || generated]."""
    return ranked_like(kl)


def divergence_value() -> bool:
    """The best value found by search is 2 JSD - log 4."""
    pairs = [pair(seed) for seed in SEEDS]
    return all(np.isclose(value(best_response(p, q), p, q), 2 * jsd(p, q) - np.log(4), atol=1e-5) for p, q in pairs)


def halves(seed: int) -> list[tuple[float, float]]:
    """((V + log 4) / 2, JSD) for random discriminators."""
    p, q = pair(seed)
    return [((value(d, p, q) + np.log(4)) / 2, jsd(p, q)) for d in discriminators(seed)]


def divergence_bound() -> bool:
    """No discriminator exceeds the JSD."""
    return all(bound <= divergence + 1e-12 for seed in SEEDS for bound, divergence in halves(seed))


def divergence_any() -> bool:
    """Every discriminator attains the JSD."""
    return all(np.isclose(bound, divergence) for seed in SEEDS for bound, divergence in halves(seed))


def divergence_zero() -> bool:
    """For equal distributions the best value is zero."""
    same = [pair(seed)[0] for seed in SEEDS]
    return all(np.isclose(value(best_response(p, p), p, p), 0, atol=1e-3) for p in same)


def optimal_ratio() -> bool:
    """The odds of the best response are the ratio of the two distributions."""

    def recovers(p: Array, q: Array) -> bool:
        d = best_response(p, q)
        return bool(np.allclose(d, (p / q) * (1 - d), atol=0.02 * float((p / q).max())))

    return all(recovers(*pair(seed)) for seed in SEEDS)


def optimal_one() -> bool:
    """For equal distributions the best response is one."""
    return all(np.allclose(best_response(p, p), 1, atol=0.01) for p in (pair(seed)[0] for seed in SEEDS))


def optimal_weighted() -> bool:
    """The best response to weighted data has the weight in its formula."""
    cases = [(*pair(seed), w) for seed in SEEDS for w in (0.5, 2.0)]
    return all(np.allclose(best_response(p, q, w), w * p / (w * p + q), atol=1e-3) for p, q, w in cases)


def optimal_unweighted() -> bool:
    """The best response to weighted data is that to unweighted data."""
    cases = [(*pair(seed), w) for seed in SEEDS for w in (0.5, 2.0)]
    return all(np.allclose(best_response(p, q, w), p / (p + q), atol=1e-3) for p, q, w in cases)


# ------------------------------------------------------------------ the order of minimum and maximum


def values(seed: int) -> Array:
    """V for a few random discriminators (rows) and generators (columns)."""
    data = pair(seed)[0]
    generators = [pair(100 * seed + n)[1] for n in range(6)]
    return np.array([[value(d, data, q) for q in generators] for d in discriminators(seed, count=6)])


def gap(game: Array) -> float:
    """Minimum of maxima minus maximum of minima."""
    return float(game.max(axis=0).min() - game.min(axis=1).max())


def swap_exchange() -> bool:
    """The two orders have the same value, also for two discriminators and two point masses."""
    data, two = np.array([0.5, 0.5]), np.array([[0.9, 0.1], [0.1, 0.9]])
    masses = np.array([[value(d, data, q) for q in np.eye(2)] for d in two])
    assert np.isclose(gap(masses), np.log(9))
    return all(np.isclose(gap(game), 0) for game in (masses, *map(values, SEEDS)))


def swap_inequality() -> bool:
    """The maximum of minima is at most the minimum of maxima, in GAN games and arbitrary ones."""
    games = [values(seed) for seed in SEEDS] + [random(seed).randn(7, 5) for seed in SEEDS]
    return all(gap(game) >= 0 for game in games)


def swap_concentrated() -> bool:
    """Against a fixed D, no random generator does better than the point mass on its maximum."""
    for seed in SEEDS:
        data, d = pair(seed)[0], discriminators(seed, count=1)[0]
        point = value(d, data, np.eye(5)[d.argmax()])
        if any(value(d, data, q) <= point for q in random(seed).dirichlet(np.ones(5), 60)):
            return False
    return True


def swap_response() -> bool:
    """Against a fixed D, no generator does better than the data distribution."""
    cases = [(pair(seed)[0], discriminators(seed, count=1)[0]) for seed in SEEDS]
    others = random(5).dirichlet(np.ones(5), 60)
    return all(value(d, data, data) <= value(d, data, q) + 1e-12 for data, d in cases for q in others)


# ------------------------------------------------------------------ modes and disjoint supports


def modes_batches() -> bool:
    """A collapsed and a diverse source that share their single samples' mean differ once pairs are seen."""
    single = np.full(4, 0.25)
    pairs_diverse, pairs_alike = np.outer(single, single).ravel(), np.diag(single).ravel()
    seen_alone = jsd(pairs_diverse.reshape(4, 4).sum(axis=1), pairs_alike.reshape(4, 4).sum(axis=1))
    return seen_alone < 1e-12 and jsd(pairs_diverse, pairs_alike) > 0.1


def modes_minimum() -> bool:
    """No generator over two modes has a smaller JSD than the one that covers a single mode."""
    data = np.array([0.5, 0.5])
    shares = np.linspace(0, 1, 51)
    return min(jsd(data, np.array([s, 1 - s])) for s in shares) >= jsd(data, np.array([1.0, 0.0])) - 1e-12


def block(start: int, size: int = 40) -> Array:
    """The uniform distribution over five points from a start."""
    masses = np.zeros(size)
    masses[start : start + 5] = 0.2
    return masses


def disjoint_constant() -> bool:
    """The JSD of disjoint blocks is log 2 at every distance."""
    return all(np.isclose(jsd(block(0), block(start)), np.log(2)) for start in range(5, 35))


def disjoint_approach() -> bool:
    """The JSD of disjoint blocks falls as they approach each other."""
    found = [jsd(block(0), block(start)) for start in range(30, 4, -5)]
    return bool(np.all(np.diff(found) < -1e-9))


def wasserstein(p: Array, q: Array, step: float = 1) -> float:
    """W_1 on equally spaced points: the area between the distribution functions."""
    return float(np.abs(np.cumsum(p - q)).sum() * step)


def disjoint_points() -> bool:
    """Between point masses, W_1 is the distance and the JSD is constant."""
    points = np.eye(12)
    distances = all(np.isclose(wasserstein(points[0], points[t]), t) for t in range(1, 12))
    return distances and len({round(jsd(points[0], points[t]), 9) for t in range(1, 12)}) == 1


def disjoint_finite() -> bool:
    """Both divergences of disjoint blocks are finite."""
    return bool(np.isfinite(kl(block(0), block(10))) and np.isfinite(jsd(block(0), block(10))))


# ------------------------------------------------------------------ critics, least squares, f-divergences


def lipschitz_functions(bound: float, size: int = 8, count: int = 4000) -> Array:
    """Functions on 0, 1, … with random slopes of at most a bound, the extreme slopes included."""
    slopes = random(7).uniform(-bound, bound, (count, size - 1))
    signs = 2.0 * (np.arange(2 ** (size - 1))[:, None] >> np.arange(size - 1) & 1) - 1
    return np.cumsum(np.hstack([np.zeros((count + len(signs), 1)), np.vstack([slopes, bound * signs])]), axis=1)


def critic_lower() -> bool:
    """No 1-Lipschitz function has a difference of means above W_1."""
    pairs = [pair(seed, size=8) for seed in SEEDS]
    functions = lipschitz_functions(1)
    return all((functions @ (p - q)).max() <= wasserstein(p, q) + 1e-12 for p, q in pairs)


def critic_unconstrained() -> bool:
    """The difference of means of arbitrary bounded functions does not exceed W_1."""
    functions = 1000 * random(8).randn(200, 8)
    pairs = [pair(seed, size=8) for seed in SEEDS]
    return all((functions @ (p - q)).max() <= wasserstein(p, q) + 1e-12 for p, q in pairs)


def critic_scaled() -> bool:
    """The best K-Lipschitz function has K times W_1, also for K other than one."""
    pairs = [pair(seed, size=8) for seed in SEEDS]
    bounds = (0.5, 3.0)
    functions = [lipschitz_functions(k, count=50) for k in bounds]
    return all(
        np.isclose((f @ (p - q)).max(), k * wasserstein(p, q))
        for k, f in zip(bounds, functions, strict=True)
        for p, q in pairs
    )


def squares_response(p: Array, q: Array, b: float, a: float) -> Array:
    """The least-squares discriminator, by weighted regression on the targets b and a."""
    design = np.vstack([np.eye(len(p)), np.eye(len(p))])
    targets = np.repeat([b, a], len(p))
    root = np.sqrt(np.concatenate([p, q]))
    return np.asarray(np.linalg.lstsq(root[:, None] * design, root * targets, rcond=None)[0])


def squares_optimal() -> bool:
    """Regression finds the weighted mean of the targets."""
    cases = [(*pair(seed), *random(seed).randn(2)) for seed in SEEDS]
    return all(np.allclose(squares_response(p, q, b, a), (b * p + a * q) / (p + q)) for p, q, b, a in cases)


def squares_loss(p: Array, q: Array, b: float) -> float:
    """The generator's loss with a = b - 2 and c = b - 1."""
    return float((p + q) @ (squares_response(p, q, b, b - 2) - (b - 1)) ** 2)


def squares_pearson() -> bool:
    """The loss is the Pearson divergence of p + q and 2q."""

    def pearson(p: Array, q: Array) -> float:
        return float(np.sum((2 * q - (p + q)) ** 2 / (p + q)))

    cases = [(*pair(seed), b) for seed in SEEDS for b in (1.0, -0.5)]
    return all(np.isclose(squares_loss(p, q, b), pearson(p, q)) for p, q, b in cases)


def squares_shannon() -> bool:
    """The loss is 2 JSD - log 4."""
    pairs = [pair(seed) for seed in SEEDS]
    return all(np.isclose(squares_loss(p, q, 1.0), 2 * jsd(p, q) - np.log(4)) for p, q in pairs)


def squares_saturates() -> bool:
    """The slope of (D - c)² falls towards zero as D falls."""
    slopes = [abs(slope(lambda d: (d - 1) ** 2, at)) for at in (0.0, -10.0, -100.0)]
    return slopes == sorted(slopes, reverse=True) and slopes[-1] < 1e-3


def variational_lower() -> bool:
    """For f(u) = u log u, with the conjugate by search, no random T exceeds the divergence."""
    u = np.linspace(1e-6, 60, 20000)

    def excess(p: Array, q: Array, t: Array) -> float:
        conjugate = np.array([np.max(s * u - u * np.log(u)) for s in t])
        return float(p @ t - q @ conjugate - np.sum(q * (p / q) * np.log(p / q)))

    return all(excess(*pair(seed), random(seed).uniform(-2, 3, 5)) <= 1e-6 for seed in SEEDS)


def variational_wasserstein() -> bool:
    """W_1 is, as any f-divergence, the same after the points have been reordered for both distributions."""
    order = np.array([4, 0, 3, 1, 2])
    pairs = [pair(seed) for seed in SEEDS]
    return all(np.isclose(wasserstein(p, q), wasserstein(p[order], q[order])) for p, q in pairs)


def variational_stretch() -> bool:
    """Gaussian densities of 2x instead of x: the JSD remains and W_1 doubles."""
    grid = np.linspace(-20, 20, 4001)
    step = grid[1] - grid[0]

    def density(mean: float, deviation: float) -> Array:
        masses = np.exp(-0.5 * ((grid - mean) / deviation) ** 2) + 1e-200
        return np.asarray(masses / masses.sum())

    near, far = ((density(0, s), density(m, 1.5 * s)) for m, s in ((1.0, 0.8), (2.0, 1.6)))
    doubled = np.isclose(wasserstein(*far, step), 2 * wasserstein(*near, step), rtol=1e-3)
    return bool(doubled and np.isclose(jsd(*near), jsd(*far), rtol=1e-3))


# ------------------------------------------------------------------ conditional GANs, samples, dimensions


def conditional_pairs() -> bool:
    """With other label frequencies, search over D(x, y) finds the ratio of the joint distributions."""

    def agrees(seed: int) -> bool:
        data = random(seed).dirichlet(2 * np.ones(6))
        labels, images = np.array([0.7, 0.3]), random(seed + 1).dirichlet(2 * np.ones(3), 2)
        made = (labels[:, None] * images).ravel()
        return bool(np.allclose(best_response(data, made), data / (data + made), atol=1e-3))

    return all(agrees(seed) for seed in SEEDS)


def conditional_unseen() -> bool:
    """A generator with the images of two labels interchanged has a larger value for a D that sees only x."""
    images = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]])
    data, interchanged = 0.5 * images.sum(axis=0), 0.5 * images[::-1].sum(axis=0)
    return bool(value(best_response(data, interchanged), data, interchanged) > -np.log(4) + 1e-6)


def conditional_labels() -> bool:
    """With labels of other frequencies, some generator has D = 1/2 for all pairs."""
    data = np.array([0.3, 0.2, 0.5])  # two images of the first label, one of the second
    shares = np.linspace(0, 1, 41)
    made = [np.array([0.7 * s, 0.7 * (1 - s), 0.3]) for s in shares]
    return any(np.allclose(best_response(data, q), 0.5, atol=0.01) for q in made)


def optimal_density() -> bool:
    """Two pairs of distributions multiplied by one function differ in their best responses."""
    p, q, factor = np.array([0.2, 0.3, 0.5]), np.array([0.4, 0.1, 0.5]), np.array([1.3, 1.3, 0.7])
    assert np.isclose((p * factor).sum(), 1)
    assert np.isclose((q * factor).sum(), 1)
    return not np.allclose(best_response(p, q), best_response(p * factor, q * factor), atol=1e-3)


def density_full() -> bool:
    """Some random linear map from two to three dimensions has samples with a covariance of full rank."""
    maps = random(2).randn(20, 3, 2)
    noise = random(3).randn(2, 200)
    return any(np.linalg.matrix_rank(np.cov(matrix @ noise), tol=1e-9) == 3 for matrix in maps)


def density_samples() -> bool:
    """For G(z) = z + t and D = sigmoid(x), the sample gradient agrees with that of the integral over p_g."""
    grid, t = np.linspace(-12, 12, 4001), 0.5

    def integral(shift: float) -> float:
        density = np.exp(-0.5 * (grid - shift) ** 2) / np.sqrt(2 * np.pi)
        return float(np.sum(density * -np.log1p(np.exp(grid))) * (grid[1] - grid[0]))

    samples = -1 / (1 + np.exp(-(random(4).randn(40000) + t)))
    return abs(float(samples.mean()) - slope(integral, t)) < 0.01


# ------------------------------------------------------------------ FID and dynamics


def frechet(a: Array, b: Array) -> float:
    """The Fréchet distance of scalar features from means and variances."""
    return float((a.mean() - b.mean()) ** 2 + a.var() + b.var() - 2 * np.sqrt(a.var() * b.var()))


def distance_moments() -> bool:
    """Features -1 and 1, and features with three values of the same moments, have the distance zero."""
    first, second = np.array([-1.0, 1.0] * 4), np.array([-2.0, 0, 0, 0, 0, 0, 0, 2.0])
    return bool(abs(frechet(first, second)) < 1e-12 and not np.allclose(np.sort(first), second))


def distance_unbiased() -> bool:
    """For equal Gaussians, whose distance is zero, finite samples have the mean distance zero."""
    found = [frechet(*random(seed).randn(2, 20)) for seed in range(150)]
    return bool(abs(np.mean(found)) < 4 * np.std(found) / np.sqrt(len(found)))


def distance_memorised() -> bool:
    """A generator of copies of the training features has a positive distance to them."""
    training = random(1).randn(50)
    return frechet(training, random(2).permutation(training)) > 1e-9


def distances(step: float) -> Array:
    """Distances from the equilibrium of V = dg under simultaneous steps."""
    d, g, found = 0.6, 0.8, [1.0]
    for _ in range(200):
        d, g = d + step * g, g - step * d
        found.append(float(np.hypot(d, g)))
    return np.array(found)


def dynamics_spiral() -> bool:
    """Each step increases the distance."""
    return all(np.all(np.diff(distances(step)) > 0) for step in (0.001, 0.05, 0.5))


def dynamics_converges() -> bool:
    """With small steps the distance falls."""
    return any(distances(step)[-1] < 1 for step in (0.001, 0.01, 0.05))


def two_moments(seed: int) -> tuple[float, float, float]:
    """(rise of the generator's loss, rise of V, rise of the JSD) between random moments of a training."""
    data, first = pair(seed)
    second = 0.5 * first + 0.5 * pair(seed + 50)[1]
    before, after = discriminators(seed, count=2)
    losses = second @ np.log(1 - after) - first @ np.log(1 - before)
    rise = value(after, data, second) - value(before, data, first)
    return float(losses), rise, jsd(data, second) - jsd(data, first)


def dynamics_rises() -> bool:
    """At some moments the loss rises while the JSD falls."""
    return any(loss > 0 and divergence < 0 for loss, _, divergence in map(two_moments, range(40)))


def dynamics_monitor() -> bool:
    """Whenever V falls, the JSD falls."""
    return all(divergence < 0 for _, rise, divergence in map(two_moments, range(40)) if rise < 0)


def surrogate_agrees(divergence: Callable[[Array, Array], float]) -> bool:
    """Whether -E[log D] with a fixed optimal D has the slope of a divergence, for softmax generators."""

    def generated(t: float, seed: int) -> Array:
        logits = random(seed).randn(5) + t * random(seed + 1).randn(5)
        return np.asarray(np.exp(logits) / np.exp(logits).sum())

    def agrees(seed: int) -> bool:
        data = pair(seed)[0]
        fixed = data / (data + generated(0, seed))
        loss = slope(lambda t: float(-generated(t, seed) @ np.log(fixed)), 0)
        return bool(np.isclose(loss, slope(lambda t: divergence(generated(t, seed), data), 0), atol=1e-7))

    return all(agrees(seed) for seed in SEEDS)


def surrogate_reverse() -> bool:
    """The slope is that of KL[p_g || data] - 2 JSD."""
    return surrogate_agrees(lambda q, p: kl(q, p) - 2 * jsd(q, p))


def surrogate_forward() -> bool:
    """The slope is that of 2 JSD."""
    return surrogate_agrees(lambda q, p: 2 * jsd(q, p))


experiments: dict[str, Callable[[], bool]] = {
    "saturation/similar": saturation_similar,
    "saturation/reject": saturation_reject,
    "saturation/alternative": saturation_alternative,
    "saturation/direction": saturation_direction,
    "penalty/helps": penalty_helps,
    "penalty/everywhere": penalty_everywhere,
    "lipschitz/spectral": lipschitz_spectral,
    "lipschitz/entries": lipschitz_entries,
    "divergence/jensen_shannon": divergence_jensen_shannon,
    "divergence/likelihood": divergence_likelihood,
    "divergence/value": divergence_value,
    "divergence/bound": divergence_bound,
    "divergence/any": divergence_any,
    "divergence/zero": divergence_zero,
    "optimal/ratio": optimal_ratio,
    "optimal/one": optimal_one,
    "optimal/weighted": optimal_weighted,
    "optimal/unweighted": optimal_unweighted,
    "optimal/density": optimal_density,
    "swap/exchange": swap_exchange,
    "swap/inequality": swap_inequality,
    "swap/concentrated": swap_concentrated,
    "swap/response": swap_response,
    "modes/batches": modes_batches,
    "modes/minimum": modes_minimum,
    "disjoint/constant": disjoint_constant,
    "disjoint/approach": disjoint_approach,
    "disjoint/points": disjoint_points,
    "disjoint/finite": disjoint_finite,
    "critic/lower": critic_lower,
    "critic/unconstrained": critic_unconstrained,
    "critic/scaled": critic_scaled,
    "squares/optimal": squares_optimal,
    "squares/pearson": squares_pearson,
    "squares/shannon": squares_shannon,
    "squares/saturates": squares_saturates,
    "variational/lower": variational_lower,
    "variational/wasserstein": variational_wasserstein,
    "variational/stretch": variational_stretch,
    "conditional/pairs": conditional_pairs,
    "conditional/unseen": conditional_unseen,
    "conditional/labels": conditional_labels,
    "density/samples": density_samples,
    "density/full": density_full,
    "distance/moments": distance_moments,
    "distance/unbiased": distance_unbiased,
    "distance/memorised": distance_memorised,
    "dynamics/spiral": dynamics_spiral,
    "dynamics/converges": dynamics_converges,
    "dynamics/rises": dynamics_rises,
    "dynamics/monitor": dynamics_monitor,
    "surrogate/reverse": surrogate_reverse,
    "surrogate/forward": surrogate_forward,
}
