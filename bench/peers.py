"""The same work by others, where they are installed: `python bench/peers.py`. See README.md beside this file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

COUNT = 20  # papers
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

EXAM = """
id = "plus"
title = "One question"
[[sections]]
title = "All"
picks = [{ question = "convolutions/parameter_count" }]
"""

RMD = """Question
========
What is $`r a <- sample(2:99, 1); a` + 1$?

Solution
========
$`r a + 1`$

Meta-information
================
extype: num
exsolution: `r a + 1`
exname: plus
"""

AMC = r"""\documentclass{article}
\usepackage[box]{automultiplechoice}
\begin{document}
\onecopy{20}{
\begin{question}{plus}
What is $1 + 1$?
\begin{choices}\correctchoice{2}\wrongchoice{3}\end{choices}
\end{question}
\clearpage}
\end{document}
"""


def main() -> None:
    peers = (
        ("exampaper build", "exampaper", ours),
        ("R/exams exams2pdf", "Rscript", r_exams),
        ("AMC prepare", "auto-multiple-choice", amc),
    )
    for name, program, work in peers:
        if shutil.which(program, path=PATH) is None:
            print(f"{name}: {program} is not installed, skipped")
            continue
        with tempfile.TemporaryDirectory() as folder:
            print(f"{name}: {_seconds(work, Path(folder)) / COUNT:.3f} s a paper of one question")


def _seconds(work: Callable[[Path], None], folder: Path) -> float:
    start = time.perf_counter()
    work(folder)
    return time.perf_counter() - start


def ours(folder: Path) -> None:
    """Question paper, answer paper and marking scheme of each."""
    (folder / "plus.toml").write_text(EXAM, encoding="utf-8")
    program = str(Path(sys.executable).with_name("exampaper"))
    command = [program, "build", "plus.toml", "--versions", str(COUNT), "--seed", "1"]
    subprocess.run(command, cwd=folder, check=True, timeout=600, capture_output=True)


def r_exams(folder: Path) -> None:
    (folder / "plus.Rmd").write_text(RMD, encoding="utf-8")
    call = f'exams::exams2pdf("plus.Rmd", n = {COUNT}, dir = "out", quiet = TRUE)'
    subprocess.run(["Rscript", "-e", call], cwd=folder, check=True, timeout=600)


def amc(folder: Path) -> None:
    (folder / "plus.tex").write_text(AMC, encoding="utf-8")
    (folder / "data").mkdir()
    places = ["--prefix", f"{folder}/", "--data", f"{folder}/data"]
    command = ["auto-multiple-choice", "prepare", "--mode", "s", "--with", "pdflatex", *places, "plus.tex"]
    subprocess.run(command, cwd=folder, check=True, timeout=600, capture_output=True)
    assert any(folder.glob("*sujet.pdf")), "AMC wrote no subject"


if __name__ == "__main__":
    main()
