"""HTML for browsers: well-formed, its formulas as MathML that says what the plain text says."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper import text
from exampaper.maths import plain
from exampaper.maths.to_mathml import mathml
from exampaper.nodes import DisplayMaths, Maths
from exampaper.questions.bank import Bank
from exampaper.writers.html import WRITER

VOID = {"br", "mspace"}


class Balanced(HTMLParser):
    """Whether every element that is opened is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def test_the_bank_is_written_well_formed(bank: Bank) -> None:
    for question in bank.values():
        variant = question.variant(seed=1)
        page = Balanced()
        page.feed(WRITER.blocks((*variant.question_blocks, *variant.solution_blocks)))
        assert page.open == []


def test_formulas_of_the_bank_say_the_same_in_mathml(bank: Bank) -> None:
    for question in bank.values():
        variant = question.variant(seed=2)
        for node in text.walk((*variant.question_blocks, *variant.solution_blocks)):
            if isinstance(node, Maths | DisplayMaths):
                words = "".join(ElementTree.fromstring(mathml(node.tex)).itertext())
                assert _letters(words) == _letters(plain(node.tex)), node.tex


def _letters(words: str) -> list[str]:
    """Letters and digits, however styled or raised, in any order: plain text writes scripts after their base."""
    return sorted(re.findall(r"[^\W_]", unicodedata.normalize("NFKD", words).replace("ϕ", "φ")))


@pytest.mark.parametrize(
    ("tex", "written"),
    [
        ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
        (r"\frac{1}{2}", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        ("-x", '<mo form="prefix">−</mo><mi>x</mi>'),
        (r"\sqrt{x}", "<msqrt><mi>x</mi></msqrt>"),
        (r"\mathbb{R}", "<mi>ℝ</mi>"),
        (r"\text{if } x", "<mtext>if\u00a0</mtext><mi>x</mi>"),
        (r"\sum_{i}^{n}", "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>"),
    ],
)
def test_a_formula_as_mathml(tex: str, written: str) -> None:
    assert mathml(tex) == f"<math>{written}</math>"


@given(st.text(max_size=40))
def test_any_text_is_escaped(words: str) -> None:
    page = Balanced()
    page.feed(f"<p>{WRITER.text(words)}</p>")
    assert page.open == []
