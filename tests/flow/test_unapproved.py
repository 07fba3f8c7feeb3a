"""Without its yes a post is missed, never sent; and a yes that cannot be believed at send time holds it."""

from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.flow import consent
from scheduler.flow.brake import Brake
from scheduler.flow.dispatch import Dispatcher
from scheduler.model.account import Role
from scheduler.model.delivery import State
from scheduler.sentences.stored import said, stored
from scheduler.store import history
from tests.flow.world import World

HOUR = timedelta(hours=1)
ROLES = {"curator": Role(key="curator", name="Conservation", people=("a.martin",))}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_post_without_its_yes_is_missed_and_never_sent(world: World) -> None:
    waiting, free = world.add(world.new("reserves", roles=("curator",), after=HOUR), world.new("libre", after=HOUR))
    world.run(timedelta(hours=6))
    assert (world.state(waiting), world.state(free)) == (State.MISSED, State.PUBLISHED)
    assert [one.state for one in world.news] == ["missed"]
    late = world.clock.now()
    with pytest.raises(Exception, match="not-while-missed"):
        consent.approve(world.database, [waiting.tag], role="curator", by="a.martin", how="mail", roles=ROLES, at=late)
    assert world.network.requests == 1, "a yes that comes too late sends nothing by itself"


def test_a_yes_that_is_not_believed_holds_the_post_and_nothing_leaves(world: World) -> None:
    (one,) = world.add(world.new("reserves", roles=("curator",), after=HOUR))
    consent.approve(
        world.database, [one.tag], role="curator", by="a.martin", how="mail", roles=ROLES, at=world.clock.now()
    )
    assert world.state(one) is State.READY
    world.clock.advance_to(world.clock.now() + HOUR)
    asked: list[str] = []

    def doubts(delivery: object, at: object) -> str:
        asked.append(f"{delivery!r:.5} {at}")
        return stored("held-unsigned", role="curator")

    dispatcher = Dispatcher(
        world.database,
        world.connectors,
        world.blobs,
        world.clock,
        brake=Brake([world.stop_file]),
        doubts=doubts,
        tell=world.news.extend,
    )
    dispatcher.once()
    now = world.now(one)
    assert (now.state, world.network.requests) == (State.HELD, 0)
    assert asked
    assert "signature" in said(now.reason, "fr")
    assert history.replay(history.of(world.database, one.id)) is State.HELD
