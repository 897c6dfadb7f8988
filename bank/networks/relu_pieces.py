"""The piecewise linear function of a small ReLU network (Montúfar et al. 2014, "On the number of linear regions")."""

import re
from itertools import pairwise

from sympy import Integer, expand, symbols

from exampaper.author import Axis, Line, Plot, drawn, linear_solution, relu

x = symbols("x")
PLACES = range(-5, 6)


def units(kinks, ways, at):
    return [relu(way * (at - kink)) for kink, way in zip(kinks, ways, strict=True)]


def height(kinks, ways, weights, bias, at):
    return bias + sum(c * h for c, h in zip(weights, units(kinks, ways, at), strict=True))


def output(rng, kinks, ways) -> tuple[tuple[int, ...], int]:
    """Output weights and bias, of a function that fits into the figure."""
    weights, bias = tuple(rng.choice([-3, -2, -1, 1, 2, 3]) for _ in kinks), rng.integer(-3, 3)
    heights = [height(kinks, ways, weights, bias, at) for at in PLACES]
    if max(heights) - min(heights) > 9 or max(map(abs, heights)) > 7:
        rng.reject("too high to be read off")
    return weights, bias


def solve_a(weights, bias):
    return weights, bias


def solve_b(kinks, ways, side, factors, shift):
    piece = Integer(shift)
    for kink, way, factor in zip(kinks, ways, factors, strict=True):
        if way == (1 if side == "right" else -1):
            piece += factor * way * (x - kink)
    return expand(piece)


def figures(kinks, ways, weights, bias):
    ends = [-5, *sorted(kinks), 5]
    points = tuple((at, height(kinks, ways, weights, bias, at)) for at in ends)
    heights = [y for _, y in points]
    across = Axis("$x$", (-5, 5), ticks=tuple(PLACES), grid=True)
    steps = tuple(range(min(heights) - 1, max(heights) + 2))
    up = Axis("$f(x)$", (steps[0], steps[-1]), ticks=steps, grid=True)
    return {"function": Plot(across, up, (Line(points),), size=(250, 20 * len(steps)))}


def seen(plot):
    """The height of the drawn curve at each whole number."""
    shown = drawn(plot)
    (curve,) = (layer for layer in shown.layers if isinstance(layer, Line))
    return [round(shown.height(curve, at)) for at in PLACES]


def check(kinks, ways, side, weights, bias):
    """Bias and weights solve the linear equations for the heights that are drawn; the last piece is drawn on."""
    heights = seen(figures(kinks, ways, weights, bias)["function"])
    rows = [[1, *(max(0, (at - k) * w) for k, w in zip(kinks, ways, strict=True))] for at in PLACES]
    shift, *factors = linear_solution(rows, heights)
    rise = heights[-1] - heights[-2] if side == "right" else heights[1] - heights[0]
    end = heights[-1] - 5 * rise if side == "right" else heights[0] + 5 * rise
    return {"factors": factors, "shift": shift, "piece": rise * x + end}


def slips_a(kinks, ways, weights, bias):
    start = height(kinks, ways, weights, bias, 0)
    rises = [height(kinks, ways, weights, bias, k + 1) - height(kinks, ways, weights, bias, k) for k in kinks]
    wrong = {"factors": {"took slopes, not changes of slope": (rises, 1)}, "shift": {}}
    if -1 in ways:
        turned = [way * weight for way, weight in zip(ways, weights, strict=True)]
        wrong["factors"]["turned the sign of a unit that falls"] = (turned, 3)
    if start != bias:
        wrong["shift"]["took f(0) for the bias"] = (start, 3)
    return wrong


def slips_b(kinks, ways, side, factors, shift):
    every = Integer(shift) + sum(f * w * (x - k) for f, w, k in zip(factors, ways, kinks, strict=True))
    on = solve_b(kinks, ways, side, factors, shift)
    wrong = {"kept units that are off": (expand(every), 1)} if len(set(ways)) > 1 else {}
    return wrong | ({"forgot the bias": (on - shift, 1)} if shift else {})


def context(kinks, ways, weights, bias, side):
    ends = [-5, *sorted(kinks), 5]
    heights = [height(kinks, ways, weights, bias, at) for at in ends]
    slopes = [(d - c) // (b - a) for (a, b), (c, d) in zip(pairwise(ends), pairwise(heights), strict=True)]
    inner = [f"x {'+' if k < 0 else '-'} {abs(k)}" if w > 0 else f"{k} - x" for k, w in zip(kinks, ways, strict=True)]
    at_zero = units(kinks, ways, 0)
    on = [f"$h_{i}$" for i, way in enumerate(ways, 1) if way == (1 if side == "right" else -1)]
    return {
        "hidden": r", \quad ".join(rf"h_{i} = \operatorname{{ReLU}}({u})" for i, u in enumerate(inner, 1)),
        "letters": ", ".join(f"c_{i}" for i in range(1, len(kinks) + 1)),
        "terms": " ".join(f"+ c_{i} h_{i}" for i in range(1, len(kinks) + 1)),
        "slopes": slopes,
        "at_zero": at_zero,
        "inputs": sum(c * h for c, h in zip(weights, at_zero, strict=True)),
        "start": height(kinks, ways, weights, bias, 0),
        "on": on,
    }


def read(text, figures):
    found = re.findall(r"h_\d = \\operatorname\{ReLU\}\((.*?)\)", text)
    kinks = tuple(int(re.sub("[x ]|- x", "", u)) * (1 if u.endswith("- x") else -1) for u in found)
    heights = seen(figures["function"])
    bends = tuple(heights[k + 6] - 2 * heights[k + 5] + heights[k + 4] for k in kinks)
    ways = tuple(-1 if u.endswith("- x") else 1 for u in found)
    bias = heights[5] - sum(c * max(0, -k * w) for c, k, w in zip(bends, kinks, ways, strict=True))
    side = "right" if r"x \ge 5" in text else "left"
    return {"kinks": kinks, "ways": ways, "weights": bends, "bias": bias, "side": side}
