"""An RFC 5545 recurrence rule read from its text: `FREQ=MONTHLY;BYDAY=2TU`. What makes no sense in a calendar of days is refused.

https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10, read 2026-11-22. The hour stands in `at` and the first day in `from`: a
rule that names them a second time would have to be right twice.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from scheduler.model.rule import Every, Rule
from scheduler.model.spelling import Misspelt, nearest

FREQUENCIES = {"DAILY": Every.DAY, "WEEKLY": Every.WEEK, "MONTHLY": Every.MONTH, "YEARLY": Every.YEAR}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ELSEWHERE = {
    "DTSTART": "from",
    "BYHOUR": "at",
    "BYMINUTE": "at",
    "BYSECOND": "at",
    "EXDATE": "except",
    "EXRULE": "not_when",
    "TZID": "timezone",
    "RDATE": "occurrences",
}
"""Parts that say what another key of the file says."""
_OFTEN = ("HOURLY", "MINUTELY", "SECONDLY")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A rule with the end that its text may name."""

    rule: Rule
    count: int | None = None
    until: date | None = None
    anchored: bool = False
    """Whether its days depend on the first one: an interval, a count, or a day that it takes from there."""


@lru_cache(maxsize=256)
def rrule(text: str) -> Given:
    """Read `text`. Raises `Misspelt` for what is no rule, or a rule that this calendar cannot mean."""
    bare = re.sub(r"^\s*RRULE:", "", text.strip(), flags=re.IGNORECASE)
    parts: dict[str, str] = {}
    for piece in filter(None, re.split(r"[;\n]", bare)):
        name, sign, value = (one.strip().upper() for one in re.split("([=:])", f"{piece}=", maxsplit=1))
        value = value.removesuffix("=").strip()
        key = name.partition(";")[0]
        if key in _ELSEWHERE:
            raise Misspelt("rrule-elsewhere", part=key, key=_ELSEWHERE[key])
        if sign != "=" or not value or (key not in _READ and key not in _KNOWN):
            raise _unknown(key, piece.strip())
        if key in parts:
            raise Misspelt("rrule-part-twice", part=key)
        parts[key] = value
    if "FREQ" not in parts:
        raise Misspelt("rrule-without-freq", given=text.strip()[:80])
    return _made(parts)


def _unknown(key: str, piece: str) -> Misspelt:
    meant = nearest(key, (*_KNOWN, *_READ))
    return Misspelt("rrule-part-meant", given=piece, meant=meant) if meant else Misspelt("rrule-part", given=piece)


def _made(parts: Mapping[str, str]) -> Given:
    every = _every(parts["FREQ"])
    if "COUNT" in parts and "UNTIL" in parts:
        raise Misspelt("rrule-ends-twice")
    found: dict[str, Any] = {field: read(key, parts[key]) for key, (field, read) in _READ.items() if key in parts}
    weekdays, nth = _weekdays(parts["BYDAY"]) if "BYDAY" in parts else ((), ())
    if nth and (every in {Every.DAY, Every.WEEK} or "BYWEEKNO" in parts):
        raise Misspelt("rrule-nth", given=parts["BYDAY"])
    interval = _number("INTERVAL", parts["INTERVAL"], 1, 1000) if "INTERVAL" in parts else 1
    week = _week_start(parts.get("WKST", "MO"))
    rule = Rule(every=every, interval=interval, weekdays=weekdays, nth=nth, week_start=week, **found)
    named = rule.weekdays or rule.nth or rule.month_days or rule.year_days or rule.weeks or every is Every.DAY
    if rule.positions and not (named or rule.months):
        raise Misspelt("rrule-positions")
    count = _number("COUNT", parts["COUNT"], 1, 10_000) if "COUNT" in parts else None
    return Given(
        rule=rule,
        count=count,
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        anchored=interval > 1 or count is not None or not named,
    )


def _every(word: str) -> Every:
    if word in _OFTEN:
        raise Misspelt("rrule-often", given=word)
    if word not in FREQUENCIES:
        meant = nearest(word, FREQUENCIES)
        if meant:
            raise Misspelt("rrule-part-meant", given=f"FREQ={word}", meant=f"FREQ={meant}")
        raise Misspelt("rrule-part", given=f"FREQ={word}")
    return FREQUENCIES[word]


def _week_start(word: str) -> int:
    if word not in WEEKDAYS:
        raise Misspelt("rrule-part", given=f"WKST={word}")
    return WEEKDAYS.index(word)


def _until(word: str) -> date:
    """A day. With an hour it would end between two zones: the one of the rule and the one of the campaign."""
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(T\d{6}Z?)?", word)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        day = None
    if day is None or found is None:
        raise Misspelt("rrule-part", given=f"UNTIL={word}")
    if found[4]:
        raise Misspelt("rrule-until-hour", given=word, meant=f"UNTIL={day:%Y%m%d}")
    return day


def _weekdays(text: str) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    plain: list[int] = []
    nth: list[tuple[int, int]] = []
    for word in text.split(","):
        found = re.fullmatch(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", word.strip())
        number = int(found[1]) if found and found[1] else None
        if not found or number == 0 or (number and abs(number) > 53):
            raise Misspelt("rrule-part", given=f"BYDAY={word}")
        weekday = WEEKDAYS.index(found[2])
        if number is None:
            plain.append(weekday)
        else:
            nth.append((number, weekday))
    return tuple(plain), tuple(nth)


def _number(key: str, text: str, least: int, most: int) -> int:
    if re.fullmatch(r"\d{1,6}", text) and least <= int(text) <= most:
        return int(text)
    raise Misspelt("rrule-part", given=f"{key}={text}")


def _numbers(most: int, *, signed: bool = True) -> Callable[[str, str], tuple[int, ...]]:
    def read(key: str, text: str) -> tuple[int, ...]:
        found = []
        for word in text.split(","):
            number = int(word) if re.fullmatch(r"[+-]?\d{1,3}", word.strip()) else 0
            if number == 0 or abs(number) > most or (number < 0 and not signed):
                raise Misspelt("rrule-part", given=f"{key}={text}")
            found.append(number)
        return tuple(found)

    return read


_READ: dict[str, tuple[str, Callable[[str, str], tuple[int, ...]]]] = {
    "BYMONTH": ("months", _numbers(12, signed=False)),
    "BYMONTHDAY": ("month_days", _numbers(31)),
    "BYYEARDAY": ("year_days", _numbers(366)),
    "BYWEEKNO": ("weeks", _numbers(53)),
    "BYSETPOS": ("positions", _numbers(366)),
}
_KNOWN = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST")
