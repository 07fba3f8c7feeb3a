"""JSON Schemas of the report and of `why`: written from the values themselves, so that none lacks a field."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from scheduler.model.figure import Argument, Quantity
from scheduler.model.indices import Indices
from scheduler.model.report import Report
from scheduler.model.why import Why
from scheduler.render.schema_parts import FLAG, INSTANT, NUMBER, TEXT, WHOLE, Json, listed, page, record

_DAY: Json = {"type": "string", "format": "date"}
_HOURS: Json = {"type": "number", "description": "hours"}
_PLAIN: Mapping[Any, Json] = {
    str: TEXT,
    bool: FLAG,
    int: WHOLE,
    float: NUMBER,
    datetime: INSTANT,
    date: _DAY,
    timedelta: _HOURS,
    type(None): {"type": "null"},
    Quantity: record(value=NUMBER, kind=TEXT),
}


def of(hint: Any) -> Json:
    """The schema of what `model.report.to_json` makes of a value of that type."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, given = get_origin(hint), get_args(hint)
    if origin in {Union, type(int | None)}:
        return {"anyOf": [of(one) for one in given]} if hint != Argument else {}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": of(given[1])}
    if origin is not None:
        return listed(of(given[0])) if len(given) == 2 and given[1] is Ellipsis else {"type": "array"}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [one.value for one in hint]}
    return _record(hint) if is_dataclass(hint) else {}


def _record(kind: Any) -> Json:
    """An object with all the fields of a dataclass; later versions may add more."""
    hints = get_type_hints(kind)
    described = record(**{one.name: of(hints[one.name]) for one in fields(kind)})
    return {**described, "description": _first(kind)} if _first(kind) else described


def _first(kind: type) -> str:
    said = " ".join((kind.__doc__ or "").split())
    return said.partition(". ")[0].rstrip(".") if not said.startswith(f"{kind.__name__}(") else ""


def _fields(kind: Any) -> dict[str, Json]:
    hints = get_type_hints(kind)
    return {one.name: of(hints[one.name]) for one in fields(kind)}


def whole(title: str, kind: Any, /, **more: Json) -> Json:
    """A whole schema: all the fields of a dataclass, and `more` beside them."""
    return page(title, **_fields(kind), **more)


_SAID = record(language=TEXT, brief=listed(TEXT), reservations=listed(TEXT), cannot=listed(TEXT))
_DEFINITION = record(
    id=TEXT,
    name=TEXT,
    how=TEXT,
    care=TEXT,
    components=listed(TEXT),
    aged=FLAG,
    sources=listed(TEXT),
    function=TEXT,
    cells={
        "type": "object",
        "additionalProperties": TEXT,
        "description": "addresses of numbers, each with its formula",
    },
)
REPORT = page("scheduler report --json", **_fields(Report), definitions=listed(_DEFINITION), said=_SAID)
INDICES = page("scheduler report --json --for partners", **_fields(Indices))
WHY = page(
    "scheduler why --json",
    **_fields(Why),
    age_hours=NUMBER,
    components=listed(TEXT),
    sources=listed(TEXT),
    function=TEXT,
    said=record(language=TEXT, name=TEXT, how=TEXT, care=TEXT, reason=TEXT),
)
