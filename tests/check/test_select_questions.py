"""Which questions a check is asked for, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.check.banks import FAULTY
from tests.command import run, start


def test_the_command(tmp_path: Path) -> None:
    command = ["check", "keys/power_rule", "--bank", str(FAULTY), "--draws", "5"]
    done = start(*command, cwd=tmp_path)
    assert done.returncode == 1
    assert "0 of 1 questions sound" in done.stdout
    done = run(*command, "--json", cwd=tmp_path)
    (question,) = json.loads(done.stdout)["questions"]
    assert question.keys() >= {"id", "draws", "space", "exhaustive", "mutation_score", "seconds_per_draw", "faults"}
    assert question["faults"][0].keys() >= {"rule", "message", "seed", "where"}


def test_an_unknown_question_is_bad_usage(tmp_path: Path) -> None:
    done = run("check", "keys/power_rul", "--bank", FAULTY, cwd=tmp_path)
    assert done.returncode == 2
    assert "did you mean 'keys/power_rule'?" in done.stderr
