"""The report of a build: every number by hand, and pages that stay whole whatever a name holds."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from exampaper.engines import typst as engine
from exampaper.manifest import Manifest
from exampaper.report import Report, html, typst
from exampaper.report import report as report_of
from exampaper.report.histograms import histogram, number
from exampaper.report.plots import compact
from tests import pages
from tests.heard import faults

Json = dict[str, Any]


def question(id: str, params: Any, answers: Json | None = None, redrawn: int = 0, **more: Any) -> Json:
    shared: Json = {"id": id, "number": 1, "marks": 6, "seed": 1, "pin": None, "kind": "computed", "redrawn": redrawn}
    shared |= {"minutes": 8.0, "difficulty": 3, "params": params, "answers": answers or {}, "printed": {}}
    return shared | {"text": "", "question": ""} | more


def paper(label: str, questions: Sequence[Json], minutes: float = 100.0, difficulty: float = 3.0) -> Json:
    numbered = [each | {"number": number} for number, each in enumerate(questions, 1)]
    own = {"code": f"CODE-{label}", "label": label, "minutes": minutes, "difficulty": difficulty, "questions": numbered}
    built = {"sections": [len(numbered)], "batch": 0, "files": {}, "mates": [], "built": {}, "with": {"versions": {}}}
    return own | built | {"specification": "x"}


def manifest(papers: Sequence[Json], **more: Any) -> Json:
    """The JSON of a manifest. The names of tests may be anything, the exam's is a slug."""
    head = {"exam": "e", "title": "An Exam", "exampaper": "9.9", "told": [], "papers": list(papers)}
    secret = {"key": False, "mark": ""}
    return head | {"secret": secret, "specifications": {"x": {"sections": []}}, "failed": [], "superseded": []} | more


def report(values: Json) -> Report:
    return report_of(Manifest.model_validate_json(json.dumps(values)))


def four() -> Json:
    """Four papers: a/x on all; b/y on A, B, D; b/z on C alone."""
    y = [question("b/y", {"n": 1, "m": 2}), question("b/y", {"m": 2, "n": 1}, redrawn=2), question("b/y", {"n": 3})]
    xs = [question("a/x", {"v": v}, {"value": a}) for v, a in zip((1, 1, 1, 2), (10, 10, 10, 30), strict=True)]
    return manifest(
        [
            paper("A", [xs[0], y[0]], minutes=90, difficulty=2.0),
            paper("B", [xs[1], y[1]], minutes=100, difficulty=3.0),
            paper("C", [xs[2], question("b/z", {})], minutes=100, difficulty=3.0),
            paper("D", [xs[3], y[2]], minutes=120, difficulty=4.0),
        ],
        told=["a/x repeats"],
    )


def of(values: Sequence[Any], **more: Any) -> Any:
    """The fields that are shown of a question with these answers."""
    papers = [paper(str(at), [question("a/x", {"at": at}, {"f": value}, **more)]) for at, value in enumerate(values)]
    return report(manifest(papers)).answers[0]


# ------------------------------------------------------------------ numbers


def test_summary_counts() -> None:
    found = report(four())
    assert (found.papers, found.ids, found.printed, found.variants) == (4, ("a/x", "b/y", "b/z"), 8, 5)
    assert found.notes == ("a/x repeats",)
    assert found.twins == 2, "A and B are equal: the order of params says nothing"


def test_distinctness() -> None:
    x, y, z = report(four()).distinctness
    assert (x.papers, x.variants, x.largest, x.neighbours, x.redrawn) == (4, 2, 3, 2, 0)
    assert (y.papers, y.variants, y.largest, y.neighbours, y.redrawn) == (3, 2, 2, 1, 1)
    assert (z.papers, z.variants, z.largest, z.neighbours, z.redrawn) == (1, 1, 1, 0, 0)


def test_neighbours_are_next_to_each_other_in_the_list_of_all_papers() -> None:
    has, lacks = question("a/x", {"v": 1}), question("a/y", {})
    apart = report(manifest([paper("A", [has]), paper("B", [lacks]), paper("C", [has])]))
    assert [(each.largest, each.neighbours) for each in apart.distinctness] == [(2, 0), (1, 0)]


def test_fixed_is_what_is_never_drawn() -> None:
    def fixed(*questions: Json) -> bool:
        return report(manifest([paper(str(at), [each]) for at, each in enumerate(questions)])).distinctness[0].fixed

    assert fixed(question("a/x", {}, seed=None), question("a/x", {}, pin="seed"))
    assert not fixed(question("a/x", {}, seed=None), question("a/x", {}))


def dealt(number: int) -> Json:
    """A paper with a question in some form, and with statements."""
    params = {"layer": "plain" if number else "<b>", "bias": True, "pair": [1, 2]}
    some = question("a/x", params, forms=["layer", "bias", "pair"])
    listed = question("a/y", {"shown": ["kl/sign", f"kl/{number}"]}, forms=["shown"])
    return paper(f"P{number}", [some, listed, question("a/z", {"layer": "plain"})])


def test_forms_are_told_with_the_papers_that_have_them() -> None:
    found = report(manifest([dealt(0), dealt(1), dealt(2)]))
    assert [(each.id, each.name, each.counts) for each in found.forms] == [
        ("a/x", "layer", (("plain", 2), ("<b>", 1))),
        ("a/x", "bias", (("true", 3),)),
        ("a/x", "pair", (("[1, 2]", 3),)),
        ("a/y", "statements", (("kl/sign", 3), ("kl/0", 1), ("kl/1", 1), ("kl/2", 1))),
    ]
    assert "&lt;b&gt;" in html(found)
    assert engine.pdf(typst(found)).startswith(b"%PDF")


def test_use_of_pools() -> None:
    found = report(four())
    assert found.everywhere == ("a/x",)
    (pool,) = found.pools
    assert ([(use.id, use.papers) for use in pool.uses], pool.gap) == ([("b/y", 3), ("b/z", 1)], 2)


def test_pools_are_those_of_the_exam_where_the_manifest_has_it() -> None:
    picks = [{"question": "a/x"}, {"one_of": ["p/1", "p/2"]}, {"topic": "t", "count": 1}]
    papers = [paper("A", [question(id, {}) for id in ("a/x", "p/1", "t/1")])]
    papers += [paper(label, [question(id, {}) for id in ("a/x", "p/2", "t/2")]) for label in "BCD"]
    found = report(manifest(papers, specifications={"x": {"sections": [{"picks": picks}]}}))
    assert [(pool.name, pool.gap) for pool in found.pools] == [("One of p/1, p/2", 2), ("1 of the topic t", 2)]


def test_spread_of_minutes_and_difficulty() -> None:
    found = report(four())
    assert found.minutes
    assert found.difficulty
    assert (found.minutes.mean, found.minutes.least, found.minutes.most) == (102.5, 90, 120)
    assert found.minutes.below == pytest.approx(12.5 / 102.5)
    assert found.minutes.above == pytest.approx(17.5 / 102.5)
    assert found.difficulty.histogram.counts == (1, 2, 1)
    assert "12.2\u00a0%" in html(found)
    assert "17.1\u00a0%" in html(found)


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([1, 2, 2], (1, 2, 2)),
        (["1/2", "0.25", 1.0], (0.25, 0.5, 1)),
        ([-3, None, 5.5], (-3, 1.25, 5.5)),
    ],
)
def test_numeric_answers(values: list[Any], shown: tuple[float, float, float]) -> None:
    (field,) = of(values).fields
    assert field.spread == shown
    assert sum(field.histogram.counts) == field.papers == len([v for v in values if v is not None])


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        (["no", "yes", "no"], (("no", 2), ("yes", 1))),
        ([True, False, True], (("yes", 2), ("no", 1))),
        ([[1, 3], [1, 3], [2]], (("1, 3", 2), ("2", 1))),
        ([["-1/2", "1"], ["2", "1"]], (("2, 1", 1), ("−1/2, 1", 1))),
        (["$3 \\times 4$", "5"], (("3 × 4", 1), ("5", 1))),
        (list("aabbccddeeffg"), tuple((letter, 2) for letter in "abcde")),
    ],
)
def test_texts_are_counted(values: list[Any], counts: tuple[tuple[str, int], ...]) -> None:
    (field,) = of(values).fields
    assert field.counts == counts
    assert field.others == len(values) - sum(n for _, n in counts)
    assert field.most == counts[0][1]


@pytest.mark.parametrize("value", ["x" * 41, "", None, [], {"a": 1}, [[1, 2]]])
def test_what_cannot_be_counted_is_left_out(value: Any) -> None:
    found = of([value, value])
    assert (found.fields, found.same) == ((), False)


def test_equal_answers_are_said_to_be_equal() -> None:
    found = of([7, 7, 7])
    assert (found.fields, found.same) == ((), True)
    assert "The same answer on every paper" in html(report(manifest([paper("A", [question("a/x", {}, {"f": 7})])])))


def test_the_most_telling_answers_are_shown() -> None:
    rows: list[Json] = [{"coin": at % 2, "few": at % 3, "all": at, "same": 1, "half": at // 2} for at in range(12)]
    papers = [paper(str(at), [question("a/x", {}, row)]) for at, row in enumerate(rows)]
    assert [field.name for field in report(manifest(papers)).answers[0].fields] == ["all", "half", "few"]
    for each, row in zip(papers, rows, strict=True):
        each["questions"][0]["key"] = f"(a) it is {row['coin']}; n = 07, 17, 27"
    assert [field.name for field in report(manifest(papers)).answers[0].fields] == ["coin", "all", "half"]


# ------------------------------------------------------------------ histograms


def test_whole_numbers_of_a_short_range_have_a_bar_each() -> None:
    found = histogram([3, 5, 5])
    assert (found.counts, [text for _, text in found.ticks]) == ((1, 0, 2), ["3", "4", "5"])


def test_bins_have_round_edges_and_hold_the_greatest_value() -> None:
    found = histogram([0, 0.5, 10, 24])
    assert (found.counts, found.ticks[:2]) == ((2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1), ((0, "0"), (1, "2")))


def test_powers_of_ten_get_a_logarithmic_scale() -> None:
    found = histogram([1, 15, 1000])
    assert (found.logarithmic, found.counts) == (True, (1, 0, 0, 1, 0, 0, 0, 0, 1))
    assert not histogram([-1, 15, 1000]).logarithmic


@pytest.mark.parametrize(
    "values",
    [[1e-9, 1], [1e300, 1], [-1e300, 1e300], [5e-324, 1e-320], [1e-15, 3e-15], [0.1 + 0.2, 0.3], [-1, 0, 1e9]],
)
def test_no_value_is_lost(values: list[float]) -> None:
    found = histogram(values)
    assert sum(found.counts) == len(values)
    assert len(found.counts) <= 700


def test_numbers_are_printed_as_a_reader_expects() -> None:
    said = [number(value) for value in (3.0, -2.5, 1234567, 0.333333, 1234.5, 1e12, 0.00001, float("inf"))]
    assert said == ["3", "−2.5", "1,234,567", "0.3333", "1,234", "1e+12", "1e−05", "inf"]
    assert [compact(text) for text in ("20,000", "5,000,000", "1,500", "3")] == ["20k", "5M", "1,500", "3"]


# ------------------------------------------------------------------ pages

HOSTILE = ("<script>alert(1)</script>", "=cmd|' /C calc'!A0", "$x$", '#import "x"', "\\ _a_ *b* `c` @d // e", "L" * 300)


def hostile(told: Sequence[str] = ()) -> Report:
    papers = []
    for name in HOSTILE:
        entry = paper(name, [question("a/x", {}, {"text": name[:30]}), question("b/<y>", {}, {name: len(name)})])
        del entry["label"]
        papers.append(entry | {"candidate": f"s{name[:5]}", "name": name})
    return report(manifest(papers, title=HOSTILE[0], told=told))


class Balanced(HTMLParser):
    """Every tag closed in its order; all text gathered; tags counted."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags[tag] += 1
        if tag not in {"meta", "br", "wbr"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.tags[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("shown", [report(four()), hostile(), report(manifest([]))])
def test_html_is_whole_and_needs_nothing_else(shown: Report) -> None:
    page = html(shown)
    parsed = Balanced(page)
    assert not parsed.open
    assert not {"script", "link", "img", "iframe", "object"} & parsed.tags.keys()
    foreign = page.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?://|url\(|@import|\bsrc=|\bhref=", foreign)


def test_html_shows_hostile_names_as_themselves() -> None:
    text = Balanced(html(hostile(HOSTILE))).text
    for name in HOSTILE:
        assert text.count(name) >= 2, "among what is told, and in the table"


@pytest.mark.parametrize("told", [(), HOSTILE])
def test_pdf_shows_hostile_names_as_themselves(told: Sequence[str]) -> None:
    text = re.sub(r"\s|\u200b|\ufffe", "", pages.text(engine.pdf(typst(hostile(told)))))
    _, _, table = text.partition("Whogotwhat")
    for name in HOSTILE:
        bare = re.sub(r"\s", "", name)
        assert bare in table, name
        assert (bare in text.removesuffix(table)) >= bool(told), name


def test_pdf_prints_the_code_point_of_a_sign_that_no_font_has() -> None:
    entry = paper("A", [question("a/x", {})]) | {"candidate": "s1", "name": "Åse 𓀀 Ł"}
    del entry["label"]
    shown = report(manifest([entry]))
    assert "Åse [U+13000] Ł" in pages.text(engine.pdf(typst(shown)))
    assert "Åse 𓀀 Ł" in html(shown)


def test_pdf_is_tagged_titled_and_its_plots_are_told_in_words() -> None:
    made = engine.pdf(typst(report(four())))
    with pikepdf.open(io.BytesIO(made)) as document:
        assert str(document.docinfo["/Title"]) == "An Exam: build report"
        assert document.Root.MarkInfo.Marked
    everything = pages.everything(made)
    assert "Histogram of expected minutes: 4 papers from 90 to 120" in everything
    assert "3 of 4 papers" in everything


def test_who_got_what_is_in_both_for_a_class_of_any_size() -> None:
    shown = report(manifest([paper(f"P{at}", [question("a/x", {"at": at})]) for at in range(150)]))
    assert "CODE-P149" in html(shown)
    assert "CODE-P149" in pages.text(engine.pdf(typst(shown)))


def test_who_got_what_says_the_topic_where_names_repeat() -> None:
    rows = report(manifest([paper("A", [question(id, {}) for id in ("a/same", "b/same", "b/other")])])).rows
    assert [row.questions for row in rows] == [("a/same", "b/same", "other")]
    assert (rows[0].name, rows[0].candidate, rows[0].code) == ("A", "", "CODE-A")


def test_equal_manifests_give_equal_bytes() -> None:
    again = json.loads(json.dumps(four()))
    assert html(report(four())) == html(report(again))
    assert engine.pdf(typst(report(four()))) == engine.pdf(typst(report(again)))


def test_a_build_without_papers_has_a_report() -> None:
    empty = report(manifest([]))
    assert "No paper was built" in html(empty)
    assert "No paper was built" in pages.text(engine.pdf(typst(empty)))


def test_a_report_is_heard_as_well_as_seen(tmp_path: Path) -> None:
    """That of a class repeats the headers of its tables on each page, for the eye alone."""
    large = manifest([paper(f"P{at}", [question("a/x", {"at": at})]) for at in range(60)])
    for shown in (report(four()), report(large)):
        assert faults(engine.pdf(typst(shown)), tmp_path) == []
