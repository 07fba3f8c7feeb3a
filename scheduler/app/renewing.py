"""Laying out again what a person was given to publish and what is not there any more."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from scheduler.app.ground import Ground
from scheduler.connector.base import Connector, Handed
from scheduler.errors import SchedulerError
from scheduler.flow import hand
from scheduler.model.delivery import Delivery, Handing, State
from scheduler.sentences import say
from scheduler.store import deliveries, handed

log = logging.getLogger("scheduler.run")


class Renewals:
    """The chore of laying out again what a person was given and what is not there any more, from what is frozen.

    What is there is left alone. It is done at the start and looked at again now and then; a death in it loses nothing.
    """

    EVERY = timedelta(minutes=5)

    def __init__(self, ground: Ground, connectors: Callable[[str], Connector]) -> None:
        self._ground = ground
        self._connectors = connectors
        self._last: datetime | None = None

    def due(self, now: datetime) -> datetime | None:
        """At the start, then every few minutes while anything waits for a person."""
        if self._last is None:
            return now
        return self._last + self.EVERY if self._waiting() else None

    def run(self, now: datetime) -> None:
        """Lay out again what is missing; in a database in doubt nothing: it may be out long since."""
        self._last = now
        if self._ground.database.doubt is not None:
            return
        for one in self._waiting():
            if one.handed is not None and hand.gone(one.handed):
                try:
                    self._renew(one, one.handed, now)
                except SchedulerError as problem:
                    self._say(
                        "handing-not-again", one, str(say(problem.code, problem.arguments, self._ground.language))
                    )

    def _renew(self, one: Delivery, before: Handing, now: datetime) -> None:
        connector = self._connectors(one.account)
        if not hand.by_hand(connector):  # connected since: what was given to a person stays theirs
            return
        laid = hand.over(connector, hand.parts_of(self._ground.database, one, self._ground.blobs.get, now))
        if not isinstance(laid, Handed):
            self._say("handing-not-again", one, str(say(laid.code, {"detail": laid.detail}, self._ground.language)))
            return
        given = hand.handing_of(laid, before.at)
        if handed.renew(self._ground.database, one, given, reason=hand.why(given), by="dispatcher", at=now):
            self._say("handing-again", one, given.folder)

    def _say(self, code: str, one: Delivery, what: str) -> None:
        log.info(str(say(code, {"tag": one.tag, "what": what}, self._ground.language)), extra={"tag": one.tag})

    def _waiting(self) -> list[Delivery]:
        return deliveries.select(self._ground.database, states=[State.EXPECTED])
