"""pdfLaTeX as a subprocess: shell escape off, in a folder of its own, with a time limit.

Starting pdfLaTeX and reading its packages and fonts takes longer than setting a paper. So many papers
go through it together, once, and their pages are parted afterwards. How many pages a paper has is not
known while they are set: its place is kept, and filled in when they are parted.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exampaper import limits
from exampaper.engines import Engine, Job, Misfit, Typeset
from exampaper.faults import fault

if TYPE_CHECKING:
    from pikepdf import Pdf

    from exampaper.engines.fonts import Fonts

SECONDS = 120  # of the processor
CREATOR = "exampaper, with pdfLaTeX"
PASSES = 2  # for a paper by itself: the second knows the number of pages
PLACE = b"/TotalPages BMC"
BEGIN, END = "\\begin{document}", "\\end{document}"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A PDF, and what pdfLaTeX said while making it. pages: the number of pages of each paper."""

    pdf: bytes
    log: str
    pages: tuple[int, ...] = ()


def pdf(source: str) -> bytes:
    """The PDF of a LaTeX source. Raises Faulty: no pdflatex, a LaTeX error, too slow."""
    return compiled(source).pdf


def pdfs(jobs: Sequence[Job], beside: Mapping[str, bytes] | None = None) -> list[Typeset]:
    """The PDFs of jobs, compiled together as far as their preambles agree. Raises Faulty.

    beside: files that they read, each named by what comes after the source's own name.
    """
    typeset: list[Typeset] = []
    for _, group in groupby(jobs, key=lambda job: _preamble(job.source)):
        alike = list(group)
        whole = together([job.source for job in alike])
        done = compiled(whole, passes=1, beside=beside)
        parts = _parted(done, alike)
        typeset += map(Typeset, parts, misfits(done.log, whole, len(parts)))
    return typeset


def _preamble(source: str) -> str:
    return source.partition(BEGIN)[0]


def together(sources: Sequence[str]) -> str:
    """One source of papers with the same preamble; each begins on a page 1 of its own."""
    bodies = ""
    for number, source in enumerate(sources, 1):
        body = source.partition(BEGIN)[2].partition(END)[0]
        bodies += _NEXT % (number, number) + body
    return f"{_preamble(sources[0])}{_KEPT}{BEGIN}\n{bodies}{END}\n"


_FRESH = r"\clearpage\setcounter{page}{1}"
_NEXT = _FRESH + r"\renewcommand{\thispaper}{%d}\typeout{(paper %d)}"

# the width of two digits, in a font that has all of them
_KEPT = (
    r"\renewcommand{\totalpages}{\pdfincludechars\font{0123456789}"
    r"\makebox[1em][l]{\pdfliteral direct{/TotalPages BMC}00\pdfliteral direct{EMC}}}"
    "\n"
)
_PLACE = re.compile(
    rb"(/TotalPages BMC\s*\[[-\d. ]*\()0(?:\)[-\d. ]*\()?0(\)\]TJ)"
)  # pdfTeX may part the digits by a hair


def compiled(source: str, passes: int = PASSES, beside: Mapping[str, bytes] | None = None) -> Compiled:
    """The PDF of a LaTeX source, with the log of the last pass. Raises Faulty."""
    path_of_program = program()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "paper.tex")
        path.write_text(source, encoding="utf-8")
        for name, content in (beside or {}).items():
            path.with_suffix(f".{name}").write_bytes(content)
        for _ in range(passes):
            log = _pass(path_of_program, path)
        return Compiled(path.with_suffix(".pdf").read_bytes(), log, _pages(path.with_suffix(".aux")))


def program() -> str:
    """Where pdfLaTeX is. Raises Faulty."""
    path = shutil.which("pdflatex")
    if path is None:
        raise fault("no pdflatex on the PATH", remedy="install TeX Live, or build with --engine typst (needs nothing)")
    return path


def _versions() -> dict[str, str]:
    path = shutil.which("pdflatex")
    if path is None:
        return {"pdflatex": "none"}
    done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30, check=False)
    return {"pdflatex": done.stdout.partition("\n")[0]}


def _pdfs(jobs: Sequence[Job], fonts: Fonts) -> list[Typeset]:
    """Jobs compiled together. What the fonts of an exam have to give is in the sources, as outlines."""
    beside: dict[str, bytes] = {}
    for job in jobs:
        beside |= job.beside
    return pdfs(jobs, beside)


ENGINE = Engine(_pdfs, ready=program, versions=_versions)


def _pass(program: str, path: Path) -> str:
    # reading and writing is confined to the folder; dates are fixed so that bytes are
    confined = {"openin_any": "p", "openout_any": "p", "SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1"}
    command = [program, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", path.name]
    try:
        done = subprocess.run(
            command,
            cwd=path.parent,
            env=os.environ | confined,
            capture_output=True,
            timeout=limits.WAITING * SECONDS,
            preexec_fn=limits.of_a_child(SECONDS),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise fault(f"pdflatex timed out after {limits.WAITING * SECONDS} s") from None
    if limits.out_of_time(done.returncode):
        raise fault(f"pdflatex timed out after {SECONDS} s of processor time")
    log = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        raise fault(f"pdflatex: {_first_error(log)}", remedy=_REMEDY)
    return log


def _pages(aux: Path) -> tuple[int, ...]:
    """How many pages each paper has."""
    text = aux.read_text("utf-8", "replace")
    return tuple(map(int, re.findall(r"\\newlabel\{end-of-paper-\d+\}\{\{.*?\}\{(\d+)\}", text)))


_REMEDY = "write the source with --format tex and compile it to see more"


def _first_error(log: str) -> str:
    error = re.search(r"^! (.*(?:\n.*){0,3}?\nl\.\d+.*)|^! (.*)", log, re.MULTILINE)
    if error is None:
        return log.strip().splitlines()[-1]
    return " ".join((error[1] or error[2]).split())


# ------------------------------------------------------------------ what does not fit

_REPORT = re.compile(
    r"^\(paper (?P<paper>\d+)\)"
    r"|^Overfull \\hbox \((?P<wide>[\d.]+)pt too wide\) (?:\w+ )+lines? (?P<first>\d+)(?:--(?P<last>\d+))?"
    r"|^Overfull \\vbox \((?P<high>[\d.]+)pt too high\)",
    re.MULTILINE,
)
_SHIPPED = re.compile(r"(?<!\S)\[(\d+)[\]{<\s]")
_KINDS = {
    r"\begin{tikzpicture}": "figure",
    r"\begin{tabular": "table",
    r"\begin{longtable": "table",
    r"\ttfamily": "line of code",
    r"\[": "displayed formula",
    r"\]": "displayed formula",
}


def misfits(log: str, source: str, papers: int = 1) -> list[tuple[Misfit, ...]]:
    """What TeX's log reports of the papers in a source, by paper."""
    lines = source.split("\n")
    by_paper: list[list[Misfit]] = [[] for _ in range(papers)]
    paper = 1
    for report in _REPORT.finditer(log):
        if report["paper"]:
            paper = int(report["paper"])
        elif report["high"]:
            by_paper[paper - 1].append(_high_page(log, report))
        else:
            by_paper[paper - 1].append(_wide_line(lines, report))
    return list(map(tuple, by_paper))


def _high_page(log: str, report: re.Match[str]) -> Misfit:
    page = _SHIPPED.search(log, report.end())
    return Misfit(0, f"page {page[1]}" if page else "page", float(report["high"]), high=True)


def _wide_line(lines: Sequence[str], report: re.Match[str]) -> Misfit:
    first, last = int(report["first"]), int(report["last"] or report["first"])
    first -= first > 1 and lines[first - 1].strip() == r"\]"  # of a displayed formula, TeX tells the end
    piece = "\n".join(lines[first - 1 : last])
    return Misfit(_question(lines, last), _kind(piece), float(report["wide"]), source=piece)


def _question(lines: Sequence[str], line: int) -> int:
    """The number of the question that a line is in."""
    number = 0
    for earlier in reversed(lines[:line]):
        if earlier.startswith(_FRESH):
            break
        number += earlier.startswith(r"\question")
    return number


def _kind(piece: str) -> str:
    for command, kind in _KINDS.items():
        if command in piece:
            return kind
    return "line"


# ------------------------------------------------------------------ parting papers


def _parted(done: Compiled, jobs: Sequence[Job]) -> list[bytes]:
    """A PDF for each paper, with its own title, outline and page labels."""
    import pikepdf

    with pikepdf.open(io.BytesIO(done.pdf)) as whole:
        if sum(done.pages) != len(whole.pages) or len(done.pages) != len(jobs):
            raise fault("the pages of the papers cannot be told apart", remedy="see templates/latex/paper.tex: \\label")
        entries = list(_bookmarks(whole))
        parts: list[bytes] = []
        first = 0
        for job, pages in zip(jobs, done.pages, strict=True):
            parts.append(_part(whole, first, first + pages, job, entries))
            first += pages
        return parts


def _part(whole: Pdf, first: int, end: int, job: Job, entries: Sequence[tuple[str, int]]) -> bytes:
    """The PDF of some pages. entries: of the outline of the whole, each with its page."""
    import pikepdf

    part = pikepdf.Pdf.new()
    part.pages.extend(whole.pages[first:end])
    for page in part.pages:
        page.Contents.write(_numbered(page.Contents.read_bytes(), end - first))
    with part.open_outline() as outline:
        for text, number in entries:
            if first <= number < end:
                outline.root.append(pikepdf.OutlineItem(text, number - first))
    part.Root.PageLabels = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.D)])
    _say_what_it_is(part, job)
    out = io.BytesIO()
    part.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _say_what_it_is(part: Pdf, job: Job) -> None:
    """Title, language and maker, as old readers of PDFs ask for them and as new ones do; they show the title."""
    import pikepdf

    part.Root.Lang = pikepdf.String(job.language)
    part.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    part.docinfo["/Title"] = job.title
    part.docinfo["/Creator"] = CREATOR
    with part.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        said["dc:title"] = job.title
        said["dc:language"] = {job.language}
        said["xmp:CreatorTool"] = CREATOR


def _numbered(content: bytes, total: int) -> bytes:
    """A page's content with the number of pages at the place that was kept for it."""
    filled, count = _PLACE.subn(rb"\g<1>%d\2" % total, content)
    if count != content.count(PLACE):
        raise fault("the number of pages has no place", remedy="see templates/latex/paper.tex: \\totalpages")
    return filled


def _bookmarks(whole: Pdf) -> Iterator[tuple[str, int]]:
    """(title, page) of each entry of the outline."""
    import pikepdf

    pages = {page.objgen: number for number, page in enumerate(whole.pages)}
    names: Any = pikepdf.NameTree(whole.Root.Names.Dests) if "/Names" in whole.Root else {}
    with whole.open_outline() as outline:
        for item in outline.root:
            entry: Any = item.obj
            target = entry.Dest if "/Dest" in entry else entry.A.D
            if isinstance(target, pikepdf.String):
                target = names[str(target)]
            if isinstance(target, pikepdf.Dictionary):
                target = target.D
            yield item.title, pages[target[0].objgen]
