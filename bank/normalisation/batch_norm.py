"""Batch and layer normalisation (Ioffe and Szegedy 2015; Ba, Kiros and Hinton 2016)."""

from exampaper.author import Fraction, Rows, isqrt

read = (
    "X = << x >>.",
    "in row << i + 1 >> and column << j + 1 >>",
    r"$\gamma = << gamma >>$ and $\beta = << beta >>$ for all",
    {
        "kind == 'layer'": "*Layer* normalisation",
        "kind == 'training'": "being trained on this batch",
        "kind == 'prediction'": "has been trained, and predicts",
        "kind != 'layer'": "running mean << mean >> and the running variance << deviation**2 >>.",
    },
)


def moments(four):
    """Mean and standard deviation, where both are whole numbers; else nothing."""
    squares = 4 * sum(value * value for value in four) - sum(four) ** 2
    root = isqrt(squares)
    return (sum(four) // 4, root // 4) if root and root**2 == squares and root % 4 == sum(four) % 4 == 0 else None


def activations(rng) -> tuple[Rows, int, int]:
    """A matrix, and a row and a column of it with different moments that are whole numbers."""
    i, j, entry = rng.integer(0, 3), rng.integer(0, 3), rng.integer(-3, 9)
    row, column = [0] * 4, [0] * 4
    while not moments(row):
        row = [entry if k == j else rng.integer(-5, 15) for k in range(4)]
    while not moments(column) or moments(column) == moments(row):
        column = [entry if k == i else rng.integer(-5, 15) for k in range(4)]
    rows = [[column[k] if place == j else rng.integer(-3, 9) for place in range(4)] for k in range(4)]
    return Rows([*rows[:i], row, *rows[i + 1 :]]), i, j


def running(rng, kind) -> tuple[int, int]:
    return (0, 0) if kind == "layer" else (rng.integer(-2, 8), rng.integer(2, 5))


def used(kind, x, i, j, mean, deviation):
    return (mean, deviation) if kind == "prediction" else moments(x[i] if kind == "layer" else [row[j] for row in x])


def solve(kind, x, i, j, mean, deviation, gamma, beta):
    mu, sigma = used(kind, x, i, j, mean, deviation)
    return gamma * Fraction(x[i][j] - mu, sigma) + beta


def check(kind, x, i, j, mean, deviation, gamma, beta, y):
    """Undo scale and shift; a normalised entry obeys z² · (mean squared distance of pairs) / 2 = (x − μ)²."""
    group = x[i] if kind == "layer" else [row[j] for row in x]
    z = (y - beta) / gamma
    if kind == "prediction":
        assert z * deviation + mean == x[i][j]
        return
    away = Fraction(sum(x[i][j] - other for other in group), 4)
    pairs = Fraction(sum((a - b) ** 2 for a in group for b in group), 16)
    assert z * z * pairs == 2 * away * away
    assert z * away >= 0


def slips(kind, x, i, j, mean, deviation, gamma, beta):
    others = {
        "running statistics": "prediction",
        "statistics of the column": "training",
        "statistics of the row": "layer",
    }
    wrong = {}
    for name, other in others.items():
        if other != kind and (other != "prediction" or deviation):
            wrong[f"took the {name}"] = (solve(other, x, i, j, mean, deviation, gamma, beta), 3)
    mu, sigma = used(kind, x, i, j, mean, deviation)
    if sigma > 1 and x[i][j] != mu:
        wrong["divided by the variance"] = (gamma * Fraction(x[i][j] - mu, sigma**2) + beta, 3)
    return wrong


def context(kind, x, i, j, mean, deviation):
    return dict(zip(("mu", "sigma"), used(kind, x, i, j, mean, deviation), strict=True))
