"""The brake of one calendar: pulling it while everything else may be stuck, and letting it go with a person's word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scheduler.app.ground import Ground
from scheduler.errors import Problem, SchedulerError, Usage
from scheduler.flow import resuming
from scheduler.flow.brake import Brake
from scheduler.model.delivery import Delivery
from scheduler.model.pause import Late, Pause, Scope
from scheduler.store import deliveries, documents, pauses

SHOWN = timedelta(days=1)
"""What is due so soon is shown when it is stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What `pause` did. `trouble`: why the database could not be told, nor anything listed; sending stops all the same.

    `others`: the campaigns of the queue where none of them is the one that was named: a slip would stop nothing.
    """

    pause: Pause
    file: Path
    stopped: Sequence[Delivery] = ()
    flying: Sequence[Delivery] = ()
    others: Sequence[str] = ()
    trouble: SchedulerError | None = None


class Braking:
    """Pauses as files and rows; a STOP file is its owner's to remove."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.follow: Callable[[Sequence[Pause]], None] | None = None
        """Told of all that is paused, at each look of a dispatcher."""

    def brake(self) -> Brake:
        """The brake of one dispatcher."""
        one = self._ground
        stops = [file for file in one.brakes if file.name != pauses.PAUSED]
        return Brake(stops, folder=one.state, kept=self._kept)

    def _kept(self) -> list[Pause]:
        rows = pauses.kept(self._ground.database)
        if self.follow is not None:
            self.follow([*self.stops(), *pauses.together(pauses.files(self._ground.state), rows)])
        return rows

    def scope(self, account: str | None, campaign: str | None) -> tuple[Scope, str]:
        """What is meant by the options. Raises `Problem` for an account that is not there, `Usage` for both at once."""
        if account is not None and campaign is not None:
            raise Usage("pause-one-scope", where="--account, --campaign")
        known = self._ground.config.accounts
        if account is not None and account not in known:
            raise Problem("unknown-account-asked", where="--account", name=account, known=sorted(known))
        if account is not None:
            return Scope.ACCOUNT, account
        return (Scope.CAMPAIGN, campaign) if campaign is not None else (Scope.ALL, "")

    def pull(self, scope: Scope, name: str, *, reason: str, by: str) -> Pulled:
        """Stop everything, or one account or campaign: first by a file, which needs no lock, then in the database."""
        one, now = self._ground, self._ground.clock.now()
        pause = Pause(scope=scope, name=name, reason=reason, by=by, at=now)
        file = pauses.pull(one.state, pause)
        try:
            pauses.keep(one.database, pause)
            found, flying = resuming.stopped(one.database, pause, now + SHOWN)
            known = documents.titles(one.database) if scope is Scope.CAMPAIGN else {name: name}
        except SchedulerError as trouble:
            return Pulled(pause=pause, file=file, trouble=trouble)
        others = () if name in known else tuple(known)
        return Pulled(pause=pause, file=file, stopped=found, flying=flying, others=others)

    def pauses(self) -> list[Pause]:
        """Everything that is paused, STOP files included; without the database where that cannot be read."""
        lying = pauses.files(self._ground.state)
        try:
            kept = pauses.kept(self._ground.database)
        except SchedulerError:
            kept = []
        return [*self.stops(), *pauses.together(lying, kept)]

    def told(self) -> list[Pause]:
        """The pauses of which more is known than that a file lies somewhere."""
        return [one for one in self.pauses() if one.by or one.name or not one.file]

    def stops(self) -> list[Pause]:
        """The STOP files that are there, each as a pause of everything since it was made."""
        found = (file for file in self._ground.brakes if file.name != pauses.PAUSED)
        return [Pause(file=str(file), at=_made(file)) for file in found if file.is_symlink() or file.exists()]

    def late(self, lifted: Pause) -> list[Delivery]:
        """What would go out late at once if `lifted` were let go of, and what was missed while it was there.

        Behind a STOP file, too: what becomes of it is decided before somebody removes the file.
        """
        behind = [one for one in self.pauses() if one.key != lifted.key]
        return resuming.late(self._ground.database, lifted, behind, self._ground.clock.now())

    def lift(self, lifted: Pause, chosen: Sequence[tuple[Delivery, Late]], *, by: str) -> list[Delivery]:
        """Settle what was late, then let the brake go; returns the deliveries as they are then.

        In this order: whatever fails, it is still paused.
        """
        one, now = self._ground, self._ground.clock.now()
        resuming.settle(one.database, chosen, by=by, at=now)
        pauses.forget(one.database, lifted, by=by, at=now)
        pauses.lift(one.state, lifted)
        ids = [each.id for each, _ in chosen]
        return deliveries.select(one.database, ids=ids) if ids else []


def _made(file: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(file.lstat().st_mtime, UTC)
    except OSError:
        return None
