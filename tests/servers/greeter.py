"""A daemon as a process of its own that welcomes in a hurry, killed where the environment says.

`python -m tests.servers.greeter CONFIG` is `scheduler run`, its hours short. KILL_AT=name:n kills it with SIGKILL the n-th time
it passes that point; the program itself knows nothing of the points.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from scheduler.app import welcoming
from scheduler.cli import main
from scheduler.flow import beginning, claiming, greeting, lookout, pace, reconcile, voices, welcome
from scheduler.networks.mastodon import Mastodon
from scheduler.store import changes, seat, secret_key, welcomed, workers

POINTS = (
    *("key made", "list begun", "page read", "turn written, not committed", "turn committed"),
    *("answered", "before it is sent"),
)
WINDOW, LIFE, LEASE = timedelta(seconds=3), timedelta(seconds=1), timedelta(seconds=6)


def hurry() -> None:
    """The same order of hours as in earnest, and messages at once: what is proved is that none comes twice."""
    welcoming.EVERY = welcoming.CATCHING_UP = timedelta(seconds=0.5)
    greeting.pace = lambda welcome: ""
    setattr(welcome, "hours", lambda number, now, _taken, **_: [now] * number)  # noqa: B010 - it is another's
    Mastodon.request_life = LIFE.total_seconds()
    beginning.WINDOW, beginning.LEASE = WINDOW, LEASE
    claiming.LEASE = LEASE  # type: ignore[attr-defined]
    pace.HEARTBEAT = 0.5
    workers.STALE = seat.STALE = timedelta(seconds=3)  # type: ignore[attr-defined]
    voices.SILENCE = lookout.SILENCE = timedelta(seconds=1)  # type: ignore[attr-defined]
    reconcile.LOOKS = tuple(timedelta(seconds=seconds) for seconds in range(240))


def wrap(wanted: str) -> None:
    """Put the points around what reads, keeps and sends."""
    if not wanted:
        return
    name, _, number = wanted.partition(":")
    left = [int(number or 1)]

    def point(here: str) -> None:
        if here == name:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    def around(owner: Any, attribute: str, before: str = "", after: str = "") -> None:
        kept: Callable[..., Any] = getattr(owner, attribute)

        def called(*given: Any, **named: Any) -> Any:
            point(before)
            found = kept(*given, **named)
            point(after)
            return found

        setattr(owner, attribute, called)

    around(secret_key, "make", after="key made")
    around(welcomed, "begin", after="list begun")
    around(Mastodon, "follower_page", after="page read")
    around(changes, "add", after="turn written, not committed")
    around(welcomed, "turn", after="turn committed")
    around(Mastodon, "publish", before="before it is sent", after="answered")


if __name__ == "__main__":
    hurry()
    wrap(os.environ.get("KILL_AT", ""))
    sys.exit(main(["run", "--config", sys.argv[1]]))
