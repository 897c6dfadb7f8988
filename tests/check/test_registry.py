"""Rules are declared once: what the docs, the terminal and the code say of them is the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exampaper.check import registry
from exampaper.faults import Faulty
from tests.check.banks import CAUGHT
from tests.command import run
from tests.conftest import ROOT

SOURCES = ROOT / "src" / "exampaper"
RULES = registry.rules()


def test_the_tables_of_the_docs_have_every_rule() -> None:
    docs = (ROOT / "docs" / "prove-a-question.md").read_text(encoding="utf-8")
    assert registry.markdown_table(lints=False) in docs
    assert registry.markdown_table(lints=True) in docs


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
    assert used <= RULES.keys() | {"no-question"}


@pytest.mark.parametrize("code", ["minus-zero", "minus zero", "Minus-Zero", "MINUS_ZERO"])
def test_a_rule_is_explained_however_its_code_is_typed(code: str) -> None:
    text = registry.explain(code)
    assert text.startswith("minus-zero: ")
    assert "allow:\n  minus-zero:" in text


def test_a_proof_is_explained_without_a_way_to_silence_it() -> None:
    text = registry.explain("second-route")
    assert "can't be silenced" in text
    assert "allow" not in text


def test_an_unknown_rule_is_told_with_the_nearest_one() -> None:
    with pytest.raises(Faulty, match="did you mean 'minus-zero'"):
        registry.explain("minus-zerro")


def test_a_code_is_declared_once() -> None:
    with pytest.raises(ValueError, match="minus-zero"):

        @registry.lint("minus-zero", "another", remedy="none")
        def another() -> None:
            """Nothing."""


def test_the_command_explains_one_rule_or_lists_all(tmp_path: Path) -> None:
    one = run("explain", "minus zero", cwd=tmp_path)
    assert (one.returncode, one.stdout.partition(":")[0]) == (0, "minus-zero")
    everything = run("explain", cwd=tmp_path)
    assert everything.returncode == 0
    assert all(f"  {code} " in everything.stdout for code in RULES)
    unknown = run("explain", "minus-zerro", cwd=tmp_path)
    assert (unknown.returncode, unknown.stdout) == (2, "")
