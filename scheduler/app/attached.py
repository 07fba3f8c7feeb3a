"""A daemon that ends with whoever started it: `run --all` holds the other end of its standard input.

However the supervisor ends, also by SIGKILL, that end is closed: no daemon is left behind that nobody can stop at once.
"""

import os
import signal
import sys
from collections.abc import Mapping
from threading import Thread

ATTACHED = "SCHEDULER_ATTACHED"
"""Set for a child of `run --all`, and for nobody else."""


def attach(environment: Mapping[str, str] = os.environ) -> None:
    """Where this process is such a child, end it as SIGTERM would once its supervisor is gone."""
    if environment.get(ATTACHED):
        Thread(target=_listen, name="attached", daemon=True).start()


def _listen() -> None:
    # The bare descriptor: an object around it would be closed, under a lock that this thread holds, when the process ends.
    descriptor = sys.__stdin__.fileno() if sys.__stdin__ else 0
    try:
        while os.read(descriptor, 1024):
            pass
    except OSError:
        pass  # it cannot be read any more: nobody is there
    if os.name == "nt":
        signal.raise_signal(signal.SIGTERM)  # there `os.kill` would end the process without a word
    else:
        os.kill(os.getpid(), signal.SIGTERM)
