"""The practice page: one file that marks, asks for nothing from outside, and shows no key at a glance."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode
from pathlib import Path

import pytest

from exampaper.faults import Faulty
from exampaper.marks import marks_of
from exampaper.practice.exercise import Exercise, draw_exercises, exercise
from exampaper.practice.packing import unpacked
from exampaper.practice.page import hidden, masked, page, program, save
from exampaper.questions.bank import Bank
from exampaper.questions.marking_rules import RULES
from tests.command import run

KILO = 1000


@pytest.fixture(scope="module")
def exercises(bank: Bank) -> list[Exercise]:
    return draw_exercises(list(bank.values()), len(bank), 20, 1)


def test_variants_come_back_from_what_is_packed(exercises: list[Exercise]) -> None:
    for each in exercises:
        content = unpacked(masked(b64decode(hidden(each)), each.id), len(each.variants))
        assert content == json.loads(json.dumps(each.contents()))


def test_no_key_and_no_answer_stands_in_clear_text(exercises: list[Exercise]) -> None:
    html = page(exercises, "Practice")
    for each in exercises:
        for variant in each.variants:
            for part in variant.parts:
                assert part.answer not in html
                assert all(point.text not in html for point in part.points)
                assert all(slip.name not in html for field in part.fields for slip in field.slips)


def test_nothing_is_asked_for_from_outside(exercises: list[Exercise]) -> None:
    html = page(exercises, "Practice")
    markup = html.partition('<script id="vocabulary"')[0]
    assert "default-src 'none'" in markup
    assert not re.search(r"""(?:src|href)=["'](?!#|data:)""", markup)
    assert "import " not in program().split("export")[0][:200]


def test_the_program_and_a_question_are_small(exercises: list[Exercise]) -> None:
    assert len(program().encode()) <= 60 * KILO
    assert len(program("server").encode()) <= 60 * KILO
    sizes = {each.id: len(gzip.compress(hidden(each).encode())) for each in exercises}
    assert {id for id, size in sizes.items() if size > 15 * KILO} == set()


def test_a_plain_field_knows_its_slips(bank: Bank) -> None:
    (part,) = exercise(bank["convolutions/parameter_count"], [1]).variants[0].parts
    (field,) = part.fields
    assert field.spec["type"] == "number"
    assert field.slips
    assert sum(point.marks for point in part.points) == part.marks


def test_statements_are_ticked_and_open_questions_are_compared_by_the_student(bank: Bank) -> None:
    (listed,) = exercise(bank["vae/statements"], [1]).variants[0].parts
    (field,) = listed.fields
    assert field.spec["type"] == "ticks"
    true = len(field.key)
    whole = RULES["partial"].table(marks_of(listed.marks), true, field.spec["count"] - true)
    assert [[int(listed.marks * share + 1e-9) for share in row] for row in field.partial] == list(map(list, whole))
    (opened,) = exercise(bank["convolutions/why_use"], [1]).variants[0].parts
    assert opened.fields == ()


def test_a_page_replaces_a_page_and_no_other_file(exercises: list[Exercise], tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    save(exercises[:1], "One", path)
    save(exercises[:2], "Two", path)
    assert "<title>Two</title>" in path.read_text()
    path.write_text("<html>mine</html>")
    with pytest.raises(Faulty, match="is not a practice page"):
        save(exercises[:1], "One", path)


def test_the_command_writes_the_same_page_for_a_seed(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        done = run("practice", "rnn", "-n", "2", "--html", name, "--variants", "3", "--seed", "5", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert "again: exampaper practice rnn -n 2" in done.stdout
