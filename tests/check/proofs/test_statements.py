"""What a statements question shows is what it declares."""

from __future__ import annotations

from dataclasses import replace

from exampaper.check.effort import Effort
from exampaper.check.proofs.statements import groups_never_meet, numbers_fit
from exampaper.check.sample import drawn
from tests.check.banks import question
from tests.conftest import ROOT


def test_what_a_statements_question_shows_is_what_it_declares() -> None:
    sample = drawn(question("gan/statements", ROOT / "bank"), Effort.of(1))
    variant = sample.variants[0]
    assert not list(numbers_fit(sample, variant))
    assert not list(groups_never_meet(sample, variant))
    grouped = next(id for id in variant.params.shown if "/" in id)
    params = replace(variant.params, shown=(grouped, *variant.params.shown))
    (met,) = groups_never_meet(sample, replace(variant, params=params))
    assert met.message == "two statements of one group meet"
    none = replace(variant, answers=replace(variant.answers, correct=()))
    (numbers,) = numbers_fit(sample, none)
    assert "and 0 true" in numbers.message
