"""Word to the system's own supervisor: that the daemon is ready, that it lives, that it ends (systemd's notify protocol).

https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html, read 2026-11-22: a datagram of lines to the socket that
NOTIFY_SOCKET names; where there is none, nobody listens and nothing is said.
"""

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from scheduler.wake import Alarm


class Supervisor:
    """Whoever started this process and watches it. It never raises: a supervisor that is gone stops no post."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        named = environment.get("NOTIFY_SOCKET", "")
        # «@» stands for the zero byte of Linux's abstract names.
        self._address = "\0" + named[1:] if named.startswith("@") else named
        self._ready = False

    def notify(self, *lines: str) -> None:
        """Send `lines` (`READY=1`, `STATUS=...`)."""
        if not self._address or not hasattr(socket, "AF_UNIX"):
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.sendto("\n".join(lines).encode(), self._address)

    def alive(self) -> None:
        """A turn of the loop is done: the first time it is ready, then it lives."""
        self.notify(*(("WATCHDOG=1",) if self._ready else ("READY=1", "WATCHDOG=1")))
        self._ready = True

    def stopping(self) -> None:
        """It was told to stop and finishes what is in flight."""
        self.notify("STOPPING=1")


class Watched:
    """An alarm that says at each wait that its waiter lives: a loop that hangs says nothing, and is started anew."""

    def __init__(self, alarm: Alarm, supervisor: Supervisor) -> None:
        self._alarm = alarm
        self._supervisor = supervisor

    def set(self, instant: datetime | None) -> None:
        self._alarm.set(instant)

    def ring(self) -> None:
        self._alarm.ring()

    def wait(self, *, busy: bool) -> bool:
        self._supervisor.alive()
        return self._alarm.wait(busy=busy)

    def close(self) -> None:
        self._supervisor.stopping()
        self._alarm.close()
