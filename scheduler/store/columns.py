"""How our values lie in the tables: instants as whole microseconds of UTC, so that they sort and never guess."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Dialect, Text
from sqlalchemy.types import TypeDecorator

from scheduler.clock import aware
from scheduler.store.values import EPOCH, MICROSECOND, canonical


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as microseconds since 1970 in UTC. A naive one raises ValueError."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (aware(value) - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + value * MICROSECOND


class Local(TypeDecorator[datetime]):
    """The author's wall time with its offset, kept as ISO 8601 text: read by people in the database too."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else aware(value).isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """A small value as canonical JSON text, equal in every engine."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)
