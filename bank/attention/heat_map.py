"""Reading an attention map: mask and output (Vaswani et al. 2017, "Attention is all you need", section 3.2)."""

import re

from exampaper.author import Axis, Dec, HeatMap, Plot, drawn

TOKENS = tuple("12345")


def sees(mask, query, key):
    """Whether a mask lets a query attend to a key; both are counted from 0."""
    return {"none": True, "causal": key <= query, "window": query - key in (0, 1), "padding": key < 4}[mask]


def attention(rng, _mask) -> tuple[tuple[int, ...], ...]:
    """A row of tenths for each query, all of them positive where the mask lets it see."""
    rows = []
    for query in range(5):
        seen = [key for key in range(5) if sees(_mask, query, key)]
        shares = iter(rng.composition(10, len(seen)))
        rows.append(tuple(next(shares) if key in seen else 0 for key in range(5)))
    return tuple(rows)


def solve_a(weights):
    seen = {(query, key) for query in range(5) for key in range(5) if weights[query][key]}
    for mask in ("none", "causal", "window"):
        if seen == {(query, key) for query in range(5) for key in range(5) if sees(mask, query, key)}:
            return mask
    return "padding"


def solve_b(weights, token, v):
    return sum(weight * value for weight, value in zip(weights[token - 1], v, strict=True)) * Dec("0.1")


def figures(weights, columns):
    rows = weights if columns == "keys" else tuple(zip(*weights, strict=True))
    cells = tuple(tuple(weight / 10 for weight in row) for row in rows)
    x, y = ("key", "query") if columns == "keys" else ("query", "key")
    across, down = Axis(f"token of the {x}", categories=TOKENS), Axis(f"token of the {y}", categories=TOKENS)
    return {"map": Plot(across, down, (HeatMap(cells, numbers=True, range=(0, 1)),), size=(190, 170))}


def check(weights, columns, token, v):
    """Read the drawn cells; a mask is known by which values a query notices when one of them is changed."""
    plot = figures(weights, columns)["map"]
    (shown,) = drawn(plot).layers
    cells = [[round(10 * cell) for cell in row] for row in shown.cells]
    by_query = cells if plot.y.title.endswith("query") else [list(column) for column in zip(*cells, strict=True)]
    assert all(sum(row) == 10 for row in by_query)

    def outputs(values):
        return [sum(weight * value for weight, value in zip(row, values, strict=True)) for row in by_query]

    noticed = set()
    for key in range(5):
        changed = outputs([*v[:key], v[key] + 1, *v[key + 1 :]])
        noticed |= {(query, key) for query in range(5) if changed[query] != outputs(v)[query]}
    if len(noticed) == 25:
        kind = "none"
    elif (0, 1) in noticed:
        kind = "padding"
    else:
        kind = "causal" if (4, 0) in noticed else "window"
    return {"kind": kind, "output": Dec(outputs(v)[token - 1]) / 10}


def slips_a(kind):
    return {"saw no further than the triangle of zeros": ("causal", 1)} if kind == "window" else {}


def slips_b(weights, token, v):
    keys = [row[token - 1] for row in weights]
    tenths = sum(weight * value for weight, value in zip(keys, v, strict=True))
    return {
        "exchanged queries and keys": (tenths * Dec("0.1"), 1),
        "averaged the values": (sum(v) * Dec("0.2"), 0),
    }


def context(weights, token, v):
    row = weights[token - 1]
    terms = [rf"{w / 10:g} \cdot {x if x > 0 else f'({x})'}" for w, x in zip(row, v, strict=True) if w]
    return {"terms": " + ".join(terms), "used": [f"{w / 10:g}" for w in row]}


def read(text, figures):
    plot = figures["map"]
    cells = [[round(10 * cell) for cell in row] for row in drawn(plot).layers[0].cells]
    columns = "keys" if plot.x.title.endswith("key") else "queries"
    values, token = re.findall(r"are the numbers (.*?)\. What .*? token (\d)\?", text)[0]
    return {
        "columns": columns,
        "weights": tuple(map(tuple, cells if columns == "keys" else zip(*cells, strict=True))),
        "v": tuple(int(x) for x in re.findall(r"-?\d+", values.replace("−", "-"))),
        "token": int(token),
    }
