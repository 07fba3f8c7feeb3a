"""Planning and a real queue together: what is applied, taken out of its file, and put back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.flow.plan import Scope, plan
from scheduler.model.change import Answers
from scheduler.model.delivery import Delivery, Event, Receipt, State
from scheduler.store import approvals, attempts, deliveries
from scheduler.store.changes import New
from tests.flow.remote import Fate
from tests.flow.world import World

DAY = timedelta(days=1)
SOON = timedelta(minutes=1)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def applied(world: World, *wanted: New) -> list[Delivery]:
    """The queue once the files that ask for `wanted` were applied."""
    scope = Scope(now=world.clock.now(), campaigns=frozenset({"museumweek"}))
    planned = plan(wanted, deliveries.select(world.database), scope, Answers())
    steps = [one.step for one in planned if one.step]
    deliveries.apply(world.database, steps, by="test", at=world.clock.now(), campaigns={})
    return sorted(deliveries.select(world.database), key=lambda one: one.id)


def states(found: Sequence[Delivery]) -> list[State]:
    return [one.state for one in found]


def sourced(world: World, *texts: str, after: timedelta = DAY, roles: tuple[str, ...] = (), under: str = "") -> New:
    new = world.new("quiz", *texts, after=after, roles=roles, under=under)
    made = new.digest.replace(":", "-")
    return replace(new, source=f"{made}:{made}")


def test_a_post_taken_out_and_put_back_is_in_the_queue_again(world: World) -> None:
    post = sourced(world, "Combien ?")
    assert states(applied(world, post)) == [State.READY]
    (gone,) = applied(world)
    assert (gone.state, gone.reason) == (State.CANCELLED, "post-removed")
    assert states(applied(world, post)) == [State.CANCELLED, State.READY]
    assert states(applied(world, post)) == [State.CANCELLED, State.READY]


def test_out_and_back_without_its_role_awaits_that_role(world: World) -> None:
    (first,) = applied(world, sourced(world, "Combien ?", roles=("press",)))
    approvals.give(world.database, [first.id], role="press", by="l.diallo", how="", at=world.clock.now())
    applied(world)
    back = applied(world, sourced(world, "Jamais lu."))[-1]
    assert (back.state, back.missing_roles) == (State.AWAITING, ("press",))
    applied(world)
    assert applied(world, sourced(world, "Encore."))[-1].missing_roles == ("press",)


def test_an_edit_that_takes_its_approval_out_goes_unread_nowhere(world: World) -> None:
    (first,) = applied(world, sourced(world, "Relu.", roles=("press",)))
    approvals.give(world.database, [first.id], role="press", by="l.diallo", how="", at=world.clock.now())
    (edited,) = applied(world, sourced(world, "Jamais lu."))
    assert (edited.state, edited.missing_roles) == (State.AWAITING, ("press",))


def test_what_a_person_cancelled_stays_cancelled(world: World) -> None:
    (one,) = applied(world, sourced(world, "Combien ?"))
    deliveries.apply(world.database, [deliveries.Cancel(one.id)], by="a.martin", at=world.clock.now(), campaigns={})
    assert states(applied(world, sourced(world, "Combien ?"))) == [State.CANCELLED]


def test_a_thread_that_has_begun_does_not_block_the_rest_of_an_apply(world: World) -> None:
    (thread,) = applied(world, sourced(world, "Un.", "Deux.", after=SOON))
    world.clock.advance(SOON)
    (taken,) = deliveries.claim(world.database, now=world.clock.now(), lease=timedelta(minutes=2), most=1)
    at = world.clock.now()
    attempt = attempts.begin(world.database, taken, part=0, key="k", at=at, deadline=at, by="d")
    assert attempt
    receipt = Receipt(part=0, remote_id="1", url="", at=at)
    assert attempts.end(world.database, taken, attempt, receipt=receipt, event=Event.NOT_SENT, by="d", at=at)
    other = replace(world.new("autre", after=DAY), source="in:autre")
    found = applied(world, sourced(world, "Un !", "Deux !", after=SOON), other)
    assert [(one.state, one.digest) for one in found] == [(State.READY, thread.digest), (State.READY, other.digest)]
    assert states(applied(world, other)) == [State.READY, State.READY]


def test_a_reply_stands_under_the_newest_of_its_post(world: World) -> None:
    """The cancelled one was due later than the one put back: in order of their hours it is the last."""
    late = sourced(world, "Combien ?", after=5 * DAY)
    applied(world, late)
    applied(world)
    soon = sourced(world, "Combien ?", after=SOON)
    answer = sourced(world, "Quatorze.", after=timedelta(hours=9), under=soon.tag)
    applied(world, soon, answer)
    assert world.run(timedelta(hours=10)).published == 2
    question, reply = world.network.log
    assert reply.above == question.id


def test_a_lost_reply_is_looked_for_under_the_newest_of_its_post(world: World) -> None:
    applied(world, sourced(world, "Combien ?", after=5 * DAY))
    applied(world)
    soon = sourced(world, "Combien ?", after=SOON)
    answer = sourced(world, "Quatorze.", after=timedelta(hours=9), under=soon.tag)
    applied(world, soon, answer)
    world.run(timedelta(hours=1))
    world.network.script.append(Fate.LOST_AFTER)
    assert world.run(timedelta(hours=10)).published == 1
    assert world.network.texts() == ["Combien ?", "Quatorze."]
