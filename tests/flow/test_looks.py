"""Looking for what is unknown, where the network can tell: however many looks die or get no answer, the next one settles it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.connector.base import Absent, CannotTell, Found, Outgoing, SendFailure
from scheduler.flow.lookout import Lookout
from scheduler.flow.reconcile import IN_VAIN, LOOKS, OFTEN, RARELY, UNANSWERED, Reconciler, next_look
from scheduler.flow.voices import Voices
from scheduler.model.delivery import State
from scheduler.model.failure import Failure, Kind
from scheduler.sentences import LANGUAGES
from scheduler.sentences.stored import said
from scheduler.store.attempts import Attempt
from tests.flow.dying import Died
from tests.flow.remote import Fate, Scripted
from tests.flow.world import MONDAY, World

LIFE = timedelta(minutes=2)
CLOSED = Attempt(id=1, delivery_id=1, part=0, number=1, key="k", started=MONDAY, deadline=MONDAY, code=UNANSWERED)
SETTLED = MONDAY + LIFE


def no_answer() -> None:
    raise SendFailure(Failure(kind=Kind.NOT_SENT, code="send-not-connected"))


def broken() -> None:
    raise RuntimeError("a fault of the connector")


def dead() -> None:
    raise Died("in the middle of a look")


def silent(world: World, ends: Callable[[], None]) -> None:
    """From now on each look ends like this."""

    class Silent(Scripted):
        def find(self, outgoing: Outgoing) -> Found | Absent | CannotTell:
            self.network.looks += 1
            ends()
            return CannotTell()

    world.kind = Silent
    world.reopen()


@pytest.mark.parametrize("ends", [no_answer, broken])
@pytest.mark.parametrize("fate", [Fate.LOST_AFTER, Fate.LOST_BEFORE])
def test_after_an_outage_longer_than_all_looks_the_next_answer_settles_it(
    tmp_path: Path, fate: Fate, ends: Callable[[], None]
) -> None:
    world = World(tmp_path)
    (post,) = world.add(world.new("reserves", "Une fois.", patience=None))
    world.network.script.append(fate)
    world.once()
    world.clock.advance(timedelta(days=3))  # nobody was there
    silent(world, ends)
    world.run(timedelta(days=9))
    assert world.state(post) is State.UNKNOWN
    assert world.network.requests == 1
    assert 5 <= world.network.looks <= 40, "looked for again and again, more and more rarely"
    assert all("confirm" in said(world.now(post).reason, language) for language in LANGUAGES)
    assert len(world.news) == 1, "told once"
    world.kind = Scripted
    world.reopen()
    world.run(timedelta(days=1, hours=1))
    assert world.state(post) is State.PUBLISHED
    assert world.network.texts() == ["Une fois."]


def test_looks_that_die_count_as_none(tmp_path: Path) -> None:
    world = World(tmp_path)
    (post,) = world.add(world.new("reserves", "Une fois.", patience=None))
    world.network.script.append(Fate.LOST_AFTER)
    world.once()
    silent(world, dead)
    for _ in range(3 * len(LOOKS)):
        world.clock.advance(timedelta(hours=5))
        with pytest.raises(Died):
            world.dispatcher(threads=1).once()
        world.reopen()
    assert world.state(post) is State.UNKNOWN
    world.kind = Scripted
    world.reopen()
    world.once()
    assert world.state(post) is State.PUBLISHED
    assert world.network.texts() == ["Une fois."]


def test_who_comes_days_late_looks_as_often_and_may_still_find_it(tmp_path: Path) -> None:
    """A list proves nothing before something newer stands in it: here that takes until the fifth look."""

    class Slow(Scripted):
        def find(self, outgoing: Outgoing) -> Found | Absent | CannotTell:
            self.network.looks += 1
            return super().find(outgoing) if self.network.looks > 5 else CannotTell()

    world = World(tmp_path)
    (post,) = world.add(world.new("reserves", "Une fois.", patience=None))
    world.network.script.append(Fate.LOST_AFTER)
    world.once()
    world.clock.advance(timedelta(days=3))
    world.kind = Slow
    world.reopen()
    world.run(timedelta(hours=12))
    assert world.state(post) is State.PUBLISHED
    assert world.network.texts() == ["Une fois."]


def test_one_that_is_looked_for_in_vain_keeps_nobody_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(tmp_path)
    posts = world.add(*(world.new(f"p{n}", f"Message {n}", patience=None) for n in range(3)))
    hours = {post.id: MONDAY + timedelta(minutes=minutes) for post, minutes in zip(posts, (7, 3, 5), strict=True)}
    monkeypatch.setattr(Reconciler, "due", lambda _, lost, __: hours[lost.id])
    voices = Voices(world.database, world.connectors, world.clock, by="t")
    lookout = Lookout(Reconciler(world.database, voices, world.blobs, world.clock, by="t"), voices, world.clock)
    world.clock.advance(timedelta(minutes=10))
    assert [one.post for one in lookout.due(posts, patient=False)] == ["p1", "p2", "p0"]


@pytest.mark.parametrize(
    ("code", "answered", "ended", "following"),
    [
        (UNANSWERED, 0, timedelta(0), LOOKS[1]),
        (UNANSWERED, 0, timedelta(hours=2), LOOKS[5]),
        (UNANSWERED, 0, timedelta(hours=25), timedelta(hours=25) + timedelta(hours=25) / 8),
        (UNANSWERED, 0, timedelta(days=40), timedelta(days=40) + RARELY),
        (IN_VAIN, 1, timedelta(0), LOOKS[1]),
        (IN_VAIN, 5, timedelta(hours=1), LOOKS[5]),
        (IN_VAIN, 1, timedelta(days=3), timedelta(days=3) + LOOKS[1]),
        (IN_VAIN, 6, timedelta(days=4), timedelta(days=4) + LOOKS[6] - LOOKS[5]),
        (IN_VAIN, len(LOOKS), timedelta(hours=25), None),
    ],
)
def test_only_a_look_with_an_answer_counts(
    code: str, answered: int, ended: timedelta, following: timedelta | None
) -> None:
    found = next_look(replace(CLOSED, code=code, ended=SETTLED + ended), LIFE, answered)
    assert found == (None if following is None else SETTLED + following)
    assert OFTEN < RARELY
