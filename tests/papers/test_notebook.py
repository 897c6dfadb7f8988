"""In a notebook a variant displays itself, with maths."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from exampaper.questions.bank import Bank
from tests.test_conformance import IDS


@pytest.mark.parametrize("id", IDS)
def test_a_variant_shows_itself(bank: Bank, id: str) -> None:
    shown = bank[id].variant(seed=3)._repr_html_()
    root = ElementTree.fromstring(shown)  # well-formed
    assert root.attrib["class"] == "exampaper"
    assert root.find(".//details/summary") is not None
    assert "html export" not in shown


def test_formulas_are_mathml_and_figures_are_drawings(bank: Bank) -> None:
    shown = bank["vae/graphical_model"].variant(pin="seed")._repr_html_()
    assert "<math" in shown
    assert "<svg" in shown
    assert "aria-label" in shown
