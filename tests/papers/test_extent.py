"""About how many lines blocks take: enough to tell what is longer than a page."""

from __future__ import annotations

import pytest

from exampaper.papers.extent import LINE, estimated_lines
from exampaper.text import parse


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("One line.", 1),
        ("a" * (3 * LINE + 1), 4),
        ("$" + "x" * 2 * LINE + "$", 2),  # a formula prints half as long as its source
        ("- one\n- two\n- three", 3),
        ("> One.\n>\n> Two.", 2),
        ("```\na\nb\nc\n```", 3),
        ("| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 10, 16),
        (r"$$\begin{aligned} a &= b \\ c &= d \end{aligned}$$", 4),
    ],
)
def test_estimated_lines(markdown: str, lines: int) -> None:
    assert estimated_lines(parse(markdown)) == lines
