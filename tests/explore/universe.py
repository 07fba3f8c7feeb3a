"""A small universe: a few posts, a network, machines with clocks of their own, people, and dispatchers that may die anywhere."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.clock import SimulatedClock
from scheduler.connector.base import Outgoing
from scheduler.errors import Problem
from scheduler.flow.brake import Brake
from scheduler.flow.dispatch import Dispatcher
from scheduler.flow.readying import Readying
from scheduler.model.delivery import SETTLED, Delivery, Event, State
from scheduler.store import approvals, deliveries, stops
from scheduler.store.blobs import Blobs
from scheduler.store.deliveries import Add, Cancel, Move, New, Replace
from tests.explore.deeds import FAULTS, PEOPLE, TIME, Choice, Deed
from tests.explore.memory import Memory, play_on, remember
from tests.explore.stage import Actor, Stage
from tests.flow.remote import Connectors, Fate, Network, Scripted
from tests.flow.world import MONDAY, PARIS, variant

TICK = timedelta(seconds=60)
"""The real alarm wakes by itself after ten seconds, whatever it was told; here after a minute, for fewer moments alike."""
SHARED_TICK = timedelta(seconds=130)
QUIET = 400.0
"""Several workers have nothing more to do where the queue has not changed for so many seconds: longer than any lease."""
LIFE = 240.0
LATE_BY = 200.0
"""Seconds in which a request may still take effect, and after which one does: longer than every other patience here."""
FROZEN = {Deed.SLOW: 70.0, Deed.FREEZE: 400.0, Deed.LATE: 3 * 3600.0, Deed.SUSPEND: 3 * 3600.0}
"""For how long a process stands still: longer than its window to send, than its lease, than a post's patience."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What may happen: which posts there are, what a network can do, and how often something befalls them."""

    name: str
    posts: Sequence[tuple[str, str, int]] = (("fil", "musee", 2),)
    """Each with its account and its number of parts."""
    kind: type[Scripted] = Scripted
    deeds: frozenset[Choice] = frozenset({*Deed, *FAULTS} - {Deed.GONE, Deed.FREEZE})
    most: int = 1
    """How many deeds and faults in one history."""
    each: int = 1
    """How many times the same one."""
    roles: tuple[str, ...] = ()
    workers: int = 1
    """Two share a database, each on a machine of its own, by leases; one has it for itself, by a lock."""
    hole: bool = False
    """Whether a process may also be frozen between the last look at its clocks and the send: no client can close that."""
    at: frozenset[str] = frozenset()
    """Where anything may befall it; empty: wherever it can make a difference."""
    ahead: bool = False
    """Whether attempts are written ahead of the threads that send, as where accounts were met before their posts are due."""
    early: timedelta = timedelta(0)
    """How long before their hour the posts are seen first: within a second of it they are claimed, and kept."""
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


@dataclass(slots=True)
class Machine:
    """A machine's clocks, by how far they are from the true time: its wall clock may be wrong, its monotonic one has slept."""

    name: str
    wall: timedelta = timedelta(0)
    slept: float = 0.0


class Watched(SimulatedClock):
    """The clock as the program sees it: each reading is a point, so that time may pass before it."""

    def __init__(self, true: SimulatedClock, stage: Stage, machine: Machine) -> None:
        self._true = true
        self._stage = stage
        self._machine = machine

    def now(self) -> datetime:
        self._stage.point("clock")
        return self._true.now() + self._machine.wall

    def monotonic(self) -> float:
        self._stage.point("clock")
        return self._true.monotonic() - self._machine.slept

    def elapsed(self) -> float:
        return self._true.elapsed()


@dataclass(slots=True, eq=False)
class Worker:
    """One dispatcher and the machine that it runs on; it is started again after its death, unless its host is gone."""

    machine: Machine
    process: int | None = None
    dispatcher: Dispatcher | None = None
    instant: datetime | None = None
    """What its alarm is set to."""
    rung: bool = False
    thaws: float | None = None
    """When it goes on, where it is frozen."""
    gone: bool = False


class Waking:
    """A dispatcher's alarm: it waits until the explorer wakes it."""

    def __init__(self, stage: Stage, worker: Worker) -> None:
        self._stage = stage
        self._worker = worker

    def set(self, instant: datetime | None) -> None:
        self._worker.instant = instant

    def ring(self) -> None:
        self._worker.rung = True

    def wait(self, *, busy: bool) -> bool:
        self._stage.point("idle", lambda: self._worker.rung)
        self._worker.rung = False
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

    def asked(self) -> float:
        return 0.0

    def shared(self, *_: object) -> str:
        return self()


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
    """The true time, which is the database's and the network's."""
    network: Network = field(init=False)
    memory: Memory = field(init=False)
    observer: Any = field(init=False)
    blobs: Blobs = field(init=False)
    workers: list[Worker] = field(default_factory=list)
    braked: bool = False
    blind: bool = False
    befallen: list[Choice] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    latest: datetime = MONDAY
    """The furthest that any wall clock has been."""
    processes: int = 0
    current: Actor | None = None
    tokens: dict[int, int] = field(default_factory=dict)
    started: float = 0.0
    """When something befell it last."""
    quiet: tuple[bytes, float] = (b"", 0.0)
    read: tuple[int, list[Delivery]] = field(default_factory=lambda: (-1, []))

    def __post_init__(self) -> None:
        self.network = Network(clock=self.clock, before_send=self._before, after_send=self._after)
        self.network.honours_keys = "Keyed" in self.scope.kind.__name__
        self.memory = self.known or remember(self.stage, self.folder)
        self.memory.forget(self.stage, several=self.scope.workers > 1)
        play_on(self.patch, self.memory)
        self._looks()
        self.observer = self.memory.open(self.clock, self.clock)
        self.blobs = Blobs(self.folder / "blobs")
        self.workers = [Worker(Machine(name)) for name in "AB"[: self.scope.workers]]
        self._plan()

    def _plan(self) -> None:
        for post, account, parts in self.scope.posts:
            texts = [f"{post} {number}" for number in range(parts)]
            new = self.new(post, account, *texts)
            deliveries.apply(self.observer, [Add(new)], by="plan", at=self.clock.now(), campaigns={})
            self.tags.append(new.tag)
            (one,) = deliveries.select(self.observer, tags=[new.tag])
            for role in self.scope.roles:
                approvals.give(self.observer, [one.id], role=role, by="l", how="mail", at=self.clock.now())

    def new(self, post: str, account: str, *texts: str) -> New:
        made, due = variant(account, *texts), self.clock.now() + self.scope.early
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

    def start(self, worker: Worker) -> None:
        """A new process, as a service manager starts it."""
        self.processes += 1
        worker.process, worker.instant, worker.rung = self.processes, None, False

        def life() -> None:
            watched = Watched(self.clock, self.stage, worker.machine)
            database = self.memory.open(watched, self.clock)
            connectors = Connectors(network=self.network, folder=self.folder, kind=self.scope.kind)
            worker.dispatcher = Dispatcher(
                database, connectors, self.blobs, watched, brake=Pulled(self), threads=2, by=worker.machine.name
            )
            worker.dispatcher.run(Waking(self.stage, worker))

        born, going = self.stage.enter(worker.machine.name, self.processes, life), self.going()
        if len(going) > 1:
            # Whoever else could go on does so first; a SWITCH has it the other way round.
            self.stage.actors.insert(0, self.stage.actors.pop())
            self.current = self.current if self.current in going else going[-2]
        else:
            self.current = born

    def step(self) -> bool:
        """Go on with whoever goes on by itself; False: nothing more will ever happen."""
        going = self.going()
        if going and (len(self.workers) == 1 or not self._missing()):
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
        if worker := self._missing():
            self.start(worker)
            return True
        return bool(self.stage.actors) and self._wait()

    def _missing(self) -> Worker | None:
        """Who is not there and is to be started. Of several, all are there from the beginning, and go on in any order."""
        alive = {actor.process for actor in self.stage.actors}
        away = (one for one in self.workers if one.process not in alive and not one.gone)
        return next(away, None) if not self._over() else None

    def going(self) -> list[Actor]:
        """Who could go on now."""
        frozen = {one.process for one in self.workers if one.thaws is not None}
        return [one for one in self.stage.actors if one.ready() and one.process not in frozen]

    def _over(self) -> bool:
        return self.clock.monotonic() - self.started > 3600 * self.scope.hours

    def _wait(self) -> bool:
        """Everybody waits: time passes until the next alarm, or the next who thaws."""
        if self._done():
            if self.network.under_way:
                self.clock.advance(timedelta(seconds=LATE_BY))
                self._see()
            if not self.braked:
                return False
            # A brake is let go one day.
            self.braked = False
        now = self.clock.now()
        waits = [one.instant - one.machine.wall - now for one in self.workers if one.instant and one.thaws is None]
        waits += [
            timedelta(seconds=one.thaws - self.clock.monotonic()) for one in self.workers if one.thaws is not None
        ]
        several = len(self.workers) > 1
        tick = SHARED_TICK if several else TICK
        ahead = max(min((one for one in waits if one > timedelta(0)), default=tick), TICK)
        # Where several share, nobody's alarm says when a lease of another lapses; where nothing moves any more, only a thaw does.
        still = self.clock.monotonic() - self.quiet[1] >= QUIET and self.network.under_way == []
        self._pass(min(ahead, tick) if several and not still else ahead)
        return True

    def _done(self) -> bool:
        seen = self.memory.queue() + bytes([self.braked, len(self.befallen)])
        if seen != self.quiet[0]:
            self.quiet = (seen, self.clock.monotonic())
        if any(one.thaws is not None for one in self.workers):
            return False
        idle = not any(one.instant for one in self.workers)
        # A tick later, a whole pass has changed nothing; several may have to wait for each other's leases to lapse.
        ended = all(one.state in SETTLED for one in self.rows())
        rest = TICK.total_seconds() if len(self.workers) == 1 or ended else QUIET
        idle = idle and self.clock.monotonic() - self.quiet[1] >= rest
        return idle or self._over()

    def _pass(self, time: timedelta) -> None:
        """Time passes, for everybody; all alarms tick."""
        self.clock.advance(time)
        for worker in self.workers:
            worker.rung = True
            if worker.thaws is not None and worker.thaws <= self.clock.monotonic():
                worker.thaws = None
        self._see()

    def _see(self) -> None:
        """Time has passed: what was under way arrives."""
        self.network.arrive()
        self.latest = max(self.latest, *(self.clock.now() + one.machine.wall for one in self.workers))

    # What may befall it

    @property
    def spent(self) -> bool:
        """Whether all has befallen it that may."""
        return len(self.befallen) >= self.scope.most

    def choices(self) -> list[Choice]:
        """What may befall it at this point: only what can make a difference here."""
        if self.spent:
            return []
        label = self.current.label if self.current and self.current in self.stage.actors else "dead"
        if self.scope.at and label not in self.scope.at:
            return []
        able: list[Choice] = []
        if label in {"committed", "witnessed", "the network has it", "idle"}:
            able += [Deed.KILL, Deed.TERM]
            able += [Deed.GONE] if sum(not one.gone for one in self.workers) > 1 else []
        if label in {"clock", "idle", "dead"} or (label == "before the network has it" and self._may_be_late()):
            able += [*TIME, Deed.FREEZE]
        elif label in {"committed", "the network has it"}:
            able.append(Deed.FREEZE)
        if label in {"read", "write", "idle", "dead", "brake"}:
            able += [one for one in PEOPLE if one is not (Deed.STOP if self.braked else Deed.GO)]
        if label == "write":
            able.append(Deed.DISK_FULL)
        if label == "before the network has it":
            able += FAULTS
        if label == "looks":
            able.append(Deed.BLIND)
        if len(self.going()) > 1:
            able.append(Deed.SWITCH)
        befallen = self.befallen
        return [one for one in able if one in self.scope.deeds and befallen.count(one) < self.scope.each]

    def _may_be_late(self) -> bool:
        """Whether it may be frozen right before the send: with a lock nobody else has taken over meanwhile."""
        return self.scope.hole or len(self.workers) == 1

    def befall(self, choice: Choice) -> None:
        """Let it happen."""
        self.befallen.append(choice)
        self.started = self.clock.monotonic()
        if isinstance(choice, Fate):
            self.network.script.append(choice)
        elif choice in FROZEN:
            self._freeze(choice)
        else:
            _DEEDS[choice](self)
        self._see()

    def mine(self) -> Worker:
        """Whose process goes on; the first one where none does."""
        process = self.current.process if self.current else None
        return next((one for one in self.workers if one.process == process), self.workers[0])

    def _freeze(self, deed: Deed) -> None:
        """The process stands still; where others share the database, they go on meanwhile."""
        worker, seconds = self.mine(), FROZEN[deed]
        if deed is Deed.SUSPEND:
            worker.machine.slept += seconds
        if len(self.workers) > 1 and worker.process is not None:
            worker.thaws = self.clock.monotonic() + seconds
        else:
            self._pass(timedelta(seconds=seconds))

    def _kill(self, *, gone: bool = False) -> None:
        worker = self.mine()
        if worker.process is not None:
            self.stage.kill(worker.process)
            self.memory.freed(worker.process)
        worker.process, worker.dispatcher, worker.gone, worker.instant = None, None, gone, None
        self.current = None

    def _term(self) -> None:
        if dispatcher := self.mine().dispatcher:
            dispatcher.stop()

    def _jump(self, wall: timedelta) -> None:
        worker = self.mine()
        worker.machine.wall += wall
        worker.rung = True

    def _switch(self) -> None:
        others = [one for one in self.going() if one is not self.current]
        self.current = others[0]

    # What people do: each sees the row as it stands, and where it is refused, the store has said why

    @contextmanager
    def _tried(self) -> Iterator[Delivery]:
        try:
            yield deliveries.select(self.observer)[0]
        except Problem:
            return

    def _apply(self, make: Callable[[Delivery], Cancel | Move | Replace]) -> None:
        with self._tried() as one:
            deliveries.apply(self.observer, [make(one)], by="person", at=self.clock.now(), campaigns={})

    def _edit(self) -> None:
        def edited(one: Delivery) -> Replace:
            texts = [f"{one.post} {number}, edited" for number in range(len(one.variant.parts))]
            return Replace(one.id, self.new(one.post, one.account, *texts))

        self._apply(edited)

    def _move(self) -> None:
        due = self.clock.now() + timedelta(hours=1)
        late = due + timedelta(hours=2)
        self._apply(lambda one: Move(id=one.id, due=due, local=due, zone=one.zone, too_late_at=late))

    def _hold(self) -> None:
        for one in deliveries.select(self.observer, states={State.READY, State.AWAITING})[:1]:
            deliveries.move(self.observer, one, Event.HELD, by="person", at=self.clock.now(), reason="a person")

    def _take_back(self) -> None:
        with self._tried() as one:
            approvals.take_back(self.observer, [one.id], role="press", by="l", at=self.clock.now())

    def _halt(self) -> None:
        with self._tried() as one:
            stops.stop(self.observer, one, by="person", at=self.clock.now())

    # The network as the program meets it

    def _before(self, sent: Outgoing) -> None:
        checked = self.clock.now() + self.mine().machine.wall
        self.stage.point("before the network has it")
        found = self.memory.raw.execute(
            "SELECT state, digest, due, too_late_at,"
            " (SELECT count(*) FROM attempts a WHERE a.delivery_id = d.id AND a.part = ?)"
            " FROM deliveries d WHERE tag = ? ORDER BY id DESC LIMIT 1",
            (sent.number, sent.tag),
        )
        about: dict[str, Any] = {"checked": checked, "wall": self.latest, "row": found.fetchone()}
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
        if self.scope.ahead:
            self.patch.setattr(Readying, "asks_nobody", lambda _, delivery: delivery.token == 1)
        self.patch.setattr(self.scope.kind, "request_life", LIFE)

    def rows(self) -> list[Delivery]:
        """The queue; read again only where something was written."""
        if self.read[0] != self.memory.changes:
            self.read = (self.memory.changes, deliveries.select(self.observer))
        return self.read[1]


_DEEDS: dict[Deed, Callable[[Universe], None]] = {
    Deed.KILL: Universe._kill,
    Deed.GONE: lambda one: one._kill(gone=True),
    Deed.TERM: Universe._term,
    Deed.DISK_FULL: lambda one: setattr(one.memory, "refuse", True),
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
