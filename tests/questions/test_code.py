"""Code is printed as it was written; a value is filled in where it stands as one; what may be either is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from exampaper import text
from exampaper.faults import Faulty
from exampaper.maths.filled import settled
from exampaper.nodes import Code, CodeBlock
from exampaper.questions.bank import Bank
from exampaper.questions.code import fences, shielded
from exampaper.questions.templating import compiled
from tests import pages

TARGETS = ["typst", pytest.param("latex", marks=pytest.mark.latex)]
VALUES = {"n": 3, "start": 1, "end": 9, "step": "y = y + [x]", "kind": "int", "xs": (1, 2), "up": True}


def filled(written: str) -> str:
    return settled(compiled(shielded(written).text, "x.md", 1).render(**VALUES), text.formulas)


def doubtful(written: str) -> list[str]:
    return [doubt.words for doubt in shielded(written).doubts if doubt.is_doubtful(VALUES)]


AS_WRITTEN = [
    "(1 << n >> 1) + 1", "cout << n << endl;", "cin >> n; cout << end;", "cat << EOF >> file", "cat <<EOF >> n",
    "x<<n>>1", "x <<= n >> 1", "a << (n >> 1)", "a[0] << n >> end", "kernel<<<n, 256>>>(d)", "<<interface>> Shape",
    "A = <<1, 2, 3>>", "vector<pair<int, int>> v; v << n;", "<%= n %>", "<% if (n) { %>", '<%@ page %>', "<# n #>",
    'printf("<%d>", n);', "{{ n }} {% if n %}", ">>> n << 1", "n >> 2 << 1", '"<<" + n + ">>"', "print(n << 1, n >> 1)",
]  # fmt: skip
FILLED = {
    "for i in range(<< start >>, << end >>):\n    << step >>": "for i in range(1, 9):\n    y = y + [x]",
    "while x < << end >>:": "while x < 9:",
    "return << n >>;": "return 3;",
    "x -= << n >> - 1": "x -= 3 - 1",
    "a << << n >>": "a << 3",
    "file_<< n >>.txt, << n >>px, v<< n >>_x": "file_3.txt, 3px, v3_x",
    "LIMIT << n >>": "LIMIT 3",
    '<< "static " ~ kind >> x = 1;': "static int x = 1;",
    "<% for x in xs %>\nprint(<< x >> << 1)\n<% endfor %>\ndone": "print(1 << 1)\nprint(2 << 1)\ndone",
    "for i in x:\n    <% if up %>a<% else %>b<% endif %>\n    c": "for i in x:\n    a\n    c",
    "<% raw %>x << n >> 1<% endraw %>\ny": "x << n >> 1\ny",
}
EITHER = [
    "x << n >> 1",
    "static << kind >> x = 1",
    "<<n>> + 1",
    "cat << end >> file",
    "<< 2 n >>",
    "<% if up %>\nx",
    "1<< n >> 1",
]


@pytest.mark.parametrize("fence", ["```", "~~~", "`````c", "~~~~ cpp"])
@pytest.mark.parametrize("code", AS_WRITTEN)
def test_code_is_printed_as_written(code: str, fence: str) -> None:
    end = fence.rstrip(" cp")
    for written in (f"{fence}\n{code}\n{end}\n<< n >>", f"- ok\n\n  {fence}\n  {code}\n  {end}\n<< n >>"):
        assert filled(written) == written.removesuffix("<< n >>") + "3"
        assert doubtful(written) == []


@pytest.mark.parametrize("code", [code for code in AS_WRITTEN if "`" not in code])
def test_code_in_the_line_is_printed_as_written(code: str) -> None:
    assert filled(f"Of `{code}` and ``{code}``, << n >>") == f"Of `{code}` and ``{code}``, 3"


@pytest.mark.parametrize("code", FILLED)
def test_values_are_filled_into_code(code: str) -> None:
    assert filled(f"```\n{code}\n```\n") == f"```\n{FILLED[code]}\n```"
    assert doubtful(f"```\n{code}\n```\n") == []
    if "\n" not in code:
        assert filled(f"is `{code}` it") == f"is `{FILLED[code]}` it"


@pytest.mark.parametrize("code", EITHER)
def test_what_may_be_either_is_told(code: str) -> None:
    assert len(doubtful(f"```\n{code}\n```\n")) == 1
    assert doubtful(f"Not code: {code}") == []


SIGNS = re.findall(r"\S+", r"""<< >> <% %> <# #> 1 m ( ) ; < > "s" = - % { \ $ #""")
TOKENS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=12)


@given(st.lists(TOKENS, min_size=1, max_size=5), st.sampled_from(["```", "~~~"]), st.sampled_from([" ", ""]))
def test_whatever_names_no_value_is_the_author_s(lines: list[list[str]], fence: str, gap: str) -> None:
    code = "\n".join("x " + gap.join(line) for line in lines)
    with suppress(UndefinedError):  # a name in a place of its own, as a value would be, is told
        (block,) = text.parse(filled(f"{fence}\n{code}\n{fence}\n"))
        assert block == CodeBlock(code)


@given(
    st.lists(
        st.sampled_from(["x", "", "\ty = 1", "\t\tz # << n", "\tif a:\tb", "  \tc", "```", "# d", "`e`"]), min_size=1
    )
)
def test_lines_and_their_indent_are_kept(lines: list[str]) -> None:
    code = "\n".join(["begin", *lines, "end"])
    (block,) = text.parse(filled(f"~~~\n{code}\n~~~\n"))
    assert block == CodeBlock(code.expandtabs(4))


@pytest.mark.parametrize("target", TARGETS)
def test_code_on_the_page(target: str) -> None:
    code = "\n".join(["if one:", "\ttwo = 1", "\t\tthree", "four", *AS_WRITTEN])
    pdf = pages.of_blocks(text.parse(filled(f"```\n{code}\n```\n\nIn a line `five  six` it is.")), target)
    shown = "".join(pages.text(pdf).split())
    for line in [*AS_WRITTEN, "five  six"]:
        assert "".join(line.split()) in shown
    one, two, three, four = (pages.lefts(pdf, word)[-1] for word in ("if one", "two", "three", "four"))
    assert one == pytest.approx(four, abs=2)
    assert two - one == pytest.approx(three - two, abs=2)
    assert two - one > 12
    (five,), (six,) = pages.lefts(pdf, "five"), pages.lefts(pdf, "six")
    assert six - five == pytest.approx((two - one) * 6 / 4, rel=0.35)


# ------------------------------------------------------------------ in a question

OPEN = "---\ntitle: T\nkind: open\nmarks: 1\nminutes: 1\ndifficulty: 1\n---\n"
REST = "\n\n## Answer\n\nYes.\n\n## Marking\n\n- [1] It is.\n"


@pytest.mark.parametrize("fence", ["```", "~~~", "````", "- ```", "> ~~~"])
def test_a_comment_in_a_fence_is_no_heading(one: Callable[..., Bank], fence: str) -> None:
    before = "> " if fence[0] == ">" else "  " if fence[0] == "-" else ""
    code = f"{fence}\n{before}# a comment\n{before}## (a)\n{before}{fence.lstrip('-> ')}"
    variant = one(OPEN + f"What is this?\n\n{code}" + REST)["topic/name"].variant(1)
    assert CodeBlock("# a comment\n## (a)") in text.walk(variant.question_blocks) or before


def test_a_fence_holds_shorter_ones(one: Callable[..., Bank]) -> None:
    variant = one(OPEN + "What?\n\n````\n```\n# x\n```\n````" + REST)["topic/name"].variant(1)
    assert variant.question_blocks[-1] == CodeBlock("```\n# x\n```")


def test_a_fence_that_does_not_end_is_told(one: Callable[..., Bank]) -> None:
    with pytest.raises(Faulty, match="does not end") as told:
        one(OPEN + "What?\n\n```\nx = 1\n~~~" + REST)
    assert told.value.faults[0].place.line == 10


def test_fences_are_found() -> None:
    found = "a\n```\n~~~\n```\n- ~~~~\n  ~~~\n  ~~~~\n```x``` is code\n~~~\nopen"
    assert [*fences(found)] == [(1, 4, True), (4, 7, True), (8, 10, False)]


PYTHON = """
from dataclasses import dataclass


@dataclass(frozen=True)
class Params:
    n: int


@dataclass(frozen=True)
class Answers:
    total: int


def draw(rng):
    return Params(rng.integer(2, 9))


def solve(params):
    return Answers(params.n + 1)


def check(params, answers):
    pass
"""


def test_either_is_told_with_its_line(one: Callable[..., Bank]) -> None:
    written = OPEN.replace("open", "computed") + "What?\n\n```c\nint y = 1;\nint z = x << n >> 1;\n```" + REST
    with pytest.raises(Faulty, match=r"may be a value .*or code") as told:
        one(written, PYTHON)["topic/name"].variant(1)
    (fault,) = told.value.faults
    assert fault.place.line == 12
    assert "<% raw %>" in fault.remedy


def test_a_shift_that_can_be_nothing_else_is_printed(one: Callable[..., Bank]) -> None:
    written = OPEN.replace("open", "computed") + "Let `n = << n >>`.\n\n```c\n(1 << n >> 1) + 1\n```" + REST
    variant = one(written, PYTHON)["topic/name"].variant(1)
    assert CodeBlock("(1 << n >> 1) + 1", "c") in variant.question_blocks
    assert Code(f"n = {variant.params.n}") in text.walk(variant.question_blocks)


def test_statements_may_have_code_with_marks(one: Callable[..., Bank]) -> None:
    front = OPEN.replace("open", "statements") + "show: [1, 1]\ntrue: [1, 1]\n"
    front = front.replace("---\nshow", "show") + "---\nWhich?\n\n## Statements\n\n"
    claim = "- [x] {shift} `1 << 2` is 4.\n  > `1 << 2 >> 1` is 2, `<%= x %>` is none.\n- [ ] {no} No.\n  > No.\n"
    assert one(front + claim)["topic/name"].variant(1)
    with pytest.raises(Faulty, match="nothing is filled in here"):
        one(front + claim.replace("`1 << 2` is", "`<< n >>` is"))


def test_a_line_that_ends_in_a_block_is_not_glued_to_the_next_word() -> None:
    assert filled("It <% if up %>rises<% else %>falls<% endif %>\nwhen") == "It rises\nwhen"
    assert filled("<% if up %>\nIt rises\n<% endif %>\nwhen") == "It rises\nwhen"
    assert filled("| a |<% for x in xs %> << x >> |<% endfor %>\n|---|") == "| a | 1 | 2 |\n|---|"


LINES = {
    "a km<% if up %> up<% endif %>\n<< n >> Euros": "a km up\n3 Euros",
    "a km<% if not up %> down<% endif %>\n<% if up %>and<% endif %> back": "a km\nand back",
    "a km<# per person #>\nand": "a km\nand",
    "a km<# per\nperson #>\nand": "a km\nand",
    "- a<% if up %> x<% endif %>\n- b": "- a x\n- b",
    "a km<% if not up %>\nby train\n<% endif %>\nand": "a km\nand",
    "a km<% if up %>\nby train\n<% endif %>\nand": "a km\nby train\nand",
    "a km<% if up %> by train<% else %>\nby bus\n<% endif %>\nand": "a km by train\nand",
    "a km<% for x in xs %>\n<< x >>\n<% endfor %>\nand": "a km\n1\n2\nand",
    "a km\n<% if not up %>by train<% endif %>\nand": "a km\nand",
    "`code`<% if up %> here<% endif %>\nand": "`code` here\nand",
    "a km<% if up %>\n`code`\n<% endif %>\nand": "a km\n`code`\nand",
    "a km<% if not up %>, by train<% else %>\n<% endif %>.": "a km.",
    "a km<% if up %> up<% endif -%>\nlong": "a km uplong",
}


@pytest.mark.parametrize("written", LINES)
def test_two_words_never_become_one(written: str) -> None:
    assert filled(written) == LINES[written]


@given(st.lists(st.tuples(st.sampled_from(["up", "not up"]), st.booleans(), st.booleans(), st.booleans()), max_size=4))
def test_a_choice_between_lines_glues_no_words(choices: list[tuple[str, bool, bool, bool]]) -> None:
    written, words = "first", ["first"]
    for number, (condition, opens_line, breaks, closes_line) in enumerate(choices):
        opening = "\n" * opens_line + f"<% if {condition} %>" + ("\n" if breaks or opens_line else " ")
        written += f"{opening}inner{number}" + "\n" * closes_line + f"<% endif %>\nword{number}"
        words += [f"inner{number}"] * (condition == "up") + [f"word{number}"]
    assert filled(written).split() == words
