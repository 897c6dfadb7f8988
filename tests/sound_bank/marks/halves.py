from exampaper.author import *

read = "is $<< wide >>\\,\\mathrm{cm}$ wide and $<< high >>\\,\\mathrm{cm}$ high"


def solve(wide, high):
    return wide * high, 2 * (wide + high), sqrt(wide**2 + high**2)


def check(wide, high):
    sides = [wide, high, wide, high]
    return sum(wide for _ in range(high)), sum(sides), abs(complex(wide, high))


def slips_b(wide, high):
    return {"added two sides only": (wide + high, 0.5)}
