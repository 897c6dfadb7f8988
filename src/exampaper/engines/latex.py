"""pdfLaTeX as a subprocess: shell escape off, in a folder of its own, with a time limit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from exampaper.faults import fault

SECONDS = 120
PASSES = 2  # the second knows the number of pages


@dataclass(frozen=True, slots=True)
class Compiled:
    """A PDF, and what pdfLaTeX said while making it."""

    pdf: bytes
    log: str


def pdf(source: str) -> bytes:
    """The PDF of a LaTeX source. Raises Faulty: no pdflatex, a LaTeX error, too slow."""
    return compiled(source).pdf


def compiled(source: str) -> Compiled:
    """The PDF of a LaTeX source, with the log of the last pass. Raises Faulty."""
    program = shutil.which("pdflatex")
    if program is None:
        raise fault("no pdflatex on the PATH", remedy="install TeX Live, or build with --engine typst (needs nothing)")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "paper.tex")
        path.write_text(source, encoding="utf-8")
        logs = [_pass(program, path) for _ in range(PASSES)]
        return Compiled(path.with_suffix(".pdf").read_bytes(), logs[-1])


def _pass(program: str, path: Path) -> str:
    # reading and writing is confined to the folder; dates are fixed so that bytes are
    confined = {"openin_any": "p", "openout_any": "p", "SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1"}
    command = [program, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", path.name]
    try:
        done = subprocess.run(
            command, cwd=path.parent, env=os.environ | confined, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise fault(f"pdflatex did not end within {SECONDS} s") from None
    log = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        raise fault(f"pdflatex: {_first_error(log)}", remedy=_REMEDY)
    return log


_REMEDY = "write the source with --format tex and compile it to see more"


def _first_error(log: str) -> str:
    found = re.search(r"^! (.*(?:\n.*){0,3}?\nl\.\d+.*)|^! (.*)", log, re.MULTILINE)
    return " ".join((found[1] or found[2]).split()) if found else log.strip().splitlines()[-1]
