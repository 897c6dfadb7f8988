"""A reaction balanced, and the mass of its product (after CheckIt's and R/exams' exercises in stoichiometry)."""

from exampaper.author import *

read = r"\mathrm{C_{<< carbon >>}H_{<< 2 * carbon + 2 >>}}", "come from << mass >> g"


def solve(carbon, mass):
    return Fraction(3 * carbon + 1, 2), mass * carbon * 44 / (14 * carbon + 2)


def check(carbon, mass):
    """Each element is balanced: a system of equations. No mass is lost."""
    elements = [[0, 1, 0], [0, 0, 2], [-2, 2, 1]]
    oxygen, dioxide, water = linear_solution(elements, [carbon, 2 * carbon + 2, 0])
    burnt = mass / (oxygen * -32 + dioxide * 44 + water * 18)
    return {"oxygen": oxygen, "dioxide": burnt * dioxide * 44}


def slips_a(carbon):
    return {"counted atoms for molecules": (3 * carbon + 1, 1), "forgot the oxygen of the water": (carbon, 1)}


def slips_b(carbon, mass):
    return {
        "took one molecule for each": (mass * 44 / (14 * carbon + 2), 1),
        "took the mass of carbon": mass * 12 * carbon / (14 * carbon + 2),
    }
