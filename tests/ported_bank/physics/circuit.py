"""Resistors in series or in parallel (after PrairieLearn's engCircuit)."""

from exampaper.author import *

read = "V = << voltage >>", "R_1 = << r[0] >>", "R_2 = << r[1] >>", "R_3 = << r[2] >>"


def solve_a(r, how):
    return sum(r) if how == "in series" else 1 / sum(Fraction(1, x) for x in r)


def solve_b(voltage, resistance):
    return voltage / resistance


def figures(how):
    wires = "+1 12 23 3-" if how == "in series" else "+1 1- +2 2- +3 3-"
    edges = tuple(GraphEdge(one, other, directed=False) for one, other in wires.split())
    nodes = tuple((name, name if name in "+-" else f"R_{name}") for name in "+123-")
    return {"circuit": Graph(nodes, edges, shapes=(("1", "box"), ("2", "box"), ("3", "box")), flow="right")}


def check(voltage, r, how):
    """The currents of all ways through the drawn circuit add up, where no way meets another."""
    ways = simple_paths([(edge.tail, edge.head) for edge in figures(how)["circuit"].edges], "+", "-")
    current = sum(Fraction(voltage, sum(r[int(name) - 1] for name in way[1:-1])) for way in ways)
    return voltage / current, current


def slips_a(r, how):
    return {"took the other circuit": (solve_a(r, "in parallel" if how == "in series" else "in series"), 1)}


def slips_b(voltage, resistance):
    return {"turned Ohm's law round": resistance / voltage}
