"""Who lacks a yes is told of a day before, and two hours before: once each, through restarts, and anew where it moved."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.app.deadlines import DAY, SOON, Deadlines
from scheduler.app.ground import Ground
from scheduler.clock import SimulatedClock
from scheduler.config import load
from scheduler.flow import consent
from scheduler.model.account import Role
from scheduler.notify import News
from scheduler.notify.news import message
from scheduler.store import deliveries
from scheduler.store.deliveries import Add, Move
from tests.store.making import NOW, new

CONFIG = """
[calendar]
id = "a1b2c3d4"
timezone = "Europe/Paris"
language = "fr"
[database]
url = "sqlite:queue/queue.db"
[roles.curator]
name = "Conservation"
people = ["a.martin"]
"""
HOUR = NOW + timedelta(days=3)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(NOW)


@pytest.fixture
def ground(tmp_path: Path, clock: SimulatedClock) -> Iterator[Ground]:
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    one = Ground(load(tmp_path / "config.toml"), clock=clock)
    yield one
    one.close()


def put(ground: Ground, *posts: str, **about: object) -> None:
    wanted = [new(post, due=HOUR, local=HOUR, roles=("curator",), account=account, **about)
              for post in posts for account in ("musee-mastodon", "musee-x")]  # fmt: skip
    deliveries.apply(ground.database, [Add(one) for one in wanted], by="a", at=ground.clock.now(), campaigns={})


def lived(
    ground: Ground, clock: SimulatedClock, until: timedelta, *, restarts: bool = False
) -> list[tuple[News, timedelta]]:
    """What a daemon tells until so long before the hour (negative: after it), and how long before the hour it does."""
    told: list[tuple[News, timedelta]] = []

    def keep(news: list[News]) -> None:
        told.extend((one, HOUR - clock.now()) for one in news)

    one = Deadlines(ground, keep)  # type: ignore[arg-type]
    while (due := one.due(clock.now())) is not None and due <= HOUR - until:
        clock.advance_to(max(due, clock.now()))
        one.run(clock.now())
        if restarts:
            again = Deadlines(ground, keep)  # type: ignore[arg-type]
            again.run(clock.now())
    return told


def test_it_is_told_a_day_and_two_hours_before_once_a_post(ground: Ground, clock: SimulatedClock) -> None:
    put(ground, "reserves")
    told = lived(ground, clock, -DAY, restarts=True)
    assert [(one.state, before) for one, before in told] == [("unapproved", DAY), ("unapproved-soon", SOON)]
    title, body = message([told[1][0]], "fr", "musee")
    assert "museumweek-2027/reserves" in body
    assert "Conservation" in body
    assert "sans elle" in body
    assert "Texte de" not in title + body, "no text of a post leaves by a notification"
    assert message([told[0][0]], "en", "musee")[1] != body


def test_a_network_that_is_half_an_hour_later_is_told_of_with_the_first(ground: Ground, clock: SimulatedClock) -> None:
    put(ground, "reserves")
    one = next(each for each in deliveries.select(ground.database) if each.account == "musee-x")
    half = HOUR + timedelta(minutes=30)
    later = Move(id=one.id, due=half, local=half, zone="Europe/Paris", too_late_at=None)
    deliveries.apply(ground.database, [later], by="a", at=clock.now(), campaigns={})
    assert [each.state for each, _ in lived(ground, clock, -DAY)] == ["unapproved", "unapproved-soon"]
    told: list[News] = []
    clock.advance_to(HOUR + 5 * MINUTE)
    Deadlines(ground, told.extend).run(clock.now())
    assert told == [], "the first hour is over, the second was told of"


def test_a_yes_ends_it(ground: Ground, clock: SimulatedClock) -> None:
    put(ground, "reserves")
    lived(ground, clock, SOON + MINUTE)
    roles = {"curator": Role(key="curator", name="", people=("a.martin",))}
    at = clock.now()
    consent.approve(
        ground.database, ["museumweek-2027/reserves"], role="curator", by="a.martin", how="mail", roles=roles, at=at
    )
    assert lived(ground, clock, -DAY) == []


def test_what_moves_is_told_of_anew_and_what_comes_late_at_once(ground: Ground, clock: SimulatedClock) -> None:
    put(ground, "reserves")
    lived(ground, clock, SOON - MINUTE)
    moves = [Move(id=one.id, due=HOUR + DAY, local=HOUR + DAY, zone="Europe/Paris", too_late_at=None)
             for one in deliveries.select(ground.database)]  # fmt: skip
    deliveries.apply(ground.database, moves, by="a", at=clock.now(), campaigns={})
    told = lived(ground, clock, -DAY)
    assert [(one.state, before) for one, before in told] == [
        ("unapproved", timedelta(0)),
        ("unapproved-soon", SOON - DAY),
    ]


def test_a_post_planned_within_the_day_is_told_of_and_only_by_the_nearest_word(
    ground: Ground, clock: SimulatedClock
) -> None:
    one = Deadlines(ground, told := [].append)  # type: ignore[var-annotated,arg-type]
    del told
    one.run(clock.now())
    assert one.due(clock.now()) is None, "an empty queue wakes nobody"
    clock.advance_to(HOUR - timedelta(hours=1))
    put(ground, "tardif")
    seen = lived(ground, clock, timedelta(0))
    assert [each.state for each, _ in seen] == ["unapproved-soon"]
    assert lived(ground, clock, -DAY) == []
