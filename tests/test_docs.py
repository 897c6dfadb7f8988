"""What the documentation shows is run: its files, its commands and its code."""

from __future__ import annotations

import re
import runpy
import shlex
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from exampaper import draw, oracles
from exampaper.check.effort import Effort
from exampaper.check.worker import checked
from exampaper.questions.bank import Bank
from tests.command import run
from tests.conftest import ROOT

PAGES = [
    "README.md",
    "docs/write-a-question.md",
    "docs/coming-from.md",
    "docs/prove-a-question.md",
    "docs/run-an-exam.md",
    "docs/set-an-exam.md",
    "docs/figures.md",
    "docs/practise.md",
    "docs/languages.md",
]


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def write_files(text: str, folder: Path) -> None:
    """The files of a page: a name in a line of its own, then what stands in the fence below it."""
    for name, _, content in re.findall(r"(?sm)^`(\S+)`:\n\n(`{3,})\w+\n(.*?)^\2$", text):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_the_commands_work(name: str, tmp_path: Path) -> None:
    write_files(page(name), tmp_path)
    commands = re.findall(r"(?m)^\$ exampaper (.*)$", page(name))
    assert commands
    for command in commands:
        done = run(*shlex.split(command), cwd=tmp_path)
        told = [line for line in done.stderr.splitlines() if not line.startswith("note: ")]
        assert (done.returncode, told) == (0, []), command


def test_the_questions_of_the_tutorial_are_sound(tmp_path: Path) -> None:
    write_files(page("docs/write-a-question.md"), tmp_path)
    bank = Bank.load(tmp_path / "bank")
    assert {question.kind.name for question in bank.values()} == {"computed", "graph", "open", "statements"}
    effort = Effort(draws=5, walked=5, sampled=60, paths=200, corners=3, repeated=2, mutated=2, pages=1)
    for id in bank:
        *_, (report, _) = checked(tmp_path / "bank" / f"{id}.md", tmp_path / "bank", effort)
        assert report.sound, report.faults


def test_the_python_of_the_tutorial_is_short(tmp_path: Path) -> None:
    write_files(page("docs/write-a-question.md"), tmp_path)
    paths = sorted(tmp_path.glob("bank/*/*.py"))
    assert len(paths) > 10
    for path in paths:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        assert len(lines) <= (25 if "class Params" not in path.read_text() else 40), path.name


def test_the_second_routes_of_the_page_accept_and_refuse() -> None:
    routes = [code for code in blocks("docs/prove-a-question.md") if "def check(" in code]
    count, put_back, simulate = map(_check, routes)
    layer = SimpleNamespace(filters=2, channels=3, rows=3, columns=3)
    proves(count, layer, SimpleNamespace(total=56), SimpleNamespace(total=54))
    table = SimpleNamespace(real=0.3, fake=0.1)
    proves(put_back, table, SimpleNamespace(discriminator=0.75), SimpleNamespace(discriminator=0.7))
    matrix = SimpleNamespace(matrix=((1.1, 0.0), (0.5, 0.2)))
    proves(simulate, matrix, SimpleNamespace(explodes=True), SimpleNamespace(explodes=False))


def blocks(name: str) -> list[str]:
    """The Python of a page."""
    return re.findall(r"(?s)```python\n(.*?)```", page(name))


def test_the_helpers_of_the_page_do_what_it_says() -> None:
    shown = [code for code in blocks("docs/prove-a-question.md") if "def check(" not in code]
    assert len(shown) == 3
    for code in shown:
        exec(compile(code, "prove-a-question.md", "exec"), {})


def test_every_helper_stands_on_the_page() -> None:
    named = set(re.findall(r"(?:`|rng\.)(\w+)", page("docs/prove-a-question.md")))
    drawn = {name for name in vars(draw.Rng) if not name.startswith("_")} - {"below", "reject"}
    assert set(oracles.__all__) | drawn <= named


def _check(code: str) -> Callable[[object, object], None]:
    names: dict[str, Any] = {}
    exec(compile(code, "prove-a-question.md", "exec"), names)
    found: Callable[[object, object], None] = names["check"]
    return found


def proves(check: Callable[[object, object], None], params: object, right: object, wrong: object) -> None:
    check(params, right)
    with pytest.raises(AssertionError):
        check(params, wrong)


@pytest.mark.parametrize("code", re.findall(r"(?s)```python\n(.*?)```", page("README.md")))
def test_the_code_of_the_readme_runs(code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})


def test_the_pictures_of_the_pages_can_be_made() -> None:
    """By the script that makes them, which no page runs."""
    script = runpy.run_path(str(ROOT / "docs" / "make_pictures.py"))
    assert script["gallery"](script["graphs"](), 2).width > 300
