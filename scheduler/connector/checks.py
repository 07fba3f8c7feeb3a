"""What every connector asks right before it publishes: that it is not too late, and that pictures kept their words."""

from scheduler.clock import Clock
from scheduler.connector.base import Outgoing, SendFailure
from scheduler.model.failure import Failure, Kind
from scheduler.plain import redact


def in_time(outgoing: Outgoing, clock: Clock) -> None:
    """Raise NOT_SENT where it is too late to begin the write that publishes; uploads and renewals come before it."""
    if outgoing.deadline is not None and clock.monotonic() > outgoing.deadline:
        raise SendFailure(Failure(kind=Kind.NOT_SENT, code="send-too-slow"))


def same_words(one: object, other: str) -> bool:
    """Whether two texts are the same but for white space: servers trim it."""
    return str(one or "").split() == other.split()


def alt_lost(sent: str, kept: object) -> SendFailure:
    """What to raise where a picture does not say its alternative text back: REFUSED, nothing of it is published yet."""
    # Redacted before it is cut: half a secret is not known as one.
    detail = f"sent: {redact(sent)[:80]!r}, kept: {redact(str(kept))[:80]!r}"
    return SendFailure(Failure(kind=Kind.REFUSED, code="send-alt-lost", detail=detail))
