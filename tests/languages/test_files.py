"""The files of languages: each says all that papers say, with the same places for values."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exampaper.faults import Faulty
from exampaper.languages import HERE, codes, language, shared
from tests.command import run

CODES = sorted(path.stem for path in HERE.glob("*.toml"))
SAME = {  # what is right in two languages
    "de": {"name", "logo"},
    "fr": {"logo", "question", "question-number", "total", "practice.time-of", "practice.questions", "page.questions"}
    | {f"{noun}.{form}" for noun in ("minute", "page.count", "plot.point") for form in ("one", "other")},
}


def leaves(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """The texts of a file by their place in it."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def words(code: str) -> dict[str, Any]:
    return dict(leaves(tomllib.loads((HERE / f"{code}.toml").read_text(encoding="utf-8"))["words"]))


def holes(value: Any) -> list[str]:
    return sorted(set(re.findall(r"\{[A-Za-z_]\w*\}", " ".join(value) if isinstance(value, list) else value)))


def without_holes(value: Any) -> str:
    return re.sub(r"\{\w+\}", "", str(value))


def test_there_are_three() -> None:
    assert CODES == ["de", "en", "fr"]


@pytest.mark.parametrize("code", CODES)
def test_every_fixed_word_is_there_with_the_same_places_for_values(code: str) -> None:
    english, own = words("en"), words(code)
    assert set(own) == set(english)
    assert {key: holes(own[key]) for key in own} == {key: holes(english[key]) for key in english}
    assert all(own.values()) or code == "en"


@pytest.mark.parametrize("code", ["de", "fr"])
def test_no_word_was_left_in_english(code: str) -> None:
    english, own = words("en"), words(code)
    alike = {key for key in own if own[key] == english[key] and re.search("[a-z]{3}", without_holes(own[key]))}
    assert alike == SAME[code]


@pytest.mark.parametrize("code", ["de", "fr"])
def test_what_the_marker_says_has_the_same_places_for_values(code: str) -> None:
    for english, own in language(code).messages.items():
        assert holes(own) == holes(english), english
    assert set(language(code).messages) == set(language("de").messages)


def test_dates_and_counted_nouns() -> None:
    day = datetime.date(2027, 3, 1)
    assert [language(code).day(day) for code in CODES] == ["1. März 2027", "1 March 2027", "1 mars 2027"]
    assert [language("de").counted("mark", count) for count in (0, 1, 2)] == ["0 Punkte", "1 Punkt", "2 Punkte"]
    assert [language("fr").counted("mark", count) for count in (0, 1, 2)] == ["0 point", "1 point", "2 points"]
    assert language("fr").counted("hour", 1_000_000).endswith("heures")  # its form for millions is the last one
    assert language("de").counted("minute", 7.5) == "7,5 Minuten"


def test_french_signs_stay_with_their_word() -> None:
    french = language("fr")
    assert french.say("error", name="a", value="b") == "a\u00a0: b"
    assert french.quoted("a") == "«\u00a0a\u00a0»"
    assert french.typeset("Quoi ? « Ici » : là !") == "Quoi\u00a0? «\u00a0Ici\u00a0»\u00a0: là\u00a0!"
    assert language("de").typeset("Was ?") == "Was ?"


def test_a_language_that_questions_share() -> None:
    assert (shared(["de", "de"]), shared(["de", "fr"]), shared([])) == ("de", "en", "en")


def test_an_unknown_language_is_told_with_those_that_are_known() -> None:
    for code in ("xx", "../de", ""):
        with pytest.raises(Faulty, match="known: de, en, fr"):
            language(code)


def test_english_does_not_need_babel() -> None:
    code = "import sys; from exampaper.languages import language as l; l('en').counted('mark', 2); import datetime\n"
    code += "l('en').day(datetime.date(2027, 1, 2)); print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# ------------------------------------------------------------------ a file of one's own

ITALIAN = {
    'name = "English"': 'name = "italiano"',
    'english = "English"': 'english = "Italian"',
    'region = "gb"': 'region = "it"',
    'tex = "british"': 'tex = "italian"',
    'decimal = "."\n': "",
    'conjunction = "and"': 'conjunction = "e"',
    "articles = true\n": "",
    'regular_plural = "{noun}s"\n': "",
    "singular = [1]\n": "",
    'question-paper = "Question paper"': 'question-paper = "Prova scritta"',
    'mark = { one = "{n} mark", other = "{n} marks" }': 'mark = { one = "{n} punto", other = "{n} punti" }',
}


def test_a_language_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("new", "language", "it", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    path = tmp_path / "languages" / "it.toml"
    text = re.sub(r"(?m)^months = .*\n", "", path.read_text(encoding="utf-8"))
    for english, italian in ITALIAN.items():
        assert english in text
        text = text.replace(english, italian)
    path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert codes() == ("de", "en", "fr", "it")
    own = language("it")
    assert own.day(datetime.date(2027, 3, 1)) == "1 marzo 2027"
    assert (own.counted("mark", 1), own.counted("mark", 3)) == ("1 punto", "3 punti")
    assert own.number("0.5") == "0,5"
    assert own.say("question-paper") == "Prova scritta"
    assert run("new", "language", "it", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('total = "Total"\n', ""), "no words for 'total'"),
        (('total = "Total"\n', 'total = "Total"\ntotale = "x"\n'), "'totale' is no entry of a language"),
        (('{page} of {pages}"', 'of {pages}"'), "the words for 'page-number' are to have {page}, {pages}"),
        (("conjunction =", "konjunction ="), "conjunction is missing"),
        (('name = "English"', "name = English"), "not TOML"),
    ],
)
def test_a_file_that_lacks_something_is_told(
    change: tuple[str, str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (HERE / "en.toml").read_text(encoding="utf-8")
    assert change[0] in text
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "sv.toml").write_text(text.replace(*change), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Faulty) as error:
        language("sv")
    (fault,) = error.value.faults
    assert fault.message.startswith(told)
    assert fault.place.file == tmp_path / "languages" / "sv.toml"
