"""The best discriminator on a table, and what it says about the divergence (Goodfellow et al. 2014, theorem 1)."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs, no-warn-return-any

from itertools import pairwise

from exampaper.author import Fraction, highest, log, near, reject

read = (
    {"setting == 'plain'": r"data}}(\mathbf{x})$ | $<< real >>$ |"},
    {"setting == 'labelled'": r", y)$ | $<< real >>$ |"},
    {
        "setting == 'plain'": r"$p_g(\mathbf{x})$ | $<< fake >>$ |",
        "setting == 'labelled'": r"\mid y)$ | $<< fake >>$ |",
    },
    {"setting == 'labelled'": "$p(0) = << label[0] >>$, $y = 1$ with $p(1) = << label[1] >>$"},
    {"ask == 'value'": "largest value of $V(D, G)$", "ask == 'divergence'": "divergence between real and generated"},
)
Shares = tuple[Fraction, ...]


def tables(rng, setting) -> tuple[Shares, Shares, Shares]:
    """Of images; or of (x1, 0), (x2, 0), (x1, 1), (x2, 1), with p_g given the label, and p(y)."""
    total = rng.choice([8, 10, 12])
    if setting == "plain":
        return shares(rng, total, 3), shares(rng, total, 3), ()
    zero = rng.integer(2, total - 2)
    given = shares(rng, zero, 2) + shares(rng, total - zero, 2)
    return shares(rng, total, 4), given, (Fraction(zero, total), Fraction(total - zero, total))


def shares(rng, total, count) -> Shares:
    """Positive shares."""
    cuts = [0, *rng.sample(range(1, total), count - 1), total]
    return tuple(Fraction(high - low, total) for low, high in pairwise(cuts))


def generated(fake, label):
    return tuple(share * label[i // 2] for i, share in enumerate(fake)) if label else fake


def solve_a(real, fake, label):
    pairs = list(zip(real, generated(fake, label), strict=True))
    if sum(one == other for one, other in pairs) > 1:
        reject("nothing to tell apart")
    return [one / (one + other) for one, other in pairs]


def value(real, other, optimal):
    """V for these values of D."""
    kept = sum(share * log(d) for share, d in zip(real, optimal, strict=True))
    return kept + sum(share * log(1 - d) for share, d in zip(other, optimal, strict=True))


def solve_b(real, fake, label, ask, optimal):
    v = value(real, generated(fake, label), optimal)
    return v if ask == "value" else (v + log(4)) / 2


def check(real, fake, label, ask, optimal, result: float):
    """Search for the best value at each column; the divergence by entropies."""
    assert len(optimal) == len(real)
    columns = []
    for i, share in enumerate(real):
        columns.append((float(share), float(fake[i]) * (float(label[i // 2]) if label else 1)))
    total = 0.0
    for (one, other), claimed in zip(columns, optimal, strict=True):

        def gain(d, one=one, other=other):
            return one * log(d) + other * log(1 - d)

        found, height = highest(gain, 1e-9, 1 - 1e-9)
        assert near(float(claimed), found, within=1e-5)
        total += height

    def entropy(shares):
        return -sum(share * log(share) for share in shares)

    mixed = entropy([(one + other) / 2 for one, other in columns])
    divergence = mixed - entropy([one for one, _ in columns]) / 2 - entropy([other for _, other in columns]) / 2
    assert near(result, total if ask == "value" else divergence)


def slips_a(real, fake, label):
    other = generated(fake, label)
    found = {"exchanged real and generated": ([b / (a + b) for a, b in zip(real, other, strict=True)], 1)}
    if label:
        found["forgot p(y)"] = ([a / (a + b) for a, b in zip(real, fake, strict=True)], 1)
    return found


def slips_b(real, fake, label, ask, optimal):
    even = [Fraction(1, len(real))] * len(real)
    v = value(real, generated(fake, label), optimal)
    wrong = {
        "left out the generated examples": value(real, [0] * len(real), optimal),
        "took plain means of the logarithms": value(even, even, optimal),
    }
    found = {name: (each if ask == "value" else (each + log(4)) / 2, 2) for name, each in wrong.items()}
    return found | ({"forgot the log 4": (v / 2, 2), "did not halve": (v + log(4), 2)} if ask == "divergence" else {})


def context(setting, real, fake, label, optimal):
    other = generated(fake, label)
    names = [r"$\mathbf{x}_1$", r"$\mathbf{x}_2$", r"$\mathbf{x}_3$"]
    pairs = [rf"$(\mathbf{{x}}_{i}, {y})$" for y in (0, 1) for i in (1, 2)]

    def cells(shares):
        return " | ".join(f"${plain(share)}$" for share in shares)

    def terms(shares, values):
        pairs = zip(shares, values, strict=True)
        return "".join(rf" + {plain(s)} \log {plain(d)}" for s, d in pairs)

    return {
        "columns": names if setting == "plain" else pairs,
        "cells": cells,
        "generated": other,
        "real_terms": terms(real, optimal).removeprefix(" + "),
        "fake_terms": terms(other, [1 - d for d in optimal]).removeprefix(" + "),
        "value": f"{value(real, other, optimal):.4f}",
    }


def plain(share):
    return str(share) if share.denominator == 1 else rf"\tfrac{{{share.numerator}}}{{{share.denominator}}}"
