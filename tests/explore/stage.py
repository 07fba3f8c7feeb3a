"""The stage: every process and each of its jobs is an actor that stops at each point; whoever explores says who goes on."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from queue import Empty
from typing import Any

from greenlet import getcurrent, greenlet  # type: ignore[import-untyped]


@dataclass(slots=True, eq=False)
class Actor:
    """One thread of one process. `label` is the point at which it stands; `ready` says whether it could go on."""

    name: str
    process: int
    run: Any = None
    label: str = "born"
    ready: Callable[[], bool] = lambda: True
    ended: bool = False
    fault: BaseException | None = None


@dataclass(slots=True)
class Stage:
    """All actors alive. Those of a killed process go to the graveyard: nothing of them runs any more, not even a `finally`."""

    actors: list[Actor] = field(default_factory=list)
    graveyard: list[Actor] = field(default_factory=list)
    by_run: dict[Any, Actor] = field(default_factory=dict)
    born: int = 0
    within: int = 0
    """In so many transactions: nobody stops inside one, as nobody sees half of it."""

    def enter(self, name: str, process: int, play: Callable[[], object]) -> Actor:
        """A new actor, which stands before its first line."""
        self.born += 1
        actor = Actor(name=f"{name}{self.born}", process=process)

        def playing() -> None:
            try:
                play()
            except Exception as fault:  # noqa: BLE001 - told by the explorer, whatever it is
                actor.fault = fault
            actor.ended = True

        actor.run = greenlet(playing)
        self.actors.append(actor)
        self.by_run[actor.run] = actor
        return actor

    def me(self) -> Actor | None:
        """Who asks; None: the explorer itself, which passes every point."""
        return self.by_run.get(getcurrent())

    def point(self, label: str, ready: Callable[[], bool] = lambda: True) -> None:
        """Stop here until the explorer lets the actor go on."""
        actor = self.me()
        if actor is None or self.within:
            return
        actor.label, actor.ready = label, ready
        actor.run.parent.switch()
        actor.ready = lambda: True

    def step(self, actor: Actor) -> None:
        """Let `actor` go on to its next point."""
        # A job is born inside the process that began it, but stops for the explorer.
        actor.run.parent = getcurrent()
        actor.run.switch()
        if actor.ended:
            self.actors.remove(actor)
            if actor.fault is not None:
                raise actor.fault

    def kill(self, process: int) -> None:
        """SIGKILL: all threads of `process` are gone at once."""
        dead = [one for one in self.actors if one.process == process]
        self.graveyard.extend(dead)
        self.actors = [one for one in self.actors if one.process != process]

    def frames(self, actor: Actor) -> Iterator[Any]:
        """The frames of the program in which `actor` stands, innermost first."""
        frame = actor.run.gr_frame
        while frame is not None:
            if "/scheduler/" in frame.f_code.co_filename:
                yield frame
            frame = frame.f_back


class Strand:
    """What the crew takes for a thread: an actor of the same process."""

    stage: Stage

    def __init__(
        self, target: Callable[..., None], args: tuple[Any, ...] = (), name: str = "", *, daemon: bool | None = None
    ) -> None:
        self._target = partial(target, *args)
        self._actor: Actor | None = None

    def start(self) -> None:
        me = self.stage.me()
        assert me is not None, "threads are begun by a process"
        self._actor = self.stage.enter("job", me.process, self._target)

    def join(self) -> None:
        self.stage.point("waits for its jobs", lambda: self._actor is None or self._actor.ended)


class Pool:
    """What the crew takes for a pool of threads: each job is an actor of the same process."""

    stage: Stage

    def __init__(self, max_workers: int, thread_name_prefix: str = "") -> None:
        self._futures: list[Future[Any]] = []

    def submit(self, job: Callable[[], Any]) -> "Future[Any]":
        future: Future[Any] = Future()
        self._futures.append(future)

        def playing() -> None:
            try:
                result = job()
            except Exception as fault:  # noqa: BLE001 - as a thread pool does
                future.set_exception(fault)
            else:
                future.set_result(result)

        me = self.stage.me()
        assert me is not None, "jobs are begun by a process"
        self.stage.enter("job", me.process, playing)
        return future

    def shutdown(self, wait: bool = True) -> None:
        self.stage.point("waits for its jobs", lambda: all(one.done() for one in self._futures))


class Inbox:
    """What the crew takes for a queue between threads."""

    stage: Stage

    def __init__(self) -> None:
        self._held: deque[Any] = deque()

    def put(self, one: Any) -> None:
        self._held.append(one)

    def qsize(self) -> int:
        return len(self._held)

    def empty(self) -> bool:
        return not self._held

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        if not self._held and not block:
            raise Empty
        if not self._held:
            self.stage.point("waits for a result", lambda: bool(self._held))
        return self._held.popleft()


class Turnstile:
    """What the crew takes for a semaphore."""

    stage: Stage

    def __init__(self, value: int) -> None:
        self._left = value

    def acquire(self, blocking: bool = True) -> bool:
        if not self._left and not blocking:
            return False
        while not self._left:
            self.stage.point("waits for room", lambda: self._left > 0)
        self._left -= 1
        return True

    def release(self) -> None:
        self._left += 1


class Latch:
    """What the program takes for a lock between threads."""

    stage: Stage

    def __init__(self) -> None:
        self._held = False

    def acquire(self) -> bool:
        while self._held:
            self.stage.point("waits for its group", lambda: not self._held)
        self._held = True
        return True

    def release(self) -> None:
        self._held = False

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()
