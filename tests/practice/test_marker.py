"""The marker in the browser and the one in Python come to the same verdicts, on thousands of texts."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import exampaper.practice
from exampaper.practice.vocabulary import vocabulary
from exampaper.questions.bank import Bank
from tests.practice.pairs import SIGNS, Pairs, of_bank, of_every_type
from tests.practice.test_browser import browser  # noqa: F401 (a fixture)
from tests.test_docs import page, write_files

MARKER = Path(exampaper.practice.__file__).with_name("marker.js")


@pytest.fixture(scope="module")
def every_type() -> Pairs:
    return of_every_type()


@pytest.fixture(scope="module")
def whole_bank(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Pairs:
    """The packaged bank, and that of the tutorial, which has every type of answer."""
    folder = tmp_path_factory.mktemp("tutorial")
    write_files(page("docs/write-a-question.md"), folder)
    return of_bank([bank, Bank.load(folder / "bank")], range(1, 13))


@pytest.fixture
def node() -> str:
    found = shutil.which("node")
    if found is None:
        if os.environ.get("EXAMPAPER_REQUIRE_NODE"):
            pytest.fail("no node on the PATH")
        pytest.skip("no node on the PATH")
    return found


def run_node(node: str, script: str, values: object, folder: Path) -> Any:
    """What a script says about the marker and some values, both as JSON."""
    path = folder / "table.json"
    path.write_text(json.dumps(values))
    command = [node, str(Path(__file__).with_name(script)), MARKER.as_uri(), str(path)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def told_by_node(node: str, pairs: Pairs, folder: Path) -> list[str]:
    told: list[str] = run_node(node, "agree.mjs", pairs.as_json(), folder)
    return told


def told_by_chromium(browser: Any, pairs: Pairs) -> list[str]:  # noqa: F811
    """The verdicts in a browser whose language writes a comma into decimals."""
    tab = browser.new_context(locale="de-DE").new_page()
    marker = MARKER.read_text(encoding="utf-8").replace("\nexport ", "\n")
    tab.set_content(f"<script type=module>{marker}\nwindow.marker = {{ mark, speak }};</script>")
    tab.wait_for_function("window.marker")
    tab.evaluate("vocabulary => marker.speak(vocabulary)", vocabulary())
    mark = "({ fields, pairs }) => pairs.map(([number, text]) => marker.mark(...fields[number], text).verdict)"
    told: list[str] = tab.evaluate(mark, {key: pairs.as_json()[key] for key in ("fields", "pairs")})
    return told


def test_both_markers_agree_on_every_type(node: str, every_type: Pairs, tmp_path: Path) -> None:
    assert len(every_type.texts) > 5000
    assert every_type.differing(told_by_node(node, every_type, tmp_path)) == []


def test_both_markers_agree_on_the_bank(node: str, whole_bank: Pairs, tmp_path: Path) -> None:
    assert len(whole_bank.texts) >= 5000
    assert {"right", "wrong", "imprecise", "unreadable"} <= set(whole_bank.expected)
    assert whole_bank.differing(told_by_node(node, whole_bank, tmp_path)) == []


def test_the_browser_agrees(browser: Any, every_type: Pairs, whole_bank: Pairs) -> None:  # noqa: F811
    for pairs in (every_type, whole_bank):
        assert pairs.differing(told_by_chromium(browser, pairs)) == []


HEAVY = [
    "9^" * 100 + "9", "(" * 200, "((" * 14 + "x" + "))" * 14, "x" * 400, "1" * 400, "-" * 400, "sin" * 130,
    "x^" * 199 + "x", "{" * 390, "1," * 199 + "1", "[[" + "1," * 190 + "1]]", "(0,1) U " * 48 + "(0,1)", "x!" * 190,
    "max(" * 29 + "1,2" + ")" * 29, "e^(e^(e^(e^(e^x))))", "170!", "1e300*1e300", "sqrt(" * 29 + "x" + ")" * 29,
    "x" + "²" * 399, "1.5.5" * 70, "\\frac" * 60, "ln" * 199, "a1" * 199, "π" * 400, " " * 400, "\u202e" * 400,
    "20!^20!", "(1/3)^4096", "2^(2^12)", "|" * 400, "%" * 400,
]  # fmt: skip


def test_no_text_takes_long(node: str, every_type: Pairs, tmp_path: Path) -> None:
    """In processor time, which a busy machine does not stretch."""
    values = every_type.as_json()
    rng = random.Random(5)
    noise = ["".join(rng.choice(SIGNS) for _ in range(rng.randrange(100, 400))) for _ in range(20)]
    took, text, kind = run_node(node, "time.mjs", {**values, "texts": HEAVY + noise}, tmp_path)
    assert took < 50, (text, kind)


def test_both_markers_agree_on_what_is_heavy(node: str, every_type: Pairs, tmp_path: Path) -> None:
    """And neither crashes."""
    texts = [(number, text) for number in range(len(every_type.fields)) for text in HEAVY]
    pairs = Pairs(every_type.fields, texts)
    assert pairs.differing(told_by_node(node, pairs, tmp_path)) == []
