"""pdfLaTeX: papers that are compiled together, and parted."""

from __future__ import annotations

import pytest

from exampaper.engines import latex


@pytest.mark.parametrize("digits", ["(00)", "-342(00)", "-343(0)1(0)", "(0)-0.5(0)"])
def test_the_number_of_pages_is_filled_in_however_pdftex_spaces_its_place(digits: str) -> None:
    content = f"/TotalPages BMC\n [{digits}]TJ\nEMC".encode()
    assert b"(12)]TJ" in latex._numbered(content, 12)
