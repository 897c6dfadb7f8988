"""Computed questions of the bank: the source's own keys, and values that are known from elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from exampaper.marking import asked_parts, mark
from exampaper.model import Variant
from exampaper.questions.bank import Bank
from exampaper.show import answer, as_text, question


def of(bank: Bank, id: str, **values: Any) -> Variant:
    """The variant with these parameters."""
    asked = bank[id]
    return asked.of(type(asked.draw(1))(**values))


def words(text: str) -> str:
    return " ".join(text.split())


# ------------------------------------------------------------------ output sizes


def test_the_output_size_of_the_source(bank: Bank) -> None:
    variant = bank["convolutions/output_size"].variant(pin="seed")
    assert variant.parts[0].key == r"$\frac{M + 1}{2} \times \frac{N + 1}{2}$"
    assert "M, N, m and n are odd" in words(question(variant))
    assert "(⌊M/2⌋ + 1) × (⌊N/2⌋ + 1)" in answer(variant)


LAYERS = [  # image, filter, padding, stride, dilation → output
    (227, 11, 0, 4, 1, 55),
    (224, 7, 3, 2, 1, 112),
    (224, 16, 0, 16, 1, 14),
    (32, 5, 0, 1, 1, 28),
    (64, 4, 1, 2, 1, 32),
    (65, 3, 2, 1, 2, 65),
]


@pytest.mark.parametrize(("image", "side", "padding", "stride", "dilation", "wanted"), LAYERS)
def test_output_sizes_of_known_layers(
    bank: Bank, image: int, side: int, padding: int, stride: int, dilation: int, wanted: int
) -> None:
    sizes = {"image": (image, image), "filter": (side, side), "padding": padding}
    variant = of(bank, "convolutions/output_size_in_numbers", **sizes, stride=stride, dilation=dilation)
    assert variant.answers.size == (wanted, wanted)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("(M+1)/2, (N+1)/2", True),
        ("floor(M/2)+1, floor(N/2)+1", True),
        ("ceil(M/2), ceil(N/2)", True),
        ("M/2, N/2", False),
    ],
)
def test_an_output_size_is_right_in_any_form(bank: Bank, typed: str, right: bool) -> None:
    asked = bank["convolutions/output_size"]
    parts = asked_parts(asked, asked.variant(pin="seed"))
    marked = mark(parts, {"": typed})
    assert (marked.marks == marked.total) is right


# ------------------------------------------------------------------ metrics


def test_accuracy_and_precision_of_the_source(bank: Bank) -> None:
    variant = bank["convolutions/metrics"].variant(pin="seed")
    assert str(variant.answers.first) == "(TN + TP)/(FN + FP + TN + TP)"
    assert str(variant.answers.second) == "TP/(FP + TP)"
    assert "accuracy and the precision of a binary classifier" in words(question(variant))
    assert "The true negatives and the false negatives enter the accuracy but not the precision" in words(
        answer(variant)
    )


@pytest.mark.parametrize("rows", ["actually", "predicted"])
def test_both_layouts_show_the_same_counts(bank: Bank, rows: str) -> None:
    counts = {"tp": 45, "fp": 30, "fn": 15, "tn": 410}
    variant = of(bank, "evaluation/confusion_matrix", pair=("accuracy", "precision"), rows=rows, **counts)
    assert variant.parts[0].key == "Accuracy 0.910, precision 0.600"
    table = [line.split("│") for line in question(variant).splitlines() if "│" in line]
    head = [cell.strip() for cell in table[0]]
    cells = {frozenset((line[0].strip(), head[i])): line[i].strip() for line in table[1:] for i in (1, 2)}
    assert cells[frozenset(("actually positive", "predicted negative"))] == "15"


# ------------------------------------------------------------------ parameters of convolutions


def test_the_filter_of_the_source_has_289_parameters(bank: Bank) -> None:
    variant = bank["convolutions/parameter_count"].variant(pin="seed")
    assert (variant.answers.weights, variant.parts[0].key) == (288, "$289$")
    assert "256 × 256 × 32" in question(variant)
    assert "a single 3 × 3 filter, including its bias" in words(question(variant))
    assert "3 ⋅ 3 ⋅ 32 = 288" in answer(variant)


PLAIN = [
    ((227, 227, 3, 96, 11, 11, "biases"), 34944),  # the first layer of AlexNet
    ((224, 224, 3, 64, 7, 7, "normalisation"), 9536),  # the first one of ResNet
]


@pytest.mark.parametrize(("values", "total"), PLAIN)
def test_known_layers(bank: Bank, values: tuple[Any, ...], total: int) -> None:
    names = ("height", "width", "channels", "filters", "rows", "columns", "after")
    variant = of(bank, "convolutions/parameter_count", **dict(zip(names, values, strict=True)))
    assert variant.answers.total == total


def test_the_second_layer_of_alexnet(bank: Bank) -> None:
    sizes = {"channels": 96, "filters": 256, "groups": 2, "rows": 5, "columns": 5}
    variant = of(bank, "convolutions/grouped_parameters", **sizes, after="biases")
    assert variant.answers.total == 307456


def test_a_layer_of_mobilenet(bank: Bank) -> None:
    sizes = {"channels": 32, "filters": 64, "side": 3}
    variant = of(bank, "convolutions/separable_parameters", **sizes, biases="has no bias")
    assert variant.answers.total == 288 + 2048


def test_filters_that_see_all_channels_cost_one_mark_of_three(bank: Bank) -> None:
    for seed in range(30):
        variant = bank["convolutions/grouped_parameters"].variant(seed)
        (slip,) = (slip for slip in variant.slips if slip.name == "every filter sees all channels")
        assert (slip.marks, variant.marks) == (2, 3)


# ------------------------------------------------------------------ the optimal discriminator


def test_the_conditional_discriminator_of_the_source(bank: Bank) -> None:
    variant = bank["gan/optimal_discriminator"].variant(pin="seed")
    assert str(variant.answers.best) == "r/(g*p + r)"
    assert "p(y) need not equal" in words(answer(variant))
    assert "input is an image together with its label" in words(answer(variant))


def test_equal_distributions_have_no_divergence_to_find(bank: Bank) -> None:
    for seed in range(30):
        variant = bank["gan/discriminator_values"].variant(seed)
        if variant.params.ask == "divergence":
            assert 0 < variant.answers.result < 0.6932  # log 2, which only disjoint distributions reach


# ------------------------------------------------------------------ recurrent networks


def test_the_gradient_of_the_source_explodes(bank: Bank) -> None:
    variant = bank["rnn/gradient_explosion"].variant(pin="seed")
    assert variant.answers.verdict == "explode"
    assert variant.parts[0].key.endswith("1.15$")
    assert "−1.15, 0.63 and −0.04" in words(answer(variant))


def test_only_bounds_that_hold_are_offered(bank: Bank) -> None:
    offered = 0
    for seed in range(60):
        variant = bank["rnn/gradient_explosion"].variant(seed)
        (a, b), (c, d) = variant.params.matrix
        scheme = words(as_text(variant))
        assert ("det" in scheme) == (abs(a * d - b * c) > 1 and variant.answers.verdict == "explode")
        assert ("row sum below one" in scheme) == (max(abs(a) + abs(b), abs(c) + abs(d)) < 1)
        offered += "det" in scheme
    assert offered > 3


# ------------------------------------------------------------------ attention over patches


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("O((H-h+1)^2 (W-w+1)^2 w h C)", True),
        ("(H-h)^2 (W-w)^2 h w C", False),  # nothing at all where a patch is as large as the image
        ("H^2 W^2 h w C", False),
    ],
)
def test_the_complexity_of_the_source(bank: Bank, typed: str, right: bool) -> None:
    asked = bank["attention/patch_complexity"]
    marked = mark(asked_parts(asked, asked.variant(pin="seed")), {"": typed})
    assert (marked.marks == marked.total) is right


# ------------------------------------------------------------------ graphical models


def test_the_graphical_model_of_the_source(bank: Bank) -> None:
    variant = bank["vae/graphical_model"].variant(pin="seed")
    told = answer(variant)
    assert "Solid arrows, for p, lead from z₁ to x₁; from z₂ to x₁ and x₂." in words(told)
    assert "Dashed arrows, for q, lead from x₁ to z₁; from x₂ to z₁ and z₂." in words(told)


def test_what_is_given_does_not_tell_the_verdict(bank: Bank) -> None:
    drawn = [bank["vae/d_separation"].variant(seed) for seed in range(240)]
    for count in range(3):
        verdicts = [v.answers.verdict for v in drawn if len(v.params.given) == count]
        assert 0.3 < verdicts.count("implied") / len(verdicts) < 0.7
