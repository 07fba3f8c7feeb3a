"""Group commit: what several threads want written at one moment is one transaction, and one of them writes it for all.

A commit waits for the disk, whatever stands in it. Who comes first writes; who comes meanwhile waits for the next group,
and the first of those writes that. Alone, a caller writes at once, in its own thread. Who need not wait leaves its request
with whoever writes, and is told.
"""

from _thread import start_new_thread
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Lock
from time import sleep
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Connection

from scheduler.errors import SchedulerError
from scheduler.store import journal
from scheduler.store.failures import Away
from scheduler.store.journal import Head
from scheduler.store.witness import Witness

R = TypeVar("R")
T = TypeVar("T")

MOST = 500
"""Requests of one group: SQLite takes 32,766 values a statement."""


GATHERING = 0.02
"""Seconds for which what was left waits for more of its kind: each commit holds up those who wait."""
PASSED = 8
"""So many groups of those who wait go before what was left: some hundredths of a second."""
SOME = 60
"""Requests of one group that were left: whoever comes meanwhile waits for some thousandths of a second."""


@dataclass(frozen=True, slots=True)
class Work(Generic[R, T]):
    """A kind of write. `do` is given requests about different rows and returns an answer to each, in order.

    `witnessed`: the journal's end is with the witness, durably, before anybody has an answer.
    """

    do: Callable[[Connection, Sequence[R]], Sequence[T]]
    witnessed: bool = False


class Unwitnessed(Exception):
    """What was asked for is written, but the witness could not be: nothing may be sent for it. `problem` says why."""

    def __init__(self, problem: SchedulerError, answer: Any) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.answer = answer


@dataclass(slots=True, eq=False)
class _Job:
    """`then`: nobody waits for it, this is told."""

    work: Work[Any, Any]
    about: int
    request: Any
    then: Callable[[Any], None] | None = None
    woken: Lock = field(default_factory=Lock)
    leads: bool = False
    answer: Any = None
    failure: BaseException | None = None

    def __post_init__(self) -> None:
        self.woken.acquire()


class Place(Protocol):
    """Where to write, as the database is: one transaction at a time, and a witness outside it."""

    witness: Witness

    def write(self) -> AbstractContextManager[Connection]:
        """A transaction, durable at the end of the block."""


class Writer:
    """Writes to `place` for all threads of a process."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._lock = Lock()
        self._led = False
        self._waiting: list[_Job] = []
        self._left: list[_Job] = []
        self._kept = False
        self._passed = 0

    def do(self, work: Work[R, T], about: int, request: R) -> T:
        """Have `request` written with what else waits; return its answer once that is durable, or raise what went wrong.

        Requests `about` the same row are never in one group. One that fails takes no other with it: the group is written
        again, each alone. A commit that fails is the disk's fault, and fails for all of its group.
        """
        (answer,) = self.do_all(work, [(about, request)])
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def do_all(self, work: Work[R, T], requests: Sequence[tuple[int, R]]) -> list[T | BaseException]:
        """As `do` for each of `requests`, with what it is about; for each its answer, or what went wrong with it."""
        jobs = [_Job(work, about, request) for about, request in requests]
        self._join(jobs)
        for job in jobs:
            if not job.leads:
                job.woken.acquire()
            if job.leads:
                self._lead(job)
        return [job.answer if job.failure is None else job.failure for job in jobs]

    def later(self, work: Work[R, T], about: int, request: R, then: Callable[[T | BaseException], None]) -> None:
        """As `do`, for who has other things to do: `then` is told the answer, or what went wrong, by the thread that wrote.

        `then` is quick, and never raises.
        """
        with self._lock:
            self._left.append(_Job(work, about, request, then))
            keeps, self._kept = self._kept, True
        if not keeps:
            self._start(self._keep)

    def _join(self, jobs: Sequence[_Job]) -> None:
        """Put `jobs` with those that wait; the first of them leads, unless somebody does."""
        with self._lock:
            self._waiting += jobs
            jobs[0].leads = not self._led
            self._led = True

    def _start(self, keep: Callable[[], None]) -> None:
        try:
            start_new_thread(keep, ())
        except RuntimeError:  # no room for one more
            keep()

    def _keep(self) -> None:
        """Write what was left, a moment's at once, whenever nobody writes for whom others wait; until nothing is left."""
        while True:
            self._gather()
            with self._lock:
                if not self._left:
                    self._kept = False
                    return
                mine, self._led = not self._led, True
            if mine:
                self._lead(None)

    def _gather(self) -> None:
        sleep(GATHERING)

    def _lead(self, mine: _Job | None) -> None:
        """Write a group, with that of the caller if it is there, and leave the next one to the first who waits.

        That may begin as soon as this one is committed, while the witness is told.
        """
        with self._lock:
            group = self._take()
        end = None
        try:
            end = self._written(group)
        except BaseException as error:  # noqa: BLE001 - raised again, in the thread of each
            for job in group:
                job.failure = job.failure or error
        self._pass_on()
        if end:
            self._witness(end, group)
        for job in group:
            if job.then is not None:
                job.then(job.failure or job.answer)
            elif job is not mine:
                job.woken.release()

    def _pass_on(self) -> None:
        with self._lock:
            self._led = bool(self._waiting)
            if self._led:
                self._waiting[0].leads = True
                self._waiting[0].woken.release()

    def _take(self) -> list[_Job]:
        """Those who wait come first; what was left goes with them once it was passed over so many times."""
        with_left = not self._waiting or self._passed >= PASSED
        self._passed = 0 if with_left else self._passed + bool(self._left)
        taken: dict[int, _Job] = {}
        self._waiting = _moved(self._waiting, taken, MOST)
        if with_left:
            self._left = _moved(self._left, taken, min(MOST, len(taken) + SOME))
        return list(taken.values())

    def _written(self, jobs: Sequence[_Job]) -> Head | None:
        """Write them; return the journal's end that must be with the witness before any of them has its answer."""
        committing = False
        try:
            with self._place.write() as connection:
                for work in dict.fromkeys(job.work for job in jobs):
                    self._done(connection, work, [job for job in jobs if job.work is work])
                end = journal.held(connection) if any(job.work.witnessed for job in jobs) else None
                committing = True
        except Exception as error:  # noqa: BLE001 - as above
            # A server that is away is asked once for all: each alone would wait for it one after the other.
            if committing or len(jobs) == 1 or isinstance(error, Away):
                for job in jobs:
                    job.failure = error
                return None
            ends = [self._written([job]) for job in jobs]
            return max((one for one in ends if one), key=lambda one: one.seq, default=None)
        return end

    def _witness(self, end: Head, jobs: Sequence[_Job]) -> None:
        try:
            self._place.witness.write(end)
        except SchedulerError as error:
            for job in jobs:
                if job.work.witnessed and job.failure is None:
                    job.failure = Unwitnessed(error, job.answer)
        except BaseException as error:  # noqa: BLE001 - as above
            for job in jobs:
                job.failure = job.failure or error

    def _done(self, connection: Connection, work: Work[Any, Any], jobs: Sequence[_Job]) -> None:
        for job, answer in zip(jobs, work.do(connection, [job.request for job in jobs]), strict=True):
            job.answer = answer


def _moved(jobs: Sequence[_Job], to: dict[int, _Job], most: int) -> list[_Job]:
    """Put into `to`, by what they are about, as many of `jobs` as make it `most`; return the others."""
    left = []
    for job in jobs:
        if job.about in to or len(to) >= most:
            left.append(job)
        else:
            to[job.about] = job
    return left
