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
from exampaper.faults import fault

if TYPE_CHECKING:
    from pikepdf import Pdf

SECONDS = 120  # of the processor
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


@dataclass(frozen=True, slots=True)
class Misfit:
    """What TeX told of a paper: the number of the question (0 before the first), what does not fit, by how many points.

    high: a page is too high, and not a line too wide. source: where it begins.
    """

    question: int
    what: str
    beyond: float
    high: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A paper's PDF, and what does not fit on its pages."""

    pdf: bytes
    misfits: tuple[Misfit, ...]


def pdfs(sources: Sequence[str], titles: Sequence[str], beside: Mapping[str, bytes] | None = None) -> list[Typeset]:
    """The PDFs of LaTeX sources, compiled together as far as their preambles agree. Raises Faulty.

    beside: files that they read, each named by what comes after the source's own name.
    """
    made: list[Typeset] = []
    for _, group in groupby(zip(sources, titles, strict=True), key=lambda each: each[0].partition(BEGIN)[0]):
        some = list(group)
        whole = together([source for source, _ in some])
        done = compiled(whole, passes=1, beside=beside)
        parts = _parted(done, [title for _, title in some])
        made += map(Typeset, parts, misfits(done.log, whole, len(parts)))
    return made


def together(sources: Sequence[str]) -> str:
    """One source of papers with the same preamble; each begins on a page 1 of its own."""
    preamble = sources[0].partition(BEGIN)[0]
    bodies = (source.partition(BEGIN)[2].partition(END)[0] for source in sources)
    parts = (_NEXT % (number, number) + body for number, body in enumerate(bodies, 1))
    return f"{preamble}{_KEPT}{BEGIN}\n{''.join(parts)}{END}\n"


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
    found = program()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "paper.tex")
        path.write_text(source, encoding="utf-8")
        for name, content in (beside or {}).items():
            path.with_suffix(f".{name}").write_bytes(content)
        logs = [_pass(found, path) for _ in range(passes)]
        return Compiled(path.with_suffix(".pdf").read_bytes(), logs[-1], _pages(path.with_suffix(".aux")))


def program() -> str:
    """Where pdfLaTeX is. Raises Faulty."""
    found = shutil.which("pdflatex")
    if found is None:
        raise fault("no pdflatex on the PATH", remedy="install TeX Live, or build with --engine typst (needs nothing)")
    return found


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
        raise fault(f"pdflatex timed out: no end within {limits.WAITING * SECONDS} s by the clock") from None
    if limits.out_of_time(done.returncode):
        raise fault(f"pdflatex timed out: no end within {SECONDS} s of the processor")
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
    found = re.search(r"^! (.*(?:\n.*){0,3}?\nl\.\d+.*)|^! (.*)", log, re.MULTILINE)
    return " ".join((found[1] or found[2]).split()) if found else log.strip().splitlines()[-1]


# ------------------------------------------------------------------ what does not fit

_TOLD = re.compile(
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
    """What TeX's log tells of the papers in a source, by paper."""
    lines = source.split("\n")
    found: list[list[Misfit]] = [[] for _ in range(papers)]
    paper = 1
    for told in _TOLD.finditer(log):
        if told["paper"]:
            paper = int(told["paper"])
        elif told["high"]:
            page = _SHIPPED.search(log, told.end())
            found[paper - 1].append(Misfit(0, f"page {page[1]}" if page else "page", float(told["high"]), high=True))
        else:
            first, last = int(told["first"]), int(told["last"] or told["first"])
            first -= first > 1 and lines[first - 1].strip() == r"\]"  # of a displayed formula, TeX tells the end
            piece = "\n".join(lines[first - 1 : last])
            found[paper - 1].append(Misfit(_question(lines, last), _what(piece), float(told["wide"]), source=piece))
    return [tuple(each) for each in found]


def _question(lines: Sequence[str], line: int) -> int:
    """The number of the question that a line is in."""
    number = 0
    for each in reversed(lines[:line]):
        if each.startswith(_FRESH):
            break
        number += each.startswith(r"\question")
    return number


def _what(piece: str) -> str:
    return next((what for sign, what in _KINDS.items() if sign in piece), "line")


# ------------------------------------------------------------------ parting papers


def _parted(done: Compiled, titles: Sequence[str]) -> list[bytes]:
    """A PDF for each paper, with its own title, outline and page labels."""
    import pikepdf

    with pikepdf.open(io.BytesIO(done.pdf)) as whole:
        if sum(done.pages) != len(whole.pages) or len(done.pages) != len(titles):
            raise fault("the pages of the papers cannot be told apart", remedy="see templates/latex/paper.tex: \\label")
        bounds = [sum(done.pages[:number]) for number in range(len(done.pages) + 1)]
        marks = list(_bookmarks(whole))
        return [_part(whole, bounds[n], bounds[n + 1], title, marks) for n, title in enumerate(titles)]


def _part(whole: Pdf, first: int, end: int, title: str, marks: Sequence[tuple[str, int]]) -> bytes:
    import pikepdf

    part = pikepdf.Pdf.new()
    part.pages.extend(whole.pages[first:end])
    for page in part.pages:
        page.Contents.write(_numbered(page.Contents.read_bytes(), end - first))
    with part.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(told, page - first) for told, page in marks if first <= page < end)
    part.Root.PageLabels = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.D)])
    part.Root.Lang = pikepdf.String("en-GB")
    part.docinfo["/Title"] = title
    part.docinfo["/Creator"] = "exampaper, with pdfLaTeX"
    out = io.BytesIO()
    part.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _numbered(content: bytes, total: int) -> bytes:
    """A page's content with the number of pages at the place that was kept for it."""
    filled, found = _PLACE.subn(rb"\g<1>%d\2" % total, content)
    if found != content.count(PLACE):
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
