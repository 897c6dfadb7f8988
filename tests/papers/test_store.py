"""The end of a build: what is told of papers that could not be made."""

from __future__ import annotations

from tests.papers.place import KEYED, Place


def test_papers_of_an_earlier_build_are_told_where_one_fails(place: Place) -> None:
    place.build(*KEYED, "--format", "typ")
    before = place.files("s2/*")
    values = {each["candidate"]: each["questions"][0]["params"]["n"] for each in place.manifest["papers"]}
    place.edit("params.n + 1)", f"params.n + 1 // (params.n - {values['s2']}))", "bank/t/q.py")
    done = place.build(*KEYED, "--format", "typ")
    assert done.code == 1
    assert "the files of s2 are of an earlier build: the paper could not be made now" in done.err
    assert place.files("s2/*") == before


def test_papers_of_an_earlier_build_are_told_where_all_fail(place: Place) -> None:
    place.build(*KEYED, "--format", "typ")
    before = place.files()
    place.edit("params.n + 1)", "params.n + 1 if params.n not in TAKEN else 1 // 0)", "bank/t/q.py")
    values = [each["questions"][0]["params"]["n"] for each in place.manifest["papers"]]
    place.edit(
        "@dataclass(frozen=True)\nclass Params",
        f"TAKEN = {values}\n@dataclass(frozen=True)\nclass Params",
        "bank/t/q.py",
    )
    done = place.build(*KEYED, "--format", "typ")
    assert done.code == 2
    assert "are of an earlier build, and stay as they are" in done.err
    assert place.files() == before
