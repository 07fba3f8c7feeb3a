"""A small universe: a few posts, a network, two clocks, people, and one dispatcher at a time, which may die at any point."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from scheduler.clock import SimulatedClock
from scheduler.connector.base import Outgoing
from scheduler.errors import Problem
from scheduler.flow.brake import Brake
from scheduler.flow.dispatch import Dispatcher
from scheduler.model.delivery import UNSENT, Delivery, Event, State
from scheduler.store import accounts, approvals, attempts, deliveries, stops
from scheduler.store.blobs import Blobs
from scheduler.store.deliveries import Add, Cancel, Move, New, Replace
from tests.explore.memory import Memory, play_on, remember
from tests.explore.stage import Actor, Stage
from tests.flow.remote import Connectors, Fate, Network, Scripted
from tests.flow.world import MONDAY, PARIS, variant

TICK = timedelta(seconds=60)
"""The real alarm wakes by itself after ten seconds, whatever it was told; here after a minute, for fewer moments alike."""


LIFE = 240.0
LATE_BY = 200.0
"""Seconds in which a request may still take effect, and after which one does: longer than every other patience here."""


class Deed(StrEnum):
    """What may befall a dispatcher between two of its steps."""

    KILL = "kill -9"
    TERM = "told to stop"
    DISK_FULL = "the disk is full"
    SLOW = "70 s pass"
    LATE = "three hours pass"
    SUSPEND = "the machine sleeps for three hours"
    BACK = "the wall clock is set back by an hour"
    AHEAD = "the wall clock is set ahead by two minutes"
    STOP = "the brake is pulled"
    GO = "the brake is let go"
    CANCEL = "a person cancels"
    EDIT = "a person edits the text"
    MOVE = "a person moves it by an hour"
    HOLD = "a person holds it"
    TAKE_BACK = "a yes is taken back"
    HALT = "a person stops the rest"
    BLIND = "the network does not answer a look"
    SWITCH = "another thread goes first"


Choice: TypeAlias = Deed | Fate
TIME: tuple[Choice, ...] = (Deed.SLOW, Deed.LATE, Deed.SUSPEND, Deed.BACK, Deed.AHEAD)
PEOPLE: tuple[Choice, ...] = (
    Deed.STOP,
    Deed.GO,
    Deed.CANCEL,
    Deed.EDIT,
    Deed.MOVE,
    Deed.HOLD,
    Deed.TAKE_BACK,
    Deed.HALT,
)
FAULTS: tuple[Choice, ...] = tuple(fate for fate in Fate if fate is not Fate.ACCEPTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What may happen: which posts there are, what a network can do, and how often something befalls them."""

    name: str
    posts: Sequence[tuple[str, str, int]] = (("fil", "musee", 2),)
    """Each with its account and its number of parts."""
    kind: type[Scripted] = Scripted
    deeds: frozenset[Choice] = frozenset({*Deed, *FAULTS})
    most: int = 1
    """How many deeds and faults in one history."""
    each: int = 1
    """How many times the same one."""
    roles: tuple[str, ...] = ()
    hours: float = 8.0
    """When the faults have ended, for so long everything may take its course."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """The moment in which bytes left: what was sent, and how its delivery stood in the database then."""

    tag: str
    number: int
    text: str
    checked: datetime
    """The wall clock when the program decided to send; a sleep between that and the send is the one hole left."""
    wall: datetime
    row: tuple[Any, ...] | None


class Watched(SimulatedClock):
    """The clock as the program sees it: each reading is a point, so that time may pass before it."""

    def __init__(self, true: SimulatedClock, stage: Stage) -> None:
        self._true = true
        self._stage = stage

    def now(self) -> datetime:
        self._stage.point("clock")
        return self._true.now()

    def monotonic(self) -> float:
        self._stage.point("clock")
        return self._true.monotonic()


class Waking:
    """The dispatcher's alarm: it waits until the explorer wakes it."""

    def __init__(self, universe: "Universe") -> None:
        self._universe = universe
        self.instant: datetime | None = None
        self.rung = False

    def set(self, instant: datetime | None) -> None:
        self.instant = instant

    def ring(self) -> None:
        self.rung = True

    def wait(self, *, busy: bool) -> bool:
        self._universe.stage.point("idle", lambda: self.rung)
        self.rung = False
        return True

    def close(self) -> None:
        """Nothing to let go of."""


class Pulled(Brake):
    """A brake without a file."""

    def __init__(self, universe: "Universe") -> None:
        super().__init__([])
        self._universe = universe

    def __call__(self, *_: object) -> str:
        self._universe.stage.point("brake")
        return "braked" if self._universe.braked else ""


@dataclass(slots=True)
class Universe:
    """All that is. `step` moves it on as if nothing befell it; `befall` is what may."""

    scope: Scope
    folder: Path
    patch: pytest.MonkeyPatch
    known: Memory | None = None
    """A database that was used before, with its engine warm."""
    stage: Stage = field(default_factory=Stage)
    clock: SimulatedClock = field(default_factory=lambda: SimulatedClock(MONDAY))
    network: Network = field(init=False)
    memory: Memory = field(init=False)
    watched: Watched = field(init=False)
    braked: bool = False
    blind: bool = False
    befallen: list[Choice] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    latest: datetime = MONDAY
    alarm: Waking | None = None
    dispatcher: Dispatcher | None = None
    process: int = 0
    current: Actor | None = None
    fates: list[tuple[str, int, Fate]] = field(default_factory=list)
    tokens: dict[int, int] = field(default_factory=dict)
    started: float = 0.0

    def __post_init__(self) -> None:
        self.watched = Watched(self.clock, self.stage)
        self.network = Network(clock=self.clock, before_send=self._before, after_send=self._after)
        self.network.honours_keys = "Keyed" in self.scope.kind.__name__
        self.memory = self.known or remember(self.stage, self.folder)
        self.memory.forget(self.stage)
        play_on(self.patch, self.memory)
        self._looks()
        self.observer = self.memory.open(self.clock)
        self.blobs = Blobs(self.folder / "blobs")
        self._plan()

    observer: Any = field(init=False)
    blobs: Blobs = field(init=False)

    def _plan(self) -> None:
        for post, account, parts in self.scope.posts:
            texts = [f"{post} {number}" for number in range(parts)]
            new = self.new(post, account, *texts)
            deliveries.apply(self.observer, [Add(new)], by="plan", at=self.clock.now(), campaigns={})
            self.tags.append(new.tag)
            for role in self.scope.roles:
                (one,) = deliveries.select(self.observer, tags=[new.tag])
                approvals.give(self.observer, [one.id], role=role, by="l", how="mail", at=self.clock.now())

    def new(self, post: str, account: str, *texts: str) -> New:
        made, due = variant(account, *texts), self.clock.now()
        return New(
            campaign="museumweek",
            post=post,
            occurrence="once",
            account=account,
            network="scripted",
            variant=made,
            digest=made.digest,
            due=due,
            local=due.astimezone(PARIS),
            zone="Europe/Paris",
            too_late_at=due + timedelta(hours=2),
            roles=self.scope.roles,
        )

    # How it goes on

    def start(self) -> None:
        """A new process, as a service manager starts it."""
        self.process += 1
        alarm = self.alarm = Waking(self)

        def life() -> None:
            database = self.memory.open(self.watched)
            connectors = Connectors(network=self.network, folder=self.folder, kind=self.scope.kind)
            self.dispatcher = Dispatcher(
                database, connectors, self.blobs, self.watched, brake=Pulled(self), threads=2, tell=lambda _: None
            )
            self.dispatcher.run(alarm)

        self.current = self.stage.enter("main", self.process, life)

    def step(self) -> bool:
        """Go on with whoever goes on by itself; False: nothing more will ever happen."""
        going = [one for one in self.stage.actors if one.ready()]
        if going:
            if self.current not in going:
                self.current = going[-1]
            assert self.current is not None
            try:
                self.stage.step(self.current)
            except Problem:
                # It said what is wrong and ended, as the program does; its service manager starts it again.
                self._kill()
                self.clock.advance(TICK)
            return True
        if not self.stage.actors:
            if self.clock.monotonic() - self.started > 3600 * self.scope.hours:
                return False
            self.start()
            return True
        return self._wait()

    def _wait(self) -> bool:
        """Everybody waits: time passes until the next alarm."""
        assert self.alarm is not None
        if self.alarm.instant is None or self.clock.monotonic() - self.started > 3600 * self.scope.hours:
            if self.network.under_way:
                self.clock.advance(timedelta(seconds=LATE_BY))
                self._see()
            if not self.braked:
                return False
            # A brake is let go one day.
            self.braked = False
        wait = max(self.alarm.instant - self.clock.now(), TICK) if self.alarm.instant else TICK
        self.clock.advance(wait)
        self._see()
        self.alarm.rung = True
        return True

    def _see(self) -> None:
        """Time has passed: what was under way arrives."""
        self.network.arrive()
        self.latest = max(self.latest, self.clock.now())

    # What may befall it

    def choices(self) -> list[Choice]:
        """What may befall it at this point: only what can make a difference here."""
        if len(self.befallen) >= self.scope.most:
            return []
        label = self.current.label if self.current and self.current in self.stage.actors else "dead"
        going = sum(1 for one in self.stage.actors if one.ready())
        able: list[Choice] = []
        if label in {"committed", "witnessed", "the network has it", "idle"}:
            able += [Deed.KILL, Deed.TERM]
        if label in {"clock", "idle", "dead", "before the network has it"}:
            able += TIME
        if label in {"read", "write", "idle", "dead", "brake"}:
            able += [
                one
                for one in PEOPLE
                if (one is not Deed.GO or self.braked) and (one is not Deed.STOP or not self.braked)
            ]
        if label == "write":
            able.append(Deed.DISK_FULL)
        if label == "before the network has it":
            able += FAULTS
        if label == "looks":
            able.append(Deed.BLIND)
        if going > 1:
            able.append(Deed.SWITCH)
        befallen = self.befallen
        return [one for one in able if one in self.scope.deeds and befallen.count(one) < self.scope.each]

    def befall(self, choice: Choice) -> None:
        """Let it happen."""
        self.befallen.append(choice)
        self.started = self.clock.monotonic()
        if isinstance(choice, Fate):
            self.network.script.append(choice)
        else:
            _DEEDS[choice](self)
            self._see()

    def _kill(self) -> None:
        self.stage.kill(self.process)
        if self.memory.holder == self.process:
            self.memory.holder = None
        self.dispatcher, self.current = None, None

    def _term(self) -> None:
        if self.dispatcher:
            self.dispatcher.stop()

    def _jump(self, wall: timedelta, passes: timedelta = timedelta(0)) -> None:
        self.clock.advance(passes)
        self.clock.jump(wall)
        if self.alarm:
            self.alarm.rung = True

    def _switch(self) -> None:
        others = [one for one in self.stage.actors if one.ready() and one is not self.current]
        self.current = others[0]

    def _one(self, states: frozenset[State] | set[State]) -> Delivery | None:
        return next(iter(deliveries.select(self.observer, states=states)), None)

    def _apply(self, make: Callable[[Delivery], Cancel | Move | Replace]) -> None:
        # What it saw may be gone by now, and a person sees the row as it is: the refusal is the store's to give.
        for one in deliveries.select(self.observer)[:1]:
            try:
                deliveries.apply(self.observer, [make(one)], by="person", at=self.clock.now(), campaigns={})
            except Problem:
                return

    def _edit(self) -> None:
        def edited(one: Delivery) -> Replace:
            texts = [f"{one.post} {number}, edited" for number in range(len(one.variant.parts))]
            return Replace(one.id, self.new(one.post, one.account, *texts))

        self._apply(edited)

    def _move(self) -> None:
        later = self.clock.now() + timedelta(hours=1)
        self._apply(
            lambda one: Move(id=one.id, due=later, local=later, zone=one.zone, too_late_at=later + timedelta(hours=2))
        )

    def _hold(self) -> None:
        if one := self._one({State.READY, State.AWAITING}):
            deliveries.move(self.observer, one, Event.HELD, by="person", at=self.clock.now(), reason="a person")

    def _take_back(self) -> None:
        for one in deliveries.select(self.observer)[:1]:
            try:
                approvals.take_back(self.observer, [one.id], role="press", by="l", at=self.clock.now())
            except Problem:
                return

    def _halt(self) -> None:
        for one in deliveries.select(self.observer)[:1]:
            stops.stop(self.observer, one, by="person", at=self.clock.now())

    # The network and the brake as the program meets them

    def _before(self, sent: Outgoing) -> None:
        checked = self.clock.now()
        self.stage.point("before the network has it")
        fate = self.network.script[0] if self.network.script else Fate.ACCEPTED
        self.fates.append((sent.tag, sent.number, fate))
        found = self.memory.raw.execute(
            "SELECT state, digest, due, too_late_at,"
            " (SELECT count(*) FROM attempts a WHERE a.delivery_id = d.id AND a.part = ?)"
            " FROM deliveries d WHERE tag = ? ORDER BY id DESC LIMIT 1",
            (sent.number, sent.tag),
        )
        row = found.fetchone()
        about: dict[str, Any] = {"checked": checked, "wall": self.latest, "row": row}
        self.left.append(Left(tag=sent.tag, number=sent.number, text=sent.part.text, **about))

    def _after(self, _: Outgoing) -> None:
        now = self.clock.monotonic()
        self.network.under_way = [(max(at, now + LATE_BY), one) for at, one in self.network.under_way]
        self.stage.point("the network has it")

    def _looks(self) -> None:
        """A look, too, may come back without an answer."""
        find = self.scope.kind.find
        universe = self

        def looking(connector: Any, outgoing: Outgoing) -> Any:
            universe.stage.point("looks")
            if universe.blind:
                universe.blind = False
                raise ConnectionResetError("explored")
            return find(connector, outgoing)

        self.patch.setattr(self.scope.kind, "find", looking)
        self.patch.setattr(self.scope.kind, "request_life", LIFE)

    # What it is

    def reconnect(self) -> None:
        """A person answers: a blocked account is connected again."""
        for account in accounts.blocked(self.observer):
            accounts.unblock(self.observer, account, at=self.clock.now())

    def attempts(self, delivery: Delivery) -> list[attempts.Attempt]:
        return attempts.of(self.observer, delivery.id)

    def rows(self) -> list[Delivery]:
        return deliveries.select(self.observer)

    def unsent(self, one: Delivery) -> bool:
        return one.state in UNSENT


_DEEDS: dict[Deed, Callable[[Universe], None]] = {
    Deed.KILL: Universe._kill,
    Deed.TERM: Universe._term,
    Deed.DISK_FULL: lambda one: setattr(one.memory, "refuse", True),
    Deed.SLOW: lambda one: one._jump(timedelta(0), timedelta(seconds=70)),
    Deed.LATE: lambda one: one._jump(timedelta(0), timedelta(hours=3)),
    Deed.SUSPEND: lambda one: one._jump(timedelta(hours=3)),
    Deed.BACK: lambda one: one._jump(timedelta(hours=-1)),
    Deed.AHEAD: lambda one: one._jump(timedelta(minutes=2)),
    Deed.STOP: lambda one: setattr(one, "braked", True),
    Deed.GO: lambda one: setattr(one, "braked", False),
    Deed.CANCEL: lambda one: one._apply(lambda row: Cancel(row.id)),
    Deed.EDIT: Universe._edit,
    Deed.MOVE: Universe._move,
    Deed.HOLD: Universe._hold,
    Deed.TAKE_BACK: Universe._take_back,
    Deed.HALT: Universe._halt,
    Deed.BLIND: lambda one: setattr(one, "blind", True),
    Deed.SWITCH: Universe._switch,
}
