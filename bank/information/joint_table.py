"""Entropy, conditional entropy and mutual information (Cover and Thomas 2006, "Elements of information theory", 2)."""

from exampaper.author import Axis, Fraction, HeatMap, Plot, Rows, log2

ROWS = ([8, 8], [8, 4, 4], [4, 4, 4, 4], [8, 4, 2, 2])
"""Sums of the rows, in sixteenths."""

SHARES = ([8, 0, 0, 0], [4, 4, 0, 0], [4, 2, 2, 0], [2, 2, 2, 2], [4, 2, 1, 1])
"""Distributions in eighths, all of powers of two."""


def joint(rng) -> Rows:
    """Rows X, columns Y, in sixteenths; all sums of rows and columns are powers of two."""
    weights = rng.shuffle(rng.choice(ROWS))
    rows: list[list[int]] = []
    columns = [0]
    while any(total not in (1, 2, 4, 8) for total in columns) or len({entropy(row) for row in rows}) == 1:
        rows = []
        for weight in weights:
            whole = [shares for shares in SHARES if all(share * weight % 8 == 0 for share in shares)]
            rows.append([share * weight // 8 for share in rng.shuffle(rng.choice(whole))])
        columns = [sum(column) for column in zip(*rows, strict=True)]
    return Rows(rows)


def entropy(sixteenths):
    """In bits, of powers of two that add up to a power of two."""
    total = sum(sixteenths)
    return sum((Fraction(n * (total.bit_length() - n.bit_length()), total) for n in sixteenths if n), Fraction(0))


def marginals(table):
    return {
        "X": [sum(row) for row in table],
        "Y": [sum(column) for column in zip(*table, strict=True)],
        "cells": [value for row in table for value in row],
    }


def bits(table):
    return {name: entropy(values) for name, values in marginals(table).items()}


def solve(table, first, given):
    found = bits(table)
    return found[first], found["cells"] - found[given] if given != "none" else found["X"] + found["Y"] - found["cells"]


def figures(table):
    x = Axis("$Y$", categories=("1", "2", "3", "4"))
    y = Axis("$X$", categories=("1", "2", "3", "4")[: len(table)])
    return {"table": Plot(x, y, (HeatMap(tuple(map(tuple, table)), numbers=True),), size=(140, 30 * len(table)))}


def check(table, first, given):
    """Means of logarithms over the cells that are drawn."""
    (cells,) = figures(table)["table"].layers
    p = {(x, y): n / 16 for x, row in enumerate(cells.cells) for y, n in enumerate(row) if n}

    def chance(name, cell):
        place = "XY".index(name)
        return sum(value for other, value in p.items() if other[place] == cell[place])

    alone = sum(-value * log2(chance(first, cell)) for cell, value in p.items())
    if given == "none":
        value = sum(v * log2(v / (chance("X", cell) * chance("Y", cell))) for cell, v in p.items())
    else:
        value = sum(-v * log2(v / chance(given, cell)) for cell, v in p.items())
    return {"entropy": Fraction(alone), "value": Fraction(value)}


def slips_a(table, first):
    found = bits(table)
    other = found["XY".replace(first, "")]
    return {"took the other variable": (other, 0), "took the entropy of the cells": (found["cells"], 0)}


def slips_b(table, first, given, value):
    found = bits(table)
    if given == "none":
        wrong = {"added the joint entropy": (found["X"] + found["Y"] + found["cells"], 1)}
        return wrong | {"gave a conditional entropy": (found["cells"] - found[first], 0)}
    wanted = found["XY".replace(given, "")]
    each = [entropy(line) for line in (table if given == "X" else zip(*table, strict=True))]
    return {
        "took the mean without weights": (sum(each, Fraction(0)) / len(each), 2),
        "exchanged what is asked and what is known": (found["cells"] - wanted, 1),
        "gave the mutual information": (wanted - value, 0),
    }


def context(table, first, given):
    terms, found = {}, marginals(table)
    for name, values in found.items():
        kinds = sorted({n for n in values if n}, reverse=True)
        parts = [(values.count(n), n, 5 - n.bit_length()) for n in kinds]
        terms[name] = " + ".join(rf"{count} \cdot \frac{{{n}}}{{16}} \cdot {log}" for count, n, log in parts)
    return {
        "unit": lambda value: "bit" if value == 1 else "bits",
        "terms": terms,
        "sums": {name: ", ".join(map(str, values)) for name, values in found.items()},
        "entropies": bits(table),
        "other": "XY".replace(first, ""),
        "wanted": "XY".replace(given, ""),
    }


def read(text, figures):
    (cells,) = figures["table"].layers
    first = "X" if "entropy of $X$" in text else "Y"
    given = "none" if "I(X; Y)" in text else "X" if r"\mid X)" in text else "Y"
    return {"table": tuple(map(tuple, cells.cells)), "first": first, "given": given}
