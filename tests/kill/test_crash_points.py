"""Run, die at the n-th commit or send, open again, finish; for every n until the run ends by itself. The server's log judges."""

import os
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count, product
from pathlib import Path
from typing import Any

import pytest

from scheduler.connector.base import Ability
from scheduler.flow.reconcile import Reconciler
from scheduler.model.delivery import NEEDS_PERSON, SETTLED, Delivery, Event, State
from scheduler.model.failure import Failure, Kind
from scheduler.store import attempts, deliveries
from scheduler.store.attempts import Attempt, Intent
from scheduler.store.database import Database
from scheduler.wake import SimulatedAlarm
from tests.flow import judge
from tests.flow.dying import Died, Life, living
from tests.flow.remote import Blind, Doubtful, Fate, Keyed, Scripted
from tests.flow.world import World

LAST = timedelta(minutes=40)


def laid_out(folder: Path) -> World:
    """A thread with a picture, and a timed reply under it: the calendar of every world here."""
    world = World(folder)
    blob = world.blobs.put(b"picture")
    (post,) = world.add(world.new("fil", "un", "deux", pictures=[(blob, "texte alternatif")]))
    world.add(world.new("fil", "quatorze", after=timedelta(minutes=4), under=post.tag))
    world.database.close()
    return world


def copied(template: World, folder: Path, kind: type[Scripted], script: Sequence[Fate]) -> World:
    shutil.copytree(template.folder, folder)
    world = World(folder, kind=kind)
    world.network.honours_keys = kind is Keyed
    world.network.script.extend(script)
    return world


def lived(world: World, life: Life, patch: pytest.MonkeyPatch) -> bool:
    """One process, to its death or to the end; True: it reached the end."""
    with patch.context() as points:
        living(points, world.network, lambda: life)
        with suppress(Died):
            world.dispatcher(threads=1).run(SimulatedAlarm(world.clock, until=world.clock.now() + LAST))
        # The points left in the network belong to this life.
        world.network.before_send = world.network.after_send = lambda _: None
    return not life.dead


def finish(world: World) -> None:
    """Whoever comes after, undisturbed."""
    world.database.close()
    world.reopen()
    world.run(timedelta(hours=1))


def every_death(
    template: World,
    patch: pytest.MonkeyPatch,
    kind: type[Scripted],
    script: Sequence[Fate],
    step: int = 1,
    *,
    first: int = 0,
) -> Iterator[World]:
    """The worlds that are left after a death at each point (each `step`-th), and at last the one that nobody died in."""
    for point in count(first, step):
        world = copied(template, template.folder.with_name(f"death-{point}"), kind, script)
        whole = lived(world, Life(at=point), patch)
        finish(world)
        yield world
        world.database.close()
        if whole:
            assert point > 25, "the points were not passed"
            return


CASES = {
    "all well": (Scripted, [], 9),
    "answers lost": (Scripted, [Fate.ACCEPTED, Fate.LOST_AFTER, Fate.LOST_BEFORE], 14),
    "limits and late effects": (Scripted, [Fate.TOO_MANY, Fate.LATE, Fate.UNREACHABLE], 16),
    "native keys": (Keyed, [Fate.LOST_AFTER, Fate.LATE], 13),
}
"""Each with a step: the quick run takes every so-many-th point, which between them are of all kinds; the long run takes all."""


@pytest.mark.parametrize(
    ("kind", "script", "step"),
    [
        *(pytest.param(*case, id=name) for name, case in CASES.items()),
        *(
            pytest.param(*case[:2], 1, id=f"{name}, every point", marks=pytest.mark.long)
            for name, case in CASES.items()
        ),
    ],
)
def test_a_death_at_any_point_loses_nothing_and_doubles_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: type[Scripted],
    script: list[Fate],
    step: int,
    record_property: Callable[[str, object], None],
) -> None:
    deaths = -1  # at last nobody dies
    for world in every_death(laid_out(tmp_path / "template"), monkeypatch, kind, script, step):
        deaths += 1
        judge.all_is_well(world.database, world.network)
        assert {one.state for one in deliveries.select(world.database)} == {State.PUBLISHED}, world.folder
        assert world.network.texts() == ["un", "deux", "quatorze"]
    record_property("simulated kills", deaths)


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("kind", [Blind, Doubtful])
def test_where_nobody_can_tell_a_death_leaves_a_question_never_a_second_post(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Scripted], step: int
) -> None:
    asked = 0
    for world in every_death(laid_out(tmp_path / "template"), monkeypatch, kind, [], step):
        judge.all_is_well(world.database, world.network)
        states = [one.state for one in deliveries.select(world.database)]
        assert set(states) <= {State.PUBLISHED, State.UNKNOWN, State.READY}
        asked += State.UNKNOWN in states
    assert asked, "some deaths lie between the intent and the receipt"


@pytest.mark.parametrize(
    "pairs",
    [
        list(product((8, 14, 23), (2, 7, 12))),
        # Each point between the first intent and the last receipt, and a death at each of the first points after it.
        *(pytest.param(list(product(range(at, 62, 7), range(30))), marks=pytest.mark.long) for at in range(6, 13)),
    ],
    ids=lambda pairs: f"from {pairs[0][0]}, {len(pairs)}",
)
def test_a_second_death_while_recovering_changes_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pairs: list[tuple[int, int]],
    record_property: Callable[[str, object], None],
) -> None:
    template = laid_out(tmp_path / "template")
    deaths = 0
    for first, second in pairs:
        world = copied(template, tmp_path / f"{first}-{second}", Scripted, [Fate.ACCEPTED, Fate.LOST_AFTER])
        deaths += not lived(world, Life(at=first), monkeypatch)
        world.database.close()
        world.reopen()
        deaths += not lived(world, Life(at=second), monkeypatch)
        finish(world)
        judge.all_is_well(world.database, world.network)
        assert world.network.texts() == ["un", "deux", "quatorze"]
        world.database.close()
        shutil.rmtree(world.folder)
    record_property("simulated kills", deaths)


MARCH = int(os.environ.get("DEATHS", "10200"))
"""Deaths of the long march, over all its calendars."""


@pytest.mark.parametrize(
    ("number", "deaths"),
    [(0, 24), *(pytest.param(number, MARCH // 12, marks=pytest.mark.long) for number in range(1, 13))],
)
def test_a_calendar_whose_every_process_dies_doubles_nothing_and_loses_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    deaths: int,
    record_property: Callable[[str, object], None],
) -> None:
    """One process after the other, each dead at a point of its own, on one file that is never repaired in between."""
    chance = random.Random(number)
    # In one calendar of four nobody can look: a key that doubles nothing is sent again, as long as it is right to send.
    world = World(tmp_path / "march", kind=Keyed if number % 4 == 3 else Scripted)
    world.network.honours_keys = world.kind is Keyed
    fates = [Fate.ACCEPTED, Fate.ACCEPTED, Fate.LOST_AFTER, Fate.LATE]
    died = planned = 0
    while died < deaths:
        if not deliveries.select(world.database, states=set(State) - SETTLED - NEEDS_PERSON):
            world.add(
                *(
                    world.new(
                        f"fil-{planned + at}",
                        f"un {planned + at}",
                        f"deux {planned + at}",
                        account=f"a{at}",
                        patience=None,
                    )
                    for at in range(3)
                )
            )
            planned += 3
        life = Life(at=chance.randrange(2, 18))
        world.network.script.extend(chance.choices(fates, k=2))
        died += not lived_once(world, life, monkeypatch)
        world.clock.advance(timedelta(seconds=chance.choice([1, 20, 130])))
        world.network.arrive()
        world.database.close()
        world.reopen()
        judge.never_twice(world.network)
    world.network.script.clear()
    finish(world)
    world.run(timedelta(days=3))  # looks that were in vain become rare
    judge.all_is_well(world.database, world.network)
    rest = [one for one in deliveries.select(world.database) if one.state is not State.PUBLISHED]
    # A thread that took too long is not finished by itself, and looks end some day: what is left is a person's, and says why.
    left = [(one.tag, one.state, one.attempts, one.reason) for one in rest]
    assert all(one.state in NEEDS_PERSON and one.reason for one in rest), left
    assert planned > deaths / 60, "something keeps the calendar from going on"
    world.database.close()
    unknown = sum(one.state is State.UNKNOWN for one in rest)
    readable = Ability.FIND in world.kind.can
    record_property("simulated kills", died)
    record_property("left unknown", unknown if readable else 0)
    record_property("left unknown where nobody can tell", 0 if readable else unknown)
    assert not (unknown and readable), "the network could have told"


def lived_once(world: World, life: Life, patch: pytest.MonkeyPatch) -> bool:
    """One pass, as cron has it, to its death or to its end."""
    with patch.context() as points:
        living(points, world.network, lambda: life)
        with suppress(Died):
            world.dispatcher(threads=1).once()
        world.network.before_send = world.network.after_send = lambda _: None
    return not life.dead


# The suite must notice the faults that it is there for.


def blindly_again(self: Reconciler, delivery: Delivery) -> Delivery:
    """The mutant of most schedulers: what is unknown is simply sent again."""
    tried = attempts.of(self._database, delivery.id)
    gone = Failure(kind=Kind.NOT_SENT, code="send-interrupted")
    moved = attempts.end(
        self._database, delivery, tried[-1], failure=gone, event=Event.ABSENT, by="mutant", at=self._clock.now()
    )
    assert moved
    return moved


def without_intent(_: Database, intents: Sequence[Intent]) -> list[Attempt]:
    """The mutant without a write-ahead attempt: the row is written together with the receipt."""
    return [
        Attempt(
            id=0,
            delivery_id=one.delivery.id,
            part=one.part,
            number=1,
            key=one.key,
            started=one.at,
            deadline=one.deadline,
        )
        for one in intents
    ]


def kept_afterwards(begin: Any, end: Any) -> Any:
    def ending(database: Database, delivery: Delivery, attempt: Attempt, **given: Any) -> Delivery | None:
        intent = Intent(
            delivery=replace(delivery, state=State.CLAIMED),
            part=attempt.part,
            key=attempt.key,
            at=attempt.started,
            deadline=attempt.deadline,
            by="mutant",
            identity="",
        )
        (written,) = begin(database, [intent])
        return end(database, delivery, written, **given) if isinstance(written, Attempt) else None

    return ending


def doubled(template: World, patch: pytest.MonkeyPatch) -> bool:
    """Whether any death leads to a part that arrived twice."""
    # Between the first send and the last receipt; some three points lie between a send and the end of its bookkeeping.
    for world in every_death(template, patch, Scripted, [], 2, first=10):
        try:
            judge.never_twice(world.network)
        except AssertionError:
            world.database.close()
            return True
    return False


def test_the_mutant_that_retries_blindly_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reconciler, "look", blindly_again)
    assert doubled(laid_out(tmp_path / "template"), monkeypatch)


def test_the_mutant_without_a_write_ahead_attempt_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "end", kept_afterwards(attempts.begin_all, attempts.end))
    monkeypatch.setattr(attempts, "begin_all", without_intent)
    assert doubled(laid_out(tmp_path / "template"), monkeypatch)
