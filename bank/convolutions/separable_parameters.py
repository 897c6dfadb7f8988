"""Parameters of a depthwise separable convolution (Howard et al. 2017, “MobileNets”)."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs, no-warn-return-any

from exampaper.author import Fraction, entries

read = (
    "each of its << channels >> input channels",
    "into << filters >> output channels",
    {
        "biases == 'has a bias'": "Every filter of either step has a bias.",
        "biases == 'has no bias'": "No filter of either step has a bias.",
    },
    r"with one $<< side >> \times << side >>$ filter",
)


def solve(channels, filters, side, biases):
    depthwise, pointwise = channels * side**2, channels * filters
    total = depthwise + pointwise + (channels + filters if biases == "has a bias" else 0)
    return depthwise, pointwise, total, Fraction(ordinary(channels, filters, side, biases), total)


def ordinary(channels, filters, side, biases):
    return channels * filters * side**2 + (filters if biases == "has a bias" else 0)


def check(channels, filters, side, biases):
    """Build the arrays of all filters and count their entries."""
    first, second = [(side, side)] * channels, [(channels, 1, 1)] * filters
    bias = [(1,)] if biases == "has a bias" else []
    total = entries(*first, *second, *bias * channels, *bias * filters)
    whole = entries(*[(channels, side, side)] * filters, *bias * filters)
    return entries(*first), entries(*second), total, Fraction(whole, total)


def slips(channels, filters, side, biases, depthwise, pointwise, total):
    pointwise_only = {"left out the pointwise step": (total - pointwise, 3)}
    wide = {"took the second step for channel by channel, too": (total - pointwise + filters, 3)}
    if biases == "has a bias":
        return {"total": pointwise_only | wide | {"forgot the biases": (total - channels - filters, 3)}}
    return {"total": pointwise_only | wide | {"counted a bias for each filter": (total + channels + filters, 3)}}


def context(channels, filters, side, biases):
    return {"ordinary": ordinary(channels, filters, side, biases), "with_bias": biases == "has a bias"}
