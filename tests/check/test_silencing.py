"""A question silences lints with a reason, and no proof."""

from __future__ import annotations

from pathlib import Path

from exampaper.check import Report
from exampaper.check.report_table import as_json, as_text
from tests.check.banks import QUICK, proven
from tests.check.tasks import PLAIN, written

LEAK = PLAIN.replace("+ << b >>$?", "+ << b >>$? It is << total >>, is it not?")


def allowing(place: Path, entries: str, markdown: str = LEAK) -> Report:
    """The report of a question whose front matter has these entries of `allow`."""
    task = written(place)
    text = markdown.replace("marks: 2\n", f"marks: 2\nallow:\n{entries}\n")
    task.path.write_text(text, encoding="utf-8")
    return proven(task, QUICK)


def messages(report: Report, code: str) -> list[str]:
    return [finding.message for finding in report.faults if finding.rule == code]


def test_a_lint_is_silenced_with_a_reason_that_is_told(tmp_path: Path) -> None:
    report = allowing(tmp_path, '  answer-leaks: "it asks for an explanation only"')
    assert not messages(report, "answer-leaks")
    (lint,) = report.silenced
    assert (lint.rule, lint.reason, lint.count) == ("answer-leaks", "it asks for an explanation only", 1)
    entry = {"rule": "answer-leaks", "reason": "it asks for an explanation only", "count": 1}
    assert as_json([report])["questions"][0]["silenced"] == (entry,)
    text = as_text([report])
    assert "silenced: topic/sum: answer-leaks (1 finding): it asks for an explanation only" in text
    assert "1 silenced" in text


def test_a_proof_is_not_silenced(tmp_path: Path) -> None:
    report = allowing(tmp_path, '  mutation: "too strict"')
    assert messages(report, "allow") == ["allow: mutation is a proof, which can't be silenced"]
    assert messages(report, "mutation")
    assert report.silenced == ()


def test_an_unknown_code_is_a_fault(tmp_path: Path) -> None:
    report = allowing(tmp_path, '  answer-leak: "meant"')
    (fault,) = (finding for finding in report.faults if finding.rule == "allow")
    assert fault.message == "allow: there is no rule 'answer-leak'"
    assert fault.remedy == "did you mean 'answer-leaks'?"
    assert fault.where.endswith("sum.md:5")
    assert messages(report, "answer-leaks")


def test_a_reason_is_needed(tmp_path: Path) -> None:
    report = allowing(tmp_path, '  answer-leaks: " "')
    assert messages(report, "allow") == ["allow: no reason for answer-leaks"]
    assert messages(report, "answer-leaks")


def test_what_silences_nothing_is_told(tmp_path: Path) -> None:
    report = allowing(tmp_path, '  minus-zero: "meant"', PLAIN)
    assert messages(report, "unused-allow") == ["allow: minus-zero silences nothing"]
    assert all(finding.warning for finding in report.faults if finding.rule == "unused-allow")
