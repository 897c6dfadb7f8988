"""Loading: what is good loads, and what is wrong is told with place and remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exampaper.exams.loader import parse
from exampaper.exams.validation import validate
from exampaper.faults import Faulty
from exampaper.questions.bank import Bank
from exampaper.writers import plain

HEAD = "---\ntitle: T\nkind: computed\nmarks: 2\nminutes: 1\ndifficulty: 1\n{more}---\n"
BODY = "What is $<< n >> + 1$?\n\n## Answer\n\nIt is << total >>.\n\n## Marking\n\n- [2] << total >>\n"
PYTHON = """
from dataclasses import dataclass
@dataclass(frozen=True)
class Params:
    n: int
@dataclass(frozen=True)
class Answers:
    total: int
def draw(rng): return Params(rng.integer(1, 9))
def solve(params): return Answers(params.n + 1)
def check(params, answers): assert answers.total - 1 == params.n
"""
Load = Callable[..., Bank]


def head(more: str = "") -> str:
    return HEAD.format(more=more)


def test_a_good_question(one: Load) -> None:
    variant = one(head("key: << total >>\n") + BODY, PYTHON)["topic/name"].variant(seed=3)
    assert variant.answers.total == variant.params.n + 1
    assert variant.parts[0].key == str(variant.answers.total)
    assert variant.marks == 2


def test_a_pin_shows_its_values(one: Load) -> None:
    bank = one(head("pins:\n  five: {n: 5}\n") + BODY, PYTHON)
    assert bank["topic/name"].variant(pin="five").answers.total == 6


LIST = "show: [1, 1]\ntrue: [1, 1]\n---\nWhich?\n\n## Statements\n\n"
STATEMENTS = f"---\ntitle: T\nkind: statements\nmarks: 5\nminutes: 1\ndifficulty: 1\n{LIST}"

DEEP = "\n".join("  " * level + "- x" for level in range(5))

FAULTS = {
    "unknown key": (head("titel: x\n") + BODY, PYTHON, 7, "unknown key 'titel'", "did you mean 'title'?"),
    "key twice": (head("title: x\n") + BODY, PYTHON, 7, "title appears twice", ""),
    "broken yaml": (head("key: [\n") + BODY, PYTHON, 7, "front matter", ""),
    "missing key": (head().replace("title: T\n", "") + BODY, PYTHON, 1, "title is missing", "add a line"),
    "no front matter": (BODY, PYTHON, 1, "no front matter", "three dashes"),
    "front matter open": ("---\ntitle: x\n", PYTHON, 1, "does not end", "close it"),
    "jinja": (head() + BODY.replace("<< n >>", "<% if %>"), PYTHON, 8, "in the text", ""),
    "undefined": (head() + BODY.replace("<< n >>", "<< m >>"), PYTHON, 8, "'m' is undefined", "exampaper show"),
    "maths": (head() + BODY.replace("+ 1$", r"+ \frac{1$"), PYTHON, 8, "in the formula", ""),
    "unknown command": (head() + BODY.replace("+ 1$", r"+ \fraq{1}{2}$"), PYTHON, 8, "fraq", ""),
    "html": (head() + "<b>x</b>\n" + BODY, PYTHON, 8, "raw HTML", ""),
    "marks": (head() + BODY.replace("[2]", "[1]"), PYTHON, 15, "add up to 1, not to 2", ""),
    "point without marks": (head() + BODY.replace("[2] ", ""), PYTHON, 15, "without its marks", "- [2]"),
    "heading": (head() + BODY + "\n## Hints\n", PYTHON, 18, "Hints is not allowed here", "## Answer"),
    "no answer": (head() + BODY.replace("## Answer", ""), PYTHON, None, "has no Answer", "add a heading"),
    "figure": (head() + "![x](figure:no)\n\n" + BODY, PYTHON, 8, "no figure", ""),
    "pin field": (head("pins:\n  a: {m: 1}\n") + BODY, PYTHON, 8, "no parameter 'm'", "n"),
    "pin type": (head("pins:\n  a: {n: x}\n") + BODY, PYTHON, 8, "pin a: n", ""),
    "python syntax": (head() + BODY, "def (", 1, "SyntaxError", ""),
    "python names": (head() + BODY, "x = 1", None, "nothing says what is drawn", "class Params"),
    "name of Jinja's": (
        head() + BODY,
        PYTHON.replace("total: int", "total: int\n    none: int"),
        7,
        "Answers.none cannot be printed",
        "another name",
    ),
    "solver raises": (
        head() + BODY,
        PYTHON.replace("params.n + 1", "1 // 0"),
        10,
        "solve raised ZeroDivisionError",
        "",
    ),
    "draw rejects": (head() + BODY, PYTHON.replace("rng.integer(1, 9)", "rng.reject('odd')"), None, "1000 times", ""),
    "bare float": (
        head() + BODY,
        PYTHON.replace("params.n + 1", "params.n + 0.5").replace("total: int", "total: float"),
        12,
        "a bare float",
        "",
    ),
    "no python": (head() + BODY, "", None, "no Python file", ""),
    "no reason": (STATEMENTS + "- [x] {a} A.\n", "", 14, "statement 'a' has no reason", "quote"),
    "no id": (STATEMENTS + "- [x] A.\n  > b\n", "", 14, "without an id", "short-name"),
    "statement maths": (STATEMENTS + "- [x] {a} $\\fraq$.\n  > b\n", "", 14, "in the formula", "one paragraph"),
    "reason of two blocks": (STATEMENTS + "- [x] {a} A.\n  > $$x$$\n", "", 14, "one line", ""),
    "pin of no statement": (
        STATEMENTS.replace("---\nWhich", "pins:\n  p: {shown: [b]}\n---\nWhich") + "- [x] {a} A.\n  > b\n",
        "",
        10,
        "no statement 'b'",
        "",
    ),
    "pin of a group": (
        STATEMENTS.replace("---\nWhich", "pins:\n  p: {shown: [a/1, a/2]}\n---\nWhich")
        + "- [x] {a/1} A.\n  > b\n- [ ] {a/2} B.\n  > b\n",
        "",
        10,
        "two statements of the group 'a'",
        "",
    ),
    "value in a statement": (STATEMENTS + "- [x] {a} A << n >>.\n  > b\n", "", 14, "<< in a list", "as it shall print"),
    "too many true": (
        STATEMENTS.replace("[1, 1]", "[2, 2]") + "- [x] {a} A.\n  > b\n- [ ] {b} B.\n  > c\n",
        "",
        8,
        "2 true statements are asked for, of 1",
        "add statements",
    ),
    "no range": (
        STATEMENTS.replace("true: [1, 1]", "true: [2, 1]") + "- [x] {a} A.\n  > b\n",
        "",
        8,
        "nothing",
        "[1, 2]",
    ),
    "show of another kind": (head("show: [1, 2]\n") + BODY, PYTHON, 7, "show says nothing", "statements"),
    "negative marks": (head().replace("marks: 2", "marks: -2") + BODY, PYTHON, 4, "marks: ", ""),
    "no question": (head() + BODY[BODY.index("## Answer") :], PYTHON, 8, "asks nothing", "write"),
    "empty answer": (head() + BODY.replace("It is << total >>.", ""), PYTHON, None, "has no Answer", "add a heading"),
    "key maths": (head('key: "$\\\\foo$"\n') + BODY, PYTHON, 7, "key: in the formula", "see it with"),
    "deep lists": (head() + BODY.replace("## Answer", f"{DEEP}\n\n## Answer"), PYTHON, None, "more than 4 deep", ""),
    "not frozen": (
        head() + BODY,
        PYTHON.replace("(frozen=True)", "", 1),
        4,
        "Params is not a frozen dataclass",
        "frozen=True",
    ),
    "exit": (
        head() + BODY,
        PYTHON.replace("return Answers(params.n + 1)", "exit(0)"),
        10,
        "solve raised SystemExit",
        "",
    ),
    "exit at once": (head() + BODY, PYTHON + "raise SystemExit\n", 12, "SystemExit", ""),
    "solve without answers": (
        head() + BODY,
        PYTHON.replace("return Answers", "Answers"),
        None,
        "solve gives nothing",
        "show",
    ),
    "slips of what": (
        head() + BODY,
        PYTHON + "def slips(params, answers): return [1]\n",
        None,
        "where Slip belongs",
        "",
    ),
    "id twice": (STATEMENTS + "- [x] {a} A.\n  > b\n- [ ] {a} B.\n  > c\n", "", 16, "appears twice", "line 14"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_place(name: str, one: Load, tmp_path: Path) -> None:
    markdown, python, line, message, remedy = FAULTS[name]
    with pytest.raises(Faulty) as caught:
        one(markdown, python)["topic/name"].variant(seed=1)
    found, *_ = caught.value.faults
    assert message in found.message
    assert remedy in str(found)
    assert found.place.file is not None
    assert found.place.file.stem == "name"
    if line is not None:
        assert found.place.line == line


def test_all_faults_of_the_texts_are_told_in_one_run(one: Load) -> None:
    text = "<< a >>\n\n## Answer\n\n<< b >>\n\n## Marking\n\n- [2] << c >>\n"
    with pytest.raises(Faulty) as caught:
        one(head("key: << d >>\n") + text, PYTHON)["topic/name"].variant(seed=1)
    assert [fault.message for fault in caught.value.faults] == [f"'{name}' is undefined" for name in "abcd"]


def test_a_byte_order_mark_is_no_text(one: Load) -> None:
    assert one("\ufeff" + head() + BODY, PYTHON)["topic/name"].variant(seed=1).marks == 2


def test_all_faults_of_a_bank_are_told_in_one_run(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "a.md").write_text("no front")
    (tmp_path / "t" / "b.md").write_text(head("titel: x\ntypo: y\n") + BODY)
    with pytest.raises(Faulty) as caught:
        Bank.load(tmp_path)
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize(
    "name",
    [
        *("README.md", "readme.md", "Readme.de.md", ".hidden.md", "._b.md", "_draft.md", "~$b.md", "#b.md", "a.md~"),
        *("../.git/b.md", "../_drafts/b.md", "../.ipynb_checkpoints/b.md"),
    ],
)
def test_what_is_no_question_is_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "a.md").write_text(head() + BODY)
    (tmp_path / "t" / "a.py").write_text(PYTHON)
    before = Bank.load(tmp_path)["t/a"].digest
    (tmp_path / "t" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "t" / name).write_text("# These are the questions of the first term")
    bank = Bank.load(tmp_path)
    assert (list(bank), bank.broken, bank["t/a"].digest) == (["t/a"], {}, before)


def test_a_lock_of_an_editor_that_leads_nowhere_is_no_question(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "a.md").write_text(head() + BODY)
    (tmp_path / "t" / "a.py").write_text(PYTHON)
    (tmp_path / "t" / ".#a.md").symlink_to("somebody@somewhere.1234")
    (tmp_path / "t" / "b.md").symlink_to("nowhere")
    assert list(Bank.load(tmp_path)) == ["t/a"]


@pytest.mark.parametrize(
    "content", ["", "---\ntitle: half", "---\n- a\n---\n", head("kind: x\n") + BODY, head() + BODY]
)
def test_a_broken_file_stops_nobody_who_does_not_use_it(tmp_path: Path, content: str) -> None:
    exam = 'id = "e"\ntitle = "T"\n[[sections]]\ntitle = "S"\npicks = [{}]\n'
    for topic in ("t", "u"):
        (tmp_path / topic).mkdir()
        (tmp_path / topic / "a.md").write_text(head() + BODY)
        (tmp_path / topic / "a.py").write_text(PYTHON)
    (tmp_path / "t" / "b.md").write_text(content)  # without its Python, in the last case
    bank = Bank.load(tmp_path)
    assert (list(bank), list(bank.broken)) == (["t/a", "u/a"], ["t/b"])
    for picks in ('"t/a"', '{ topic = "u" }', '{ one_of = ["t/a", "u/a"] }'):
        validate(parse(exam.format(picks), Path("e.toml")), bank)
    for picks in ('"t/b"', '"u/a", { topic = "t" }', '{ one_of = ["t/a", "t/b"] }'):
        with pytest.raises(Faulty) as caught:
            validate(parse(exam.format(picks), Path("e.toml")), bank)
        assert caught.value.faults[0].place.file == tmp_path / "t" / "b.md"
    with pytest.raises(Faulty) as caught:
        bank.find("t/b")
    assert caught.value.faults == bank.broken["t/b"]


def test_a_copy_with_spaces_in_its_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    for name in ("a", "a (copy)"):
        (tmp_path / "t" / f"{name}.md").write_text(head() + BODY)
        (tmp_path / "t" / f"{name}.py").write_text(PYTHON)
    assert "no spaces" in Bank.load(tmp_path).broken["t/a (copy)"][0].message


def test_a_broken_question_is_not_taken_from_a_bank_that_it_goes_before(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder / "t").mkdir(parents=True)
        for name in "ab":
            (tmp_path / folder / "t" / f"{name}.md").write_text(head() + BODY)
            (tmp_path / folder / "t" / f"{name}.py").write_text(PYTHON)
    (tmp_path / "one" / "t" / "a.md").write_text("half")
    assert not Bank.load(tmp_path / "one", tmp_path / "two").broken
    assert list(Bank.load(tmp_path / "two", tmp_path / "one").broken) == ["t/a"]


def test_a_float_prints_as_declared(one: Load) -> None:
    python = PYTHON.replace("total: int", "total: Annotated[float, Places(2)]").replace("params.n + 1", "params.n / 3")
    python = "from typing import Annotated\nfrom exampaper.model import Places\n" + python
    markdown = head("pins:\n  two: {n: 2}\nkey: << total >>\n") + BODY
    variant = one(markdown, python)["topic/name"].variant(pin="two")
    assert variant.parts[0].key == "0.67"
    assert variant.printed == {"total": "0.67"}
    assert variant.answers.total == 2 / 3


CHOICE = """What is $<< n >> + 1$?

<% for option in choices %>
- **<< option.letter >>** << option.text >>
<% endfor %>

## Answer

<< choice >>: << total >>

## Marking

- [2] << choice >>
"""
SLIPS = """
from exampaper.model import Slip
def slips(params, answers):
    values = (params.n, params.n + 2, 2 * params.n, params.n + 1, params.n)
    return [Slip(f"slip {i}", value, "total") for i, value in enumerate(values)]
"""


def test_slips_are_the_distractors_of_a_choice(one: Load) -> None:
    bank = one(head("choices: {of: total, count: 4}\nkey: << choice >>\npins:\n  p: {n: 5}\n") + CHOICE, PYTHON + SLIPS)
    variant = bank["topic/name"].variant(pin="p")
    listing = variant.parts[0].text[1]
    shown = plain.WRITER.blocks((listing,)).split("\n")
    assert sorted(option.split()[1] for option in shown) == ["10", "5", "6", "7"]
    assert f"{variant.parts[0].key}. 6" in shown
    assert len({bank["topic/name"].of(type(variant.params)(n)).parts[0].key for n in range(3, 40)}) == 4


def test_too_few_distractors_are_a_fault(one: Load) -> None:
    bank = one(head("choices: {of: total, count: 4}\npins:\n  p: {n: 2}\n") + CHOICE, PYTHON + SLIPS)
    with pytest.raises(Faulty, match="2 slips differ"):
        bank["topic/name"].variant(pin="p")
    with pytest.raises(Faulty, match="no answer 'totl'"):
        one(head("choices: {of: totl}\n") + CHOICE, PYTHON + SLIPS)["topic/name"].variant(1)
