"""What an entry of an exam says of forms: how it is written, and the bank with questions that draw no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

VALUE: dict[str, Any] = {"type": ["string", "boolean", "number", "array"]}


def _wrong(message: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError("exam", "{message}", {"message": message, "remedy": remedy})


def _several(value: Any) -> Any:
    """A single text is a list of one."""
    return (value,) if isinstance(value, str) else value


def _forms(value: Any) -> Any:
    """A single value is a list of one."""
    if not isinstance(value, dict) or not value:
        raise _wrong("is no table of parameters", 'write forms = { kind = ["grouped", "depthwise"] }')
    read: dict[str, tuple[Any, ...]] = {}
    for name, values in value.items():
        read[name] = values if isinstance(values, tuple) else (values,)
        if not read[name]:
            raise _wrong(f"leaves nothing for {name}", "name a value that it may have, or take it out")
        for item in read[name]:
            if not _is_value(item):
                raise _wrong(f"has a value of {name} that none can have", "give texts, numbers, true or false")
    return read


def _is_value(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_value, value))
    return isinstance(value, str | bool | int | float)


Forms = Annotated[
    dict[str, tuple[Any, ...]],
    BeforeValidator(_forms),
    WithJsonSchema(
        {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"anyOf": [{"type": "array", "minItems": 1, "items": VALUE}, VALUE]},
        }
    ),
]
"""By parameter, the values that it may have."""

Without = Annotated[
    tuple[str, ...],
    BeforeValidator(_several),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]
"""Ids or groups of statements."""


def written(values: Mapping[str, tuple[Any, ...]]) -> Iterator[str]:
    """Forms as an exam file has them, one parameter a text."""
    for name, choice in values.items():
        yield f"{name} = {toml(choice)}"


def toml(value: Any) -> str:
    """A value as an exam file has it."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
