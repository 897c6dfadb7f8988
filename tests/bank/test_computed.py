"""Computed questions of the bank: the source's own keys, and values that are known from elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from exampaper.model import Variant
from exampaper.questions.bank import Bank
from exampaper.show import answer, question


def of(bank: Bank, id: str, **values: Any) -> Variant:
    """The variant with these parameters."""
    asked = bank[id]
    return asked.of(type(asked.draw(1))(**values))


def words(text: str) -> str:
    return " ".join(text.split())


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
