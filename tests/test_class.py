"""A class in one build, as an instructor runs it: secret, resumable, reprintable, whatever the roster holds."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import signal
import stat
import time
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from exampaper.exams.loader import load
from exampaper.manifest import PaperRecord
from exampaper.papers.build import build_papers
from exampaper.papers.contents import Wanted
from exampaper.papers.plan import plan_papers
from exampaper.papers.task import Batch, BuildContext, PaperResult, paper_tasks
from exampaper.papers.versions import labels
from exampaper.papers.workers import render_in_workers
from exampaper.questions.bank import Bank
from tests import pages
from tests.command import begin, run, start

BANK = Path(__file__).parents[1] / "bank"
EXAM = """
id = "small"
title = "Small"
candidate = ["Name", "Candidate number", "Room"]
[[sections]]
title = "One"
picks = [
  "convolutions/parameter_count", "rnn/gradient_explosion", { one_of = ["vae/statements", "gan/statements"], marks = 5 }
]
"""
HOSTILE = {
    "s1": "Ada Lovelace",
    "s2": r"\input{/etc/passwd} $x$ & 50% #1 {~} ^ _",
    "s3": '#import "x"; *a* `b` @c <d> // e',
    "s4": "<script>alert(1)</script>",
    "s5": "$(rm -rf /) `id` ; | && '\"",
    "s6": '=HYPERLINK("http://x","y")',
    "../../x": "Robert'); DROP TABLE students;--",
    "a/b\\c": "Zoë Ångström-Çelik, Łukasz",
    "CON": "x" * 300,
    "-rf": "+1-1",
}


def roster(folder: Path, people: Mapping[str, str]) -> Path:
    path = folder / "roster.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "room"])
        writer.writerows([id, name, f"R{number}"] for number, (id, name) in enumerate(people.items(), 1))
    return path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with an exam and a roster of six."""
    (tmp_path / "small.toml").write_text(EXAM, encoding="utf-8")
    roster(tmp_path, {f"s{number}": f"Person {number}" for number in range(1, 7)})
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file by its place."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def manifest(folder: Path) -> Any:
    return json.loads((folder / "small" / "manifest.json").read_bytes())


CLASS = ("build", "small.toml", "--roster", "roster.csv", "--key", "exam.key")
WORKERS = (*CLASS, "--jobs", "2")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers of a hostile roster, built with a key."""
    folder = tmp_path_factory.mktemp("class")
    (folder / "small.toml").write_text(EXAM, encoding="utf-8")
    roster(folder, HOSTILE)
    done = start(*WORKERS, cwd=folder)
    assert (done.returncode, done.stderr.splitlines()[1:]) == (0, [])
    assert done.stderr.startswith("note: exam.key made: keep it")
    return folder


# ------------------------------------------------------------------ rosters


def test_every_candidate_has_a_paper_with_name_and_id(built: Path) -> None:
    entries = manifest(built / "output")["papers"]
    assert {entry["candidate"]: entry["name"] for entry in entries} == HOSTILE
    for number, entry in enumerate(entries, 1):
        paper = built / "output" / "small" / entry["folder"] / "question-paper.pdf"
        shown = re.sub(r"[\s\u200b]", "", pages.text(paper.read_bytes()))
        assert "".join(entry["name"].split()) in shown
        assert entry["candidate"] in shown
        assert f"R{number}" in shown
        assert entry["code"] in shown


def test_nothing_leaves_the_output_folder(built: Path) -> None:
    assert {path.name for path in built.iterdir()} == {"small.toml", "roster.csv", "exam.key", "output"}
    assert [path.name for path in (built / "output").iterdir()] == ["small"]
    folders = {path.parent for path in (built / "output").rglob("question-paper.pdf")}
    assert {folder.parent for folder in folders} == {built / "output" / "small"}
    assert len(folders) == len(HOSTILE)


def test_no_cell_of_the_answer_key_is_a_formula(built: Path) -> None:
    with (built / "output" / "small" / "answer-key.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'-rf" in cells
    assert not [cell for cell in cells if cell[:1] in tuple("=+@") or (cell[:1] == "-" and not _number(cell))]


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_a_name_that_no_font_has_is_told(place: Path) -> None:
    names = {"s1": "𓀀𓀁", "s2": "Ada 😀", "s3": "王\U0003134a", "s4": "A\ufeffda"}
    roster(place, names)
    done = run(*CLASS, cwd=place)
    assert done.returncode == 1
    assert "error: candidate s1: no font here has U+13000 U+13001 of the name: its line is left" in done.stderr
    assert "error: candidate s3: no font here has U+3134A of the name" in done.stderr
    assert "note: candidate s4: no font here has U+FEFF of the name: left out" in done.stderr
    assert "2 papers to be completed by hand" in done.stderr
    made = manifest(place / "output")["papers"]
    assert [entry["name"] for entry in made] == list(names.values())
    assert [entry["missing"].get("name", "") for entry in made] == ["𓀀𓀁", "", "\U0003134a", "\ufeff"]
    told = (place / "output" / "small" / "report.html").read_text(encoding="utf-8")
    assert "candidate s1: no font here has U+13000 U+13001" in told
    again = run(*CLASS, cwd=place)  # the papers that stand there are not complete by now
    assert again.returncode == 1


def test_a_faulty_roster_is_told_before_anything_is_written(place: Path) -> None:
    (place / "roster.csv").write_text("id;name\n1;A\n1;B\n;C\n", encoding="utf-8")
    done = run(*CLASS, cwd=place)
    assert done.returncode == 2
    assert "roster.csv:3" in done.stderr
    assert "roster.csv:4" in done.stderr
    assert not (place / "output").exists()


def test_versions_are_dealt(place: Path) -> None:
    done = run(*CLASS, "--versions", 2, cwd=place)
    assert done.returncode == 0
    with (place / "output" / "small" / "deal.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    labels = [row["version"] for row in rows]
    assert [row["id"] for row in rows] == [f"s{number}" for number in range(1, 7)]
    assert all(one != other for one, other in pairwise(labels))
    assert [entry["label"] for entry in manifest(place / "output")["papers"]] == ["A", "B"]


# ------------------------------------------------------------------ secret


def test_the_key_is_made_private_and_stays_outside(place: Path) -> None:
    assert run(*CLASS, cwd=place).returncode == 0
    key = place / "exam.key"
    assert len(key.read_bytes()) == 32
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    made = tree(place / "output")
    assert not [name for name, content in made.items() if key.read_bytes() in content]
    assert not [name for name, content in made.items() if key.read_bytes().hex().encode() in content]
    inside = run("build", "small.toml", "--key", "output/x.key", cwd=place)
    assert (inside.returncode, inside.stdout) == (2, "")
    assert not (place / "output" / "x.key").exists()


def test_a_key_that_others_can_read_or_that_is_none_is_refused(place: Path) -> None:
    (place / "open.key").write_bytes(bytes(32))
    (place / "open.key").chmod(0o644)
    (place / "short.key").write_bytes(b"secret")
    (place / "short.key").chmod(0o600)
    assert "chmod 600" in run("build", "small.toml", "--key", "open.key", cwd=place).stderr
    assert "6 bytes instead of 32" in run("build", "small.toml", "--key", "short.key", cwd=place).stderr
    both = run("build", "small.toml", "--key", "a.key", "--seed", 1, cwd=place)
    assert both.returncode == 2
    assert not (place / "a.key").exists()


def test_what_holds_answers_is_for_its_owner_alone(built: Path) -> None:
    for path in (built / "output" / "small").rglob("*"):
        if path.is_file():
            wanted = 0o644 if path.name == "question-paper.pdf" else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_split_parts_question_papers_from_answers(place: Path) -> None:
    assert run(*CLASS, "--split", cwd=place).returncode == 0
    names = {path.name for path in (place / "output" / "small" / "question-papers").rglob("*") if path.is_file()}
    assert names == {"question-paper.pdf"}
    marking = {path.name for path in (place / "output" / "small" / "marking" / "s1").iterdir()}
    assert {"answer-paper.pdf", "marking-scheme.pdf"} <= marking


def test_no_question_paper_carries_its_key(built: Path) -> None:
    """Neither numbers of the answers, nor reasons, nor points: in text, metadata, alt texts, attachments, streams."""
    for entry in manifest(built / "output")["papers"]:
        paper = built / "output" / "small" / entry["folder"] / "question-paper.pdf"
        scheme = pages.text(paper.with_name("marking-scheme.pdf").read_bytes())
        told = pages.everything(paper.read_bytes())
        key = next(q for q in entry["questions"] if q["id"] == "convolutions/parameter_count")["key"]
        assert key in scheme
        if int(key) > 1000:  # a smaller number may be a size as well
            assert key not in pages.text(paper.read_bytes())
        for word in (
            "Marking point",
            "Common errors",
            "True.",
            "False.",
            "spectral radius",
            str(entry["questions"][0]["seed"]),
        ):
            assert word not in told
        with pikepdf.open(paper) as document:
            assert not document.attachments


def test_a_folder_of_another_key_is_left_alone(place: Path) -> None:
    assert run(*CLASS, cwd=place).returncode == 0
    before = tree(place / "output")
    for other in (("--key", "other.key"), ("--seed", 3), ()):
        done = run("build", "small.toml", *other, cwd=place)
        assert done.returncode == 2
        assert "another key" in done.stderr
    assert tree(place / "output") == before


# ------------------------------------------------------------------ reliability


def test_same_inputs_same_bytes(place: Path) -> None:
    """On another day, with other jobs, locale, time zone, hash seed."""
    roster(place, {f"s{number}": f"Person {number}" for number in range(1, 9)})  # enough for workers
    env = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}
    assert start(*CLASS, "--jobs", 1, cwd=place, env=env).returncode == 0
    env = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "99"}
    assert start(*WORKERS, "--output", "other", cwd=place, env=env).returncode == 0
    assert tree(place / "output") == tree(place / "other")


def test_killed_at_any_moment_and_run_again_nothing_differs(place: Path) -> None:
    roster(place, {f"s{number}": f"Person {number}" for number in range(1, 9)})
    assert run(*CLASS, "--output", "undisturbed", cwd=place).returncode == 0
    whole = len(tree(place / "undisturbed"))
    for wanted in (0, 1, whole // 3, whole // 2, whole - 2):  # files that stand there, when it is killed
        with begin(*WORKERS, "--output", "killed", cwd=place) as process:
            while process.poll() is None and len(tree(place / "killed")) < wanted:
                time.sleep(0.01)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    assert run(*CLASS, "--output", "killed", cwd=place).returncode == 0
    assert tree(place / "killed") == tree(place / "undisturbed")


def test_only_what_is_missing_is_made_again(place: Path) -> None:
    assert run(*CLASS, cwd=place).returncode == 0
    folder = place / "output" / "small"
    before = tree(folder)
    (folder / "s2" / "answer-paper.pdf").unlink()
    (folder / "s3" / "marking-scheme.pdf").write_bytes(b"damaged")
    done = run(*CLASS, cwd=place)
    assert "4 papers stood there already" in done.stdout
    assert tree(folder) == before


@pytest.fixture
def broken(place: Path) -> Path:
    """A bank whose question cannot be solved for every third candidate or so."""
    shutil.copytree(BANK, place / "bank")
    question = place / "bank" / "convolutions" / "parameter_count.py"
    text = question.read_text()
    assert "def solve(params: Params) -> Answers:" in text
    fails = "def solve(params: Params) -> Answers:\n    assert sum(map(ord, repr(params))) % 3, 'no'\n"
    question.write_text(text.replace("def solve(params: Params) -> Answers:\n", fails))
    return place


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


def test_ctrl_c_is_told_and_resumable(place: Path) -> None:
    roster(place, {f"s{number}": "P" for number in range(40)})
    with begin(*WORKERS, cwd=place) as process:
        while process.poll() is None and not list(place.glob("output/small/*/marking-scheme.pdf")):
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate()
    assert process.returncode == 130
    assert err.splitlines()[-1] == "stopped: what is written stays; the same command goes on from there"
    assert "Traceback" not in err
    assert "stood there already" in run(*CLASS, cwd=place).stdout


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
def test_workers_end_with_the_build(place: Path, how: signal.Signals) -> None:
    roster(place, {f"s{number}": "P" for number in range(40)})
    with begin(*WORKERS, cwd=place) as process:
        while process.poll() is None and not list(place.glob("output/small/*/.built.json")):
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
def test_a_killed_worker_stops_nothing(place: Path) -> None:
    roster(place, {f"s{number}": "P" for number in range(40)})
    with begin(*WORKERS, cwd=place) as process:
        while process.poll() is None and not list(place.glob("output/small/*/.built.json")):
            time.sleep(0.05)
        os.kill(next(workers(process.pid)), signal.SIGKILL)
        _, err = process.communicate()
    assert process.returncode == 0
    assert "Traceback" not in err
    assert len(manifest(place / "output")["papers"]) == 40
    assert "40 papers stood there already" in run(*CLASS, cwd=place).stdout


def bad_for_some(place: Path, what: str) -> None:
    """A copy of the bank with a question in which one draw of five goes wrong, when its slips are computed."""
    shutil.copytree(BANK, place / "bank")
    question = place / "bank" / "convolutions" / "parameter_count.py"
    head = "def slips(params: Params, answers: Answers) -> list[Slip]:\n"
    text = question.read_text(encoding="utf-8")
    assert head in text
    bad = f"    if sum(map(ord, repr(params))) % 5 == 1: {what}\n"  # not for the trial before
    question.write_text(text.replace(head, head + bad), encoding="utf-8")


def test_a_question_that_ends_its_process_fails_its_papers_alone(place: Path) -> None:
    bad_for_some(place, "__import__('os')._exit(3)")
    roster(place, {f"s{number}": "P" for number in range(20)})
    done = run(*WORKERS, cwd=place)
    assert done.returncode == 1
    assert "the worker process crashes" in done.stderr
    assert 0 < len(manifest(place / "output")["papers"]) < 20


def dies_for_the_first(batch: Batch) -> list[PaperResult]:
    if batch[0].name in "ABCD":
        os._exit(3)
    return [PaperResult(task, PaperRecord.model_construct(code="")) for task in batch]


def test_papers_that_end_their_process_first_do_not_stop_the_rest(place: Path) -> None:
    planned = plan_papers(load(place / "small.toml"), Bank.load(BANK), b"1", labels(10))
    batches = [(task,) for task in paper_tasks(planned, {}, {}, labels(10))]
    made = [result for batch in render_in_workers(dies_for_the_first, batches, 2, (BANK,)) for result in batch]
    assert [bool(result.record) for result in made] == [False] * 4 + [True] * 6


def test_a_question_that_never_ends_fails_its_papers_alone(place: Path) -> None:
    bad_for_some(place, "10 ** 10 ** 10")  # one operation: no other thread has a turn
    exam, bank = load(place / "small.toml"), Bank.load(place / "bank")
    names = labels(12)
    planned = plan_papers(exam, bank, b"1", names)
    context = BuildContext(exam, bank.folders, place / "output", Wanted(), cpu_seconds=2)
    results = list(build_papers(context, paper_tasks(planned, {}, {}, names), jobs=2))
    failed = [result for result in results if not result.record]
    assert 0 < len(failed) < 12
    assert all("never finishes" in str(result.faults[0]) for result in failed)


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/dev/full").exists(), reason="root writes anywhere")
def test_a_place_that_cannot_be_written_is_told(place: Path) -> None:
    (place / "file").write_text("x")
    done = run("build", "small.toml", "--output", "file", cwd=place)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


# ------------------------------------------------------------------ newcomers and edits


def test_what_failed_once_is_made_as_if_it_never_had(place: Path) -> None:
    roster(place, {f"s{number}": "P" for number in range(12)})
    assert run(*CLASS, cwd=place).returncode == 0
    whole = tree(place / "output" / "small")
    shutil.rmtree(place / "output")
    for name in ("s1", "s7", "s10"):  # files where folders shall be
        (place / "output" / "small" / name).mkdir(parents=True)
        (place / "output" / "small" / name / "marking-scheme.pdf").mkdir()
    assert run(*CLASS, cwd=place).returncode == 1
    assert len(manifest(place / "output")["papers"]) == 9
    for name in ("s1", "s7", "s10"):
        (place / "output" / "small" / name / "marking-scheme.pdf").rmdir()
    assert run(*CLASS, cwd=place).returncode == 0
    again = tree(place / "output" / "small")
    assert {at for at in whole if whole[at] != again.get(at)} <= {
        "manifest.json",
        "answer-key.csv",
        "report.html",
        "report.pdf",
    }
    papers = [
        {each["candidate"]: each for each in json.loads(told["manifest.json"])["papers"]} for told in (whole, again)
    ]
    assert papers[0] == papers[1]


def test_a_build_that_fails_takes_nothing_away(place: Path) -> None:
    shutil.copytree(BANK, place / "bank")
    assert run("build", "small.toml", cwd=place).returncode == 0
    before = tree(place / "output")
    question = place / "bank" / "convolutions" / "parameter_count.md"
    question.write_text(question.read_text(encoding="utf-8").replace("## Answer", "<< nothing >>\n\n## Answer"))
    done = run("build", "small.toml", cwd=place)
    assert done.returncode == 2
    assert "'nothing' is undefined" in done.stderr
    assert tree(place / "output") == before


def test_drafts_of_another_seed_do_not_stay_beside_new_ones(place: Path) -> None:
    assert run("build", "small.toml", "--versions", "3", "--seed", "1", cwd=place).returncode == 0
    (place / "output" / "small" / "B" / "notes.txt").write_text("mine")
    assert run("build", "small.toml", "--seed", "2", "--format", "tex", cwd=place).returncode == 0
    folder = place / "output" / "small"
    assert sorted(path.name for path in (folder / "A").glob("*.*")) == [
        ".built.json", "answer-paper.tex", "marking-scheme.tex", "question-paper.tex"
    ]  # fmt: skip
    assert [path.name for path in (folder / "B").glob("*.*")] == ["notes.txt"]
    assert not (folder / "C").exists()


def test_an_edit_keeps_what_was_printed_reprintable(place: Path) -> None:
    shutil.copytree(BANK, place / "bank")
    assert run(*CLASS, cwd=place).returncode == 0
    old = manifest(place / "output")["papers"][0]
    question = place / "bank" / "convolutions" / "parameter_count.md"
    text = question.read_text(encoding="utf-8")
    question.write_text(text.replace("How many", "Just how many"), encoding="utf-8")
    done = run(*CLASS, cwd=place)
    assert "6 papers say something else than when built before" in done.stderr
    assert manifest(place / "output")["papers"][0]["code"] != old["code"]
    done = run("reprint", old["code"], "--output", "again", "--manifest", "output/small/manifest.json", cwd=place)
    assert done.returncode == 1
    assert "question 1 (convolutions/parameter_count): says something else" in done.stderr
    question.write_text(text, encoding="utf-8")
    done = run("reprint", old["code"], "--output", "again", "--manifest", "output/small/manifest.json", cwd=place)
    assert (done.returncode, done.stderr) == (0, "")
    done = run("reprint", old["code"], cwd=place)  # over papers that say something else
    assert (done.returncode, "says something else" in done.stderr) == (2, True)


@pytest.mark.parametrize("engine", ["typst", pytest.param("latex", marks=pytest.mark.latex)])
@pytest.mark.parametrize("name", ["\U0001f469\u200d\U0001f4bb", "Ada\u200cLovelace", "\u202eevil", "\U0001fae8 x"])
def test_a_sign_that_is_never_seen_or_unknown_is_printed_or_told(place: Path, name: str, engine: str) -> None:
    roster(place, {"s1": name})
    done = run(*CLASS, "--engine", engine, cwd=place)
    shown = pages.text((place / "output" / "small" / "s1" / "question-paper.pdf").read_bytes())
    told = "candidate s1: no font here has" in done.stderr
    assert told or name.replace("\u202e", "") in shown or engine == "latex"  # whose names pypdfium2 reads without emoji
    assert done.returncode == int("error: candidate s1" in done.stderr)


def test_newcomers_and_edits_change_no_other_paper(place: Path) -> None:
    roster(place, {f"s{number}": "P" for number in range(2, 6)})
    assert run(*CLASS, cwd=place).returncode == 0
    before = {entry["candidate"]: entry["questions"] for entry in manifest(place / "output")["papers"]}
    roster(place, {f"s{number}": "P" for number in range(9)})
    text = EXAM.replace("picks = [", 'picks = [\n  "attention/statements",')
    (place / "small.toml").write_text(text, encoding="utf-8")
    assert run(*CLASS, cwd=place).returncode == 0
    after = {entry["candidate"]: entry["questions"] for entry in manifest(place / "output")["papers"]}
    assert len(after) == 9
    for name, questions in before.items():
        now = {question["id"]: question["params"] for question in after[name]}
        assert {question["id"]: question["params"] for question in questions}.items() <= now.items()


# ------------------------------------------------------------------ reprint


def test_a_reprint_is_the_same_to_the_last_byte(built: Path, tmp_path: Path) -> None:
    for entry in manifest(built / "output")["papers"][:3]:
        typed = entry["code"].lower().replace("-", " ").replace("0", "o").replace("1", "l")
        command = ("reprint", typed, "--output", tmp_path)
        assert run(*command, "--manifest", "output/small/manifest.json", cwd=built).returncode == 0
        for at in entry["files"]:
            assert (tmp_path / "small" / at).read_bytes() == (built / "output" / "small" / at).read_bytes()


def test_a_reprint_from_the_key_is_the_same(built: Path, tmp_path: Path) -> None:
    entry = manifest(built / "output")["papers"][4]
    exam = ("--exam", "small.toml", "--roster", "roster.csv", "--key", "exam.key")
    done = run("reprint", entry["code"], "--output", tmp_path, *exam, cwd=built)
    assert done.returncode == 0
    assert "vouches" in done.stderr
    for at in entry["files"]:
        assert (tmp_path / "small" / at).read_bytes() == (built / "output" / "small" / at).read_bytes()
    (built / "changed.toml").write_text(EXAM.replace('title = "One"', 'title = "Two"'), encoding="utf-8")
    changed = run("reprint", entry["code"], "--output", tmp_path / "x", "--exam", "changed.toml", *exam[2:], cwd=built)
    (built / "changed.toml").unlink()
    assert changed.returncode == 2
    assert "has the code" in changed.stderr
    assert not (tmp_path / "x").exists()


def test_drift_is_told_and_nothing_else_printed(place: Path) -> None:
    shutil.copytree(BANK, place / "bank")
    assert run(*CLASS, cwd=place).returncode == 0
    entry = manifest(place / "output")["papers"][0]
    question = place / "bank" / "convolutions" / "parameter_count.md"
    text = question.read_text(encoding="utf-8")
    question.write_text(text.replace("title: ", "title: New "), encoding="utf-8")
    done = run("reprint", entry["code"], "--output", "again", "--manifest", "output/small/manifest.json", cwd=place)
    assert done.returncode == 1
    assert "question 1 (convolutions/parameter_count): says something else" in done.stderr
    assert done.stderr.count("question ") == 1
    assert not (place / "again").exists()
    question.write_text(text + "\n", encoding="utf-8")
    done = run("reprint", entry["code"], "--output", "again", "--manifest", "output/small/manifest.json", cwd=place)
    assert done.returncode == 0
    assert "its files have changed; this paper says the same" in done.stderr
    assert "not affected" in done.stderr


@pytest.mark.parametrize("typed", ["", "0000", "0000-0000-1", "K7P2-9XWA-5M", "../../etc"])
def test_a_mistyped_code_is_told(place: Path, typed: str) -> None:
    done = run("reprint", typed, cwd=place)
    assert done.returncode == 2
    assert "is no code" in done.stderr


@pytest.mark.latex
def test_a_latex_paper_is_the_same_whoever_leaves(place: Path) -> None:
    latex = ("build", "small.toml", "--roster", "roster.csv", "--key", "exam.key", "--engine", "latex")
    assert run(*latex, cwd=place).returncode == 0
    before = tree(place / "output" / "small")
    roster(place, {name: f"Person {name[1]}" for name in ("s5", "s3", "s1")})  # three gone, and in another order
    (place / "output" / "small" / "s3" / "answer-paper.pdf").unlink()
    (place / "roster.csv").write_text("id,name,room\ns5,Person 5,R5\ns3,Person 3,R3\ns1,Person 1,R1\n")
    assert run(*latex, cwd=place).returncode == 0
    after = {at.removeprefix("withdrawn/"): content for at, content in tree(place / "output" / "small").items()}
    assert {at: content for at, content in after.items() if at.endswith(".pdf") and "/" in at} == {
        at: content for at, content in before.items() if at.endswith(".pdf") and "/" in at
    }
    code = next(each["code"] for each in manifest(place / "output")["papers"] if each["candidate"] == "s5")
    assert run("reprint", code, "--output", "again", cwd=place).returncode == 0


@pytest.mark.latex
def test_latex_papers_are_reprinted_to_the_last_byte(place: Path) -> None:
    latex = ("build", "small.toml", "--roster", "roster.csv", "--key", "exam.key", "--engine", "latex")
    assert run(*latex, cwd=place).returncode == 0
    entry = manifest(place / "output")["papers"][2]
    for at in entry["files"]:
        with pikepdf.open(place / "output" / "small" / at) as paper:
            assert str(paper.docinfo["/Title"]).endswith("Candidate s3")
            assert [item.title for item in paper.open_outline().root] == ["One"]
            total = len(paper.pages)
        shown = pages.text((place / "output" / "small" / at).read_bytes())
        assert shown.count(f"of {total} ") >= total
    assert run("reprint", entry["code"], "--output", "again", cwd=place).returncode == 0
    for at in entry["files"]:
        assert (place / "again" / "small" / at).read_bytes() == (place / "output" / "small" / at).read_bytes()
