"""Rules are declared once: what the docs, the terminal and the code say of them is the same."""

from __future__ import annotations

import re

import pytest

from exampaper.check import registry
from tests.check.banks import CAUGHT
from tests.conftest import ROOT

SOURCES = ROOT / "src" / "exampaper"
RULES = registry.rules()


def test_proofs_and_lints_stand_apart() -> None:
    for rule in RULES.values():
        assert rule.look.__module__.split(".")[2] == ("lints" if rule.is_lint else "proofs")


@pytest.mark.parametrize("code", RULES)
def test_a_rule_is_documented(code: str) -> None:
    rule = RULES[code]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    assert "Example:" in rule.text
    assert rule.title
    assert rule.remedy
    assert not rule.title.endswith(".")


UNSEEN = {
    "allow": "tests/check/test_silencing.py",
    "unused-allow": "tests/check/test_silencing.py",
    "file-leaks": "tests/check/proofs/test_pages.py",
    "untried-answer": "tests/check/test_mutation_score.py",
    "statement-numbers": "tests/check/proofs/test_statements.py",
    "statement-groups": "tests/check/proofs/test_statements.py",
}
"""Rules that no question of the faulty bank breaks, and where they are tested."""


def test_every_rule_is_broken_by_a_question_that_is_wrong() -> None:
    caught = {code.strip("()") for codes in CAUGHT.values() for code in codes}
    assert caught <= RULES.keys()
    assert RULES.keys() - caught == set(UNSEEN)
    for place in UNSEEN.values():
        assert (ROOT / place).exists()


def test_every_fault_of_a_question_has_the_code_of_a_rule() -> None:
    used: set[str] = set()
    for path in (SOURCES / "questions").rglob("*.py"):
        used.update(re.findall(r'code="([^"]+)"', path.read_text(encoding="utf-8")))
    assert used
    assert used <= RULES.keys()


def test_a_code_is_declared_once() -> None:
    with pytest.raises(ValueError, match="minus-zero"):

        @registry.lint("minus-zero", "another", remedy="none")
        def another() -> None:
            """Nothing."""
