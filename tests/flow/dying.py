"""A process that dies at its n-th point: before or after a commit, a witness, or a send. What is dead does nothing more."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from scheduler.connector.base import Outgoing
from scheduler.store.database import Database
from scheduler.store.witness import Witness
from tests.flow.remote import Network


class Died(BaseException):
    """The process is gone: no `except Exception` may go on from here."""


@dataclass(slots=True)
class Life:
    """Counts the points that a process passes; at number `at` it dies. `names` lists the points passed."""

    at: int | None = None
    names: list[str] = field(default_factory=list)
    dead: bool = False

    def point(self, name: str) -> None:
        """Pass a point, or die there; the dead pass none."""
        if self.dead:
            raise Died(name)
        self.names.append(name)
        if self.at is not None and len(self.names) > self.at:
            self.dead = True
            raise Died(name)


def living(patch: pytest.MonkeyPatch, network: Network, life: Callable[[], Life]) -> None:
    """Put the points into the store and the network; `life` is whoever lives now."""
    write: Any = Database.write
    witness = Witness.write

    @contextmanager
    def mortal_write(self: Database) -> Iterator[Any]:
        life().point("before a transaction")
        with write(self) as connection:
            yield connection
            life().point("before a commit")
        life().point("after a commit")

    def mortal_witness(self: Witness, head: Any) -> None:
        life().point("before a witness")
        witness(self, head)
        life().point("after a witness")

    def before(_: Outgoing) -> None:
        life().point("before the network has it")

    def after(_: Outgoing) -> None:
        life().point("after the network has it")

    patch.setattr(Database, "write", mortal_write)
    patch.setattr(Witness, "write", mortal_witness)
    network.before_send = before
    network.after_send = after
