"""What a person needs to see who must say whether a post is out: the account's newest posts beside ours, the likeliest first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from scheduler.connector.base import Ability, Connector, SendFailure
from scheduler.connector.shown import Shown
from scheduler.errors import SchedulerError
from scheduler.flow.likeness import resemblance
from scheduler.flow.objections import told
from scheduler.flow.parts import FIRST, missing
from scheduler.flow.voices import Mute, Voices
from scheduler.model.delivery import Delivery
from scheduler.sentences.stored import stored
from scheduler.store import ours
from scheduler.store.database import Database

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A post of the account: how alike it is to the part in question (0 to 1), and the delivery whose receipt names it."""

    url: str
    remote_id: str
    text: str
    at: datetime | None
    likeness: float
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """`part` is the number of the part in question; `why` (stored) why nothing could be read, "" where it could."""

    part: int
    seen: Sequence[Seen] = field(default_factory=tuple)
    why: str = ""


def beside(database: Database, voices: Voices, delivery: Delivery) -> Beside:
    """The newest posts of the delivery's account beside the part that is in question. Never raises for a network."""
    part = missing(delivery)
    number = FIRST if part is None else part
    try:
        connector = voices.of(delivery.account, afresh=True)
        shown = _newest(connector)
    except Mute as mute:
        return Beside(part=number, why=mute.objection.why)
    except SendFailure as silent:
        return Beside(part=number, why=told(silent.failure))
    except SchedulerError as problem:
        return Beside(part=number, why=stored(problem.code, **problem.arguments))
    except Exception as fault:  # noqa: BLE001 - a person is to be helped, whatever a connector does
        return Beside(part=number, why=stored("held-fault", fault=f"{type(fault).__name__}: {fault}"))
    if shown is None:
        return Beside(part=number, why="confirm-cannot")
    known = ours.named(database, delivery.account, [one.remote_id for one in shown])
    text = delivery.variant.parts[number].text
    seen = [
        Seen(
            url=one.url,
            remote_id=one.remote_id,
            text=one.text,
            at=one.at,
            likeness=resemblance(one.text, text),
            tag=known.get(one.remote_id, ""),
        )
        for one in shown
    ]
    # What is another delivery's own is no candidate; among equals the newest stands first, as the network lists them.
    return Beside(part=number, seen=sorted(seen, key=lambda one: (bool(one.tag), -one.likeness)))


def _newest(connector: Connector) -> Sequence[Shown] | None:
    return connector.newest(MOST) if Ability.NEWEST in connector.can else None
