"""A variant is marked as its marking scheme says: keys earn all marks, slips what they are worth; no text crashes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from exampaper.answers.declaration import declared
from exampaper.answers.kind import Verdict
from exampaper.answers.words import OpenType, TicksType
from exampaper.marking import AskedPart, Field, KnownSlip, Typed, as_text, asked_parts, mark
from exampaper.nodes import Inline, Table
from exampaper.questions.bank import Bank
from exampaper.questions.marking_rules import RULES
from exampaper.text import walk
from exampaper.writers.plain import WRITER
from tests.conftest import ROOT

x = sympy.Symbol("x")


def plain(cell: tuple[Inline, ...]) -> str:
    return str(WRITER.inlines(cell)).replace("−", "-")


MARKED_BY_PROGRAM = ["convolutions/parameter_count", "rnn/gradient_explosion", "vae/statements"]


def part(declaration: str, key: Any, marks: int = 4, *slips: KnownSlip) -> AskedPart:
    return AskedPart("", marks, (Field("value", declared(declaration).type, key, slips),))


@pytest.mark.parametrize("name", MARKED_BY_PROGRAM)
@pytest.mark.parametrize("seed", range(4))
def test_a_key_earns_all_marks_in_every_spelling(bank: Bank, name: str, seed: int) -> None:
    question = bank[name]
    parts = asked_parts(question, question.variant(seed))
    for asked in parts:
        for field in asked.fields:
            for typed in field.type.spellings(field.key):
                marked = mark(parts, {asked.label: {field.name: typed}})
                assert marked.marks == marked.total == question.marks
                assert marked.parts[0].verdict is Verdict.RIGHT


@pytest.mark.parametrize("seed", range(12))
def test_slips_of_the_marking_scheme_earn_what_it_says(bank: Bank, seed: int) -> None:
    question = bank["convolutions/parameter_count"]
    variant = question.variant(seed)
    (asked,) = asked_parts(question, variant)
    (field,) = asked.fields
    assert len(field.slips) == len(variant.slips)
    for slip in field.slips:
        (marked,) = mark([asked], {"": field.type.show(slip.value)}).parts[0].fields
        assert marked.slip is not None
        assert field.type.same(marked.slip.value, slip.value)
        assert marked.share == min(marked.slip.marks, question.marks)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("marks", [None, 7])
def test_statements_earn_what_the_table_of_their_scheme_says(bank: Bank, rule: str, marks: int | None) -> None:
    question = bank["vae/statements"]
    variant = question.variant(1, rule=rule, marks=marks)
    parts = asked_parts(question, variant)
    key, shown = set(variant.answers.correct), len(variant.params.shown)
    table = RULES[rule].table(variant.marks, len(key), shown - len(key))
    (point,) = variant.parts[0].marking
    if RULES[rule].graded:
        scheme = next(node for node in walk(point.text) if isinstance(node, Table))
        printed = [[int(plain(cell)) for cell in row[1:]] for row in scheme.rows]
        assert printed == [list(row) for row in table]
    for selected in ((), (1,), (1, 2), (2, 3, 4), (1, 3, 4)):
        hits = len(key.intersection(selected))
        typed = " ".join(map(str, selected)) or "none"
        assert mark(parts, {"": typed}).marks == table[hits][len(selected) - hits]


def test_wrong_statements_alone_earn_nothing(bank: Bank) -> None:
    question = bank["vae/statements"]
    variant = question.variant(1)
    parts = asked_parts(question, variant)
    correct = variant.answers.correct
    others = set(range(1, len(variant.params.shown) + 1)) - set(correct)
    assert mark(parts, {"": " ".join(map(str, others))}).marks == 0


def test_what_no_program_can_mark_is_for_a_person(bank: Bank) -> None:
    question = bank["convolutions/why_use"]
    marked = mark(asked_parts(question, question.variant(1)), {"": "Fewer parameters."})
    assert marked.marks is None
    assert marked.parts[0].verdict is Verdict.UNDECIDED


def test_fields_share_the_marks_of_their_part() -> None:
    fields = (Field("mean", declared("2 places").type, 1.5), Field("median", declared("int").type, 3))
    parts = [AskedPart("a", 5, fields), replace(part("int", 7, 2), label="b")]
    marked = mark(parts, {"a": {"mean": "1.50", "median": "4"}, "b": "7"})
    assert [one.marks for one in marked.parts] == [2, 2]
    assert marked.marks == 4
    assert marked.total == 7


def test_slips_are_recognised_and_limited_to_the_share_of_their_field() -> None:
    slip = KnownSlip("forgot the bias", 12, 3)
    (field,) = mark([part("int", 16, 4, slip)], {"": "3*4"}).parts[0].fields
    assert field.slip == slip
    assert field.share == 3
    assert field.judgement.verdict is Verdict.WRONG
    assert mark([part("int", 16, 2, slip)], {"": "12"}).marks == 2


def test_what_cannot_be_read_has_a_message_and_no_marks_yet() -> None:
    marked = mark([part("int", 16)], {"": "1,234"})
    assert marked.marks is None
    assert "may mean" in marked.parts[0].fields[0].judgement.message


def test_no_answer_earns_nothing() -> None:
    assert mark([part("int", 0)], {}).marks == 0


@pytest.mark.parametrize("typed", [{"b": "1"}, {"": {"other": "1"}}])
def test_a_part_or_field_that_is_not_asked_is_an_error(typed: Typed) -> None:
    with pytest.raises(KeyError):
        mark([part("int", 1)], typed)


@pytest.mark.parametrize(
    ("declaration", "typed", "understood"),
    [
        ("int", "17^2", "289"),
        ("3 digits m/s", "44,4 km/h", "222/5 km/h"),
        ("formula in x", "2x + 1", "(2 * x) + 1"),
        ("matrix", "1 2; 3 1/2", "1, 2; 3, 1/2"),
        ("set of int", "{}", "none"),
        ("set", "[0, 1) U {2}", "[0, 1), {2}"),
        ("yes or no", "Y", "yes"),
    ],
)
def test_how_a_text_was_understood(declaration: str, typed: str, understood: str) -> None:
    assert as_text(declared(declaration).type.read(typed)) == understood


FIELDS = [
    part("int", 3), part("fraction", Fraction(1, 3)), part("2 places", 0.25), part("3 digits m", 0.5),
    part("formula in x", x**2), part("matrix", ((1, 2),)), part("list of int", (1, 2)), part("set of int", {1}),
    part("set", sympy.Interval(0, 1)), part("order", x**0 * sympy.Symbol("n")), part("word", "why"),
    part("yes or no", True), part("code", "1"), AskedPart("", 1, (Field("", TicksType(5), (1, 3)),)),
    AskedPart("", 1, (Field("", OpenType(), ""),)),
]  # fmt: skip


@given(st.text(max_size=40) | st.text("0123456789.,;+-*/^()[]{}|x e%!∞U", max_size=16))
@settings(max_examples=200)
def test_any_text_ends_in_a_verdict(typed: str) -> None:
    for asked in FIELDS:
        marked = mark([asked], {"": typed})
        assert marked.marks is None or 0 <= marked.marks <= marked.total
        (field,) = marked.parts[0].fields
        assert field.share is not None or field.judgement.message


@pytest.mark.parametrize("typed", ["9e300*9e300", "9e300^3", "999999999999999999999999999999e300*x", "1e300 m * 1e300"])
def test_numbers_beyond_floats_end_in_a_verdict(typed: str) -> None:
    for asked in FIELDS:
        assert mark([asked], {"": typed}).parts[0].verdict is not Verdict.RIGHT


def test_another_rule_may_take_marks_away(bank: Bank) -> None:
    question = bank["vae/statements"]
    variant = question.variant(1, rule="negative")
    parts = asked_parts(question, variant)
    wrong = set(range(1, len(variant.params.shown) + 1)) - set(variant.answers.correct)
    assert mark(parts, {"": " ".join(map(str, wrong))}).marks == -question.marks
    assert mark(parts, {"": "all"}).marks == 0


def test_an_answer_that_is_free_by_nature_is_taken_by_the_question() -> None:
    question = Bank.load(ROOT / "tests" / "sound_bank")["routes/eigenvector"]
    variant = question.variant(3)
    parts = asked_parts(question, variant)
    first, second = variant.answers.vector
    for typed in (f"({first}, {second})", f"({-3 * first}, {-3 * second})", f"({first}/2, {second}/2)"):
        assert mark(parts, {"": typed}).marks == 2
    for typed in ("(0, 0)", f"({first}, {second + 1})", "(1, 2, 3)", "x", "(1/0, 1)"):
        assert not mark(parts, {"": typed}).marks
    assert mark(parts, {"": "(1, 0)"}).marks == 1
