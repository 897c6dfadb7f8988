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


def second(offset, q, k):
    """What the last two components add, at quarter turns."""
    along, across = products(q[2:], k[2:])
    return -along if offset in (2, -2) else offset * across


def solve_a(legs, offset, q, k):
    cosine, sine = turn(legs, offset)
    along, across = products(q, k)
    return cosine * along + (sine if offset > 0 else -sine) * across


def solve_b(score, offset, q, k):
    return (score + second(offset, q, k)) / 2


def check(legs, m, offset, q, k, score, total):
    """Turn complex numbers, each by its own position; the real part of a product with a conjugate is the score."""
    step = complex(*legs) / abs(complex(*legs))

    def product(pair, step):
        query = complex(*q[pair : pair + 2]) * cmath.exp(1j * m * cmath.phase(step))
        key = complex(*k[pair : pair + 2]) * cmath.exp(1j * (m + offset) * cmath.phase(step))
        return (query * key.conjugate()).real

    assert near(float(score), product(0, step))
    assert near(2 * float(total), product(0, step) + product(2, 1j))


def slips_a(legs, offset, q, k, score):
    along, across = products(q, k)
    wrong = {
        "turned the other way": (2 * turn(legs, offset)[0] * along - score, 3),
        "ignored the positions": (Fraction(along), 0),
    }
    if offset in (2, -2):
        cosine, sine = turn(legs, 1)
        wrong["turned by one position"] = (cosine * along + offset // 2 * sine * across, 3)
    return wrong


def slips_b(score, total, q, k):
    unturned = products(q[2:], k[2:])[0]
    return {"did not divide": (2 * total, 2), "did not turn the last two components": ((score + unturned) / 2, 1)}


def context(legs, offset, q, k):
    values = {"hypotenuse": round(hypot(*legs)), "second": second(offset, q, k)}
    values["cosine"], values["sine"] = turn(legs, offset)
    values["along"], values["across"] = products(q, k)
    values["turned"] = (-k[3], k[2]) if offset > 0 else (k[3], -k[2])
    return values


def read(text):
    pairs = [tuple(map(int, items.split(", "))) for items in re.findall(r"\((-?\d(?:, -?\d){3})\)", text)]
    m, n = (int(re.findall(rf"position \${letter} = (\d+)", text)[0]) for letter in "mn")
    top = re.findall(r"(?:cos|sin)\\theta = \\frac\{(\d+)\}", text)
    return {"q": pairs[0], "k": pairs[1], "m": m, "offset": n - m, "legs": tuple(map(int, top[:2]))}
