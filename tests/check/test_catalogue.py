"""Rules are explained: in the terminal, and in the docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exampaper.check import catalogue
from exampaper.check.registry import rules
from exampaper.faults import Faulty
from tests.command import run
from tests.conftest import ROOT


def test_the_tables_of_the_docs_have_every_rule() -> None:
    docs = (ROOT / "docs" / "prove-a-question.md").read_text(encoding="utf-8")
    assert catalogue.with_tables(docs) == docs, (
        "write them: python -m exampaper.check.catalogue docs/prove-a-question.md"
    )


@pytest.mark.parametrize("code", ["minus-zero", "minus zero", "Minus-Zero", "MINUS_ZERO"])
def test_a_rule_is_explained_however_its_code_is_typed(code: str) -> None:
    text = catalogue.explain(code)
    assert text.startswith("minus-zero: ")
    assert "allow:\n  minus-zero:" in text


def test_a_proof_is_explained_without_a_way_to_silence_it() -> None:
    text = catalogue.explain("second-route")
    assert "can't be silenced" in text
    assert "allow" not in text


def test_an_unknown_rule_is_told_with_the_nearest_one() -> None:
    with pytest.raises(Faulty, match="did you mean 'minus-zero'"):
        catalogue.explain("minus-zerro")


def test_the_command_explains_one_rule_or_lists_all(tmp_path: Path) -> None:
    one = run("explain", "minus zero", cwd=tmp_path)
    assert (one.returncode, one.stdout.partition(":")[0]) == (0, "minus-zero")
    everything = run("explain", cwd=tmp_path)
    assert everything.returncode == 0
    assert all(f"  {code} " in everything.stdout for code in rules())
    unknown = run("explain", "minus-zerro", cwd=tmp_path)
    assert (unknown.returncode, unknown.stdout) == (2, "")


def test_a_bar_ends_no_cell_of_the_table() -> None:
    for lints in (False, True):
        for row in catalogue.markdown_table(lints).splitlines():
            assert len(re.findall(r"(?<!\\)\|", row)) == 4, row
