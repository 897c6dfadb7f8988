"""A correlation guessed from a scatter plot (after R/exams scatterplot)."""

from exampaper.author import *


def points(rng) -> Samples:
    xs, noise = rng.integers(30, 5, 95), rng.integers(30, -30, 30)
    steep = rng.choice((-4, -3, -2, 2, 3, 4))
    return tuple((x, 50 + (steep * (x - 50) + 5 * error) // 10) for x, error in zip(xs, noise))


def solve(points):
    xs, ys = zip(*points)
    r = correlation(xs, ys)
    return r if abs(r) > 0.3 else reject("hardly any correlation")


def figures(points):
    axes = Axis("$x$", range=(0, 100)), Axis("$y$", range=(-20, 120))
    return {"scatter": Plot(*axes, (Points(points),), size=(200, 200))}


def check(points):
    """The dots as they are drawn: the mean of the products, less the product of the means, over both deviations."""
    (dots,) = drawn(figures(points)["scatter"]).layers
    xs, ys = zip(*dots.at)
    width, height = population_deviation(xs), population_deviation(ys)
    together = mean([x * y for x, y in zip(xs, ys)])
    return (together - mean(xs) * mean(ys)) / (width * height)


def slips(r):
    return {
        "took the other sign": -r,
        "took the square": (1 if r > 0 else -1) * r * r,
        "took the root": (1 if r > 0 else -1) * sqrt(abs(r)),
    }


def read(text, figures):
    (dots,) = drawn(figures["scatter"]).layers
    return {"points": tuple((round(x), round(y)) for x, y in dots.at)}
