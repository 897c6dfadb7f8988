"""Bias, variance and noise (Hastie, Tibshirani and Friedman 2009, "The elements of statistical learning", 7.3)."""

from exampaper.author import Fraction, mean, outcomes, population_variance

read = (
    "example is << values >>, each with the same",
    {
        "estimator == 'shrunk'": "half of their mean",
        "estimator == 'mixed'": "(Y_1 + Y_2 << guess | signed >>)",
        "estimator == 'greatest'": r"\max(Y_1, Y_2)",
        "estimator == 'first'": "whatever $Y_2$ is",
    },
)


def support(rng) -> tuple[int, ...]:
    return rng.sample(range(13), rng.integer(2, 4), shuffled=False)


def moments(values):
    """Mean and variance of one label."""
    centre = Fraction(sum(values), len(values))
    return centre, Fraction(sum(x * x for x in values), len(values)) - centre**2


def of_maximum(values):
    """Values of the greater of two labels, which rise, with their probabilities."""
    return [(x, Fraction(2 * k + 1, len(values) ** 2)) for k, x in enumerate(values)]


def solve_a(values, estimator, guess):
    centre, noise = moments(values)
    if estimator == "greatest":
        expected = sum(x * p for x, p in of_maximum(values))
        return expected - centre, sum(x * x * p for x, p in of_maximum(values)) - expected**2
    if estimator == "shrunk":
        return -centre / 2, noise / 8
    return ((guess - centre) / 3, noise * Fraction(2, 9)) if estimator == "mixed" else (Fraction(0), noise)


def solve_b(bias, variance, values):
    return bias**2 + variance + moments(values)[1]


def check(values, estimator, guess):
    """List all training sets, and all of them with all new labels."""
    learners = {
        "shrunk": lambda y, z: Fraction(y + z, 4),
        "mixed": lambda y, z: Fraction(y + z + guess, 3),
        "greatest": max,
        "first": lambda y, z: Fraction(y),
    }
    predict = learners[estimator]
    predictions = [predict(y, z) for y, z in outcomes(values, times=2)]
    errors = [(predict(y, z) - new) ** 2 for y, z, new in outcomes(values, times=3)]
    return mean(predictions) - mean(values), population_variance(predictions), mean(errors)


def slips_a(values, estimator, bias, variance):
    _, noise = moments(values)
    wrong = {"variance": {"divided by n - 1": (noise * len(values) / (len(values) - 1), 4)}}
    if estimator in ("shrunk", "mixed"):
        wrong["variance"] = {"did not square the factor": (noise / 2 if estimator == "shrunk" else noise * 2 / 3, 4)}
    if bias:
        wrong["bias"] = {"took the bias with the wrong sign": (-bias, 4)}
    return wrong


def slips_b(bias, variance, values):
    wrong = {"left out the noise": (bias**2 + variance, 1)}
    if bias not in (0, 1):
        wrong["did not square the bias"] = (bias + variance + moments(values)[1], 1)
    return wrong


def context(values, bias):
    centre, noise = moments(values)
    shares = [f"{x} with probability ${p.numerator}/{p.denominator}$" for x, p in of_maximum(values)]
    square = sum(x * x * p for x, p in of_maximum(values))
    expected = centre + bias
    return {"centre": centre, "noise": noise, "expected": expected, "square": square, "shares": shares}
