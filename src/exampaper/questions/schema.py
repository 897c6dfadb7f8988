"""JSON Schema of the front matter, for editors. `python -m exampaper.questions.schema` prints it."""

from __future__ import annotations

import json
from typing import Any

from exampaper.questions.kinds import DEFAULT, KINDS


def front_matter_schema() -> dict[str, Any]:
    """JSON Schema of the front matter of all kinds, for editors: `kind` decides which keys there are."""
    models = [kind.layout.front_matter for kind in KINDS.values()]
    definitions: dict[str, Any] = {}
    branches = []
    for name, model in zip(KINDS, models, strict=True):
        schema = model.model_json_schema(ref_template="#/$defs/{model}")
        definitions |= schema.pop("$defs", {})
        schema["properties"]["kind"] = {"const": name}
        schema["title"] = f"a question of kind {name}"
        if name != DEFAULT:
            schema["required"] = [*schema["required"], "kind"]
        branches.append(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "the front matter of a question",
        "oneOf": branches,
        "$defs": definitions,
    }


if __name__ == "__main__":
    print(json.dumps(front_matter_schema(), indent=2))
