"""What the daemons of several clients say, in one log: each line bears its client's name, and a refusal is told once."""

import json
import sys
from collections.abc import Callable
from threading import Lock

from scheduler.clock import SystemClock
from scheduler.plain import visible

MOST = 50
"""Lines that are withheld at most: a refusal is shorter."""


def to_stderr(text: str) -> None:
    """One line of the log, whole: several threads write."""
    with _LOCK:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


_LOCK = Lock()


class Voice:
    """One client's lines. What a daemon says that is tried again as it was is withheld until it is known to run."""

    def __init__(self, name: str, *, as_json: bool, write: Callable[[str], None] = to_stderr) -> None:
        self._name = name
        self._as_json = as_json
        self._write = write
        self._lock = Lock()
        self._withheld: list[str] | None = None
        self._said: list[str] = []
        self._refusal: list[str] = []

    def begin(self, *, withheld: bool) -> None:
        """A daemon was started."""
        with self._lock:
            self._withheld = [] if withheld else None
            self._said = []

    def hear(self, line: str) -> None:
        """It said a line."""
        with self._lock:
            self._said = [*self._said, line][-MOST:]
            if self._withheld is None:
                self._write(self.tagged(line))
                return
            self._withheld.append(line)
            full = len(self._withheld) > MOST
        if full:
            self.release()

    def release(self) -> None:
        """It runs: what was withheld is said, and nothing more is withheld."""
        with self._lock:
            lines, self._withheld = self._withheld or [], None
        for line in lines:
            self._write(self.tagged(line))

    def refused(self) -> bool:
        """It ended with a refusal: say what was withheld, unless it is what it said the last time. Tell whether it is news."""
        with self._lock:
            known = self._withheld is not None and self._said == self._refusal
            self._refusal = self._said
            if known:
                self._withheld = None
        self.release()
        return not known

    def told(self, text: str, level: str = "warning") -> None:
        """Say something of it that it cannot say itself."""
        self._write(self.tagged(text, level))

    def tagged(self, line: str, level: str = "error") -> str:
        """A line with the client's name; of a log as JSON every line stays an object."""
        if not self._as_json:
            return visible(f"{self._name} | {line}")
        name = json.dumps(self._name)
        if line.startswith("{") and line.endswith("}"):
            return f'{{"workspace": {name}, {line[1:]}'
        at = SystemClock().now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        said = {"workspace": self._name, "at": at, "level": level, "message": visible(line)}
        return json.dumps(said, ensure_ascii=False)
