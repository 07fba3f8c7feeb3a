"""Quiet hours, closing days, sensitive dates and public holidays."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache

from scheduler.flow.line.slots import Finding, Slot, finding
from scheduler.model.line import Country, Days, Line
from scheduler.model.notice import Notice, Severity, error

BEYOND = range(1970, 2100)
"""Years of which holidays are reckoned."""


def judged(slots: Iterable[Slot]) -> Iterator[Finding]:
    """What there is to say of the day and the hour of each of `slots`; of a series once a rule and account."""
    said: set[tuple[object, ...]] = set()
    for slot in slots:
        if slot.where is None or not slot.line.dates or slot.reply:
            continue
        for one in _of(slot):
            key = (*slot.key, slot.account, one.notice.code, one.notice.arguments["rule"])
            if slot.series and key in said:
                continue
            said.add(key)
            yield one


def kept_free(line: Line, at: datetime, excused: Collection[str] = ()) -> bool:
    """Whether `line` keeps the wall-clock hour `at` free: what only informs keeps nothing free."""
    day, hour = at.date(), at.time()
    rules = {
        "quiet_hours": [one.severity for one in line.quiet_hours if one.hold(hour)],
        "closed_days": [one.severity for one in line.closed_days if one.hold(day)],
        "sensitive_dates": [one.severity for one in line.sensitive_dates if one.hold(day)],
        "holidays": [one.severity for one in line.holidays if day in holidays(one.code, one.part, day.year)],
    }
    found = (severity for name, each in rules.items() if name not in excused for severity in each)
    return any(severity is not Severity.INFO for severity in found)


def unknown(countries: Iterable[Country]) -> Iterator[Notice]:
    """Countries, and parts of them, of which no holidays are known."""
    for one in dict.fromkeys(countries):
        known = parts(one.code)
        if known is None:
            yield error("line-country-unknown", one.where, "", name=one.code)
        elif one.part and one.part not in known:
            yield error("line-part-unknown", one.where, "", name=one.part, country=one.code, known=known or ("–",))


def _of(slot: Slot) -> Iterator[Finding]:
    line = slot.line
    if slot.local is not None and "quiet_hours" not in slot.excused:
        for hours in line.quiet_hours:
            if hours.hold(slot.local.time()):
                about = {"hour": slot.local.time(), "first": hours.first, "last": hours.last}
                yield finding(slot, hours.severity, "line-quiet", hours.where, **about)
    day = slot.day
    if day is None:
        return
    for one in line.closed_days if "closed_days" not in slot.excused else ():
        if one.hold(day):
            yield finding(slot, one.severity, "line-closed", one.where, day=day)
    if "sensitive_dates" not in slot.excused:
        yield from (_sensitive(slot, one, day) for one in line.sensitive_dates if one.hold(day))
    for country in line.holidays if "holidays" not in slot.excused else ():
        if name := holidays(country.code, country.part, day.year).get(day):
            yield finding(slot, country.severity, "line-holiday", country.where, day=day, name=name)


def _sensitive(slot: Slot, one: Days, day: date) -> Finding:
    code = "line-sensitive" if one.why else "line-sensitive-bare"
    why = {"why": one.why} if one.why else {}
    return finding(slot, one.severity, code, one.where, day=day, **why)


@lru_cache(maxsize=256)
def holidays(country: str, part: str, year: int) -> Mapping[date, str]:
    """The public holidays of one year, each by its name in the country's own language; none where nothing is known of it."""
    known = parts(country)
    if known is None or (part and part not in known) or year not in BEYOND:
        return {}
    from holidays import country_holidays  # noqa: PLC0415 - 70 ms that only this rule pays

    named = country_holidays(country).default_language
    return dict(country_holidays(country, subdiv=part or None, years=year, language=named))


@lru_cache(maxsize=64)
def parts(country: str) -> tuple[str, ...] | None:
    """The parts of a country that have holidays of their own, by code and by name; None for a country that is not known."""
    from holidays import country_holidays, list_supported_countries  # noqa: PLC0415 - as above

    if country not in (known := list_supported_countries()):
        return None
    return (*known[country], *country_holidays(country).subdivisions_aliases)
