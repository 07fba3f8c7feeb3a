"""`scheduler run --all`: one small process that keeps a daemon running for each client, and nothing else.

Each client's daemon is a process of its own, with its own secrets, brake and heartbeat: whatever becomes of one, the others do
not notice. One that dies is started again, later each time; one that refuses its configuration is told of once.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

from scheduler.app.attached import ATTACHED
from scheduler.app.voices import Voice
from scheduler.clock import Clock
from scheduler.config import registry
from scheduler.config.chosen import WORKSPACE
from scheduler.config.registry import Workspace
from scheduler.errors import ExitCode, SchedulerError
from scheduler.store.heartbeat import last_beat
from scheduler.store.place import DEFAULT_NAME, sqlite_path

FIRST, LONGEST = 1.0, 300.0
"""Seconds before a dead daemon is started again: the first time, and at most."""
STEADY = 600.0
"""Who lived so long before it died is started again as at the first time."""
AGAIN = 300.0
"""Seconds after which one that refused is tried again although its file did not change: a server may be back."""
HANGS = 300.0
"""Seconds without a new heartbeat after which a daemon that had one is taken for hanging."""
REFUSALS = frozenset({int(ExitCode.PROBLEMS), int(ExitCode.USAGE), int(ExitCode.NEEDS_PERSON)})
"""Exits after which starting it again would say the same: somebody must change something first."""
# Nothing of the folder that the supervisor was started in is imported (-P): it may be anybody's.
COMMAND = (sys.executable, "-P", "-m", "scheduler")
OURS = frozenset({"NOTIFY_SOCKET", "SCHEDULER_CONFIG", WORKSPACE})
"""What is meant for the supervisor, not for a client's daemon."""

Ended = tuple["Child", subprocess.Popen[str], int]


class Child:
    """One client's daemon: running, or waiting to be started."""

    def __init__(self, workspace: Workspace, voice: Voice, clock: Clock) -> None:
        self.workspace = workspace
        self.voice = voice
        self.process: subprocess.Popen[str] | None = None
        self.restarts = -1
        self.exit: int | None = None
        self._clock = clock
        self._since = clock.monotonic()
        self._wait = 0.0
        self._read: object = None
        """The state of its file when it was started: what it refused is that, not what the file says by now."""
        self._refused: object = None
        self._beat: tuple[object, float] = (None, self._since)
        self._folder: Path | None = None

    def due(self) -> bool:
        """Whether it is to be started now: its time has come, or what it refused has changed."""
        if self.process is not None:
            return False
        changed = self._refused is not None and self._refused != stamp(self.workspace.config)
        return changed or self._clock.monotonic() >= self._since + self._wait

    def start(self, arguments: Sequence[str], others: Sequence[Workspace], ended: Callable[[Ended], None]) -> None:
        """Start it; `ended` is called, from a thread of its own, when it has ended."""
        one = self.workspace
        self._read = stamp(one.config)
        process = subprocess.Popen(  # noqa: S603 - ourselves, with the name of a client
            [*COMMAND, "--workspace", one.name, "run", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,  # the answer is the supervisor's to give: what a daemon sums up stands in the log
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=environment(one, others) | {ATTACHED: "1"},
        )
        self.process, self._since = process, self._clock.monotonic()
        self._beat, self._folder = (None, self._since), state_folder(one)
        self.restarts += 1
        # Who has changed the file wants to read what is still wrong with it.
        self.voice.begin(withheld=self._refused == self._read)
        self._refused = None
        Thread(target=self._listen, args=(process, ended), name=one.name, daemon=True).start()

    def _listen(self, process: "subprocess.Popen[str]", ended: Callable[[Ended], None]) -> None:
        assert process.stdout is not None, "it was started with a pipe"
        with process.stdout as said:
            for line in said:
                self.voice.hear(line.rstrip("\n"))
        ended((self, process, process.wait()))

    def ended(self, code: int) -> None:
        """Take note of its end, and decide when it is started again."""
        lived = self._clock.monotonic() - self._since
        if self.process is not None and self.process.stdin is not None:
            with suppress(OSError):
                self.process.stdin.close()
        self.process, self.exit, self._since = None, code, self._clock.monotonic()
        if code in REFUSALS:
            self._refused, self._wait = self._read, AGAIN
        else:
            self._wait = wait_after(self._wait if self._wait != AGAIN else 0.0, lived)

    @property
    def refused(self) -> bool:
        """Whether somebody must change something before it can run."""
        return self._refused is not None

    @property
    def wait(self) -> float:
        """Seconds until it is started again, from its end."""
        return self._wait

    def lived(self) -> float:
        """Seconds since it was started, or since it ended."""
        return self._clock.monotonic() - self._since

    def hangs(self) -> bool:
        """Whether its heartbeat, once it had one, has stood still for long. Time asleep does not count: it slept, too."""
        now = self._clock.monotonic()
        beat = last_beat(self._folder) if self._folder and self.process else None
        if beat is None or self.process is None or beat.pid != self.process.pid:
            self._beat = (None, now)
            return False
        if self._beat[0] != beat.at:
            self._beat = (beat.at, now)
        return now - self._beat[1] > HANGS

    def leave(self) -> None:
        """Tell it to finish what is in flight and end."""
        if self.process is None:
            return
        if self.process.stdin is not None:
            with suppress(OSError):
                self.process.stdin.close()
        if os.name != "nt":  # there it would be no word but the end
            with suppress(OSError):
                self.process.terminate()

    def kill(self) -> None:
        """End it at once: what it had in flight is looked for before it is sent again."""
        if self.process is not None:
            with suppress(OSError):
                self.process.kill()


def wait_after(before: float, lived: float) -> float:
    """Seconds to wait before a daemon is started again that lived `lived` seconds; `before` is how long it was the last time."""
    return FIRST if before == 0 or lived >= STEADY else min(before * 2, LONGEST)


def environment(one: Workspace, others: Sequence[Workspace], given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What a client's daemon may see: not the variables in which only other clients' configurations keep their secrets."""
    own = _variables(one)
    foreign = {name for other in others if other.name != one.name for name in _variables(other)} - own
    return {name: value for name, value in given.items() if name not in OURS and name not in foreign}


def _variables(one: Workspace) -> set[str]:
    found = (reference.partition(":") for reference in registry.glance(one.config).references)
    return {name.strip() for kind, _, name in found if kind == "env"}


def stamp(path: Path) -> tuple[int, int, int] | str:
    """What changes when a file does."""
    try:
        found = path.stat()
    except OSError:
        return "absent"
    return found.st_mtime_ns, found.st_size, found.st_ino


def state_folder(one: Workspace) -> Path | None:
    """Where a client's heartbeat lies; None for a server's database: there workers watch each other."""
    seen = registry.glance(one.config)
    if seen.database.startswith("postgresql"):
        return None
    if seen.database:
        path = Path(seen.database)
        return path.parent if path.name == DEFAULT_NAME else path.with_suffix(".state")
    with suppress(SchedulerError):
        return sqlite_path(seen.calendar_id).parent
    return None
