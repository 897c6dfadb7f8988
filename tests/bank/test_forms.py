"""Every form that an exam can ask of a question of the bank is drawn now and then."""

from __future__ import annotations

from exampaper.questions.bank import Bank
from exampaper.questions.forms import forms_of


def test_every_form_is_drawn(bank: Bank) -> None:
    for id in bank:
        left = {(name, value) for name, values in forms_of(bank[id]).items() for value in values}
        for seed in range(200):
            if not left:
                break
            params = bank[id].draw(seed)
            left -= {(name, getattr(params, name)) for name, _ in left}
        assert not left, f"{id} never asks for {left}"
