"""Number of learned parameters of a convolutional layer (Goodfellow, Bengio & Courville 2016, chapter 9)."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs, no-warn-return-any

from exampaper.author import entries

read = (
    r"has size $<< height >> \times << width >> \times << channels >>$",
    {"filters == 1": r"a single $<< rows >> \times << columns >>$ filter, including its bias"},
    {"filters > 1": r"has << filters >> filters of size $<< rows >> \times << columns >>$"},
    {"after == 'normalisation'": "without biases"},
)


def shape(rng) -> tuple[int, int]:
    return rng.choice([(3, 3), (3, 3), (5, 5), (7, 7), (3, 5), (5, 3), (1, 7), (7, 1), (1, 3), (3, 1)])


def extras(filters, after):
    return filters if after == "biases" else 2 * filters


def solve(rows, columns, channels, filters, after):
    weights = rows * columns * channels * filters
    return weights, weights + extras(filters, after)


def check(rows, columns, channels, filters, after):
    """Build the arrays and count their entries."""
    kernels = [(channels, rows, columns) for _ in range(filters)]
    others = [(filters,)] if after == "biases" else [(filters,), (filters,)]
    return entries(*kernels), entries(*kernels, *others)


def slips(rows, columns, channels, filters, after, height, width, weights, total):
    found = {
        "left out the channels": (rows * columns * filters + extras(filters, after), 2),
        "separate weights for each pixel": (weights * height * width + extras(filters, after), 2),
    }
    if after == "normalisation":
        return found | {"forgot scale and shift": (weights, 2), "counted biases as well": (total + filters, 2)}
    if filters > 1:
        found["one bias for all filters"] = (weights + 1, 2)
    return found | {"forgot the bias" if filters == 1 else "forgot the biases": (weights, 2)}
