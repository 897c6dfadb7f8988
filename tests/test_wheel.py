"""The wheel works alone: installed outside the checkout, it finds its bank, templates and exams."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, cwd=folder, timeout=300)
    return next(folder.glob("exampaper-*.whl"))


def test_the_wheel_builds_an_exam(wheel: Path, tmp_path: Path) -> None:
    # the environment is empty but for the wheel; its dependencies are those of the one that runs the tests
    venv.create(tmp_path / "env", with_pip=False)
    site = next((tmp_path / "env").rglob("site-packages"))
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--quiet", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, timeout=300)
    borrowed = next(path for path in map(Path, sys.path) if path.name == "site-packages")
    (site / "dependencies.pth").write_text(str(borrowed))  # after its own packages, so that the wheel goes before
    python = next(path for path in (tmp_path / "env").glob("*/python*") if path.is_file())
    done = subprocess.run(
        [python, "-I", "-m", "exampaper", "build", "deep-learning"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    where = [str(python), "-I", "-c", "import exampaper; print(exampaper.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, capture_output=True, text=True)
    assert found.stdout.startswith(str(site))
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "output" / "deep-learning" / "A" / "question-paper.pdf").exists()
