"""A variant as canonical JSON and back, for the queue: whatever went in comes out equal, its digest included."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from typing import Any

from scheduler.model.notice import Notice, Severity, Where
from scheduler.model.picture import Claim
from scheduler.model.variant import Card, Facet, FacetKind, Framing, Media, Options, Part, Role, Variant
from scheduler.store.values import canonical

VERSION = 1


def to_json(variant: Variant) -> str:
    """`variant` as canonical JSON text."""
    return canonical(
        {
            "version": VERSION,
            "account": variant.account,
            "network": variant.network,
            "parts": [_part(part) for part in variant.parts],
            "options": _plain(variant.options),
            "card": variant.card
            and _plain(variant.card) | {"image": variant.card.image and _media(variant.card.image)},
            "notices": [_notice(notice) for notice in variant.notices],
        }
    )


def from_json(text: str) -> Variant:
    """The variant that `to_json` wrote. Raises ValueError or KeyError for anything else."""
    data = json.loads(text)
    if data["version"] != VERSION:
        raise ValueError(f"a variant of version {data['version']}")
    card = data["card"]
    return Variant(
        account=data["account"],
        network=data["network"],
        parts=tuple(_read_part(part) for part in data["parts"]),
        options=Options(**data["options"]),
        card=card and Card(**card | {"image": card["image"] and _read_media(card["image"])}),
        notices=tuple(_read_notice(notice) for notice in data["notices"]),
    )


def _plain(value: Options | Card | Media | Framing) -> dict[str, Any]:
    return {name: getattr(value, name) for name in _names(type(value))}  # type: ignore[arg-type]


@cache
def _names(kind: type[Options | Card | Media | Framing]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _media(media: Media) -> dict[str, Any]:
    """What was done to a picture is written where there is something: a row of an earlier version reads the same."""
    said = _plain(media)
    framing, steps, focus = said.pop("framing"), said.pop("steps"), said.pop("focus")
    claim = said.pop("claim")
    if claim is not None:
        said["claim"] = [_iso(claim.since), _iso(claim.until), claim.cleared]
    if framing is not None:
        said["framing"] = _plain(framing)
    if focus is not None:
        said["focus"] = list(focus)
    return said | {"steps": list(steps)} if steps else said


def _read_media(data: Mapping[str, Any]) -> Media:
    framing, focus, claim = data.get("framing"), data.get("focus"), data.get("claim")
    made = {"framing": framing and Framing(**framing), "steps": tuple(data.get("steps", ()))}
    return Media(**{**data, **made, "focus": focus and (focus[0], focus[1]), "claim": claim and _claim(*claim)})


def _claim(since: str | None, until: str | None, cleared: bool) -> Claim:
    first, last = (date.fromisoformat(one) if one else None for one in (since, until))
    return Claim(since=first, until=last, cleared=cleared)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _part(part: Part) -> dict[str, Any]:
    return {
        "role": part.role.value,
        "text": part.text,
        "length": part.length,
        "limit": part.limit,
        "facets": [[facet.kind.value, facet.start, facet.end, facet.value] for facet in part.facets],
        "media": [_media(media) for media in part.media],
    } | ({"languages": list(part.languages)} if part.languages else {})


def _read_part(data: Mapping[str, Any]) -> Part:
    return Part(
        role=Role(data["role"]),
        text=data["text"],
        length=data["length"],
        limit=data["limit"],
        facets=tuple(
            Facet(kind=FacetKind(kind), start=start, end=end, value=value) for kind, start, end, value in data["facets"]
        ),
        media=tuple(_read_media(media) for media in data["media"]),
        languages=tuple(data.get("languages", ())),
    )


def _notice(notice: Notice) -> dict[str, Any]:
    where = notice.where
    return {
        "severity": notice.severity.value,
        "code": notice.code,
        "where": where and [where.file, where.line, where.column],
        "subject": notice.subject,
        "arguments": {name: _told(value) for name, value in notice.arguments.items()},
    }


def _read_notice(data: Mapping[str, Any]) -> Notice:
    where = data["where"]
    return Notice(
        severity=Severity(data["severity"]),
        code=data["code"],
        where=where and Where(file=where[0], line=where[1], column=where[2]),
        subject=data["subject"],
        arguments={name: _untold(value) for name, value in data["arguments"].items()},
    )


def _told(value: object) -> object:
    """An argument of a notice as JSON; what JSON has no form for is tagged with its type."""
    if isinstance(value, Enum):
        return _told(value.value)
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, datetime | date | time):
        return {"type": type(value).__name__, "value": value.isoformat()}
    if isinstance(value, timedelta):
        return {"type": "timedelta", "value": value // timedelta(microseconds=1)}
    if isinstance(value, tuple | list | set | frozenset):
        return {"type": "tuple", "value": [_told(one) for one in value]}
    return str(value)


def _untold(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    kind, inner = value["type"], value["value"]
    if kind == "timedelta":
        return timedelta(microseconds=inner)
    if kind == "tuple":
        return tuple(_untold(one) for one in inner)
    readers = {"datetime": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat}
    return readers[kind](inner)
