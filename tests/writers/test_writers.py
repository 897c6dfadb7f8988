"""Any text comes out as itself."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exampaper.engines import latex as latex_engine
from exampaper.engines import typst as typst_engine
from exampaper.writers import UnknownCharacter, latex, typst
from tests import pages
from tests.conftest import ROOT
from tests.hostile import HOSTILE, SIGNS, letters

TEXTS = st.text(st.sampled_from(SIGNS + "abcXYZ019 éüñßøŁžαλΩ"), min_size=1, max_size=40)


def typst_page(texts: list[str]) -> bytes:
    head = '#set document(title: "x")\n#set text(font: "New Computer Modern")\n#set smartquote(enabled: false)\n'
    return typst_engine.pdf(head + "\n\n".join(map(typst.text, texts)))


def latex_page(texts: list[str]) -> bytes:
    head = "\\documentclass{article}\\input{glyphtounicode}\\pdfgentounicode=1\n\\usepackage[T1]{fontenc}\n"
    head += r"\pdfglyphtounicode{Omega}{03A9}\pdfglyphtounicode{Delta}{0394}\pdfglyphtounicode{mu}{03BC}"
    template = (ROOT / "templates" / "latex" / "paper.tex").read_text(encoding="utf-8")
    head += next(line for line in template.splitlines() if line.startswith(r"\newcommand{\drawn}"))
    body = "\\usepackage{lmodern,textcomp}\\pagestyle{empty}\\parindent=0pt\\begin{document}\\hsize=40cm "
    return latex_engine.pdf(head + body + "\n\n".join(map(latex.text, texts)) + "\n\\end{document}")


@settings(deadline=None, max_examples=150)
@given(st.lists(TEXTS, min_size=1, max_size=8))
@example(HOSTILE)
def test_any_text_survives_typst(texts: list[str]) -> None:
    assert letters(pages.text(typst_page(texts))) == letters("".join(texts))


@pytest.mark.parametrize("signs", ["--", "---", "''", "``", ",,", "?`", "!`", "<<", ">>", "a--b ''c''"])
def test_typst_draws_each_sign_by_itself(signs: str) -> None:
    alone = [width for sign in signs.replace(" ", "") for width in pages.widths(typst_page([sign]))]
    assert pages.widths(typst_page([signs])) == pytest.approx(alone, abs=0.1)


@pytest.mark.latex
def test_hostile_text_survives_latex() -> None:
    assert letters(pages.text(latex_page(HOSTILE))) == letters("".join(HOSTILE))


@pytest.mark.latex
@settings(deadline=None, max_examples=8)
@given(st.lists(TEXTS, min_size=10, max_size=20))
def test_any_text_survives_latex(texts: list[str]) -> None:
    assert letters(pages.text(latex_page(texts))) == letters("".join(texts))


@given(st.text(max_size=60))
def test_latex_sets_or_draws_any_text(text: str) -> None:
    assert latex.text(text).isprintable()


@pytest.mark.parametrize("text", ["𓀀", "\u0378", "\ue000 𓀀"])
def test_a_glyph_that_no_font_has_is_never_a_silent_box(text: str) -> None:
    with pytest.raises(UnknownCharacter):
        typst_page([text])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Zoë 王小明!", r"Zoë \outlined{738B}\hspace{0pt}\outlined{5C0F}\hspace{0pt}\outlined{660E}!"),
        ("สม ใจ", r"\outlined{0E2A0E21} \outlined{0E430E08}"),
        ("Mo עב גד Mo", r"Mo \outlined{05E205D1002005D205D3} Mo"),  # words that run to the left keep their order
        ("עב Mo", r"\outlined{05E205D10020004D006F}"),
        ("x\u030cy", r"\outlined{0078030C}y"),
        ("👩\u200d🚀", r"\outlined{D83DDC69200DD83DDE80}"),
    ],
)
def test_what_latex_has_no_font_for_is_drawn_in_runs(text: str, written: str) -> None:
    assert latex.text(text) == written
