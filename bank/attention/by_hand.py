"""Weights and output of one attention head (Vaswani et al. 2017, "Attention is all you need", section 3.2)."""

import re

from exampaper.author import Fraction, Rows, exp, log, near


def square(items, mask="no"):
    return [[items[3 * i + j] if mask == "no" or j <= i else 0 for j in range(3)] for i in range(3)]


def shares(rows):
    return Rows([[Fraction(x, sum(row)) for x in row] for row in rows])


def solve_a(e, mask):
    return shares(square(e, mask))


def solve_b(weights, v, row):
    return [sum(weights[row - 1][j] * v[2 * j + k] for j in range(3)) for k in range(2)]


def check(e, power, mask, row, v, weights, output):
    """Ratios of weights are exponentials of differences of scores; the output is where the values balance."""
    scaled = [log(x**power) / power for x in e]
    for i in range(3):
        seen = [j for j in range(3) if mask == "no" or j <= i]
        assert sum(weights[i]) == sum(weights[i][j] for j in seen) == 1
        assert min(weights[i]) >= 0
        for j in seen:
            ratio = exp(scaled[3 * i + j] - scaled[3 * i])
            assert near(float(weights[i][j]), ratio * float(weights[i][0]))
    assert (len(weights), len(output)) == (3, 2)
    for k in range(2):
        assert sum(weights[row - 1][j] * (v[2 * j + k] - output[k]) for j in range(3)) == 0


def slips_a(e, power, mask):
    powers = [x**power for x in e]
    wrong = {"normalised the columns": (shares(list(zip(*square(e, mask), strict=True))).T, 3)}
    if mask == "causal":
        zeroed = [[e[3 * i + j] if j <= i else 1 for j in range(3)] for i in range(3)]
        wrong |= {
            "forgot the mask": (shares(square(e)), 3),
            "set masked scores to 0 before the softmax": (shares(zeroed), 3),
        }
    if power > 1:
        wrong["did not divide by √d"] = (shares(square(powers, mask)), 3)
    return wrong


def slips_b(weights, v, row):
    column = [sum(weights[j][row - 1] * v[2 * j + k] for j in range(3)) for k in range(2)]
    return {"weighted with a column of A": (column, 1)}


def context(e, power, mask, row, v, weights):
    def pmatrix(rows):
        lines = r" \\ ".join(" & ".join(map(str, line)) for line in rows)
        return rf"\begin{{pmatrix}} {lines} \end{{pmatrix}}"

    logs = [rf"\ln {x**power}" if x > 1 else 0 for x in e]
    terms = [
        (w if w.denominator == 1 else rf"\frac{{{w.numerator}}}{{{w.denominator}}}", v[2 * j : 2 * j + 2])
        for j, w in enumerate(weights[row - 1])
        if w
    ]
    return {
        "scores": pmatrix(square(logs)),
        "values": pmatrix([v[0:2], v[2:4], v[4:6]]),
        "exponentials": pmatrix(square(e, mask)),
        "products": " + ".join(rf"{w} \, ({a}, {b})" for w, (a, b) in terms),
    }


def read(text):
    scores, values = re.findall(r"\\begin\{pmatrix\} (.*?) \\end", text)[:2]
    power = (
        1 if r"= \begin" in text.split(r"\sqrt d}")[-1][:12] else round(int(re.findall(r"d = (\d+)", text)[0]) ** 0.5)
    )
    inner = [int(x.replace(r"\ln ", "") or 1) for x in re.split(r" & | \\\\ ", scores)]
    return {
        "e": tuple(round((x or 1) ** (1 / power)) for x in inner),
        "power": power,
        "mask": "causal" if "with a causal mask" in text else "no",
        "v": tuple(map(int, re.split(r" & | \\\\ ", values))),
        "row": int(re.findall(r"for token (\d)", text)[0]),
    }
