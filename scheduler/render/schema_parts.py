"""What the JSON Schemas of commands are made of: kinds of values, and objects to which later versions may add."""

from typing import Any

Json = dict[str, Any]

TEXT: Json = {"type": "string"}
WHOLE: Json = {"type": "integer"}
FLAG: Json = {"type": "boolean"}
NUMBER: Json = {"type": "number"}
MAYBE_TEXT: Json = {"type": ["string", "null"]}
MAYBE_WHOLE: Json = {"type": ["integer", "null"]}
INSTANT: Json = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", "description": "UTC"}
MAYBE_INSTANT: Json = {"anyOf": [INSTANT, {"type": "null"}]}
LOCAL: Json = {"type": ["string", "null"], "description": "wall time with its offset"}


def record(**fields: Json) -> Json:
    """An object with all these fields; more may be added in later versions."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def listed(of: Json) -> Json:
    """Any number of `of`."""
    return {"type": "array", "items": of}


def page(title: str, /, **fields: Json) -> Json:
    """A whole schema: one object with these fields."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **record(**fields)}


def either(title: str, /, *shapes: Json) -> Json:
    """A whole schema of a command that prints one of several objects."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, "anyOf": list(shapes)}


def also(schema: Json, /, **fields: Json) -> Json:
    """`schema` with fields that are there where somebody asked for them."""
    return {**schema, "properties": {**schema["properties"], **fields}}


SHARE: Json = {"type": "number", "minimum": 0, "maximum": 1}
