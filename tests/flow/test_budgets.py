"""Limits of accounts and apps, and circuits: who waits for whom, until when, and who is never burnt for another's sake."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from scheduler.connector.base import Outgoing, SendFailure
from scheduler.connector.shown import Full
from scheduler.flow.brake import Brake
from scheduler.flow.dispatch import Dispatcher
from scheduler.flow.retry import SPREAD, fraction, spread
from scheduler.flow.standing import look
from scheduler.model.delivery import Receipt, State
from scheduler.model.failure import Failure, Kind
from scheduler.notify.news import grouped
from scheduler.store import accounts, attempts, deliveries
from scheduler.wake import SimulatedAlarm
from tests.flow.remote import Fate, Scripted
from tests.flow.world import World

THIRTEEN = [f"account-{number}" for number in range(13)]
APPS = dict.fromkeys(THIRTEEN, "x env:KEY")
WAIT = timedelta(minutes=5)
"""How long the scripted network asks everybody to wait whom it tells 429."""


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def run(world: World, last: timedelta, apps: Mapping[str, str] = APPS, threads: int = 1) -> None:
    dispatcher = Dispatcher(
        world.database,
        world.connectors,
        world.blobs,
        world.clock,
        brake=Brake([world.stop_file]),
        threads=threads,
        tell=world.news.extend,
        apps=apps,
    )
    dispatcher.run(SimulatedAlarm(world.clock, until=world.clock.now() + last))


def test_s21_a_limit_met_by_one_of_thirteen_accounts_at_nine_keeps_the_others_from_meeting_it(world: World) -> None:
    posts = world.add(*(world.new("neuf-heures", account=name) for name in THIRTEEN))
    nine = world.clock.now()
    world.network.script.append(Fate.TOO_MANY)
    run(world, timedelta(minutes=1))
    assert world.network.requests == 1, "the other twelve asked nothing"
    waiting = [world.now(one) for one in posts]
    assert {one.state for one in waiting} == {State.READY}
    assert all(one.not_before and one.not_before > nine + WAIT for one in waiting)
    assert {one.reason.partition(" ")[0] for one in waiting} == {"waits-for-app"}, "one cause: one notification"
    run(world, timedelta(minutes=10))
    assert {world.state(one) for one in posts} == {State.PUBLISHED}
    back = sorted(one.at for one in world.network.log)
    assert len(set(back)) == 13, "no herd at the reset"
    assert nine + WAIT < back[0]
    assert back[-1] <= nine + WAIT + timedelta(seconds=35)
    assert back[-1] - back[0] > timedelta(seconds=10)


def test_they_are_told_of_in_one_group(world: World) -> None:
    world.add(*(world.new("neuf-heures", account=name) for name in THIRTEEN))
    world.network.script.append(Fate.TOO_MANY)
    run(world, timedelta(minutes=1))
    seen = look(world.database, {}, world.clock.now(), networks={}, calendar="c", zone="UTC")
    assert [len(group) for group in grouped(seen.news)] == [13]


def test_a_restart_asks_no_sooner(world: World) -> None:
    first, second = world.add(
        world.new("a", account=THIRTEEN[0]), world.new("b", account=THIRTEEN[1], after=timedelta(minutes=2))
    )
    world.network.script.append(Fate.TOO_MANY)
    run(world, timedelta(minutes=1))
    world.reopen()
    run(world, timedelta(minutes=2))
    assert world.network.requests == 1
    assert {world.state(first), world.state(second)} == {State.READY}


def test_accounts_of_another_app_and_of_none_go_on(world: World) -> None:
    names = (*THIRTEEN[:2], "other", "alone")
    posts = world.add(*(world.new("p", account=name, after=timedelta(seconds=n)) for n, name in enumerate(names)))
    world.network.script.append(Fate.TOO_MANY)
    run(world, timedelta(minutes=1), APPS | {"other": "x env:OTHER"})
    assert [world.state(one) for one in posts] == [State.READY, State.READY, State.PUBLISHED, State.PUBLISHED]


def test_nothing_waits_past_the_hour_from_which_it_is_too_late(world: World) -> None:
    names = THIRTEEN[:2]
    posts = world.add(*(world.new("p", account=name, patience=timedelta(minutes=3)) for name in names))
    world.network.script.append(Fate.TOO_MANY)
    run(world, timedelta(minutes=10))
    assert {world.state(one) for one in posts} == {State.MISSED}
    assert world.network.requests == 1


def test_what_two_accounts_share_spreads_wider_the_more_there_are() -> None:
    assert spread(1.0, 1) == SPREAD
    assert spread(1.0, 60) == timedelta(minutes=2)
    assert spread(1.0, 100_000) == timedelta(minutes=5)
    assert spread(0.0, 60) == timedelta(seconds=1)


def test_jitter_is_drawn_from_the_delivery_and_its_attempt() -> None:
    drawn = [fraction(delivery, attempt) for delivery in range(50) for attempt in range(4)]
    assert drawn == [fraction(delivery, attempt) for delivery in range(50) for attempt in range(4)]
    assert len(set(drawn)) == len(drawn)
    assert all(0 <= one < 1 for one in drawn)
    assert 0.4 < sum(drawn) / len(drawn) < 0.6


class Spent(Scripted):
    """Says after each post that it was the last for a while."""

    def full(self) -> Full:
        return Full(until=self.site.clock.now() + WAIT, own=self.site.account.name != "shared")


@pytest.mark.parametrize(("first", "published"), [("own", 2), ("shared", 1)])
def test_an_answer_that_says_it_was_the_last_keeps_the_next_from_being_refused(
    tmp_path: Path, first: str, published: int
) -> None:
    world = World(tmp_path, kind=Spent)
    later = timedelta(seconds=10)
    world.add(
        world.new("a", account=first),
        world.new("b", account=first, after=later),
        world.new("c", account="other", after=later),
    )
    run(world, timedelta(minutes=1), {"own": "x env:KEY", "shared": "x env:KEY", "other": "x env:KEY"})
    assert len(world.network.log) == published
    run(world, timedelta(minutes=20), {})
    assert len(world.network.log) == 3


class Forbidding(Scripted):
    """Refuses with 403, in words that are about the post, or in none."""

    explained = True

    def publish(self, outgoing: Outgoing) -> Receipt:
        if self.site.account.name != "strict":
            return super().publish(outgoing)
        self.network.requests += 1
        code = "send-refused" if self.explained else "send-forbidden"
        raise SendFailure(Failure(kind=Kind.REFUSED, code=code, status=403))


class Mute403(Forbidding):
    explained = False


def _three(world: World) -> list[State]:
    hours = (timedelta(seconds=number) for number in range(3))
    posts = world.add(*(world.new(f"p{number}", account="strict", after=hour) for number, hour in enumerate(hours)))
    (other,) = world.add(world.new("p", account="other", after=timedelta(seconds=5)))
    run(world, timedelta(minutes=1), {})
    assert world.state(other) is State.PUBLISHED, "no other account is burnt"
    return [world.state(one) for one in posts]


def test_a_403_that_names_no_fault_of_the_post_stops_the_account_at_once(tmp_path: Path) -> None:
    world = World(tmp_path, kind=Mute403)
    assert _three(world) == [State.READY] * 3
    assert world.network.requests == 2, "one for it, one for the other account"
    assert set(accounts.blocked(world.database)) == {"strict"}


def test_two_explained_403_in_a_row_stop_the_account_before_a_third_is_burnt(tmp_path: Path) -> None:
    world = World(tmp_path, kind=Forbidding)
    assert _three(world) == [State.FAILED, State.FAILED, State.READY]
    assert accounts.blocked(world.database)["strict"].why.startswith("account-forbidden-twice")


def test_a_401_spends_nothing_and_goes_on_once_a_person_has_connected(world: World) -> None:
    (post,) = world.add(world.new())
    world.network.script.append(Fate.UNAUTHORISED)
    world.once()
    assert (world.state(post), set(accounts.blocked(world.database))) == (State.READY, {"musee"})
    accounts.unblock(world.database, "musee", at=world.clock.now(), by="marie")
    world.once()
    assert world.state(post) is State.PUBLISHED
    assert [one.outcome for one in attempts.of(world.database, post.id)] == [Kind.BLOCKED.value, "sent"]


@pytest.mark.parametrize("fate", [Fate.LOST_BEFORE, Fate.LOST_AFTER, Fate.LATE, Fate.SENSELESS, Fate.FAULTY])
def test_nothing_that_could_have_been_sent_is_retried(world: World, fate: Fate) -> None:
    world.add(world.new())
    world.network.script.append(fate)
    world.once()
    assert world.network.requests == 1
    assert [one.state for one in deliveries.select(world.database)] == [State.UNKNOWN]


def test_an_outage_that_is_known_not_to_have_sent_backs_off_and_ends_well(world: World) -> None:
    (post,) = world.add(world.new())
    world.network.script.extend([Fate.UNREACHABLE] * 4)
    began: list[datetime] = []
    world.network.before_send = lambda _: began.append(world.clock.now())
    world.run(timedelta(minutes=30))
    assert world.state(post) is State.PUBLISHED
    pauses = [later - earlier for earlier, later in pairwise(began)]
    assert pauses == sorted(pauses)
    assert all(
        wait <= pause <= wait * 1.3
        for wait, pause in zip((timedelta(seconds=30 * 2**n) for n in range(4)), pauses, strict=True)
    )
