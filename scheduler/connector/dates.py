"""What time the networks have: every answer says it, and whoever wants to know whether our own clock is right may listen."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

Hear = Callable[[str, datetime], None]
_listeners: list[Hear] = []


@contextmanager
def listening(hear: Hear) -> Iterator[None]:
    """While inside, `hear` is called with the origin and the time of every answer, from whichever thread got it."""
    _listeners.append(hear)
    try:
        yield
    finally:
        _listeners.remove(hear)


def heard(origin: str, headers: Mapping[str, str]) -> None:
    """An answer of `origin` has come."""
    if _listeners and (at := server_time(headers)) is not None:
        for hear in tuple(_listeners):
            hear(origin, at)


def server_time(headers: Mapping[str, str]) -> datetime | None:
    """The instant at which an answer came from its server; None where it does not say.

    An answer out of a cache bears the date of when it was made, and its age beside it:
    https://www.rfc-editor.org/rfc/rfc9111#section-5.1, read 2026-11-22.
    """
    given = {name.lower(): value.strip() for name, value in headers.items()}
    try:
        made = parsedate_to_datetime(given.get("date", ""))
    except (TypeError, ValueError):
        return None
    age = given.get("age", "")
    made = made.replace(tzinfo=made.tzinfo or UTC).astimezone(UTC)
    return made + timedelta(seconds=int(age) if age.isascii() and age.isdigit() and len(age) < 9 else 0)
