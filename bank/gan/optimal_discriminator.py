"""The optimal discriminator of a GAN, in letters.

Goodfellow et al. (2014), proposition 1; Mirza & Osindero (2014) for labels; Mao et al. (2017) for least squares.
"""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs, no-warn-return-any

from functools import cache

from sympy import Rational, symbols, together

from exampaper.author import log, lowest, near

r, g, p = symbols("r g p", positive=True)
read = (
    {"setting != 'plain'": "with labels $y$", "setting == 'matched'": "as frequent as in the data"},
    {
        "objective == 'original'": "with the original objective $V(D, G)$",
        "objective == 'unequal'": "sees << real >> real << (real | noun('example')) >> for every << fake >> generated",
        "objective == 'squares'": "to be << high >> for real and << low >> for generated examples, and minimises",
    },
)


def shares(rng, objective) -> tuple[int, int]:
    return rng.choice([(1, 2), (1, 3), (2, 1), (3, 1), (2, 3), (3, 2), (1, 4)]) if objective == "unequal" else (1, 1)


def targets(rng, objective) -> tuple[int, int]:
    return rng.choice([(1, -1), (2, -1), (3, 1), (1, -2), (2, -2), (3, -1)]) if objective == "squares" else (1, 0)


@cache
def form(setting, objective, real, fake, high, low):
    if setting == "free":
        return form("plain", objective, real, fake, high, low).subs(g, g * p)
    if objective == "squares":
        return (high * r + low * g) / (r + g)
    return real * r / (real * r + fake * g)


def solve(setting, objective, real, fake, high, low):
    return form(setting, objective, real, fake, high, low)


def check(setting, objective, real, fake, high, low, best):
    """Search for the best value at an example whose probabilities are known."""
    for data, image, label in ((0.2, 0.5, 0.4), (0.6, 0.3, 0.7), (0.1, 0.35, 0.15)):
        one = data * (label if setting == "matched" else 1)
        other = image * (1 if setting == "plain" else label)

        def loss(d, one=one, other=other):
            if objective == "squares":
                return one * (d - high) ** 2 + other * (d - low) ** 2
            return -real * one * log(d) - fake * other * log(1 - d)

        found, _ = lowest(loss, -9, 9) if objective == "squares" else lowest(loss, 1e-6, 1 - 1e-6)
        assert near(float(best.subs({r: data, g: image, p: label})), found, within=1e-5)


def slips(setting, objective, real, fake, high, low):
    if objective == "squares":
        exchanged = form(setting, objective, real, fake, low, high)
        original = form(setting, "original", 1, 1, 1, 0)
        found = {"exchanged the targets": (exchanged, 3), "gave the form of the original objective": (original, 2)}
    else:
        turned = together(1 - form(setting, objective, real, fake, high, low))
        found = {
            "exchanged real and generated": (turned, 3),
            "gave the value at the best generator": (Rational(1, 2), 2),
        }
    if setting == "free":
        found["forgot p(y)"] = (form("plain", objective, real, fake, high, low), 3)
    if objective == "unequal":
        found["forgot how often each is seen"] = (form(setting, "original", 1, 1, 1, 0), 3)
    return found


def context(setting, objective, real, fake):
    inside = r"\mathbf{x}" if setting == "plain" else r"\mathbf{x}, y"
    given = inside if setting == "plain" else r"\mathbf{x} \mid y"
    factor = r" \, p" if setting == "free" else ""
    counts = ["" if count == 1 else str(count) for count in (real, fake)]
    return {
        "at": inside,
        "thing": "image" if setting == "plain" else "pair",
        "r": rf"p_{{\mathrm{{data}}}}({given if setting == 'matched' else inside})",
        "g": rf"p_g({given})",
        "weights": [f"{counts[0]} r", f"{counts[1]} g{factor}"],
    }
