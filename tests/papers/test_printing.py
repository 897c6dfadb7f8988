"""Files for the print shop and for who marks one question: all papers, in order, on right-hand pages, fonts shared."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from exampaper.manifest import by_paper, read
from tests import pages
from tests.command import run

EXAM = """id = "small"
title = "Small"
candidate = ["Name", "Seat"]
answer_space = true
[[sections]]
title = "S"
picks = ["convolutions/output_size", "convolutions/parameter_count"]
"""
ROSTER = "id,name,Seat\ns1,Ada,10\ns2,Emmy,2\ns3,Zoë,1\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("print")
    (made / "small.toml").write_text(EXAM, encoding="utf-8")
    (made / "class.csv").write_text(ROSTER, encoding="utf-8")
    assert run("build", "small.toml", "--roster", "class.csv", "--seed", 1, cwd=made).returncode == 0
    return made


@pytest.fixture
def built(folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(folder, tmp_path / "x")
    return tmp_path / "x"


def printed(built: Path, *options: str) -> Path:
    done = run("print", "small", *options, cwd=built)
    assert (done.returncode, done.stderr) == (0, "")
    return built / "output" / "small" / "print"


def bearers(pdf: Path) -> list[str]:
    """Whose each page is; empty for a blank one."""
    told = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    return [(re.findall(r"Candidate (\w+)", text) or [""])[-1] for text in told]


@pytest.mark.parametrize(
    ("order", "expected"),
    [("roster", ["s1", "s2", "s3"]), ("seat", ["s3", "s2", "s1"]), ("version", ["s1", "s2", "s3"])],
)
def test_papers_stand_in_the_order_that_is_asked_for_each_on_a_right_hand_page(
    built: Path, order: str, expected: list[str]
) -> None:
    found = bearers(printed(built, "--order", order) / "question-papers.pdf")
    firsts = [name for at, name in enumerate(found) if at % 2 == 0 and name and name not in found[:at]]
    assert firsts == expected
    assert len(found) % 2 == 0


def test_the_pages_are_those_of_the_papers(built: Path) -> None:
    file = pypdfium2.PdfDocument(printed(built) / "question-papers.pdf")
    told = [page.get_textpage().get_text_bounded() for page in file]
    alone: list[str] = []
    for name in ("s1", "s2", "s3"):
        paper = pypdfium2.PdfDocument(built / "output" / "small" / name / "question-paper.pdf")
        alone += [page.get_textpage().get_text_bounded() for page in paper]
    assert [text for text in told if text.strip()] == alone


def test_the_same_papers_give_the_same_bytes(built: Path) -> None:
    first = {path.name: path.read_bytes() for path in printed(built).glob("*.pdf")}
    again = {path.name: path.read_bytes() for path in printed(built, "--jobs", "1").glob("*.pdf")}
    assert first == again
    assert set(first) == {"question-papers.pdf", "marking-schemes.pdf"}


def test_fonts_are_shared(built: Path) -> None:
    with pikepdf.open(printed(built) / "question-papers.pdf") as file:
        fonts = [item for item in file.objects if isinstance(item, pikepdf.Stream) and "/Subtype" in item]
        names = [
            str(item.Subtype) for item in fonts if "CIDFont" in str(item.Subtype) or "OpenType" in str(item.Subtype)
        ]
        assert "/StructTreeRoot" not in file.Root
    with pikepdf.open(built / "output" / "small" / "s1" / "question-paper.pdf") as one:
        alone = [item for item in one.objects if isinstance(item, pikepdf.Stream) and "/Subtype" in item]
        assert len(names) <= len([item for item in alone if "CIDFont" in str(item.Subtype)]) + 1


def test_a_bundle_has_one_question_of_every_paper(built: Path) -> None:
    bundles = sorted((printed(built, "--by-question") / "by-question").glob("*.pdf"))
    assert [path.name for path in bundles] == ["question-01.pdf", "question-02.pdf"]
    records = by_paper(read(built / "output" / "small" / "manifest.json").papers)
    for path in bundles:
        said = pages.text(path.read_bytes())
        for record in records.values():
            assert said.count(record.code) == 1
        assert path.stat().st_mode & 0o077 == 0  # keys: for the eyes of its owner


def test_papers_may_have_equal_lengths_and_sheets_between_them(built: Path) -> None:
    file = printed(built, "--equal", "--separators") / "question-papers.pdf"
    with pikepdf.open(file) as made:
        starts = [item.title for item in made.open_outline().root]
        assert starts == [f"{'Sheet of ' * sheet}{name}" for name in ("Ada", "Emmy", "Zoë") for sheet in (True, False)]
        assert len(made.pages) % 6 == 0
    codes = [record.code for record in read(built / "output" / "small" / "manifest.json").papers]
    first = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_bounded()
    assert codes[0] in first
    assert "s1 Ada" in first


def test_a_pdf_that_somebody_put_there_is_printed_as_it_is(built: Path) -> None:
    path = built / "output" / "small" / "s2" / "question-paper.pdf"
    with pikepdf.Pdf.new() as own:
        own.add_blank_page(page_size=(300, 300))
        out = io.BytesIO()
        own.save(out)
    path.write_bytes(out.getvalue())
    with pikepdf.open(printed(built) / "question-papers.pdf") as file:
        assert 300 in {int(page.mediabox[2]) for page in file.pages}


def test_what_was_printed_goes_when_its_papers_change(built: Path) -> None:
    folder = printed(built)
    (built / "small.toml").write_text(EXAM.replace("Small", "Other"), encoding="utf-8")
    done = run("build", "small.toml", "--roster", "class.csv", "--seed", 1, cwd=built)
    assert "run exampaper print again" in done.stderr
    assert not list(folder.rglob("*.pdf"))


def test_dealt_versions_are_printed_for_each_candidate(built: Path) -> None:
    assert run("build", "small.toml", "--roster", "class.csv", "--versions", 2, "--seed", 1, cwd=built).returncode == 0
    with pikepdf.open(printed(built) / "question-papers.pdf") as file:
        assert [item.title for item in file.open_outline().root] == ["s1 Ada", "s2 Emmy", "s3 Zoë"]
    with pikepdf.open(printed(built, "--order", "version") / "question-papers.pdf") as file:
        assert [item.title for item in file.open_outline().root] == ["A", "B"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nothing"], "no papers of 'nothing'"),
        (["small", "--order", "height"], "no order 'height'"),
        (["other", "--order", "seat"], "has no seat"),
    ],
)
def test_what_cannot_be_printed_is_told(built: Path, arguments: list[str], told: str) -> None:
    (built / "other.toml").write_text(EXAM.replace("small", "other"), encoding="utf-8")
    run("build", "other.toml", cwd=built)
    done = run("print", *arguments, cwd=built)
    assert done.returncode == 2
    assert told in done.stderr


@pytest.mark.latex
def test_papers_of_latex_are_printed(built: Path) -> None:
    options = ("--roster", "class.csv", "--seed", 1, "--engine", "latex")
    assert run("build", "small.toml", *options, cwd=built).returncode == 0
    folder = printed(built, "--by-question")
    assert [name for name in bearers(folder / "question-papers.pdf") if name][::1][0] == "s1"
    said = pages.text((folder / "by-question" / "question-02.pdf").read_bytes())
    assert len(set(re.findall(r"(?m)^2\.", said))) == 1
