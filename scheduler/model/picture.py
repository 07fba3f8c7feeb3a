"""A picture or video as its author wrote it: its words, its rights, and what may be done to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from scheduler.model.cost import Money
from scheduler.model.notice import Where

LATER: Mapping[str, object] = {"later": True}
"""Of fields that came after campaigns were queued: at its default such a field counts as not written (`flow.want`)."""

MIDDLE = (0.5, 0.5)
"""The place that matters most of a picture whose author names none."""


class IfNotCleared(StrEnum):
    """What happens when a picture's rights are not cleared in time."""

    BLOCK = "block"
    DROP = "drop"


class Fit(StrEnum):
    """What happens to a picture whose shape a network does not take."""

    REFUSE = "refuse"
    CROP = "crop"
    PAD = "pad"


class AltTooLong(StrEnum):
    """What happens to an alternative text that is longer than a network takes."""

    REFUSE = "refuse"
    SHORTEN = "shorten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """The claim to show a picture: `status` is cleared, asked, refused or expired; empty `networks` means all.

    `since` (`from` in the file) and `until` are the first and the last day on which it may be shown. What follows them is for the
    record: who grants it, under which licence and contract, what it costs, and when it was asked for and answered.
    """

    status: str
    needed_by: date | None = None
    until: date | None = None
    networks: tuple[str, ...] = ()
    since: date | None = field(default=None, metadata=LATER)
    holder: str = field(default="", metadata=LATER)
    licence: str = field(default="", metadata=LATER)
    contract: str = field(default="", metadata=LATER)
    cost: Money | None = field(default=None, metadata=LATER)
    asked_on: date | None = field(default=None, metadata=LATER)
    cleared_on: date | None = field(default=None, metadata=LATER)
    """The day of the answer, a refusal's, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What of a picture's rights its sender must respect: the days of the post's zone, and whether they are cleared at all."""

    since: date | None = None
    until: date | None = None
    cleared: bool = True

    def fault(self, day: date) -> str:
        """Why it may not be shown on `day`: `over`, `not-yet` or `not-cleared`; "" where it may."""
        if self.until is not None and self.until < day:
            return "over"
        if self.since is not None and day < self.since:
            return "not-yet"
        return "" if self.cleared else "not-cleared"


def claim(rights: Rights | None) -> Claim | None:
    """What a sender must respect of `rights`; None where they set no limit."""
    if rights is None or (rights.status == "cleared" and rights.since is None and rights.until is None):
        return None
    return Claim(since=rights.since, until=rights.until, cleared=rights.status == "cleared")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture or video of a post. `file` is as written, relative to the campaign's folder; no `rights` claims nothing."""

    file: str
    where: Where
    alt: str = ""
    credit: str = ""
    rights: Rights | None = None
    if_not_cleared: IfNotCleared = IfNotCleared.BLOCK
    fit: Fit = field(default=Fit.REFUSE, metadata=LATER)
    focus: tuple[float, float] = field(default=MIDDLE, metadata=LATER)
    """The place that matters most, from the left and from the top, 0 to 1: cropping keeps it."""
    pad_color: str = field(default="white", metadata=LATER)
    """What padding is filled with: `white`, `black` or `#rrggbb`."""
    alt_if_too_long: AltTooLong = field(default=AltTooLong.REFUSE, metadata=LATER)
    alts: tuple[tuple[str, str], ...] = field(default=(), metadata=LATER)
    """The alternative text by language (BCP 47): an account gets that of its text's."""
