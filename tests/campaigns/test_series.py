"""Series as they are read: each rhythm, each condition, each single date that differs; and every way to write them wrong."""

from datetime import date, time
from typing import Any

import pytest

from scheduler.campaigns.shifting import shifted
from scheduler.model.campaign import Edited, Post
from scheduler.model.notice import Severity
from scheduler.model.rule import Every
from scheduler.model.series import Daily, Kind, Order, nominal
from scheduler.sentences import say
from tests.campaigns.sample import FILE, TOP, plant, said_well

SERIES = TOP + "posts:\n  - id: un\n    text: a\n"
WEEKLY = (
    SERIES
    + "    repeat: {every: week, day: tuesday, at: 10h, from: 2027-01-05, except: 2027-05-11}\n    occurrences:\n"
)
FAULTS = {
    "word-unfit-meant": [
        "{every: §semaine, day: mardi, at: 9h}",
        "{every: §2 semaines, day: mardi, at: 9h, from: 2027-01-05}",
        "{every: §toutes les deux semaines, day: mardi, at: 9h, from: 2027-01-05}",
        "{every: §tous les jours, at: 9h}",
        "{every: §quinzaine, day: mardi, at: 9h}",
        "{every: §2 weks, day: mardi, at: 9h, from: 2027-01-05}",
        "{every: §mensuel, day: 15, at: 9h}",
        "{every: year, day: §21/06, at: 9h}",
        "{every: year, day: §21 juin, at: 9h}",
        "{every: year, day: §June 21, at: 9h}",
        "{every: year, day: §2027-06-21, at: 9h}",
        "{every: year, day: §21-06, at: 9h}",
        "{every: month, day: §1th tuesday, at: 9h}",
        "{every: month, day: §tuesday 1st, at: 9h}",
        "{every: month, day: §fist tuesday, at: 9h}",
        "{every: week, day: §mardy, at: 9h}",
        "{every: day, at: 9h, not_when: §jours-fériés}",
        "{every: day, at: 9h, not_when: [§public-hollidays]}",
        "{every: day, at: 9h, only_when: [§fermeture]}",
        "{every: day, at: 9h, order: §mélangé}",
    ],
    "word-unfit": ["{every: §souvent, at: 9h}", "{every: month, day: §6th tuesday, at: 9h}"],
    "every-weekday": ["{every: §mardi, at: 9h}", "{every: §chaque lundi, at: 9h}"],
    "number-unfit": ["{every: §0 weeks, day: mardi, at: 9h}", "{every: month, day: §32, at: 9h}"],
    "date-impossible": ["{every: year, day: §02-30, at: 9h}", "{every: day, at: 9h, not_when: §13-32}"],
    "key-missing": ["§{every: day}", "§{at: 9h}"],
    "key-unknown-meant": ["{§chaque: week, every: day, at: 9h}", "{every: day, at: 9h, §sauf_quand: sunday}"],
    "series-by-hand": ["{every: day, at: §manual}"],
    "series-two-rules": ['{rrule: "FREQ=DAILY", §every: day, at: 9h}'],
    "series-hour-twice": ["{every: day, at: 9h, §between: [9h, 10h]}"],
    "between-unfit": ["{every: day, §between: [11h, 9h]}", "{every: day, §between: [9h]}"],
    "series-without-day": ["{§every: week, at: 9h}"],
    "series-without-month-day": ["{§every: month, at: 9h}"],
    "series-without-date": ["{§every: year, at: 9h}"],
    "series-interval-without-start": ["{§every: 2 weeks, day: mardi, at: 9h}"],
    "series-rrule-without-start": ['{§rrule: "FREQ=MONTHLY", at: 9h}', '{§rrule: "FREQ=DAILY;COUNT=3", at: 9h}'],
    "series-day-of-day": ["{every: day, §day: 15, at: 9h}"],
    "series-day-of-week": ["{every: week, §day: 15, at: 9h}"],
    "series-day-of-month": ["{every: month, §day: tuesday, at: 9h}"],
    "series-day-of-year": ["{every: year, §day: tuesday, at: 9h}"],
    "series-days-mixed": ["{every: month, §day: [15, last friday], at: 9h}"],
    "series-day-rare": ["{every: month, §day: 31, at: 9h}", "{every: month, §day: 5th monday, at: 9h}"],
    "series-ends-twice": ['{rrule: "FREQ=DAILY;UNTIL=20271231", at: 9h, from: 2027-01-01, §count: 3}'],
    "series-backwards": ['{rrule: "FREQ=DAILY", at: 9h, from: 2027-05-01, §until: 2027-04-01}'],
    "rrule-often": ['{rrule: §"FREQ=HOURLY", at: 9h}'],
    "rrule-part": ['{rrule: §"FREQ=WEEKLY;BYDAY=LU", at: 9h}'],
    "rrule-part-meant": ['{rrule: §"FREQ=WEEKLY;BYDAI=MO", at: 9h}'],
    "rrule-part-twice": ['{rrule: §"FREQ=DAILY;BYDAY=MO;BYDAY=TU", at: 9h}'],
    "rrule-without-freq": ['{rrule: §"BYDAY=MO", at: 9h}'],
    "rrule-elsewhere": ['{rrule: §"DTSTART:20270101T090000", at: 9h}', '{rrule: §"FREQ=DAILY;BYHOUR=9", at: 9h}'],
    "rrule-ends-twice": ['{rrule: §"FREQ=DAILY;COUNT=3;UNTIL=20271231", at: 9h}'],
    "rrule-nth": ['{rrule: §"FREQ=WEEKLY;BYDAY=2TU", at: 9h}'],
    "rrule-positions": ['{rrule: §"FREQ=WEEKLY;BYSETPOS=1", at: 9h}'],
    "rrule-until-hour": ['{rrule: §"FREQ=DAILY;UNTIL=20271231T090000Z", at: 9h}'],
    "series-over": [
        "{every: day, at: 9h, §until: 2026-06-30}",
        "{every: week, day: tuesday, at: 9h, §until: 2027-01-14}",
        "{every: day, at: 9h, from: 2027-01-01, §count: 3}",
        "{every: day, at: 9h, §until: 2027-01-20, except: 2027-01-10..2027-01-31}",
        '{§rrule: "FREQ=DAILY;UNTIL=20261231", at: 9h}',
    ],
    "series-without-dates": [
        "{every: week, day: tuesday, at: 9h, from: 2027-06-02, §until: 2027-06-07}",
        "{every: day, at: 9h, from: 2027-06-02, §until: 2027-06-07, except: 2027-06-01..2027-06-30}",
    ],
    "condition-country": ["{every: day, at: 9h, not_when: [§public-holidays France]}"],
    "range-backwards": ["{every: day, at: 9h, not_when: §2027-05-02..2027-05-01}"],
}
SINGLE = {
    "occurrence-unknown-meant": [
        "      - {§date: 2027-05-12, skip: true}\n",
        "      - {§date: 2026-12-29, skip: true}\n",
    ],
    "occurrence-excepted": ["      - {§date: 2027-05-11, skip: true}\n"],
    "occurrence-twice": ["      - {date: 2027-05-04, skip: true}\n      - {§date: 2027-05-04, at: 14h}\n"],
    "occurrence-empty": ["      - §{date: 2027-05-04}\n", "      - §{date: 2027-05-04, skip: false}\n"],
    "occurrence-skipped-and": ["      - {date: 2027-05-04, §skip: true, at: 14h}\n"],
    "key-missing": ["      - §{at: 14h}\n"],
    "key-unknown-meant": ["      - {date: 2027-05-04, §sauter: true}\n"],
    "date-slashes": ["      - {date: §04/05/2027, skip: true}\n"],
    "hour-bare": ["      - {date: 2027-05-04, at: §14}\n"],
    "text-unfinished": ["      - {date: 2027-05-04, text: §TODO}\n"],
    "hour-in-gap": ["      - {date: 2027-03-23, to: 2027-03-28, §at: 2h30}\n"],
}
OTHERS = {
    "occurrences-without-series": TOP
    + "posts:\n  - id: un\n    date: 2027-06-07\n    at: 9h\n    text: a\n    §occurrences: [{date: 2027-06-07, skip: true}]\n",
    "occurrence-unknown": SERIES
    + "    repeat: {every: year, day: 02-29, at: 9h, from: 2024-01-01}\n    occurrences: [{§date: 2026-06-01, skip: true}]\n",
    "rotation-of-one": SERIES + "    repeat: §{every: day, at: 9h, order: shuffled}\n",
    "countdown-missing": TOP + "posts:\n  - id: un\n    text: J-{days}\n    repeat: §{every: day, at: 9h}\n",
    "countdown-over": SERIES + "    §countdown: 2027-01-01\n    repeat: {every: day, at: 9h, from: 2027-02-01}\n",
    "countdown-within-series": SERIES
    + "    §countdown: 2027-06-07\n    repeat: {every: day, at: 9h, until: 2027-07-01}\n",
    "countdown-zero": TOP
    + "posts:\n  - id: un\n    text: J-{days}\n    §countdown: 2027-06-07\n    repeat: {every: day, at: 9h}\n",
    "reply-before-post": WEEKLY
    + "      - §{date: 2027-05-04, at: 19h}\n    replies: [{id: suite, at: 18h, text: b}]\n",
}


def faults() -> list[tuple[str, str]]:
    found = [(code, f"{SERIES}    repeat: {one}\n") for code, every in FAULTS.items() for one in every]
    found += [(code, WEEKLY + one) for code, every in SINGLE.items() for one in every]
    return [*found, *OTHERS.items()]


@pytest.mark.parametrize(("code", "text"), faults())
def test_each_fault_is_named_at_its_place_in_both_languages(code: str, text: str) -> None:
    planted = plant(text)
    notice = planted.one(code)
    assert notice.where == planted.where
    said_well(notice)


def test_a_series_that_its_countdown_ended_is_over_and_says_its_last_date() -> None:
    planted = plant(SERIES + "    §countdown: 2026-06-07\n    repeat: {every: week, day: tuesday, at: 9h}\n")
    said = planted.one("series-over")
    assert (said.where, said.severity) == (planted.where, Severity.WARNING)
    assert said.arguments == {"last": date(2026, 6, 2)}


@pytest.mark.parametrize(
    "rule",
    [
        "    repeat: {every: day, at: 9h, until: 2027-01-15}\n",
        "    repeat: {every: day, at: 9h, from: 2027-01-13, count: 3}\n",
        "    draft: true\n    repeat: {every: day, at: 9h, until: 2026-12-31}\n",
        "    repeat: {every: day, at: 9h, until: 2027-01-10}\n    occurrences: [{date: 2027-01-10, to: 2027-01-20}]\n",
    ],
)
def test_a_series_that_has_a_date_left_is_not_over(rule: str) -> None:
    assert not {"series-over", "series-without-dates"} & set(plant(SERIES + rule).codes)


def test_a_leap_day_is_no_fault_but_worth_a_word() -> None:
    notice = plant(SERIES + "    repeat: {every: year, §day: 02-29, at: 9h}\n").one("series-leap-day")
    assert notice.severity is Severity.INFO
    assert "2028" in say(notice.code, notice.arguments, "fr").text


def read(text: str) -> Post:
    planted = plant(SERIES + text)
    assert planted.reading.campaign is not None, planted.codes
    (post,) = planted.reading.campaign.posts
    return post


def dates(rule: str, begin: str, many: int) -> list[str]:
    repeat = read(f"    repeat: {rule}\n").repeat
    assert repeat is not None
    found = (day for _, day in nominal(repeat, begin=date.fromisoformat(begin), until=date(2040, 1, 1)))
    return [next(found).isoformat()[2:] for _ in range(many)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{every: day, at: 9h}", "27-01-01 27-01-02 27-01-03"),
        ("{every: 3 days, at: 9h, from: 2026-12-31}", "27-01-03 27-01-06 27-01-09"),
        ("{every: day, day: monday..friday, at: 9h}", "27-01-01 27-01-04 27-01-05"),
        ("{every: week, day: [mardi, jeudi], at: 9h}", "27-01-05 27-01-07 27-01-12"),
        ("{every: week, day: samedi..lundi, at: 9h}", "27-01-02 27-01-03 27-01-04"),
        ("{every: 2 weeks, day: tuesday, at: 9h, from: 2026-12-29}", "27-01-12 27-01-26 27-02-09"),
        ("{every: month, day: 15, at: 9h}", "27-01-15 27-02-15 27-03-15"),
        ("{every: month, day: [1, 15], at: 9h}", "27-01-01 27-01-15 27-02-01"),
        ("{every: month, day: le 15, at: 9h}", "27-01-15 27-02-15 27-03-15"),
        ("{every: month, day: last, at: 9h}", "27-01-31 27-02-28 27-03-31"),
        ("{every: month, day: dernier jour, at: 9h}", "27-01-31 27-02-28 27-03-31"),
        ("{every: month, day: 31, at: 9h}", "27-01-31 27-03-31 27-05-31"),
        ("{every: month, day: 2nd tuesday, at: 9h}", "27-01-12 27-02-09 27-03-09"),
        ("{every: month, day: 2e mardi, at: 9h}", "27-01-12 27-02-09 27-03-09"),
        ("{every: month, day: last friday, at: 9h}", "27-01-29 27-02-26 27-03-26"),
        ("{every: month, day: dernier vendredi, at: 9h}", "27-01-29 27-02-26 27-03-26"),
        ("{every: month, day: [1st monday, 3rd monday], at: 9h}", "27-01-04 27-01-18 27-02-01"),
        ("{every: month, day: 5th monday, at: 9h}", "27-03-29 27-05-31 27-08-30"),
        ("{every: 3 months, day: 1, at: 9h, from: 2026-06-01}", "27-03-01 27-06-01 27-09-01"),
        ("{every: year, day: 06-21, at: 9h}", "27-06-21 28-06-21 29-06-21"),
        ("{every: year, day: [12-21, 06-21], at: 9h}", "27-06-21 27-12-21 28-06-21"),
        ("{every: year, day: 02-29, at: 9h}", "28-02-29 32-02-29 36-02-29"),
        ('{rrule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", at: 9h}', "27-01-29 27-02-26 27-03-31"),
        ('{rrule: "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", at: 9h}', "27-05-17 28-05-15 29-05-14"),
    ],
)
def test_each_rhythm_has_its_days(rule: str, expected: str) -> None:
    assert dates(rule, "2027-01-01", 3) == expected.split()


def test_a_rule_of_several_periods_counts_from_its_first_day_whatever_today_is() -> None:
    rule = "{every: 2 weeks, day: tuesday, at: 9h, from: 2027-01-05}"
    for begin in ("2027-01-05", "2027-03-01", "2031-07-02"):
        days = [date.fromisoformat(f"20{one}") for one in dates(rule, begin, 4)]
        assert {(day - date(2027, 1, 5)).days % 14 for day in days} == {0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("public-holidays", {"kind": Kind.HOLIDAYS}),
        ("public-holidays fr-57", {"kind": Kind.HOLIDAYS, "name": "FR-57"}),
        ("closing-days", {"kind": Kind.CLOSED}),
        ("quiet-periods", {"kind": Kind.SENSITIVE}),
        ("sensitive-dates", {"kind": Kind.SENSITIVE}),
        ("dimanche", {"kind": Kind.WEEKDAYS, "weekdays": (6,)}),
        ("mon", {"kind": Kind.WEEKDAYS, "weekdays": (0,)}),
        ("monday..friday", {"kind": Kind.WEEKDAYS, "weekdays": (0, 1, 2, 3, 4)}),
        ("2027-05-01", {"kind": Kind.RANGE, "first": date(2027, 5, 1), "last": date(2027, 5, 1)}),
        ("2027-05-01..2027-05-09", {"kind": Kind.RANGE, "first": date(2027, 5, 1), "last": date(2027, 5, 9)}),
        ("12-25", {"kind": Kind.YEARLY, "yearly": ((12, 25), (12, 25))}),
        ("12-20..01-05", {"kind": Kind.YEARLY, "yearly": ((12, 20), (1, 5))}),
        ("museumweek-2027", {"kind": Kind.CAMPAIGN, "name": "museumweek-2027"}),
        ("expo-mer", {"kind": Kind.CAMPAIGN, "name": "expo-mer"}),
    ],
)
def test_each_condition_of_the_day(text: str, expected: dict[str, Any]) -> None:
    post = read(f"    repeat: {{every: day, at: 9h, only_when: [{text}], not_when: {text}}}\n")
    assert post.repeat is not None
    assert post.repeat.choosy
    (one,), (other,) = post.repeat.only_when, post.repeat.not_when
    assert one.where != other.where
    assert one == Daily(where=one.where, **expected)


def test_a_window_and_an_order_and_an_end_from_the_rule() -> None:
    post = read('    repeat: {rrule: "FREQ=DAILY;INTERVAL=2;COUNT=5", between: [9h, 11h30], from: 2027-05-01}\n')
    repeat = post.repeat
    assert repeat is not None
    assert (repeat.hour, repeat.closes, repeat.count) == (time(9), time(11, 30), 5)
    assert (repeat.every, repeat.interval, repeat.order) == (Every.DAY, 2, Order.TURN)
    until = read('    repeat: {rrule: "FREQ=DAILY;UNTIL=20271231", at: 9h}\n').repeat
    assert until is not None
    assert until.last == date(2027, 12, 31)


def test_a_date_that_is_moved_behind_its_countdown_needs_other_words() -> None:
    text = (
        TOP
        + "posts:\n  - id: un\n    text: J-{days}\n    countdown: 2027-06-07\n    repeat: {every: day, at: 9h}\n"
        + "    occurrences:\n      - {date: 2027-06-07, skip: true}\n"
    )
    planted = plant(text + "      - §{date: 2027-06-04, to: 2027-06-08}\n")
    assert planted.one("countdown-over").where == planted.where
    assert not plant(text + "      - {date: 2027-06-04, to: 2027-06-08, text: Et voilà}\n").codes


def test_a_countdown_ends_its_series() -> None:
    post = read("    countdown: 2027-06-07\n    repeat: {every: day, at: 9h, from: 2027-05-29}\n")
    assert post.countdown == date(2027, 6, 7)
    assert post.repeat is not None
    assert post.repeat.last == date(2027, 6, 7)


def test_single_dates_say_what_differs() -> None:
    planted = plant(
        WEEKLY
        + "      - {date: 2027-05-04, skip: true}\n"
        + "      - {date: 2027-05-18, to: 2027-05-19, at: 14h}\n"
        + "      - {date: 2027-05-25, text: Fermé, networks: {x: {text: Fermé ici}}}\n"
    )
    assert planted.reading.campaign is not None, planted.codes
    skipped, moved, said = planted.reading.campaign.posts[0].occurrences
    assert skipped == Edited(day=date(2027, 5, 4), skip=True, where=skipped.where)
    assert moved == Edited(day=date(2027, 5, 18), to=date(2027, 5, 19), hour=time(14), where=moved.where)
    assert said.content is not None
    assert said.content.text == "Fermé"
    assert said.overrides["x"].content.text == "Fermé ici"


@pytest.mark.parametrize(("hour", "codes"), [("2h30", ["hour-in-fold", "hour-in-gap"]), ("4h", []), ("1h30", [])])
def test_a_series_by_night_is_told_what_the_clock_changes_of_the_year_do_to_it(hour: str, codes: list[str]) -> None:
    told = plant(SERIES + f"    repeat: §{{every: week, day: sunday, at: {hour}}}\n")
    assert [one.code for one in told.reading.notices] == codes
    for one in told.reading.notices:
        assert one.where == told.where
        said_well(one)


def test_a_copy_of_the_file_for_other_weeks_takes_every_date_of_a_series_along() -> None:
    text = (
        SERIES
        + "    countdown: 2027-06-07\n"
        + "    repeat: {every: day, at: 9h, from: 2027-05-29, not_when: [2027-06-01..2027-06-02, 12-20..01-05]}\n"
        + "    occurrences: [{date: 2027-06-04, to: 2027-06-05}]\n"
    )
    made = shifted(text.encode(), FILE, slug="copie", weeks=52).data.decode()
    assert "countdown: 2028-06-05" in made
    assert "from: 2028-05-27, not_when: [2028-05-30..2028-05-31, 12-20..01-05]" in made
    assert "{date: 2028-06-02, to: 2028-06-03}" in made
