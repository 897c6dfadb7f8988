"""Choice of fixed texts, matching, ordering and gaps: written in three to six lines, printed, typed and practised."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from exampaper.exams.loader import load
from exampaper.faults import Faulty
from exampaper.marking import asked_parts, mark
from exampaper.model import Paper
from exampaper.nodes import Listing
from exampaper.papers.assemble import assemble_label
from exampaper.practice.exercise import exercise
from exampaper.questions.bank import Bank
from exampaper.questions.kinds.gaps import read_gap
from exampaper.questions.question import Question, params_from_json, params_to_json
from exampaper.targets import TARGETS
from exampaper.testing import check_documents, check_variant
from exampaper.text import walk
from exampaper.writers import plain
from tests.check.banks import SOUND

IDS = [
    *("items/derivative", "items/matching", "items/ordering", "items/gaps"),
    *("marks/halves", "choices/two", "parts/of_parts"),
]


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Bank.load(SOUND)


def question(text: str, folder: Path) -> Question:
    (folder / "t").mkdir()
    (folder / "t/q.md").write_text(text)
    return Bank.load(folder)["t/q"]


def front(kind: str, more: str = "", marks: str = "3") -> str:
    return f"---\ntitle: T\nkind: {kind}\nmarks: {marks}\n{more}---\nWhich?\n\n"


def typed(question: Question, answers: Mapping[str, str], seed: int = 1) -> str:
    """The marks for some answers, and for right ones beside them, out of all."""
    variant = question.variant(seed)
    parts = asked_parts(question, variant)
    texts = {}
    for field in parts[0].fields:
        texts[field.name] = answers.get(field.name) or next(iter(field.type.spellings(field.key)))
    marked = mark(parts, {"": texts})
    return f"{marked.marks} of {marked.total}"


@pytest.fixture(scope="module")
def paper(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """A paper of them all, with boxes to tick."""
    picks = ", ".join(f'"{id}"' for id in IDS)
    head = 'id = "x"\ntitle = "T"\nanswer_space = true\ntick = "boxes"\n'
    path = tmp_path_factory.mktemp("exam") / "x.toml"
    path.write_text(f'{head}[[sections]]\ntitle = "S"\npicks = [{picks}]\n')
    return assemble_label(load(path), bank, b"secret", "A")


# ------------------------------------------------------------------ in every target


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("target", TARGETS)
def test_every_target_writes_it(bank: Bank, id: str, target: str) -> None:
    for seed in range(12):
        check_variant(target, bank[id].variant(seed))
        check_variant(target, bank[id].variant(seed, boxes=True))


@pytest.mark.parametrize("target", ["typst", pytest.param("latex", marks=pytest.mark.latex)])
def test_every_engine_sets_it(paper: Paper, target: str) -> None:
    check_documents(target, paper)


@pytest.mark.parametrize("id", IDS)
def test_a_right_answer_in_any_spelling_earns_all(bank: Bank, id: str) -> None:
    for seed in range(8):
        variant = bank[id].variant(seed)
        parts = asked_parts(bank[id], variant)
        for spelling in (0, -1):
            texts = {}
            for part in parts:
                spellings = {field.name: list(field.type.spellings(field.key)) for field in part.fields}
                texts[part.label] = {name: known[spelling] for name, known in spellings.items()}
            marked = mark(parts, texts)
            assert marked.marks == variant.marks + variant.bonus


@pytest.mark.parametrize("id", IDS)
def test_parameters_and_pages_come_back(bank: Bank, id: str) -> None:
    for seed in range(8):
        params = bank[id].draw(seed)
        assert params_from_json(type(params), json.dumps(params_to_json(params))) == params
    json.dumps(exercise(bank[id], [1, 2]).contents())


def test_nothing_is_ticked_of_what_is_matched_or_put_into_order(paper: Paper) -> None:
    for placed in paper.questions:
        listings = [node for node in walk(placed.variant.question_blocks) if isinstance(node, Listing)]
        ticked = placed.variant.id in ("items/derivative", "choices/two")
        assert any(listing.boxes for listing in listings) == ticked


# ------------------------------------------------------------------ choice of fixed texts


def test_none_of_these_is_right_where_the_right_option_is_left_out(bank: Bank) -> None:
    made = bank["items/derivative"]
    right = []
    for seed in range(400):
        variant = made.variant(seed)
        shown = plain.WRITER.blocks(variant.question_blocks)
        right.append(variant.answers.choice)
        assert bool(re.search(r"\. 2x$", shown, re.MULTILINE)) == (variant.answers.choice != "D")
        assert "D. None of these" in shown
    assert {letter: 60 < right.count(letter) < 140 for letter in "ABCD"} == dict.fromkeys("ABCD", True)


def test_options_may_stand_as_they_are_written(tmp_path: Path) -> None:
    text = front("choice", "order: written\n") + "## Options\n\n- [ ] one\n- [x] two\n- [ ] three\n"
    made = question(text, tmp_path)
    assert {made.variant(seed).answers.choice for seed in range(9)} == {"B"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (front("choice"), "no ## Options"),
        (front("choice") + "## Options\n\n- [ ] a\n- [ ] b\n", "no option is right"),
        (front("choice", "show: 4\n") + "## Options\n\n- [x] a\n- [ ] b\n", "4 options are shown"),
        (front("choice") + "## Options\n\n- [x] a\n- [ ] a\n", "twice"),
        (front("choice") + "## Options\n\n- a\n", "begins with"),
        (front("matching") + "## Pairs\n\n- a => 1\n", "1 pairs are shown"),
        (front("matching") + "## Pairs\n\n- a\n- b => 2\n", "without =>"),
        (front("matching") + "## Pairs\n\n- a => 1\n- a => 2\n", "twice"),
        (front("ordering") + "## Lines\n\n- a\n", "1 lines are shown"),
        (front("ordering") + "## Lines\n\n- a\n- a\n", "twice"),
        (front("gaps") + "## Text\n\nNo gap.\n", "without a gap"),
        (front("gaps") + "## Text\n\n{{x: size}}\n", "not a type"),
        (front("gaps") + "## Text\n\n{{x: int}}\n", "gap"),
        (front("gaps") + "## Text\n\n{{red: [green, blue]}}\n", "none of these words"),
        (front("gaps") + "## Text\n\n{{}}\n", "empty"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(Faulty, match=told) as caught:
        question(text, tmp_path)
    assert caught.value.faults[0].place.file


# ------------------------------------------------------------------ matching


def test_items_are_never_beside_their_texts_in_order_and_several_share_one(tmp_path: Path) -> None:
    text = front("matching", marks="2") + "## Pairs\n\n- 2 => prime\n- 3 => prime\n- 4 => square\n- => odd and square\n"
    made = question(text, tmp_path)
    for seed in range(30):
        variant = made.variant(seed)
        letters = list(vars(variant.answers).values())
        assert len(variant.params.texts) == 3
        assert len(set(letters)) == 2
    assert typed(made, {}) == "2 of 2"
    wrong = {"A": "B", "B": "A", "C": "A"}[made.variant(1).answers.item_1]
    assert typed(made, {"item_1": wrong}) == "1 of 2"  # 4/3, rounded down


def test_half_marks_for_each_item_where_they_are_shared_so(tmp_path: Path) -> None:
    made = question(front("matching", marks="1") + "## Pairs\n\n- one => 1\n- two => 2\n", tmp_path)
    assert [str(point.marks) for point in made.variant(1).parts[0].marking] == ["½", "½"]
    wrong = {"A": "B", "B": "A"}[made.variant(1).answers.item_1]
    assert typed(made, {"item_1": wrong}) == "½ of 1"


def test_so_many_pairs_are_shown(tmp_path: Path) -> None:
    pairs = "".join(f"- item {n} => text {n}\n" for n in range(9))
    made = question(front("matching", "show: 3\n") + f"## Pairs\n\n{pairs}- => none of them\n", tmp_path)
    params = [made.variant(seed).params for seed in range(9)]
    assert {(len(each.items), len(each.texts)) for each in params} == {(3, 4)}
    assert len({each.items for each in params}) > 4


# ------------------------------------------------------------------ ordering


def test_lines_are_never_shown_in_their_order(bank: Bank) -> None:
    made = bank["items/ordering"]
    assert "ABCD" not in {made.variant(seed).answers.order for seed in range(100)}
    order = made.variant(1).answers.order
    assert typed(made, {"order": " > ".join(order.lower())}) == "2 of 2"
    assert typed(made, {"order": order[::-1]}) == "0 of 2"


# ------------------------------------------------------------------ gaps


@pytest.mark.parametrize(
    ("written", "right", "wrong"),
    [
        ("relu", "ReLU", "tanh"),
        ("colour | color", "color", "red"),
        ("9: int", "9", "8"),
        ("0.25: 2 places", "0.25", "0.3"),
        ("1/3: fraction", "2/6", "1/2"),
        ("5: int cm", "50 mm", "5 m"),
        ("relu: [relu, tanh]", "relu", "tanh"),
    ],
)
def test_a_gap_is_of_its_type(written: str, right: str, wrong: str) -> None:
    gap = read_gap(written)
    assert gap.type.judge(gap.key, gap.type.read(right)).right
    assert not gap.type.judge(gap.key, gap.type.read(wrong)).right


def test_gaps_are_numbered_and_formulas_stay(tmp_path: Path) -> None:
    text = front("gaps", marks="2") + "## Text\n\nIn $x^{{2}}$ the exponent is {{2: int}}, in `{{x}}` {{nothing}} is.\n"
    variant = question(text, tmp_path).variant(1)
    shown = str(plain.WRITER.blocks(variant.question_blocks)).replace("\u00a0", " ")
    assert "In x² the exponent is (1) ____________, in {{x}} (2) ______________ is." in shown
    assert variant.parts[0].key == "(1) $2$, (2) nothing"
    assert "the exponent is 2, in {{x}} nothing is" in plain.WRITER.blocks(variant.parts[0].answer)
