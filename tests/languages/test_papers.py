"""Exams and questions in German and French: through every target, and back."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest

from exampaper import text
from exampaper.check.effort import Effort
from exampaper.check.worker import checked
from exampaper.exams.exam import from_specification, heading, specification
from exampaper.exams.loader import parse
from exampaper.exams.validation import validate
from exampaper.faults import Faulty
from exampaper.languages import language
from exampaper.marking import asked_parts, mark
from exampaper.nodes import DisplayMaths, Figure, Maths
from exampaper.questions.bank import Bank
from exampaper.show import answer, question
from exampaper.writers.plain import line
from tests import pages
from tests.command import run
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "language_bank"
EFFORT = Effort(draws=5, walked=5, sampled=60, paths=200, corners=3, repeated=2, mutated=2, pages=2)
IDS = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.glob("*/*.md"))

EXAMS = {
    "de": """
id = "klausur"
title = 'Die "Klausur"'
lang = "de"
date = 2027-03-05
minutes = 90
instructions = ['Runden Sie "kaufmännisch".']
answer_space = true
front = { marks_table = true }
back = { draft_pages = 1 }
sections = [{ title = "Stichproben", picks = ["statistik/stichprobe", "statistik/aussagen"] }]
""",
    "fr": """
id = "examen"
title = 'Examen "final"'
lang = "fr"
date = 2027-03-05
minutes = 60
answer_space = true
front = { marks_table = true }
back = { draft_pages = 1 }
sections = [{ title = "Échantillons", picks = ["statistique/echantillon", "statistique/affirmations"] }]
""",
}

SAID = {
    "de": {
        "question-paper": "Die „Klausur“|Aufgaben|5. März 2027|90 Minuten|8 Punkte|Hinweise|"
        "„kaufmännisch“|Matrikelnummer|Aufgabe|Punkte|Erzielt|Summe|fünf Tagen|„Pakete“|Version A|Seite 1 von|"
        "abgerundet und nie unter null|"
        "Ende der Aufgaben|Für Nebenrechnungen",
        "answer-paper": "Lösungen|Lösung|Die Summe durch 5 Werte|Richtig.|Falsch.",
        "marking-scheme": "Bewertungsschema|Übersicht über Version A|Ergebnis|Ergebnis:|Bewertungspunkt|"
        "Häufige Fehler|durch vier geteilt|bringt 1|richtige ausgewählt|0 falsche",
    },
    "fr": {
        "question-paper": "Examen « final »|Sujet|5 mars 2027|60 minutes|6 points|Nom|Question|Points|Obtenus|"
        "Total|"
        "« exactes »|habitants|à deux décimales ?|Version A|"
        "Page 1 sur|arrondi vers le bas|Fin du sujet|Brouillon :",
        "answer-paper": "Corrigé|Réponse|Vrai.|Faux.",
        "marking-scheme": "Barème|Récapitulatif de la version A|Résultat :|Critère|Erreurs fréquentes|"
        "oublié de diviser :|rapporte 1|vraies cochées",
    },
}

ENGLISH = re.compile(
    r"\b(?:Question paper|Answer paper|Marking|Marks?|Given|Page \d+ of|End of paper|Instructions|Candidate|Key|Answer|"
    r"Summary|Common errors|earns|True|False|hours?|March|rough work)\b"
)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Bank.load(FOLDER)


def plain(words: str) -> str:
    """Words as they are found on a page: single spaces, whatever kind they are."""
    return re.sub(r"\s+", " ", words.replace("\u202f", " "))


# ------------------------------------------------------------------ questions


@pytest.mark.parametrize("id", IDS)
def test_each_is_sound_without_a_lint(id: str) -> None:
    *_, (report, _) = checked(FOLDER / f"{id}.md", FOLDER, EFFORT)
    told = [each for each in report.faults if each.rule != "few-variants"]  # so few draws tell little of their number
    assert (report.sound, told, report.silenced) == (True, [], ())


def test_numbers_have_a_comma_but_in_code(bank: Bank) -> None:
    for id in ("statistik/stichprobe", "statistique/echantillon"):
        variant = bank[id].variant(3)
        said = f"{question(variant)} {answer(variant)} {' '.join(line(part.key) for part in variant.parts)}"
        without_code = re.sub(r"x = \d\.\d\d", "", said)
        assert re.search(r"\d,\d", without_code)
        assert not re.search(r"\d\.\d", without_code)
        for node in text.walk((*variant.question_blocks, *variant.solution_blocks)):
            if isinstance(node, Maths | DisplayMaths):
                assert not re.search(r"\d[.,]\d", node.tex.replace("{,}", "")), node.tex
    assert re.search(r"x = \d\.\d\d", question(bank["statistik/stichprobe"].variant(3)))
    assert re.search(r"\d\d\u202f000", question(bank["statistik/stichprobe"].variant(3)))
    assert "." in bank["statistik/stichprobe"].variant(3).printed["mittel"]  # data keep the point


def test_figures_are_drawn_and_told_in_the_language(bank: Bank) -> None:
    (figure,) = [n for n in text.walk(bank["statistik/stichprobe"].variant(3).question_blocks) if isinstance(n, Figure)]
    assert figure.alt.startswith("Ein Diagramm. Die x-Achse (Tag) geht von 0,5 bis 5,5.")
    assert "Die Kurve „Verlauf“ steigt von 1,2 bei x = 1 auf" in figure.alt
    (figure,) = [
        n for n in text.walk(bank["statistique/echantillon"].variant(3).question_blocks) if isinstance(n, Figure)
    ]
    assert figure.alt.startswith("Un graphique. L’axe x porte a et b.")


def test_a_page_that_says_something_else_is_caught(bank: Bank) -> None:
    """The read-back reads the comma: another number is another value."""
    from exampaper.questions.read_back import Page

    behaviour = bank["statistique/echantillon"].behaviour
    variant = bank["statistique/echantillon"].variant(3)
    assert behaviour.read is not None
    assert behaviour.read(Page(variant.markdown, {}), variant.params)["a"] == variant.params.a
    other = variant.markdown.replace(f"{variant.params.a}".replace(".", "{,}"), "12345{,}75")
    assert other != variant.markdown
    assert behaviour.read(Page(other, {}), variant.params)["a"] == Decimal("12345.75")


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("4,38", "right"),
        ("4.38", "right"),
        ("4,4", "imprecise"),
        ("5,475", "slip"),
        ("4,380", "right"),
        ("4.380", "undecided"),
    ],
)
def test_the_marker_reads_decimal_commas(bank: Bank, typed: str, verdict: str) -> None:
    asked = bank["statistik/stichprobe"]
    variant = asked.variant(3)
    marked = mark(asked_parts(asked, variant), {"a": typed}).parts[0].fields[0]
    assert ("slip" if marked.slip else marked.judgement.verdict.value) == verdict


def test_an_english_question_reads_what_it_read_before(bank: Bank) -> None:
    """1,234 is a thousand to some, and is asked back about."""
    asked = Bank.load(ROOT / "bank")["convolutions/parameter_count"]
    parts = asked_parts(asked, asked.variant(1))
    assert "may mean 1234 or 1.234" in mark(parts, {"": "1,234"}).parts[0].fields[0].judgement.message


# ------------------------------------------------------------------ papers


@pytest.fixture(scope="module", params=["de-typst", "de-latex", "fr-typst", "fr-latex"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """An exam as both engines print it."""
    lang, engine = request.param.split("-")
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "exam.toml").write_text(EXAMS[lang], encoding="utf-8")
    options = [
        "--bank",
        FOLDER,
        "--seed",
        "1",
        "--engine",
        engine,
        "--format",
        "pdf",
        "--format",
        "tex",
        "--format",
        "typ",
    ]
    done = run("build", "exam.toml", *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    return lang, next(folder.glob("output/*"))


@pytest.mark.latex
def test_papers_say_all_in_their_language(built: tuple[str, Path]) -> None:
    lang, folder = built
    for document, words in SAID[lang].items():
        path = folder / "A" / f"{document}.pdf"
        said = plain(pages.text(path.read_bytes()))
        joined = re.sub(r"[-\u00ad\u2010\ufffe\x02] ?", "", said)  # words may be torn at the end of a line
        for each in words.split("|"):
            assert each in said or each.replace("-", "") in joined, (document, each)
        assert not ENGLISH.search(said), ENGLISH.search(said)
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.Lang).lower() == language(lang).tag.lower()
            title = pdf.docinfo.get("/Title") or pdf.open_metadata()["dc:title"]
            assert re.search(r"Aufgaben|Lösungen|Bewertungsschema|sujet|corrigé|barème", str(title))


@pytest.mark.latex
def test_sources_and_key_speak_it_too(built: tuple[str, Path]) -> None:
    lang, folder = built
    assert f'lang: "{lang}", region: "{lang}"' in (folder / "A" / "question-paper.typ").read_text(encoding="utf-8")
    tex = {"de": "ngerman", "fr": "french"}[lang]
    assert f"\\hyphenatedas{{{tex}}}" in (folder / "A" / "question-paper.tex").read_text(encoding="utf-8")
    key = (folder / "answer-key.csv").read_text(encoding="utf-8-sig")
    assert re.search(r"\d,\d\d", key)
    assert {"de": " und ", "fr": " et "}[lang] in key
    answers = json.loads((folder / "manifest.json").read_text())["papers"][0]["questions"][0]["printed"]
    assert not re.search(r"\d,\d", json.dumps(answers))


def test_a_paper_is_reprinted_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "exam.toml").write_text(EXAMS["de"].replace('lang = "de"', 'lang = "de"\ncandidate = ["Name"]'))
    done = run("build", "exam.toml", "--bank", FOLDER, "--seed", "3", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    paper = tmp_path / "output" / "klausur" / "A" / "question-paper.pdf"
    code = json.loads((tmp_path / "output" / "klausur" / "manifest.json").read_text())["papers"][0]["code"]
    again = run("reprint", code, "--bank", FOLDER, "--output", "again", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    (reprinted,) = (tmp_path / "again").rglob("question-paper.pdf")
    assert reprinted.read_bytes() == paper.read_bytes()


# ------------------------------------------------------------------ exams


def test_an_exam_of_another_language_is_refused_with_its_line(bank: Bank) -> None:
    mixed = EXAMS["de"].replace('"statistik/aussagen"]', '\n"statistique/echantillon"]')
    with pytest.raises(Faulty) as error:
        validate(parse(mixed, Path("x.toml")), bank)
    (fault,) = error.value.faults
    assert fault.code == "exam/other-language"
    assert fault.place.line == mixed.split("\n").index('"statistique/echantillon"] }]') + 1
    assert "mixed_languages = true" in fault.remedy
    validate(parse(mixed.replace('lang = "de"', 'lang = "de"\nmixed_languages = true'), Path("x.toml")), bank)
    with pytest.raises(Faulty, match="is in German, the exam in English"):
        validate(parse(EXAMS["de"].replace('lang = "de"\n', ""), Path("x.toml")), bank)


def test_a_topic_with_another_language_is_refused(bank: Bank) -> None:
    topic = EXAMS["de"].replace('"statistik/stichprobe", "statistik/aussagen"', '{ topic = "statistique", marks = 4 }')
    with pytest.raises(Faulty, match="is in French, the exam in German"):
        validate(parse(topic, Path("x.toml")), bank)


def test_an_unknown_language_is_told_with_its_line() -> None:
    with pytest.raises(Faulty) as error:
        parse(EXAMS["de"].replace('lang = "de"', 'lang = "xx"'), Path("x.toml"))
    (fault,) = error.value.faults
    assert (fault.place.line, "known: de, en, fr" in fault.remedy) == (4, True)


def test_what_an_exam_leaves_to_its_language_is_kept() -> None:
    """Also where it says the same as an English exam that says nothing."""
    exam = parse(EXAMS["de"], Path("x.toml"))
    assert heading(exam).candidate == ("Name", "Matrikelnummer")
    assert heading(from_specification(specification(exam))) == heading(exam)
    english = 'lang = "de"\ncandidate = ["Name", "Candidate number"]'
    chosen = parse(EXAMS["de"].replace('lang = "de"', english), Path("x.toml"))
    assert heading(chosen).candidate == ("Name", "Candidate number")
    assert heading(from_specification(specification(chosen))) == heading(chosen)


# ------------------------------------------------------------------ what a language lacks


def fault_of(body: str, lang: str, folder: Path) -> tuple[int | None, str]:
    """The line and the message of what is wrong with a question."""
    front = f"---\ntitle: T\nkind: open\nlang: {lang}\nmarks: 1\nminutes: 1\n---\n"
    path = folder / "a" / "b.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{front}{body}\n\n## Answer\n\nx\n\n## Marking\n\n- [1] x\n", encoding="utf-8")
    with pytest.raises(Faulty) as error:
        Bank.load(folder)["a/b"].variant(1)
    (fault,) = error.value.faults
    return fault.place.line, fault.message


@pytest.mark.parametrize(
    ("body", "lang", "told"),
    [
        ('<< 3 | plural("Schritt") >>', "de", "no rule makes German plurals: give all forms (one, other)"),
        ('<< 3 | noun("pas") >>', "fr", "no rule makes French plurals"),
        ("<< 3 | article >>", "de", "article: there is none for German"),
        ("<< 1 | words >>", "de", "words: 1 has several forms in German"),
        ("<< 3 | ordinal >>", "fr", "ordinal: French has several forms"),
    ],
)
def test_a_filter_that_a_language_lacks_is_a_fault_with_its_line(
    body: str, lang: str, told: str, tmp_path: Path
) -> None:
    line_number, message = fault_of(f"Erste Zeile.\n\n{body}", lang, tmp_path)
    assert line_number == 10
    assert told in message


@pytest.mark.parametrize(
    ("body", "lang", "said"),
    [
        ('<< 1 | plural("Schritt", "Schritte") >>', "de", "1 Schritt"),
        ('<< 0 | plural("Schritt", "Schritte") >>', "de", "0 Schritte"),
        ('<< 0 | plural("pas", "pas") >> <<0 | noun("point", "points") >>', "fr", "0 pas point"),
        ('<< 12000 | plural("Schritt", "Schritte") >>', "de", "12\u202f000 Schritte"),
        ("<< 2 | words >>, << 13 | words >>", "de", "zwei, 13"),
        ("am << 3 | ordinal >> Tag", "de", "am 3. Tag"),
        ("<< [1, 2, 3] | listed >>", "fr", "1, 2 et 3"),
        ('<< [1, 2] | listed("oder") >>', "de", "1 oder 2"),
        ('<< "Wort" | quoted >> "Wort"', "de", "„Wort“ „Wort“"),
        ('"mot" : << "mot" | quoted >> !', "fr", "«\u00a0mot\u00a0»\u00a0: «\u00a0mot\u00a0»\u00a0!"),
        ('<< "word" | quoted >>', "en", "“word”"),
    ],
)
def test_filters_speak_the_language(body: str, lang: str, said: str, tmp_path: Path) -> None:
    front = f"---\ntitle: T\nkind: open\nlang: {lang}\nmarks: 1\nminutes: 1\n---\n"
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.md").write_text(
        f"{front}{body}\n\n## Answer\n\nx\n\n## Marking\n\n- [1] x\n", encoding="utf-8"
    )
    assert question(Bank.load(tmp_path)["a/b"].variant(1)) == said


def test_an_unknown_language_of_a_question_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.md").write_text("---\ntitle: T\nlang: xx\nmarks: 1\n---\nx\n", encoding="utf-8")
    done = run("show", "a/b", "--bank", tmp_path, cwd=tmp_path)
    assert done.returncode == 2
    assert f"{tmp_path / 'a' / 'b.md'}:3: lang: " in done.stderr
    assert "no language 'xx'" in done.stderr
