"""Names are people's: any prints as itself in both engines, or its line is left to be written on, and that is told."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exampaper.doctor import SCRIPTS, findings
from exampaper.engines import fonts, latex, lettering
from exampaper.engines.fonts import NONE, Fonts, families
from exampaper.exams.exam import Exam
from exampaper.exams.loader import parse
from exampaper.exams.typefaces import fonts_of
from exampaper.faults import Faulty
from exampaper.model import Candidate, Heading, Paper
from exampaper.papers.contents import OutputOptions, RenderedPaper, contents
from exampaper.papers.documents import job
from exampaper.questions.bank import Bank
from exampaper.scripts import breakable, clusters, code_points, leftward
from tests import pages
from tests.papers.test_documents import paper

NAMES = {
    "Thai": "สมชาย ใจดี",
    "Devanagari": "नरेन्द्र क्षत्रिय",
    "Tamil": "பெருமாள் முருகன்",
    "Khmer": "សុខ សុភា",
    "Arabic": "محمد عبد الله",
    "Hebrew": "דוד בן־גוריון",
    "Chinese": "王小明",
    "Japanese": "山田太郎 さくら",
    "Korean": "김철수",
    "Vietnamese": "Nguyễn Thị Phương",
    "Greek": "Σωκράτης",
    "Cyrillic": "Иван Петров",
    "emoji": "Ada ❤️ 😀",
    "Bengali": "অমিত বন্দ্যোপাধ্যায়",
    "Burmese": "မြန်မာ",
    "Sinhala": "ශ්‍රී",
    "Lao": "ລາວ",
    "Armenian": "Հայկ",
    "Georgian": "გიორგი",
    "Ethiopic": "ሰላማዊት",
    "Telugu": "తెలుగు",
    "mixed": "Zoë محمد (Mo)",
}
# what the reader of PDFs makes of marks that change places, and of letters that run to the left
READ_OTHERWISE = {
    "typst": {"Khmer", "Bengali", "Arabic", "mixed", "Hebrew"},
    "latex": {"Arabic", "Hebrew", "mixed", "emoji"},
}


def papers(bank: Bank, names: Sequence[str]) -> list[Paper]:
    blank = paper(bank, Heading("T", candidate=("Name", "Candidate number")))
    return [replace(blank, candidate=Candidate(f"s{at}", name, f"s{at}")) for at, name in enumerate(names)]


def made(bank: Bank, names: Sequence[str], engine: str, fonts: Fonts = NONE) -> list[RenderedPaper]:
    done = contents(papers(bank, names), OutputOptions(engine=engine, fonts=fonts))
    assert all(isinstance(each, RenderedPaper) for each in done), done
    return [each for each in done if isinstance(each, RenderedPaper)]


def shown(each: RenderedPaper) -> str:
    return pages.text(each.files["question-paper", "pdf"])


ENGINES = ["typst", pytest.param("latex", marks=pytest.mark.latex)]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_name_of_any_script_prints_as_itself(bank: Bank, engine: str) -> None:
    for (script, name), each in zip(NAMES.items(), made(bank, list(NAMES.values()), engine), strict=True):
        assert not each.missing, script
        text = unicodedata.normalize("NFC", shown(each))
        if script in READ_OTHERWISE[engine]:
            letters = {sign for sign in name if unicodedata.category(sign) == "Lo"}
            assert letters <= set(text), script
        else:
            assert name in text, script


@pytest.mark.parametrize("engine", ENGINES)
def test_what_no_font_has_leaves_a_line_and_spoils_no_other(bank: Bank, engine: str) -> None:
    first, second = made(bank, ["𓀀𓀁 Ada", "Ada"], engine)
    assert (first.missing, second.missing) == ({"name": "𓀀𓀁"}, {})
    assert "?" not in shown(first)[:300].replace("TRUE?", "")
    assert "Ada" not in shown(first)
    assert "s0" in shown(first)
    assert "Ada" in shown(second)


def test_other_formats_never_spoil_a_pdf(bank: Bank) -> None:
    (one,) = papers(bank, ["สมชาย"])
    both, alone = contents([one, one], OutputOptions(("pdf", "tex", "typ"))), contents([one], OutputOptions())
    assert isinstance(both[0], RenderedPaper)
    assert isinstance(alone[0], RenderedPaper)
    assert both[0].files["question-paper", "pdf"] == alone[0].files["question-paper", "pdf"]
    assert r"\outline{0E2A0E210E0A0E320E22}" in both[0].files["question-paper", "tex"].decode()


def test_an_id_that_no_font_has_is_told_by_its_folder(bank: Bank) -> None:
    (one,) = papers(bank, ["Ada"])
    (done,) = contents([replace(one, candidate=Candidate("𓀀1", "Ada", "%F0%93%80%80"))], OutputOptions())
    assert isinstance(done, RenderedPaper)
    assert done.missing == {"id": "𓀀"}
    assert "%F0%93%80%80" in shown(done)


def test_a_sign_that_is_never_seen_is_left_out(bank: Bank) -> None:
    (each,) = made(bank, ["Ada\ufeff Lovelace"], "typst")
    assert each.missing == {"name": "\ufeff"}
    assert "Ada Lovelace" in shown(each)


# ------------------------------------------------------------------ any name whatever

SIGNS = st.characters(exclude_categories=("Cs", "Cc"))
ANY = st.one_of(
    st.text(SIGNS, min_size=1, max_size=30),
    st.text(
        st.sampled_from("aü\u0301\u0e34\u094d\u200d\u200c\u200e\u061c\u2067\ue000\u1160👩🇩🏽עع王ส\\u{"), max_size=40
    ),
)


@settings(deadline=None, max_examples=40)
@given(ANY)
@example("x" * 300)
@example("ส" * 300)
@example("ع" * 300)
@example("\ufeff\u200d")
@example("\ud800".encode("utf-8", "backslashreplace").decode())
def test_any_name_gives_a_paper(bank: Bank, name: str) -> None:
    (each,) = made(bank, [name], "typst")
    lacking = each.missing.get("name", "")
    assert set(lacking) <= set(name)
    assert bool(lacking) == bool(lettering.missing(name))
    assert lettering.legible(lettering.legible(name)) == lettering.legible(name)


EXTREME = ["x" * 300, "ส" * 300, "ع" * 300, "王" * 300, "\u0301", "\u200d", "\u2067", "%\\outlined{0041}", "ab\u0301 ع"]


@pytest.mark.latex
@settings(deadline=None, max_examples=2)
@given(st.lists(ANY, min_size=12, max_size=12))
@example(EXTREME)
def test_latex_draws_what_typst_sets(bank: Bank, names: list[str]) -> None:
    settable = [name for name in names if not lettering.missing(name)]
    jobs = [job(each, "question-paper", "latex") for each in papers(bank, settable)]
    assert len(latex.pdfs(jobs)) == len(settable)


@given(ANY)
def test_a_place_to_break_a_line_never_parts_a_sign_from_its_marks(name: str) -> None:
    broken = breakable(name.replace("\u200b", ""), 3)
    assert broken.replace("\u200b", "") == name.replace("\u200b", "")
    for piece in broken.split("\u200b")[1:]:
        assert not unicodedata.category(piece[0]).startswith("M")


def test_signs_are_counted_as_a_reader_does() -> None:
    assert clusters("e\u0301x") == ["e\u0301", "x"]
    assert clusters("ที่ 👩\u200d🚀🇩🇪🇫🇷") == ["ที่", " ", "👩\u200d🚀", "🇩🇪", "🇫🇷"]
    assert clusters("क्षत्रिय") == ["क्ष", "त्रि", "य"]
    assert [leftward(text) for text in ("12 محمد", "Mo محمد", "12")] == [True, False, False]
    assert code_points("สมส") == "U+0E2A U+0E21"


# ------------------------------------------------------------------ where fonts come from

EXAM = 'id = "e"\ntitle = "E"\nfonts = FONTS\n[[sections]]\ntitle = "S"\npicks = ["a/b"]\n'


def exam(fonts: str, folder: Path) -> Exam:
    return parse(EXAM.replace("FONTS", fonts), folder / "exam.toml")


def thai() -> Path:
    return next(path for folder in fonts._packaged() for path in folder.glob("NotoSansThai*"))


def test_fonts_of_a_folder_are_used(bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own").mkdir()
    shutil.copy(thai(), tmp_path / "own")
    monkeypatch.setattr(fonts, "_packaged", tuple)  # as if no package were there
    found = fonts_of(exam('"own"', tmp_path))
    assert found == Fonts((tmp_path / "own",))
    assert families(found)[1] == "Noto Sans Thai"
    (each,) = made(bank, ["สมชาย"], "typst", found)
    assert "สมชาย" in shown(each)
    assert fonts.digest(found) != fonts.digest(NONE) == ""


def test_a_family_goes_before_all_others(tmp_path: Path) -> None:
    named = fonts_of(exam('["Noto Sans CJK JP"]', tmp_path))
    assert families(named)[:2] == ("New Computer Modern", "Noto Sans CJK JP")
    assert lettering.outline("直", named) != lettering.outline("直")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ('"fonts/"', "neither a folder beside the exam nor a family"),
        ('["Noto Sams Thai"]', "did you mean 'Noto Sans Thai'"),
        ('["empty"]', "the folder 'empty' holds no font"),
    ],
)
def test_fonts_that_are_not_there_are_told_with_their_line(given: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Faulty, match=told) as raised:
        fonts_of(exam(given, tmp_path))
    assert [fault.place.line for fault in raised.value.faults] == [3]


def test_the_doctor_tells_which_scripts_names_can_be_in(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [finding.text for finding in findings() if finding.text.startswith("names in")]
    assert told == [f"names in {', '.join(SCRIPTS)}"]
    monkeypatch.setattr(lettering, "missing", lambda sign: sign * (sign in "王さ김"))
    assert [(f.fine, f.optional) for f in findings() if "Chinese, Japanese, Korean: pip install" in f.text] == [
        (False, True)
    ]
