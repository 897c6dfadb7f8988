"""Log-determinant and density of a flow (Dinh, Sohl-Dickstein and Bengio 2017, "Density estimation using Real NVP")."""

from math import pi as circle

from sympy import Rational, exp, log, pi, symbols

from exampaper.author import jacobian_determinant
from exampaper.oracles import exp as power_of_e
from exampaper.oracles import log as ln

read = (
    r"(x, \; y \, e^{<< a | coefficient >>x} + x^<< power >> << b | signed >>)",
    {
        "second == 'coupling'": r"(g \, e^{<< d | coefficient >>h} + << c >>, \; h)",
        "second == 'additive'": r"(g << d | signed('h^2') >>, \; h << c | signed >>)",
        "second == 'scaling'": r"(<< c >>g, \; << d | coefficient >>h)",
    },
    "p(0, << at >>)",
)
x, y = symbols("x y", real=True)


def inner(second, c, d, h):
    """Where (0, h) is mapped to by the second step."""
    return {"coupling": (c, h), "additive": (d * h**2, h + c), "scaling": (0, d * h)}[second]


def solve_a(a, b, power, second, c, d):
    h = y * exp(a * x) + x**power + b
    return a * x + {"coupling": d * h, "additive": 0, "scaling": log(c * abs(d))}[second]


def solve_b(b, second, c, d, at, determinant):
    u, v = inner(second, c, d, at + b)
    return -log(2 * pi) - Rational(u**2 + v**2, 2) + determinant.subs({x: 0, y: at})


def check(a, b, power, second, c, d, at, determinant, density):
    """Differentiate the map numerically at odd points; areas are stretched by the determinant."""

    def flow(x, y):
        g, h = x, y * power_of_e(a * x) + x**power + b
        if second == "coupling":
            return g * power_of_e(d * h) + c, h
        return (g + d * h * h, h + c) if second == "additive" else (c * g, d * h)

    def stretch(*point):
        return ln(abs(jacobian_determinant(flow, point)))

    for point in ((0.3, -0.7), (-0.45, 0.2), (0.8, 0.55), (0.1, -0.35)):
        assert abs(float(determinant.subs({x: point[0], y: point[1]})) - stretch(*point)) < 1e-6
    u, v = flow(0, at)
    assert abs(float(density) - (stretch(0, at) - ln(2 * circle) - (u * u + v * v) / 2)) < 1e-6


def slips_a(a, b, power, second, c, d):
    h = y * exp(a * x) + x**power + b
    wrong = {
        "took y for h": (a * x + d * y, 3),
        "left out the first step": (d * h, 2),
        "took the determinant of the inverse": (-a * x - d * h, 3),
    }
    if second == "coupling":
        return wrong
    if second == "additive":
        return {"counted the additive step": (a * x + log(2 * abs(d)), 2), "took no logarithm": (exp(a * x), 2)}
    return {"left out one factor": (a * x + log(c), 3), "multiplied the logarithms": (a * x * log(c * abs(d)), 2)}


def slips_b(b, second, c, d, at, determinant, density):
    there = determinant.subs({x: 0, y: at})
    wrong = {"took the density of one variable": (density + log(2 * pi) / 2, 2)}
    if there != 0:
        wrong["left out the determinant"] = (density - there, 2)
    if there != 0 and second != "coupling":  # there it is what follows from the determinant of the inverse
        wrong["subtracted it"] = (density - 2 * there, 2)
    return wrong


def context(b, second, c, d, at, determinant):
    u, v = inner(second, c, d, at + b)
    return {"u": u, "v": v, "there": determinant.subs({x: 0, y: at})}
