"""The same work by others, where they are installed: `python bench/peers.py`. See README.md beside this file.

Each makes twenty papers of the same twelve questions, their values drawn anew for every paper, and of each paper two
documents: the questions, and the questions with their answers. All work in one process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PAPERS, QUESTIONS = 20, 12
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
NAMES = [f"sum{number:02}" for number in range(1, QUESTIONS + 1)]

# ------------------------------------------------------------------ ours

QUESTION = """---
title: A sum
kind: computed
marks: 1
minutes: 1
difficulty: 1
draw: {a: 2..99}
answers: {total: int}
---
What is $<< a >> + NUMBER$?

## Answer

$<< a >> + NUMBER = << total >>$.

## Marking

- [1] << total >>
"""

PYTHON = """def solve(a):
    return a + NUMBER


def check(a, total):
    assert total - a == NUMBER
"""


def write_ours(folder: Path) -> None:
    """A bank of the questions, and an exam that asks them all."""
    (folder / "bank" / "sums").mkdir(parents=True)
    for number, name in enumerate(NAMES, 1):
        for suffix, text in ((".md", QUESTION), (".py", PYTHON)):
            path = folder / "bank" / "sums" / f"{name}{suffix}"
            path.write_text(text.replace("NUMBER", str(number)), encoding="utf-8")
    picks = ", ".join(f'"sums/{name}"' for name in NAMES)
    exam = f'id = "sums"\ntitle = "Sums"\n[[sections]]\ntitle = "All"\npicks = [{picks}]\n'
    (folder / "sums.toml").write_text(exam, encoding="utf-8")


def make_ours(folder: Path) -> int:
    """Question paper and answer paper of each, from the files to the PDFs."""
    from exampaper.exams.loader import load
    from exampaper.papers.assemble import assemble_paper
    from exampaper.papers.contents import OutputOptions, contents
    from exampaper.papers.plan import plan_papers
    from exampaper.papers.versions import labels
    from exampaper.questions.bank import Bank

    exam, bank = load(folder / "sums.toml"), Bank.load(folder / "bank")
    made = 0
    for plan in plan_papers(exam, bank, b"bench", labels(PAPERS)).papers:
        paper = assemble_paper(exam, bank, plan)
        (rendered,) = contents([paper], OutputOptions(), ("question-paper", "answer-paper"))
        for document, pdf in getattr(rendered, "files", {}).items():
            (folder / f"{plan.name}-{document[0]}.pdf").write_bytes(pdf)
            made += 1
    return made


def ours(folder: Path) -> int:
    """In a process of its own, as the others are: its start counts."""
    write_ours(folder)
    subprocess.run([sys.executable, __file__, str(folder)], check=True, timeout=600)
    return len(list(folder.glob("*.pdf")))


# ------------------------------------------------------------------ R/exams

RMD = """Question
========
```{r, echo = FALSE, results = "hide"}
a <- sample(2:99, 1)
```
What is $`r a` + NUMBER$?

Solution
========
$`r a` + NUMBER = `r a + NUMBER`$

Meta-information
================
extype: num
exsolution: `r a + NUMBER`
exname: NAME
"""


def r_exams(folder: Path) -> int:
    for number, name in enumerate(NAMES, 1):
        text = RMD.replace("NUMBER", str(number)).replace("NAME", name)
        (folder / f"{name}.Rmd").write_text(text, encoding="utf-8")
    files = ", ".join(f'"{name}.Rmd"' for name in NAMES)
    templates = 'c("plain", "solution")'
    call = f'exams::exams2pdf(c({files}), n = {PAPERS}, dir = "out", template = {templates}, quiet = TRUE)'
    subprocess.run(["Rscript", "-e", call], cwd=folder, check=True, timeout=600)
    return len(list((folder / "out").glob("*.pdf")))


# ------------------------------------------------------------------ Auto Multiple Choice

AMC = r"""\documentclass{article}
\usepackage{pgf}
\usepackage[box]{automultiplechoice}
\begin{document}
\onecopy{PAPERS}{
QUESTIONS
\clearpage}
\end{document}
"""

AMC_QUESTION = r"""\begin{questionmultx}{NAME}
\pgfmathrandominteger{\a}{2}{99}\pgfmathtruncatemacro{\total}{\a+NUMBER}
What is $\a + NUMBER$?
\AMCnumericChoices{\total}{digits=3}
\end{questionmultx}
"""


def amc(folder: Path) -> int:
    """All papers in one PDF, and all with their answers in another."""
    questions = ""
    for number, name in enumerate(NAMES, 1):
        questions += AMC_QUESTION.replace("NUMBER", str(number)).replace("NAME", name)
    text = AMC.replace("PAPERS", str(PAPERS)).replace("QUESTIONS", questions)
    (folder / "sums.tex").write_text(text, encoding="utf-8")
    (folder / "data").mkdir()
    places = ["--prefix", f"{folder}/", "--data", f"{folder}/data"]
    command = ["auto-multiple-choice", "prepare", "--mode", "s", "--with", "pdflatex", *places, "sums.tex"]
    subprocess.run(command, cwd=folder, check=True, timeout=600, capture_output=True)
    assert any(folder.glob("*sujet.pdf")), "AMC wrote no subject"
    return len(list(folder.glob("*.pdf")))


# ------------------------------------------------------------------ side by side


def main() -> None:
    print(f"{PAPERS} papers of {QUESTIONS} questions, two documents each, one process")
    peers: tuple[tuple[str, str, Callable[[Path], int]], ...] = (
        ("exampaper", "exampaper", ours),
        ("R/exams, exams2pdf", "Rscript", r_exams),
        ("Auto Multiple Choice, prepare", "auto-multiple-choice", amc),
    )
    for name, program, work in peers:
        if shutil.which(program, path=PATH) is None:
            print(f"{name}: {program} is not installed here, so nothing is known of it")
            continue
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            files = work(Path(folder))
            print(f"{name}: {(time.perf_counter() - start) / PAPERS:.3f} s a paper, {files} PDFs")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        make_ours(Path(sys.argv[1]))
    else:
        main()
