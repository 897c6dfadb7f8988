"""Every cell of a table is on the page, in its column; a row of another length is told."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exampaper import nodes, text
from exampaper.markdown.tables import cells
from exampaper.writers import plain
from tests import pages

TARGETS = ["typst", pytest.param("latex", marks=pytest.mark.latex)]

# a cell as written, and what it says
CELLS = {
    "a": "a", "$P(A|B)$": "P(A|B)", "`x | y`": "x | y", r"c \| d": "c | d", "``a`|b``": "a`|b", r"\$5": "$5", "": "",
    r"$\|v\|$": "‖v‖", "*so*": "so", r"$\{x | x < 1\}$": "{x|x < 1}", "12.50": "12.50", "it's": "it’s", r"\`": "`",
}  # fmt: skip
ROWS = st.integers(2, 5).flatmap(
    lambda count: st.lists(st.lists(st.sampled_from([*CELLS]), min_size=count, max_size=count), min_size=2, max_size=6)
)


def table(rows: list[list[str]], dashes: str = "---") -> str:
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([head, "|" + f"{dashes}|" * len(rows[0]), *body])


def said(cell: tuple[nodes.Inline, ...]) -> str:
    return str(plain.WRITER.inlines(cell))


@given(ROWS)
def test_a_cell_ends_at_a_bar_outside_of_formulas_and_code(rows: list[list[str]]) -> None:
    (found,) = text.parse(table(rows))
    assert isinstance(found, nodes.Table)
    assert [[said(cell) for cell in row] for row in (found.header, *found.rows)] == [
        [CELLS[cell] for cell in row] for row in rows
    ]


@given(ROWS, st.data())
def test_a_row_of_another_length_is_told_with_its_line(rows: list[list[str]], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(rows) - 1))
    rows[at] = data.draw(st.sampled_from([rows[at][:-1], [*rows[at], "more"]]))
    with pytest.raises(text.TextError, match=f"has {len(rows[at])} cell") as told:
        text.parse(f"Before.\n\n{table(rows)}")
    assert told.value.line == 2 + at + 1
    assert "each row as many" in told.value.remedy


@pytest.mark.parametrize(
    "written",
    ["| a | b |\n|---|\n| 1 | 2 |", "| a | b |\n|---|---|---|", "a | b\n|---|", "| a | b |\n|--|--|\n| $5 | $6 |"],
)
def test_a_head_of_another_length_than_its_dashes_is_told(written: str) -> None:
    with pytest.raises(text.TextError, match="this row of a table has"):
        text.parse(written)


def test_text_right_below_a_table_is_told_and_no_row_of_it() -> None:
    with pytest.raises(text.TextError, match="has 1 cell"):
        text.parse("| a | b |\n|---|---|\n| 1 | 2 |\nNow compute it.")


def test_cells_without_bars_around_them() -> None:
    assert cells("a | b") == cells("| a | b |") == ["a", "b"]
    assert cells("| | b | |") == ["", "b", ""]
    assert cells("| a") == cells("a |") == ["a"]


def test_a_line_below_words_with_a_bar_is_no_table() -> None:
    with pytest.raises(text.TextError, match="a heading"):
        text.parse("a | b\n---")


def test_columns_are_aligned_in_plain_text() -> None:
    made = text.parse("| left | mid | right |\n|:--|:-:|--:|\n| a | b | c |\n| long one | middle | 10 |")
    assert str(plain.WRITER.blocks(made)).splitlines() == [
        "left     │  mid   │ right",
        "─────────┼────────┼──────",
        "a        │   b    │     c",
        "long one │ middle │    10",
    ]


@pytest.mark.parametrize("target", TARGETS)
def test_every_cell_is_on_the_page_in_its_column(target: str) -> None:
    some = list(CELLS)
    rows = [["aaaa", "bbbbbbbb", "cccccccc", "end"], ["LL", "MM", "RR", "x"], some[:4], some[4:8], some[8:12]]
    dashes = "|:---|:---:|---:|---|"
    written = table(rows).replace("|---|---|---|---|", dashes)
    pdf = pages.of_blocks(text.parse(written), target)
    shown = "".join(unicodedata.normalize("NFKC", pages.text(pdf)).split())
    for cell in (cell for row in rows for cell in row):
        letters = [sign for sign in CELLS.get(cell, cell) if sign.isascii() and not sign.isspace()]
        assert all(sign in shown for sign in letters), cell
    left, middle, right = (pages.lefts(pdf, word)[0] for word in ("LL", "MM", "RR"))
    assert left == pytest.approx(pages.lefts(pdf, "aaaa")[0], abs=1)
    assert middle > pages.lefts(pdf, "bbbbbbbb")[0] + 10
    assert right > pages.lefts(pdf, "cccccccc")[0] + 20


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("count", [20, 21, 29, 45])
def test_a_long_table_goes_on_on_the_next_page(target: str, count: int) -> None:
    rows = [["Month", "Rain"], *([f"M{row:03}", f"{row}.5"] for row in range(count))]
    made = text.parse(f"Before.\n\n{table(rows)}\n\nAfter.")
    pdf = pages.of_blocks(made, target)
    shown = pages.text(pdf)
    assert [f"M{row:03}" in shown for row in range(count)] == [True] * count
    assert len({round(left) for left in pages.lefts(pdf, "Month")}) == 1  # its pieces have columns of the same width
    assert min(pages.bottoms(pdf, "M0")) > 40
    assert not pages.empty(pdf)
