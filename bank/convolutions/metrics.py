"""What tells two metrics of binary classification apart (Manning, Raghavan & Schütze 2008, section 8.3)."""

# mypy: allow-untyped-defs, allow-untyped-calls, allow-incomplete-defs, no-warn-return-any

from statistics import harmonic_mean, mean

from sympy import symbols

from exampaper.author import near

read = "between the << pair[0] >> and the << pair[1] >> of"
TP, TN, FP, FN = COUNTS = symbols("TP TN FP FN", positive=True)
WORDS = dict(zip(COUNTS, ("true positives", "true negatives", "false positives", "false negatives"), strict=True))
DEFINITIONS = {
    "accuracy": (TP + TN) / (TP + TN + FP + FN),
    "precision": TP / (TP + FP),
    "recall": TP / (TP + FN),
    "specificity": TN / (TN + FP),
    "negative predictive value": TN / (TN + FN),
    "F1 score": 2 * TP / (2 * TP + FP + FN),
    "balanced accuracy": (TP / (TP + FN) + TN / (TN + FP)) / 2,
}
MEANINGS = {
    "accuracy": "the share of all cases that are classified correctly",
    "precision": "the share of the predicted positives that are positive",
    "recall": "the share of the actual positives that are found",
    "specificity": "the share of the actual negatives that are recognised",
    "negative predictive value": "the share of the predicted negatives that are negative",
    "F1 score": "the harmonic mean of precision and recall",
    "balanced accuracy": "the mean of the shares of actual positives and of actual negatives that are recognised",
}


def solve(pair):
    return DEFINITIONS[pair[0]], DEFINITIONS[pair[1]]


def check(pair, first, second):
    """Write some test sets out case by case, and count."""
    for tp, tn, fp, fn in ((5, 13, 7, 11), (3, 50, 1, 2), (20, 4, 9, 3)):
        cases = [(1, 1)] * tp + [(0, 0)] * tn + [(0, 1)] * fp + [(1, 0)] * fn  # (truth, prediction)

        def right(at, value, cases=cases):
            return mean(float(case[0] == case[1]) for case in cases if at is None or case[at] == value)

        counted = {
            "accuracy": right(None, 0),
            "precision": right(1, 1),
            "recall": right(0, 1),
            "specificity": right(0, 0),
            "negative predictive value": right(1, 0),
            "F1 score": harmonic_mean([right(1, 1), right(0, 1)]),
            "balanced accuracy": (right(0, 1) + right(0, 0)) / 2,
        }
        at = dict(zip(COUNTS, (tp, tn, fp, fn), strict=True))
        assert near(float(first.subs(at)), counted[pair[0]])
        assert near(float(second.subs(at)), counted[pair[1]])


def slips(pair):
    return {"first": wrong(pair[0]), "second": wrong(pair[1])}


def wrong(metric):
    """One misconception costs the mark of the definition."""
    name = f"{metric}: "
    if metric == "accuracy":
        return {name + "left out the true negatives": (TP / (TP + TN + FP + FN), 2)}
    if metric == "balanced accuracy":
        return {name + "added the two shares without halving": (2 * DEFINITIONS[metric], 2)}
    if metric == "F1 score":
        return {name + "arithmetic instead of harmonic mean": ((TP / (TP + FP) + TP / (TP + FN)) / 2, 2)}
    kept = TP if DEFINITIONS[metric].has(TP) else TN
    swapped = DEFINITIONS[metric].subs({FP: FN, FN: FP}, simultaneous=True)
    return {
        name + "exchanged FP and FN": (swapped, 2),
        name + "divided by all cases": (kept / (TP + TN + FP + FN), 2),
    }


def context(pair):
    return {
        "meanings": [MEANINGS[metric] for metric in pair],
        "difference": difference(*pair),
    }


def difference(first, second):
    if {first, second} == {"accuracy", "balanced accuracy"}:
        return (
            "Accuracy weights all cases alike, so that the larger class dominates it; balanced accuracy weights both "
            "classes alike."
        )
    only = []
    for one, other in ((first, second), (second, first)):
        names = [WORDS[count] for count in COUNTS if DEFINITIONS[one].has(count) and not DEFINITIONS[other].has(count)]
        if names:
            only.append(f"the {' and the '.join(names)} enter the {one} but not the {other}")
    return f"{'; '.join(only)}.".capitalize().replace("f1", "F1")
