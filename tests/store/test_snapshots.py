"""Counts are appended, missing stays missing, and an age that was slept through is not made up."""

import itertools
from datetime import datetime, timedelta

import pytest

from scheduler.model.delivery import Event, Receipt
from scheduler.model.engagement import AGES, Counts, Snapshot
from scheduler.store import attempts, deliveries, snapshots
from scheduler.store.database import Database
from tests.store.making import HOUR, NOW, add, claimed, new

TAG = "museumweek-2027/reserves/once/musee-mastodon"


def reading(
    age: timedelta = HOUR, *, part: int = 0, tag: str = TAG, at: datetime = NOW, **counts: int | None
) -> Snapshot:
    return Snapshot(tag=tag, part=part, age=age, taken=at, counts=Counts(**counts))


def test_what_was_read_comes_back_and_missing_is_not_zero(database: Database) -> None:
    given = [reading(reactions=3, replies=0), reading(6 * HOUR, shares=None), reading(part=1, views=10**12)]
    assert snapshots.add(database, given) == 3
    found = snapshots.select(database)
    assert sorted(found, key=lambda one: (one.part, one.age)) == [given[0], given[1], given[2]]
    assert found[0].counts.replies == 0
    assert found[0].counts.shares is None


def test_a_reading_that_says_nothing_new_is_kept_once(database: Database) -> None:
    assert snapshots.add(database, [reading(reactions=3)]) == 1
    assert snapshots.add(database, [reading(reactions=3, at=NOW + HOUR)]) == 0
    assert snapshots.add(database, [reading(reactions=4, at=NOW + HOUR), reading(6 * HOUR, reactions=4)]) == 2
    assert [one.counts.reactions for one in snapshots.select(database, ages=[HOUR])] == [4]
    assert [one.counts.reactions for one in snapshots.select(database, ages=[HOUR], latest=False)] == [3, 4]


def test_selecting_by_tag_and_campaign_takes_no_wildcard(database: Database) -> None:
    other = "museumweek_2027/x/once/a"
    snapshots.add(
        database,
        [reading(reactions=1), reading(tag=other, reactions=2), reading(tag="museumweek-2027b/x/once/a", reactions=3)],
    )
    assert [one.tag for one in snapshots.select(database, campaigns=["museumweek-2027"])] == [TAG]
    assert [one.tag for one in snapshots.select(database, campaigns=["museumweek_2027"])] == [other]
    assert [one.tag for one in snapshots.select(database, tags=[other])] == [other]
    assert snapshots.select(database, tags=["%"]) == []


def publish(database: Database, parts: int = 1) -> None:
    add(database, new(parts=parts))
    one = claimed(database)
    for part in range(parts):
        attempt = attempts.begin(database, one, part=part, key="k", at=NOW, deadline=NOW, by="d")
        assert attempt
        receipt = Receipt(part=part, remote_id=f"id{part}", url="u", at=NOW)
        event = Event.SENT if part == parts - 1 else None
        assert attempts.end(database, one, attempt, receipt=receipt, event=event, by="d", at=NOW)


@pytest.mark.parametrize(
    ("elapsed", "age"),
    [
        (timedelta(minutes=59), None),
        (HOUR, HOUR),
        (timedelta(minutes=104), HOUR),
        (timedelta(minutes=105), None),
        (6 * HOUR, 6 * HOUR),
        (24 * HOUR, 24 * HOUR),
        (71 * HOUR, None),
        (73 * HOUR, 72 * HOUR),
        (timedelta(days=7), timedelta(days=7)),
        (timedelta(days=28), timedelta(days=28)),
        (timedelta(days=35), timedelta(days=28)),
        (timedelta(days=36), None),
    ],
    ids=str,
)
def test_the_age_that_is_due(database: Database, elapsed: timedelta, age: timedelta | None) -> None:
    publish(database)
    found = snapshots.due(database, NOW + elapsed)
    assert [one.age for one in found] == ([age] if age else [])
    if age:
        snapshots.add(database, [reading(age, at=NOW + elapsed)])
        assert snapshots.due(database, NOW + elapsed) == []


def test_each_part_that_is_out_is_read(database: Database) -> None:
    publish(database, parts=3)
    assert [
        (one.tag, one.account, one.part, one.remote_id, one.published) for one in snapshots.due(database, NOW + HOUR)
    ] == [(TAG, "musee-mastodon", part, f"id{part}", NOW) for part in range(3)]


def test_what_was_withdrawn_is_not_read(database: Database) -> None:
    publish(database)
    (one,) = deliveries.select(database)
    assert deliveries.move(database, one, Event.WITHDRAWN, by="a", at=NOW)
    assert snapshots.due(database, NOW + HOUR) == []


def test_the_models_ages_do_not_overlap() -> None:
    for age, following in itertools.pairwise(AGES):
        assert age + snapshots.tolerance(age) < following
