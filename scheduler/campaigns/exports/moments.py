"""When a post of an export went out: the shapes that exports write, and by hand those that people do.

An hour with an offset says itself; one without is of the zone that the caller means; a day alone is kept as such.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.campaigns import handwriting
from scheduler.campaigns.handwriting import MONTHS, Order
from scheduler.model.spelling import Misspelt
from scheduler.patterns import lazy_pattern

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
NOON = time(12)
"""What a day without an hour is taken for: the middle, so that no zone moves it to another day."""
_OFFSET = lazy_pattern(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)\d* ?(Z|[+-]\d{2}:?\d{2}|UTC)")
_LOCAL = lazy_pattern(r"(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?")
_CLOCKED = lazy_pattern(r"[A-Za-z]{3} ([A-Za-z]{3}) (\d{1,2}) (\d{2}:\d{2}:\d{2}) ([+-]\d{4}) (\d{4})")
_SECONDS = lazy_pattern(r"(.*\d{1,2}:\d{2}):\d{2}(?:\.\d+)?( ?[AaPp][Mm])?")
KEPT = 100_000
"""Spellings that are remembered: days come back, and so do minutes."""
DATED = range(631_152_000_000_000, 4_102_444_800_000_000)
"""1990 to 2099: what lies outside was never posted, and some calendars end before it."""
Moment = tuple[int, bool]
"""Microseconds since 1970 in UTC, and whether the hour is unknown."""


def micros(instant: datetime) -> int:
    """An aware instant as microseconds since 1970 in UTC."""
    return (instant - EPOCH) // MICROSECOND


class Reader:
    """Reads cells into moments, each spelling once; `known` holds those that it has read.

    It raises `Misspelt` for what it cannot read, or what means two days.
    """

    def __init__(self, zone: str, order: Order | None) -> None:
        self._place, self._order = ZoneInfo(zone), order
        self.known: dict[object, Moment] = {}

    def __call__(self, cell: object) -> Moment:
        found = self.known.get(cell)
        if found is None:
            if len(self.known) > KEPT:
                self.known.clear()
            found = self._read(cell)
            if found[0] not in DATED:
                raise Misspelt("cell-date-unreadable", given=str(cell))
            self.known[cell] = found
        return found

    def _read(self, cell: object) -> Moment:
        if isinstance(cell, str):
            return _spelt(cell, self._place, self._order)
        if isinstance(cell, datetime):
            return micros(cell if cell.tzinfo else cell.replace(tzinfo=self._place)), False
        if isinstance(cell, date):
            return micros(datetime.combine(cell, NOON, tzinfo=self._place)), True
        raise Misspelt("cell-date-unreadable", given=str(cell))


def joined(cell: object, hour: object) -> object:
    """A day and an hour of two columns, as one cell; the day alone where there is no hour."""
    if hour is None or hour == "":
        return cell
    if isinstance(cell, datetime | date):
        day = cell.date() if isinstance(cell, datetime) else cell
        clock = handwriting.clock(hour)
        return datetime.combine(day, clock) if clock else day
    return f"{cell} {hour.strftime('%H:%M') if isinstance(hour, time) else hour}"


def _spelt(cell: str, place: ZoneInfo, order: Order | None) -> Moment:
    text = " ".join(cell.replace("\u202f", " ").replace("\u00a0", " ").split())
    try:
        if found := _OFFSET.fullmatch(text):
            offset = "+00:00" if found[3] in {"Z", "UTC"} else found[3]
            return micros(datetime.fromisoformat(f"{found[1]}T{found[2]}{offset}")), False
        if found := _CLOCKED.fullmatch(text):
            month = MONTHS[found[1].lower()]
            whole = f"{found[5]}-{month:02}-{int(found[2]):02}T{found[3]}{found[4]}"
            return micros(datetime.fromisoformat(whole)), False
        if found := _LOCAL.fullmatch(text):
            return micros(datetime.fromisoformat(f"{found[1]}T{found[2]:0>5}").replace(tzinfo=place)), False
    except (ValueError, KeyError) as wrong:
        raise Misspelt("cell-date-unreadable", given=cell) from wrong
    if found := _SECONDS.fullmatch(text):
        text = f"{found[1]}{found[2] or ''}"
    day, clock = handwriting.moment(text, order)
    return micros(datetime.combine(day, clock or NOON, tzinfo=place)), clock is None
