"""Parameters of a grouped convolution (Krizhevsky et al. 2012), or of a depthwise one (Howard et al. 2017)."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs, no-warn-return-any

from exampaper.author import entries

read = (
    "The << channels >> input channels and the << filters >> filters",
    "into << groups >> equal groups",
    {"after == 'biases'": "Each filter has a bias", "after == 'normalisation'": "There are no biases"},
    r"size $<< rows >> \times << columns >>$",
)


def sizes(rng) -> tuple[int, int, int]:
    """Channels, filters, groups."""
    if rng.chance(1, 3):  # depthwise
        channels = rng.choice([12, 16, 24, 32, 48, 64, 96])
        return channels, channels, channels
    groups = rng.choice([2, 3, 4, 8])
    return groups * rng.integer(3, 16), groups * rng.integer(2, 12), groups


def shape(rng) -> tuple[int, int]:
    return rng.choice([(3, 3), (3, 3), (5, 5), (7, 7), (3, 5), (5, 3), (1, 7), (7, 1), (1, 3), (3, 1)])


def extras(filters, after):
    return filters if after == "biases" else 2 * filters


def solve(channels, filters, groups, rows, columns, after):
    weights = filters * rows * columns * (channels // groups)
    return weights, weights + extras(filters, after)


def check(channels, filters, groups, rows, columns, after):
    """Every pair of a filter and a channel is looked at: do they belong to one group?"""
    pairs = [(f, c) for f in range(filters) for c in range(channels)]
    together = [(f, c) for f, c in pairs if f * groups // filters == c * groups // channels]
    weights = entries(*[(rows, columns) for _ in together])
    return weights, weights + entries(*[(filters,)] * (1 if after == "biases" else 2))


def slips(channels, filters, groups, rows, columns, after, weights, total):
    others = extras(filters, after)
    found = {
        "every filter sees all channels": (rows * columns * channels * filters + others, 2),
        "forgot " + ("the biases" if after == "biases" else "scale and shift"): (weights, 2),
    }
    if groups < channels:
        found["counted one group"] = (weights // groups + others, 2)
    if after == "normalisation":
        found["counted biases as well"] = (total + filters, 2)
    return found


def context(channels, groups):
    return {"seen": channels // groups}
