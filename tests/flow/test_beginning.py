"""Attempts that are written ahead of the threads that send: many at once, a few too early, and none that is sent on a guess."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event as Signal
from threading import Lock

import pytest

from scheduler.errors import Problem
from scheduler.flow.beginning import WINDOW, Sending
from scheduler.flow.crew import SPARE, SPARE_FAR, Crew
from scheduler.flow.publish import Publisher, Then
from scheduler.flow.strangers import Strangers
from scheduler.flow.voices import Voices
from scheduler.model.delivery import Delivery, State
from scheduler.model.failure import Kind
from scheduler.store import attempts, deliveries
from scheduler.store.witness import Witness
from tests.flow.world import World

ACCOUNTS = ("musee", "atelier", "jardin")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def engine(world: World, brake: Callable[[Delivery], str] = lambda _: "") -> tuple[Publisher, Voices]:
    """A publisher that has met all accounts."""
    voices = Voices(world.database, world.connectors, world.clock, by="test")
    strangers = Strangers(world.database, voices, world.clock, by="test")
    for account in ACCOUNTS:
        strangers.meet(account)
    made = Publisher(
        world.database,
        voices,
        world.blobs,
        world.clock,
        by="test",
        brake=brake,
        strangers=strangers,
        glance=lambda one, _: brake(one),
    )
    return made, voices


def claimed(world: World, voices: Voices) -> list[Sending]:
    mine = deliveries.claim(world.database, now=world.clock.now(), lease=timedelta(minutes=3), most=9)
    voices.expect([one.account for one in mine])
    return [Sending(one, world.clock.monotonic()) for one in mine]


def one_each(world: World) -> None:
    world.add(*(world.new(account=account) for account in ACCOUNTS))


def test_many_are_begun_together_and_each_is_sent_once(world: World) -> None:
    one_each(world)
    publisher, voices = engine(world)
    sendings = claimed(world, voices)
    publisher.begin(sendings)
    assert all(one.begun for one in sendings)
    assert {world.state(one.delivery) for one in sendings} == {State.SENDING}
    assert world.network.requests == 0, "it is written before anything is sent"
    assert {publisher.send(one, None).state for one in sendings} == {State.PUBLISHED}  # type: ignore[union-attr]
    assert sorted(world.network.texts()) == sorted(f"reserves on {account}" for account in ACCOUNTS)
    assert [len(attempts.of(world.database, one.delivery.id)) for one in sendings] == [1, 1, 1]


@pytest.mark.parametrize("objects", ["a brake", "a machine that slept"])
def test_what_was_begun_is_not_sent_where_something_came_between(world: World, objects: str) -> None:
    one_each(world)
    stops: list[str] = []
    publisher, voices = engine(world, lambda _: "stopping" if stops else "")
    sendings = claimed(world, voices)
    publisher.begin(sendings)
    if objects == "a brake":
        stops.append("now")
    else:
        world.clock.jump(WINDOW + timedelta(seconds=1))
    assert {publisher.send(one, None).state for one in sendings} == {State.READY}  # type: ignore[union-attr]
    assert world.network.requests == 0
    assert {attempts.of(world.database, one.delivery.id)[-1].outcome for one in sendings} == {Kind.NOT_SENT}
    assert world.once().published == 3


def test_a_death_between_the_two_doubles_and_loses_nothing(world: World) -> None:
    one_each(world)
    publisher, voices = engine(world)
    sendings = claimed(world, voices)
    publisher.begin(sendings)
    assert publisher.send(sendings[0], None)
    world.database.close()
    world.reopen()
    world.run(timedelta(hours=1))
    assert sorted(world.network.texts()) == sorted(f"reserves on {account}" for account in ACCOUNTS)
    assert {world.state(one.delivery) for one in sendings} == {State.PUBLISHED}


def test_what_another_has_meanwhile_is_left_alone(world: World) -> None:
    one_each(world)
    publisher, voices = engine(world)
    first, *others = claimed(world, voices)
    stale = Sending(replace(first.delivery, token=first.delivery.token + 7), first.claimed)
    stale.delivery = replace(first.delivery, state=State.CLAIMED)
    publisher.send(first, None)
    publisher.begin([stale, *others])
    after = publisher.send(stale, None)
    assert after is not None
    assert after.state is State.PUBLISHED, "as the other left it"
    assert world.network.requests == 1


def test_for_whom_somebody_must_be_asked_is_begun_by_who_sends_it(world: World) -> None:
    pictured = world.blobs.put(b"bytes")
    world.add(
        world.new("avec-image", pictures=[(pictured, "Une caisse")]),
        world.new("inconnu", account="nouveau"),
        replace(world.new("conditionnel", account="jardin"), conditions='{"hold_if": []}'),
        world.new(account="atelier"),
    )
    publisher, voices = engine(world)
    sendings = claimed(world, voices)
    publisher.begin([one for one in sendings if one.delivery.account != "jardin"])
    assert {one.delivery.account: one.begun is not None for one in sendings} == {
        "musee": False,
        "nouveau": False,
        "jardin": False,
        "atelier": True,
    }
    for one in sendings:
        if one.delivery.account != "jardin":
            after = publisher.send(one, None)
            assert after is not None
            assert after.state is State.PUBLISHED


def test_without_a_witness_none_of_them_is_sent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    one_each(world)
    publisher, voices = engine(world)
    sendings = claimed(world, voices)

    def unwritable(*_: object) -> None:
        raise Problem("disk-full", where="witness")

    with monkeypatch.context() as patch:
        patch.setattr(Witness, "write", unwritable)
        publisher.begin(sendings)
    for one in sendings:
        with pytest.raises(Problem, match="disk-full"):
            publisher.send(one, None)
    assert world.network.requests == 0
    assert {world.state(one.delivery) for one in sendings} == {State.READY}


class Slow:
    """A sender that notes how many attempts are open, and answers once it is let."""

    def __init__(self) -> None:
        self.let, self.lock = Signal(), Lock()
        self.open = self.most = self.sent = 0

    def begin(self, sendings: Sequence[Sending]) -> None:
        with self.lock:
            self.open += len(sendings)
            self.most = max(self.most, self.open)

    def send(self, sending: Sending, then: Then | None) -> Delivery | None:
        self.let.wait(20)
        with self.lock:
            self.open -= 1
            self.sent += 1
        return sending.delivery


def test_what_is_done_aside_takes_no_senders_thread(world: World) -> None:
    sender, one, slow = Slow(), world.add(world.new())[0], Signal()
    crew = Crew(1, lambda: None, sender)

    def job() -> None:
        slow.wait(60)

    for number in range(8):
        crew.aside(f"chore {number}", job)
    sender.let.set()
    crew.entrust(Sending(one))
    try:
        assert [done.before for done in crew.results(wait=True)] == [one]
        assert "chore 7" in crew.busy
    finally:
        slow.set()
    assert len(crew.close()) == 8
    assert not crew.busy


@pytest.mark.parametrize(("far", "spare"), [(False, SPARE), (True, SPARE_FAR)])
@pytest.mark.parametrize("threads", [1, 4, 16])
def test_no_more_are_begun_than_threads_and_a_few_can_send(world: World, threads: int, far: bool, spare: int) -> None:
    sender, one = Slow(), world.add(world.new())[0]
    crew = Crew(threads, lambda: None, sender, far=far)
    for number in range(50):
        crew.entrust(Sending(replace(one, account=f"musee-{number}")))
    sender.let.set()
    assert len(crew.close()) == sender.sent == 50
    assert 1 <= sender.most <= threads + threads // spare
