"""Rosters: what is read, what is refused and where, and folders that nothing can leave or share."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import pickle
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exampaper.exams.roster import OURS, folder, folders, read
from exampaper.faults import Fault, Faulty
from exampaper.model import Candidate

Write = Callable[[str | bytes], Path]

HOSTILE = (
    '=HYPERLINK("http://x","y")',
    r"\input{/etc/passwd} $x_1^2$ #1 & 50% ~ {}",
    "محمد بن سلمان",
    "👩‍👩‍👧 Zoë",
    "می‌خواهم",
    'O\'Brien; "Bob", Jr',
    "x" * 300,
    "-1+1",
    "@SUM(A1)",
)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def save(content: str | bytes) -> Path:
        path = tmp_path / "roster.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return save


def refused(path: Path) -> tuple[Fault, ...]:
    """The faults of a file, each of which has its file and a remedy."""
    with pytest.raises(Faulty) as told:
        read(path)
    assert all(f.place.file == path and f.remedy for f in told.value.faults)
    return told.value.faults


def told(path: Path) -> list[tuple[int | None, str]]:
    return [(f.place.line, f.message) for f in refused(path)]


# ------------------------------------------------------------------ what is read


def test_a_roster(write: Write) -> None:
    assert read(write("id,name,Extra time\n7,Ann,25%\n8,Bob,\n")) == (
        Candidate("7", "Ann", "7", {"Extra time": "25%"}),
        Candidate("8", "Bob", "8", {"Extra time": ""}),
    )


def test_candidates_travel(write: Write) -> None:
    (one,) = read(write("id,name,room\n7,Ann,A\n"))
    assert pickle.loads(pickle.dumps(one)) == one
    assert json.loads(json.dumps(one.more)) == {"room": "A"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_dialects(write: Write, delimiter: str, bom: str, end: str) -> None:
    rows = [["  NAME ", "Id"], ["Ann", "7"]]
    text = bom + end.join(delimiter.join(row) for row in rows)
    assert [(c.id, c.name, c.more) for c in read(write(text))] == [("7", "Ann", {})]


@pytest.mark.parametrize(
    "header",
    ['id;name;"a,b,c,d"', '"id";"name";"a,b,c,d"', "id;name;a,b,c,d", '"a,b,c,d";id;name', '"x,\ny,z";id;name'],
)
def test_the_header_decides_the_delimiter(write: Write, header: str) -> None:
    (one,) = read(write(f"{header}\n1;1;1\n"))
    assert (one.id, one.name, len(one.more)) == ("1", "1", 1)


def test_a_delimiter_in_quotes_is_text(write: Write) -> None:
    (one,) = read(write('id,name\n7,"Smith, Ann; ""Annie"""\n'))
    assert one.name == 'Smith, Ann; "Annie"'


def test_white_space_is_folded_and_the_rest_is_nfc(write: Write) -> None:
    (one,) = read(write('id,name\n" 7\u00a0 8 ","Zoe\u0308\r\n\t van\nDam"\n'))
    assert (one.id, one.name) == ("7 8", "Zo\u00eb van Dam")


def test_empty_rows_are_skipped(write: Write) -> None:
    assert [c.id for c in read(write("\n , \nid,name\n\n7,Ann\n ,\t\n\n8,Bob\n\n"))] == ["7", "8"]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_and_ids_stay_as_they_are(write: Write, name: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["id", "name"], [name, name]])
    (one,) = read(write(out.getvalue()))
    assert (one.id, one.name) == (name, name)


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("id,nam\n7,Ann\n", [(1, "the column 'name' is missing")]),
        ("a\n7\n", [(1, "the column 'id' is missing"), (1, "the column 'name' is missing")]),
        ("id,name,ID\n7,Ann,\n", [(1, "2 columns are named 'id'")]),
        ("id,ID,name\n,7,Ann\n,8,Bob\n", [(1, "2 columns are named 'id'")]),
        ("id,name,Room,room\n7,Ann,,\n", [(1, "2 columns are named 'room'")]),
        ("id,name,,\n7,Ann,,\n", [(1, "column 3 has no name"), (1, "column 4 has no name")]),
        ("id,name\n7,Ann,x\n8\n", [(2, "cells in this row: 3, columns in the first: 2"),
                                   (3, "cells in this row: 1, columns in the first: 2")]),
        ("id,name\n ,Ann\n8,\n", [(2, "the id is empty"), (3, "the name is empty")]),
        ("id,name\n7,Ann\n8,Bob\n7 ,Cy\n7,Di\n", [(4, "the id '7' is already on line 2"),
                                                  (5, "the id '7' is already on line 2")]),
        ("id,name\n\u00e9,Ann\ne\u0301,Bob\n", [(3, "the id '\u00e9' is already on line 2")]),
        ('id,name\n7,"A\nn\nn"\n\n7,Bob\n', [(6, "the id '7' is already on line 2")]),
        ("", [(1, "no candidates")]),
        ("\n\n", [(1, "no candidates")]),
        ("\nid,name\n\n", [(2, "no candidates")]),
        ("id,name\n7,A\x07\n\x1b8,Bob\n9,\x9b\n", [(2, "cell 2 holds the control character U+0007"),
                                                   (3, "cell 1 holds the control character U+001B"),
                                                   (4, "cell 2 holds the control character U+009B")]),
        ("id,name,\0\n7,A\0,\n", [(1, "cell 3 holds the control character U+0000"),
                                  (2, "cell 2 holds the control character U+0000")]),
        ('id,name\n7,"Ann"x\n8,\n', [(2, "not CSV: ',' expected after '\"', on line 2"), (3, "the name is empty")]),
        ('id,name\n7,"Ann\n8,Bob\n', [(2, "not CSV: unexpected end of data, on line 3")]),
        ('"id,name\n7,Ann\n', [(1, "not CSV: unexpected end of data, on line 2")]),
    ],
)  # fmt: skip
def test_each_fault_has_its_line(write: Write, text: str, faults: list[tuple[int, str]]) -> None:
    assert told(write(text)) == faults


def test_faults_are_told_together(write: Write) -> None:
    text = 'id,nme\n,Ann\n7,Bob,x\n7,\x01\n7,Cy\n"8"x,Di\n'
    assert [line for line, _ in told(write(text))] == [1, 2, 3, 4, 5, 6]


def test_a_misshapen_row_is_told_what_to_do(write: Write) -> None:
    more, fewer = refused(write("id;name\n7;Smith; Ann\n8\n"))
    assert more.remedy == "put any cell that holds ';' between quotes"
    assert fewer.remedy == "add the missing cells"


def test_a_missing_column_is_told_with_the_nearest(write: Write) -> None:
    assert "did you mean 'names'?" in refused(write("id,Names\n7,Ann\n"))[0].remedy
    assert "known: id, whole" in refused(write("id,whole\n7,Ann\n"))[0].remedy


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id\tname\n7\tAnn\n".encode("utf-16"), "not UTF-8 text"),
        ("id\tname\n7\tAnn\n".encode("utf-16-le"), "not UTF-8 text"),
        ("id\tname\n7\tAnn\n".encode("utf-16-be"), "not UTF-8 text"),
        (b"id,name\n7,\x81\x8d\n", "neither UTF-8 nor Windows-1252 text"),
        (b"PK\x03\x04\x14\x00\x06\x00\xff\xfe", "is no .xlsx workbook that can be read (File is not a zip file)"),
    ],
)
def test_what_is_no_text(write: Write, content: bytes, message: str) -> None:
    (only,) = refused(write(content))
    assert only.message == message
    assert only.remedy.endswith("CSV UTF-8")


def test_a_huge_cell(write: Write) -> None:
    (only,) = refused(write(f"id,name\n7,Ann\n8,{'x' * (csv.field_size_limit() + 1)}\n9,Cy\n"))
    assert only.place.line == 3
    assert "field limit" in only.message
    assert only.remedy.startswith("shorten")


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv")[0].message.startswith("cannot be read: ")
    assert refused(tmp_path)[0].message.startswith("cannot be read: ")


# ------------------------------------------------------------------ folders


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("s1234567", "s1234567"),
        ("a.b_c-d", "a.b_c-d"),
        ("S1234567", "S1234567"),
        ("a+2", "a%2B2"),
        ("../../x", "%2E.%2F..%2Fx"),
        (".", "%2E"),
        ("..", "%2E%2E"),
        (".git", "%2Egit"),
        ("-rf", "%2Drf"),
        ("a.", "a%2E"),
        ("a b~\\:*", "a%20b%7E%5C%3A%2A"),
        ("é", "%C3%A9"),
        ("con", "%63on"),
        ("nul.txt", "%6Eul.txt"),
        ("Com1.tar.gz", "%43om1.tar.gz"),
        ("lpt9", "%6Cpt9"),
        ("console", "console"),
        ("com10", "com10"),
        ("manifest.json", "%6Danifest.json"),
        ("a" * 79, "a" * 79),
        ("a" * 80, "a" * 67 + "-" + hashlib.sha256(b"a" * 80).hexdigest()[:12]),
    ],
)
def test_folder(id: str, name: str) -> None:
    assert folder(id) == name


@pytest.mark.parametrize("id", sorted(OURS))
def test_no_folder_is_named_as_a_file_of_ours(id: str) -> None:
    assert not OURS & {folder(id).lower(), folder(id.upper()).lower()}


def test_folders_that_differ_in_capitals_alone_are_told_apart() -> None:
    made = folders(["ab", "AB", "aB", "CD", "a+2"])
    assert made == {"ab": "ab", "AB": "AB+3", "aB": "aB+2", "CD": "CD", "a+2": "a%2B2"}


def test_ids_that_share_a_folder_are_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes of 48 bits can meet, however seldom."""
    monkeypatch.setattr("exampaper.exams.roster.folder", lambda id, marked=False: id[:1])
    assert told(write("id,name\nab,Ann\nac,Bob\n")) == [(3, "the id 'ac' is already on line 2")]


PLAIN = "abAB19.-_+%~ /\\é"
IDS = st.one_of(
    st.text(PLAIN, min_size=1, max_size=6),
    st.text("aA", min_size=60, max_size=90),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=100),
    st.sampled_from(["con", "CON", "nul.a", "NUL.a", ".", "..", "../x", "/etc", "C:\\x", *OURS, *map(str.upper, OURS)]),
)


@given(st.lists(IDS, unique=True, max_size=30))
@example(["A" * 64, folder("A" * 64, marked=True).lower(), folder("A" * 64, marked=True), "a" * 64])
@example(["a" * 100, folder("a" * 100), "A" * 100, folder("A" * 100, marked=True).lower()])
@example(["con", "%63on", "Con", "CON", "%43ON"])
def test_distinct_ids_have_distinct_safe_folders(ids: list[str]) -> None:
    names = list(folders(ids).values())
    # folded again: what a folder is named is an id too
    everyone = set(ids) | set(names) | {name.lower() for name in names}
    assert len({name.casefold() for name in folders(everyone).values()}) == len(everyone)
    base = Path("/base/out").resolve()
    for name in names:
        assert (base / name).resolve().parent == base
        assert name.isascii()
        assert not set(name) & set('/\\:*?"<>|~ ')
        assert 0 < len(name) <= 80
        assert not name.startswith((".", "-"))
        assert not name.endswith((".", " "))
        assert name.lower() not in OURS
        assert name.lower().split(".")[0] not in {"con", "prn", "aux", "nul", *DEVICES}


DEVICES = {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}


# ------------------------------------------------------------------ round trips


def folded(text: str) -> str:
    """A text as it is kept: composed, its white space folded, without what turns the order of characters round."""
    straight = re.sub(r"[\u202a-\u202e\u2066-\u2069]", "", text)
    return " ".join(unicodedata.normalize("NFC", straight).split())


TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
    st.text("ab \t\n\r\"',;=\\%{}é\u0301\u200d\u00a0", min_size=1),
    st.sampled_from(HOSTILE),
).filter(lambda text: bool(folded(text)) and not re.fullmatch(r"\d+([.,]\d+[eE]\+?\d+|[.,]0+)", folded(text)))


def saved(rows: Sequence[Sequence[str]], delimiter: str, bom: bool, path: Path) -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_bytes(out.getvalue().encode("utf-8-sig" if bom else "utf-8"))
    return path


@given(
    people=st.lists(st.tuples(TEXTS, TEXTS, st.just("") | TEXTS), min_size=1, unique_by=lambda row: folded(row[0])),
    delimiter=st.sampled_from(",;\t"),
    bom=st.booleans(),
)
def test_what_is_written_comes_back(
    people: list[tuple[str, str, str]], delimiter: str, bom: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "round.csv"
    candidates = read(saved([("id", "Name", "a; b, c"), *people], delimiter, bom, path))
    assert [(c.id, c.name, c.more["a; b, c"]) for c in candidates] == [tuple(map(folded, row)) for row in people]
    assert len({c.folder.casefold() for c in candidates}) == len(people)


SCRAPS = st.binary() | st.text('idname,;\t"\r\n\0 é7').map(str.encode)


@given(header=st.sampled_from([b"", b"id,name\n", b'"id";name\r']), content=SCRAPS)
def test_no_file_is_a_traceback(header: bytes, content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(header + content)
    people, faults = tried(path)
    assert bool(people) != bool(faults)
    assert all(c.id and c.name and c.folder for c in people)
    assert all(f.place.file == path and f.place.line and f.remedy for f in faults)


def tried(path: Path) -> tuple[tuple[Candidate, ...], tuple[Fault, ...]]:
    try:
        return read(path), ()
    except Faulty as error:
        return (), error.faults
