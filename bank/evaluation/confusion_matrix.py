"""Two metrics of a confusion matrix (Manning, Raghavan & Schütze 2008; Brodersen et al. 2010)."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs, no-warn-return-any

import re

from exampaper.author import Fraction, near, reject


def value(metric, tp, fp, fn, tn):
    return {
        "accuracy": Fraction(tp + tn, tp + fp + fn + tn),
        "precision": Fraction(tp, tp + fp),
        "recall": Fraction(tp, tp + fn),
        "specificity": Fraction(tn, tn + fp),
        "balanced accuracy": (Fraction(tp, tp + fn) + Fraction(tn, tn + fp)) / 2,
    }[metric]


def solve(pair, tp, fp, fn, tn):
    first, second = (value(metric, tp, fp, fn, tn) for metric in pair)
    if abs(first - second) < Fraction(1, 50):
        reject("hardly any difference")
    return first, second


def check(pair, tp, fp, fn, tn, first: float, second: float):
    """Write the cases out one by one, and count what is right among those that the metric looks at."""
    cases = [(1, 1)] * tp + [(0, 1)] * fp + [(1, 0)] * fn + [(0, 0)] * tn  # (truth, prediction)

    def right(looked_at):
        chosen = [truth == said for truth, said in cases if looked_at(truth, said)]
        return sum(chosen) / len(chosen)

    shares = {
        "accuracy": right(lambda truth, said: True),
        "precision": right(lambda truth, said: said),
        "recall": right(lambda truth, said: truth),
        "specificity": right(lambda truth, said: not truth),
    }
    shares["balanced accuracy"] = (shares["recall"] + shares["specificity"]) / 2
    assert near(first, shares[pair[0]])
    assert near(second, shares[pair[1]])


def slips(pair, tp, fp, fn, tn):
    found = {}
    for name, metric in zip(("first", "second"), pair, strict=True):
        total = tp + fp + fn + tn
        swapped = value(metric, tp, fn, fp, tn)
        wrong = {} if metric == "accuracy" else {f"{metric}: exchanged FP and FN": (swapped, 3)}
        if metric == "accuracy":
            wrong["accuracy: left out the true negatives"] = (Fraction(tp, tp + fp + fn), 3)
        elif metric != "balanced accuracy":
            hits = tn if metric == "specificity" else tp
            wrong[f"{metric}: divided by all cases"] = (Fraction(hits, total), 3)
        found[name] = wrong
    return found


def context(pair, tp, fp, fn, tn):
    recall, specificity = rf"\frac{{{tp}}}{{{tp} + {fn}}}", rf"\frac{{{tn}}}{{{tn} + {fp}}}"
    workings = {
        "accuracy": rf"\frac{{{tp} + {tn}}}{{{tp} + {fp} + {fn} + {tn}}}",
        "precision": rf"\frac{{{tp}}}{{{tp} + {fp}}}",
        "recall": recall,
        "specificity": specificity,
        "balanced accuracy": rf"\tfrac{{1}}{{2}} \bigl({recall} + {specificity}\bigr)",
    }
    return {"workings": [workings[metric] for metric in pair]}


def read(text):
    rows = re.findall(r"\*\*(\w+) \w+\*\* \| (\d+) \| (\d+)", text)
    (first, a, b), (_, c, d) = rows
    fp, fn = (c, b) if first == "actually" else (b, c)
    asked = re.findall(r"its ([\w ]+?) and its ([\w ]+?), each", text)[0]
    return {"rows": first, "tp": int(a), "fp": int(fp), "fn": int(fn), "tn": int(d), "pair": asked}
