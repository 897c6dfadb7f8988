"""Formulas for a browser."""

from __future__ import annotations

from exampaper.maths.to_mathml import mathml


def test_independence_is_drawn_with_signs_that_every_font_has() -> None:
    written = mathml(r"X \Perp Y")
    assert "⫫" not in written
    assert written.count("⊥") == 2
    assert mathml(r"X \perp\!\!\!\perp Y") == written
    assert 'class="struck"' in mathml(r"X \not\Perp Y")
