"""The report's values as tables for programs and spreadsheets: one table a part, one line a thing, one number a column.

Tables are made of the report's own fields, so that a new part of a report has its table at once. Names of tables and columns are
stable and only ever added; a line's `cell` is its address, which `scheduler why` understands.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from scheduler.model.addresses import Number, keyed, numeric, paired, worded
from scheduler.model.engagement import COMPONENTS
from scheduler.model.evidence import Evidence, PostEvidence
from scheduler.model.figure import Finding
from scheduler.model.indices import Indices
from scheduler.model.report import Report

Raw = str | Number | bool | date | datetime | StrEnum | None
ABOUT = ("titles", "campaign", "title", "zone", "first", "last", "made", "version", "accounts", "networks")
UNTOLD = frozenset({*ABOUT, "lessons"})
"""What stands in the table `about`, once, and what is said in sentences alone."""
NAMED = {"per_network": "networks"}
"""Tables that are called otherwise than the field."""
SHORT = ("about", "objectives", "figures", "decomposition", "effect", "weeks")
"""The tables of the first page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table. `numbers` are the columns of numbers: an empty cell there has its reason in the column `reason`."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Raw, ...], ...]
    numbers: frozenset[str] = frozenset()


def sheets(report: Report | Indices, evidence: Evidence | None = None) -> tuple[Sheet, ...]:
    """Every part of `report` that has lines, and with `evidence` its posts and their readings."""
    found = [_about(report)]
    for one in fields(report):
        if one.name in UNTOLD:
            continue
        found += _part(one.name, one.name, getattr(report, one.name), simulated=report.simulated)
    if evidence is not None:
        found += _part("rates", "rates", evidence.rates, simulated=report.simulated)
        found += [posts(evidence), readings(evidence)]
    return tuple(found)


def _about(report: Report | Indices) -> Sheet:
    rows: list[tuple[Raw, ...]] = []
    for one in fields(report):
        value = getattr(report, one.name)
        if isinstance(value, str | int | float | date | timedelta | bool) or (
            value is None and one.name in numeric(type(report))
        ):
            rows.append((one.name, _raw(value)))
        elif one.name in {"accounts", "networks", "simulated_accounts"}:
            rows.append((one.name, ", ".join(value)))
    return Sheet(name="about", columns=("what", "value"), rows=tuple(rows))


def _part(name: str, address: str, value: Any, *, simulated: bool) -> Iterator[Sheet]:
    """A part of the report as a table, and the tables that stand within it."""
    name = NAMED.get(name, name)
    if is_dataclass(value) and not isinstance(value, Finding):
        yield from _table(name, [(address, value)], simulated=simulated)
    elif isinstance(value, tuple) and value and is_dataclass(value[0]) and not isinstance(value[0], Finding):
        yield from _table(name, [(f"{address}/{key}", line) for key, line in keyed(value)], simulated=simulated)


def _table(name: str, lines: Sequence[tuple[str, Any]], *, simulated: bool) -> Iterator[Sheet]:
    flat = [(address, dict(_flat(line))) for address, line in lines]
    columns = list(dict.fromkeys(column for _, row in flat for column in row))
    numbers = frozenset(column for _, line in lines for column in _number_columns(line)) & set(columns)
    plain = [column for column in columns if column not in {"reason", "gap", "figure_reason", "figure_networks"}]
    heads = ("cell", *plain, "reason", "simulated")
    rows = tuple(
        (address, *(row.get(column) for column in plain), _reason(row, numbers), simulated) for address, row in flat
    )
    if plain:
        yield Sheet(name=name, columns=heads, rows=rows, numbers=numbers)
    for address, line in lines:
        if is_dataclass(line):
            for one in fields(line):
                yield from _inner(f"{name}_{one.name}", f"{address}/{one.name}", getattr(line, one.name), simulated)


def _inner(name: str, address: str, value: Any, simulated: bool) -> Iterator[Sheet]:
    if isinstance(value, tuple):
        yield from _part(name, address, value, simulated=simulated)


def _flat(value: Any, above: str = "") -> Iterator[tuple[str, Raw]]:
    """The fields of a line, those of what stands within it as `ordinary_low`; tables within it stand apart."""
    for one in fields(value):
        inner, column = getattr(value, one.name), f"{above}{one.name}"
        if isinstance(inner, Finding):
            continue
        if is_dataclass(inner):
            yield from _flat(inner, f"{column}_")
        elif isinstance(inner, Mapping):
            yield from ((f"{column}_{key}", _raw(number)) for key, number in inner.items() if _plain(number))
        elif isinstance(inner, tuple | list):
            yield from ((f"{column}_{key}", _raw(number)) for key, number in paired(inner))
            if one.name in worded(type(value)):
                yield (
                    column,
                    ", ".join(" ".join(map(str, item)) if isinstance(item, tuple) else str(item) for item in inner),
                )
        else:
            yield column, _raw(inner)


def _plain(value: object) -> bool:
    return not is_dataclass(value) and not isinstance(value, tuple | list | Mapping)


def _raw(value: Any) -> Raw:
    if isinstance(value, timedelta):
        hours = value / timedelta(hours=1)
        return int(hours) if hours.is_integer() else hours
    found: Raw = value
    return found


def _number_columns(line: Any, above: str = "") -> Iterator[str]:
    own = numeric(type(line))
    for one in fields(line):
        value = getattr(line, one.name)
        if one.name in own:
            yield f"{above}{one.name}"
        elif isinstance(value, Mapping):
            yield from (f"{above}{one.name}_{key}" for key, inner in value.items() if _plain(inner))
        elif isinstance(value, tuple):
            yield from (f"{above}{one.name}_{key}" for key, _ in paired(value))
        elif is_dataclass(value):
            yield from _number_columns(value, f"{above}{one.name}_")


def _reason(row: Mapping[str, Raw], numbers: Iterable[str]) -> str:
    """The code of the reason why a number of the line is not there; "" where all are."""
    if all(row.get(name) is not None for name in numbers if name.removeprefix("figure_") not in TOLD):
        return ""
    if gap := row.get("gap"):
        return f"report-gap-{gap}"
    if said := next((row[name] for name in row if name.endswith("reason") and row[name]), ""):
        return str(said)
    return "report-few" if row.get("few") else "report-unknown"


TOLD = frozenset({"p", "adjusted", "rank_place", "rank_of", "shrunk", "gained"})
"""Numbers that many reports do not have: where they are missing, the line is not called incomplete."""
_POST = ("tag", "campaign", "post", "network", "account")


def _place(one: PostEvidence) -> tuple[Raw, ...]:
    return (*(getattr(one, name) for name in _POST), one.at.astimezone(UTC), one.at, one.week, one.role)


def posts(evidence: Evidence) -> Sheet:
    """One line a post, its counts at the compared age; `reason` is its standing where it does not count."""
    counts = ("engagement", "reactions", "replies", "shares", "views")
    columns = (*_POST, "published", "local", "week", "role", "theme", "category", "minutes", "title", "url", *counts)
    rows = tuple(
        (
            *_place(one),
            *(one.theme, one.category, one.minutes, one.title, one.url),
            *(getattr(one, name) for name in counts),
            "" if one.counted else f"standing-{one.standing.value}",
            _simulated(one),
        )
        for one in evidence.posts
    )
    return Sheet(
        name="posts", columns=(*columns, "reason", "simulated"), rows=rows, numbers=frozenset({*counts, "minutes"})
    )


def _simulated(one: PostEvidence) -> bool:
    return any(each.source.value == "simulated" for each in one.readings)


def readings(evidence: Evidence) -> Sheet:
    """One line a post, part and snapshot age; a post without any reading has one line, its counts empty."""
    about = (*_POST, "published", "local", "week", "role", "theme", "category", "standing", "part")
    columns = (*about, "age_hours", "read_at", "read_hours", *COMPONENTS, "source", "used", "simulated")
    rows: list[tuple[Raw, ...]] = []
    for one in evidence.posts:
        head = (*_place(one), one.theme, one.category, one.standing)
        if not one.readings:
            rows.append((*head, *([None] * (4 + len(COMPONENTS))), None, None, None))
        for each in one.readings:
            counts = tuple(getattr(each.counts, name) for name in COMPONENTS)
            hours = round(each.hours, 4)
            when = (each.part, _raw(each.age), each.taken.astimezone(UTC), hours)
            rows.append((*head, *when, *counts, each.source, each.used, each.source.value == "simulated"))
    numbers = frozenset({"age_hours", "read_hours", "part", *COMPONENTS})
    return Sheet(name="readings", columns=columns, rows=tuple(rows), numbers=numbers)
