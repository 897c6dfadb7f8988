"""Pages: nothing runs over their edges, none is blank, and what belongs together stays together."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exampaper import targets, text
from exampaper.engines.fonts import NONE
from exampaper.model import Heading, MarkingPoint, Paper, PaperSection, Part, PlacedQuestion, Variant
from exampaper.papers.documents import Document, job
from exampaper.papers.filling import page_plan
from tests import pages

TARGETS = ["typst", pytest.param("latex", marks=pytest.mark.latex)]
PROSE = (
    "The gradient of the loss with respect to the weights of a layer is found by the chain rule from the one above. "
)


def lines(count: int) -> str:
    return (PROSE * count)[: 85 * count].strip() + "."


def table(rows: int) -> str:
    return "\n".join(["| a | b |", "|--|--|", *(f"| {row} | x |" for row in range(rows))])


def code(count: int) -> str:
    return "\n".join(["```", *(f"x = {line}" for line in range(count)), "```"])


def matrix(rows: int, columns: int) -> str:
    body = r" \\ ".join(" & ".join(["-37"] * columns) for _ in range(rows))
    return rf"$$\begin{{pmatrix}} {body} \end{{pmatrix}}$$"


def question(*parts: str, stem: str = "", answer: str = "As told.", space: float = 3) -> Variant:
    labels = [chr(97 + at) for at in range(len(parts))] if len(parts) > 1 else [""]
    points = (MarkingPoint(2, text.parse("Right.")),)
    made = tuple(
        Part(label, text.parse(part), text.parse(answer), points, "", space)
        for label, part in zip(labels, parts, strict=True)
    )
    return Variant("t/q", "A question", "open", 1, None, None, None, text.parse(stem), made, 2, 1)


def paper(*variants: Variant, space: bool = True) -> Paper:
    questions = tuple(PlacedQuestion(number, variant) for number, variant in enumerate(variants, 1))
    heading = Heading("Test", candidate=("Name",), answer_space=space)
    return Paper(heading, "A", "0000-0000-0", (PaperSection("Section", (), questions),))


def pdfs(papers: Sequence[Paper], target: str, document: Document = "question-paper") -> list[bytes]:
    jobs = []
    for paper in papers:
        planned = replace(paper, pages=page_plan(paper, target, NONE))
        jobs.append(job(planned, document, target))
    return [typeset.pdf for typeset in targets.TARGETS[target].engine.pdfs(jobs, NONE)]


# ------------------------------------------------------------------ any exam


def any_block(rng: random.Random) -> str:
    return rng.choice(
        [
            lines(rng.randint(1, 8)),
            lines(rng.randint(20, 60)),
            "\n".join(f"- {lines(rng.randint(1, 3))}" for _ in range(rng.randint(2, 12))),
            table(rng.choice([3, 12, 20, 28, 29, 30, 31, 40])),
            code(rng.randint(2, 50)),
            matrix(rng.choice([1, 5, 20]), 3),
            f"> {lines(3)}",
        ]
    )


def any_text(rng: random.Random, most: int) -> str:
    return "\n\n".join(any_block(rng) for _ in range(rng.randint(1, most)))


def any_question(rng: random.Random) -> Variant:
    space = rng.choice([1, 3, 6, 12, 20])
    if rng.random() < 0.3:
        stem = rng.choice(["", any_text(rng, 2)])
        return question(*(any_text(rng, 2) for _ in range(rng.randint(2, 5))), stem=stem, space=space)
    return question(any_text(rng, 4), answer=any_text(rng, 3), space=space)


def any_paper(seed: int) -> Paper:
    rng = random.Random(seed)
    return paper(*(any_question(rng) for _ in range(rng.randint(1, 5))), space=rng.random() < 0.5)


def hold(pdf: bytes) -> None:
    """Every page has something to say, and says it between its edges."""
    inked, told = pages.ink(pdf), pages.body(pdf)
    for number, (boxes, words) in enumerate(zip(inked, told, strict=True), 1):
        at = f"page {number} of {len(inked)}"
        assert boxes, f"{at} is blank"
        assert min(box[0] for box in boxes) > 20, at
        assert max(box[2] for box in boxes) < 575, at
        assert max(box[3] for box in boxes) < 800, at
        assert min(box[1] for box in boxes) > pages.FOOT - 2, f"{at}: over the foot"
        assert words.split() != ["End", "of", "paper"] or len(boxes) > 3, f"{at} holds the end alone"
        last = (words.split() or [""])[-1]
        assert number == len(inked) or not re.fullmatch(r"\d+\.|\([a-e]\)|Section|Answer", last), f"{at}: {last} alone"


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6))
def test_any_paper_keeps_to_its_pages(seed: int) -> None:
    for document in ("question-paper", "answer-paper"):
        hold(*pdfs([any_paper(seed)], "typst", document))


@pytest.mark.latex
@pytest.mark.parametrize("document", ["question-paper", "answer-paper"])
def test_any_paper_keeps_to_its_pages_in_latex(document: Document) -> None:
    for pdf in pdfs([any_paper(seed) for seed in range(8)], "latex", document):
        hold(pdf)


# ------------------------------------------------------------------ what stands where


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("space", [True, False])
def test_a_question_longer_than_a_page_begins_where_the_last_one_ended(target: str, space: bool) -> None:
    (pdf,) = pdfs([paper(question(lines(6)), question(f"Long {lines(90)}", space=9), space=space)], target)
    assert "Long" in pages.body(pdf)[0]
    assert min(box[1] for box in pages.ink(pdf)[0]) < 120  # down to the foot


@pytest.mark.parametrize("target", TARGETS)
def test_the_end_stands_alone_on_no_page(target: str) -> None:
    papers = [paper(question(lines(count)), space=False) for count in range(36, 54)]
    papers += [paper(question(lines(12), space=space)) for space in (12, 13, 14, 15, 16)]
    for pdf in pdfs(papers, target):
        hold(pdf)
        assert "End of paper" in pages.body(pdf)[-1]
        assert len(pages.ink(pdf)[-1]) > 2


@pytest.mark.parametrize("target", TARGETS)
def test_a_short_text_stays_whole_and_leads_to_its_answer_space(target: str) -> None:
    for pdf in pdfs(
        [paper(question(lines(count)), question(f"First {lines(9)} last")) for count in range(22, 38, 3)], target
    ):
        found = [page for page in pages.body(pdf) if "First" in page]
        assert len(found) == 1
        assert "last" in found[0]


@pytest.mark.parametrize("target", TARGETS)
def test_a_question_may_begin_with_anything(target: str) -> None:
    starts = [table(3), code(3), matrix(2, 2), "- one\n- two", "1. one\n2. two", "> quoted", table(30), code(45)]
    for pdf in pdfs([paper(question(lines(14)), question(start), question(start, start)) for start in starts], target):
        hold(pdf)


# ------------------------------------------------------------------ lines

LONG = [
    f"See `{'abcdefghij' * 4}` for what it does, and where `{'ABCDEFGHIJKLM' * 3}` is called by the interpreter.",
    "The notes stand at https://www.example.org/department/courses/deep-learning/2027/notes.html and the slides at "
    "https://www.example.org/department/courses/deep-learning/2027/slides.html for all of you.",
    "The word Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft is long, is it not?",
    "We write it as " + r"$\mathbf{W}_1\mathbf{D}_2\mathbf{W}_3\mathbf{D}_4\mathbf{W}_5\mathbf{D}_6\mathbf{W}_7$" * 2
    + " and look at its norm when the number of layers grows.",
    "We have " + r"$\begin{pmatrix}1&2&3&4&5&6&7&8&9&10&11&12&13&14\end{pmatrix}$ and " * 4 + "nothing else.",
]  # fmt: skip


@pytest.mark.parametrize("target", TARGETS)
def test_no_line_is_torn_apart(target: str) -> None:
    texts = [*LONG, *(f"- {each}" for each in LONG), *(f"{each}\n\n$$x$$" for each in LONG)]
    for pdf in pdfs([paper(*map(question, texts), space=False)], target):
        assert pages.gaps(pdf)[0] < 10.5  # an em


@pytest.mark.parametrize("target", TARGETS)
def test_a_heading_of_any_length_keeps_to_its_page(target: str) -> None:
    long = "An Introduction to the Theory and Practice of Convolutional, Recurrent and Attention-Based Networks " * 2
    heading = Heading(long, long, long, long, long, (text.parse(long),), ("Name", long), answer_space=True)
    one = (PlacedQuestion(1, question(*["Say."] * 5)),)
    (pdf,) = pdfs([Paper(heading, "A", "0000-0000-0", (PaperSection(long, text.parse(long), one),))], target)
    hold(pdf)
