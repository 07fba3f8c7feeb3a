"""Slots and pools in a campaign file: what is read, and what each bad input is told, at its place and in both languages."""

from datetime import date, timedelta

import pytest

from scheduler.model.campaign import Post
from scheduler.model.notice import Severity
from scheduler.model.pool import REST, Floor
from tests.campaigns.sample import TOP, plant, said_well

SERIES = "posts:\n  - id: vivier\n    repeat: {every: week, day: mardi, at: slot}\n"
POOL = SERIES + "    pool:\n"
CONTENT = "      contents:\n        - {id: un, text: a}\n"
SLOT = "posts:\n  - id: un\n    at: slot\n    text: a\n"


def read(text: str) -> Post:
    reading = plant(TOP + text).reading
    assert [one.code for one in reading.notices if one.severity is not Severity.INFO] == []
    assert reading.campaign is not None
    (post,) = reading.campaign.posts
    return post


def test_a_pool_is_read_with_its_contents_in_the_order_of_the_file() -> None:
    floor = "      floor: {metric: partages, under: 3, age: 24h, rest: 90d}\n".replace("partages", "shares")
    made = read(
        POOL
        + "      rest: 45d\n      a_week: 2\n"
        + floor
        + "      contents:\n        - {id: neige, text: Il neige., season: 12-01..02-28, weight: 3}\n"
        + "        - {id: expo, texts: {fr: L'expo., en: The show.}, until: 2027-09-30}\n"
    )
    pool = made.pool
    assert pool is not None
    assert (pool.rest, pool.a_week) == (timedelta(days=45), 2)
    assert pool.floor == Floor(metric="shares", under=3, age=timedelta(days=1), rest=timedelta(days=90))
    assert [(one.id, one.weight, one.season, one.until) for one in pool.entries] == [
        ("neige", 3, ((12, 1), (2, 28)), None),
        ("expo", 1, None, date(2027, 9, 30)),
    ]
    assert [one.text for one in made.rotate] == ["Il neige.", None]
    assert made.repeat is not None
    assert made.repeat.slot


def test_what_is_not_said_of_a_pool_or_a_slot_has_its_usual_value() -> None:
    pool = read(POOL + CONTENT).pool
    assert pool is not None
    assert (pool.rest, pool.a_week, pool.floor) == (REST, None, None)
    slot = read(SLOT)
    assert (slot.day, slot.priority, slot.slot_from, slot.slot_until) == (None, 5, None, None)


def test_a_post_says_between_which_days_it_takes_a_slot_and_how_much_it_matters() -> None:
    made = read(SLOT + "    from: 2027-03-01\n    until: 2027-03-20\n    priority: 2\n")
    assert (made.slot_from, made.slot_until, made.priority) == (date(2027, 3, 1), date(2027, 3, 20), 2)
    assert read(SLOT + "    date: 2027-03-10\n    priority: 9\n").day == date(2027, 3, 10)
    only_there = "posts:\n  - {id: un, date: 2027-03-10, at: 9h, text: a, priority: 1, networks: {x: {at: slot}}}\n"
    assert read(only_there).priority == 1


ERRORS = {
    "slot-key-alone": [
        "posts:\n  - {id: un, date: 2027-03-10, at: 9h, text: a, §priority: 1}\n",
        "posts:\n  - {id: un, date: 2027-03-10, at: 9h, text: a, §until: 2027-03-12}\n",
        "posts:\n  - {id: un, repeat: {every: day, at: 9h}, text: a, §priority: 1}\n",
    ],
    "slot-days-twice": [
        SLOT + "    date: 2027-03-10\n    §from: 2027-03-01\n",
        "posts:\n  - {id: un, repeat: {every: day, at: slot}, text: a, §until: 2027-03-12}\n",
    ],
    "slot-backwards": [SLOT + "    from: 2027-03-10\n    §until: 2027-03-01\n"],
    "number-unfit": [
        SLOT + "    priority: §0\n",
        SLOT + "    priority: §10\n",
        POOL + "      a_week: §zéro\n" + CONTENT,
        POOL + "      contents:\n        - {id: un, text: a, weight: §11}\n",
        POOL + "      floor: {metric: shares, under: §beaucoup}\n" + CONTENT,
    ],
    "key-unknown-meant": [
        SLOT + "    §priorité: 1\n",
        SLOT + "    §jusqu'au: 2027-03-01\n",
        SERIES + "    §réserve: {contents: [{id: un, text: a}]}\n    text: a\n",
        POOL + "      §repos: 60d\n" + CONTENT,
        POOL + "      §par_semaine: 2\n" + CONTENT,
        POOL + "      contents:\n        - {id: un, text: a, §poids: 3}\n",
        POOL + "      contents:\n        - {id: un, text: a, §saison: 03-01..06-15}\n",
        POOL + "      §plancher: {metric: shares, under: 3}\n" + CONTENT,
        POOL + "      floor: {metric: shares, §sous: 3, under: 3}\n" + CONTENT,
    ],
    "key-missing": [
        POOL + "      contents:\n        - §{text: a}\n",
        POOL + "      floor: §{metric: shares}\n" + CONTENT,
        SERIES + "    pool:\n      §rest: 60d\n",
    ],
    "word-unfit-meant": [POOL + "      floor: {metric: §partages, under: 3}\n" + CONTENT],
    "word-unfit": [POOL + "      floor: {metric: §zzz, under: 3}\n" + CONTENT],
    "span-unreadable": [POOL + "      rest: §longtemps\n" + CONTENT],
    "season-unreadable": [POOL + "      contents:\n        - {id: un, text: a, season: §printemps}\n"],
    "season-unreadable-meant": [
        POOL + "      contents:\n        - {id: un, text: a, season: §2027-03-01..2027-06-15}\n"
    ],
    "date-impossible": [POOL + "      contents:\n        - {id: un, text: a, season: §13-01..06-15}\n"],
    "not-keys-like": [SERIES + "    pool: §oui\n", POOL + "      floor: §5\n" + CONTENT],
    "not-a-list": [POOL + "      contents: §{id: un, text: a}\n"],
    "pool-beside": [
        SERIES + "    §text: b\n    pool:\n" + CONTENT,
        SERIES + "    §rotate: [{text: b}]\n    pool:\n" + CONTENT,
    ],
    "pool-without-series": ["posts:\n  - id: un\n    date: 2027-03-10\n    at: 9h\n    §pool:\n" + CONTENT],
    "pool-empty": [POOL + "      contents: §[]\n"],
    "pool-id-twice": [POOL + CONTENT + "        - {§id: un, text: b}\n"],
    "post-empty": [POOL + "      contents:\n        - §{id: un}\n"],
}
OTHERS = {
    "pool-content-over": POOL + "      contents:\n        - {id: un, text: a, §until: 2026-12-31}\n",
    "pool-floor-idle": POOL + "      floor: {metric: shares, under: 3, §rest: 30d}\n" + CONTENT,
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in ERRORS.items() for text in texts])
def test_each_fault_is_named_at_its_place_and_stops_its_post(code: str, text: str) -> None:
    found = plant(TOP + text)
    notice = found.one(code)
    assert notice.where == found.where
    assert notice.severity is Severity.ERROR
    said_well(notice)
    assert found.reading.campaign is None or found.reading.campaign.posts == ()


@pytest.mark.parametrize(("code", "text"), OTHERS.items())
def test_what_only_deserves_a_look_is_said_and_the_post_goes_on(code: str, text: str) -> None:
    found = plant(TOP + text)
    notice = found.one(code)
    assert notice.where == found.where
    said_well(notice)
    assert found.reading.campaign is not None
    assert len(found.reading.campaign.posts) == 1


def test_a_fault_in_one_content_is_told_with_its_own_line_and_the_texts_of_all_are_checked() -> None:
    found = plant(
        TOP
        + POOL
        + CONTENT
        + "        - {id: deux, text: À COMPLÉTER}\n        - {id: trois, text: 'Bonjour {inconnu}'}\n"
    )
    lines = {one.where.line for one in found.reading.notices if one.where and one.severity is Severity.ERROR}
    assert lines == {15, 16}
