"""Papers: codes, labels, picks, and that editing one thing changes nothing else."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from exampaper.exams.loader import parse
from exampaper.languages import language
from exampaper.papers.assemble import assemble_label
from exampaper.papers.codes import ALPHABET, check_character, paper_code
from exampaper.papers.practice import practice_paper
from exampaper.papers.seeds import paper_key
from exampaper.papers.versions import labels
from exampaper.questions.bank import Bank
from exampaper.questions.marks import scaled_marks
from exampaper.show import question as question_text
from exampaper.writers.plain import WRITER

CODES = st.text(st.sampled_from(ALPHABET), min_size=8, max_size=8)


def test_labels() -> None:
    assert labels(4) == ["A", "B", "C", "D"]
    assert labels(28)[25:] == ["Z", "AA", "AB"]


@given(st.binary(min_size=1), st.text())
def test_a_code_has_no_look_alikes(secret: bytes, label: str) -> None:
    made = paper_code(paper_key("exam", secret, label))
    assert len(made) == 11
    assert set(made) <= {*ALPHABET, "-"}
    assert made[-1] == check_character(made[:4] + made[5:9])
    for alike in ("0ODQ", "1IL", "2Z", "5S", "6G", "8B", "UV"):
        assert len(set(alike) & set(ALPHABET)) <= 1


@given(CODES, st.integers(0, 6))
def test_the_check_character_tells_swapped_neighbours(signs: str, at: int) -> None:
    swapped = signs[:at] + signs[at + 1] + signs[at] + signs[at + 2 :]
    assert (check_character(swapped) == check_character(signs)) == (signs[at] == signs[at + 1])


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(0, 30))
def test_scaled_marks_add_up(points: list[int], more: int) -> None:
    total = len(points) + more
    scaled = scaled_marks(points, total, Path("x"))
    assert sum(scaled) == total
    assert min(scaled) >= 1
    assert scaled_marks(points, sum(points), Path("x")) == points


EXAM = 'id = "x"\ntitle = "T"\n[[sections]]\ntitle = "S"\npicks = [{}]\n'


def variants(bank: Bank, picks: str) -> dict[str, object]:
    paper = assemble_label(parse(EXAM.format(picks), Path("x.toml")), bank, b"k", "A")
    return {question.variant.id: question.variant.params for question in paper.questions}


def test_adding_a_question_changes_no_other(bank: Bank) -> None:
    few = variants(bank, '"rnn/statements"')
    more = variants(bank, '"attention/statements", "rnn/statements"')
    assert few.items() <= more.items()


def test_papers_differ_by_label_and_secret(bank: Bank) -> None:
    exam = parse(EXAM.format('"rnn/statements"'), Path("x.toml"))
    made = [assemble_label(exam, bank, secret, label) for secret in (b"1", b"2") for label in "AB"]
    assert len({paper.code for paper in made}) == 4
    assert len({str(paper.questions[0].variant.params) for paper in made}) == 4


def test_practice_repeats_nothing_while_others_are_left(bank: Bank) -> None:
    pool = list(bank.values())
    paper = practice_paper(pool, 2 * len(pool), 5)
    ids = [question.variant.id for question in paper.questions]
    assert sorted(ids[: len(pool)]) == sorted(bank) == sorted(ids[len(pool) :])
    assert practice_paper(pool, 3, 5) == practice_paper(pool, 3, 5)


RULED = """id = "x"
title = "T"
statements = "all-or-nothing"
[[sections]]
title = "S"
picks = ["rnn/statements", { question = "gan/statements", statements = "negative", marks = 7 }]
[[sections]]
title = "R"
[[sections.picks]]
one_of = ["attention/statements", "attention/patch_complexity"]
count = 2
statements = "partial"
marks = 6
"""


def test_statements_are_marked_as_the_exam_or_the_pick_says(bank: Bank) -> None:
    paper = assemble_label(parse(RULED, Path("x.toml")), bank, b"k", "A")
    rules = {question.variant.id: question.variant.rule for question in paper.questions}
    assert rules == {
        "rnn/statements": "all-or-nothing",
        "gan/statements": "negative",
        "attention/statements": "partial",
        "attention/patch_complexity": "",
    }
    for question in paper.questions:
        if question.variant.rule:
            sentence = language("en").say(f"statements.{question.variant.rule}")
            assert sentence in question_text(question.variant).replace("\n", " ")
            assert sentence in str(WRITER.blocks(question.variant.solution_blocks)).replace("\n", " ")
