"""What a report is asked with, read from a real database: the same report as from values that are all held."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.clock import SimulatedClock
from scheduler.flow import gathering
from scheduler.flow.evaluate import Question, evaluate, published
from scheduler.model.campaign import Campaign, Day, Objective
from scheduler.model.delivery import Event, Receipt, State
from scheduler.model.engagement import AGES, Counts, Snapshot
from scheduler.model.notice import Where
from scheduler.model.surroundings import Observed
from scheduler.store import accounts, attempts, deliveries, outside, readings, snapshots
from scheduler.store.database import Database
from tests.store.making import LEASE, NOW, add, new, opened

HERE = Where(file="week.yaml", line=1)
DAYS = tuple(
    Day(day=(NOW + timedelta(days=number)).date(), theme=f"Thème {number}", hashtags=(), where=HERE)
    for number in range(7)
)
CAMPAIGN = Campaign(
    slug="museumweek-2027",
    title="MuseumWeek",
    language="fr",
    timezone="Europe/Paris",
    accounts=("musee-mastodon",),
    where=HERE,
    days=DAYS,
    objectives=(Objective(name="Dialogue", metric="replies", target="x2", age=timedelta(hours=24), where=HERE),),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Nine ordinary weeks and the operation's: threads, a timed reply, another account's post, one that never went out."""
    clock = SimulatedClock(NOW - timedelta(weeks=9))
    found = opened(tmp_path_factory.mktemp("gathered"), clock)
    for week in range(-9, 1):
        clock.advance_to(NOW + timedelta(weeks=week))
        for number in range(5):
            slug = CAMPAIGN.slug if week == 0 else "daily"
            went_out(found, clock, f"p{week + 9}-{number}", slug, parts=1 + number % 2, level=10 + 7 * number + week)
    clock.advance_to(NOW + timedelta(hours=1))
    went_out(found, clock, "reply", CAMPAIGN.slug, under=f"{CAMPAIGN.slug}/p9-0/once/musee-mastodon")
    went_out(found, clock, "elsewhere", CAMPAIGN.slug, account="musee-x")
    add(found, new("later", due=NOW + timedelta(days=60), campaign=CAMPAIGN.slug), at=clock.now())
    for day in range(-63, 8):
        accounts.count_followers(found, "musee-mastodon", 1000 + day, at=NOW + timedelta(days=day))
    clock.advance_to(NOW + timedelta(days=40))
    yield found
    found.close()


def went_out(
    database: Database,
    clock: SimulatedClock,
    post: str,
    campaign: str,
    *,
    account: str = "musee-mastodon",
    parts: int = 1,
    level: int = 10,
    under: str = "",
) -> None:
    """One post out now, its parts read at every age."""
    now = clock.now()
    (one,) = add(
        database,
        new(post, account, due=now, parts=parts, campaign=campaign, under=under, too_late_at=None),
        at=now,
    )
    (one,) = [each for each in deliveries.claim(database, now=now, lease=LEASE, most=1) if each.tag == one.tag]
    for part in range(1, parts + 1):
        begun = attempts.begin(
            database, one, part=part, key=f"{one.tag}#{part}", at=now, deadline=now + LEASE, by="test"
        )
        assert begun is not None
        receipt = Receipt(part=part, remote_id=f"{post}-{part}", url=f"https://network.example/{post}/{part}", at=now)
        done = attempts.end(
            database, one, begun, receipt=receipt, event=Event.SENT if part == parts else None, by="test", at=now
        )
        assert done is not None
        one = done
    snapshots.add(
        database,
        [
            Snapshot(
                tag=one.tag,
                part=part,
                age=age,
                taken=now + age + timedelta(minutes=3),
                counts=Counts(
                    reactions=level * place, replies=place, shares=None if part > 1 and place == 1 else place
                ),
            )
            for part in range(1, parts + 1)
            for place, age in enumerate(AGES, 1)
        ],
    )


def asked(database: Database) -> Question:
    return gathering.question(
        database, CAMPAIGN.slug, {CAMPAIGN.slug: CAMPAIGN}, now=database.clock.now(), titles={}, version="1"
    )


def test_the_report_is_the_same_as_from_values_that_are_all_held(database: Database) -> None:
    found = asked(database)
    rows = deliveries.select(database)
    held = replace(found, posts=published(rows), snapshots=snapshots.select(database))
    ours, theirs = evaluate(found), evaluate(held)
    assert ours == theirs
    assert (ours.coverage.published, ours.coverage.measured) == (5, 5)
    assert ours.figures[0].value == 5
    assert ours.objectives[0].value is not None
    assert ours.coverage.unsent == {"awaiting": 1} or ours.coverage.unsent == {"ready": 1}


def test_our_own_replies_and_titles_come_without_any_other_text(database: Database) -> None:
    posts = {one.post: one for one in asked(database).posts}
    assert (posts["p9-0"].own_replies, posts["p9-1"].own_replies, posts["p9-1"].parts) == (1, 1, 2)
    assert (posts["p9-0"].title, posts["p9-0"].url) == ("Texte de p9-0.", "https://network.example/p9-0/1")
    assert (posts["p0-0"].title, posts["p0-0"].url) == ("", "")
    assert not {"reply", "elsewhere", "later"} & posts.keys()


def test_readings_come_bare_and_as_values_alike(database: Database) -> None:
    stored = readings.Stored(database, ["musee-mastodon"])
    rows, values = list(stored.rows()), list(stored)
    assert [(row[0], row[1]) for row in rows] == [(one.tag, one.part) for one in values]
    assert values == [one for one in snapshots.select(database, latest=False) if one.tag.endswith("/musee-mastodon")]
    assert len(rows) == len(list(stored.rows())) > 0


def test_what_surrounds_the_counts_is_asked_with_them(database: Database) -> None:
    days = [NOW.date() + timedelta(days=day) for day in range(-63, 7)]
    numbers = [
        Observed(series="visits", day=day, value=100 + day.day, source="matomo", method="api", collected=NOW)
        for day in days
    ]
    outside.add(database, numbers)
    report = evaluate(asked(database))
    (visits,), (grown,) = report.visits, report.growth
    assert (visits.source, visits.measured, visits.site.value) == ("matomo", 7, sum(one.value for one in numbers[-7:]))
    assert (grown.gained, grown.weeks) == (7, 8)
    assert grown.net == pytest.approx(0, abs=1e-3)


def test_states_are_counted_in_the_database(database: Database) -> None:
    assert readings.states(database, "daily") == {State.PUBLISHED.value: 45}


def test_an_empty_calendar_has_nothing_to_read(tmp_path: Path) -> None:
    database = opened(tmp_path)
    try:
        assert readings.newest(database) is None
        assert not [*readings.out(database), *readings.Stored(database), *readings.past(database)]
        report = evaluate(asked(database))
    finally:
        database.close()
    assert report.read_from is report.read_until is None


def test_readings_of_some_posts_are_those_alone(database: Database) -> None:
    stored = readings.Stored(database, ["musee-mastodon"])
    tags = {one.tag for one in stored}
    some = sorted(tags)[:2]
    assert list(stored.of(some)) == [one for one in stored if one.tag in some]
    assert list(stored.of(())) == []
