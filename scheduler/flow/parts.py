"""A delivery's parts on their way: which is next, under what it stands, its key, and its bytes as they were frozen."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from operator import attrgetter

from scheduler.connector.base import Outgoing
from scheduler.errors import Fault
from scheduler.flow.retry import TOO_MANY
from scheduler.model.delivery import Delivery, Receipt
from scheduler.model.failure import Kind
from scheduler.model.variant import Role
from scheduler.store.attempts import Attempt

FIRST = 0
"""Parts are numbered from 0, in the order of the frozen variant."""

NAMELESS = "above-without-id"
"""The code of the fault of a part above that a person confirmed at an address that does not spell out its id."""

PUT_OFF = "put-off"
"""The code of a failure of our own: the attempt was written, but the bytes never left."""


def missing(delivery: Delivery, *out_now: int) -> int | None:
    """The number of the first part without a receipt, those of `out_now` being out as well; None: all are out."""
    out = {*out_now, *(receipt.part for receipt in delivery.receipts)}
    numbers = range(FIRST, FIRST + len(delivery.variant.parts))
    return next((number for number in numbers if number not in out), None)


def key_of(delivery: Delivery, number: int) -> str:
    """The native key of one part: the same for every attempt at the same text, on every machine, also after a restore.

    It is made of what the part is (tag, number, digest), not of when or by whom it is sent.
    """
    seed = f"{delivery.tag}\n{number}\n{delivery.digest}"
    return hashlib.sha256(seed.encode()).hexdigest()[:32]


def since_of(tried: Sequence[Attempt], number: int) -> datetime | None:
    """When the first attempt at part `number` was written."""
    return min((attempt.started for attempt in tried if attempt.part == number), default=None)


def left_by(attempt: Attempt) -> datetime:
    """The instant after which no bytes of `attempt` can have left: its end or its deadline, whichever came first."""
    return min(attempt.ended or attempt.deadline, attempt.deadline)


def outgoing(
    delivery: Delivery,
    number: int,
    *,
    under: Receipt | None,
    read: Callable[[str], bytes],
    since: datetime | None,
    latest: datetime | None = None,
    deadline: float | None = None,
) -> Outgoing:
    """Make part `number` ready to leave, its pictures read back by digest. `under` is the post of a timed reply.

    Raises `Fault` where bytes are gone or are not those that were approved, and where what it would stand under is out but
    has no id (`NAMELESS`): it would go out as a post of its own.
    """
    part = delivery.variant.parts[number - FIRST]
    out = {receipt.part: receipt for receipt in delivery.receipts}
    first = out.get(FIRST)
    above = under if number == FIRST else first if part.role is Role.COMMENT else out.get(number - 1)
    if above and not above.remote_id:
        raise Fault(NAMELESS, where=delivery.tag, url=above.url)
    root = under or first
    card, options = delivery.variant.card, delivery.variant.options
    if card is not None and card.part != number - FIRST:
        card = None
    if part.languages:
        options = replace(options, language=part.languages[0])
    return Outgoing(
        tag=delivery.tag,
        number=number,
        key=key_of(delivery, number),
        part=part,
        options=options,
        card=card,
        thumb=read(card.image.blob) if card and card.image else b"",
        media=tuple(read(one.blob) for one in part.media),
        above=above.remote_id if above else "",
        root=root.remote_id if root else "",
        since=since,
        latest=latest,
        local=delivery.local,
        above_url=above.url if above else "",
        deadline=deadline,
    )


def begun(one: Outgoing, at: datetime) -> Outgoing:
    """`one`, of which the first attempt begins now."""
    return Outgoing(**(dict(zip(_NAMES, _VALUES(one), strict=True)) | {"since": at}))


_NAMES = tuple(field.name for field in fields(Outgoing))
_VALUES = attrgetter(*_NAMES)


def spent(tried: Sequence[Attempt], part: int, delivery: Delivery) -> int:
    """How many attempts at `part` count against it in this round: those that failed by themselves.

    A network that asks us to wait, a dead token and a brake of our own spend none; a person's retry begins a new round.
    """
    free = {Kind.BLOCKED.value}
    counted = [
        one
        for one in tried
        if one.part == part and one.ended and one.status != TOO_MANY and one.code != PUT_OFF and one.outcome not in free
    ]
    return min(len(counted), delivery.attempts)
