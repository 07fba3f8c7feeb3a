"""What conversations are judged by: the messages that were kept, with what a person made of each. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from scheduler.model.conversation import Listened
from scheduler.model.mention import Mention, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One message and all that was made of it."""

    mention: Mention
    standing: Standing = field(default_factory=Standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """All messages that concern the campaign's accounts, past weeks included, and how far each account was listened to."""

    messages: Sequence[Spoken] = ()
    listened: Sequence[Listened] = ()
    hashtags: tuple[str, ...] = ()
    """Those of the campaign and of its days, with their #."""
