"""What the tests of `connect` share: a calendar, a terminal, a keyring in memory, a server that records what arrives."""

import os
import re
import select
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

import keyring
from keyring.backend import KeyringBackend

ROOT = Path(__file__).parent.parent.parent
CONFIG = """\
# Our calendar: every remark here is ours.
[calendar]
id = "c0ffee01"      # never change it
folder = "calendars"
timezone = "Europe/Paris"
language = "en"

[accounts.musee]     # the museum's own
network = "mastodon" # since 2019
through = "rehearsal"
languages = ["fr"]   # first of all

# Handed to a colleague.
[accounts.autre]
network = "bluesky"
through = "rehearsal"
"""
CAMPAIGN = """\
version: 1
campaign: essai
title: Essai
language: fr
timezone: Europe/Paris
accounts: [musee]
people:
  louvre: {name: Louvre, mastodon: louvre@mastodon.example, bluesky: louvre.example}
posts:
  - {id: seul, date: 2031-06-07, at: 9h, text: "Bonjour {louvre}."}
"""


def calendar(folder: Path) -> Path:
    """A calendar with one account that rehearses; its configuration."""
    (folder / "calendars").mkdir()
    (folder / "calendars" / "essai.yaml").write_text(CAMPAIGN, encoding="utf-8")
    config = folder / "config.toml"
    config.write_text(CONFIG, encoding="utf-8")
    return config


class Drawer(KeyringBackend):
    """A keyring in memory. With `locked` it takes nothing, as one does that nobody has unlocked."""

    priority = 1

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.locked = locked
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise keyring.errors.KeyringLocked
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


class Terminal:
    """The program on a terminal of its own, in a process of its own."""

    def __init__(self, *words: str, folder: Path) -> None:
        ours, theirs = os.openpty()
        start = (
            "import os, signal, sys; os.login_tty(int(sys.argv[1])); "
            # A suite that runs in the background has Ctrl+C ignored, and would pass that on.
            "signal.signal(signal.SIGINT, signal.SIG_DFL); "
            "os.execv(sys.executable, [sys.executable, '-m', 'scheduler', *sys.argv[2:]])"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", start, str(theirs), *words],
            cwd=folder,
            pass_fds=[theirs],
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb", "SCHEDULER_LANGUAGE": "en"},
        )
        os.close(theirs)
        self._ours = ours
        self._read = 0
        self.seen = ""

    def until(self, what: str) -> None:
        """Read until `what` stands behind all that was waited for before."""
        while (found := self.seen.find(what, self._read)) < 0:
            if not select.select([self._ours], [], [], 60)[0] or not self._more():
                raise AssertionError(f"{what!r} not in {self.seen}")
        self._read = found + len(what)

    def _more(self) -> bool:
        try:
            self.seen += os.read(self._ours, 4096).decode().replace("\r\n", "\n")
        except OSError:  # the other end is closed
            return False
        return True

    def enter(self, text: str) -> None:
        os.write(self._ours, f"{text}\n".encode())

    def end(self) -> int:
        """Read the rest; the exit code."""
        while self._heard(60) and self._more():
            pass
        return self._process.wait(timeout=60)

    def broken_off(self) -> int:
        """Press Ctrl+C, as a person again where nothing comes of it: a key between question and reading is seen at the next."""
        for _ in range(12):
            os.write(self._ours, b"\x03")
            while self._heard(5):
                if not self._more():
                    return self._process.wait(timeout=60)
        raise AssertionError(f"Ctrl+C does not end it: {self.seen}")

    def _heard(self, seconds: float) -> bool:
        return bool(select.select([self._ours], [], [], seconds)[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    @property
    def words(self) -> str:
        """What was seen, as if the terminal were endlessly wide."""
        return re.sub(r"\s+", " ", self.seen)


class Recorder:
    """A server that takes whatever arrives, and answers nothing."""

    def __init__(self) -> None:
        self.arrived = b""
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.base_url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = Thread(target=self._listen, daemon=True)

    def _listen(self) -> None:
        while True:
            try:
                one, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            with one:
                one.settimeout(1)
                self.arrived += one.recv(65536)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()
