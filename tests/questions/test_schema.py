"""The JSON Schema of the front matter."""

from __future__ import annotations

import json

from exampaper.questions.schema import front_matter_schema
from tests.conftest import ROOT


def test_the_schema_of_the_front_matter_is_the_one_that_ships() -> None:
    assert json.loads((ROOT / "bank" / "question.schema.json").read_text()) == front_matter_schema()
