"""A truth table of a circuit of gates (after a question of a PrairieLearn course on digital logic)."""

from exampaper.author import *

GATES = {"AND": (3,), "OR": (1, 2, 3), "XOR": (1, 2), "NAND": (0, 1, 2), "NOR": (0,)}


def output(gate, a, b):
    return {"AND": a & b, "OR": a | b, "XOR": a ^ b, "NAND": 1 - (a & b), "NOR": 1 - (a | b)}[gate]


def solve(left, right, last, wires):
    ones = set()
    for n in range(8):
        w, x, y, z = (n >> "cba".index(letter) & 1 for letter in wires)
        if output(last, output(left, w, x), output(right, y, z)):
            ones.add(n)
    return ones if 0 < len(ones) < 8 else reject("always the same output")


def figures(left, right, last, wires):
    nodes = (
        *zip("abc", "abc"),
        *((name, rf"\text{{{gate}}}") for name, gate in zip("lrz", (left, right, last))),
        ("y", "y"),
    )
    shapes = (*((name, "plain") for name in "abcy"), *((name, "box") for name in "lrz"))
    edges = tuple(GraphEdge(*ends) for ends in (*zip(wires, "llrr"), "lz", "rz", "zy"))
    return {"circuit": Graph(nodes, edges, shapes=shapes, flow="right")}


def check(left, right, last, wires):
    """Put every input through the circuit that is drawn."""
    graph = figures(left, right, last, wires)["circuit"]
    ones = set()
    for inputs in outcomes((0, 1), times=3):
        level = dict(zip("abc", inputs))
        for name, label in graph.nodes[3:6]:
            entering = sum(
                level[edge.tail] << n for n, edge in enumerate(edge for edge in graph.edges if edge.head == name)
            )
            level[name] = int(entering in GATES[label[6:-1]])
        if level["z"]:
            ones.add(int("".join(map(str, inputs)), 2))
    return ones


def slips(rows):
    return {"took the zeros": (set(range(8)) - set(rows), 1)}


def read(text, figures):
    labels = dict(figures["circuit"].nodes)
    wires = "".join(edge.tail for edge in figures["circuit"].edges[:4])
    return {"wires": wires} | {name: labels[at][6:-1] for name, at in (("left", "l"), ("right", "r"), ("last", "z"))}
