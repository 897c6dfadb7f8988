"""How any command ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import run

BAD = {
    "no exam": (["build", "nothing.toml"], "nothing.toml"),
    "no question": (["show", "rnn/gradient_explode"], "did you mean 'rnn/gradient_explosion'?"),
    "no pin": (["show", "rnn/gradient_explosion", "--pin", "sed"], "did you mean 'seed'?"),
    "no topic": (["list", "--topic", "rn"], "did you mean 'rnn'?"),
    "no practice topic": (["practice", "gans"], "did you mean 'gan'?"),
    "no bank": (["list", "--bank", "nowhere"], "no bank folder nowhere"),
    "output is a file": (["build", "seed", "--output", "file"], "cannot be written"),
    "unknown option": (["build", "seed", "--colour"], "--colour"),
    "unknown format": (["build", "seed", "--format", "doc"], "doc"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_usage_is_told_in_a_few_lines(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    arguments, message = BAD[name]
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 8
    assert not (tmp_path / "output").exists()
