"""The questions of statements: keys, experiments, balance."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from exampaper.questions.bank import Bank, load_question
from exampaper.questions.kinds import layouts
from exampaper.questions.python_file import load_module
from exampaper.questions.question import Question
from exampaper.questions.question_file import read
from exampaper.questions.statements import Statement, statements
from exampaper.text import inline

BANK = Path(__file__).parents[2] / "bank"
TOPICS = ("vae", "gan", "rnn", "attention")


def path(topic: str) -> Path:
    return BANK / topic / "statements.md"


def listed(topic: str) -> dict[str, Statement]:
    found = statements(read(path(topic), layouts()).extra["Statements"], path(topic))
    return {s.id: s for s in found}


def question(topic: str) -> Question:
    return load_question(path(topic), BANK)


STATEMENTS = {topic: listed(topic) for topic in TOPICS}
EXPERIMENTS = {topic: load_module(path(topic).with_suffix(".py")).experiments for topic in TOPICS}
TESTED = [(topic, id) for topic in TOPICS for id in EXPERIMENTS[topic]]


@pytest.mark.parametrize(("topic", "id"), TESTED)
def test_an_experiment_returns_what_the_list_says(topic: str, id: str) -> None:
    assert bool(EXPERIMENTS[topic][id]()) is STATEMENTS[topic][id].true


@pytest.mark.parametrize("topic", TOPICS)
def test_experiments_repeat(topic: str) -> None:
    for experiment in EXPERIMENTS[topic].values():
        assert bool(experiment()) is bool(experiment())


# The known key of the first papers, as literals: which of the five are true.
SEED = {
    "vae": {
        "direction/forward": False,
        "discrete/continuous": False,
        "metric/reconstruction": False,
        "gradient/reparameterisable": False,
        "bound/lower": True,
    },
    "gan": {
        "saturation/similar": False,
        "penalty/helps": True,
        "divergence/jensen_shannon": True,
        "swap/exchange": False,
        "modes/isolated": True,
    },
    "rnn": {
        "truncation/helps": True,
        "softplus/helps": False,
        "gru/helps": True,
        "batchnorm/helps": False,
        "orthogonal/helps": False,
    },
    "attention": {
        "permutation/invariant": False,
        "wavelengths": True,
        "cost/both": True,
        "symmetric/weights": False,
        "one_to_one": False,
    },
}
SEED_KEY = {"vae": "5", "gan": "2, 3 and 5", "rnn": "1 and 3", "attention": "2 and 3"}


@pytest.mark.parametrize("topic", TOPICS)
def test_the_seed_pin_has_the_known_key(topic: str) -> None:
    shown = read(path(topic), layouts()).front.pins["seed"]["shown"]
    assert [(id, STATEMENTS[topic][id].true) for id in shown] == list(SEED[topic].items())
    variant = question(topic).variant(pin="seed")
    assert variant.params.shown == tuple(SEED[topic])
    assert variant.parts[0].key == SEED_KEY[topic]


@pytest.mark.parametrize("topic", TOPICS)
def test_five_are_shown_of_which_two_or_three_are_true(topic: str) -> None:
    drawn = question(topic)
    for seed in range(40):
        variant = drawn.variant(seed=seed)
        shown = variant.params.shown
        assert len(shown) == 5
        assert len(variant.answers.correct) in (2, 3)
        assert len({id.partition("/")[0] for id in shown}) == 5
        assert all(STATEMENTS[topic][id].is_drawn for id in shown)


@pytest.mark.parametrize("topic", TOPICS)
def test_of_the_statements_shown_none_gives_another_away(topic: str) -> None:
    for seed in range(60):
        shown = [STATEMENTS[topic][id] for id in question(topic).draw(seed).shown]
        for one, other in combinations(shown, 2):
            assert not one.hints.spoils(other.hints)


def test_what_is_given_away_is_tested_somewhere(bank: Bank) -> None:
    reveals, tests = set[str](), set[str]()
    for question in bank.values():
        for hints in (question.hints(), *(statement.hints for statement in question.behaviour.statements)):
            reveals |= hints.reveals
            tests |= hints.tests
    assert reveals == tests


@pytest.mark.parametrize("topic", TOPICS)
def test_neither_number_nor_length_gives_the_key_away(topic: str) -> None:
    drawn = [s for s in STATEMENTS[topic].values() if s.is_drawn]
    true, false = [s.text for s in drawn if s.true], [s.text for s in drawn if not s.true]
    assert len(drawn) >= 40
    assert 0.45 < len(true) / len(drawn) < 0.55
    assert 0.9 < (sum(map(len, true)) / len(true)) / (sum(map(len, false)) / len(false)) < 1.12


TELLING = (
    "always|never|whatever|whichever|every",
    "can|cannot|may",
    "all|any|each",
    "only|not",
)


@pytest.mark.parametrize("words", TELLING)
@pytest.mark.parametrize("topic", TOPICS)
def test_no_word_gives_the_key_away(topic: str, words: str) -> None:
    """Each kind of word stands in true and in false claims."""
    word = re.compile(rf"\b({words})\b", re.IGNORECASE)
    verdicts = [s.true for s in STATEMENTS[topic].values() if s.is_drawn and word.search(s.text)]
    assert 0.2 < sum(verdicts) / len(verdicts) < 0.8


@pytest.mark.parametrize("topic", TOPICS)
def test_every_statement_and_reason_can_be_set(topic: str) -> None:
    for statement in STATEMENTS[topic].values():
        assert inline(statement.text)
        assert inline(statement.reason)
