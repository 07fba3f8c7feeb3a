"""What is made ready before an attempt is written: nothing of it reaches the network, and here it ends what must not go out."""

from collections.abc import Callable
from datetime import datetime

from scheduler.clock import Clock
from scheduler.connector.base import Connector, Outgoing
from scheduler.flow import conditions, hand
from scheduler.flow.budgets import Budgets
from scheduler.flow.objections import Objection, objection, under
from scheduler.flow.parts import FIRST, outgoing, since_of
from scheduler.flow.strangers import Strangers
from scheduler.flow.voices import Mute, Voices
from scheduler.model.delivery import Delivery, Event, Receipt, State
from scheduler.store import attempts, deliveries
from scheduler.store.blobs import Blobs
from scheduler.store.database import Database

Doubts = Callable[[Delivery, datetime], str]
"""Why a yes that is there is not believed, as a stored reason, or ""."""


class Readying:
    """Raises `Mute` with what speaks against a delivery, `Fault` where it cannot be made ready. Threads may share it."""

    def __init__(
        self,
        database: Database,
        voices: Voices,
        blobs: Blobs,
        clock: Clock,
        *,
        brake: Callable[[Delivery], str],
        waits: Budgets,
        strangers: Strangers,
        doubts: Doubts,
    ) -> None:
        self._database = database
        self._voices = voices
        self._blobs = blobs
        self._clock = clock
        self._brake = brake
        self._waits = waits
        self._strangers = strangers
        self._doubts = doubts

    def asks_nobody(self, delivery: Delivery) -> bool:
        """Whether `delivery` can be made ready from what is in memory: neither a network nor a disk need be waited for."""
        account, variant = delivery.account, delivery.variant
        pictures = any(part.media for part in variant.parts) or variant.card is not None
        asks = pictures or delivery.conditions or delivery.under or delivery.token != 1
        return not asks and self._voices.knows(account) and self._strangers.met(account)

    def __call__(
        self, delivery: Delivery, number: int, deadline: float, opened: datetime | None
    ) -> tuple[Connector, tuple[Outgoing, ...]]:
        """The part `number` and what sends it; for a person, it and all that follow."""
        now = self._clock.now()
        if brake := self._brake(delivery):
            raise Mute(Objection(why=brake))
        if against := objection(delivery, now, opened) or self._waits.objection(delivery):
            raise Mute(against)
        if why := self._doubts(delivery, now):
            raise Mute(Objection(why=why, then=Event.HELD))
        if delivery.conditions and not delivery.receipts and (met := conditions.against(self._database, delivery, now)):
            raise Mute(met)
        post = self._above(delivery, now) if delivery.under and number == 0 else None
        # Of what is claimed for the first time nothing was ever tried.
        fresh = delivery.state is State.CLAIMED and delivery.token == 1
        tried = [] if fresh else attempts.of(self._database, delivery.id)

        def ready(one: int) -> Outgoing:
            since = since_of(tried, one)
            return outgoing(delivery, one, under=post, read=self._blobs.get, since=since, deadline=deadline)

        first = ready(number)
        connector = self._voices.of(delivery.account)
        if number == FIRST and (stranger := self._strangers.objection(delivery, connector)):
            raise Mute(stranger)
        if not hand.by_hand(connector):
            return connector, (first,)
        return connector, (first, *(ready(one) for one in range(number + 1, len(delivery.variant.parts))))

    def _above(self, delivery: Delivery, now: datetime) -> Receipt | None:
        """What a timed reply stands under; None where a person has that post and will find it. Raises `Mute` where it waits."""
        found = deliveries.select(self._database, tags=[delivery.under])
        newest = max(found, key=lambda one: one.id, default=None)
        post = under(delivery, newest, now)
        if isinstance(post, Receipt):
            return post
        if newest and newest.state is State.EXPECTED and hand.by_hand(self._voices.of(delivery.account)):
            return None
        raise Mute(post)
