"""Group commit: what several threads want written at one moment is one transaction, and one of them writes it for all.

A commit waits for the disk, whatever stands in it. Who comes first writes; who comes meanwhile waits for the next group,
and the first of those writes that. Alone, a caller writes at once, in its own thread.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Generic, Protocol, TypeVar, cast

from sqlalchemy import Connection

from scheduler.errors import SchedulerError
from scheduler.store import journal
from scheduler.store.failures import Away
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
    work: Work[Any, Any]
    about: int
    request: Any
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
        with self._lock:
            self._waiting.append(job)
            job.leads = not self._led
            self._led = True
        if not job.leads:
            job.woken.acquire()
        if job.leads:
            self._lead()
        if job.failure is not None:
            raise job.failure
        return cast("T", job.answer)

    def _lead(self) -> None:
        """Write a group, that of the first who waits (this thread), and leave the next group to the first of those."""
        with self._lock:
            group = self._take()
        try:
            self._written(group)
        except BaseException as error:  # noqa: BLE001 - raised again, in the thread of each
            for job in group:
                job.failure = job.failure or error
        finally:
            with self._lock:
                self._led = bool(self._waiting)
                if self._led:
                    self._waiting[0].leads = True
                    self._waiting[0].woken.release()
            for job in group[1:]:
                job.woken.release()

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

    def _written(self, jobs: Sequence[_Job]) -> None:
        committing = False
        witnessed = [job for job in jobs if job.work.witnessed]
        try:
            with self._place.write() as connection:
                for work in dict.fromkeys(job.work for job in jobs):
                    self._done(connection, work, [job for job in jobs if job.work is work])
                end = journal.held(connection) if witnessed else None
                committing = True
        except Exception as error:  # noqa: BLE001 - as above
            # A server that is away is asked once for all: each alone would wait for it one after the other.
            if committing or len(jobs) == 1 or isinstance(error, Away):
                for job in jobs:
                    job.failure = error
                return
            for job in jobs:
                self._written([job])
            return
        if end:
            try:
                self._place.witness.write(end)
            except SchedulerError as error:
                for job in witnessed:
                    job.failure = Unwitnessed(error, job.answer)

    def _done(self, connection: Connection, work: Work[Any, Any], jobs: Sequence[_Job]) -> None:
        for job, answer in zip(jobs, work.do(connection, [job.request for job in jobs]), strict=True):
            job.answer = answer
