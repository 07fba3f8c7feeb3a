"""What evaluation reads in bulk, and what surrounds the counts: on both engines, row by row what was written."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from scheduler.model.engagement import AGES, Counts, Snapshot
from scheduler.model.surroundings import Observed
from scheduler.store import accounts, many, outside, readings, snapshots
from scheduler.store.database import Database
from tests.store.making import NOW, add, new

DAY = date(2027, 6, 7)


def test_rows_are_walked_without_losing_any(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "AT_ONCE", 2)
    tags = [one.tag for one in add(database, *(new(f"post-{number}") for number in range(5)))]
    taken = [
        Snapshot(tag=tag, part=1, age=age, taken=NOW + age, counts=Counts(reactions=3, views=0))
        for tag in tags
        for age in AGES
    ]
    snapshots.add(database, taken)
    stored = readings.Stored(database)
    assert sorted(stored, key=lambda one: (one.tag, one.age)) == sorted(taken, key=lambda one: (one.tag, one.age))
    assert [row[3] for row in stored.rows()] == ['{"reactions":3,"views":0}'] * 30
    assert list(readings.Stored(database, ["musee-x"])) == []
    assert len(list(readings.Stored(database, ["musee-mastodon"]))) == 30
    assert readings.newest(database) == NOW + AGES[-1]


def number(value: float, day: int = 0, **other: object) -> Observed:
    given = {
        "series": "visits",
        "source": "matomo",
        "method": "api",
        "collected": NOW,
        "day": DAY + timedelta(days=day),
    }
    return Observed(value=value, **(given | other))  # type: ignore[arg-type]


def test_what_a_source_says_again_is_kept_once_and_what_it_corrects_beside(database: Database) -> None:
    assert outside.add(database, [number(10), number(12, 1)]) == 2
    assert outside.add(database, [number(10), number(12, 1)]) == 0
    assert outside.add(database, [number(11, collected=NOW + timedelta(days=1))], by="a.martin") == 1
    assert [(one.day, one.value) for one in outside.select(database)] == [(DAY, 11), (DAY + timedelta(days=1), 12)]
    with database.read() as connection:
        assert many.ask(connection, "SELECT COUNT(*) FROM outside")[0][0] == 3


def test_sources_campaigns_and_contents_are_kept_apart(database: Database) -> None:
    numbers = [
        number(10),
        number(9, source="export.csv", method="csv"),
        number(4, campaign="semaine"),
        number(3, campaign="semaine", content="reserves.once.musee-x"),
        number(1, series="admissions", source="Caisse"),
    ]
    assert outside.add(database, numbers) == 5
    assert {replace(one, collected=NOW) for one in outside.select(database)} == set(numbers)
    assert [one.value for one in outside.select(database, sources=["Caisse"])] == [1]
    assert [(one.series, one.source, one.days) for one in outside.listed(database)] == [
        ("admissions", "Caisse", 1),
        ("visits", "export.csv", 1),
        ("visits", "matomo", 1),
    ]


def test_figures_of_an_account_are_kept_by_name_and_moment(database: Database) -> None:
    later = NOW + timedelta(days=1)
    accounts.count(database, "musee-x", {"posts": 4, "listed": 0}, at=NOW)
    accounts.count(database, "musee-x", {"posts": 5}, at=later, simulated=True)
    accounts.count(database, "musee-x", {}, at=later + timedelta(days=1))
    found = accounts.figures(database, "musee-x")
    assert [(one.name, one.at, one.value, one.simulated) for one in found] == [
        ("listed", NOW, 0, False),
        ("posts", NOW, 4, False),
        ("posts", later, 5, True),
    ]
    assert [one.value for one in accounts.figures(database, "musee-x", start=later)] == [5]


def test_the_last_followers_of_each_account(database: Database) -> None:
    for account, day, count in (("a", 0, 10), ("a", 1, 12), ("b", 0, 7)):
        accounts.count_followers(database, account, count, at=NOW + timedelta(days=day))
    assert [(one.account, one.count) for one in accounts.latest_followers(database)] == [("a", 12), ("b", 7)]


def test_what_is_usual_is_what_most_of_the_newest_readings_hold(database: Database) -> None:
    tags = [one.tag for one in add(database, *(new(f"post-{number}") for number in range(5)))]
    views = (900, None, 900, None, 900)
    snapshots.add(
        database,
        [
            Snapshot(tag=tag, part=1, age=AGES[2], taken=NOW, counts=Counts(reactions=1, shares=None, views=seen))
            for tag, seen in zip(tags, views, strict=True)
        ],
    )
    assert snapshots.usual(database, "musee-mastodon") == {(1, 86_400): frozenset({"reactions", "views"})}
    assert snapshots.usual(database, "musee-x") == {}
