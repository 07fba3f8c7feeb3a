"""The dispatcher: marks what is too late, claims what is due, has it published, looks for what is unknown; again and again."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from scheduler.clock import Clock
from scheduler.connector.base import Connector
from scheduler.errors import Problem
from scheduler.flow import hours, owed
from scheduler.flow.ahead import Ahead, Coming
from scheduler.flow.books import Books
from scheduler.flow.brake import Brake
from scheduler.flow.budgets import Budgets
from scheduler.flow.chore import Careful, Chore
from scheduler.flow.claiming import Claiming
from scheduler.flow.crew import Crew
from scheduler.flow.lookout import Lookout
from scheduler.flow.pace import Pace
from scheduler.flow.publish import Publisher
from scheduler.flow.reconcile import Reconciler
from scheduler.flow.strangers import Look, Strangers
from scheduler.flow.tally import Summary
from scheduler.flow.timekeeper import Timekeeper
from scheduler.flow.trouble import Troubles
from scheduler.flow.vanguard import Vanguard
from scheduler.flow.voices import Voices
from scheduler.model.delivery import Delivery, State
from scheduler.notify import News
from scheduler.sentences.stored import stored
from scheduler.store import accounts, deliveries, history, lock, seat
from scheduler.store.blobs import Blobs
from scheduler.store.database import Database
from scheduler.store.seat import Seat
from scheduler.store.slate import Slate
from scheduler.wake import Alarm

__all__ = ["Coming", "Dispatcher"]

RETRY = timedelta(seconds=2)
"""When a store that rests (locked, full) is tried again."""


class Dispatcher:
    """The one dispatcher of a database. `once` is a pass for cron, `run` the daemon; only one of them is called, once.

    `tell` is given news for people, `follow` each delivery whose job has ended (for logs and progress), `coming` by a daemon
    the next instant at which one falls due and the next at which what is unknown is looked for (None: none), at its start and
    whenever these are others; `missed` what has become so in one pass. All are called by the thread that runs the dispatcher.

    `apps` names the app of each account that shares one, `look` says where the newest posts are read before something is sent.
    """

    def __init__(
        self,
        database: Database,
        connectors: Callable[[str], Connector],
        blobs: Blobs,
        clock: Clock,
        *,
        brake: Brake,
        threads: int = 50,
        by: str = "dispatcher",
        tell: Callable[[Sequence[News]], None] = lambda _: None,
        follow: Callable[[Delivery], None] = lambda _: None,
        coming: Coming = lambda _due, _look: None,
        chores: Sequence[Chore] = (),
        own_chores: Sequence[Chore] = (),
        apps: Mapping[str, str] | None = None,
        look: Look = Look.CHEAP,
        timekeeper: Timekeeper | None = None,
        missed: Callable[[Sequence[Delivery]], None] = lambda _: None,
        doubts: Callable[[Delivery, datetime], str] = lambda _delivery, _at: "",
    ) -> None:
        self._database = database
        self._clock = clock
        self._brake = brake
        self._by = by
        self._tell = tell
        self._seat: Seat
        self._chores = tuple(Careful(one, database, clock) for one in chores)
        self._own_chores = tuple(Careful(one, database, clock) for one in own_chores)
        self._threads = threads
        self._voices = Voices(database, connectors, clock, by=by)
        self._strangers = Strangers(database, self._voices, clock, by=by, look=look)
        self._claim = Claiming(database, self._voices, self._strangers, brake, clock)
        self._vanguard = Vanguard(database, self._voices, self._strangers, clock)
        self._publisher = Publisher(
            database,
            self._voices,
            blobs,
            clock,
            by=by,
            brake=self._glances,
            waits=Budgets(database, clock, apps or {}),
            strangers=self._strangers,
            doubts=doubts,
            asked=brake.asked,
            glance=self._glances,
        )
        self._reconciler = Reconciler(database, self._voices, blobs, clock, by=by, brake=self._objects)
        self._stopping = self._patient = self._started = False
        self._ring: Callable[[], None] = lambda: None
        self._lookout = Lookout(self._reconciler, self._voices, clock)
        self._pace = Pace(clock)
        self._ahead = Ahead(database, self._lookout, self._pace, clock, coming)
        self._troubles = Troubles()
        self._books = Books(database, self._publisher, self._lookout, self._troubles, follow)
        self._time, self._missed = timekeeper or Timekeeper(clock), missed

    def stop(self) -> None:
        """End soon: what is in flight is finished, what is claimed is given back. Any thread or signal handler may call it."""
        self._stopping = True
        self._ring()

    def once(self) -> Summary:
        """One pass over all that is due, until nothing more can be done now."""
        with seat.taken(self._database) as hold:
            if not hold or self._database.foreign:
                return self._books.tally.summary(standby=True, foreign=self._database.foreign)
            crew = self._crew(lambda: None)
            self._seat = hold
            try:
                self._start()
                self._do_chores(crew)
                self._pass(hold, crew)
                self._do_chores(crew)  # what the pass has asked for: what time it is, where something seems too late
                while crew.busy:
                    self._books.take(crew.results(wait=True))
                    self._pass(hold, crew)
            finally:
                self._end(crew)
        return self._books.tally.summary()

    def run(self, alarm: Alarm, *, standing_by: Callable[[], None] = lambda: None) -> Summary:
        """Go on until `stop`, or until `alarm` says that no more will come. Where another dispatcher has the database,
        `standing_by` is called once, and this one takes over when the other is gone. Another installation's database is
        left at once: only a person can make it ours.
        """
        self._ring = alarm.ring
        told = False
        if self._database.foreign:
            return self._books.tally.summary(standby=True, foreign=True)
        while not self._stopping:
            with seat.taken(self._database) as hold:
                if hold:
                    self._serve(hold, alarm)
                    return self._books.tally.summary()
            if not told:
                told = True
                standing_by()
            with lock.vacancy(self._database.folder, alarm.ring):
                going_on = alarm.wait(busy=False)
            if not going_on:
                break
        return self._books.tally.summary(standby=True, foreign=self._database.foreign)

    def _crew(self, ring: Callable[[], None]) -> Crew:
        return Crew(self._threads, ring, self._publisher, far=self._database.several)

    def _serve(self, hold: Seat, alarm: Alarm) -> None:
        crew = self._crew(alarm.ring)
        self._patient = True
        self._seat = hold
        try:
            with self._database.listening(alarm.ring):
                while not self._stopping:
                    alarm.set(self._turn(hold, crew))
                    if not alarm.wait(busy=crew.works):
                        break
        finally:
            self._end(crew)
        hold.rest()

    def _turn(self, hold: Seat, crew: Crew) -> datetime | None:
        """All that can be done now; the next instant at which there is more. A store that rests is tried again later."""
        try:
            if not self._started:
                self._start()
            self._books.take(crew.results(wait=False))
            hurries = self._hurries(crew)
            crew.strike(self._clock.now(), self._clock.monotonic())
            if not (hurries and (self._claim(crew, hold, patient=self._patient) or crew.busy)):
                self._pass(hold, crew)
                if not self._pace.eases(busy=crew.works):
                    self._do_chores(crew)
            following = self._clock.now() if self._books.open else self._ahead.next(self._mine(), crew)
        except Problem as problem:
            if not self._troubles.bears(problem):
                raise
            return self._clock.now() + RETRY
        self._troubles.over()
        return following

    def _hurries(self, crew: Crew) -> bool:
        """Whether what is due may go out before all else is looked at: a full pass was a moment ago, and all was well."""
        self._time.look()
        self._brake.look(self._clock.monotonic())
        well = not (self._seat.away or self._books.open or self._troubles or self._database.doubt or self._objects())
        return well and self._pace.trusts(busy=crew.works)

    def _objects(self, delivery: Delivery | None = None) -> str:
        return stored("stopping") if self._stopping else self._brake(delivery) or self._time.why

    def _glances(self, delivery: Delivery, since: float = float("-inf")) -> str:
        """As `_objects`, by a look that many share who send at one moment."""
        return stored("stopping") if self._stopping else self._brake.shared(delivery, since) or self._time.why

    def _start(self) -> None:
        """Once the seat is taken: what a process that is proved dead left in flight is nobody's any more."""
        self._database.look_again()
        self._seat.inherit(by=self._by, at=self._clock.now())
        for found in owed.settle(self._database, by=self._by, at=self._clock.now()):
            self._books.ended(found)
        Slate(self._database.witness).lay()
        self._time.begin(history.last_at(self._database))
        if not self._database.doubt:
            # The witness is there before the first attempt: a death between the two must not look like a restored copy.
            self._database.witness.write(history.head(self._database))
        self._books.tally.block(accounts.blocked(self._database).values(), tell=False)
        self._started = True
        self._pace.begin()

    def _end(self, crew: Crew) -> None:
        self._stopping = True
        self._books.take(crew.close())
        self._books.settle()
        self._tell(self._books.tally.take_news())

    def _pass(self, hold: Seat, crew: Crew) -> None:
        """All that can be begun now. Never waits for a network."""
        if not hold.still():
            raise Problem("dispatcher-lock-replaced", where=str(self._database.folder))
        self._database.check_place()
        self._database.check_journal()
        self._beat(len(crew.busy))
        hold.take_over(by=self._by, at=self._clock.now())
        self._brake.look(self._clock.monotonic())
        self._time.look()
        if hold.leads:
            self._mark_missed()
        if not self._books.settle(crew):
            return
        for held in hours.held(self._database, by=self._by, now=self._clock.now()):
            self._books.ended(held)
        if hold.leads:
            self._look(crew)
        # In doubt nothing is claimed, not even what has become due since the line above held all that was.
        free = not self._troubles.cramped(self._database.folder)
        if free and not self._database.doubt and not hold.away and not self._objects():
            self._vanguard.scan(crew, patient=self._patient)
            self._claim(crew, hold, patient=self._patient)
            self._vanguard.meet(crew, patient=self._patient)
        self._tell(self._books.tally.take_news())
        self._pace.passed()

    def _mark_missed(self) -> None:
        late = hours.missed(self._database, by=self._by, now=self._clock.now(), believed=self._time.may_miss)
        for one in late:
            self._books.ended(one)
        self._missed([one for one in late if one.state is not State.CANCELLED])

    def _beat(self, busy: int) -> None:
        if self._pace.beats():
            self._seat.beat(self._clock.now(), daemon=self._patient, busy=busy)
            self._pace.beaten()

    def _look(self, crew: Crew) -> None:
        for lost in self._lookout.due(deliveries.select(self._database, states=[State.UNKNOWN]), patient=self._patient):
            if crew.free and lost.account not in crew.busy:
                crew.begin(lost.account, lost, partial(self._reconciler.look, lost))

    def _mine(self) -> tuple[Careful, ...]:
        """The chores that are this process's: of several workers one does those that are done once."""
        return self._own_chores + self._chores if self._seat.leads else self._own_chores

    def _do_chores(self, crew: Crew) -> None:
        self._beat(len(crew.busy))  # which chores are this process's, it says
        now = self._clock.now()
        for number, chore in enumerate(self._mine()):
            name, due = f"chore {number}", chore.due(now)
            if due is not None and due <= now and name not in crew.busy and crew.free:
                crew.aside(name, partial(chore.run, now))
