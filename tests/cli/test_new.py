"""`exampaper new question`: skeletons that are short, and pass the check as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from exampaper.check.effort import Effort
from exampaper.check.worker import checked
from exampaper.faults import Faulty
from exampaper.skeletons import create_question, skeletons_by_name
from tests.command import run

EFFORT = Effort(draws=5, walked=5, sampled=60, paths=200, corners=3, repeated=2, mutated=2, pages=1)


def test_there_is_one_for_each_kind_and_for_choices_and_claims() -> None:
    assert set(skeletons_by_name()) == {"computed", "choice", "graph", "statements", "claims", "open"}


@pytest.mark.parametrize("name", skeletons_by_name())
def test_it_has_at_most_fifteen_lines(name: str) -> None:
    for path in skeletons_by_name()[name]:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        assert len(lines) <= 15, path.name
        assert max(map(len, lines)) <= 130


@pytest.mark.parametrize("name", skeletons_by_name())
def test_it_is_sound_as_it_stands(name: str, tmp_path: Path) -> None:
    markdown = create_question("topic/name", name, tmp_path)[0]
    *_, (report, _) = checked(markdown, tmp_path, EFFORT)
    told = [each for each in report.faults if each.rule != "few-variants"]  # its author draws more
    assert (report.sound, told) == (True, [])


def test_it_is_begun_by_a_command(tmp_path: Path) -> None:
    done = run("new", "question", "topic/name", "--kind", "claims", cwd=tmp_path)
    assert done.returncode == 0
    assert sorted(path.name for path in (tmp_path / "bank" / "topic").iterdir()) == ["name.md", "name.py"]
    again = run("new", "question", "topic/name", "--kind", "claims", cwd=tmp_path)
    assert again.returncode == 2
    assert "exists" in again.stderr


def test_an_unknown_kind_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(Faulty, match="did you mean 'choice'"):
        create_question("topic/name", "choices", tmp_path)
