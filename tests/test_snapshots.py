"""Two snapshots of each question: its model and its output. A failure says which of them moved.

`pytest tests/test_snapshots.py --update-snapshots -n0` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from exampaper.model import Variant
from exampaper.questions.bank import Bank
from exampaper.show import as_json
from exampaper.writers import Writer, latex, typst
from tests.conftest import ROOT
from tests.test_conformance import IDS

SNAPSHOTS = ROOT / "tests" / "snapshots"
SEEDS = (1, 2)


def compare(path: Path, text: str, update: bool) -> None:
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), "no snapshot yet: run with --update-snapshots"
    assert text == path.read_text(encoding="utf-8")


def variants(bank: Bank, id: str) -> Iterator[Variant]:
    for pin in bank[id].pins:
        yield bank[id].variant(pin=pin)
    yield from map(bank[id].variant, SEEDS)


@pytest.mark.parametrize("id", IDS)
def test_model(bank: Bank, id: str, update_snapshots: bool) -> None:
    told = [as_json(variant) for variant in variants(bank, id)]
    compare(SNAPSHOTS / f"{id}.json", json.dumps(told, ensure_ascii=False, indent=1) + "\n", update_snapshots)


@pytest.mark.parametrize("writer", [typst.WRITER, latex.WRITER], ids=["typst", "latex"])
@pytest.mark.parametrize("id", IDS)
def test_output(bank: Bank, id: str, writer: Writer, update_snapshots: bool) -> None:
    written = "\n\n".join(source(variant, writer) for variant in variants(bank, id))
    compare(SNAPSHOTS / f"{id}.{writer.suffix}", written + "\n", update_snapshots)


def source(variant: Variant, writer: Writer) -> str:
    pieces = [writer.blocks(variant.stem)]
    for part in variant.parts:
        points = (writer.blocks(point.text) for point in part.marking)
        pieces += [writer.blocks(part.text), writer.blocks(part.answer), *points]
    return "\n\n".join(filter(None, pieces))
