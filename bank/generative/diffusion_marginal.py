"""Marginals of the forward process (Ho, Jain and Abbeel 2020, "Denoising diffusion probabilistic models", eq. 4)."""

import re
from math import prod

from exampaper.author import Dec, Decimal, near, sqrt


def observed(rng, case) -> tuple[Decimal, Decimal]:
    if case != "denoise":
        return Decimal(0), Decimal(0)
    return rng.choice([-1, 1]) * rng.decimal("0.2", "1.5", places=1), rng.decimal("1.5", "4.0", places=1)


def solve(a, start, x, case, noise, seen, deviation):
    """a: ten times the root of each α."""
    part, whole = Dec(prod(a[start:])) / 10 ** len(a[start:]), float(prod(a)) / 10 ** len(a)
    bar = whole**2
    result = {
        "ratio": bar / (1 - bar),
        "denoise": (float(seen) - sqrt(1 - bar) * float(noise)) / whole,
        "spread": bar * deviation**2 + 1 - bar,
    }[case]
    return part * x, 1 - part**2, result


def check(a, start, x, case, noise: float, seen: float, deviation, result):
    """Compose the Gaussian steps one at a time."""

    def run(mean, variance, roots):
        for root in roots:
            alpha = (root / 10) ** 2
            mean, variance = sqrt(alpha) * mean, alpha * variance + (1 - alpha)
        return mean, variance

    own = dict(zip(("mean", "variance"), run(x, 0, a[start:]), strict=True))
    if case == "ratio":
        signal, rest = run(1, 0, a)
        own["result"] = signal * signal / rest
    elif case == "spread":
        own["result"] = run(0, deviation * deviation, a)[1]
    else:
        mean, variance = run(result, 0, a)
        assert near(mean + sqrt(variance) * noise, seen)
        unit, _ = run(1, 0, a)
        own["result"] = (seen - sqrt(variance) * noise) / unit
    return own


def slips(a, start, x, case, noise: float, seen: float, deviation, mean, variance):
    part, bar = float(prod(a[start:])) / 10 ** len(a[start:]), float(prod(a)) ** 2 / 100 ** len(a)
    betas = [1 - (root / 10) ** 2 for root in a]
    wrong = {
        "mean": {"took ᾱ for its root": (part**2 * x, 2)},
        "variance": {"added the β": (sum(betas[start:]), 2), "multiplied the β": (prod(betas[start:]), 2)},
        "result": {
            "ratio": {"took the root of ᾱ for the signal": (sqrt(bar) / (1 - bar), 2)},
            "denoise": {
                "forgot the factor of the start": (seen - sqrt(1 - bar) * noise, 1),
                "took 1 − ᾱ for its root": ((seen - (1 - bar) * noise) / sqrt(bar), 2),
            },
            "spread": {
                "took the root of ᾱ as the factor": (sqrt(bar) * deviation**2 + 1 - bar, 2),
                "forgot the variance of the start": (1 - bar, 1),
            },
        }[case],
    }
    if start:
        full = float(prod(a)) / 10 ** len(a)
        wrong["mean"]["counted the first step"] = (full * x, 2)
    return wrong


def context(a, start):
    def printed(number):
        shown = number.quantize(Decimal("0.00001"))
        return f"= {shown.normalize()}" if shown == number else rf"\approx {shown}"

    alphas = [Decimal(root**2) / 100 for root in a]
    return {
        "steps": len(a),
        "schedule": r", \quad ".join(rf"\beta_{k} = {1 - alpha:.2f}" for k, alpha in enumerate(alphas, 1)),
        "alphas": r" \, ".join(rf"\alpha_{k}" for k in range(start + 1, len(a) + 1)),
        "product": r" \cdot ".join(f"{alpha:.2f}" for alpha in alphas[start:]),
        "bar": printed(prod(alphas[start:])),
        "whole": printed(prod(alphas)),
        "root": Decimal(prod(alphas[start:])).sqrt().normalize(),
    }


def read(text):
    question = text.split("## (a)")[0] if "## (a)" in text else text
    betas = re.findall(r"\\beta_\d = (0\.\d+)", question)
    start, x = re.findall(r"Given \$x_\{?(\d)\}? = (-?\d+)\$", text)[0]
    found = {"a": tuple(round(10 * (1 - float(b)) ** 0.5) for b in betas), "start": int(start), "x": int(x)}
    if "signal-to-noise" in text:
        return {**found, "case": "ratio"}
    if "random" in text:
        return {**found, "case": "spread", "deviation": round(int(re.findall(r"variance (\d+)\?", text)[0]) ** 0.5)}
    noise, seen = re.findall(r"varepsilon = (-?[\d.]+)\$", text), re.findall(r"sees \$x_\{?\d\}? = (-?[\d.]+)\$", text)
    return {**found, "case": "denoise", "noise": Decimal(noise[0]), "seen": Decimal(seen[0])}
