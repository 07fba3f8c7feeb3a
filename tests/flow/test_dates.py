"""Where the dates of a series fall: in every zone by the slow way, moved and left out one by one, by conditions, by the draw."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from scheduler.flow import draws, seasons
from scheduler.flow.recur import Span, occurrences
from scheduler.model.campaign import At, Campaign, Content, Edited, Moment, Occurrence, Override, Post, Reply
from scheduler.model.line import Country, Days, Line
from scheduler.model.notice import Notice, Severity
from scheduler.model.series import Daily, Kind, Order, Repeat
from tests.flow.test_recur import ACCOUNTS, HERE, hour, says

ZONES = (
    *("Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata", "UTC"),
    *("Pacific/Apia", "America/Sao_Paulo", "Europe/Dublin", "Pacific/Kiritimati"),
)
DAILY = Repeat(every="day", hour=time(10), first=date(2027, 3, 1), where=HERE)


def found(
    post: Post,
    *,
    now: datetime = datetime(2027, 3, 1, tzinfo=UTC),
    days: int = 30,
    zone: str = "Europe/Paris",
    line: Line | None = None,
    runs: dict[str, tuple[date, date]] | None = None,
    said: dict[str, str] | None = None,
) -> tuple[list[Occurrence], list[Notice]]:
    """The occurrences of `post` on one account, and what is said of them."""
    campaign = Campaign(
        slug="semaine", title="", language="fr", timezone=zone, accounts=("musee-x",), where=HERE, posts=(post,)
    )
    lines = {"semaine": line} if line else {}
    until = now + timedelta(days=days)
    span = Span(now=now, until=until, days_of=runs or {}, lines=lines, said=said or {})
    made = occurrences(campaign, ACCOUNTS, span)
    return list(made.occurrences), list(made.notices)


def post(repeat: Repeat, *edits: Edited, **more: object) -> Post:
    return replace(Post(id="mardi", content=says("Mardi."), where=HERE, repeat=repeat, occurrences=edits), **more)  # type: ignore[arg-type]


def edit(day: str, **more: object) -> Edited:
    return replace(Edited(day=date.fromisoformat(day), where=HERE), **more)  # type: ignore[arg-type]


def short(made: list[Occurrence]) -> list[str]:
    """Each nominal day, and the wall-clock moment that it has."""
    return [f"{one.key[5:10]} {one.local:%m-%d %H:%M}" for one in made if one.local]


# -- zones


def shown_first(zone: str, first: datetime, hours: int) -> dict[datetime, datetime]:
    """By each minute that the clocks of `zone` show, the first instant at which they do: looked at minute by minute."""
    place, seen = ZoneInfo(zone), dict[datetime, datetime]()
    for minute in range(hours * 60):
        instant = first + timedelta(minutes=minute)
        seen.setdefault(instant.astimezone(place).replace(tzinfo=None), instant)
    return seen


def slowly(day: date, at: time, zone: str, seen: dict[datetime, datetime]) -> datetime:
    """The instant of a wall-clock time; where the clocks skip it, by the offset that they had a day before."""
    wall = datetime.combine(day, at)
    if wall in seen:
        return seen[wall]
    before = seen[max(one for one in seen if one < wall)]
    offset = before.astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return (wall - offset).replace(tzinfo=UTC)


@settings(max_examples=25)
@given(
    st.sampled_from(ZONES),
    st.dates(date(2025, 1, 1), date(2030, 12, 31)),
    st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    st.lists(st.integers(0, 6), max_size=4, unique=True),
    st.integers(1, 4),
)
@example("Europe/Paris", date(2027, 3, 26), time(2, 30), [], 1)
@example("Europe/Paris", date(2027, 10, 29), time(2, 30), [], 1)
@example("Australia/Lord_Howe", date(2027, 10, 1), time(2, 10), [], 1)
@example("America/Sao_Paulo", date(2018, 11, 2), time(0, 30), [], 1)
@example("Pacific/Apia", date(2011, 12, 27), time(9), [], 1)
def test_a_rule_in_a_zone_gives_what_looking_minute_by_minute_gives(
    zone: str, first: date, at: time, weekdays: list[int], interval: int
) -> None:
    assume(not weekdays or interval == 1)
    begin = datetime.combine(first, time(), UTC)
    seen = shown_first(zone, begin - timedelta(hours=40), 40 + 8 * 24)
    rule = Repeat(every="day", hour=at, first=first, days=tuple(weekdays), interval=interval, where=HERE)
    made, _ = found(post(rule), now=begin, days=6, zone=zone)
    wanted = []
    for number in range(8):
        day = first + timedelta(days=number)
        due = slowly(day, at, zone, seen) if number % interval == 0 else None
        if due and (not weekdays or day.weekday() in weekdays) and begin < due <= begin + timedelta(days=6):
            wanted.append((f"{day.isoformat()}T{at:%H:%M}", due))
    assert sorted((one.key, one.due) for one in made if one.due) == sorted(wanted)


def test_over_both_clock_changes_each_nominal_date_goes_out_once() -> None:
    """What APScheduler's cron triggers do otherwise: 02:30 twice in autumn, and not at all every half hour in spring."""
    night = replace(DAILY, hour=time(2, 30), first=date(2026, 10, 20))
    autumn, _ = found(post(night), now=datetime(2026, 10, 23, 12, tzinfo=UTC), days=3)
    spring, _ = found(post(night), now=datetime(2027, 3, 26, 12, tzinfo=UTC), days=3)
    assert [f"{one.due:%m-%dT%H:%MZ}" for one in autumn] == ["10-24T00:30Z", "10-25T00:30Z", "10-26T01:30Z"]
    assert [f"{one.due:%m-%dT%H:%MZ}" for one in spring] == ["03-27T01:30Z", "03-28T01:30Z", "03-29T00:30Z"]


def test_the_measured_triggers_where_they_are_right(conformance: Path) -> None:
    """Ours at each clock change beside what was measured of others: equal where they neither double nor skip."""
    cases = json.loads((conformance / "scheduling" / "paris_dst_measured.json").read_text(encoding="utf-8"))["cases"]
    equal: dict[bool, list[str]] = {True: [], False: []}
    for case in cases:
        words = f"{case['trigger']} {case.get('change', '')}"
        at, on = re.search(r"hour=(\d+) minute=(\d+)|(\d\d):(\d\d)", words), re.search(r"20\d\d-\d\d-\d\d", words)
        if "utc" not in case or not at or not on:
            continue  # several hours a day, and lengths of time: no series means them
        nights = 1 if "date" in case["trigger"].split() else 3
        first = date.fromisoformat(on[0]) - timedelta(days=nights // 2)
        hour_, minute = (int(one) for one in at.groups() if one)
        rule = replace(DAILY, hour=time(hour_, minute), first=first, count=nights)
        made, _ = found(post(rule), now=datetime.combine(first, time(), UTC) - timedelta(days=1), days=9)
        ours = [f"{one.due:%Y-%m-%dT%H:%MZ}" for one in made]
        equal[ours == case["utc"]].append(str(case.get("verdict", "")).partition(" ")[0])
    assert sorted(equal[True]) == ["", "", "imaginary", "once", "once", "run", "run"]
    assert sorted(equal[False]) == ["DOUBLED", "DOUBLED", "SKIPPED", "imaginary"]


def test_the_next_hour_after_a_moment_is_the_one_that_apscheduler_takes_but_never_a_second_time(
    conformance: Path,
) -> None:
    data = json.loads((conformance / "scheduling" / "apscheduler_dst_cases.json").read_text(encoding="utf-8"))
    told = []
    for fields, start, fold, wanted, wanted_fold in data["cases"]:
        if "hour" not in fields:
            continue  # every half hour: no series means it
        place = ZoneInfo(data["zone"])
        now = datetime.fromisoformat(start).replace(tzinfo=place, fold=fold).astimezone(UTC)
        rule = replace(DAILY, hour=time(fields["hour"], fields.get("minute", 0)), first=date(2013, 3, 1))
        one, *_ = found(post(rule), now=now, days=3, zone=data["zone"])[0]
        assert one.local is not None
        told.append(
            (one.local.replace(tzinfo=None).isoformat(timespec="minutes"), one.local.fold) == (wanted, wanted_fold)
        )
    assert told == [True, True, True, False, True], (
        "the fourth is 01:30 in the repeated hour, after the first 01:30 went out"
    )


def has(rule: Repeat, day: date) -> bool:
    """Whether a series has `day`, asked of the calendar alone."""
    begin = rule.begins
    if day < begin:
        return False
    months = (day.year - begin.year) * 12 + day.month - begin.month
    weeks = ((day - timedelta(days=day.weekday())) - (begin - timedelta(days=begin.weekday()))).days // 7
    since = {"day": (day - begin).days, "week": weeks, "month": months, "year": day.year - begin.year}[rule.every]
    last = (day + timedelta(days=1)).month != day.month
    from_end = (day + timedelta(days=7)).month != day.month
    named = [day.weekday() in rule.days] if rule.days else []
    named += [day.day in rule.month_days or (last and -1 in rule.month_days)] if rule.month_days else []
    named += [((day.day + 6) // 7, day.weekday()) in rule.nth or (from_end and (-1, day.weekday()) in rule.nth)] * bool(
        rule.nth
    )
    named += [(day.month, day.day) in rule.dates] if rule.dates else []
    return since % rule.interval == 0 and all(named)


WEEKDAYS = st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True).map(tuple)
RULES = st.one_of(
    st.fixed_dictionaries({"every": st.just("day"), "interval": st.integers(1, 9)}),
    st.fixed_dictionaries({"every": st.just("week"), "interval": st.integers(1, 4), "days": WEEKDAYS}),
    st.fixed_dictionaries(
        {
            "every": st.just("month"),
            "interval": st.integers(1, 3),
            "month_days": st.lists(st.sampled_from([-1, *range(1, 32)]), min_size=1, max_size=4).map(tuple),
        }
    ),
    st.fixed_dictionaries(
        {
            "every": st.just("month"),
            "interval": st.integers(1, 3),
            "nth": st.lists(
                st.tuples(st.sampled_from([-1, 1, 2, 3, 4, 5]), st.integers(0, 6)), min_size=1, max_size=3
            ).map(tuple),
        }
    ),
    st.fixed_dictionaries(
        {
            "every": st.just("year"),
            "dates": st.lists(st.tuples(st.integers(1, 12), st.integers(1, 29)), min_size=1, max_size=6).map(tuple),
        }
    ),
)


@settings(max_examples=30)
@given(RULES, st.sampled_from(ZONES), st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(-20, 900))
@example({"every": "year", "dates": ((2, 29),)}, "Europe/Paris", date(2020, 1, 1), 2975)
@example({"every": "week", "interval": 2, "days": (6, 1)}, "America/New_York", date(2027, 1, 6), 60)
def test_every_rhythm_in_a_zone_gives_what_asking_each_day_of_the_calendar_gives(
    given_: dict[str, Any], zone: str, first: date, after: int
) -> None:
    rule = replace(DAILY, first=first, hour=time(2, 30), **given_)
    now = datetime.combine(first + timedelta(days=after), time(12), UTC)
    made, _ = found(post(rule), now=now, days=45, zone=zone)
    wanted = []
    for number in range(-2, 48):
        day = now.date() + timedelta(days=number)
        if has(rule, day):
            midnight = datetime.combine(day, time(), UTC)
            due = slowly(day, time(2, 30), zone, shown_first(zone, midnight - timedelta(hours=15), 36))
            wanted += [(f"{day.isoformat()}T02:30", due)] if now < due <= now + timedelta(days=45) else []
    assert sorted((one.key, one.due) for one in made if one.due) == sorted(wanted)


# -- single dates


def test_one_date_is_left_out_moved_or_given_another_hour_and_the_others_stay() -> None:
    edits = (
        edit("2027-03-03", skip=True),
        edit("2027-03-04", to=date(2027, 3, 6), hour=time(18)),
        edit("2027-03-05", hour=time(14)),
    )
    made, _ = found(post(DAILY, *edits), days=6)
    assert short(made) == [
        "03-01 03-01 10:00",
        "03-02 03-02 10:00",
        "03-05 03-05 14:00",
        "03-06 03-06 10:00",
        "03-04 03-06 18:00",
    ]
    assert {one.key: one.number for one in made}["2027-03-04T10:00"] == 4


def test_a_date_that_is_moved_is_laid_out_wherever_it_comes_from_and_however_far_it_goes() -> None:
    """One that left the queue because it was moved beyond the horizon would not come back by itself."""
    weekly = Repeat(every="week", days=(0,), hour=time(10), first=date(2027, 1, 4), where=HERE)
    edits = (
        edit("2027-02-08", to=date(2027, 3, 2)),
        edit("2027-03-08", to=date(2027, 6, 9)),
        edit("2027-06-07", to=date(2027, 3, 12)),
    )
    made, _ = found(post(weekly, *edits), days=20)
    assert short(made) == [
        "03-01 03-01 10:00",
        "02-08 03-02 10:00",
        "06-07 03-12 10:00",
        "03-15 03-15 10:00",
        "03-08 06-09 10:00",
    ]
    assert [one.number for one in made] == [9, 6, 23, 11, 10]


def test_a_moved_date_keeps_its_replies_under_it() -> None:
    reply = Reply(id="suite", moment=hour("20:00"), content=says("La suite."))
    made, _ = found(post(DAILY, edit("2027-03-02", to=date(2027, 3, 5)), replies=(reply,)), days=5)
    assert [f"{one.key[5:]} {one.local:%m-%d}" for one in made if "03-02" in one.key and one.local] == [
        "03-02T10:00 03-05",
        "03-02T10:00+suite 03-05",
    ]


def test_an_edit_s_hour_wins_over_an_account_s_and_its_own_account_s_over_both() -> None:
    own = {"x": Override(name="x", content=Content(where=HERE), moment=hour("12:00"))}
    special = {"x": Override(name="x", content=Content(where=HERE), moment=hour("16:00"))}
    edits = (edit("2027-03-02", hour=time(14)), edit("2027-03-03", hour=time(14), overrides=special))
    made, _ = found(post(DAILY, *edits, overrides=own), days=3)
    assert short(made) == ["03-01 03-01 12:00", "03-02 03-02 14:00", "03-03 03-03 16:00"]


def test_the_words_of_one_date_win_over_those_of_the_series_and_of_its_networks() -> None:
    own = {"x": Override(name="x", content=replace(says("Sur X."), link="https://x.example"))}
    special = edit("2027-03-02", content=replace(says("Ce jour-là."), media=()))
    made, _ = found(post(DAILY, special, overrides=own), days=3)
    first, second, third = made
    assert first.post is third.post
    assert (second.content.text, second.content.media) == ("Ce jour-là.", ())
    assert second.post.overrides["x"].content.text is None
    assert second.post.overrides["x"].content.link == "https://x.example"


def test_the_words_of_one_date_may_differ_on_one_network() -> None:
    there = {"x": Override(name="x", content=says("Seulement ici."))}
    made, _ = found(post(DAILY, edit("2027-03-02", overrides=there)), days=3)
    assert [bool(one.post.overrides) for one in made] == [False, True, False]


# -- conditions of the day


def day(kind: Kind, **more: object) -> Daily:
    return replace(Daily(kind=kind, where=HERE), **more)  # type: ignore[arg-type]


LINE = Line(
    closed_days=(Days(weekday=1, severity=Severity.WARNING, where=HERE),),
    sensitive_dates=(
        Days(first=date(2027, 3, 10), last=date(2027, 3, 12), severity=Severity.WARNING, where=HERE),
        Days(first=date(2000, 3, 20), last=date(2000, 3, 20), yearly=True, severity=Severity.WARNING, where=HERE),
    ),
    holidays=(Country(code="FR", severity=Severity.WARNING, where=HERE),),
)


@pytest.mark.parametrize(
    ("one", "days"),
    [
        (day(Kind.WEEKDAYS, weekdays=(5, 6)), "06 07 13 14 20 21 27 28"),
        (day(Kind.RANGE, first=date(2027, 3, 5), last=date(2027, 3, 7)), "05 06 07"),
        (day(Kind.YEARLY, yearly=((3, 29), (3, 2))), "01 02 29 30"),
        (day(Kind.YEARLY, yearly=((3, 14), (3, 14))), "14"),
        (day(Kind.CAMPAIGN, name="expo"), "17 18"),
        (day(Kind.CLOSED), "02 09 16 23 30"),
        (day(Kind.SENSITIVE), "10 11 12 20"),
        (day(Kind.HOLIDAYS), "29"),
        (day(Kind.HOLIDAYS, name="FR-57"), "26 29"),
        (day(Kind.HOLIDAYS, name="IE"), "17 29"),
    ],
)
def test_each_condition_chooses_its_days_or_all_others(one: Daily, days: str) -> None:
    runs = {"expo": (date(2027, 3, 17), date(2027, 3, 18))}
    only, _ = found(post(replace(DAILY, only_when=(one,))), line=LINE, runs=runs)
    never, _ = found(post(replace(DAILY, not_when=(one,))), line=LINE, runs=runs)
    assert [made.key[8:10] for made in only] == days.split()
    assert sorted(made.key[8:10] for made in (*only, *never)) == [f"{number:02}" for number in range(1, 31)]


def test_what_is_left_out_keeps_its_number_and_its_content() -> None:
    contents = (says("un"), says("deux"), says("trois"))
    sunday = day(Kind.WEEKDAYS, weekdays=(6,))
    made, _ = found(post(replace(DAILY, not_when=(sunday,)), rotate=contents), days=9)
    assert [one.number for one in made] == [1, 2, 3, 4, 5, 6, 8, 9]
    assert [one.content.text for one in made] == ["un", "deux", "trois", "un", "deux", "trois", "deux", "trois"]


def test_who_moves_a_date_off_a_holiday_gets_it() -> None:
    holidays = replace(DAILY, not_when=(day(Kind.HOLIDAYS, name="FR"),))
    made, _ = found(post(holidays, edit("2027-03-29", to=date(2027, 3, 30), hour=time(15))))
    assert short(made)[-3:] == ["03-28 03-28 10:00", "03-30 03-30 10:00", "03-29 03-30 15:00"]


@pytest.mark.parametrize(
    ("one", "code", "severity"),
    [
        (day(Kind.HOLIDAYS), "condition-country-none", Severity.ERROR),
        (day(Kind.HOLIDAYS, name="ZZ"), "condition-country-unknown", Severity.ERROR),
        (day(Kind.HOLIDAYS, name="FR-00"), "condition-country-unknown", Severity.ERROR),
        (day(Kind.CLOSED), "condition-without-days", Severity.WARNING),
        (day(Kind.SENSITIVE), "condition-without-days", Severity.WARNING),
    ],
)
def test_a_condition_that_never_holds_is_named(one: Daily, code: str, severity: Severity) -> None:
    _, notices = found(post(replace(DAILY, not_when=(one,))))
    assert [(notice.code, notice.severity, notice.where) for notice in notices] == [(code, severity, HERE)]


def test_a_campaign_that_no_file_has_or_that_has_no_days_is_named() -> None:
    names = ("expo", "expos-mer", "semaine-polar", "zzz")
    conditions = tuple(day(Kind.CAMPAIGN, name=name) for name in names)
    runs = {"expo": (date(2027, 3, 1), date(2027, 3, 2)), "expo-mer": None, "semaine-polar": None}
    told = list(seasons.unknown(post(replace(DAILY, only_when=conditions)), runs))
    assert [(one.code, one.arguments["name"]) for one in told] == [
        ("condition-campaign-meant", "expos-mer"),
        ("condition-campaign-dateless", "semaine-polar"),
        ("condition-campaign-unknown", "zzz"),
    ]
    assert told[0].arguments["meant"] == "expo-mer"


# -- the draw


def test_the_minute_of_a_window_is_drawn_once_and_for_all() -> None:
    window = replace(DAILY, hour=time(9), closes=time(11))
    made, _ = found(post(window), days=60)
    again, _ = found(post(window), now=datetime(2027, 3, 20, tzinfo=UTC), days=60)
    hours = {one.key: one.local for one in made}
    assert {one.key for one in made} >= {"2027-03-01T09:00", "2027-04-01T09:00"}
    assert all(one.local and time(9) <= one.local.time() < time(11) for one in made)
    assert len({one.local.time() for one in made if one.local}) > 30
    assert all(hours[one.key] == one.local for one in again if one.key in hours)


@given(st.integers(0, 1438), st.integers(1, 1439), st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_the_drawn_minute_lies_in_its_window(first: int, long: int, on: date) -> None:
    last = min(first + long, 1439)
    begin, end = (time(one // 60, one % 60) for one in (first, last))
    assert begin <= draws.minute("c", "p", on, begin, end) < end


def test_every_minute_of_a_window_is_drawn_about_as_often() -> None:
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(6000)]
    drawn = Counter(draws.minute("c", "p", one, time(9), time(10)) for one in days)
    assert len(drawn) == 60
    assert min(drawn.values()) > 60


@given(st.integers(2, 9), st.text(max_size=8), st.integers(0, 400))
def test_shuffled_contents_come_once_a_round_and_never_twice_in_a_row(many: int, seed: str, lap: int) -> None:
    turns = [draws.turn(Order.SHUFFLED, lap * many + number, many, seed) for number in range(1, 3 * many + 1)]
    for start in range(0, 3 * many, many):
        assert sorted(turns[start : start + many]) == list(range(many))
    assert all(one != other for one, other in pairwise(turns))


def test_rounds_are_shuffled_differently() -> None:
    rounds = {tuple(draws.turn(Order.SHUFFLED, lap * 6 + n, 6, "c/p") for n in range(1, 7)) for lap in range(50)}
    assert len(rounds) > 40


# -- what lies in the queue


@given(st.sampled_from(list(Order)), st.integers(1, 6), st.integers(1, 3))
def test_a_content_added_at_the_end_moves_nothing_that_is_queued(order: Order, many: int, more: int) -> None:
    rule = replace(DAILY, order=order)
    contents = tuple(says(f"texte {number}") for number in range(many))
    queued, _ = found(post(rule, rotate=contents), days=20)
    said = {f"semaine/mardi/{one.key}/{one.account}": one.entry for one in queued}
    longer = (*contents, *(says(f"nouveau {number}") for number in range(more)))
    now, _ = found(post(rule, rotate=longer), days=40, said=said)
    texts = {one.key: one.content.text for one in now}
    assert [texts[one.key] for one in queued] == [one.content.text for one in queued]
    assert any("nouveau" in str(text) for text in texts.values())


@settings(max_examples=30)
@given(RULES, RULES, st.integers(0, 700))
def test_a_post_that_is_added_moves_no_date_of_another(old: dict[str, Any], new: dict[str, Any], after: int) -> None:
    mine = post(replace(DAILY, closes=time(12), **old), rotate=(says("un"), says("deux"), says("trois")))
    other = replace(post(replace(DAILY, **new)), id="autre")
    now = datetime(2027, 3, 1, tzinfo=UTC) + timedelta(days=after)
    campaign = Campaign(
        slug="semaine",
        title="",
        language="fr",
        timezone="Europe/Paris",
        accounts=tuple(ACCOUNTS),
        where=HERE,
        posts=(mine,),
    )
    span = Span(now=now, until=now + timedelta(days=60), days_of={})
    before = occurrences(campaign, ACCOUNTS, span).occurrences
    both = occurrences(replace(campaign, posts=(other, mine)), ACCOUNTS, span).occurrences
    assert tuple(one for one in both if one.post.id == "mardi") == before


def test_a_content_that_is_gone_gives_its_place_to_the_next_in_turn() -> None:
    made, _ = found(
        post(DAILY, rotate=(says("un"), says("deux"))), days=3, said={"semaine/mardi/2027-03-02T10:00/musee-x": "7"}
    )
    assert [(one.content.text, one.entry[:2]) for one in made] == [("un", "1:"), ("deux", "2:"), ("un", "1:")]


def test_an_hour_by_hand_is_no_matter_of_a_series() -> None:
    live = Moment(kind=At.MANUAL, between=(time(14), time(16)))
    special = {"x": Override(name="x", content=Content(where=HERE), moment=live)}
    (one, *_), _ = found(post(DAILY, overrides=special), days=1)
    assert one.due is None
