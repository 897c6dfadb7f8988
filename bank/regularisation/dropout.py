"""Mean and variance of a unit under dropout (Srivastava et al. 2014, "Dropout")."""

from exampaper.author import Fraction, dot, masks

read = (
    "w = << w | column >>",
    "x = << x | column >>",
    r"q = \frac{<< kept >>}{<< of >>}",
    "the << wanted >> of",
    {"kind == 'inverted'": "(inverted dropout)", "kind == 'plain'": "without rescaling"},
)


def solve(x, w, of, kept, kind, wanted):
    q = Fraction(kept, of)
    scale = 1 / q if kind == "inverted" else Fraction(1)
    if wanted == "mean":
        return q * scale * dot(w, x)
    return q * (1 - q) * scale**2 * sum((a * b) ** 2 for a, b in zip(w, x, strict=True))


def check(x, w, of, kept, kind, wanted):
    """List all masks with their probabilities."""
    moments = [Fraction(0)] * 2
    for mask in masks(3):
        chance, z = Fraction(1), Fraction(0)
        for keep, a, b in zip(mask, w, x, strict=True):
            chance *= Fraction(kept if keep else of - kept, of)
            z += a * b * keep * (Fraction(of, kept) if kind == "inverted" else 1)
        moments = [moments[0] + chance * z, moments[1] + chance * z * z]
    return moments[0] if wanted == "mean" else moments[1] - moments[0] ** 2


def slips(x, w, of, kept, kind, wanted):
    q, total = Fraction(kept, of), dot(w, x)
    squares = sum((a * b) ** 2 for a, b in zip(w, x, strict=True))
    means = {"rescaled or not, the wrong way round": total * (q if kind == "inverted" else 1)}
    means |= {"divided by q for nothing": total / q, "took the probability of dropping": total * (1 - q)}
    means["divided by the probability of dropping"] = total / (1 - q)
    scale = (1 - q) / q if kind == "inverted" else q * (1 - q)
    spread = {"squared the sum, not the terms": scale * total**2}
    spread["gave the second moments"] = squares / q if kind == "inverted" else q * squares
    spread["rescaled or not, the wrong way round"] = squares * (q * (1 - q) if kind == "inverted" else (1 - q) / q)
    if kind == "inverted":
        spread["rescaled once, not twice"] = (1 - q) * squares
    elif total > 0:
        spread["squared neither weights nor inputs"] = scale * total
    return means if wanted == "mean" else spread


def context(x, w, of, kept, kind):
    q = Fraction(kept, of)
    scale = (1 - q) / q if kind == "inverted" else q * (1 - q)
    squares = sum((a * b) ** 2 for a, b in zip(w, x, strict=True))
    return {"scale": scale, "squares": squares}
