"""Backpropagation through a graph of operations (Goodfellow, Bengio and Courville 2016, "Deep Learning", 6.5)."""

import re
from collections.abc import Callable

from exampaper.author import Graph, GraphEdge, gradient, reject, relu

SIGNS = {"sum": "+", "product": r"\times", "maximum": r"\max", "square": r"(\cdot)^2", "ReLU": r"\mathrm{ReLU}"}


def local(kind, a, b=0):
    """The value of an operation, and its derivative by each operand."""
    if (kind == "maximum" and a == b) or (kind == "ReLU" and a == 0):
        reject("a kink")
    return {
        "sum": (a + b, 1, 1),
        "product": (a * b, b, a),
        "maximum": (max(a, b), int(a > b), int(b > a)),
        "square": (a * a, 2 * a, 0),
        "ReLU": (max(a, 0), int(a > 0), 0),
    }[kind]


def passes(x, y, z, upper, lower, bend, last):
    """Values u, v, s, L, and each derivative on the way back, by the letters of its edge."""
    u, ux, uy = local(upper, x, y)
    v, vy, vz = local(lower, y, z)
    s, su, _ = local(bend, u)
    loss, ls, lv = local(last, s, v)
    back = {"s": ls, "v": lv, "u": ls * su, "su": su, "ux": ux, "uy": uy, "vy": vy, "vz": vz}
    return {"u": u, "v": v, "s": s, "L": loss}, back


def solve(x, y, z, upper, lower, bend, last):
    values, d = passes(x, y, z, upper, lower, bend, last)
    by_y = d["u"] * d["uy"], d["v"] * d["vy"]
    slopes = d["u"] * d["ux"], sum(by_y), d["v"] * d["vz"]
    if abs(values["L"]) > 400 or sum(map(bool, slopes)) < 2 or not any(by_y):
        reject("too large, or hardly anything flows back")
    return values["L"], slopes


def figures(upper, lower, bend, last):
    nodes = (*((name, name) for name in "xyz"), ("u", SIGNS[upper]), ("v", SIGNS[lower]))
    edges = tuple(GraphEdge(*ends) for ends in ("xu", "yu", "yv", "zv", "us", "sl", "vl", "lL"))
    nodes += (("s", SIGNS[bend]), ("l", SIGNS[last]), ("L", "L"))
    shapes = (*((name, "plain") for name in "xyzL"), ("s", "ellipse"))
    words = (
        f"x and y enter a node for their {upper}, whose value enters a node for its {bend}; y and z enter a node for "
        f"their {lower}; what these two give enters a node for its {last}, which is L"
    )
    return {"graph": Graph(nodes, edges, shapes=shapes, same_rank=(("x", "y", "z"),), flow="right", alt=words)}


def check(x, y, z, upper, lower, bend, last):
    """Differences of what the drawn graph computes."""
    graph = figures(upper, lower, bend, last)["graph"]
    signs, runs_to = dict(graph.nodes), graph.edges
    kinds: dict[str, Callable[..., float]] = {"+": sum, r"\max": max, r"\times": lambda ab: ab[0] * ab[1]}
    kinds |= {r"(\cdot)^2": lambda a: a[0] ** 2, r"\mathrm{ReLU}": lambda a: relu(a[0]), "L": sum}

    def loss(*inputs):
        def value(node):
            if node in "xyz":
                return inputs["xyz".index(node)]
            return kinds[signs[node]]([value(edge.tail) for edge in runs_to if edge.head == node])

        return value("L")

    return loss(x, y, z), gradient(loss, (x, y, z))


def slips_b(x, y, z, upper, lower, bend, last, slopes):
    _, d = passes(x, y, z, upper, lower, bend, last)
    through_u, through_v = d["u"] * d["uy"], d["v"] * d["vy"]
    wrong = {}
    if through_u and through_v:
        wrong["followed one of the two paths from y"] = ((slopes[0], through_u, slopes[2]), 2)
    if upper == "product" and x != y and d["u"]:
        wrong["kept a product's own factor"] = ((d["u"] * x, d["u"] * y + through_v, slopes[2]), 2)
    if (bend == "square" or not d["su"]) and d["s"]:
        name = "took no derivative of the square" if bend == "square" else "let the ReLU pass at a negative operand"
        wrong[name] = ((d["s"] * d["ux"], d["s"] * d["uy"] + through_v, slopes[2]), 2)
    if lower == "maximum" and d["v"]:
        wrong["let both operands of the maximum pass"] = ((slopes[0], through_u + d["v"], d["v"]), 2)
    return wrong


def context(x, y, z, upper, lower, bend, last):
    values, d = passes(x, y, z, upper, lower, bend, last)
    return {"d": d, "at": values}


def read(text, figures):
    labels = dict(figures["graph"].nodes)
    named = {sign: name for name, sign in SIGNS.items()}
    places = {"upper": "u", "lower": "v", "bend": "s", "last": "l"}
    numbers = re.findall(r"\$([xyz]) = (-?\d+)\$", text)
    return {name: int(value) for name, value in numbers} | {key: named[labels[at]] for key, at in places.items()}
