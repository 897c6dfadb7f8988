"""Receptive field of a stack of convolutions and pools (Araujo, Norris and Sim 2019, Distill 4(11), e21)."""

import re
from math import prod

import numpy as np


def stack(rng) -> tuple[tuple[str, int, int, int], ...]:
    """A stack with a stride that a later layer feels."""
    layers: list[tuple[str, int, int, int]] = []
    count = rng.integer(3, 4)
    halved = rng.integer(0, count - 2)
    for place in range(count):
        pools = 0 < place < count - 1 and layers[-1][0] == "convolution"
        if pools and rng.chance(1, 2):
            layers.append(("max pooling", rng.integer(2, 3), 2, 1))
            continue
        stride = 2 if place == halved else rng.choice([1, 1, 1, 2])
        dilation = rng.choice([1, 2, 3]) if layers and stride == 1 else 1
        layers.append(("convolution", rng.choice([3, 3, 5] if layers else [3, 5, 7]), stride, dilation))
    return tuple(layers)


def goal(rng, layers) -> int:
    """A size that whole layers pass, but do not meet."""
    field, jump = solve_a(layers)
    return field + 2 * jump * rng.integer(9, 24) - rng.integer(1, 2 * jump - 1)


def solve_a(layers):
    field = jump = 1
    for _, kernel, stride, dilation in layers:
        field += dilation * (kernel - 1) * jump
        jump *= stride
    return field, jump


def solve_b(field, jump, target):
    return -((field - target) // (2 * jump))


def check(layers, target):
    """Disturb one pixel of a row after the other, and see which units of a real stack notice."""
    signals = np.eye(target + 120)

    def passed(x, kernel, stride, dilation):
        count = (x.shape[1] - dilation * (kernel - 1) - 1) // stride + 1
        return sum(x[:, i * dilation :][:, : (count - 1) * stride + 1 : stride] for i in range(kernel))

    def width(x):
        seen = np.flatnonzero(x[:, 0])
        return int(seen[-1] - seen[0] + 1)

    for _, kernel, stride, dilation in layers:
        signals = passed(signals, kernel, stride, dilation)
    field, jump, more = width(signals), int(np.flatnonzero(signals[:, 1])[0]), 0
    while width(signals) < target:
        signals, more = passed(signals, 3, 1, 1), more + 1
    return {"field": field, "jump": jump, "more": more}


def slips_a(layers, field):
    steps = [dilation * (kernel - 1) for _, kernel, _, dilation in layers]
    strides = [stride for _, _, stride, _ in layers]
    before = [prod(strides[:i]) for i in range(len(layers))]
    narrow = 1 + sum((layer[1] - 1) * j for layer, j in zip(layers, before, strict=True))
    own = 1 + sum(step * j * s for step, j, s in zip(steps, before, strides, strict=True))
    sizes = {
        "ignored the strides": (1 + sum(steps), 2),
        "counted a layer's own stride": (own, 3),
        "began at 0 instead of 1": (field - 1, 3),
    }
    if narrow < field:
        sizes["ignored the dilation"] = (narrow, 3)
    return {"field": sizes, "jump": {"added the strides": (sum(strides), 3)}}


def slips_b(field, jump, target):
    return {
        "counted two pixels for each layer": (-((field - target) // 2), 1),
        "widened the field on one side only": (-((field - target) // jump), 1),
    }


def context(layers):
    trace, field, jump = [], 1, 1
    for _, kernel, stride, dilation in layers:
        steps = dilation * (kernel - 1)
        trace.append((steps + 1, field, jump, field + steps * jump, stride))
        field, jump = field + steps * jump, jump * stride
    return {"trace": trace, "dilated": any(layer[3] > 1 for layer in layers)}


def read(text):
    rows = re.findall(r"\| \d: (.+?) \| (\d) \| (\d) \| (\d) \|", text)
    layers = tuple((kind, *map(int, numbers)) for kind, *numbers in rows)
    return {"layers": layers, "target": int(re.findall(r"r \\ge (\d+)", text)[0])}
