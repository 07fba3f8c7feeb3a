"""Taking back what went out: in reverse order, never claiming more than is so, on again where it was cut off."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.connector.base import Ability, Outgoing, SendFailure
from scheduler.errors import Problem
from scheduler.flow import approve
from scheduler.flow.brake import Brake
from scheduler.flow.withdraw import Way, Withdrawal, Withdrawer, title
from scheduler.model.delivery import Delivery, State
from scheduler.model.failure import Failure, Kind
from scheduler.sentences.stored import said
from scheduler.store import approvals, attempts, deliveries, history, snapshots, stops
from tests.flow.remote import Fate, Scripted
from tests.flow.world import World


class Erasable(Scripted):
    """A network that deletes."""

    can = Scripted.can | Ability.WITHDRAW | Ability.COUNTS

    def withdraw(self, remote_id: str) -> None:
        self.deleted.append(remote_id)
        if self.deny and self.deny(remote_id):
            raise SendFailure(Failure(kind=self.denial, code="send-interrupted", status=500, detail="no"))
        self.network.log = [one for one in self.network.log if one.id != remote_id]

    deleted: list[str]
    deny: Callable[[str], bool] | None = None
    denial = Kind.REFUSED


@dataclass
class Waiting:
    """Stands for the seconds that pass while a call in flight ends."""

    then: Callable[[], None] = lambda: None
    waited: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.then()


@pytest.fixture
def world(tmp_path: Path) -> World:
    Erasable.deleted = []
    Erasable.deny = None
    Erasable.denial = Kind.REFUSED
    return World(tmp_path, kind=Erasable)


def withdrawer(world: World, pause: Callable[[float], None] | None = None) -> Withdrawer:
    return Withdrawer(world.database, world.connectors, world.clock, by="a.martin", pause=pause or Waiting())


def withdrawn(world: World, *names: str, by_hand: bool = False) -> Withdrawal:
    one = withdrawer(world)
    return one.withdraw(one.look(names), by_hand=by_hand)


def out(world: World, *texts: str, post: str = "reserves", account: str = "musee") -> Delivery:
    (one,) = world.add(world.new(post, *(texts or ("une", "deux", "trois")), account=account))
    world.once()
    assert world.state(one) is State.PUBLISHED
    return world.now(one)


def test_a_thread_goes_last_part_first_and_its_proof_stays(world: World) -> None:
    post = out(world)
    world.clock.advance(timedelta(minutes=7))
    done = withdrawn(world, post.tag)
    assert Erasable.deleted == [one.remote_id for one in reversed(post.receipts)]
    assert world.network.texts() == []
    assert world.state(post) is State.WITHDRAWN
    assert world.now(post).receipts == post.receipts, "the proof"
    ends = stops.ends(world.database, post.id)
    assert {part: end.at for part, end in ends.items()} == dict.fromkeys(range(3), world.clock.now())
    assert all(end.by == "a.martin" and end.details["shown_from"] for end in ends.values())
    assert {piece.way for piece in done.pieces} == {Way.GONE}
    assert history.verify(world.database) is None
    assert history.replay(history.of(world.database, post.id)) is State.WITHDRAWN


def test_looking_changes_nothing_and_asks_nobody(world: World) -> None:
    post = out(world)
    before = (world.network.requests, world.now(post))
    seen = withdrawer(world).look([post.tag])
    assert [piece.receipt.part for piece in seen.pieces] == [2, 1, 0]
    assert {piece.way for piece in seen.pieces} == {Way.DELETE}
    assert title(seen) == post.tag
    assert before == (world.network.requests, world.now(post))
    assert Erasable.deleted == []


def test_replies_that_are_out_go_first_and_those_to_come_are_cancelled(world: World) -> None:
    post = world.new("reserves")
    (one,) = world.add(post)
    early = world.new("reserves", "la réponse", under=one.tag, after=timedelta(minutes=1))
    (answer,) = world.add(early)
    world.run(timedelta(minutes=5))
    assert world.state(answer) is State.PUBLISHED
    late = world.new("plus", "plus tard", under=one.tag, after=timedelta(hours=1))
    (coming,) = world.add(late)
    done = withdrawn(world, one.tag)
    assert [world.state(each) for each in (one, answer, coming)] == [State.WITHDRAWN, State.WITHDRAWN, State.CANCELLED]
    assert [piece.delivery.id for piece in done.pieces] == [answer.id, one.id]
    assert [each.tag for each in done.stopped] == [coming.tag]
    assert "a.martin" in said(world.now(coming).reason, "en")
    world.run(timedelta(hours=3))
    assert world.network.texts() == []


def test_a_post_goes_on_all_accounts_at_once_also_where_it_was_still_to_come(world: World) -> None:
    first, second = (out(world, "texte", account=name) for name in ("musee", "autre"))
    (queued,) = world.add(world.new("reserves", account="tiers", after=timedelta(hours=1)))
    seen = withdrawer(world).look(["museumweek/reserves"])
    assert title(seen) == "museumweek/reserves/once"
    withdrawn(world, "museumweek/reserves")
    assert [world.state(one) for one in (first, second, queued)] == [State.WITHDRAWN] * 2 + [State.CANCELLED]


@pytest.mark.parametrize("kind", [Kind.REFUSED, Kind.UNKNOWN, Kind.NOT_SENT, Kind.BLOCKED])
def test_a_deletion_that_fails_is_never_claimed_and_a_second_call_goes_on(world: World, kind: Kind) -> None:
    post = out(world)
    second = post.receipts[1].remote_id
    Erasable.deny = staticmethod(lambda remote_id: remote_id == second)
    Erasable.denial = kind
    done = withdrawn(world, post.tag)
    assert world.state(post) is State.PUBLISHED
    ways = [piece.way for piece in done.pieces]
    assert ways == [Way.GONE, Way.FAILED, Way.FAILED if kind is Kind.BLOCKED else Way.GONE]
    assert done.pieces[1].why
    assert 1 not in stops.ends(world.database, post.id)
    Erasable.deny = None
    Erasable.deleted.clear()
    again = withdrawn(world, post.tag)
    assert Erasable.deleted[0] == second
    assert post.receipts[2].remote_id not in Erasable.deleted, "what is known to be gone is not asked for again"
    assert {piece.way for piece in again.pieces} == {Way.GONE}
    assert world.state(post) is State.WITHDRAWN


def test_another_person_answering_for_the_account_deletes_nothing(world: World) -> None:
    post = out(world)
    world.reopen()
    world.network.identities["musee"] = "somebody@else.example"
    done = withdrawn(world, post.tag)
    assert Erasable.deleted == []
    assert world.state(post) is State.PUBLISHED
    assert {piece.way for piece in done.pieces} == {Way.FAILED}


def test_where_nothing_can_be_deleted_a_person_is_given_the_addresses(tmp_path: Path) -> None:
    world = World(tmp_path)  # its network deletes nothing
    post = out(world)
    done = withdrawn(world, post.tag)
    assert [piece.way for piece in done.pieces] == [Way.BY_HAND] * 3
    assert world.state(post) is State.PUBLISHED, "nothing is claimed"
    withdrawn(world, post.tag, by_hand=True)
    assert world.state(post) is State.WITHDRAWN
    assert {end.event for end in stops.ends(world.database, post.id).values()} == {stops.BY_HAND}


def test_an_address_that_a_person_gave_is_left_to_a_person(world: World) -> None:
    (post,) = world.add(world.new())
    world.network.script.append(Fate.REFUSED)
    world.once()
    url = "https://network.example/posts/12"
    approve.confirm(world.database, [post.tag], url=url, by="a.martin", at=world.clock.now())
    done = withdrawn(world, post.tag)
    assert [(piece.way, piece.receipt.url) for piece in done.pieces] == [(Way.BY_HAND, url)]
    assert Erasable.deleted == []


@pytest.mark.parametrize("state", ["ready", "unknown", "missed", "withdrawn"])
def test_what_is_not_out_is_refused_with_what_to_do(world: World, state: str) -> None:
    if state == "unknown":
        world.network.script.append(Fate.LOST_AFTER)
    patience = timedelta(minutes=1) if state == "missed" else timedelta(hours=2)
    (post,) = world.add(world.new(after=timedelta(hours=1) if state == "ready" else timedelta(), patience=patience))
    if state == "missed":
        world.clock.advance(timedelta(minutes=2))
    world.once()
    if state == "withdrawn":
        withdrawn(world, post.tag)
    with pytest.raises(Problem) as refused:
        withdrawer(world).look([post.tag])
    assert refused.value.code == f"not-while-{state}"


def test_what_was_cancelled_half_way_names_what_a_person_must_delete(world: World) -> None:
    (post,) = world.add(world.new("fil", "une", "deux"))
    world.network.script.extend([Fate.ACCEPTED, Fate.REFUSED])
    world.once()
    approve.cancel(world.database, [post.tag], why="", by="a.martin", at=world.clock.now())
    with pytest.raises(Problem) as refused:
        withdrawer(world).look([post.tag])
    assert refused.value.code == "withdraw-cancelled"
    assert refused.value.arguments["places"] == [world.now(post).receipts[0].url]


def test_it_works_under_the_brake(world: World) -> None:
    post = out(world)
    world.stop_file.touch()
    assert Brake([world.stop_file])()
    withdrawn(world, post.tag)
    assert world.network.texts() == []


def test_the_rest_of_a_thread_that_waits_to_go_on_never_goes(world: World) -> None:
    (post,) = world.add(world.new("fil", "une", "deux", "trois"))
    world.network.script.extend([Fate.ACCEPTED, Fate.TOO_MANY])
    world.once()
    assert (world.state(post), len(world.now(post).receipts)) == (State.READY, 1)
    withdrawn(world, post.tag)
    assert world.state(post) is State.WITHDRAWN
    world.run(timedelta(hours=3))
    assert world.network.texts() == []


def test_a_thread_in_flight_is_stopped_before_its_next_part_and_no_answer_is_lost(world: World) -> None:
    """The daemon is between the request of part 1 and its answer when a person withdraws."""
    (post,) = world.add(world.new("fil", "une", "deux", "trois"))
    sent, stopped = threading.Event(), threading.Event()

    def in_flight(outgoing: Outgoing) -> None:
        if outgoing.number == 1:
            sent.set()
            assert stopped.wait(20)

    world.network.after_send = in_flight
    daemon = threading.Thread(target=world.once)
    daemon.start()
    assert sent.wait(20)

    def answer() -> None:
        stopped.set()
        daemon.join(20)

    waiting = Waiting(then=answer)
    one = withdrawer(world, waiting)
    seen = one.look([post.tag])
    done = one.withdraw(seen)
    assert waiting.waited, "a call in flight is waited for"
    assert world.network.requests == 2, "the third part never left"
    assert [attempt.outcome for attempt in attempts.of(world.database, post.id)] == ["sent", "sent"]
    assert {piece.way for piece in done.pieces} == {Way.GONE}
    assert world.network.texts() == []
    assert world.state(post) is State.WITHDRAWN
    assert history.replay(history.of(world.database, post.id)) is State.WITHDRAWN


def test_what_does_not_land_in_time_is_told_and_nothing_follows_it(world: World) -> None:
    (post,) = world.add(world.new("fil", "une", "deux"))
    told: list[Withdrawal] = []

    def in_flight(outgoing: Outgoing) -> None:
        if outgoing.number == 0:
            told.append(one.withdraw(one.look([post.tag])))

    one = withdrawer(world)
    world.network.after_send = in_flight
    world.once()
    assert [each.tag for each in told[0].flying] == [post.tag]
    assert told[0].pieces == ()
    assert world.network.texts() == ["une"]
    assert world.state(post) is State.PARTIAL
    withdrawn(world, post.tag)
    assert (world.network.texts(), world.state(post)) == ([], State.WITHDRAWN)


def test_the_parts_of_what_is_still_on_its_way_stay_until_it_has_landed(world: World) -> None:
    """A person who is told «in flight» must not find half a thread."""
    (post,) = world.add(world.new("fil", "une", "deux"))
    told: list[Withdrawal] = []

    def in_flight(outgoing: Outgoing) -> None:
        if outgoing.number == 1:
            told.append(one.withdraw(one.look([post.tag])))

    one = withdrawer(world)
    world.network.after_send = in_flight
    world.once()
    assert Erasable.deleted == []
    assert [(piece.receipt.part, piece.way) for piece in told[0].pieces] == [(0, Way.FAILED)]
    assert told[0].pieces[0].why
    withdrawn(world, post.tag)
    assert world.network.texts() == []


@pytest.mark.parametrize("ability", [Ability.PROVE_ABSENCE, Ability.NATIVE_KEY])
def test_what_nobody_knows_is_not_sent_again_once_its_post_is_withdrawn(
    world: World, monkeypatch: pytest.MonkeyPatch, ability: Ability
) -> None:
    """A network of the two lost the request; later it is proved absent, or would be looked for by sending it again."""
    able = Ability.PUBLISH | Ability.FIND | Ability.WITHDRAW | ability
    monkeypatch.setattr(Erasable, "can", able)
    first = out(world, "texte")
    world.network.script.append(Fate.LOST_BEFORE)
    (lost,) = world.add(world.new(account="autre"))
    world.once()
    assert world.state(lost) is State.UNKNOWN
    done = withdrawn(world, "museumweek/reserves")
    assert [one.tag for one in done.doubtful] == [lost.tag]
    world.run(timedelta(hours=1))
    assert world.network.texts() == []
    proved = ability is Ability.PROVE_ABSENCE
    assert world.state(lost) is (State.CANCELLED if proved else State.UNKNOWN)
    assert world.state(first) is State.WITHDRAWN


def test_a_stop_is_written_once_however_often_it_is_asked(world: World) -> None:
    (post,) = world.add(world.new("fil", "une", "deux"))
    one = withdrawer(world)

    def in_flight(outgoing: Outgoing) -> None:
        if outgoing.number == 0:
            one.withdraw(one.look([post.tag]))

    world.network.after_send = in_flight
    world.once()
    assert [entry.event for entry in history.of(world.database, post.id)].count("stop asked for") == 1


def test_a_persons_retry_outlives_a_stop_that_nobody_obeyed(world: World) -> None:
    """The withdrawal gave up waiting; the call in flight was refused, and days later a person sends the post after all."""
    (post,) = world.add(world.new())
    one = withdrawer(world)

    def in_flight(_: Outgoing) -> None:
        one.withdraw(one.look([post.tag]))

    world.network.after_send = in_flight
    world.network.script.append(Fate.REFUSED)
    world.once()
    assert world.state(post) is State.FAILED
    world.network.after_send = lambda _: None
    approve.retry(world.database, [post.tag], why="", by="a.martin", at=world.clock.now())
    world.once()
    assert world.state(post) is State.PUBLISHED


def test_counts_of_what_was_withdrawn_are_not_read(world: World) -> None:
    post = out(world)
    withdrawn(world, post.tag)
    world.clock.advance(timedelta(hours=1))
    assert snapshots.due(world.database, world.clock.now()) == []


def test_it_may_be_planned_anew_and_approvals_stay_with_the_old_one(world: World) -> None:
    (post,) = world.add(world.new(roles=("press",)))
    approvals.give(world.database, [post.id], role="press", by="l", how="x", at=world.clock.now())
    world.once()
    withdrawn(world, post.tag)
    (new,) = [one for one in world.add(world.new(roles=("press",))) if one.id != post.id]
    assert new.missing_roles == ("press",)
    assert len(deliveries.select(world.database, tags=[post.tag])) == 2
