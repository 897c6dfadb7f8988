"""The questions about convolutions: the known keys, draws that hold what they promise, checks that refuse."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from exampaper.model import Variant
from exampaper.questions.bank import load_question
from exampaper.questions.question import Question
from exampaper.questions.subjects import subjects
from exampaper.show import answer, as_text, question
from exampaper.text import inline

BANK = Path(__file__).parents[2] / "bank"
COMPUTED = ("metrics",)
NAMES = (*COMPUTED, "why_use")
SEEDS = range(300)
QUESTIONS: Mapping[str, Question] = {name: load_question(BANK / "convolutions" / f"{name}.md", BANK) for name in NAMES}


@cache
def variants(name: str) -> list[Variant]:
    return [QUESTIONS[name].variant(seed) for seed in SEEDS]


def module(name: str) -> dict[str, Any]:
    """What the question's Python file defines."""
    found: dict[str, Any] = QUESTIONS[name].behaviour.draw.__globals__
    return found


def check(name: str, params: Any, answers: Any) -> None:
    test = QUESTIONS[name].behaviour.check
    assert test is not None
    test(params, answers)


# ------------------------------------------------------------------ the known keys


def test_seed_why_use() -> None:
    variant = QUESTIONS["why_use"].variant(pin="seed")
    assert "two different reasons why max pooling is" in question(variant)
    first, second = answer(variant).splitlines()[:2]
    assert "feature maps smaller, so that the layers after it have smaller inputs" in first
    assert "approximately invariant to small local translations" in second


def test_seed_metrics() -> None:
    variant = QUESTIONS["metrics"].variant(pin="seed")
    a, b = variant.parts
    assert a.key == (
        r"$\text{accuracy} = \frac{\mathrm{TP} + \mathrm{TN}}{\mathrm{TP} + \mathrm{TN} + \mathrm{FP} + \mathrm{FN}}$; "
        r"$\text{precision} = \frac{\mathrm{TP}}{\mathrm{TP} + \mathrm{FP}}$"
    )
    assert b.key == "accuracy 0.910, precision 0.600"  # 455 / 500 and 45 / 75
    assert "share of all documents that are classified correctly" in answer(variant)
    assert "among the documents that are returned" in answer(variant)


# ------------------------------------------------------------------ draws


@pytest.mark.parametrize("name", COMPUTED)
def test_every_draw_checks_and_has_two_slips(name: str) -> None:
    for variant in variants(name):
        check(name, variant.params, variant.answers)
        assert len(variant.slips) >= 2, variant.seed
        assert all(0 <= slip.marks < variant.marks for slip in variant.slips)


@pytest.mark.parametrize("name", NAMES)
def test_marks_add_up_and_keys_are_one_line(name: str) -> None:
    for variant in variants(name):
        assert tuple(part.marks for part in variant.parts) == QUESTIONS[name].part_marks
        assert all(inline(part.key) for part in variant.parts)


@pytest.mark.parametrize(("name", "least"), [("metrics", 300)])
def test_texts_vary(name: str, least: int) -> None:
    assert len({question(variant) for variant in variants(name)}) >= least


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_clean(name: str) -> None:
    for variant in variants(name):
        lines = [line.lstrip() for line in as_text(variant).splitlines() if "│" not in line and "─" not in line]
        text = "\n".join(lines[2:])
        for blot in ("  ", " .", " ,", "..", "+ -", "- -", "$", "None", "a 8", "a 11"):
            assert blot not in text, (variant.seed, blot)
        assert not re.search(r"(?<![−+] )\b1 (rows|columns|filters|channels|parameters|cases)", text.replace("\n", " "))


# ------------------------------------------------------------------ metrics


def test_values_are_unambiguous() -> None:
    for variant in variants("metrics"):
        a = variant.answers
        assert abs(a.first_value - a.second_value) > 0.03
        for value in (a.first_value, a.second_value):
            assert 0.05 < value < 0.98
            assert abs(value * 1000 % 1 - 0.5) > 0.01
        for slip in variant.slips:
            assert abs(float(slip.printed.strip("$")) - getattr(a, slip.field)) > 0.003
        for wrong in QUESTIONS["metrics"].behaviour.slips(variant.params, a):
            assert abs(wrong.value * 1000 % 1 - 0.5) > 0.005


def test_all_pairs_and_all_layouts_are_drawn() -> None:
    drawn = [QUESTIONS["metrics"].draw(seed) for seed in range(600)]
    assert len({frozenset((p.first, p.second)) for p in drawn}) == 21
    assert {p.layout for p in drawn} == {"actual", "predicted", "totals"}
    assert {p.setting for p in drawn} == set(module("metrics")["WORDS"])


@pytest.mark.parametrize(("first", "second"), list(permutations(module("metrics")["METRICS"], 2)))
def test_the_difference_told_is_the_difference_there_is(first: str, second: str) -> None:
    """A count is told to enter the one and not the other just where a change of it changes only the one."""
    params = module("metrics")["Params"](first, second, "spam", "actual", 40, 21, 13, 90)
    told = module("metrics")["context"](params, module("metrics")["solve"](params))["difference"].lower()
    for count, name in module("metrics")["COUNTS"].items():
        moved = {m: moves(m, params, count.lower()) for m in (first, second)}
        if moved[first] == moved[second]:
            assert name not in told
        else:
            only, other = (first, second) if moved[first] else (second, first)
            names = module("metrics")["NAMES"]
            sentence = next(s for s in told.split(".") if name in s)
            assert f"enter {names[only]} but not {names[other]}".lower() in sentence


def moves(metric: str, params: Any, count: str) -> bool:
    value = module("metrics")["value"]
    return bool(value(metric, params) != value(metric, replace(params, **{count: getattr(params, count) + 1})))


def test_the_prose_of_equal_counts_holds() -> None:
    """Twice as many negatives, predicted as before: accuracy moves, balanced accuracy does not."""
    value = module("metrics")["value"]
    params = module("metrics")["Params"]("accuracy", "balanced", "spam", "actual", 40, 20, 13, 90)
    more = replace(params, fp=40, tn=180)
    assert value("balanced", params) == value("balanced", more)
    assert value("accuracy", params) != value("accuracy", more)


def test_layouts_show_the_same_counts() -> None:
    params = QUESTIONS["metrics"].pinned("seed")
    rows = {}
    for layout in ("actual", "predicted"):
        text = question(QUESTIONS["metrics"].of(replace(params, layout=layout)))
        table = [line.split("│") for line in text.splitlines() if "│" in line]
        head = [cell.strip() for cell in table[0]]
        rows[layout] = {frozenset((line[0].strip(), head[i])): line[i].strip() for line in table[1:] for i in (1, 2)}
    assert rows["actual"] == rows["predicted"]
    assert rows["actual"][frozenset(("actually positive", "predicted negative"))] == "15"
    text = question(QUESTIONS["metrics"].of(replace(params, layout="totals")))
    assert "500 cases, 60 of which" in text
    assert "75 cases, and 45 of these" in text


# ------------------------------------------------------------------ slips


def of_metrics(variant: Variant, slip: str) -> int:
    """By the points: of counts and two values, a slip in one value loses that."""
    counts, first, second = (point.marks for point in variant.parts[1].marking)
    assert slip.startswith(tuple(name.removeprefix("the ") for name in module("metrics")["NAMES"].values()))
    return counts + min(first, second)


POINTS = {"metrics": of_metrics}


@pytest.mark.parametrize("name", COMPUTED)
def test_slips_earn_what_the_points_give(name: str) -> None:
    for variant in variants(name):
        for slip in variant.slips:
            assert slip.marks == POINTS[name](variant, slip.name), (variant.seed, slip)


@pytest.mark.parametrize("name", COMPUTED)
def test_no_wrong_value_stands_twice(name: str) -> None:
    for variant in variants(name):
        told = [(slip.field, slip.printed) for slip in variant.slips]
        assert len(set(told)) == len(told), variant.seed


# ------------------------------------------------------------------ checks that refuse


@pytest.mark.parametrize("name", COMPUTED)
def test_check_refuses_every_slip(name: str) -> None:
    """Each slip that leads elsewhere is, as an answer, refused."""
    behaviour, refused = QUESTIONS[name].behaviour, 0
    for variant in variants(name)[:80]:
        told = {(slip.name, slip.field) for slip in variant.slips}
        for slip in behaviour.slips(variant.params, variant.answers):
            if (slip.name, slip.field) in told:
                with pytest.raises(AssertionError):
                    check(name, variant.params, replace(variant.answers, **{slip.field: slip.value}))
                refused += 1
    assert refused >= 80


WRONG: dict[str, list[tuple[str, Any]]] = {
    "metrics": [
        ("first_value", 0.9101),
        ("second_value", 0.75),
        ("total", 499),
        ("positives", 75),
        ("flagged", 60),
        ("definitions", (r"\frac{TP + TN}{TP + TN + FP}", r"\frac{TP}{TP + FP}")),
        ("definitions", (r"\frac{TP + TN}{TP + TN + FP + FN}", r"\frac{TP}{TP + FN}")),
    ],
}


@pytest.mark.parametrize(("name", "field", "value"), [(n, *wrong) for n in COMPUTED for wrong in WRONG[n]])
def test_check_refuses_wrong_answers(name: str, field: str, value: Any) -> None:
    variant = QUESTIONS[name].variant(pin="seed")
    check(name, variant.params, variant.answers)
    with pytest.raises(AssertionError):
        check(name, variant.params, replace(variant.answers, **{field: value}))


# ------------------------------------------------------------------ reasons


def test_subjects_have_more_reasons_than_are_asked_for() -> None:
    source = QUESTIONS["why_use"].source
    pool = subjects(source.extra["Subjects"], source.path)
    assert len(pool) >= 12
    for subject in pool:
        assert 4 <= len(subject.reasons) <= 5
        assert len(set(subject.reasons)) == len(subject.reasons)
        for reason in subject.reasons:
            assert inline(reason)
            assert reason[0].isupper()
            assert reason.endswith(".")
            plural = reason.startswith(("They", "Their")) or " they " in reason or " them" in reason
            assert plural or not subject.plural or reason.startswith(("Every ", "A feature", "With ", "Used "))


def test_every_subject_and_count_comes_up() -> None:
    drawn = {(v.params.subject, v.params.count) for v in variants("why_use")}
    source = QUESTIONS["why_use"].source
    assert len(drawn) == 2 * len(subjects(source.extra["Subjects"], source.path))
