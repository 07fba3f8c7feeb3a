"""A real terminal: tmux, with the program in it. Keys go in, and what stands on the screen comes out, with its colours."""

import os
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

TMUX = shutil.which("tmux")
MISSING = "there is no tmux here (Debian: apt-get install tmux)"
PATIENCE = 60.0
"""Seconds of silence after which nothing more is expected; a busy machine is slow, so nothing is measured by it."""
STILL = 3
"""How often something may be drawn, and the text stay the same, until it counts as still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """One window of one tmux server of its own. Its output wakes who waits for it: nobody looks again and again."""

    socket: Path
    wakes: int
    ended: Path
    """Where the exit code is written."""

    def press(self, *keys: str) -> None:
        """Press keys, as tmux names them («Enter», «PPage»)."""
        for key in keys:
            self._tmux("send-keys", key)
            if key == "Escape":  # with what comes next in one breath it would be another key
                self.calm()

    def type(self, text: str) -> None:
        """Type a text."""
        self._tmux("send-keys", "-l", text)

    @property
    def screen(self) -> str:
        """What stands on it, with French spaces as they are typed in a test."""
        return self._tmux("capture-pane", "-p").replace("\u00a0", " ").replace("\u202f", " ")

    @property
    def coloured(self) -> str:
        """The same, with its colours."""
        return self._tmux("capture-pane", "-p", "-e", "-N")

    def until(self, pattern: str) -> str:
        """The screen, as soon as it shows `pattern`."""
        while not re.search(pattern, seen := self.screen, re.MULTILINE):
            if self._silent(PATIENCE):
                raise AssertionError(f"{pattern!r} never came:\n{self.screen}")
        return seen

    def calm(self, seconds: float = 0.5) -> str:
        """The screen once its text stands still; a cursor may blink."""
        seen, same = "", 0
        while same < STILL and not self._silent(seconds):
            seen, before = self.screen, seen
            same = same + 1 if seen == before else 0
        return self.screen

    def code(self) -> int:
        """The exit code of the program, once it has ended."""
        while not (written := self.ended.read_text(encoding="utf-8") if self.ended.exists() else ""):
            if self._silent(PATIENCE):
                raise AssertionError(f"it does not end:\n{self.screen}")
        return int(written)

    def _silent(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.wakes], [], [], seconds)
        if ready:
            os.read(self.wakes, 65536)
        return not ready

    def _tmux(self, *words: str) -> str:
        return tmux(self.socket, *words)


def tmux(socket: Path, *words: str) -> str:
    """One order to the server behind `socket`; raises what it answers where it refuses."""
    assert TMUX, MISSING
    done = subprocess.run(
        [TMUX, "-u", "-S", str(socket), "-f", os.devnull, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def opened(
    folder: Path, size: tuple[int, int], *words: str, instant: str, environ: dict[str, str] | None = None
) -> Iterator[Terminal]:
    """`scheduler WORDS` in a terminal of that size, begun at `instant`. Nothing of it outlives the block."""
    environment = {
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        **{name: value for name, value in os.environ.items() if name.startswith("XDG_")},
        **(environ or {}),
    }
    socket, fifo, ended = folder / "tmux", folder / "wakes", folder / "ended"
    os.mkfifo(fifo)
    # Open at both ends, so that it never ends by itself.
    wakes = os.open(fifo, os.O_RDWR | os.O_NONBLOCK)
    given = [f"{name}={value}" for name, value in environment.items()]
    told = ["sh", "-c", f"\"$@\"; echo $? > '{ended}'; echo > '{fifo}'", "sh"]
    command = [*told, "env", *given, sys.executable, "-m", "tests.tui.at", instant, *words]
    width, height = (str(one) for one in size)
    options = [
        "set",
        "-g",
        "status",
        "off",
        ";",
        "set",
        "-g",
        "remain-on-exit",
        "on",
        ";",
        "set",
        "-g",
        "escape-time",
        "0",
    ]
    try:
        tmux(socket, "new-session", "-d", "-x", width, "-y", height, "cat", ";", *options)
        tmux(socket, "pipe-pane", f"exec cat > '{fifo}'")
        tmux(socket, "respawn-pane", "-k", "-c", str(folder), *command)
        yield Terminal(socket=socket, wakes=wakes, ended=ended)
    finally:
        tmux(socket, "kill-server")
        os.close(wakes)
