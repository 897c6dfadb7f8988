"""Words that could give away whether a statement is true, counted over the lists of all topics."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exampaper.questions.kinds import layouts
from exampaper.questions.question_file import read
from exampaper.questions.statements import statements

BANK = Path(__file__).parents[2] / "bank"
PATHS = sorted(BANK.glob("*/statements.md"))
STATEMENTS = [found for path in PATHS for found in statements(read(path, layouts()).extra["Statements"], path)]

CUES = (
    "always|never",
    "can|may",
    "cannot",
    "can|may|cannot",
    "helps?|remedy",
    "in practice",
    "needs?|needed|must|requires?|has to|have to",
    "only",
    "whatever|whichever",
    "every|any|each|all",
    "whereas|while|although|but",
    "keeps?|keep",
    "enough",
    "exactly",
    "even",
    "since|because",
    "unchanged|same",
)


@pytest.mark.parametrize("words", CUES)
def test_words_stand_in_true_and_in_false_statements(words: str) -> None:
    word = re.compile(rf"\b({words})\b", re.IGNORECASE)
    verdicts = [statement.true for statement in STATEMENTS if word.search(statement.text)]
    assert len(verdicts) >= 3
    assert 0.25 <= sum(verdicts) / len(verdicts) <= 0.75
