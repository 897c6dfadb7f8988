"""Batch and layer normalisation (Ioffe and Szegedy 2015; Ba, Kiros and Hinton 2016)."""

from exampaper.author import Fraction, Rows, isqrt

read = (
    "X = << x >>.",
    "in row << i + 1 >> and column << j + 1 >>",
    r"$\gamma = << gamma >>$ and $\beta = << beta >>$ for all",
    {
        "kind == 'layer'": "*Layer* normalisation",
        "kind == 'training'": "one of training",
        "kind == 'prediction'": "one of prediction",
        "kind != 'layer'": "running mean << mean >> and the running variance << deviation**2 >>.",
    },
)


def moments(values):
    """Mean and standard deviation, where both are whole numbers."""
    n = len(values)
    squares = sum(n * value * value for value in values) - sum(values) ** 2
    root = isqrt(squares)
    return None if sum(values) % n or root % n or root**2 != squares or not root else (sum(values) // n, root // n)


def activations(rng) -> tuple[Rows, int, int]:
    """A matrix, and a row and a column of it with standard deviations that are whole numbers."""
    i, j, entry = rng.integer(0, 3), rng.integer(0, 3), rng.integer(-3, 9)
    x = [list(row) for row in rng.rows(4, 4, -3, 9)]
    lines: list[list[int]] = []
    while len(lines) < 2:
        line = list(rng.integers(4, -5, 15))
        line[(j, i)[len(lines)]] = entry
        if moments(line):
            lines.append(line)
    x[i] = lines[0]
    for row, value in zip(x, lines[1], strict=True):
        row[j] = value
    if moments(lines[0]) == moments(lines[1]):
        rng.reject("row and column have the same statistics")
    return Rows(x), i, j


def running(rng, kind) -> tuple[int, int]:
    return (0, 0) if kind == "layer" else (rng.integer(-2, 8), rng.integer(2, 5))


def statistics(kind, x, i, j, mean, deviation):
    column = [row[j] for row in x]
    return (mean, deviation) if kind == "prediction" else moments(x[i] if kind == "layer" else column)


def solve(kind, x, i, j, mean, deviation, gamma, beta):
    mu, sigma = statistics(kind, x, i, j, mean, deviation)
    return gamma * Fraction(x[i][j] - mu, sigma) + beta


def check(kind, x, i, j, mean, deviation, gamma, beta, y):
    """Undo scale and shift; a normalised entry obeys z² · (mean squared distance of pairs) / 2 = (x − μ)²."""
    group = x[i] if kind == "layer" else [row[j] for row in x]
    z = (y - beta) / gamma
    if kind == "prediction":
        assert z * deviation + mean == x[i][j]
    else:
        away = Fraction(sum(x[i][j] - other for other in group), len(group))
        pairs = Fraction(sum((a - b) ** 2 for a in group for b in group), len(group) ** 2)
        assert z * z * pairs == 2 * away * away
        assert z * away >= 0


def slips(kind, x, i, j, mean, deviation, gamma, beta):
    def entry(mu, by):
        return gamma * Fraction(x[i][j] - mu, by) + beta

    mu, sigma = statistics(kind, x, i, j, mean, deviation)
    others = {
        "took the running statistics": ("prediction", 3),
        "took the statistics of the column": ("training", 3),
        "took the statistics of the row": ("layer", 3),
    }
    wrong = {}
    for name, (other, marks) in others.items():
        if other != kind and (other != "prediction" or deviation):
            wrong[name] = (entry(*statistics(other, x, i, j, mean, deviation)), marks)
    if sigma > 1 and x[i][j] != mu:
        wrong["divided by the variance"] = (entry(mu, sigma**2), 3)
    return wrong


def context(kind, x, i, j, mean, deviation):
    mu, sigma = statistics(kind, x, i, j, mean, deviation)
    return {"mu": mu, "sigma": sigma, "squares": 4 * sigma**2}
