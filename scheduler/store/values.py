"""How our values lie in the tables, whoever asks for them: instants as whole microseconds of UTC, small values as JSON."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

SCHEMA_VERSION = 9
"""The number of the newest revision in `migrations/`; a database that bears a higher one is refused."""
APPLICATION_ID = 0x45646353
"""«EdcS», in the header of our files: https://sqlite.org/pragma.html#pragma_application_id, read 2026-11-20."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
Plain = int | str | None
"""What the tables hold."""


class Ask(Protocol):
    """The rows that a statement finds, in SQL's own words; each `?` stands for what is given at its place."""

    def __call__(self, sql: str, *given: Plain | Iterable[Plain]) -> Sequence[Any]: ...


def filled(sql: str, given: Iterable[Plain | Iterable[Plain]], mark: str) -> tuple[str, tuple[Plain, ...]]:
    """`sql` with a mark for each value, and the values: for a list, all that is in it. An empty list finds nothing."""
    values: list[Plain] = []
    pieces = sql.split("?")
    for number, one in enumerate(given):
        if one is None or isinstance(one, int | str):
            values.append(one)
            pieces[number] += mark
        else:
            many = list(one)
            values += many
            pieces[number] += ", ".join([mark] * len(many)) or "NULL"
    return "".join(pieces), tuple(values)


def instant(at: datetime | None) -> int | None:
    """An aware instant as it is kept. A naive one raises TypeError."""
    return None if at is None else (at - EPOCH) // MICROSECOND


def told(kept: int | None) -> datetime | None:
    """What `instant` made."""
    return None if kept is None else EPOCH + kept * MICROSECOND


def moment(kept: int) -> datetime:
    """As `told`, of what is there."""
    return EPOCH + kept * MICROSECOND


def canonical(value: object) -> str:
    """JSON in the one form that digests and hashes are made of: sorted, without spaces, text as it is."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
