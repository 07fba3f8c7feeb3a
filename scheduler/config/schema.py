"""The configuration's shape as JSON Schema, for editors: generated from the tables that the check itself reads."""

from collections.abc import Mapping
from typing import Any

from scheduler.config.tables import ACCOUNT, EVENT, ROLE, TABLES, Setting
from scheduler.model import line_schema
from scheduler.sentences import label


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of `config.toml`, each key described in French and in English."""
    tables = {name: _table(name, settings) for name, settings in TABLES.items()}
    account = _table("account", ACCOUNT)
    # What else may stand there, the network's connector says.
    account["additionalProperties"] = {"type": ["string", "integer"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "config.toml",
        "type": "object",
        "additionalProperties": False,
        "required": ["calendar"],
        "properties": {
            **tables,
            "roles": {"type": "object", "additionalProperties": _table("role", ROLE)},
            "accounts": {"type": "object", "additionalProperties": account},
            "events": {"type": "array", "items": _table("event", EVENT)},
            "line": line_schema.schema(described),
        },
    }


def _table(name: str, settings: Mapping[str, Setting]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [key for key, setting in settings.items() if setting.required],
        "properties": {
            key: {**setting.schema, "description": described(f"setting-{name}-{key.replace('_', '-')}")}
            for key, setting in settings.items()
        },
    }


def described(code: str) -> str:
    """Both languages: an editor shows one description, whoever reads it."""
    return f"{label(code, 'fr')} / {label(code, 'en')}"
