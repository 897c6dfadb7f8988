"""What reads like markup and is none is told; what means what it says is printed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exampaper import text
from exampaper.faults import Faulty
from exampaper.nodes import Text
from exampaper.questions.bank import Bank
from tests import pages

TARGETS = ["typst", pytest.param("latex", marks=pytest.mark.latex)]

TOLD = {
    "The value is $x + 1 and more.": "a \\$ that neither begins nor ends a formula",
    "It costs $15.": "a \\$ that neither begins nor ends a formula",
    "Apples cost $15 and pears $40.": "signs of money",
    "US$15 and US$40": "signs of money",
    "15$ and 40$ each": "signs of money",
    "$5-$10": "signs of money",
    "$a per kilo or $b": "signs of money",
    "$x be real, and let y be$": "in a formula",
    r"Solve \( x^2 = 1 \) now": "brackets of a formula",
    r"Solve \[ x^2 = 1 \] now": "brackets of a formula",
    r"A half is \frac{1}{2}.": "a LaTeX command",
    r"\begin{pmatrix}1 & 2\end{pmatrix}": "a LaTeX command",
    r"The angle \alpha": "a LaTeX command",
    r"\textbf{bold} text": "a LaTeX command",
    "The square x^{2}": "outside of a formula",
    "a **b c": r"a \*\* that",
    "2 ** 3": r"a \*\* that",
    "2*3*4": "asterisks",
    "2*x*(y+1)": "asterisks",
    "a*b + c*d": "asterisks",
    "2**3**4": "asterisks",
    "width*height*depth": "asterisks",
    "$a$*$b$*$c$": "asterisks",
    "- [ ] a task": "a box to tick",
    "1. [x] a task": "a box to tick",
    "Tick: - [ ] yes": "a box to tick",
    "x^2^ and m^-1^": "a superscript",
    "H~2~O": "a subscript",
    "~~gone~~": "struck out",
    "``quoted'' words": "quotation marks",
    "a ` b": "a ` that",
    "call __init__ here": "underscores",
    r"10\,km": "a space of LaTeX",
    "| a | b |\n| c | d |": "without a line of dashes",
    "```\nx = 1": "does not end",
    "- a\n  ```\n  x\n```\n": "does not end",
}
MEANT = {
    r"It costs \$15, not \$40.": "It costs $15, not $40.",
    "`$15`, `2*3*4`, `\\alpha` and `__init__`": "$15, 2*3*4, \\alpha and __init__",
    "*emphasis*, **strong**, _emphasis_ and __strong__": "emphasis, strong, emphasis and strong",
    "a_b, a_b_c and 5 * 3 * 2": "a_b, a_b_c and 5 * 3 * 2",
    r"a 3$\times$3 kernel at 5$^\circ$C": None,
    "*n*th and *p*-value, p < 0.05* and a note*": "nth and p-value, p < 0.05* and a note*",
    r"C:\Users\bob is a path, \n a line's end": None,
    "$ax + by = c$, $v = u + at$ and $f(x) = 1$": None,
    r"$\text{if } x \text{ and } y$": None,
    "x^2 in words, up ~ 5 and ~10%": "x^2 in words, up ~ 5 and ~10%",
    "[Hint]: use it": "[Hint]: use it",
    "array[x], [ ] and [x] in words": "array[x], [ ] and [x] in words",
    "|x| + |y| is a norm": "|x| + |y| is a norm",
    r"\*not\* and a\[0\] and \(1\)": "*not* and a[0] and (1)",
    "it's \"so\", 6\" wide": "it’s “so”, 6\" wide",
}  # fmt: skip


@pytest.mark.parametrize("written", TOLD)
def test_what_reads_like_markup_and_is_none_is_told(written: str) -> None:
    with pytest.raises(text.TextError, match=TOLD[written]) as told:
        text.parse(f"First.\n\n{written}")
    assert told.value.remedy
    assert told.value.line == 2 + written[: written.find(told.value.words)].count("\n")


@pytest.mark.parametrize("written", MEANT)
def test_what_means_what_it_says_is_not_accused(written: str) -> None:
    (paragraph,) = text.parse(written)
    said = "".join(getattr(node, "text", "") for node in text.walk([paragraph]))
    assert said == MEANT[written] or MEANT[written] is None


WORDS = st.sampled_from(
    [r"\$15", r"\$", "`$x`", "`**`", "*so*", "**so**", "a_b", "5 * 3", "$x$", "$a_1$,", "(*b*)", r"\*", "½", "100%",
     "#1", "x < y", "R&D", "AT&T's", '"c"', "e^x", "[1]", r"\\", "~3", "a/b", "-1", "`a|b`"]
)  # fmt: skip
LINES = st.lists(WORDS, min_size=1, max_size=9).map(lambda words: " ".join(["So", *words]))
SAID = {"a_b": "a_b", "`$x`": "$x", "`**`": "**", "`a|b`": "a|b", "e^x": "e^x", "x < y": "x<y"}


@pytest.mark.parametrize("target", TARGETS)
@settings(deadline=None, max_examples=4)
@given(lines=st.lists(LINES, min_size=8, max_size=20))
def test_words_side_by_side_are_printed(target: str, lines: list[str]) -> None:
    shown = "".join(pages.text(pages.of_blocks(text.parse("\n\n".join(lines)), target)).split())
    for sign, said in SAID.items():
        assert shown.count(said) >= sum(line.split(" ").count(sign) for line in lines if " " not in sign)
    assert shown.count("$15") == sum(line.count(r"\$15") for line in lines)


FRONT = "---\ntitle: T\nkind: {kind}\nmarks: 1\nminutes: 1\ndifficulty: 1\n---\n"
REST = "\n\n## Answer\n\nYes.\n\n## Marking\n\n- [1] It is.\n"


@pytest.mark.parametrize("line", ["Compute 2*3*4.", "It costs $15 and $40.", r"Solve \(x = 1\).", r"The \alpha of it."])
def test_a_fixed_text_is_told_at_load_with_its_line(one: Callable[..., Bank], line: str) -> None:
    with pytest.raises(Faulty) as told:
        one(FRONT.format(kind="open") + f"First.\n\nThen\nthis. {line}" + REST)
    (fault,) = told.value.faults
    assert fault.place.line == 11
    assert fault.remedy


@pytest.mark.parametrize("title", ["Cost: $5", "2*3*4", r"The \alpha"])
def test_a_title_is_read_as_well(one: Callable[..., Bank], title: str) -> None:
    with pytest.raises(Faulty) as told:
        one(FRONT.format(kind="open").replace("title: T", f"title: '{title}'") + "First." + REST)
    assert told.value.faults[0].place.line == 2


PYTHON = """
from dataclasses import dataclass
from fractions import Fraction

import sympy

x = sympy.Symbol("x")


@dataclass(frozen=True)
class Params:
    n: int


@dataclass(frozen=True)
class Answers:
    half: Fraction
    line: sympy.Expr
    square: sympy.Expr
    table: sympy.Matrix
    five: sympy.Expr


def draw(rng):
    return Params(rng.integer(2, 9))


def solve(params):
    return Answers(Fraction(1, 2), 2 * x + 1, x**2, sympy.ImmutableMatrix([[1, 2]]), sympy.Integer(5))


def check(params, answers):
    pass
"""


@pytest.mark.parametrize("name", ["half", "line", "square", "table"])
@pytest.mark.parametrize("around", ["It is {}.", "`{}` is code", "```\nx = {}\n```"])
def test_a_formula_filled_in_outside_of_a_formula_is_told(one: Callable[..., Bank], name: str, around: str) -> None:
    question = one(FRONT.format(kind="computed") + around.format(f"<< {name} >>") + REST, PYTHON)["topic/name"]
    with pytest.raises(Faulty, match="a formula is filled in") as told:
        question.variant(1)
    assert told.value.faults[0].place.line == 8 + around[: around.find("{")].count("\n")


def test_a_formula_filled_into_a_formula_and_a_number_anywhere_are_printed(one: Callable[..., Bank]) -> None:
    written = "It is $<< line >>$, $<< half >>$, << five >> or `<< five >>`: $$<< table >>$$" + REST
    variant = one(FRONT.format(kind="computed") + written.replace(": $$", ".\n\n$$"), PYTHON)["topic/name"].variant(1)
    assert Text(", 5 or ") in text.walk(variant.question_blocks)
    assert re.search(r"pmatrix", repr(variant.question_blocks))


@pytest.mark.parametrize("slip", ['Slip("took $5", 1, "five")', 'Slip("no square", "x^{2}", "word")'])
def test_a_slip_is_read_as_well(one: Callable[..., Bank], slip: str) -> None:
    python = PYTHON.replace("    five: sympy.Expr", "    five: sympy.Expr\n    word: str").replace("(5))", '(5), "x")')
    python += f"\n\ndef slips(params, answers):\n    return [{slip}]\n"
    question = one(FRONT.format(kind="computed") + "It is." + REST, f"from exampaper.model import Slip\n{python}")
    with pytest.raises(Faulty, match=r"slip '.*formula") as told:
        question["topic/name"].variant(1)
    assert told.value.faults[0].place.file


def test_the_examples_of_a_remedy_are_themselves_good() -> None:
    for remedy in (r"$x^2$", r"$\mathrm{H_2O}$", r"$2 \cdot 3$", r"\$", r"\*\*", r"\`", r"\[ \]"):
        assert text.inline(remedy)
