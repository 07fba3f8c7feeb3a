"""The schema for editors and the check are made from one table, and every key has its sentence in both languages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scheduler.campaigns.schema import campaign_schema
from scheduler.campaigns.shapes import RECORDS

PAGE = Path(__file__).parents[2] / "docs" / "campaign-file.md"


def refs(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for inner in node.values():
            yield from refs(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from refs(inner)


def test_every_part_and_key_is_in_the_schema_and_described() -> None:
    made = campaign_schema()
    parts = {"campaign": made, **made["$defs"]}
    assert set(parts) == {record.name for record in RECORDS}
    for record in RECORDS:
        properties = parts[record.name]["properties"]
        assert list(properties) == [field.name for field in record.fields]
        for name, described in properties.items():
            french, _, english = described["description"].partition(" / ")
            assert french, name
            assert english, name


def test_every_reference_leads_somewhere() -> None:
    made = campaign_schema()
    assert {ref.removeprefix("#/$defs/") for ref in refs(made)} <= set(made["$defs"])


def test_unknown_keys_are_marked_as_in_the_check() -> None:
    made = campaign_schema()
    assert made["additionalProperties"] is False
    assert made["$defs"]["post"]["additionalProperties"] is False
    assert made["$defs"]["person"]["additionalProperties"]["type"] == "string"
    assert made["required"] == ["version", "campaign"]


def test_the_manual_explains_every_key() -> None:
    page = PAGE.read_text(encoding="utf-8")
    missing = {
        f"{record.name}.{field.name}" for record in RECORDS for field in record.fields if f"`{field.name}`" not in page
    }
    assert not missing
