"""Complexity of self-attention over patches (Vaswani et al. 2017, table 1; Ho et al. 2019 for axial attention)."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs, no-warn-return-any

from itertools import product

from sympy import Integer, latex, symbols

from exampaper.author import near

H, W, C, h, w, d, k = LETTERS = symbols("H W C h w d k", positive=True)
read = (
    {"layout == 'every'": "at every position", "layout == 'disjoint'": "cover the image exactly"},
    {"scope == 'all'": "attends to all patches", "scope == 'causal'": "itself and those before it"},
    {"scope in ('row', 'column')": "its own << scope >> of the grid"},
    {
        "vectors == 'projected'": "have $d$ entries",
        "heads == 'one'": "a single head",
        "heads == 'several'": "$k$ heads",
    },
    {"what == 'time'": "time complexity", "what == 'memory'": "memory complexity"},
)


def grid(layout):
    return (H - h + 1, W - w + 1) if layout == "every" else (H / h, W / w)


def order(layout, scope, vectors, heads, what):
    down, across = grid(layout)
    seen = {"row": across, "column": down}.get(scope, down * across)
    each = Integer(1) if what == "memory" else d if vectors == "projected" else h * w * C
    shared = what == "time" and vectors == "flattened"
    return down * across * seen * each * (k if heads == "several" and not shared else 1)


def solve(layout, scope, vectors, heads, what):
    return order(layout, scope, vectors, heads, what)


def check(layout, scope, vectors, heads, what, cost):
    """Count the work of many sizes, pair by pair: it is the order itself, up to a mask's half."""
    ratios = []
    grids = ((1, 9, 4, 1), (9, 1, 1, 4), (7, 7, 2, 2), (3, 8, 1, 2), (8, 3, 3, 1), (1, 1, 5, 5))
    for down, across, rows, columns in grids:
        for entries, length, several in ((3, 12, 3), (10, 26, 5), (24, 4, 1)):
            count = several if heads == "several" else 1
            places = list(product(range(down), range(across)))
            pairs = sum(attends(scope, one, other) for one in places for other in places)
            if scope == "causal":
                pairs = 2 * pairs - len(places)  # pairs in both directions: a constant factor
            whole = rows * columns * entries
            size = 1 if what == "memory" else length if vectors == "projected" else whole / count
            height = rows + down - 1 if layout == "every" else rows * down
            width = columns + across - 1 if layout == "every" else columns * across
            at = zip(LETTERS, (height, width, entries, rows, columns, length, count), strict=True)
            ratios.append(pairs * size * count / float(cost.subs(dict(at))))
    assert all(near(ratio, 1) for ratio in ratios)


def attends(scope, one, other):
    match scope:
        case "row":
            return one[0] == other[0]
        case "column":
            return one[1] == other[1]
    return scope == "all" or other <= one


def slips(layout, scope, vectors, heads, what):
    down, across = grid(layout)
    right = order(layout, scope, vectors, heads, what)
    name = "forgot how long the vectors are" if what == "time" else "counted the length of the vectors"
    found = {name: length(right, vectors, what)}
    if layout == "every":
        found["took every pixel for a patch"] = (right.subs({H - h + 1: H, W - w + 1: W}), 3)
    if scope in ("row", "column"):
        found["let all patches attend to all"] = (order(layout, "all", vectors, heads, what), 3)
    else:
        found["counted patches, not pairs"] = (right / (down * across), 3)
    if heads == "several" and (what == "memory" or vectors == "projected"):
        found["forgot the heads"] = (right / k, 3)
    elif heads == "several":
        found["counted whole patches in every head"] = (right * k, 3)
    return found


def length(right, vectors, what):
    each = d if vectors == "projected" else h * w * C
    return (right / each if what == "time" else right * each), 3


def context(layout, heads):
    down, across = grid(layout)
    factors = [f"({latex(down)})", f"({latex(across)})"] if layout == "every" else [latex(down), latex(across)]
    return {
        "down": latex(down),
        "across": latex(across),
        "patches": r" \cdot ".join(factors),
        "each": " in each head" if heads == "several" else "",
    }
