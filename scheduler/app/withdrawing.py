"""`scheduler withdraw` for the command line: what takes back what went out, what is typed to confirm it, how it ends."""

import threading

from scheduler.app.connectors import Connectors
from scheduler.app.ground import Ground
from scheduler.errors import ExitCode
from scheduler.flow.withdraw import Way, Withdrawal, Withdrawer, title

__all__ = ["Withdrawal", "Withdrawer", "exit_of", "title", "withdrawer"]


def withdrawer(ground: Ground, connectors: Connectors, *, by: str) -> Withdrawer:
    """What withdraws for the person `by`. The brake does not stop it: that is when it is needed."""
    return Withdrawer(ground.database, connectors, ground.clock, by=by, pause=_pause)


def exit_of(done: Withdrawal) -> ExitCode:
    """4 where a person must look or delete, 3 where a network failed, 0 where all of it is gone."""
    if done.flying or done.doubtful:
        return ExitCode.NEEDS_PERSON
    if done.pieces_of(Way.FAILED):
        return ExitCode.NETWORK
    return ExitCode.NEEDS_PERSON if done.pieces_of(Way.BY_HAND) else ExitCode.DONE


def _pause(seconds: float) -> None:
    threading.Event().wait(seconds)
