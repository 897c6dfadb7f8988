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
    "unchanged|same",
)


@pytest.mark.parametrize("words", CUES)
def test_words_stand_in_true_and_in_false_statements(words: str) -> None:
    word = re.compile(rf"\b({words})\b", re.IGNORECASE)
    verdicts = [statement.true for statement in STATEMENTS if statement.is_drawn and word.search(statement.text)]
    rare = len(verdicts) < 4
    assert rare or 0.25 <= sum(verdicts) / len(verdicts) <= 0.75


def test_no_statement_argues() -> None:
    """A false claim is easily given a reason that is false; a true one needs none."""
    drawn = [statement.text for statement in STATEMENTS if statement.is_drawn]
    assert len(drawn) > 160
    assert not [claim for claim in drawn if re.search(r"\b(because|since)\b", claim, re.IGNORECASE)]
