"""The reasons of convolutions/why_use: the known key, and lists that are long enough and agree in number."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from exampaper.model import Variant
from exampaper.questions.bank import load_question
from exampaper.questions.subjects import subjects
from exampaper.show import answer, question
from exampaper.text import inline

BANK = Path(__file__).parents[2] / "bank"
QUESTION = load_question(BANK / "convolutions" / "why_use.md", BANK)
SEEDS = range(300)


@cache
def variants() -> list[Variant]:
    return [QUESTION.variant(seed) for seed in SEEDS]


def test_seed_why_use() -> None:
    variant = QUESTION.variant(pin="seed")
    assert "List two reasons why max pooling is often used" in question(variant)
    first, second = answer(variant).splitlines()[:2]
    assert "feature maps smaller, so that the layers after it have smaller inputs" in first
    assert "approximately invariant to small local translations" in second


def test_subjects_have_more_reasons_than_are_asked_for() -> None:
    source = QUESTION.source
    pool = subjects(source.extra["Subjects"], source.path)
    assert len(pool) >= 12
    for subject in pool:
        assert 3 <= len(subject.reasons) <= 5
        assert len(set(subject.reasons)) == len(subject.reasons)
        for reason in subject.reasons:
            assert inline(reason)
            assert reason[0].isupper()
            assert reason.endswith(".")
            plural = reason.startswith(("They", "Their")) or " they " in reason or " them" in reason
            assert plural or not subject.plural or reason.startswith(("Every ", "A feature", "With ", "Used "))


def test_every_subject_and_count_comes_up() -> None:
    drawn = {(v.params.subject, v.params.count) for v in variants()}
    source = QUESTION.source
    assert len(drawn) == 2 * len(subjects(source.extra["Subjects"], source.path))
