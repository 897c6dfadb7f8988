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
from exampaper.questions.bank import Bank
from tests.command import run
from tests.conftest import ROOT
from tests.test_check import CAUGHT

PAGES = [
    "README.md",
    "docs/write-a-question.md",
    "docs/prove-a-question.md",
    "docs/run-an-exam.md",
    "docs/set-an-exam.md",
    "docs/figures.md",
]


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def write_files(text: str, folder: Path) -> None:
    """The files of a page: a name in a line of its own, then what stands in the fence below it."""
    for name, content in re.findall(r"(?sm)^`(\S+)`:\n\n```\w+\n(.*?)^```$", text):
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


def test_the_questions_of_the_tutorial_check(tmp_path: Path) -> None:
    write_files(page("docs/write-a-question.md"), tmp_path)
    bank = Bank.load(tmp_path / "bank")
    assert {question.kind.name for question in bank.values()} == {"computed", "graph", "open", "statements"}
    for question in bank.values():
        for seed in range(30):
            variant = question.variant(seed)
            if check := question.behaviour.check:
                check(variant.params, variant.answers)


def test_every_rule_is_explained() -> None:
    faults = page("docs/prove-a-question.md").partition("## What each fault means")[2]
    explained = set(re.findall(r"(?m)^\| ([a-z ]+) \|", faults)) - {"rule"}
    sources = (ROOT / "src" / "exampaper" / "check").rglob("*.py")
    told = {rule for path in sources for rule in re.findall(r'Found\(\s*"([a-z ]+)"', path.read_text(encoding="utf-8"))}
    assert told | {rule.strip("()") for rules in CAUGHT.values() for rule in rules} == explained


def test_the_second_routes_of_the_page_accept_and_refuse() -> None:
    routes = [code for code in blocks(PAGES[2]) if "def check(" in code]
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
    assert len(shown) == 2
    for code in shown:
        exec(compile(code, "prove-a-question.md", "exec"), {})


def test_every_helper_stands_on_the_page() -> None:
    named = set(re.findall(r"(?:`|rng\.)(\w+)", page("docs/prove-a-question.md")))
    drawn = {name for name in vars(draw.Source) if not name.startswith("_")} - {"below", "reject"}
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
