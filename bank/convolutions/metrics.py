"""Two metrics of binary classification: what tells them apart, and their values on a confusion matrix.

Definitions: C. Manning, P. Raghavan and H. Schütze, "Introduction to Information Retrieval" (2008), section 8.3;
balanced accuracy: K. Brodersen et al., "The balanced accuracy and its posterior distribution" (2010).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import harmonic_mean
from typing import Annotated, Any, Literal

from exampaper.draw import Rng
from exampaper.model import Places, Slip

Metric = Literal["accuracy", "precision", "recall", "specificity", "npv", "f1", "balanced"]
Setting = Literal["retrieval", "spam", "screening", "fraud", "defects"]
METRICS: tuple[Metric, ...] = ("accuracy", "precision", "recall", "specificity", "npv", "f1", "balanced")
SETTINGS: tuple[Setting, ...] = ("retrieval", "spam", "screening", "fraud", "defects")


@dataclass(frozen=True)
class Params:
    """layout: a table with a row for each true class, one with a row for each prediction, or a text with totals."""

    first: Metric
    second: Metric
    setting: Setting
    layout: Literal["actual", "predicted", "totals"]
    tp: int
    fp: int
    fn: int
    tn: int


@dataclass(frozen=True)
class Answers:
    """definitions: in LaTeX, by the names of the counts. flagged: predicted positives."""

    definitions: tuple[str, str]
    total: int
    positives: int
    flagged: int
    first_value: Annotated[float, Places(3)]
    second_value: Annotated[float, Places(3)]


# ------------------------------------------------------------------ draw


def draw(rng: Rng) -> Params:
    first, second = rng.shuffle(rng.sample(METRICS, 2))
    tp, fp, fn = rng.integer(12, 95), rng.integer(6, 80), rng.integer(6, 60)
    tn = rng.integer(20, 120) if rng.chance(1, 2) else rng.integer(200, 900)
    layout: Literal["actual", "predicted", "totals"] = rng.choice(("actual", "predicted", "totals"))
    params = Params(first, second, rng.choice(SETTINGS), layout, tp, fp, fn, tn)
    _refuse_unclear(rng, params)
    return params


def _refuse_unclear(rng: Rng, params: Params) -> None:
    """Values must lie apart from each other, from 0 and 1 and from a rounding tie; FP and FN must not agree."""
    shown = {metric: value(metric, params) for metric in (params.first, params.second)}
    values = list(shown.values())
    if abs(values[0] - values[1]) < Fraction(1, 25):
        rng.reject("the values are too close")
    if any(not Fraction(1, 20) < v < Fraction(49, 50) for v in values):
        rng.reject("a value is nearly trivial")
    if any(abs((1000 * v) % 1 - Fraction(1, 2)) < Fraction(1, 50) for v in values):
        rng.reject("a value is close to a rounding tie")
    wrong = [(abs(w - v), w) for metric, v in shown.items() for _, w in _wrong(metric, params)]
    if any(0 < distance < Fraction(1, 200) for distance, _ in wrong):
        rng.reject("a wrong way leads almost to the key")
    if any(abs((1000 * w) % 1 - Fraction(1, 2)) < Fraction(1, 100) for _, w in wrong):
        rng.reject("a wrong value is close to a rounding tie")
    if value("balanced", params) < Fraction(11, 20):
        rng.reject("hardly better than chance")
    if abs(params.fp - params.fn) < 3 or len({params.tp, params.fp, params.fn, params.tn}) < 4:
        rng.reject("a misreading of the table would go unnoticed")


# ------------------------------------------------------------------ solve

NAMES: dict[Metric, str] = {
    "accuracy": "accuracy",
    "precision": "precision",
    "recall": "recall",
    "specificity": "specificity",
    "npv": "the negative predictive value",
    "f1": "the $F_1$ score",
    "balanced": "balanced accuracy",
}
SIGNS: dict[Metric, str] = {metric: rf"\text{{{name.removeprefix('the ')}}}" for metric, name in NAMES.items()}
SIGNS["f1"] = "F_1"
DEFINITIONS: dict[Metric, str] = {
    "accuracy": r"\frac{TP + TN}{TP + TN + FP + FN}",
    "precision": r"\frac{TP}{TP + FP}",
    "recall": r"\frac{TP}{TP + FN}",
    "specificity": r"\frac{TN}{TN + FP}",
    "npv": r"\frac{TN}{TN + FN}",
    "f1": r"\frac{2 \cdot TP}{2 \cdot TP + FP + FN}",
    "balanced": r"\frac{1}{2} \left( \frac{TP}{TP + FN} + \frac{TN}{TN + FP} \right)",
}
COUNTS = {"TP": "true positives", "TN": "true negatives", "FP": "false positives", "FN": "false negatives"}
MEANINGS: dict[Metric, str] = {
    "accuracy": "the share of all {cases} that are classified correctly, whichever class they belong to",
    "precision": "the share of truly positive cases among {flagged}, the predicted positives",
    "recall": "the share of {positives}, the actual positives, that are also predicted to be positive",
    "specificity": "the share of {negatives}, the actual negatives, that are also predicted to be negative",
    "npv": "the share of truly negative cases among {passed}, the predicted negatives",
    "f1": (
        "the harmonic mean of precision (the share of truly positive cases among {flagged}) and recall "
        "(the share of predicted positives among {positives}), so it is high only if both are"
    ),
    "balanced": "the mean of two shares, that of correct predictions among {positives} and that among {negatives}",
}
WORDS: dict[Setting, dict[str, str]] = {
    "retrieval": {
        "cases": "documents",
        "flagged": "the documents that are returned",
        "passed": "the documents that are not returned",
        "positives": "the relevant documents",
        "negatives": "the irrelevant documents",
    },
    "spam": {
        "cases": "messages",
        "flagged": "the messages that are filtered out",
        "passed": "the messages that are delivered",
        "positives": "the spam messages",
        "negatives": "the wanted messages",
    },
    "screening": {
        "cases": "scans",
        "flagged": "the scans that are reported",
        "passed": "the scans that are not reported",
        "positives": "the scans that show a tumour",
        "negatives": "the scans without a tumour",
    },
    "fraud": {
        "cases": "payments",
        "flagged": "the payments that are blocked",
        "passed": "the payments that are let through",
        "positives": "the fraudulent payments",
        "negatives": "the honest payments",
    },
    "defects": {
        "cases": "parts",
        "flagged": "the parts that are rejected",
        "passed": "the parts that are accepted",
        "positives": "the defective parts",
        "negatives": "the sound parts",
    },
}


def value(metric: Metric, params: Params) -> Fraction:
    """The metric, exactly."""
    tp, fp, fn, tn = params.tp, params.fp, params.fn, params.tn
    precision, recall, specificity = Fraction(tp, tp + fp), Fraction(tp, tp + fn), Fraction(tn, tn + fp)
    return {
        "accuracy": Fraction(tp + tn, tp + fp + fn + tn),
        "precision": precision,
        "recall": recall,
        "specificity": specificity,
        "npv": Fraction(tn, tn + fn),
        "f1": 2 * precision * recall / (precision + recall),
        "balanced": (recall + specificity) / 2,
    }[metric]


def solve(params: Params) -> Answers:
    first, second = params.first, params.second
    return Answers(
        definitions=(DEFINITIONS[first], DEFINITIONS[second]),
        total=params.tp + params.fp + params.fn + params.tn,
        positives=params.tp + params.fn,
        flagged=params.tp + params.fp,
        first_value=float(value(first, params)),
        second_value=float(value(second, params)),
    )


# ------------------------------------------------------------------ words


def context(params: Params, answers: Answers) -> dict[str, Any]:
    """Names and meanings of the two metrics, and what sets them apart.

    equations: the definitions. workings: with the counts of this draw. equals: = or ≈, as three places hold the value.
    """
    first, second, words = params.first, params.second, WORDS[params.setting]
    pair = list(zip((first, second), answers.definitions, strict=True))
    return {
        "first_name": NAMES[first],
        "second_name": NAMES[second],
        "first_meaning": MEANINGS[first].format(**words),
        "second_meaning": MEANINGS[second].format(**words),
        "difference": _difference(first, second),
        "equations": [f"{SIGNS[metric]} = {_upright(text)}" for metric, text in pair],
        "workings": [f"{SIGNS[metric]} = {_counts_in(text, params)}" for metric, text in pair],
        "equals": [_equals(first, params), _equals(second, params)],
    }


def _upright(definition: str) -> str:
    return re.sub(r"\b([TF][PN])\b", r"\\mathrm{\1}", definition)


def _counts_in(definition: str, params: Params) -> str:
    """The definition with the counts in place of their names."""
    return re.sub(r"\b[TF][PN]\b", lambda name: str(getattr(params, name[0].lower())), definition)


def _equals(metric: Metric, params: Params) -> str:
    """What stands before the printed value: whether three places hold it."""
    return "=" if 1000 % value(metric, params).denominator == 0 else r"\approx"


def _difference(first: Metric, second: Metric) -> str:
    """What the one depends on and the other does not, in whole sentences."""
    used = {metric: [name for name in COUNTS if name in DEFINITIONS[metric]] for metric in (first, second)}
    if used[first] == used[second]:
        return (
            "Both use all four counts, but accuracy gives every case the same weight, so that the larger class "
            "dominates it, while balanced accuracy gives the same weight to both classes, however many cases they have."
        )
    sentences = [_only(one, other, used) for one, other in ((first, second), (second, first))]
    return " ".join(filter(None, sentences))


def _only(one: Metric, other: Metric, used: dict[Metric, list[str]]) -> str:
    names = [COUNTS[name] for name in used[one] if name not in used[other]]
    if not names:
        return ""
    sentence = f"the {' and the '.join(names)} enter {NAMES[one]} but not {NAMES[other]}."
    return sentence[0].upper() + sentence[1:]


# ------------------------------------------------------------------ check


def check(params: Params, answers: Answers) -> None:
    """Write the cases out one by one and count. A definition must give what is counted on other tables, too."""
    truth, said = _cases(params)
    metrics = (params.first, params.second)
    for metric, got in zip(metrics, (answers.first_value, answers.second_value), strict=True):
        wanted = _counted(metric, truth, said)
        assert abs(got - wanted) < 1e-12, f"{metric} is {wanted}, not {got}"
    for metric, text in zip(metrics, answers.definitions, strict=True):
        for table in (params, replace(params, tp=5, fp=7, fn=11, tn=13), replace(params, tp=3, fp=1, fn=2, tn=50)):
            computed = eval(_as_python(text), {}, {name: getattr(table, name.lower()) for name in COUNTS})
            assert abs(computed - _counted(metric, *_cases(table))) < 1e-12, f"{text} is not {metric}"
    assert abs(answers.first_value - answers.second_value) > 0.001, "the values print alike"
    assert [answers.total, answers.positives, answers.flagged] == [len(truth), sum(truth), sum(said)], "totals"


def _cases(params: Params) -> tuple[list[bool], list[bool]]:
    """(the true classes, what was predicted), case by case."""
    truth = [True] * (params.tp + params.fn) + [False] * (params.fp + params.tn)
    said = [True] * params.tp + [False] * params.fn + [True] * params.fp + [False] * params.tn
    return truth, said


def _counted(metric: Metric, truth: Sequence[bool], said: Sequence[bool]) -> float:
    right = [t == s for t, s in zip(truth, said, strict=True)]
    precision, npv = (_share(right, [s is wanted for s in said]) for wanted in (True, False))
    recall, specificity = (_share(right, [t is wanted for t in truth]) for wanted in (True, False))
    return {
        "accuracy": _share(right, [True] * len(right)),
        "precision": precision,
        "recall": recall,
        "specificity": specificity,
        "npv": npv,
        "f1": harmonic_mean([precision, recall]),
        "balanced": (recall + specificity) / 2,
    }[metric]


def _share(right: Sequence[bool], among: Sequence[bool]) -> float:
    """The share of right predictions among the chosen cases."""
    chosen = [r for r, a in zip(right, among, strict=True) if a]
    return sum(chosen) / len(chosen)


def _as_python(text: str) -> str:
    """A definition in LaTeX as Python."""
    text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
    text = re.sub(r"\\left|\\right", "", text)
    return text.replace(r"\cdot", "*").replace(") (", ")*(")


# ------------------------------------------------------------------ slips


def slips(params: Params, answers: Answers) -> list[Slip]:
    """Of two that print alike for one metric only the first is told; both earn the same."""
    first: dict[tuple[str, str], Slip] = {}
    for metric, field in ((params.first, "first_value"), (params.second, "second_value")):
        name = NAMES[metric].removeprefix("the ")
        for what, wrong in _wrong(metric, params):
            first.setdefault((field, f"{float(wrong):.3f}"), Slip(f"{name}: {what}", float(wrong), field, 2, "b"))
    return list(first.values())


def _wrong(metric: Metric, params: Params) -> list[tuple[str, Fraction]]:
    turned = replace(params, fp=params.fn, fn=params.fp)
    total = params.tp + params.fp + params.fn + params.tn
    precision, recall = value("precision", params), value("recall", params)
    own: dict[Metric, tuple[str, Fraction]] = {
        "accuracy": ("left out the true negatives above", Fraction(params.tp, total)),
        "precision": ("divided by all cases", Fraction(params.tp, total)),
        "recall": ("divided by all cases", Fraction(params.tp, total)),
        "specificity": ("divided by all cases", Fraction(params.tn, total)),
        "npv": ("divided by all cases", Fraction(params.tn, total)),
        "f1": ("arithmetic instead of harmonic mean", (precision + recall) / 2),
        "balanced": ("mean of precision and specificity", (precision + value("specificity", params)) / 2),
    }
    return [("exchanged FP and FN", value(metric, turned)), own[metric]]
