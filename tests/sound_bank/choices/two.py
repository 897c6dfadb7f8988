from exampaper.author import *

read = "has the base << base >> and the height << height >>."


def solve(base, height):
    return base * height // 2, Fraction(11 * base * height, 20)


def check(base, height):
    return area(lambda x: height * (1 - x / base), 0, base), base * (height + height / 10) / 2


def slips_a(base, height):
    return {
        "forgot the half": base * height,
        "added the sides": (base + height, 0.5),
        "halved twice": base * height // 4,
    }


def slips_b(base, height):
    return {
        "added a tenth of a unit": Fraction(base * height, 2) + Fraction(base, 20),
        "took a tenth away": Fraction(9 * base * height, 20),
        "made it twice as high": base * height,
    }
