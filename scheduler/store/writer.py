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
from typing import Any, Generic, Protocol, TypeVar, cast

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

    def do(self, work: Work[R, T], about: int, request: R) -> T:
        """Have `request` written with what else waits; return its answer once that is durable, or raise what went wrong.

        Requests `about` the same row are never in one group. One that fails takes no other with it: the group is written
        again, each alone. A commit that fails is the disk's fault, and fails for all of its group.
        """
        job = _Job(work, about, request)
        if not self._joined(job):
            job.woken.acquire()
        if job.leads:
            self._lead(job)
        if job.failure is not None:
            raise job.failure
        return cast("T", job.answer)

    def later(self, work: Work[R, T], about: int, request: R, then: Callable[[T | BaseException], None]) -> None:
        """As `do`, for who has other things to do: `then` is told the answer, or what went wrong, by the thread that wrote.

        `then` is quick, and never raises.
        """
        job = _Job(work, about, request, then)
        if self._joined(job) and not self._started(job):
            self._lead(job)

    def _joined(self, job: _Job) -> bool:
        """Put `job` with those that wait; whether it leads."""
        with self._lock:
            self._waiting.append(job)
            job.leads = not self._led
            self._led = True
        return job.leads

    def _started(self, job: _Job) -> bool:
        """Have a thread of its own lead from `job` on; whether there was room for one."""
        try:
            start_new_thread(self._lead, (job,))
        except RuntimeError:
            return False
        return True

    def _lead(self, mine: _Job) -> None:
        """Write groups until `mine` is written and another leads, or nothing waits."""
        following: _Job | None = mine
        while following is not None:
            following = self._next(following)

    def _next(self, mine: _Job) -> _Job | None:
        """Write one group, and tell all of it; return for whom this thread is to lead the next one, if for anybody.

        Another thread may write that as soon as this one is committed, while the witness is told.
        """
        with self._lock:
            group = self._take()
        end = None
        try:
            end = self._written(group)
        except BaseException as error:  # noqa: BLE001 - raised again, in the thread of each
            for job in group:
                job.failure = job.failure or error
        following = self._passed_on(mine) if mine in group else mine
        if end:
            self._witness(end, group)
        for job in group:
            if job.then is not None:
                job.then(job.failure or job.answer)
            elif job is not mine:
                job.woken.release()
        return following

    def _passed_on(self, mine: _Job) -> _Job | None:
        """Let the first who waits for its own lead the next group. Where nobody does, who need not wait itself goes on."""
        with self._lock:
            waits = next((job for job in self._waiting if job.then is None), None)
            following = waits or next(iter(self._waiting), None)
            self._led = following is not None
        if following is None or (waits is None and mine.then is not None):
            return following
        if waits is not None:
            waits.leads = True
            waits.woken.release()
            return None
        # Whose attempt is written has a post to send: it writes no further for others.
        return None if self._started(following) else following

    def _take(self) -> list[_Job]:
        taken: dict[int, _Job] = {}
        left = []
        for job in self._waiting:
            if job.about in taken or len(taken) == MOST:
                left.append(job)
            else:
                taken[job.about] = job
        self._waiting = left
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
