"""The page of the bank tells what is in it."""

from __future__ import annotations

import runpy

from exampaper.questions.bank import Bank
from tests.conftest import ROOT


def test_the_page_of_the_bank_is_the_one_that_is_made_from_it(bank: Bank) -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_bank_page.py"))
    assert (ROOT / "docs" / "bank.md").read_text(encoding="utf-8") == made["page"](bank)
    pictures = {path.name for path in (ROOT / "docs" / "pictures" / "bank").iterdir()}
    assert pictures == {made["name"](question) for question in bank.values()}
