"""The share of wrong answers that `check` rejects."""

from __future__ import annotations

import re
from pathlib import Path

from exampaper.check.select_questions import select_questions
from tests.check.banks import FAULTY, QUICK, faulty, proven
from tests.check.tasks import written


def test_the_share_of_rejected_corruptions_is_told() -> None:
    assert faulty("mutations/accepts_all").mutation_score == 0
    assert 0 < (faulty("mutations/first_only").mutation_score or 0) < 1


def test_statements_without_experiments_have_no_share() -> None:
    (task,) = select_questions([FAULTY], ["statements/twice"])
    assert proven(task, QUICK).mutation_score is None


def test_all_answers_that_no_check_looks_at_are_told_at_once(tmp_path: Path) -> None:
    report = proven(written(tmp_path), QUICK)
    survivors = [found.message for found in report.faults if found.rule == "mutation"]
    assert re.findall(r"does not look at (\w+)", "\n".join(survivors)) == ["other", "third"]


def test_an_answer_without_wrong_values_is_told(tmp_path: Path) -> None:
    task = written(tmp_path)
    module = task.path.with_suffix(".py")
    text = module.read_text(encoding="utf-8")
    module.write_text(text.replace("other: int = 7", "other: object = None"), encoding="utf-8")
    (finding,) = (finding for finding in proven(task, QUICK).faults if finding.rule == "untried-answer")
    assert finding.warning
    assert finding.message == "no wrong value of other is known, so that check was not tried on it"
