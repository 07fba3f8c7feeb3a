"""Rows read back as deliveries, in SQL's own words: by whichever way the database is asked, and without SQLAlchemy."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from scheduler.model.delivery import Approval, Delivery, Handing, Receipt, State
from scheduler.model.variant import Variant
from scheduler.store.values import Ask, moment, told
from scheduler.store.variants import from_json

MOST = 500
"""Deliveries of one statement about what belongs to them: an engine takes only so many values."""


def found(ask: Ask, where: str, *given: int | str | Iterable[int]) -> list[Delivery]:
    """The deliveries that meet `where`, with their approvals and receipts, in order of due instant, then id."""
    rows = ask(f"SELECT variant, {', '.join(KEPT)} FROM deliveries WHERE {where} {_ORDER}", *given)  # noqa: S608 - words of ours
    return read(ask, rows, [from_json(row[0]) for row in rows])


def read(ask: Ask, rows: Sequence[Any], variants: Sequence[Variant]) -> list[Delivery]:
    """Deliveries of rows that end with the columns of `KEPT`, their variants read already."""
    yes: dict[int, list[Approval]] = defaultdict(list)
    out: dict[int, list[Receipt]] = defaultdict(list)
    every = [row[-len(KEPT)] for row in rows]
    for first in range(0, len(every), MOST):
        ids = every[first : first + MOST]
        for delivery_id, at, not_before, *rest in ask(_APPROVED, ids):
            values = dict(zip(_OF_YES, rest, strict=True))
            yes[delivery_id].append(Approval(at=moment(at), not_before=told(not_before), **values))
        for delivery_id, part, remote_id, url, at in ask(_RECEIVED, ids):
            out[delivery_id].append(Receipt(part=part, remote_id=remote_id, url=url, at=moment(at)))
    both = zip(every, rows, variants, strict=True)
    return [_of(row, variant, tuple(yes[one]), tuple(out[one])) for one, row, variant in both]


def handing(text: str) -> Handing | None:
    """What a person was given, as `handed.written` wrote it; None where nothing was."""
    if not text:
        return None
    kept = json.loads(text)
    return Handing(**(kept | {"at": datetime.fromisoformat(kept["at"])}))


def _of(row: Any, variant: Variant, yes: tuple[Approval, ...], out: tuple[Receipt, ...]) -> Delivery:
    values = dict(zip(KEPT, row[-len(KEPT) :], strict=True))
    for name, reader in _READERS:
        if values[name] is not None:
            values[name] = reader(values[name])
    return Delivery(**values, variant=variant, approvals=yes, receipts=out)


def _roles(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()


KEPT = tuple(one.name for one in fields(Delivery) if one.name not in {"variant", "approvals", "receipts"})
"""Columns of a delivery, its id first, without what stands in other tables or is long."""
_ORDER = "ORDER BY due ASC NULLS LAST, id"
_OF_YES = tuple(one.name for one in fields(Approval) if one.name not in {"at", "not_before"})
_APPROVED = (
    "SELECT delivery_id, at, not_before, " + ", ".join(f'"{name}"' for name in _OF_YES) + " FROM approvals"  # noqa: S608
    " WHERE taken_back_at IS NULL AND delivery_id IN (?) ORDER BY id"
)
_RECEIVED = "SELECT delivery_id, part, remote_id, url, at FROM receipts WHERE delivery_id IN (?) ORDER BY part"
_INSTANTS = ("due", "too_late_at", "closes", "embargo", "not_before", "reminded_at")
_READERS: tuple[tuple[str, Callable[[Any], object]], ...] = (
    *((name, moment) for name in _INSTANTS),
    ("local", datetime.fromisoformat),
    ("state", State),
    ("roles", _roles),
    ("handed", handing),
)
