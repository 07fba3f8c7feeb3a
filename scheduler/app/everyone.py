"""The loop of `scheduler run --all`: who is to be started, who has ended, and when it is all to end."""

import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from scheduler.app.signals import stopping
from scheduler.app.supervised import Supervisor
from scheduler.app.supervising import COMMAND, Child, Ended, environment, stamp
from scheduler.app.voices import Voice
from scheduler.clock import Clock, SystemClock
from scheduler.config import registry
from scheduler.config.registry import Workspace
from scheduler.errors import ExitCode, Problem, SchedulerError
from scheduler.sentences import say

TICK = 2.0
"""Seconds between two looks at files that may have changed."""
RUNS = 5.0
"""Seconds after which a daemon that did not refuse is taken for running."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of one client's daemon, when all is over."""

    restarts: int
    exit: int | None
    refused: bool


class Everyone:
    """The supervisor. `run` returns when it was told to stop and every daemon has ended."""

    def __init__(self, *, log: str, language: str, clock: Clock | None = None) -> None:
        self._log, self._language = log, language
        self._clock = clock or SystemClock()
        self._bell: SimpleQueue[Ended | None] = SimpleQueue()
        self._children: dict[str, Child] = {}
        self._leaving: list[Child] = []
        self._seen: object = None
        self._changing: object = None
        self._stopping = False

    def run(self) -> dict[str, Kept]:
        """Keep a daemon running for every client, until SIGTERM or Ctrl-C."""
        watched = Supervisor()
        with stopping(self._told_to_stop):
            while not self._stopping or self._alive():
                if not self._stopping:
                    self._follow()
                    self._look()
                watched.alive()
                self._wait()
                if self._stopping:
                    watched.stopping()
        return {
            name: Kept(restarts=one.restarts, exit=one.exit, refused=one.refused)
            for name, one in self._children.items()
        }

    def _told_to_stop(self) -> None:
        self._bell.put(None)

    def _wait(self) -> None:
        """Until somebody has ended, it is told to stop, or a tick is over."""
        try:
            ended = self._bell.get(timeout=TICK)
        except Empty:
            return
        if ended is None:
            self._stopping = True
            for one in [*self._children.values(), *self._leaving]:
                one.leave()
            return
        child, process, code = ended
        if child.process is process:
            self._over(child, code)

    def _over(self, child: Child, code: int) -> None:
        child.ended(code)
        if child in self._leaving:
            self._leaving.remove(child)
            return
        if self._stopping:
            child.voice.release()
            return
        if child.refused:
            if child.voice.refused():
                child.voice.told(str(say("run-all-refused", {"file": str(child.workspace.config)}, self._language)))
            return
        child.voice.release()
        about = {"how": _how(code), "seconds": round(child.wait)}
        child.voice.told(str(say("run-all-died", about, self._language)))

    def _follow(self) -> None:
        """Take the list of clients anew where its file has changed; one that cannot be read changes nothing."""
        now = stamp(registry.path())
        if now == self._seen:
            return
        if self._seen is not None and now != self._changing:
            self._changing = now  # somebody may be in the midst of writing it: it is read once it has rested for a tick
            return
        try:
            known = registry.load()
        except SchedulerError as problem:
            if self._seen is None:
                raise
            self._seen = now
            self._voice("workspaces").told(str(say(problem.code, problem.arguments, self._language)))
            return
        if self._seen is None and not known:
            raise Problem("workspaces-empty", where=str(registry.path()))
        self._seen = now
        for name in [
            name for name, one in self._children.items() if known.get(name) is None or _moved(one, known[name])
        ]:
            gone = self._children.pop(name)
            if gone.process is not None:
                self._leaving.append(gone)
                gone.leave()
        for name, workspace in known.items():
            if name not in self._children:
                self._children[name] = Child(workspace, self._voice(name), self._clock)

    def _look(self) -> None:
        for name, child in self._children.items():
            if child.due() and not any(one.workspace.name == name for one in self._leaving):
                self._start(child)
            elif child.process is not None and child.lived() > RUNS:
                child.voice.release()
                if child.hangs():
                    child.voice.told(str(say("run-all-hangs", {}, self._language)))
                    child.kill()

    def _start(self, child: Child) -> None:
        try:
            child.start(("--log", self._log), [one.workspace for one in self._children.values()], self._bell.put)
        except OSError as failed:  # no room for a process, or a Python that is being replaced: the others' go on
            child.ended(int(ExitCode.FAULT))
            about = {"how": failed.strerror or type(failed).__name__, "seconds": round(child.wait)}
            child.voice.told(str(say("run-all-died", about, self._language)))

    def _alive(self) -> bool:
        return any(one.process is not None for one in [*self._children.values(), *self._leaving])

    def _voice(self, name: str) -> Voice:
        return Voice(name, as_json=self._log == "json")


def passes(*, log: str, as_json: bool) -> dict[str, tuple[int, str]]:
    """One pass for every client, all at the same time: its exit code and what it printed; the log of each bears its name."""
    known = list(registry.load().values())
    if not known:
        raise Problem("workspaces-empty", where=str(registry.path()))
    words = ("run", "--once", "--log", log, *(("--json",) if as_json else ()))

    def one_pass(one: Workspace) -> tuple[int, str]:
        done = subprocess.run(  # noqa: S603 - ourselves, with the name of a client
            [*COMMAND, "--workspace", one.name, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=environment(one, known),
            check=False,
        )
        voice = Voice(one.name, as_json=log == "json")
        for line in done.stderr.splitlines():
            voice.hear(line)
        return done.returncode, done.stdout

    with ThreadPoolExecutor(len(known)) as pool:
        return dict(zip((one.name for one in known), pool.map(one_pass, known), strict=True))


def _moved(child: Child, now: Workspace) -> bool:
    return child.workspace.config != now.config


def _how(code: int) -> str:
    """How a process ended, as shells say it."""
    if code >= 0:
        return f"exit {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
