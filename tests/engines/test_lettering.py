"""A text by itself: its outlines, and what no font has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exampaper.engines import fonts, lettering
from exampaper.engines.fonts import Fonts


def test_outlines_are_where_the_text_is() -> None:
    drawn = lettering.outline("x")
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", drawn.path)]
    assert drawn.path.endswith("h f")
    assert 4 < drawn.width < 6
    assert max(numbers) <= drawn.width
    assert min(numbers) > -0.2


def test_a_wide_text_is_drawn_in_lines() -> None:
    drawn = lettering.outline("محمد " * 40)
    assert drawn.width <= lettering.WIDEST * lettering.SIZE
    assert drawn.depth > lettering.SIZE


def test_devanagari_is_never_set_by_a_font_that_does_not_join_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "_packaged", tuple)
    assert lettering.missing("नरेन्द्र", Fonts((tmp_path,)))
