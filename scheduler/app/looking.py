"""The daily look at the accounts in a process of its own: what the networks' libraries take, hundreds of modules, is given back.

A daemon that waits for its next post needs none of them; who posts loads those of that network alone.
"""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from scheduler.plain import redact

LONGEST = 600.0
"""Seconds: each request has a limit of its own, and there may be many accounts."""
# Nothing of the folder that the daemon was started in is imported (-P): it may be anybody's.
_COMMAND = (sys.executable, "-P", "-c", "from scheduler.app.looking import main; main()")


def apart(config: Path) -> None:
    """Look at every account of the calendar of `config`. Raises `RuntimeError` with what broke it."""
    done = subprocess.run(  # noqa: S603 - ourselves, with the path of a file that was read already
        [*_COMMAND, str(config)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=LONGEST,
        check=False,
    )
    if done.returncode > 0:  # ended by a signal: whoever stops the daemon has stopped it, too
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2])


def main() -> None:
    """Be that process."""
    from scheduler import config  # noqa: PLC0415 - the daemon, which starts this, has no use for it
    from scheduler.app.accounts import look  # noqa: PLC0415 - as above
    from scheduler.app.connectors import Connectors  # noqa: PLC0415 - as above
    from scheduler.app.ground import Ground  # noqa: PLC0415 - as above
    from scheduler.connector import discover  # noqa: PLC0415 - as above

    try:
        # Not as one that a person has just named: a file edited under a running daemon must not be trusted by its own look.
        ground = Ground(config.load(Path(sys.argv[1]), networks=discover.names()))
        with closing(ground), closing(Connectors(ground)) as connectors:
            look(ground, connectors)
    except KeyboardInterrupt:
        sys.exit(0)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the daemon tells it
        sys.exit(redact(f"{type(fault).__name__}: {fault}"))
