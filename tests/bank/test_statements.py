"""The questions of statements: keys, experiments, balance."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exampaper.questions.bank import load_question
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
    held = EXPERIMENTS[topic][id]()
    assert held is STATEMENTS[topic][id].true


@pytest.mark.parametrize("topic", TOPICS)
def test_experiments_repeat(topic: str) -> None:
    for experiment in EXPERIMENTS[topic].values():
        assert experiment() is experiment()


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
        "softplus": False,
        "gru/helps": True,
        "batchnorm": False,
        "orthogonal/alone": False,
    },
    "attention": {
        "permutation/invariant": False,
        "wavelengths": True,
        "cost/quadratic": True,
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
def test_draws_hold_what_the_front_matter_promises(topic: str) -> None:
    drawn = question(topic)
    for seed in range(40):
        variant = drawn.variant(seed=seed)
        shown = variant.params.shown
        assert 4 <= len(shown) <= 6
        assert 1 <= len(variant.answers.correct) <= 4
        assert len({id.partition("/")[0] for id in shown}) == len(shown)


@pytest.mark.parametrize("topic", TOPICS)
def test_neither_number_nor_length_gives_the_key_away(topic: str) -> None:
    true = [s.text for s in STATEMENTS[topic].values() if s.true]
    false = [s.text for s in STATEMENTS[topic].values() if not s.true]
    assert len(true) + len(false) >= 22
    assert 0.4 < len(true) / (len(true) + len(false)) < 0.6
    assert 0.9 < (sum(map(len, true)) / len(true)) / (sum(map(len, false)) / len(false)) < 1.1


TELLING = (
    "always|never|whatever|whichever|every",
    "can|cannot|may",
    "all|any|each",
    "since|because",
    "only|not",
)


@pytest.mark.parametrize("words", TELLING)
@pytest.mark.parametrize("topic", TOPICS)
def test_no_word_gives_the_key_away(topic: str, words: str) -> None:
    """Each kind of word stands in true and in false claims."""
    word = re.compile(rf"\b({words})\b", re.IGNORECASE)
    verdicts = [s.true for s in STATEMENTS[topic].values() if word.search(s.text)]
    assert 0.2 < sum(verdicts) / len(verdicts) < 0.8


@pytest.mark.parametrize("topic", TOPICS)
def test_every_statement_and_reason_can_be_set(topic: str) -> None:
    for statement in STATEMENTS[topic].values():
        assert inline(statement.text)
        assert inline(statement.reason)
