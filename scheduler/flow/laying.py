"""Every occurrence of a calendar with its content and its hour: what a pool or a free slot gives depends on all others. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.flow import pool, recur, shortage, slots
from scheduler.flow.filling import Around, filled, spare, tag_of, with_places
from scheduler.flow.line.days import kept_free
from scheduler.flow.recur import Recurred, Span
from scheduler.flow.stock import Shy
from scheduler.model.account import Account
from scheduler.model.campaign import Campaign, Occurrence
from scheduler.model.delivery import UNSENT, State
from scheduler.model.line import Line
from scheduler.model.notice import Notice
from scheduler.model.queued import UNKNOWN, Lying, Queued
from scheduler.model.slot import Taken
from scheduler.model.zone import resolve

MOVABLE = UNSENT | {State.FAILED, State.MISSED}
ALL = "*"
"""Among a campaign's blocked posts: one whose id cannot be read."""


Look = Callable[[Sequence[Campaign]], Queued]
"""What lies in the queue of campaigns, and beside them."""


def nobody(_: Sequence[Campaign]) -> Queued:
    """The look of who opens no database."""
    return UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds beside the files: how near the same words may come on each network, and how near two posts of an account.

    `whole`: the campaigns in hand are the files as they are, so that a queued post which they lack is about to go.
    """

    shy: Mapping[str, Shy] = field(default_factory=dict)
    least: timedelta = timedelta(0)
    lines: Mapping[str, Line] = field(default_factory=dict)
    """The editorial line of each campaign that has one: a post that names no day takes no slot that it keeps free."""
    whole: bool = True


def laid(
    campaigns: Sequence[Campaign],
    accounts: Mapping[str, Account],
    span: Span,
    queued: Queued = UNKNOWN,
    terms: Terms | None = None,
) -> list[Recurred]:
    """The occurrences of each of `campaigns`, in their order. `queued` is what lies in the queue: it keeps what it has."""
    said = {one.tag: one.content for one in queued.lying if one.content and not one.gone}
    span = replace(span, said=said) if said else span
    found = [recur.occurrences(one, accounts, span) for one in campaigns]
    pools = any(post.pool for one in campaigns for post in one.posts)
    waiting = any(one.wish for each in found for one in each.occurrences)
    if not pools and not waiting:
        return found
    terms = terms or Terms()
    staying = _staying(campaigns, found, span, queued, terms)
    laying = _Laying(campaigns, accounts, span, staying, terms)
    if pools:
        found = laying.with_room(found) if waiting else found
        found = filled(found, Around(campaigns=campaigns, accounts=accounts, queued=staying, shy=terms.shy))
    found = laying.with_hours(found) if waiting else found
    return [replace(one, spare=tuple(spare(one.occurrences))) for one in found] if pools and terms.whole else found


def _staying(
    campaigns: Sequence[Campaign], found: Sequence[Recurred], span: Span, queued: Queued, terms: Terms
) -> Queued:
    """The queue without what planning took out, or is about to: what a file in hand has no more.

    A post with a fault stays as it is; so does what no file in hand speaks of.
    """
    blocked = {one.slug: {*one.blocked} for one in campaigns} if terms.whole else {}
    wanted = {tag_of(one) for each in found for one in each.occurrences}

    def goes(old: Lying) -> bool:
        ahead = old.hour is not None and span.now < old.hour <= span.until
        theirs = blocked.get(old.campaign)
        unsent = old.state in UNSENT and old.tag not in wanted
        return unsent and ahead and theirs is not None and not {old.post, ALL} & theirs

    return replace(queued, lying=tuple(old for old in queued.lying if not old.gone and not goes(old)))


class _Laying:
    """One laying out."""

    def __init__(
        self,
        campaigns: Sequence[Campaign],
        accounts: Mapping[str, Account],
        span: Span,
        queued: Queued,
        terms: Terms,
    ) -> None:
        self._campaigns = campaigns
        self._accounts = accounts
        self._span = span
        self._queued = queued
        self._terms = terms
        self._lying = {one.tag: one for one in queued.lying}
        self._zones = {one.slug: one.timezone for one in campaigns}

    def with_hours(self, found: Sequence[Recurred]) -> list[Recurred]:
        """Each occurrence that waits for a slot with the one that it takes; those for which there is none are left out."""
        given = self._given(found)
        return [
            Recurred(
                occurrences=_in_order(self._placed(each.occurrences, given)),
                notices=(*each.notices, *self._short(campaign, each.occurrences, given)),
            )
            for campaign, each in zip(self._campaigns, found, strict=True)
        ]

    def with_room(self, found: Sequence[Recurred]) -> list[Recurred]:
        """`found` without the dates of pools that find no slot: they shall use up no content."""
        given = self._given(found)
        made = []
        for campaign, each in zip(self._campaigns, found, strict=True):
            pooled = [one for one in each.occurrences if one.post.pool and one.wish]
            full = [one for one in pooled if not isinstance(given.get(_above(one)), Taken)]
            names = {tag_of(one) for one in full}
            left = tuple(one for one in each.occurrences if tag_of(one) not in names)
            made.append(Recurred(occurrences=left, notices=(*each.notices, *self._short(campaign, full, given))))
        return made

    def _given(self, found: Sequence[Recurred]) -> Mapping[str, Taken | slots.Without]:
        """The slot of each that waits for one, by tag; those of accounts without slots have none."""
        wishing = {
            tag_of(one): (place, one)
            for place, _, one in with_places(found, self._campaigns)
            if one.wish and one.reply is None
        }
        kept = {name: at for name, (_, one) in wishing.items() if (at := self._kept(one)) is not None}
        asked = [
            slots.Asked(
                tag=name,
                account=one.account,
                wish=one.wish,
                place=place,
                zone=self._zone(one),
                shut=None if one.wish.day else self._shut(one),
            )
            for name, (place, one) in wishing.items()
            if one.wish and name not in kept and self._accounts[one.account].grid.slots
        ]
        grids = {name: account.grid for name, account in self._accounts.items()}
        standing = self._standing(found, wishing.keys(), kept)
        given: dict[str, Taken | slots.Without] = dict(
            slots.allotted(asked, grids, standing, self._span.now, self._terms.least)
        )
        return given | {name: self._keeping(wishing[name][1], at) for name, at in kept.items()}

    def _short(
        self, campaign: Campaign, found: Iterable[Occurrence], given: Mapping[str, Taken | slots.Without]
    ) -> Iterator[Notice]:
        now, known = self._span.now, self._queued.known
        return shortage.of_slots(found, given, now, campaign.timezone, known=known)

    def _kept(self, one: Occurrence) -> datetime | None:
        """The hour that it has in the queue: for good once it has left, else while its file wants no other days."""
        old = self._lying.get(tag_of(one))
        if old is None or old.hour is None or one.wish is None:
            return None
        if old.state in MOVABLE and not slots.within(one.wish, old.hour, self._zone(one)):
            return None
        return old.hour

    def _shut(self, one: Occurrence) -> Callable[[datetime], bool] | None:
        line = self._terms.lines.get(one.campaign)
        if line is None or not line.dates:
            return None
        excused = frozenset(excuse.rule for excuse in one.post.excuses)
        return lambda at: kept_free(line, at, excused)

    def _keeping(self, one: Occurrence, at: datetime) -> Taken:
        return Taken(at=at.astimezone(ZoneInfo(self._zone(one))), kept=True)

    def _standing(
        self, found: Sequence[Recurred], wishing: Iterable[str], kept: Mapping[str, datetime]
    ) -> Mapping[str, list[tuple[datetime, str]]]:
        """What stands on each account beside those that still look for a slot. Timed replies stand under their posts."""
        made: dict[str, list[tuple[datetime, str]]] = {}
        mine = set(wishing)
        for _, _, one in with_places(found, self._campaigns):
            if one.reply is None and one.due is not None:
                mine.add(tag_of(one))
                made.setdefault(one.account, []).append((one.due, tag_of(one)))
        for old in self._lying.values():
            if old.hour is None or "+" in old.occurrence or not pool.counts(old):
                continue
            if old.tag in kept or old.tag not in mine:
                made.setdefault(old.account, []).append((old.hour.astimezone(UTC), old.tag))
        return made

    def _placed(
        self, occurrences: Iterable[Occurrence], given: Mapping[str, Taken | slots.Without]
    ) -> Iterator[Occurrence]:
        for one in occurrences:
            if one.wish is None:
                yield one
                continue
            slot = given.get(_above(one))
            if isinstance(slot, Taken):
                yield self._at(one, slot)

    def _at(self, one: Occurrence, slot: Taken) -> Occurrence:
        if one.reply is None:
            return replace(one, local=slot.at, due=slot.at.astimezone(UTC), taken=slot)
        hour = one.reply.moment.hour
        assert hour is not None
        day = slot.at.date() + timedelta(days=hour <= slot.at.time())  # it stands under its post, so not before it
        found = resolve(datetime.combine(day, hour), self._zone(one))
        return replace(one, local=found.local, due=found.instant.astimezone(UTC))

    def _zone(self, one: Occurrence) -> str:
        return self._zones[one.campaign]


def _above(one: Occurrence) -> str:
    """The tag of the post that it is, or that it is a timed reply to."""
    return tag_of(replace(one, key=one.key.partition("+")[0])) if one.reply else tag_of(one)


def _in_order(found: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    far = datetime.max.replace(tzinfo=UTC)
    return tuple(sorted(found, key=lambda one: (one.due or one.closes or far, one.post.id, one.key, one.account)))
