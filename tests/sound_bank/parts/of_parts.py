from exampaper.author import *

read = "A rectangle is << wide >> wide and << high >> high."


def solve_a_i(wide, high):
    return wide * high


def check_a_i(wide, high):
    return sum(wide for _ in range(high))


def slips_a_i(wide, high):
    return {"added the sides": wide + high}


def solve_a_ii(wide, high):
    return 2 * (wide + high)


def check_a_ii(wide, high):
    return wide + high + wide + high


def slips_a_ii(wide, high):
    return {"added two sides": (wide + high, 0.5)}


def solve_b(area):
    return 9 * area


def check_b(wide, high):
    return (3 * wide) * (3 * high)


def slips_b(area):
    return {"forgot the square": (3 * area, 1)}
