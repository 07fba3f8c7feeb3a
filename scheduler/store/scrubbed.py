"""What a settled message to one person leaves behind: its mark and its journal, and nothing that names that person."""

import re
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, delete, select, update

from scheduler.model.delivery import Delivery
from scheduler.model.failure import Failure
from scheduler.model.greeting import ANONYMOUS
from scheduler.model.variant import Variant
from scheduler.store.tables import approvals, attempts, deliveries, earlier
from scheduler.store.variants import to_json


def scrub(connection: Connection, settled: Iterable[Delivery]) -> None:
    """Take the person out of these, in the transaction that settles them: the handle, the text, its digests, earlier texts.

    Yeses stay, bound to what the text is without the name: they may cover the same words to the next one.
    """
    for one in settled:
        bare = nameless(one.variant, one.follower)
        digest = bare.digest
        mine = deliveries.c.id == one.id
        values = {"variant": to_json(bare), "digest": digest, "follower": ""}
        connection.execute(update(deliveries).where(mine).values(values))
        yes = (approvals.c.delivery_id == one.id, approvals.c.digest == one.digest)
        connection.execute(update(approvals).where(*yes).values(digest=digest))
        connection.execute(delete(earlier).where(earlier.c.tag == one.tag))
        tried = select(attempts.c.id, attempts.c.detail).where(attempts.c.delivery_id == one.id)
        for row in connection.execute(tried).all():
            if row.detail:
                told = hushed(row.detail, one.follower)
                connection.execute(update(attempts).where(attempts.c.id == row.id).values(detail=told))


def nameless(variant: Variant, handle: str) -> Variant:
    """`variant` without the one it names."""
    parts = (replace(part, text=hushed(part.text, handle), facets=()) for part in variant.parts)
    return replace(variant, parts=tuple(parts), notices=())


def hushed(text: str, handle: str) -> str:
    """`text` without the handle, with its @ or as it stands in an address, in whatever case somebody wrote it."""
    if not handle:
        return text
    name = handle.partition("@")[0]
    for form in (f"@{handle}", handle, *([f"@{name}", f"/users/{name}"] if len(name) > 1 else [])):
        text = re.sub(re.escape(form), ANONYMOUS, text, flags=re.IGNORECASE)
    return text


def discreet(failure: Failure, handle: str) -> Failure:
    """`failure` without the handle in what the network said: that goes into the journal, which keeps it for ever."""
    return replace(failure, detail=hushed(failure.detail, handle))
