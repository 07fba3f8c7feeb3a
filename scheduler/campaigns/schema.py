"""The campaign file's shape as JSON Schema, for editors: generated from the very table that the check reads."""

from typing import Any

from scheduler.campaigns.fields import Record
from scheduler.campaigns.shapes import CAMPAIGN, RECORDS
from scheduler.sentences import label, sentences


def campaign_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a campaign file, each key described in French and in English."""
    parts = {record.name: _part(record) for record in RECORDS}
    whole = parts.pop(CAMPAIGN.name)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": described("field-campaign"),
        **whole,
        "$defs": parts,
    }


def _part(record: Record) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": record.open.schema() if record.open else False,
        "required": list(record.required),
        "properties": {
            field.name: {**field.kind.schema(), "description": described(_code(record, field.name))}
            for field in record.fields
        },
    }


def _code(record: Record, field: str) -> str:
    """A key that means the same in every part has one sentence; `date` and `at` of a reply differ from a post's."""
    own = f"field-{record.name}-{field}".replace("_", "-")
    return own if own in known() else f"field-any-{field.replace('_', '-')}"


def described(code: str) -> str:
    """Both languages: an editor shows one description, whoever reads it."""
    return f"{label(code, 'fr')} / {label(code, 'en')}"


def known() -> frozenset[str]:
    """The codes that have a sentence."""
    return frozenset(sentences())
