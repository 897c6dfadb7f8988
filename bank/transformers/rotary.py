"""Rotary position encoding of one or two pairs of components (Su et al. 2021, "RoFormer", section 3.2)."""

import cmath
import re

from exampaper.author import Fraction, hypot, near


def turn(legs, offset):
    """Cosine and sine of the angle between the two positions, as absolute value of the offset and its sign tell."""
    cosine, sine = (Fraction(leg, round(hypot(*legs))) for leg in legs)
    if offset in (2, -2):
        cosine, sine = cosine**2 - sine**2, 2 * sine * cosine
    return cosine, sine


def products(q, k):
    """The scalar product of a pair, and that with the key turned by 90°."""
    return q[0] * k[0] + q[1] * k[1], q[1] * k[0] - q[0] * k[1]


def solve_a(legs, offset, q, k):
    cosine, sine = turn(legs, offset)
    along, across = products(q, k)
    return cosine * along + (sine if offset > 0 else -sine) * across


def solve_b(score, offset, q, k):
    along, across = products(q[2:], k[2:])
    second = -along if offset in (2, -2) else offset * across
    return (score + second) / 2


def check(legs, m, offset, q, k, score, total):
    """Turn complex numbers, each by its own position; the real part of a product with a conjugate is the score."""
    step = complex(*legs) / abs(complex(*legs))

    def product(pair, step):
        query = complex(*q[pair : pair + 2]) * cmath.exp(1j * m * cmath.phase(step))
        key = complex(*k[pair : pair + 2]) * cmath.exp(1j * (m + offset) * cmath.phase(step))
        return (query * key.conjugate()).real

    assert near(float(score), product(0, step))
    assert near(2 * float(total), product(0, step) + product(2, 1j))


def slips_a(legs, offset, q, k):
    cosine, sine = turn(legs, offset)
    along, across = products(q, k)
    wrong = {
        "turned the other way": (cosine * along - (sine if offset > 0 else -sine) * across, 3),
        "ignored the positions": (Fraction(along), 0),
    }
    if offset in (2, -2):
        once = turn(legs, 1)
        wrong["turned by one position"] = (once[0] * along + (once[1] if offset > 0 else -once[1]) * across, 3)
    return wrong


def slips_b(score, offset, q, k):
    along, across = products(q[2:], k[2:])
    second = -along if offset in (2, -2) else offset * across
    return {
        "divided by the size of a pair": ((score + second) / 4, 2),
        "did not turn the last two components": ((score + along) / 2, 1),
        "did not divide": (score + second, 2),
    }


def context(legs, offset, q, k):
    cosine, sine = turn(legs, offset)
    along, across = products(q, k)
    x, y = k[2:]
    sign = 1 if offset > 0 else -1
    inner, outer = products(q[2:], k[2:])
    return {
        "hypotenuse": round(hypot(*legs)),
        "cosine": cosine,
        "sine": sine,
        "along": along,
        "across": across,
        "turned": (-sign * y, sign * x),
        "second": -inner if offset in (2, -2) else offset * outer,
    }


def read(text):
    pairs = [tuple(map(int, items.split(", "))) for items in re.findall(r"\((-?\d(?:, -?\d){3})\)", text)]
    m, n = (int(re.findall(rf"position \${letter} = (\d+)", text)[0]) for letter in "mn")
    top = re.findall(r"(?:cos|sin)\\theta = \\frac\{(\d+)\}", text)
    return {"q": pairs[0], "k": pairs[1], "m": m, "offset": n - m, "legs": tuple(map(int, top[:2]))}
