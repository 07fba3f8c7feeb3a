"""The brake: everything, an account, a campaign; by file and by row; and what becomes of what it stopped."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.connector.base import Outgoing
from scheduler.flow import resuming
from scheduler.flow.brake import SHARED, Brake
from scheduler.flow.dispatch import Dispatcher
from scheduler.model.delivery import State
from scheduler.model.pause import Late, Pause, Scope
from scheduler.sentences.stored import said
from scheduler.store import history, pauses
from scheduler.wake import SimulatedAlarm
from tests.flow.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def brake(world: World) -> Brake:
    return Brake([world.stop_file], folder=world.database.folder, kept=lambda: pauses.kept(world.database))


def test_a_look_from_before_its_own_intent_is_not_gone_by(world: World) -> None:
    (post,) = world.add(world.new())
    one = brake(world)
    assert one.shared(post) == ""
    asked = one.asked()
    world.stop_file.touch()
    assert one.shared(post, asked), "who asks after STOP was made looks, however short a time ago another did"
    one._last = (one.asked() - 2 * SHARED, "")
    assert one.shared(post), "nobody goes by an old one"


def run(world: World, last: timedelta) -> None:
    one = Dispatcher(world.database, world.connectors, world.blobs, world.clock, brake=brake(world), threads=2)
    one.run(SimulatedAlarm(world.clock, until=world.clock.now() + last))


def paused(world: World, scope: Scope, name: str = "") -> Pause:
    return Pause(scope=scope, name=name, reason="grève", by="marie", at=world.clock.now())


@pytest.mark.parametrize("way", ["file", "row"])
@pytest.mark.parametrize(
    ("scope", "name", "out"),
    [
        (Scope.ALL, "", set()),
        (Scope.ACCOUNT, "musee", {"autre"}),
        (Scope.CAMPAIGN, "museumweek", set()),
        (Scope.CAMPAIGN, "x", {"musee", "autre"}),
    ],
)
def test_a_pause_stops_what_it_names_and_nothing_else(
    world: World, way: str, scope: Scope, name: str, out: set[str]
) -> None:
    posts = world.add(world.new("p", account="musee"), world.new("p", account="autre"))
    one = paused(world, scope, name)
    if way == "file":
        pauses.pull(world.database.folder, one)
    else:
        pauses.keep(world.database, one)  # by another machine
    run(world, timedelta(minutes=1))
    assert {each.account for each in world.network.log} == out
    assert {world.state(each) for each in posts if each.account not in out} <= {State.READY}
    world.reopen()
    run(world, timedelta(minutes=1))
    assert {each.account for each in world.network.log} == out, "it survives a restart"
    pauses.forget(world.database, one, by="marie", at=world.clock.now())
    pauses.lift(world.database.folder, one)
    run(world, timedelta(minutes=1))
    assert len(world.network.log) == 2


@pytest.mark.file
def test_the_file_works_while_the_database_is_locked_and_says_by_whom(world: World) -> None:
    (post,) = world.add(world.new())
    with closing(sqlite3.connect(world.database.path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        pauses.pull(world.database.folder, paused(world, Scope.ACCOUNT, "musee"))
        why = brake(world)(post)
        other.rollback()
    assert "marie" in said(why, "fr")
    assert "grève" in said(why, "fr")


def test_a_pause_pulled_between_two_parts_stops_the_next(world: World) -> None:
    (post,) = world.add(world.new("thread", "one", "two", "three"))

    def pull(_: Outgoing) -> None:
        pauses.pull(world.database.folder, paused(world, Scope.CAMPAIGN, "museumweek"))

    world.network.after_send = pull
    run(world, timedelta(minutes=1))
    assert world.network.texts() == ["one"]
    assert world.state(post) is State.READY


@pytest.mark.parametrize("name", ["PAUSED", "PAUSED.unknown.thing", "PAUSED.account."])
def test_whatever_somebody_writes_there_stops_everything(world: World, name: str) -> None:
    world.add(world.new())
    (world.database.folder / name).write_bytes(b"\xff not json")
    run(world, timedelta(minutes=1))
    assert world.network.requests == 0


def test_names_are_kept_whatever_signs_they_have(tmp_path: Path) -> None:
    for name in ("été", "a.b", "a/b", "..", "%2F"):
        one = Pause(scope=Scope.CAMPAIGN, name=name, by="m")
        file = pauses.pull(tmp_path / "s", one)
        assert file.parent == tmp_path / "s"
        assert [each.key for each in pauses.files(tmp_path / "s")] == [one.key]
        pauses.lift(tmp_path / "s", one)
    assert pauses.files(tmp_path / "s") == []


def test_it_is_written_into_the_journal_by_whom_and_why(world: World) -> None:
    began = world.clock.now()
    one = paused(world, Scope.ALL)
    pauses.keep(world.database, one)
    pauses.forget(world.database, one, by="luc", at=world.clock.now())
    lines = [(each.event, each.by, each.why) for each in history.since(world.database, began)]
    assert lines == [("paused", "marie", "grève"), ("resumed", "luc", "")]
    assert history.verify(world.database) is None


def test_what_is_late_is_settled_as_said_before_the_brake_is_let_go(world: World) -> None:
    hours = timedelta(minutes=10)
    names = ("sent", "left", "held", "gone", "gone-left", "future")
    patience = {"gone": timedelta(minutes=5), "gone-left": timedelta(minutes=5)}
    posts = world.add(
        *(
            world.new(
                name,
                after=hours if name != "future" else timedelta(hours=9),
                patience=patience.get(name, timedelta(hours=2)),
            )
            for name in names
        )
    )
    one = paused(world, Scope.ALL)
    pauses.pull(world.database.folder, one)
    run(world, timedelta(minutes=30))
    late = resuming.late(world.database, one, (), world.clock.now())
    assert {each.post for each in late} == {"sent", "left", "held", "gone", "gone-left"}
    choices = {"sent": Late.SEND, "left": Late.MISSED, "held": Late.HOLD, "gone": Late.SEND, "gone-left": Late.MISSED}
    resuming.settle(world.database, [(each, choices[each.post]) for each in late], by="marie", at=world.clock.now())
    run(world, timedelta(minutes=1))
    assert world.network.requests == 0, "it is still paused"
    pauses.lift(world.database.folder, one)
    run(world, timedelta(minutes=1))
    states = {each.post: world.state(each) for each in posts}
    assert states == {
        "sent": State.PUBLISHED,
        "left": State.MISSED,
        "held": State.HELD,
        "gone": State.PUBLISHED,
        "gone-left": State.MISSED,
        "future": State.READY,
    }


def test_what_another_pause_still_covers_is_not_asked_about(world: World) -> None:
    world.add(world.new("p", account="musee"), world.new("p", account="autre"))
    every, one = paused(world, Scope.ALL), paused(world, Scope.ACCOUNT, "musee")
    late = resuming.late(world.database, every, (one,), world.clock.now() + timedelta(minutes=1))
    assert [each.account for each in late] == ["autre"]
