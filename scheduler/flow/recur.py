"""From a campaign to its occurrences: which post, on which account, at which wall time, at which instant. Pure.

A dated post has one occurrence, a series one for each nominal day up to the horizon. What a clock change does to the
hour is decided by `scheduler.model.zone`; a nominal date keeps its key whatever is edited later.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from scheduler.flow import seasons
from scheduler.flow.dates import Dated, ahead, edited_post, said
from scheduler.model.account import Account
from scheduler.model.campaign import ONCE, At, Campaign, Content, Moment, Occurrence, Override, Post, Reply
from scheduler.model.line import Line
from scheduler.model.making import maker
from scheduler.model.notice import Notice, error
from scheduler.model.slot import Wish
from scheduler.model.variant import tag
from scheduler.model.zone import resolve

END_OF_DAY = time(23, 59)
_made = maker(Occurrence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurred:
    """The occurrences in order of their instant (manual ones by their day), and what is to be said of them."""

    occurrences: tuple[Occurrence, ...]
    notices: tuple[Notice, ...]
    spare: tuple[Occurrence, ...] = ()
    """Of pools, the contents that no occurrence says yet, each as if one did: to be judged now, never to be queued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What is laid out: series from `now` to `until`; `days_of` gives the first and last day of each campaign."""

    now: datetime
    until: datetime
    days_of: Mapping[str, tuple[date, date]]
    lines: Mapping[str, Line] = field(default_factory=dict)
    """The editorial line that holds for each campaign."""
    said: Mapping[str, str] = field(default_factory=dict)
    """By its tag, which content of its rotation a delivery of the queue says: it keeps it when another one is added."""


def days_of(campaign: Campaign) -> tuple[date, date] | None:
    """The first and the last themed day (else dated post) of `campaign`; None for one without a date."""
    days = [day.day for day in campaign.days] or [post.day for post in campaign.posts if post.day]
    return (min(days), max(days)) if days else None


def runs(campaigns: Iterable[Campaign]) -> seasons.Runs:
    """The days of each of `campaigns` that has any."""
    return {one.slug: days for one in campaigns if (days := days_of(one))}


def occurrences(campaign: Campaign, accounts: Mapping[str, Account], span: Span) -> Recurred:
    """Lay out every post of `campaign` for each of its accounts. Drafts have none; unknown accounts are left out."""
    found: list[Occurrence] = []
    notices: dict[tuple[str, str], Notice] = {}
    for post in campaign.posts:
        if post.draft:
            continue
        line = span.lines.get(campaign.slug)
        dates = tuple(ahead(campaign.slug, post, span.now, span.until, span.days_of, line)) if post.repeat else ()
        if post.repeat is not None and post.repeat.choosy:
            notices |= {(one.code, str(one.where)): one for one in seasons.judged(post, line)}
        for name in campaign.accounts:
            account = accounts.get(name)
            if account is None or not chosen(post, account):
                continue
            for one in _of_post(campaign, post, account, span, dates):
                if isinstance(one, Notice):
                    notices[one.code, one.subject] = one  # said once, not once an account
                else:
                    found.append(one)
    found.sort(key=lambda one: (one.due or one.closes or span.until, one.post.id, one.key, one.account))
    return Recurred(occurrences=tuple(found), notices=tuple(notices.values()))


def chosen(post: Post, account: Account) -> bool:
    """Whether `post` goes to `account`: by `only`, and by `skip` of the account before that of its network."""
    names = (account.name, account.network)
    if post.only and not set(names) & set(post.only):
        return False
    for name in names:
        if name in post.overrides:
            return not post.overrides[name].skip
    return True


def _of_post(
    campaign: Campaign, post: Post, account: Account, span: Span, dates: Iterable[Dated]
) -> Iterator[Occurrence | Notice]:
    subject = f'post "{post.id}"'
    moment = _moment(post.moment, post.overrides, account)
    if post.repeat is not None:
        yield from _of_series(campaign, post, account, span, dates)
    elif moment is None or (post.day is None and moment.kind is not At.SLOT):
        yield error("post-without-day", post.where, subject)
    else:
        nominal = _nominal(key=ONCE, day=post.day, content=post.content, moment=moment, wish=_wish(post, moment))
        yield from _of_day(campaign, post, account, nominal)


def _wish(post: Post, moment: Moment, day: date | None = None) -> Wish | None:
    """What an occurrence without an hour asks for."""
    if moment.kind is not At.SLOT:
        return None
    days = {"day": day or post.day, "first": post.slot_from, "last": post.slot_until}
    return Wish(**days, after=post.embargo, priority=post.priority)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """One nominal date of a post: what its occurrence is called, and what it says."""

    key: str
    day: date | None
    """None: whichever day its slot is on."""
    content: Content
    moment: Moment
    number: int = 1
    wish: Wish | None = None
    entry: str = ""


_nominal = maker(Nominal)


def _of_day(campaign: Campaign, post: Post, account: Account, nominal: Nominal) -> Iterator[Occurrence]:
    yield _occurrence(campaign, post, account, nominal)
    for reply in post.replies:
        moment = _moment(reply.moment, reply.overrides, account)
        skipped = any(reply.overrides[n].skip for n in (account.name, account.network) if n in reply.overrides)
        if moment is None or skipped:
            continue
        under = Nominal(
            key=f"{nominal.key}+{reply.id}",
            day=reply.day or nominal.day,
            content=reply.content,
            moment=moment,
            number=nominal.number,
            wish=None if reply.day else nominal.wish,
            entry=nominal.entry,
        )
        yield _occurrence(campaign, post, account, under, reply)


def _of_series(
    campaign: Campaign, post: Post, account: Account, span: Span, dates: Iterable[Dated]
) -> Iterator[Occurrence]:
    repeat = post.repeat
    if repeat is None:
        return
    for one in dates:
        key = one.nominal.isoformat() if repeat.slot else f"{one.nominal.isoformat()}T{repeat.hour:%H:%M}"
        name = tag(campaign.slug, post.id, key, account.name) if span.said else ""
        content, entry = said(post, one, campaign.slug, span.said.get(name, ""))
        whole = edited_post(post, one.edited)
        edits = one.edited.overrides if one.edited else {}
        own = _moment(one.hour, edits, account) or _moment(one.moment, whole.overrides, account) or one.moment
        nominal = Nominal(
            key=key,
            day=one.day,
            content=content,
            moment=own,
            number=one.number,
            wish=_wish(post, own, one.day),
            entry=entry,
        )
        for each in _of_day(campaign, whole, account, nominal):
            if _ahead(each, span, far=one.moved):
                yield each


def _ahead(one: Occurrence, span: Span, *, far: bool) -> bool:
    """Whether it is laid out now: what waits for a slot, by its day, of which some hours may be over; `far`: without horizon."""
    if one.wish is not None and one.wish.day is not None:
        return span.now.date() - timedelta(days=1) <= one.wish.day and (far or one.wish.day <= span.until.date())
    return one.due is None or (span.now < one.due and (far or one.due <= span.until))


def _moment(moment: Moment | None, overrides: Mapping[str, Override], account: Account) -> Moment | None:
    """The moment for `account`: its own, else its network's, else the post's."""
    for name in (account.name, account.network):
        override = overrides.get(name)
        if override is not None and override.moment is not None:
            return override.moment
    return moment


def _occurrence(
    campaign: Campaign, post: Post, account: Account, nominal: Nominal, reply: Reply | None = None
) -> Occurrence:
    moment, day = nominal.moment, nominal.day
    if nominal.wish is not None or day is None:
        return Occurrence(
            campaign=campaign.slug,
            post=post,
            key=nominal.key,
            content=nominal.content,
            account=account.name,
            local=None,
            due=None,
            reply=reply,
            number=nominal.number,
            wish=nominal.wish,
            entry=nominal.entry,
        )
    hour, closing = (moment.hour, None) if moment.kind is At.HOUR else (moment.between or (None, END_OF_DAY))
    opens = resolve(datetime.combine(day, hour), campaign.timezone) if hour else None
    closes = resolve(datetime.combine(day, closing), campaign.timezone).instant if closing else None
    return _made(
        campaign=campaign.slug,
        post=post,
        key=nominal.key,
        content=nominal.content,
        account=account.name,
        local=opens.local if opens else None,
        due=opens.instant.astimezone(UTC) if opens and moment.kind is At.HOUR else None,
        closes=closes,
        reply=reply,
        number=nominal.number,
        entry=nominal.entry,
    )
