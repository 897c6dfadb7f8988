"""How fast papers are made, as ratios measured in one run: `python bench/speed.py [--candidates 1000]`.

See README.md beside this file for how to read the table.
"""

from __future__ import annotations

import argparse
import csv
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from exampaper.engines import latex, typst
from exampaper.engines.fonts import NONE
from exampaper.exams.exam import Exam
from exampaper.exams.loader import load
from exampaper.model import Paper
from exampaper.papers.assemble import assemble_paper
from exampaper.papers.build import build_papers
from exampaper.papers.contents import OutputOptions
from exampaper.papers.documents import DOCUMENTS, job, source, title
from exampaper.papers.plan import plan_papers
from exampaper.papers.task import BATCH, BuildContext, paper_tasks
from exampaper.papers.versions import labels
from exampaper.questions.bank import Bank

ROOT = Path(__file__).resolve().parents[1]
EXAM = ROOT / "exams" / "seed.toml"
SECRET = b"bench"


@dataclass(frozen=True)
class Row:
    """One line of the table. most: the bound that the figure is to keep; least: for figures that are to be large."""

    what: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    def __str__(self) -> str:
        bound = f"≤ {self.most:g}" if self.most is not None else f"≥ {self.least:g}" if self.least is not None else ""
        kept = (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)
        verdict = "" if not bound else "ok" if kept else "MISSED"
        return f"{self.what:58} {self.value:9.3g} {self.unit:3} {bound:>7}  {verdict}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=200, help="size of the larger class")
    parser.add_argument("--only", choices=sorted(MEASURES), nargs="*", default=sorted(MEASURES))
    given = parser.parse_args()
    exam, bank = twelve(), Bank.load(ROOT / "bank")
    for name in given.only:
        for row in MEASURES[name](exam, bank, given.candidates):
            print(row, flush=True)


def twelve() -> Exam:
    """The twelve questions of the seed exam, each drawn instead of pinned."""
    text = EXAM.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "twelve.toml")
        path.write_text(text.replace(', pin = "seed"', ""), encoding="utf-8")
        return load(path)


def papers(exam: Exam, bank: Bank, count: int) -> list[Paper]:
    planned = plan_papers(exam, bank, SECRET, labels(count)).papers
    return [assemble_paper(exam, bank, each, printed_code="0000-0000-0") for each in planned]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


# ------------------------------------------------------------------ engines


def default_engine(exam: Exam, bank: Bank, candidates: int) -> Iterator[Row]:
    """A build's time for each PDF against compiling the same sources and nothing else."""
    some = papers(exam, bank, candidates)
    jobs = [job(paper, document, "typst") for paper in some for document in DOCUMENTS]
    typst.ENGINE.pdfs(jobs[:1], NONE)
    bare = seconds(lambda: typst.ENGINE.pdfs(jobs, NONE)) / len(jobs)
    with tempfile.TemporaryDirectory() as folder:
        whole = seconds(lambda: _build(exam, bank, Path(folder), candidates, "typst")) / len(jobs)
    yield Row("bare Typst compile, per PDF", 1000 * bare, "ms")
    yield Row("build with 2 processes / bare Typst compile, per PDF", whole / bare, "", most=1.5)
    if shutil.which("pdflatex"):
        one = seconds(lambda: [latex.compiled(source(some[0], d, "latex"), passes=1) for d in DOCUMENTS]) / 3
        yield Row("one pass of pdflatex per document / build, per PDF", one / whole, "", least=25)


def latex_engine(exam: Exam, bank: Bank, candidates: int) -> Iterator[Row]:
    """Papers compiled together and parted, against one after the other."""
    if not shutil.which("pdflatex"):
        print("LaTeX: no pdflatex on the PATH, skipped")
        return
    some = papers(exam, bank, BATCH)
    together = alone = 0.0
    for document in DOCUMENTS:
        sources = [source(paper, document, "latex") for paper in some]
        titles = [title(paper, document) for paper in some]
        together += seconds(lambda s=sources, t=titles: latex.pdfs(s, t)) / len(some)  # type: ignore[misc]
        alone += seconds(lambda s=sources[:5]: [latex.pdf(text) for text in s]) / 5  # type: ignore[misc]
    yield Row(f"{BATCH} papers together / one by one (LaTeX)", together / alone, "", most=0.2)


def _build(exam: Exam, bank: Bank, folder: Path, count: int, engine: str) -> None:
    made = plan_papers(exam, bank, SECRET, labels(count))
    context = BuildContext(exam, bank.folders, folder, OutputOptions(engine=engine))
    for outcome in build_papers(context, paper_tasks(made, {}, {}, labels(count)), jobs=2):
        assert outcome.record, outcome.faults


# ------------------------------------------------------------------ variants, planning, classes, start


def variants(exam: Exam, bank: Bank, candidates: int) -> Iterator[Row]:
    """Drawing, solving and wording one variant."""
    medians = {}
    for id, question in bank.items():
        question.variant(0)
        medians[id] = statistics.median(seconds(lambda q=question, s=s: q.variant(s)) for s in range(100))  # type: ignore[misc]
    worst = max(medians, key=lambda id: medians[id])
    yield Row("variant: median over all questions", 1000 * statistics.median(medians.values()), "ms", most=3)
    yield Row(f"variant: slowest question, {worst}", 1000 * medians[worst], "ms", most=20)


def planning(exam: Exam, bank: Bank, candidates: int) -> Iterator[Row]:
    """What stands on the papers of a class, drawn in one process and in two."""
    names = [f"s{number}" for number in range(10 * candidates)]
    for jobs in (1, 2):
        whole = seconds(lambda jobs=jobs: plan_papers(exam, bank, SECRET, names, ordering="by_key", jobs=jobs))  # type: ignore[misc]
        processes = f"{jobs} process{'es' if jobs > 1 else ''}"
        yield Row(f"planning a paper of {len(names)}, {processes}", 1000 * whole / len(names), "ms", most=10 / jobs)


def classes(exam: Exam, bank: Bank, candidates: int) -> Iterator[Row]:
    """Seconds a candidate in a small and in a large class, and the memory of the largest process."""
    small = candidates // 10
    each = {count: _class(count) / count for count in (small, candidates)}
    yield Row(f"seconds a candidate, {candidates} candidates, 2 processes", each[candidates], "s")
    yield Row(f"seconds a candidate: {candidates} / {small} candidates", each[candidates] / each[small], "", most=1.1)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield Row("memory of the largest process", peak, "MB", most=600)


def _class(count: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        roster = Path(folder, "roster.csv")
        with roster.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["id", "name"], *([f"s{n}", f"Person {n}"] for n in range(count))])
        exam = Path(folder, "twelve.toml")
        exam.write_text(EXAM.read_text(encoding="utf-8").replace(', pin = "seed"', ""), encoding="utf-8")
        places = ["--roster", str(roster), "--output", f"{folder}/out"]
        command = [exampaper(), "build", str(exam), *places, "--jobs", "2"]
        return seconds(lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT))


def start(exam: Exam, bank: Bank, candidates: int) -> Iterator[Row]:
    """The time until help is there, against importing Typer."""
    ours = _median([exampaper(), "--help"])
    bare = _median([sys.executable, "-c", "import typer"])
    yield Row("exampaper --help / python -c 'import typer'", ours / bare, "", most=3)


def _median(command: Sequence[str]) -> float:
    runs = [seconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(9)]
    return statistics.median(runs)


def exampaper() -> str:
    return str(Path(sys.executable).with_name("exampaper"))


MEASURES = {
    "default": default_engine,
    "latex": latex_engine,
    "variants": variants,
    "planning": planning,
    "classes": classes,
    "start": start,
}

if __name__ == "__main__":
    main()
