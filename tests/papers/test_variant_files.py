"""One variant as a PDF and as a page."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from exampaper.papers.variant_files import variant_pdf
from exampaper.questions.bank import Bank
from tests.conftest import ROOT


def test_the_pdf_has_question_answer_and_marking(bank: Bank) -> None:
    variant = bank["reduction/pca"].variant(3)
    content = variant_pdf(variant)
    assert content == variant_pdf(variant)
    with pikepdf.Pdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) >= 3


def test_show_writes_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from exampaper.__main__ import main

    pdf, page = tmp_path / "q.pdf", tmp_path / "q.html"
    arguments = ["exampaper", "show", "reduction/pca", "--seed", "3", "--bank", str(ROOT / "bank")]
    monkeypatch.setattr("sys.argv", [*arguments, "--pdf", str(pdf), "--html", str(page)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code in (None, 0)
    assert capsys.readouterr().out.split() == [str(pdf), str(page)]
    assert pdf.read_bytes().startswith(b"%PDF")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "<math" in text
