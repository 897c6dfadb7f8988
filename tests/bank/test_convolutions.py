"""The questions about convolutions: the known keys, draws that hold what they promise, checks that refuse."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from exampaper.draw import Rejected, SeededRng
from exampaper.model import Variant
from exampaper.questions.bank import load_question
from exampaper.questions.question import Question
from exampaper.questions.space import Cornered
from exampaper.questions.subjects import subjects
from exampaper.show import answer, as_text, question
from exampaper.text import inline

BANK = Path(__file__).parents[2] / "bank"
COMPUTED = ("output_size", "parameter_count", "metrics")
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


def test_seed_output_size() -> None:
    variant = QUESTIONS["output_size"].variant(pin="seed")
    assert variant.answers.floors == r"(\lfloor M/2 \rfloor + 1) \times (\lfloor N/2 \rfloor + 1)"
    assert variant.answers.size == r"$\frac{M + 1}{2} \times \frac{N + 1}{2}$"
    assert variant.answers.floors in variant.parts[0].key
    text = question(variant)
    assert "size M × N" in text
    assert "size m × n" in text
    assert "stride is 2" in text
    assert "M, N, m and n are odd" in text


def test_seed_parameter_count() -> None:
    variant = QUESTIONS["parameter_count"].variant(pin="seed")
    assert (variant.answers.weights, variant.answers.extra, variant.answers.total) == (288, 1, 289)
    assert variant.parts[0].key == "289"
    assert "256 × 256 × 32" in question(variant)
    assert "3 × 3 × 32 = 288" in answer(variant)


def test_seed_why_use() -> None:
    variant = QUESTIONS["why_use"].variant(pin="seed")
    assert "two reasons why max pooling is" in question(variant)
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


@pytest.mark.parametrize(("name", "least"), [("output_size", 270), ("parameter_count", 290), ("metrics", 300)])
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


def test_output_sizes_are_drawn_in_all_their_ways() -> None:
    drawn = [variant.params for variant in variants("output_size")]
    assert QUESTIONS["output_size"].pinned("seed") not in drawn
    assert {p.stride for p in drawn} == {1, 2, 3, 4, 5}
    assert {p.dilation for p in drawn} == {1, 2, 3, 4}
    assert {0, 1, 2, 3, "same"} == {p.padding for p in drawn}
    known = {side for p in drawn for side in p.image if isinstance(side, str)}
    assert known == {"any", "odd", "even", "multiple", "one more", "one less"}
    assert 0.5 < sum(isinstance(p.image[0], int) for p in drawn) / len(drawn) < 0.75


def test_the_answer_says_how_lengths_come_about() -> None:
    params = module("output_size")["Params"]((64, 224), (5, 3), 1, 3, 2)
    told = " ".join(answer(QUESTIONS["output_size"].of(params)).split())
    assert "covers 2 ⋅ (5 − 1) + 1 = 9 of the 64 + 2 ⋅ 1 = 66 rows" in told
    same = " ".join(answer(QUESTIONS["output_size"].of(replace(params, padding="same"))).split())
    assert "of the 64 + 8 = 72 rows" in same


def test_numeric_output_sizes_by_the_textbook_formula() -> None:
    """Another third route: known layers of known networks."""
    layers = [  # image, filter, padding, stride, dilation → output
        (227, 11, 0, 4, 1, 55),
        (224, 7, 3, 2, 1, 112),
        (224, 16, 0, 16, 1, 14),
        (32, 5, 0, 1, 1, 28),
        (64, 4, 1, 2, 1, 32),
        (65, 3, 2, 1, 2, 65),
    ]
    Params, solve = module("output_size")["Params"], module("output_size")["solve"]
    for image, side, padding, stride, dilation, wanted in layers:
        params = Params((image, image), (side, side), padding, stride, dilation)
        answers = solve(params)
        assert answers.size == rf"${wanted} \times {wanted}$"
        check("output_size", params, answers)


SYMBOLIC = [
    ((("odd", "even"), ("odd", "odd"), "same", 2, 1), r"$\frac{M + 1}{2} \times \frac{N}{2}$"),
    ((("even", "even"), (4, 4), 1, 2, 1), r"$\frac{M}{2} \times \frac{N}{2}$"),
    ((("odd", "odd"), ("odd", "even"), 0, 2, 1), r"$(\frac{M - m}{2} + 1) \times \frac{N - n + 1}{2}$"),
    ((("any", "any"), ("any", "any"), 0, 1, 2), r"$(M - 2m + 2) \times (N - 2n + 2)$"),
    ((("even", "odd"), ("odd", "odd"), 0, 2, 2), r"$(\frac{M}{2} - m + 1) \times \frac{N - 2n + 3}{2}$"),
    ((("multiple", "one more"), ("odd", "odd"), "same", 3, 2), r"$\frac{M}{3} \times \frac{N + 2}{3}$"),
    ((("one less", "one less"), (5, 3), 0, 4, 1), r"$\frac{M - 3}{4} \times \frac{N + 1}{4}$"),
]


@pytest.mark.parametrize(("values", "size"), SYMBOLIC)
def test_symbolic_output_sizes(values: tuple[Any, ...], size: str) -> None:
    params = module("output_size")["Params"](*values)
    answers = module("output_size")["solve"](params)
    assert answers.size == size
    check("output_size", params, answers)


UNSIMPLIFIED = [
    r"(\left\lfloor \frac{M - 1}{2} \right\rfloor + 1) \times \frac{N + 1}{2}",
    r"(\lfloor M/2 \rfloor + 1) \times (\lfloor N/2 \rfloor + 1)",
    r"(\frac{M - 1}{2} + 1) \times \frac{N + 1}{2}",
    r"\frac{M + 1}{2} \times \frac{2N + 2}{4}",
    r"\frac{M + 1}{2} \times \frac{N + 2 - 1}{2}",
    r"\frac{M + 1}{2} \times (\frac{N}{2} + \frac{1}{2})",
    r"\frac{M + 1}{2} \times \frac{\frac{2N + 2}{2}}{2}",
]


@pytest.mark.parametrize("size", UNSIMPLIFIED)
def test_a_size_must_be_simplified(size: str) -> None:
    variant = QUESTIONS["output_size"].variant(pin="seed")
    with pytest.raises((AssertionError, SyntaxError)):
        check("output_size", variant.params, replace(variant.answers, size=f"${size}$"))


def test_the_formula_is_no_size() -> None:
    """What earns two marks is proven, and is refused as the simplified size, with letters and with numbers."""
    for variant in variants("output_size"):
        rows, columns = variant.answers.general
        shown = [f"({side})" if "+" in side else side for side in (rows, columns)]
        with pytest.raises(AssertionError):
            check("output_size", variant.params, replace(variant.answers, size=rf"${shown[0]} \times {shown[1]}$"))


KNOWN_COUNTS = [
    (("plain", 227, 227, 3, 11, 11, 96, 1, "bias"), 34944),  # the first layer of AlexNet
    (("grouped", 27, 27, 96, 5, 5, 256, 2, "bias"), 307456),  # its second one
    (("plain", 224, 224, 3, 7, 7, 64, 1, "norm"), 9536),  # the first one of ResNet
    (("depthwise", 112, 112, 32, 3, 3, 32, 1, "nothing"), 288),  # MobileNet
    (("separable", 112, 112, 32, 3, 3, 64, 1, "nothing"), 288 + 2048),
]


@pytest.mark.parametrize(("values", "total"), KNOWN_COUNTS)
def test_parameters_of_known_layers(values: tuple[Any, ...], total: int) -> None:
    params = module("parameter_count")["Params"](*values)
    answers = module("parameter_count")["solve"](params)
    assert answers.total == total
    check("parameter_count", params, answers)


def test_parameter_counts_are_drawn_for_all_layers() -> None:
    drawn = [variant.params for variant in variants("parameter_count")]
    count = Counter((p.layer, p.after) for p in drawn)
    assert len(count) == 10
    assert all(p.channels % p.groups == 0 and p.filters % p.groups == 0 for p in drawn)
    assert all((p.groups > 1) == (p.layer == "grouped") for p in drawn)
    assert all(p.filters == p.channels for p in drawn if p.layer == "depthwise")


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


def of_output_size(variant: Variant, slip: str) -> int:
    """By the points: one for the gap, two for the positions (one of them for a wrong end), one for the size."""
    gap, positions, _ = (point.marks for point in variant.parts[0].marking)
    assert (gap, positions) == (1, 2)
    changed = {"forgot the padding": {"padding": 0}, "forgot the dilation": {"dilation": 1}}.get(slip)
    if changed:
        wrong = gaps(replace(variant.params, **changed))
        assert all(one != right for one, right in zip(wrong, variant.answers.gap, strict=True)), slip
        return positions
    return gap + {"left out the first position (no + 1)": 1, "rounded up": 1, "forgot the stride": 0}[slip]


def gaps(params: Any) -> list[str]:
    """Also where the assumptions do not determine the size."""
    pairs = zip(module("output_size")["_gaps"](params), ("Mm", "Nn"), strict=True)
    return [gap.show(letters) for (gap, _), letters in pairs]


def of_parameter_count(variant: Variant, slip: str) -> int:
    """By the points: a slip loses what the last point says, or what is said beside the weights."""
    *weights, last = (point.marks for point in variant.parts[0].marking)
    assert (sum(weights), last) == (3, 1)
    lost = {
        "separate weights for each pixel": 2,
        "counted an ordinary layer": 4,
        "left out the channels": 2 if variant.params.layer == "single" else 1,
        "every filter sees all channels": 2 if variant.params.layer == "depthwise" else 1,
        "left out the weights of the pointwise step": 2,
    }
    return 4 - lost.get(slip, 1)  # a wrong number of biases, or of scales and shifts: the last mark


def of_metrics(variant: Variant, slip: str) -> int:
    """By the points: of counts and two values, a slip in one value loses that."""
    counts, first, second = (point.marks for point in variant.parts[1].marking)
    assert slip.startswith(tuple(name.removeprefix("the ") for name in module("metrics")["NAMES"].values()))
    return counts + min(first, second)


POINTS = {"output_size": of_output_size, "parameter_count": of_parameter_count, "metrics": of_metrics}


@pytest.mark.parametrize("name", COMPUTED)
def test_slips_earn_what_the_points_give(name: str) -> None:
    for variant in variants(name):
        for slip in variant.slips:
            assert slip.marks == POINTS[name](variant, slip.name), (variant.seed, slip)


SAID = {"output_size": "It is not followed through.", "parameter_count": "Wrong weights are followed through"}


@pytest.mark.parametrize("name", SAID)
def test_the_points_say_what_is_followed_through(name: str) -> None:
    for variant in variants(name)[:60]:
        assert SAID[name] in " ".join(as_text(variant).split())


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
    assert refused >= 160


WRONG: dict[str, list[tuple[str, Any]]] = {
    "output_size": [
        ("size", r"$\frac{M}{2} \times \frac{N + 1}{2}$"),
        ("size", r"$\frac{M + 1}{2} \times (\frac{N + 1}{2} + 1)$"),
        ("gap", ("M", "N - 1")),
        ("rest", (1, 0)),
        ("padded", ("M + m", "N + n - 1")),
        ("extent", ("m", "n - 1")),
        ("floors", r"(\lfloor M/2 \rfloor + 1) \times \lfloor N/2 \rfloor"),
        ("general", (r"\left\lfloor \frac{M - 1}{2} \right\rfloor + 1", r"\left\lfloor \frac{N}{2} \right\rfloor + 1")),
        ("general", (r"\frac{M - 1}{2} + 1", r"\frac{N - 1}{2} + 1")),
    ],
    "parameter_count": [("total", 288), ("weights", 9), ("extra", 0), ("seen", 1), ("per_filter", 9), ("outputs", 32)],
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


def test_a_seed_draws_the_same_again() -> None:
    draw = QUESTIONS["output_size"].behaviour.draw
    assert [draw(SeededRng(seed)) for seed in (4, 40)] == [draw(SeededRng(seed)) for seed in (4, 40)]


def test_the_filter_fits_into_the_image_however_far_its_weights_are_apart() -> None:
    draw, fitting = QUESTIONS["output_size"].behaviour.draw, 0
    for seed in range(2000):
        with suppress(Rejected):
            params = draw(Cornered(seed))
            for image, side in zip(params.image, params.filter, strict=True):
                if isinstance(image, int):
                    assert params.dilation * (side - 1) < image
                    fitting += 1
    assert fitting > 1000
