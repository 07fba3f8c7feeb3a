"""The bounded pool that sends and looks: at most one job an account at a time, results handed back to one thread."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from queue import Empty, SimpleQueue
from threading import Lock, Semaphore, Thread
from typing import Protocol

from scheduler.flow.beginning import Sending
from scheduler.flow.publish import Then
from scheduler.model.delivery import Delivery

WAITING = 2
"""So many jobs a thread may be begun at once: one that is done takes the next at once, and asks nobody."""

WAITING_LONGER = 16
"""So many a thread, of what waits for its hour: there are no others to be asked for when the hour has struck."""

FEW = 50
"""So many are begun at once at least where threads have nothing to do."""

SPARE = 4
"""For so many threads one attempt is written ahead of them: no more, since a death between that and its call makes it UNKNOWN."""
SPARE_FAR = 2
"""The same where the store is a server: a group goes there and back several times, behind those of other workers."""

TOGETHER = 32
"""So many attempts are written at once at most: their calls begin while those of the next are written."""

GRACE = 10.0
"""Seconds after its claim in which an hour must have struck: else a clock was set back, and its sender gives it back."""


class Sender(Protocol):
    """What sends, as `Publisher`."""

    def begin(self, sendings: Sequence[Sending]) -> None:
        """Write the attempts down of those of `sendings` that can be begun together; the others are begun by `send`."""

    def send(self, sending: Sending, then: Then | None) -> Delivery | None:
        """Send it; None where `then` is told later what it came to."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a job came to: the delivery as it stands, or the fault that ended it. `before` is what it was given."""

    before: Delivery | None
    after: Delivery | None = None
    fault: BaseException | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    account: str
    before: Delivery | None
    work: Callable[[], Done | None]

    def done(self) -> Done | None:
        try:
            return self.work()
        except BaseException as fault:  # noqa: BLE001 - whoever takes the result judges it
            return Done(self.before, fault=fault)


class Crew:
    """Runs jobs for accounts. Only the thread that made it calls it; `ring` is called by workers, once a job is done.

    `far`: attempts are written at a server.
    """

    def __init__(self, threads: int, ring: Callable[[], None], sender: Sender, *, far: bool = False) -> None:
        self._sender = sender
        self._entrusted: SimpleQueue[Sending | None] = SimpleQueue()
        self._room = Semaphore(threads + threads // (SPARE_FAR if far else SPARE))
        self._beginner: Thread | None = None
        self._threads: list[Thread] = []
        self._manning = Lock()
        self._most = threads
        self._ring = ring
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[str, Done]] = SimpleQueue()
        self._busy: set[str] = set()
        self._early: list[Sending] = []
        self._aside: set[str] = set()
        self._asides: list[Thread] = []
        self._beside: SimpleQueue[_Job | None] = SimpleQueue()
        self._rung = False

    @property
    def busy(self) -> frozenset[str]:
        """The accounts that have a job, and what is done aside."""
        return frozenset(self._busy | self._aside)

    @property
    def works(self) -> bool:
        """Whether anything is under way, beside what waits for its hour."""
        return len(self._busy) > len(self._early) or bool(self._aside)

    @property
    def awaited(self) -> datetime | None:
        """The first hour that something waits for; None where nothing does."""
        return min((one.hour for one in self._early if one.hour), default=None)

    @property
    def free(self) -> int:
        """How many more jobs may begin now; those for which there is no thread wait their turn.

        None until there is room for several: claiming ten at once costs little more than claiming one.
        """
        room = self._most * WAITING - len(self._busy)
        return room if room >= self._most // 2 else 0

    @property
    def next(self) -> int:
        """How many to begin at once of those that are `free`: few where threads have nothing to do, so that the first go."""
        idle = self._most - len(self._busy)
        return min(self.free, max(FEW, self._most // 2)) if idle > 0 else self.free

    @property
    def more(self) -> int:
        """How many more to keep for their hour at once, when no more are `free`: other crews take turns with this one."""
        return max(0, min(self._most * WAITING_LONGER - len(self._busy), max(FEW, self._most // 2)))

    def begin(self, account: str, before: Delivery | None, job: Callable[[], Delivery | None]) -> None:
        """Run `job` in the pool; `account` is busy until its result has been taken."""
        self._busy.add(account)
        self._put(_Job(account, before, lambda: Done(before, job())))

    def aside(self, name: str, job: Callable[[], None]) -> None:
        """Run `job` on a thread that sends nothing: however long it waits, it takes no sender's place. `name` is busy."""

        def work() -> Done:
            job()
            return Done(None)

        self._aside.add(name)
        if len(self._asides) < len(self._aside):
            # They stay: connectors are kept for the thread that made them.
            thread = Thread(target=self._work, args=(self._beside,), name=f"aside-{len(self._asides)}", daemon=True)
            self._asides.append(thread)
            thread.start()
        self._beside.put(_Job(name, None, work))

    def entrust(self, sending: Sending) -> None:
        """Have it sent. Those that come together are begun together, each a moment before a thread is there to send it.

        While others wait, a thread does not wait until its receipt is kept.
        """
        self._busy.add(sending.delivery.account)
        if self._beginner is None:
            self._beginner = Thread(target=self._begin_ahead, name="publish-begin", daemon=True)
            self._beginner.start()
        self._entrusted.put(sending)

    def keep(self, sending: Sending) -> None:
        """Have it sent once its hour has struck: its account is busy until then, and a thread is there."""
        self._busy.add(sending.delivery.account)
        self._early.append(sending)
        self._man()

    def strike(self, now: datetime, moment: float) -> None:
        """Entrust what was kept, and whose hour it is at `now`; `moment` is the same instant of the monotonic clock."""
        early, self._early = self._early, []
        for one in early:
            in_time = one.claimed is None or moment - one.claimed < GRACE
            if one.hour is not None and one.hour > now and in_time:
                self._early.append(one)
            else:
                self.entrust(one)

    def _begin_ahead(self) -> None:
        while batch := self._together():
            with suppress(Exception):  # nothing is written then: whoever sends it begins it, and meets the same
                self._sender.begin(batch)
            for one in batch:
                self._put(_Job(one.delivery.account, one.delivery, partial(self._sent, one)))

    def _together(self) -> list[Sending]:
        """Some of what is waiting, as far as there is room: at least one, unless no more will come."""
        found: list[Sending] = []
        while not found or (len(found) < TOGETHER and not self._entrusted.empty()):
            if not self._room.acquire(blocking=not found):
                break
            following = self._entrusted.get()
            if following is None:
                self._room.release()
                self._entrusted.put(None)  # seen again, once what was found is begun
                break
            found.append(following)
        return found

    def _sent(self, sending: Sending) -> Done | None:
        try:
            after = self._sender.send(sending, partial(self._told, sending.delivery) if self._others else None)
        finally:
            self._room.release()
        return Done(sending.delivery, after) if after else None

    @property
    def _others(self) -> int:
        """How many jobs wait for a thread."""
        return self._jobs.qsize() + self._entrusted.qsize()

    def _told(self, delivery: Delivery, after: Delivery | BaseException) -> None:
        done = Done(delivery, fault=after) if isinstance(after, BaseException) else Done(delivery, after)
        self._ended(delivery.account, done)

    def _put(self, job: _Job) -> None:
        self._man()
        self._jobs.put(job)

    def _man(self) -> None:
        with self._manning:
            if len(self._threads) < min(len(self._busy), self._most):
                thread = Thread(
                    target=self._work, args=(self._jobs,), name=f"publish-{len(self._threads)}", daemon=True
                )
                self._threads.append(thread)
                thread.start()

    def _work(self, jobs: SimpleQueue[_Job | None]) -> None:
        while (job := jobs.get()) is not None:
            if (done := job.done()) is not None:
                self._ended(job.account, done)

    def _ended(self, account: str, done: Done) -> None:
        self._done.put((account, done))
        # While more waits than the threads can take, nobody is in need of what is done: it is taken by the many.
        if not self._rung and (not self._others or self._done.qsize() >= self._most // 2):
            self._rung = True
            self._ring()

    def results(self, *, wait: bool) -> list[Done]:
        """What was finished since; with `wait`, at least one where any job is running."""
        found: list[Done] = []
        self._rung = False  # before anything is taken: who comes later rings again
        while self._busy or self._aside:
            try:
                account, done = self._done.get(block=wait and not found)
            except Empty:
                break
            self._busy.discard(account)
            self._aside.discard(account)
            found.append(done)
        return found

    def close(self) -> list[Done]:
        """Wait for what is running, for what was begun after it, and for what was left with others; return what it came to.

        What waits for its hour is begun, too: its sender finds that it is not to go out, and gives it back.
        """
        early, self._early = self._early, []
        for one in early:
            self.entrust(one)
        if self._beginner is not None:
            self._entrusted.put(None)
            self._beginner.join()
        for jobs, threads in ((self._jobs, self._threads), (self._beside, self._asides)):
            for _ in threads:
                jobs.put(None)
        for thread in (*self._threads, *self._asides):
            thread.join()
        found: list[Done] = []
        while self._busy or self._aside:
            found += self.results(wait=True)
        return found
