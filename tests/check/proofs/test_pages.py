"""The file of a question paper tells no answer aside."""

from __future__ import annotations

import pytest

from exampaper.check.effort import Effort
from exampaper.check.proofs import pages
from exampaper.check.sample import drawn
from tests.check.banks import SOUND, question


def test_a_key_in_the_metadata_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    sample = drawn(question("page/out_of_total", SOUND), Effort.of(1))
    assert not list(pages.file_tells_no_answer(sample))
    monkeypatch.setattr(pages, "line", lambda key: "Typst")
    (finding,) = pages.file_tells_no_answer(sample)
    assert finding.message == "the key stands in the question paper's metadata"
