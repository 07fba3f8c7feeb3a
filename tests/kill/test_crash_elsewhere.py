"""Death at every n-th commit and send of what surrounds the sending: taking back, reconciling, receipts that found no room."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import ClassVar

import pytest

from scheduler.connector.base import Ability
from scheduler.errors import Problem
from scheduler.flow.withdraw import Withdrawer
from scheduler.model.delivery import Delivery, State
from scheduler.store import attempts, deliveries
from scheduler.store.database import Database
from tests.flow import judge
from tests.flow.dying import Died, Life, living
from tests.flow.remote import Fate, Scripted
from tests.flow.world import World
from tests.kill.test_crash_points import finish, laid_out

pytestmark = pytest.mark.long


class Erasable(Scripted):
    """A network that deletes; what is gone already is an answer like any other."""

    can = Scripted.can | Ability.WITHDRAW
    deleted: ClassVar[list[str]] = []

    def withdraw(self, remote_id: str) -> None:
        self.deleted.append(remote_id)
        self.network.log[:] = [one for one in self.network.log if one.id != remote_id]


def taken_back(world: World, posts: list[Delivery]) -> None:
    """What a person's command does, from its beginning."""
    person = Withdrawer(world.database, world.connectors, world.clock, by="a.martin", pause=lambda _: None)
    person.withdraw(person.look([one.tag for one in posts]))


def deaths_of_withdrawing(
    tmp_path: Path, patch: pytest.MonkeyPatch, step: int
) -> Iterator[tuple[World, list[Delivery], bool]]:
    """A thread with its reply is out; a person takes it back and dies at each point in turn, and at last at none."""
    for point in count(0, step):
        world = World(tmp_path / f"death-{point}", kind=Erasable)
        (post,) = world.add(world.new("fil", "un", "deux"))
        (reply,) = world.add(world.new("fil", "quatorze", after=timedelta(minutes=4), under=post.tag))
        world.run(timedelta(minutes=10))
        assert world.network.texts() == ["un", "deux", "quatorze"]
        life = Life(at=point)
        with patch.context() as points:
            living(points, world.network, lambda life=life: life)  # type: ignore[misc]
            with suppress(Died):
                taken_back(world, [post])
        world.network.before_send = world.network.after_send = lambda _: None
        world.database.close()
        world.reopen()
        yield world, [post, reply], not life.dead
        world.database.close()
        if not life.dead:
            return


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.long)])
def test_a_death_while_taking_back_ends_where_the_next_try_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, record_property: Callable[[str, object], None]
) -> None:
    points = 0
    for world, posts, whole in deaths_of_withdrawing(tmp_path, monkeypatch, step):
        points += 1
        # The daemon runs in between: nothing of what was half taken back is sent again.
        world.run(timedelta(minutes=30))
        if not whole and any(world.state(one) is not State.WITHDRAWN for one in posts):
            taken_back(world, [one for one in posts if world.state(one) is not State.WITHDRAWN])
        assert world.network.texts() == []
        assert {world.state(one) for one in posts} == {State.WITHDRAWN}
        judge.never_lost(world.database)
    assert points * step > 8, "the points were not passed"
    record_property("simulated kills", points - 1)


@pytest.mark.parametrize("step", [8, pytest.param(1, marks=pytest.mark.long)])
def test_a_death_while_looking_for_what_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Each look that finds, proves absent or is cut itself leaves the post once on the network."""
    for fate in (Fate.LOST_AFTER, Fate.LOST_BEFORE):
        for point in count(0, step):
            world = World(tmp_path / f"{fate.name}-{point}")
            world.add(world.new("fil", "un", "deux"))
            world.network.script.append(fate)
            world.once()
            world.clock.advance(timedelta(minutes=3))
            life = Life(at=point)
            with monkeypatch.context() as points:
                living(points, world.network, lambda life=life: life)  # type: ignore[misc]
                with suppress(Died):
                    world.dispatcher(threads=1).once()
            world.network.before_send = world.network.after_send = lambda _: None
            finish(world)
            judge.all_is_well(world.database, world.network)
            assert world.network.texts() == ["un", "deux"]
            world.database.close()
            if not life.dead:
                break


@pytest.mark.parametrize("step", [9, pytest.param(1, marks=pytest.mark.long)])
def test_a_death_with_a_receipt_that_found_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """The disk is full from the first answer on, and the process dies later: the next one knows what went out."""
    template = laid_out(tmp_path / "template")
    template.database.close()
    real = attempts.end
    for point in count(0, step):
        world = World(tmp_path / f"full-{point}")
        world.add(world.new("fil", "un", "deux"))
        life = Life(at=point)

        def full(database: Database, delivery: Delivery, *rest: object, **given: object) -> object:
            raise Problem("disk-full", where=str(database.path))

        with monkeypatch.context() as points:
            living(points, world.network, lambda life=life: life)  # type: ignore[misc]
            points.setattr(attempts, "end", full)
            with suppress(Died):
                world.run(timedelta(minutes=5))
        assert attempts.end is real
        world.network.before_send = world.network.after_send = lambda _: None
        finish(world)
        judge.all_is_well(world.database, world.network)
        assert world.network.texts() == ["un", "deux"]
        assert {one.state for one in deliveries.select(world.database)} == {State.PUBLISHED}
        world.database.close()
        if not life.dead:
            return
