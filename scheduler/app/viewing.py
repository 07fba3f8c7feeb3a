"""What a person looks at in the review: what changed since a yes, what is out, a life in words, what was said, what is in doubt.

Every method may be called from any thread. What it raises is a `SchedulerError`, to be said as it is.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scheduler.app.agenda import Entry
from scheduler.app.reviewing import Reviewing, ids_of
from scheduler.app.steps import Deed
from scheduler.errors import SchedulerError
from scheduler.model.changed import Changed
from scheduler.model.delivery import UNSENT, Delivery
from scheduler.model.remark import Remark

if TYPE_CHECKING:
    from scheduler.app.approving import Consent
    from scheduler.app.doubting import Doubt
    from scheduler.app.queue import Proposal
    from scheduler.flow.beside import Seen
    from scheduler.store.history import Entry as Line


MOST = 50
"""Posts that are read for their questions alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What changed on each account since it was approved; the accounts whose yes holds, and those that nobody ever approved."""

    changed: tuple[Changed, ...] = ()
    holding: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    approved: datetime | None = None
    """When the last yes to an earlier text was given."""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One delivery and what became of it, oldest first."""

    delivery: Delivery
    lines: tuple["Line", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Older:
    """What came of a yes that came back: what it covers, what was refused, and what changed since the codes that it named."""

    consent: "Consent"
    changed: tuple[tuple[str, tuple[Changed, ...]], ...] = ()


class Viewing:
    """One calendar as one person looks at it, and what that person answers."""

    def __init__(self, reviewing: Reviewing) -> None:
        self._reviewing = reviewing
        self._scheduler = reviewing.scheduler

    # -- looking

    def compared(self, entry: Entry) -> Compared:
        """What changed on a post since somebody last said yes to it."""
        self._reviewing.open()
        given = [(one, one.approvals[-1]) for one in entry.deliveries if one.approvals]
        texts = self._scheduler.approving.since_digests((one, yes.digest) for one, yes in given)
        hours = [_earlier(one, yes.not_before) for one, yes in given if one.digest == yes.digest]
        changed = [*texts, *(each for each in hours if each is not None)]
        tags = {one.tag for one in changed}
        last = max((yes for one, yes in given if one.tag in tags), key=lambda yes: yes.at, default=None)
        known = {one.tag for one, _ in given}
        return Compared(
            changed=tuple(changed),
            holding=tuple(one.account for one in entry.deliveries if one.tag in known - tags),
            unread=tuple(one.account for one in entry.deliveries if one.tag not in known),
            approved=last.at.astimezone(self._reviewing.zone) if last else None,
            by=last.by if last else "",
        )

    def lives(self, entry: Entry) -> tuple[Life, ...]:
        """The history of each of a post's deliveries."""
        self._reviewing.open()
        found = [self._scheduler.queue.history(str(one.id)) for one in entry.deliveries]
        return tuple(Life(delivery=one, lines=tuple(lines)) for one, lines in found)

    def remarks(self, entry: Entry) -> tuple[Remark, ...]:
        """What was said of a post, oldest first."""
        self._reviewing.open()
        found = self._scheduler.approving.remarks(entry.deliveries)
        return tuple(one for some in found.values() for one in some)

    def asked(self, known: Sequence[Entry]) -> tuple[Mapping[str, int], tuple[Entry, ...]]:
        """How many questions are open on each post, by its key, and those of these posts that `known` has not."""
        self._reviewing.open()
        counts = Counter("/".join(one.key) for one in self._scheduler.approving.open_remarks())
        have = {one.key for one in known}
        more = []
        for key in [key for key in counts if key not in have][:MOST]:
            with suppress(SchedulerError):  # a post that is gone keeps its questions
                more.append(self._reviewing.named(key))
        return counts, tuple(more)

    def doubt(self, one: Delivery) -> "Doubt":
        """A delivery in question beside what its network lists now: it asks the network, and may take as long as that does."""
        self._reviewing.open()
        return self._scheduler.queue.doubt(str(one.id), self._scheduler.connectors)

    def plan(self) -> "Proposal":
        """What applying the files would do."""
        return self._reviewing.changes().proposal

    # -- answering

    def remark(self, entry: Entry, text: str, *, holds: bool) -> Deed:
        """Keep a question or remark with a post; one that `holds` keeps it from going out until it is answered."""
        self._scheduler.approving.remark(_named(entry), text, by=self._reviewing.by, holds=holds)
        code = "review-asked" if holds else "viewing-remarked"
        return Deed(code=code, arguments={"n": 1, "what": entry.reply or entry.post})

    def answer(self, entry: Entry, text: str) -> Deed:
        """Answer what is open on a post; what a question held goes on."""
        self._scheduler.approving.answer(_named(entry), text, by=self._reviewing.by)
        return Deed(code="viewing-answered", arguments={"what": entry.reply or entry.post})

    def received(self, codes: Sequence[str], role: str, by: str, how: str) -> Older:
        """Take in a yes that came by mail, on paper or by voice; an older text's code is refused, with what changed since."""
        from scheduler.app.approving import way  # noqa: PLC0415 - the room opens without

        self._reviewing.open()
        approving = self._scheduler.approving
        given = approving.consent(codes, role=role, by=by, how=way(how))
        older = [one for one in given.refused if one.problem.code == "code-of-older-text"]
        names = dict.fromkeys(str(one.problem.arguments["code"]) for one in older)
        return Older(consent=given, changed=tuple((name, tuple(approving.since_code(name))) for name in names))

    def choose(self, doubt: "Doubt", seen: "Seen") -> Deed:
        """It is out: it is that post."""
        one = doubt.delivery
        self._scheduler.queue.choose(doubt, seen, by=self._reviewing.by)
        return Deed(code="review-confirmed", arguments={"what": one.post, "account": one.account})

    def role_of(self, name: str) -> str:
        """The key of a role, by its key or as people call it; what is neither stays as it was given."""
        wanted = name.strip().casefold()
        roles = self._scheduler.config.roles
        return next(
            (key for key, one in roles.items() if wanted in {key.casefold(), one.name.casefold()}), name.strip()
        )


def _earlier(one: Delivery, given_for: datetime | None) -> Changed | None:
    """What was approved for a later hour than it has now."""
    if given_for is None or one.due is None or one.due >= given_for:
        return None
    zone = ZoneInfo(one.zone)
    was, now = given_for.astimezone(zone), one.due.astimezone(zone)
    about = {"tag": one.tag, "account": one.account, "network": one.network}
    return Changed(**about, before=one.variant, after=one.variant, was=was, now=now)


def _named(entry: Entry) -> list[str]:
    unsent = ids_of([entry], UNSENT)
    return [str(one.id) for one in unsent or entry.deliveries]
