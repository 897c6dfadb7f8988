"""Cases: forms of a question, each worded in a block of its own; and Python that several questions share."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from exampaper.faults import Faulty
from exampaper.questions.bank import Bank
from exampaper.show import answer, marking, question

Load = Callable[..., Bank]

FORMS = """---
title: A rectangle
marks: 2
draw: {width: 2..9, height: 2..9, wanted: [area, perimeter]}
answers: {size: int}
---
A rectangle is << width >> cm wide and << height >> cm high.

# wanted == "area"

What is its area in square centimetres?

## Answer

$<< width >> \\cdot << height >> = << size >>$.

## Marking

- [2] The area, << size >>.

# wanted == "perimeter"

What is its perimeter in centimetres?

## Answer

$2 \\cdot (<< width >> + << height >>) = << size >>$.

## Marking

- [1] Opposite sides are equal.
- [1] The perimeter, << size >>.
"""
PYTHON = '''"""Area or perimeter."""

from _shapes import perimeter


def solve(width, height, wanted):
    return width * height if wanted == "area" else perimeter(width, height)


def check(width, height, wanted):
    if wanted == "area":
        return sum(width for _ in range(height))
    return width + height + width + height
'''
SHAPES = '''"""What questions on rectangles share."""


def perimeter(width, height):
    return 2 * (width + height)
'''


@pytest.fixture
def forms(one: Load, tmp_path: Path) -> Callable[..., Bank]:
    """A bank of the question above, with some words of it exchanged."""

    def load(before: str = "", after: str = "") -> Bank:
        assert before in FORMS
        (tmp_path / "topic").mkdir(exist_ok=True)
        (tmp_path / "topic" / "_shapes.py").write_text(SHAPES, encoding="utf-8")
        return one(FORMS.replace(before, after, 1) if before else FORMS, PYTHON)

    return load


def test_each_draw_has_the_words_of_its_case(forms: Load) -> None:
    item = forms()["topic/name"]
    seen = set()
    for seed in range(12):
        variant = item.variant(seed)
        seen.add(variant.params.wanted)
        assert f"its {variant.params.wanted} in" in question(variant)
        assert question(variant).startswith("A rectangle is")
        assert str(variant.answers.size) in answer(variant)
        assert marking(variant).count("[") == (1 if variant.params.wanted == "area" else 2)
    assert seen == {"area", "perimeter"}


@pytest.mark.parametrize(
    ("before", "after", "line", "message"),
    [
        ("<< width >> \\cdot", "<< widht >> \\cdot", 15, "'widht' is undefined"),
        ("Opposite sides", "$\\fraq$ sides", 31, "fraq"),
        ('# wanted == "area"', "# wanted = area", 9, "in the text"),
        ('# wanted == "area"', "# otherwise", 9, "not the last"),
        ('# wanted == "perimeter"', "# wanted == 'volume'", 24, "no case"),
        ("## Answer\n\n$2", "## (a)\n\nIt?\n\n### Answer\n\n$2", 33, "heading ## Marking"),
        ("A rectangle is", "## Answer\n\nIt.\n\n", 7, "above the cases"),
    ],
)
def test_what_is_wrong_has_its_line(forms: Load, before: str, after: str, line: int, message: str) -> None:
    def some_draws() -> None:
        item = forms(before, after)["topic/name"]
        for seed in range(12):
            item.variant(seed)

    with pytest.raises(Faulty, match=re.escape(message)) as caught:
        some_draws()
    assert caught.value.faults[0].place.line == line


def test_the_last_case_may_be_for_all_others(forms: Load) -> None:
    item = forms('# wanted == "perimeter"', "# otherwise")["topic/name"]
    assert {"perimeter" in question(item.variant(seed)) for seed in range(12)} == {True, False}


def test_cases_have_the_same_parts(forms: Load) -> None:
    more = "## (a)\n\nSo?\n\n### Answer\n\n$2 \\cdot (<< width >> + << height >>) = << size >>$.\n\n### Marking\n"
    text = FORMS[: FORMS.index("## Answer\n\n$2")] + more + FORMS[FORMS.index("\n- [1] Opposite") :]
    with pytest.raises(Faulty, match="other parts"):
        forms(FORMS, text)


def test_shared_python_belongs_to_the_question(forms: Load, tmp_path: Path) -> None:
    before = forms()["topic/name"].digest
    (tmp_path / "topic" / "_shapes.py").write_text(SHAPES.replace("2 *", "3 *"), encoding="utf-8")
    item = Bank.load(tmp_path)["topic/name"]
    assert item.digest != before
    sizes = {item.variant(seed).answers.size % 3 for seed in range(12) if item.draw(seed).wanted == "perimeter"}
    assert sizes == {0}


def test_two_topics_may_share_python_of_one_name(forms: Load, tmp_path: Path) -> None:
    forms()
    other = tmp_path / "other"
    other.mkdir()
    (other / "_shapes.py").write_text(SHAPES.replace("2 *", "5 *"), encoding="utf-8")
    for suffix, text in ((".md", FORMS), (".py", PYTHON)):
        (other / f"name{suffix}").write_text(text, encoding="utf-8")
    bank = Bank.load(tmp_path)
    for id, factor in (("topic/name", 2), ("other/name", 5)):
        params = next(p for p in map(bank[id].draw, range(20)) if p.wanted == "perimeter")
        assert bank[id].of(params).answers.size == factor * (params.width + params.height)


def test_a_fault_of_shared_python_is_told_where_it_is(one: Load, tmp_path: Path) -> None:
    (tmp_path / "topic").mkdir(exist_ok=True)
    (tmp_path / "topic" / "_shapes.py").write_text("1 / 0\n", encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        one(FORMS, PYTHON)
    assert str(caught.value.faults[0].place).endswith("_shapes.py:1")
