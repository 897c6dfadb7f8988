"""Worker processes: none that dies stops a build, and they end with it."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from exampaper.exams.loader import load
from exampaper.manifest import PaperRecord, Toolchain
from exampaper.papers.build import build_papers
from exampaper.papers.contents import OutputOptions
from exampaper.papers.plan import plan_papers
from exampaper.papers.task import Batch, BuildContext, PaperResult, paper_tasks
from exampaper.papers.versions import labels
from exampaper.papers.workers import render_in_workers
from exampaper.questions.bank import Bank
from tests.command import begin, run
from tests.papers.candidates import BANK, CLASS, WORKERS, manifest, roster


def test_a_failing_paper_does_not_stop_the_others(broken: Path) -> None:
    roster(broken, {f"s{number}": "P" for number in range(20)})
    done = run(*CLASS, cwd=broken)
    assert done.returncode == 1
    made = [entry["candidate"] for entry in manifest(broken / "output")["papers"]]
    failed = {line.split()[2].rstrip(":") for line in done.stderr.splitlines() if line.startswith("error: paper")}
    assert 0 < len(made) < 20
    assert sorted([*made, *failed]) == sorted(f"s{number}" for number in range(20))
    assert "exampaper show convolutions/parameter_count --seed " in done.stderr
    assert {path.parent.name for path in (broken / "output").glob("small/*/*.pdf")} == set(made)


def test_ctrl_c_is_told_and_resumable(workspace: Path) -> None:
    roster(workspace, {f"s{number}": "P" for number in range(40)})
    with begin(*WORKERS, cwd=workspace) as process:
        while process.poll() is None and not list(workspace.glob("output/small/*/marking-scheme.pdf")):
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate()
    assert process.returncode == 130
    assert err.splitlines()[-1] == "stopped: what is written stays; the same command goes on from there"
    assert "Traceback" not in err
    assert "already existed" in run(*CLASS, cwd=workspace).stdout


def workers(parent: int) -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, rest = path.read_text().split(" (", 1)
            of_parent = int(rest.rpartition(")")[2].split()[1]) == parent
            if of_parent and b"spawn_main" in path.with_name("cmdline").read_bytes():
                yield int(pid)
        except (OSError, ValueError):
            continue


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the workers in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_workers_end_with_the_build(workspace: Path, how: signal.Signals) -> None:
    roster(workspace, {f"s{number}": "P" for number in range(40)})
    with begin(*WORKERS, cwd=workspace) as process:
        while process.poll() is None and not list(workspace.glob("output/small/*/.built.json")):
            time.sleep(0.05)
        working = list(workers(process.pid))
        process.send_signal(how)
        process.wait()
    assert working
    while any(map(_alive, working)):  # they notice it soon
        time.sleep(0.01)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the workers in /proc")
def test_a_killed_worker_stops_nothing(workspace: Path) -> None:
    roster(workspace, {f"s{number}": "P" for number in range(40)})
    with begin(*WORKERS, cwd=workspace) as process:
        while process.poll() is None and not list(workspace.glob("output/small/*/.built.json")):
            time.sleep(0.05)
        os.kill(next(workers(process.pid)), signal.SIGKILL)
        _, err = process.communicate()
    assert process.returncode == 0
    assert "Traceback" not in err
    assert len(manifest(workspace / "output")["papers"]) == 40
    assert "40 papers already existed" in run(*CLASS, cwd=workspace).stdout


def bad_for_some(workspace: Path, what: str) -> None:
    """A copy of the bank with a question in which one draw of five goes wrong, when its text is made."""
    shutil.copytree(BANK, workspace / "bank")
    question = workspace / "bank" / "convolutions" / "parameter_count.py"
    text = question.read_text(encoding="utf-8")
    assert "def context" not in text
    condition = "(rows + channels + filters + width) % 5 == 3"  # not for the trial before
    bad = f"def context(rows, channels, filters, width):\n    if {condition}: {what}\n    return {{}}\n"
    question.write_text(f"{text}\n\n{bad}", encoding="utf-8")


def test_a_question_that_ends_its_process_fails_its_papers_alone(workspace: Path) -> None:
    bad_for_some(workspace, "__import__('os')._exit(3)")
    roster(workspace, {f"s{number}": "P" for number in range(20)})
    done = run(*WORKERS, cwd=workspace)
    assert done.returncode == 1
    assert "the worker process crashes" in done.stderr
    assert 0 < len(manifest(workspace / "output")["papers"]) < 20


MADE = PaperRecord(
    code="",
    sections=(),
    questions=(),
    specification="",
    batch=0,
    files={},
    mates=(),
    built={},
    toolchain=Toolchain(versions={}),
)


def dies_for_the_first(batch: Batch) -> list[PaperResult]:
    if batch[0].name in "ABCD":
        os._exit(3)
    return [PaperResult(task, MADE) for task in batch]


def test_papers_that_end_their_process_first_do_not_stop_the_rest(workspace: Path) -> None:
    planned = plan_papers(load(workspace / "small.toml"), Bank.load(BANK), b"1", labels(10))
    batches = [(task,) for task in paper_tasks(planned, {}, {}, labels(10))]
    made = [result for batch in render_in_workers(dies_for_the_first, batches, 2, (BANK,)) for result in batch]
    assert [bool(result.record) for result in made] == [False] * 4 + [True] * 6


def test_a_question_that_never_ends_fails_its_papers_alone(workspace: Path) -> None:
    bad_for_some(workspace, "10 ** 10 ** 10")  # one operation: no other thread has a turn
    exam, bank = load(workspace / "small.toml"), Bank.load(workspace / "bank")
    names = labels(12)
    planned = plan_papers(exam, bank, b"1", names)
    context = BuildContext(exam, bank.folders, workspace / "output", OutputOptions(), cpu_seconds=2)
    results = list(build_papers(context, paper_tasks(planned, {}, {}, names), jobs=2))
    failed = [result for result in results if not result.record]
    assert 0 < len(failed) < 12
    assert all("never finishes" in str(result.faults[0]) for result in failed)
