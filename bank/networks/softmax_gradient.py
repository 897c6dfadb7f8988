"""Gradient of softmax and cross-entropy (Goodfellow, Bengio and Courville 2016, "Deep Learning", section 6.2.2.3)."""

import re

from exampaper.author import Decimal, Fraction, exp, gradient, log, near


def tenths(rng, case) -> Decimal:
    return Decimal(rng.choice(["0.1", "0.2", "0.3"])) if case == "smoothed" else Decimal(0)


def targets(rng, case, n) -> tuple[int, ...]:
    """The teacher's probabilities, in tenths."""
    if case != "teacher":
        return ()
    shares = [1] * len(n)
    for _ in range(10 - len(n)):
        shares[rng.integer(0, len(n) - 1)] += 1
    return tuple(shares)


def target(case, n, label, smoothing, teacher):
    if case == "teacher":
        return [Fraction(x, 10) for x in teacher]
    eps = Fraction(smoothing) if case == "smoothed" else 0
    return [(1 - eps) * (k == label) + Fraction(eps) / len(n) for k in range(1, len(n) + 1)]


def solve_a(n):
    return [Fraction(x, sum(n)) for x in n]


def solve_b(p, case, n, label, factor, smoothing, teacher):
    scale = {"temperature": Fraction(1, factor or 1), "weighted": factor}.get(case, 1)
    return [scale * (x - t) for x, t in zip(p, target(case, n, label, smoothing, teacher), strict=True)]


def check(case, n, label, factor, smoothing: float, teacher, p):
    """Differences of the loss as the text has it, from log-sum-exp; ratios of probabilities."""
    heat = factor if case == "temperature" else 1
    z = [log(x**heat) for x in n]

    def loss(*z):
        minus = [log(sum(exp(y / heat) for y in z)) - x / heat for x in z]
        if case == "teacher":
            return sum(t * m for t, m in zip(teacher, minus, strict=True)) / 10
        sharp = minus[label - 1] * (factor if case == "weighted" else 1)
        return sharp + (smoothing if case == "smoothed" else 0) * (sum(minus) / len(minus) - sharp)

    assert sum(p) == 1
    assert all(near(p[k] * n[0], p[0] * n[k]) for k in range(len(n)))
    return {"slope": gradient(loss, z)}


def slips_a(case, n, factor):
    powers = [x**factor for x in n]
    return {"forgot the temperature": ([Fraction(x, sum(powers)) for x in powers], 1)} if case == "temperature" else {}


def slips_b(p, slope, case, n, label, factor, smoothing, teacher):
    wanted = target(case, n, label, smoothing, teacher)
    plain = [x - t for x, t in zip(p, wanted, strict=True)]
    wrong = {
        "took the target minus the probabilities": ([-x for x in slope], 2),
        "gave the derivative by the probabilities": (
            [-t / x * (factor if case == "weighted" else 1) for x, t in zip(p, wanted, strict=True)],
            0,
        ),
    }
    if factor:
        wrong["left out the factor"] = (plain, 2)
    if case == "smoothed":
        wrong["took the one-hot target"] = ([x - (k == label) for k, x in enumerate(p, 1)], 2)
    return wrong


def context(case, n, label, factor, smoothing, teacher):
    heat = factor if case == "temperature" else 1
    exact = [
        t if t.denominator == 1 else rf"\frac{{{t.numerator}}}{{{t.denominator}}}"
        for t in target(case, n, label, smoothing, teacher)
    ]
    return {
        "logits": ", ".join(rf"\ln {x**heat}" if x > 1 else "0" for x in n),
        "exponentials": ", ".join(map(str, n)),
        "wanted": ", ".join(f"0.{x}" for x in teacher) or ", ".join(map(str, exact)),
        "point": {
            "temperature": r"The factor $\frac{1}{T}$.",
            "weighted": r"The factor $w$, in every entry.",
            "smoothed": rf"The smoothed target $({', '.join(map(str, exact))})$.",
            "teacher": "The teacher's distribution is the target, in every entry.",
            "plain": f"The target is 1 in entry {label} and 0 elsewhere.",
        }[case],
    }


def read(text):
    def first(pattern, kind=int):
        return kind((re.findall(pattern, text) or [0])[0])

    factor = first(r"[Tw] = (\d)")
    heat = factor if "temperature" in text.split("## (a)")[0] else 1
    logits = re.findall(r"z = \((.*?)\)\$", text)[0].split(", ")
    order = first(r"right class is the (\w+)", str)
    return {
        "n": tuple(round(int(x.replace(r"\ln ", "") or 1) ** (1 / heat)) or 1 for x in logits),
        "factor": factor,
        "label": ["0", "first", "second", "third", "fourth"].index(order),
        "smoothing": first(r"varepsilon = (0\.\d)", Decimal),
        "teacher": tuple(int(x) for x in re.findall(r"0\.(\d)", re.findall(r"t = \((.*?)\)\$", text + "t = ()$")[0])),
    }
