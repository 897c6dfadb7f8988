"""Listings with numbers and highlighting; data files that come with a paper."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from fractions import Fraction

import pytest

from exampaper.engines import latex as latex_engine
from exampaper.engines import typst as typst_engine
from exampaper.faults import Faulty
from exampaper.figures import data_file
from exampaper.model import Heading, MarkingPoint, Paper, PaperSection, Part, PlacedQuestion, Variant
from exampaper.nodes import CodeBlock, DataFile, DataLink
from exampaper.papers.contents import OutputOptions, RenderedPaper, contents, place
from exampaper.papers.documents import data_files, source
from exampaper.text import TextError, parse
from exampaper.writers import latex, plain, typst
from tests.pages import text

CODE = "for n in range(12):\n    print('n  is', n)\n\nend"
TREES = data_file("trees", ("tree", "height in m"), ((1, Decimal("2.50")), (2, 0.1 + 0.2), (3, "=1+1")))


def variant(markdown: str, data: DataFile = TREES) -> Variant:
    blocks = parse(markdown, {data.name: data})
    point = MarkingPoint(1, parse("All of it."))
    part = Part("", blocks, parse("It is so."), (point,), "", 1)
    return Variant("a/b", "A", "open", 1, None, None, None, (), (part,), 1, 1)


def paper(*variants: Variant) -> Paper:
    questions = tuple(PlacedQuestion(number, each) for number, each in enumerate(variants, 1))
    return Paper(Heading("Exam"), "A", "7K4M-2QXR-9", (PaperSection("Section", (), questions),))


# ------------------------------------------------------------------ listings


def test_the_info_of_a_fence() -> None:
    assert parse("```python numbered\nx\n```") == (CodeBlock("x", "python", True),)
    assert parse("```numbered\nx\n```") == (CodeBlock("x", "", True),)
    assert parse("```\nx\n```") == parse("    x") == (CodeBlock("x"),)
    with pytest.raises(TextError, match="'nmbered' is unknown"):
        parse("```python nmbered\nx\n```")


def test_numbers_in_plain_text() -> None:
    assert plain.WRITER.blocks((CodeBlock("a\n  b", "", True),)) == "   1 a\n   2   b"
    assert plain.WRITER.blocks((CodeBlock("a\n  b"),)) == "    a\n      b"


def test_a_listing_without_anything_is_written_as_ever() -> None:
    assert typst.WRITER.blocks((CodeBlock("a"),)) == 'listing("a")'
    assert typst.WRITER.blocks((CodeBlock("a", "c", True),)) == 'listing(language: "c", numbered: true, "a")'


@pytest.mark.latex
def test_both_engines_number_the_lines() -> None:
    one = paper(variant(f"Run this:\n\n```python numbered\n{CODE}\n```"))
    for made in (
        typst_engine.pdf(source(one, "question-paper", "typst")),
        latex_engine.pdf(source(one, "question-paper", "latex")),
    ):
        lines = [" ".join(line.split()) for line in text(made).replace("\r", "").split("\n")]
        start = next(number for number, line in enumerate(lines) if line.startswith("1 for n in"))
        assert lines[start + 1].startswith("2 print('n is', n)")
        assert lines[start + 2] == "3"
        assert lines[start + 3].startswith("4 end")


def test_highlighting_is_black() -> None:
    """Grey printers make of colours what they like."""
    one = paper(variant("```python\ndef f():\n    return 'a'  # b\n```"))
    import pikepdf

    with pikepdf.open(io.BytesIO(typst_engine.pdf(source(one, "question-paper", "typst")))) as pdf:
        steps = [step for page in pdf.pages for step in pikepdf.parse_content_stream(page)]
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    shades = {tuple(map(float, step.operands)) for step in steps if str(step.operator) in ("g", "rg", "scn", "sc")}
    assert all(len(set(shade)) == 1 for shade in shades)
    assert any("Bold" in font and "Mono" in font for font in fonts)
    assert any("Oblique" in font for font in fonts)


# ------------------------------------------------------------------ data


def test_values_are_written_as_the_answers_assume_them() -> None:
    assert TREES.rows == (("1", "2.50"), ("2", "0.3"), ("3", "=1+1"))
    with pytest.raises(ValueError, match="no decimals to its end"):
        data_file("a", ("x",), ((Fraction(1, 3),),))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="2 values for 1 columns"):
        data_file("a", ("x",), ((1, 2),))
    with pytest.raises(ValueError, match="only letters, digits"):
        data_file("../a", ("x",), ())


def test_data_come_with_the_paper_named_by_its_code() -> None:
    one = paper(variant("See [](csv:trees)."))
    (made,) = contents([one], OutputOptions(("typ", "tex")))
    assert isinstance(made, RenderedPaper)
    content = made.files["question-paper", "/7K4M-2QXR-9-trees.csv"]
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [["tree", "height in m"], ["1", "2.50"], ["2", "0.3"], ["3", "'=1+1"]]
    assert place("A", "question-paper", "/x.csv", split=False) == "A/x.csv"
    assert place("A", "question-paper", "/x.csv", split=True) == "question-papers/A/x.csv"
    assert r"\datafile{trees}" in made.files["question-paper", "tex"].decode()
    assert "7K4M-2QXR-9-trees.csv" in text(typst_engine.pdf(source(one, "question-paper", "typst")))


@pytest.mark.latex
def test_latex_prints_the_name_of_the_data() -> None:
    one = paper(variant("See [](csv:trees)."))
    assert "7K4M-2QXR-9-trees.csv" in text(latex_engine.pdf(source(one, "question-paper", "latex")))


def test_two_questions_do_not_share_a_name_of_data() -> None:
    other = DataFile("trees", ("a",), (("1",),))
    assert len(data_files(paper(variant("[](csv:trees)"), variant("[](csv:trees)")))) == 1
    with pytest.raises(Faulty, match="two data files are called 'trees'"):
        data_files(paper(variant("[](csv:trees)"), variant("[](csv:trees)", other)))


def test_links_are_refused_but_for_data_that_are_there() -> None:
    assert parse("[](csv:trees)", {"trees": TREES})[0].children == (DataLink(TREES),)  # type: ignore[union-attr]
    with pytest.raises(TextError, match="no data file 'tree'"):
        parse("[](csv:tree)", {"trees": TREES})
    with pytest.raises(TextError, match="a link is not allowed here"):
        parse("[a](http://example.org)", {"trees": TREES})


def test_data_are_plain_names_elsewhere() -> None:
    assert plain.WRITER.inlines((DataLink(TREES),)) == "trees.csv"
    assert latex.WRITER.inlines((DataLink(DataFile("a_b", (), ())),)) == r"\datafile{a\_b}"
