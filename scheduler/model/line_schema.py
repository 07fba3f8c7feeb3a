"""The editorial line's shape as JSON Schema, for editors of the configuration and of campaigns."""

from collections.abc import Callable
from typing import Any

from scheduler.model.line import RULES
from scheduler.model.line_words import OFF, SEVERITIES

Json = dict[str, Any]
_TEXT: Json = {"type": "string"}
_TEXTS: Json = {"type": "array", "items": _TEXT}
_LEVEL: Json = {"enum": [*map(str, SEVERITIES), OFF]}
_LONE: Json = {"anyOf": [_TEXT, _TEXTS]}
_SPAN: Json = {"type": "string", "pattern": r"^\d+ ?(min|m|h|d|j|w)", "examples": ["45min", "2h", "30d"]}
_REASONS: Json = {"type": "object", "additionalProperties": _TEXT}
_TERM: Json = {
    "type": "object",
    "additionalProperties": False,
    "required": ["words"],
    "properties": {
        "words": _LONE,
        "why": _TEXT,
        "accounts": _LONE,
        "campaigns": _LONE,
        "themes": _LONE,
        "severity": {"enum": list(map(str, SEVERITIES))},
    },
}
_TERMS: Json = {"anyOf": [_TEXT, {"type": "array", "items": {"anyOf": [_TEXT, _TERM]}}]}
_KINDS: dict[str, Json] = {
    "avoid": _TERMS,
    "prefer": _REASONS,
    "require": _TERMS,
    "hashtags": _LONE,
    "exclamation_marks": {"type": "integer", "minimum": 0, "maximum": 999},
    "capitals": {"type": ["integer", "string"], "pattern": r"^\d{1,3} ?%?$", "examples": ["10%"]},
    "acronyms": _LONE,
    "gap": _SPAN,
    "quiet_hours": _LONE,
    "closed_days": _LONE,
    "sensitive_dates": _REASONS,
    "holidays": _LONE,
    "repetition": _SPAN,
}


def schema(describe: Callable[[str], str]) -> Json:
    """What may stand in a line; `describe` gives the sentences of a code."""
    levels = {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(RULES, _LEVEL)}
    kinds = {**{name: _KINDS[name] for name in RULES}, "severity": levels}
    described = {
        name: {**kind, "description": describe(f"line-rule-{name.replace('_', '-')}")} for name, kind in kinds.items()
    }
    return {"type": "object", "additionalProperties": False, "properties": described}
