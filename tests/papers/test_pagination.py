"""Units on pages: nothing is too high, spaces keep to their bounds, and few pages are empty."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exampaper.papers.pagination import EMPTY, TOLERANCE, Pagination, Unit, paginations

PAGE = 700.0


def unit(height: float, room: float = 0, step: float = 20, fresh: bool = False) -> Unit:
    return Unit(height, 15, room, step * max(1, room * 0.6 // step) if room else 0, room * 2, step, fresh)


units = st.lists(
    st.builds(unit, st.floats(10, 400), st.sampled_from([0, 40, 80, 160]), fresh=st.booleans()), min_size=1, max_size=14
)


def on_pages(found: Pagination, units: list[Unit]) -> list[range]:
    return [range(*pair) for pair in zip(found.starts, [*found.starts[1:], len(units)], strict=True)]


def used(page: range, found: Pagination, units: list[Unit]) -> float:
    gaps = sum(units[at].gap for at in page[1:])
    return gaps + sum(units[at].height + found.rooms[at] for at in page)


@given(units)
def test_pages_hold_what_is_on_them(units: list[Unit]) -> None:
    for count, found in paginations(units, PAGE).items():
        pages = on_pages(found, units)
        assert count == len(pages)
        assert max(used(page, found, units) for page in pages) <= PAGE
        for page in pages:
            assert not any(units[at].fresh for at in page[1:])


@given(units)
def test_spaces_keep_to_their_bounds_in_whole_steps(units: list[Unit]) -> None:
    for found in paginations(units, PAGE).values():
        for unit, room in zip(units, found.rooms, strict=True):
            assert unit.least - 1e-6 <= room <= unit.most + 1e-6
            if room not in (unit.room, unit.most):
                steps = (room - unit.least) / unit.step
                assert abs(steps - round(steps)) < 1e-6


@given(units)
def test_every_number_of_pages_between_the_fewest_and_the_most_is_found(units: list[Unit]) -> None:
    counts = sorted(paginations(units, PAGE))
    assert counts == list(range(counts[0], len(units) + 1))


def best(units: list[Unit]) -> Pagination:
    return min(paginations(units, PAGE).values(), key=lambda found: found.cost)


def test_spaces_grow_until_a_page_is_full() -> None:
    units = [unit(200, 100), unit(200, 100), unit(400, 100)]
    found = best(units)
    assert found.starts == (0, 2)
    assert used(range(2), found, units) > PAGE - 20 - TOLERANCE
    assert found.rooms[2] == 100  # the last page takes what its question gives


def test_spaces_shrink_so_that_a_question_need_not_go_to_the_next_page() -> None:
    found = best([unit(150, 100), unit(150, 100), unit(150, 100)])
    assert found.count == 1
    assert max(found.rooms) <= 80


def test_what_fits_as_it_is_stays_as_it_is() -> None:
    assert best([unit(100, 83.5)]).rooms == (83.5,)


def test_a_unit_higher_than_a_page_has_no_pagination() -> None:
    assert paginations([unit(100), unit(PAGE + 1)], PAGE) == {}


def in_pieces(height: float) -> list[Unit]:
    return [unit(height / 4), *[Unit(height / 4, torn=True)] * 3]


def test_a_text_is_torn_only_where_a_page_would_be_more_than_a_quarter_empty() -> None:
    fuller, emptier = PAGE * (1 - EMPTY + 0.05), PAGE * (1 - EMPTY - 0.05)
    assert best([unit(fuller), *in_pieces(PAGE / 2)]).starts == (0, 1)
    assert best([unit(emptier), *in_pieces(PAGE / 2)]).starts == (0, 3)
