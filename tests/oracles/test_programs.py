"""A printed program is run as it stands, and does no harm."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from exampaper.oracles import programs
from exampaper.oracles.programs import ProgramError, Worker, runs


def test_it_prints_what_it_prints() -> None:
    assert runs("for x in range(3):\n    print(x, end=' ')") == "0 1 2 "
    assert runs("print('é')\nprint()") == "é\n"
    assert runs("") == ""


def test_a_block_of_code_runs_as_it_stands_in_the_text() -> None:
    assert runs("python\nprint(1)\n") == "1"
    text = "Look:\n\n```\nx = [1]\nprint(x + x)\n```\n\nWhat does it print?"
    assert runs(text.split("```")[1]) == "[1, 1]"
    assert runs("\n    x = 2\n    if x:\n        print(x)\n    ") == "2"


def test_it_is_a_program_like_any_other() -> None:
    declared = "from dataclasses import dataclass\n\n@dataclass\nclass A:\n    x: int\n\n"
    assert runs(declared + "if __name__ == '__main__':\n    print(A(1))") == "A(x=1)"
    assert runs("import numpy as np\nprint(np.arange(3) @ np.ones(3))") == "3.0"
    assert runs("print(int(input()) * input())", "3\nab\n") == "ababab"
    assert runs("import sys\nprint(1)\nsys.exit()") == "1"


def test_one_program_leaves_nothing_to_the_next() -> None:
    assert runs("import math\nmath.pi = 3\nx = 1\nprint(math.pi)") == "3"
    assert runs("import math\nprint(round(math.pi, 2), 'x' in globals())") == "3.14 False"


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.stop()


def test_sets_of_strings_come_in_one_order(worker: Worker) -> None:
    program = "print(set('abcdefgh'))"
    assert worker.ask({"program": program, "typed": ""})["printed"] == runs(program) + "\n"


FAILING = {
    "print(0)\nprint(1 / 0)": "line 2: ZeroDivisionError: division by zero",
    "x = = 3": "line 1: SyntaxError: invalid syntax",
    "\ndef f(n):\n    return f(n + 1)\nf(0)": "RecursionError",
    "import sys\nsys.exit(3)": "exits with 3",
    "raise KeyboardInterrupt": "KeyboardInterrupt",
    "input()": "EOFError",
    "x = 0\nwhile True:\n    x += 1": "does not end within 1,000,000 lines",
    "while True:\n    try:\n        pass\n    except:\n        pass": "does not end within 1,000,000 lines",
    "print('x' * 10**7)": "prints more than 1,000,000 characters",
    "import os\nos._exit(0)": "ended early",
}


@pytest.mark.parametrize("program", FAILING)
def test_a_program_that_does_not_end_well_is_told(program: str) -> None:
    with pytest.raises(ProgramError) as told:
        runs(program)
    assert FAILING[program] in str(told.value)


def test_what_was_printed_before_is_kept() -> None:
    with pytest.raises(ProgramError) as told:
        runs("print('so far')\n1 / 0")
    assert told.value.printed == "so far\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no limits of the system here")
def test_memory_has_a_limit() -> None:
    with pytest.raises(ProgramError, match="MemoryError"):
        runs("x = [0] * 10**10")


@pytest.mark.parametrize(
    "program",
    [
        "import socket\nsocket.socket()",
        "import urllib.request\nurllib.request.urlopen('http://localhost')",
        "open('a.txt', 'w')",
        "import pathlib\npathlib.Path('a').touch()",
        "import os\nos.system('true')",
        "import subprocess\nsubprocess.run(['true'])",
        "import os\nos.kill(1, 0)",
    ],
)
def test_it_reaches_nothing(program: str) -> None:
    with pytest.raises(ProgramError, match=r"does without|Permission"):
        runs(program)


def test_it_sees_nothing_of_where_it_runs(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "told")
    asked = ["os.listdir('.')", "'SECRET' in os.environ", "any('exampaper' in p for p in sys.path)", "sys.argv"]
    answer = worker.ask({"program": f"import os, sys\nprint({', '.join(asked)})", "typed": ""})
    assert answer == {"printed": "[] False False ['']\n", "error": ""}


def test_a_worker_that_died_is_followed_by_another(worker: Worker) -> None:
    asked = {"program": "print(1)", "typed": ""}
    assert worker.ask(asked)["printed"] == "1\n"
    assert worker._process
    worker._process.kill()
    assert worker.ask(asked)["printed"] == "1\n"


def test_a_program_is_run_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert runs("print('once')") == "once"
    monkeypatch.setattr(programs, "_worker", None)
    assert runs("print('once')") == "once"


def test_where_there_is_no_fork_a_program_has_a_worker_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    from exampaper.oracles import program_worker

    monkeypatch.delattr(os, "fork")
    answer = program_worker.in_a_process_of_its_own({"program": "print('alone')\n1 / 0", "typed": ""})
    assert answer == {"printed": "alone\n", "error": "line 2: ZeroDivisionError: division by zero"}
