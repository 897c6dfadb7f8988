"""Resistors in series or in parallel (after PrairieLearn's engCircuit)."""

from exampaper.author import *

read = "V = << voltage >>", "R_1 = << r[0] >>", "R_2 = << r[1] >>", "R_3 = << r[2] >>"


def solve_a(r, how):
    return sum(r) if how == "in series" else 1 / sum(Fraction(1, x) for x in r)


def solve_b(voltage, resistance):
    return voltage / resistance


def figures(how):
    ways = ["+123-"] if how == "in series" else ["+1-", "+2-", "+3-"]
    edges = [GraphEdge(*ends, directed=False) for way in ways for ends in zip(way, way[1:])]
    nodes = [(name, f"R_{name}" if name.isdigit() else name) for name in "+123-"]
    return {"circuit": Graph((*nodes,), (*edges,), shapes=tuple((name, "box") for name in "123"), flow="right")}


def check(voltage, r, how, resistance: float):
    """Each way through the drawn circuit takes a current by its own resistors; together they are the current."""
    edges = [(edge.tail, edge.head) for edge in figures(how)["circuit"].edges]
    ways = simple_paths(edges, "+", "-")
    current = sum(voltage / sum(r[int(name) - 1] for name in way[1:-1]) for way in ways)
    assert near(resistance * current, voltage)
    return {"current": current}


def slips_a(r, how, resistance):
    other = solve_a(r, "in parallel" if how == "in series" else "in series")
    inverse = {"forgot the reciprocal": (1 / resistance, 1)} if how == "in parallel" else {}
    return {"took series for parallel, or the other way": (other, 1)} | inverse


def slips_b(voltage, resistance):
    return {"turned Ohm's law round": resistance / voltage}
