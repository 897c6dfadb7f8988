"""Number of learned parameters of convolutions: one filter, whole layers, grouped, depthwise and separable ones.

Sources: I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning" (2016), chapter 9; groups: A. Krizhevsky et al.,
"ImageNet classification with deep convolutional neural networks" (2012); depthwise separable convolutions:
A. Howard et al., "MobileNets" (2017); scale and shift: S. Ioffe and C. Szegedy, "Batch normalization" (2015).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from exampaper.draw import Rng
from exampaper.model import Slip

Layer = Literal["single", "plain", "grouped", "depthwise", "separable"]
SIZES = (28, 32, 56, 64, 96, 112, 128, 224, 256)
CHANNELS = (3, 8, 12, 16, 20, 24, 32, 40, 48, 64, 96, 128)
FILTERS = (6, 10, 16, 24, 32, 36, 48, 64, 72, 96, 128)
After = Literal["bias", "norm", "nothing"]
EACH = {"bias": 1, "norm": 2, "nothing": 0}
SHAPES = ((3, 3), (3, 3), (5, 5), (7, 7), (3, 5), (5, 3), (1, 7), (7, 1), (1, 3), (3, 1))


@dataclass(frozen=True)
class Params:
    """height, width: of the image, which do not matter. filters: output channels; 1 for a single filter.

    after: what comes with each output channel: a bias, the scale and shift of batch normalisation, or nothing.
    """

    layer: Layer
    height: int
    width: int
    channels: int
    rows: int
    columns: int
    filters: int
    groups: int
    after: After


@dataclass(frozen=True)
class Answers:
    """seen: channels that a filter sees. per_filter, weights: of the first or only convolution.

    pointwise: weights of the 1×1 convolution, if any. outputs: channels that have a bias or a scale and a shift.
    """

    seen: int
    per_filter: int
    weights: int
    pointwise: int
    outputs: int
    extra: int
    total: int


def draw(rng: Rng) -> Params:
    layer: Layer = rng.choice(("single", "plain", "plain", "grouped", "grouped", "depthwise", "separable"))
    height, channels = rng.choice(SIZES), rng.choice(CHANNELS)
    rows, columns = rng.choice(SHAPES)
    filters = {"single": 1, "depthwise": channels}.get(layer, rng.choice(FILTERS))
    groups = _groups(rng, channels, filters) if layer == "grouped" else 1
    other: After = "norm" if layer in ("plain", "grouped") else "nothing"
    after: After = rng.choice(("bias", "bias", other))
    if filters == channels and layer != "depthwise":
        rng.reject("channels of input and output could be mistaken for each other")
    width = height if rng.chance(1, 2) else rng.choice(SIZES)
    params = Params(layer, height, width, channels, rows, columns, filters, groups, after)
    made = _made(params, solve(params))
    if len({(total, marks) for _, total, marks in made}) > len({total for _, total, _ in made}):
        rng.reject("one wrong total for errors of different weight")
    return params


def _groups(rng: Rng, channels: int, filters: int) -> int:
    """A number of groups that divides both, and leaves each group more than one channel."""
    fit = [g for g in (2, 3, 4, 8) if channels % g == 0 and filters % g == 0 and channels > g and filters > g]
    return rng.choice(fit) if fit else rng.reject("no common divisor")


def solve(params: Params) -> Answers:
    seen = 1 if params.layer in ("depthwise", "separable") else params.channels // params.groups
    per_filter = params.rows * params.columns * seen
    separable = params.layer == "separable"
    weights = per_filter * (params.channels if separable else params.filters)
    pointwise = params.channels * params.filters if separable else 0
    outputs = params.filters + (params.channels if separable else 0)
    extra = EACH[params.after] * outputs
    return Answers(seen, per_filter, weights, pointwise, outputs, extra, weights + pointwise + extra)


# ------------------------------------------------------------------ check


def check(params: Params, answers: Answers) -> None:
    """Build the arrays of each convolution, marking which inputs reach which outputs, and count their entries."""
    window = np.ones((params.rows, params.columns), dtype=bool)
    each = np.ones(params.channels, dtype=int)
    if params.layer == "separable":
        convolutions = [(window, np.diag(each > 0)), (window[:1, :1], np.ones((params.filters, each.size), dtype=bool))]
    elif params.layer == "depthwise":
        convolutions = [(window, np.diag(each > 0))]
    else:
        convolutions = [(window, _reached(params))]
    weights = [_entries(*convolution) for convolution in convolutions]
    extras = [np.zeros((reached.shape[0], _kinds(params))).size for _, reached in convolutions]
    assert answers.per_filter == _entries(window, convolutions[0][1][:1]), "weights of one filter"
    assert answers.seen * window.size == answers.per_filter, "channels that a filter sees"
    assert [answers.weights, answers.pointwise] == [*weights, 0][:2], f"the arrays have {weights} weights"
    assert answers.extra == sum(extras), f"there are {sum(extras)} parameters beside the weights"
    assert answers.outputs == sum(len(reached) for _, reached in convolutions), "output channels"
    assert answers.total == sum(weights) + sum(extras), f"there are {sum(weights) + sum(extras)}"


def _reached(params: Params) -> NDArray[np.bool_]:
    """(filters, channels): whether a filter sees a channel, both split into groups in their order."""
    of_filter = np.repeat(np.arange(params.groups), params.filters // params.groups)
    of_channel = np.repeat(np.arange(params.groups), params.channels // params.groups)
    return np.asarray(of_filter[:, None] == of_channel[None, :])


def _entries(window: NDArray[np.bool_], reached: NDArray[np.bool_]) -> int:
    """How many weights there are: for every position in the window, one for each channel that a filter sees."""
    return sum(int(np.count_nonzero(reached)) for _ in window.flat)


def _kinds(params: Params) -> int:
    return len({"bias": ["b"], "norm": ["scale", "shift"], "nothing": []}[params.after])


# ------------------------------------------------------------------ slips


def slips(params: Params, answers: Answers) -> list[Slip]:
    """Wrong weights are followed through. Of errors that lead to one total only the first is told."""
    first: dict[int, Slip] = {}
    for name, total, marks in _made(params, answers):
        first.setdefault(total, Slip(name, total, "total", marks))
    return list(first.values())


Made = tuple[str, int, int]
"""What went wrong, the total it leads to, and its marks."""


def _made(params: Params, answers: Answers) -> list[Made]:
    whole = answers.weights + answers.pointwise
    return [
        *_about_weights(params, answers),
        *_about_extras(params, answers, whole),
        ("separate weights for each pixel", whole * params.height * params.width + answers.extra, 2),
    ]


def _about_weights(params: Params, answers: Answers) -> list[Made]:
    area, extra = params.rows * params.columns, EACH[params.after] * params.filters
    ordinary = area * params.channels * params.filters + extra
    match params.layer:
        case "single":
            return [("left out the channels", area + extra, 2)]
        case "plain":
            return [("left out the channels", area * params.filters + extra, 3)]
        case "grouped":
            return [("every filter sees all channels", ordinary, 3)]
        case "depthwise":
            return [("every filter sees all channels", ordinary, 2)]
    left_out = answers.total - answers.pointwise
    return [
        ("counted an ordinary layer", ordinary, 0),
        ("left out the weights of the pointwise step", left_out, 2),
    ]


def _about_extras(params: Params, answers: Answers, whole: int) -> list[Made]:
    match params.after:
        case "bias":
            shared = ("one bias for all output channels", whole + 1, 3)
            each = ("one bias for each channel of the input", whole + params.channels, 3)
            forgot = "forgot the bias" if params.layer == "single" else "forgot the biases"
            return [(forgot, whole, 3), each if params.layer == "single" else shared]
        case "norm":
            return [
                ("forgot scale and shift", whole, 3),
                ("counted biases as well", answers.total + answers.outputs, 3),
            ]
    return [("counted a bias all the same", whole + answers.outputs, 3)]
