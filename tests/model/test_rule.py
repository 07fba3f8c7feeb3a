"""Rules of recurrence: other people's cases, an independent library, and the slow way that is obviously right."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scheduler.model.rrule import WEEKDAYS, rrule
from scheduler.model.rule import Every, Rule, numbered
from scheduler.model.spelling import Misspelt

FAR = date(2300, 1, 1)
LEFT = {
    "dateutil_rrule_cases.json": {
        "BYEASTER": 21,
        "BYHOUR": 33,
        "BYMINUTE": 16,
        "BYSECOND": 8,
        "HOURLY": 21,
        "MINUTELY": 21,
        "SECONDLY": 21,
        "several rules": 5,
    },
    "rrulejs_cases.json": {
        "+1TU,-1TH": 4,
        "BYEASTER": 12,
        "BYHOUR": 33,
        "BYMINUTE": 15,
        "BYSECOND": 8,
        "HOURLY": 21,
        "MINUTELY": 21,
        "SECONDLY": 21,
        "rrule-ends-twice": 5,
        "rrule-positions": 1,
        "several rules": 16,
    },
}
"""What a calendar of days does not mean: hours, which `at` says; Easter, no part of RFC 5545; sums of several rules; two ends of
one rule, and counted weekdays of a week, both of which the RFC forbids; positions among days that nothing names."""


class Left(Exception):
    """Why a case is not run."""


def moment(text: str) -> datetime:
    found = re.match(r"(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)", text)
    assert found, text
    year, month, day, hour, minute, second = map(int, found.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def lines_of(case: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The properties of a case's text, unfolded, each with its value; the first day may stand beside it."""
    text = case.get("rule") or case.get("rrule_text") or case["string"]
    for line in re.sub(r"(?<=\S)\n (?=\S)", "", text).upper().replace("BYWEEKDAY", "BYDAY").split():
        name, colon, value = line.rpartition(":")
        yield (name if colon else "RRULE").partition(";")[0], value
    if start := re.findall(r"\d+", str(case["args"].get("dtstart", ""))) if "string" in case else []:
        yield "DTSTART", f"{datetime(*map(int, start), tzinfo=UTC):%Y%m%dT%H%M%S}"  # type: ignore[arg-type, misc]


def days_of(case: dict[str, Any]) -> Iterator[date]:
    """The days of a case, by the very code that lays a series out. Raises `Left` where it is no matter of days."""
    lines = list(lines_of(case))
    names = [name for name, _ in lines]
    if names.count("RRULE") != 1 or {"RDATE", "EXRULE"} & set(names):
        raise Left("several rules")
    first = moment(dict(lines)["DTSTART"])
    excepted = {moment(one).date() for name, value in lines if name == "EXDATE" for one in value.split(",")}
    try:
        read = rrule(ending_with_a_day(dict(lines)["RRULE"], first))
    except Misspelt as wrong:
        said = wrong.arguments.get("part") or wrong.arguments.get("given", wrong.code)
        raise Left(str(said).partition("=")[0]) from None
    found = numbered(read.rule, first.date(), begin=first.date(), until=read.until or FAR)
    return (day for number, day in found if number <= (read.count or number) and day not in excepted)


def ending_with_a_day(rule: str, first: datetime) -> str:
    """An UNTIL of an hour before that of the series ends it on the day before."""
    found = re.search(r"UNTIL=(\d{8}T\d{6})Z?", rule)
    if not found:
        return rule
    end = moment(found[1])
    return rule.replace(found[0], f"UNTIL={end - timedelta(days=end.time() < first.time()):%Y%m%d}")


def answer(days: Iterator[date], case: dict[str, Any]) -> Sequence[date]:
    """What the method of a case gives of its days."""
    kind = case.get("method", "all")
    args = [moment(one).date() for one in case["args"] if isinstance(one, str) and "T" in one]
    also = case["args"][-1:] == [True] if kind != "all" else False
    if kind == "after":
        return [next(day for day in days if day > args[0] or (also and day == args[0]))]
    if kind == "all":
        return list(islice(days, len(case["expected"])))
    until = [day for day in islice(days, 5000) if day < args[-1] or (also and day == args[-1])]
    return until[-1:] if kind == "before" else [day for day in until if day > args[0] or (also and day == args[0])]


@pytest.mark.parametrize(("file", "many"), [("dateutil_rrule_cases.json", 254), ("rrulejs_cases.json", 272)])
def test_other_peoples_cases(conformance: Path, file: str, many: int, record_property: Any) -> None:
    cases = json.loads((conformance / "recurrence" / file).read_text(encoding="utf-8"))["cases"]
    left: Counter[str] = Counter()
    for case in cases:
        try:
            assert answer(days_of(case), case) == [moment(one).date() for one in case["expected"]], case
        except Left as why:
            left[str(why)] += 1
    assert len(cases) == many
    assert dict(left) == LEFT[file]
    record_property("run", many - left.total())


NAMES = {Every.DAY: "DAILY", Every.WEEK: "WEEKLY", Every.MONTH: "MONTHLY", Every.YEAR: "YEARLY"}
DAYS = st.dates(date(1995, 1, 1), date(2030, 12, 31))


def some(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    return st.lists(numbers, min_size=1, max_size=4, unique=True).map(lambda found: ",".join(map(str, found)))


def signed(most: int) -> st.SearchStrategy[int]:
    return st.integers(-most, most).filter(bool)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Rules of every kind. Plain weekdays and counted ones are not mixed: there dateutil takes what is both, the RFC either."""
    every = draw(st.sampled_from(list(Every)))
    parts = {"FREQ": NAMES[every], "INTERVAL": str(draw(st.integers(1, 5)))}
    plain = some(st.integers(0, 6)).map(lambda found: ",".join(WEEKDAYS[int(one)] for one in found.split(",")))
    counted = st.tuples(signed(5), st.sampled_from(WEEKDAYS)).map(lambda found: f"{found[0]}{found[1]}")
    offered = {
        "BYMONTH": some(st.integers(1, 12)),
        "BYMONTHDAY": some(signed(31)),
        "BYYEARDAY": some(signed(366)),
        "BYDAY": st.one_of(plain, counted) if every in {Every.MONTH, Every.YEAR} else plain,
        # From its end dateutil finds a year's first week only as far as it lies in that year: no -52 and -53.
        "BYWEEKNO": some(st.integers(-51, 53).filter(bool)),
    }
    if every is not Every.YEAR:
        del offered["BYWEEKNO"]
    for name in draw(st.lists(st.sampled_from(sorted(offered)), max_size=2, unique=True)):
        parts[name] = draw(offered[name])
    if "BYWEEKNO" in parts and parts.get("BYDAY", "MO")[0] in "-0123456789":
        del parts["BYDAY"]
    if len(parts) > 2 and draw(st.booleans()):
        parts["BYSETPOS"] = draw(some(signed(4)))
    if draw(st.booleans()):
        parts["WKST"] = draw(st.sampled_from(WEEKDAYS))
    return ";".join(f"{name}={value}" for name, value in parts.items())


def equal(text: str, first: date, days: int) -> None:
    """Hold our days against those of dateutil, which reckons with instants: of UTC, where no clock ever changes."""
    if "WEEKLY" in text and "BYSETPOS" in text:  # dateutil counts positions in what is left of the first week
        first -= timedelta(days=(first.weekday() - rrule(text).rule.week_start) % 7)
    end = first + timedelta(days=days)
    start = datetime(first.year, first.month, first.day, 9, tzinfo=UTC)
    theirs = rrulestr(f"{text};UNTIL={end:%Y%m%d}T090000Z", dtstart=start)
    ours = list(numbered(rrule(text).rule, first, begin=first, until=end))
    assert [day for _, day in ours] == [one.date() for one in theirs]
    assert [number for number, _ in ours] == list(range(1, len(ours) + 1))


@pytest.mark.long
@settings(max_examples=15)
@given(texts(), DAYS)
@example("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2027, 3, 1))
@example("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", date(1997, 8, 5))
@example("FREQ=MONTHLY;BYMONTHDAY=31", date(2027, 1, 31))
@example("FREQ=YEARLY;BYWEEKNO=53", date(2026, 1, 1))
def test_a_rule_in_utc_gives_the_days_that_dateutil_gives(text: str, first: date) -> None:
    equal(text, first, 420)


@pytest.mark.long
@settings(max_examples=150)
@given(texts(), DAYS)
def test_many_rules_in_utc_give_the_days_that_dateutil_gives(text: str, first: date) -> None:
    equal(text, first, 6 * 366)


@given(texts(), DAYS, st.integers(-400, 3000), st.integers(0, 120))
def test_a_later_beginning_skips_days_and_keeps_their_numbers(text: str, first: date, after: int, long: int) -> None:
    read = rrule(text).rule
    begin = first + timedelta(days=after)
    until = begin + timedelta(days=long)
    whole = [one for one in numbered(read, first, begin=first, until=until) if one[1] >= begin]
    assert list(numbered(read, first, begin=begin, until=until)) == whole


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 28)), min_size=1, max_size=3), DAYS)
def test_the_dates_of_a_year_are_those_of_the_calendar(dates: list[tuple[int, int]], first: date) -> None:
    until = first + timedelta(days=1200)
    found = numbered(Rule(every=Every.YEAR, dates=tuple(dates)), first, begin=first, until=until)
    days = (first + timedelta(days=number) for number in range(1201))
    assert [day for _, day in found] == [day for day in days if (day.month, day.day) in dates]


def test_the_last_days_of_the_calendar_end_no_rule_with_a_fault() -> None:
    for every in Every:
        found = numbered(Rule(every=every, month_days=(31,)), date(9990, 1, 1), begin=date(9999, 1, 1), until=date.max)
        assert all(day.day == 31 for _, day in found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("FREQ=HOURLY", "rrule-often"),
        ("BYDAY=MO", "rrule-without-freq"),
        ("FREQ=WEEKLI", "rrule-part-meant"),
        ("FREQ=42", "rrule-part"),
        ("FREQ=WEEKLY;BYDAI=MO", "rrule-part-meant"),
        ("FREQ=WEEKLY;BYDAY=MO;BYDAY=TU", "rrule-part-twice"),
        ("FREQ=WEEKLY;BYDAY=LU", "rrule-part"),
        ("FREQ=WEEKLY;BYDAY=2TU", "rrule-nth"),
        ("FREQ=MONTHLY;BYDAY=0TU", "rrule-part"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "rrule-part"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "rrule-part"),
        ("FREQ=DAILY;INTERVAL=0", "rrule-part"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "rrule-ends-twice"),
        ("FREQ=DAILY;UNTIL=20271301", "rrule-part"),
        ("FREQ=DAILY;UNTIL=20270101T090000Z", "rrule-until-hour"),
        ("FREQ=DAILY;BYHOUR=9", "rrule-elsewhere"),
        ("DTSTART:20270101\nFREQ=DAILY", "rrule-elsewhere"),
        ("DTSTART;TZID=Europe/Paris:20270101T090000\nRRULE:FREQ=DAILY", "rrule-elsewhere"),
        ("FREQ=DAILY;WKST=XX", "rrule-part"),
        ("FREQ=WEEKLY;BYSETPOS=1", "rrule-positions"),
        ("FREQ=YEARLY;BYMONTH=-1", "rrule-part"),
        ("n’importe quoi", "rrule-part"),
        ("", "rrule-without-freq"),
    ],
)
def test_what_makes_no_sense_is_refused(text: str, code: str) -> None:
    with pytest.raises(Misspelt) as wrong:
        rrule(text)
    assert wrong.value.code == code


def test_a_rule_may_be_written_as_calendars_export_it() -> None:
    assert rrule("RRULE:FREQ=MONTHLY;BYDAY=2TU\n") == rrule(" freq=monthly; byday=+2tu ")
    assert rrule("FREQ=DAILY;COUNT=3").count == 3
    assert rrule("FREQ=DAILY;UNTIL=20271231").until == date(2027, 12, 31)
    assert [rrule(f"FREQ=MONTHLY{more}").anchored for more in ("", ";BYDAY=MO", ";BYDAY=MO;INTERVAL=2")] == [
        True,
        False,
        True,
    ]
