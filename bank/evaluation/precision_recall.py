"""Precision and recall at thresholds (Manning, Raghavan and Schütze 2008, "Information retrieval", section 8.3)."""

import re

from exampaper.author import Axis, Bars, Dec, Fraction, Plot, drawn, reject

INTERVALS = tuple(f"0.{k}–{(k + 1) / 10:.1f}" for k in range(10))


def scores(rng) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """How many examples have a score in each tenth: positive ones, then negative ones."""
    positives = tuple(rng.integer(max(0, k // 2 - 1), k + 2) for k in range(10))
    negatives = tuple(rng.integer(max(0, 4 - k // 2), 11 - k) for k in range(10))
    return positives, negatives


def counts(positives, negatives, threshold):
    return sum(positives[threshold:]), sum(negatives[threshold:])


def solve_a(positives, negatives, threshold, beta):
    true, false = counts(positives, negatives, threshold)
    precision, recall = Fraction(true, true + false), Fraction(true, sum(positives))
    if not 0 < precision < 1 or precision == recall:
        reject("no difference to tell")
    return precision, recall, (1 + beta**2) * precision * recall / (beta**2 * precision + recall)


def reached(positives, negatives, wanted, percent):
    """The thresholds, in tenths, that reach what is wanted."""
    for threshold in range(1, 10):
        true, false = counts(positives, negatives, threshold)
        among = sum(positives) if wanted == "recall" else true + false
        if among and 100 * true >= percent * among:
            yield threshold


def solve_b(positives, negatives, wanted, percent):
    fit = list(reached(positives, negatives, wanted, percent))
    best = (max(fit) if wanted == "recall" else min(fit)) if fit else 0
    if not 1 < best < 9:
        reject("at the end of the scale")
    return Dec(best) / 10


def figures(positives, negatives):
    most = max(*positives, *negatives)
    x = Axis("score", categories=INTERVALS)
    y = Axis("number of examples", (0, most + 1), ticks=tuple(range(most + 2)), grid=True)
    bars = Bars(positives, "positive examples"), Bars(negatives, "negative examples")
    return {"scores": Plot(x, y, bars, size=(385, 170))}


def check(positives, negatives, threshold, beta, wanted, percent):
    """Lay out the examples that are drawn, one by one, and classify each; F weighs misses and false alarms."""
    shown = drawn(figures(positives, negatives)["scores"])
    layers = [shown.named(f"{kind} examples").heights for kind in ("positive", "negative")]
    good, bad = ([tenth + 0.5 for tenth in range(10) for _ in range(round(layer[tenth]))] for layer in layers)

    def outcome(threshold):
        hits = sum(score > threshold for score in good)
        return hits, len(good) - hits, sum(score > threshold for score in bad)

    hits, misses, alarms = outcome(threshold)
    shares = {}
    for tenths in range(1, 10):
        true, missed, false = outcome(tenths)
        shares[tenths] = Fraction(true, true + missed if wanted == "recall" else max(1, true + false))
    fit = [tenths for tenths, value in shares.items() if value >= Fraction(percent, 100)]
    return {
        "precision": Fraction(hits, hits + alarms),
        "recall": Fraction(hits, hits + misses),
        "f": Fraction((1 + beta**2) * hits, (1 + beta**2) * hits + beta**2 * misses + alarms),
        "best": Dec(fit[-1] if wanted == "recall" else fit[0]) / 10,
    }


def slips_a(positives, negatives, threshold, precision, recall):
    included = counts(positives, negatives, threshold - 1)
    return {
        "precision": {"counted the interval below the threshold": (Fraction(included[0], sum(included)), 3)},
        "recall": {
            "divided by all examples": (Fraction(sum(positives[threshold:]), sum(positives) + sum(negatives)), 3)
        },
        "f": {"averaged precision and recall": ((precision + recall) / 2, 3)},
    }


def slips_b(positives, negatives, wanted, percent, best):
    other = [*reached(positives, negatives, "precision" if wanted == "recall" else "recall", percent)]
    wrong = {"stopped one threshold away": (best + Dec("0.1" if wanted == "recall" else "-0.1"), 2)}
    if other:
        wrong["exchanged precision and recall"] = (Dec(max(other) if wanted == "recall" else min(other)) / 10, 1)
    return wrong


def context(positives, negatives, threshold, wanted, percent, best):
    hits, alarms = counts(positives, negatives, threshold)
    tenths = round(10 * best)
    return {
        "hits": hits,
        "alarms": alarms,
        "total": sum(positives),
        "needed": f"{percent * sum(positives) / 100:g}",
        "counts_at": counts(positives, negatives, tenths),
        "counts_next": counts(positives, negatives, tenths + (1 if wanted == "recall" else -1)),
    }


def read(text, figures):
    shown = drawn(figures["scores"])
    positives, negatives = (shown.named(f"{kind} examples").heights for kind in ("positive", "negative"))
    return {
        "positives": tuple(map(round, positives)),
        "negatives": tuple(map(round, negatives)),
        "threshold": int(re.findall(r"exceeds \$0\.(\d)\$", text)[0]),
        "beta": int(re.findall(r"\$F_(\d) =", text)[0]),
        "wanted": "recall" if "for which the recall is" in text else "precision",
        "percent": int(re.findall(r"at least (\d+)%", text)[0]),
    }
