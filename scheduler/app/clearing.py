"""The rights of pictures over a whole calendar: what they stop, what ends while posts can be seen, what they cost."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from scheduler.adapt import clearance
from scheduler.app import ending
from scheduler.app.calendar import Calendar
from scheduler.app.ending import Ending
from scheduler.app.ground import Ground
from scheduler.app.owing import Answers, Cost, answers, costs
from scheduler.app.pictured import pictures_of
from scheduler.app.queue import week_of
from scheduler.errors import Problem
from scheduler.model.account import Account
from scheduler.model.campaign import Campaign, Occurrence
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, Severity
from scheduler.model.picture import IfNotCleared, Picture
from scheduler.model.spelling import nearest

SEVERITIES = {clearance.PENDING: Severity.INFO, "rights-near": Severity.WARNING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One picture of one post that may not, or not yet, be shown on `accounts`; `day` is the first on which it would be."""

    campaign: str
    post: str
    accounts: tuple[str, ...]
    day: date
    picture: Picture
    notice: Notice

    @property
    def leaves_out(self) -> bool:
        """Whether the post goes out without it."""
        return self.picture.if_not_cleared is IfNotCleared.DROP and self.notice.code != "rights-missing"

    @property
    def blocks(self) -> bool:
        """Whether the post waits for it, and the answer is needed soon, is overdue or was no."""
        return self.notice.severity is not Severity.INFO and not self.leaves_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearing:
    """All that is to be said of the rights of a calendar's pictures."""

    standings: tuple[Standing, ...]
    endings: tuple[Ending, ...]
    costs: tuple[Cost, ...]
    answers: tuple[Answers, ...]
    pictures: int
    """How many pictures declare rights."""
    today: date

    @property
    def blocks(self) -> bool:
        """Whether anything stops a post."""
        return any(one.blocks for one in self.standings)


def clearing(
    ground: Ground, paths: Sequence[Path], *, campaign: str | None = None, week: str | None = None
) -> Clearing:
    """Look at every picture of the files and at what is out. Raises `Problem` for a campaign that is not there."""
    seen = _campaigns(ground.calendar, paths, campaign)
    between = week_of(week, ground.config.timezone) if week else None
    now = ground.clock.now()
    today = ground.calendar.today
    shown = list(_shown(ground.calendar, seen, between, now))
    written = [(one.slug, picture) for one in seen for post in one.posts for picture in pictures_of(post)]
    return Clearing(
        standings=tuple(_standings(shown, ground.calendar.rules, today, required=ground.config.rights_required)),
        endings=ending.endings(ground, seen, [(one, picture) for one, _, picture in shown], today),
        costs=costs(written),
        answers=answers(written, today),
        pictures=len({(slug, one.file) for slug, one in written if one.rights}),
        today=today,
    )


def _campaigns(calendar: Calendar, paths: Sequence[Path], slug: str | None) -> list[Campaign]:
    found, _, read = calendar.read(paths)
    if paths and not found.groups and not found.notices:
        raise Problem("no-campaigns-here", where=", ".join(map(str, paths)))
    if slug is None:
        return list(read.seen)
    named = [one for one in read.seen if one.slug == slug]
    if not named:
        known = sorted(one.slug for one in read.seen if one.slug)
        meant = nearest(slug, known) or ", ".join(known[:8])
        raise Problem("nothing-so-named", where="--campaign", name=slug, meant=meant)
    return named


Placed = tuple[Occurrence, Account, Picture]


def _shown(
    calendar: Calendar, seen: Sequence[Campaign], between: tuple[datetime, datetime] | None, now: datetime
) -> Iterator[Placed]:
    """Every picture of every occurrence that is still to come, on every account that shows it."""
    known = {name: one for name, one in calendar.config.accounts.items() if name in calendar.rules}
    span = calendar.span(seen)
    for found in calendar.laid(seen, span):
        for one in found.occurrences:
            at = one.due or one.closes
            if at is None or at < now or (between and not between[0] <= at < between[1]):
                continue
            account = known[one.account]
            for picture in pictures(one, account, calendar.rules[account.name]):
                yield one, account, picture


def pictures(one: Occurrence, account: Account, rules: Rules) -> tuple[Picture, ...]:
    """The pictures that an occurrence shows on an account: its own, else those of its network, else the post's.

    Where it shows none, that of its link's card, if the network leaves cards to the sender.
    """
    overrides = (one.reply or one.post).overrides
    said = [overrides[name].content for name in (account.name, account.network) if name in overrides] + [one.content]
    media = next((each.media for each in said if each.media is not None), ())
    if media or not rules.link_card:
        return media
    card = next((each.card for each in said if each.card is not None), None)
    return (card.image,) if card is not None and card.image is not None else ()


def _standings(
    shown: Iterable[Placed], rules: Mapping[str, Rules], today: date, *, required: bool
) -> Iterator[Standing]:
    """Each picture that is not cleared, once a post and reason, with the accounts together."""
    found: dict[tuple[str, str, str, str], Standing] = {}
    for one, account, picture in shown:
        day = (one.local or one.closes or one.due).date()  # type: ignore[union-attr]  # chosen by its instant
        notice = _fault(picture, account, rules[account.name], day, today, required=required)
        if notice is None:
            continue
        key = (one.campaign, one.post.id, picture.file, notice.code)
        before = found.get(key)
        names = (*before.accounts, account.name) if before else (account.name,)
        if before and "network" in notice.arguments:
            notice = replace(notice, arguments={**notice.arguments, "network": _networks(before.notice, notice)})
        found[key] = Standing(
            campaign=one.campaign,
            post=one.post.id,
            accounts=tuple(dict.fromkeys(names)),
            day=min(day, before.day) if before else day,
            picture=picture,
            notice=notice,
        )
    order = list(Severity)
    for standing in sorted(found.values(), key=lambda one: (order.index(one.notice.severity), one.day, one.post)):
        subject = f'post "{standing.post}" -> {", ".join(standing.accounts)}'
        yield replace(standing, notice=replace(standing.notice, subject=subject))


def _networks(*notices: Notice) -> tuple[object, ...]:
    """The networks that notices of one picture name, each once."""
    named = [one.arguments["network"] for one in notices]
    return tuple(dict.fromkeys(each for one in named for each in (one if isinstance(one, tuple) else (one,))))


def _fault(
    picture: Picture, account: Account, rules: Rules, day: date, today: date, *, required: bool
) -> Notice | None:
    where = picture.where
    if picture.rights is None:
        given = {"file": picture.file}
        return (
            Notice(severity=Severity.ERROR, code="rights-missing", where=where, arguments=given) if required else None
        )
    found = clearance.fault(picture.rights, rules, account.name, day=day, today=today)
    if found is None:
        return None
    code, arguments = found
    gone = Severity.INFO if picture.if_not_cleared is IfNotCleared.DROP else Severity.ERROR
    severity = SEVERITIES.get(code, gone)
    return Notice(severity=severity, code=code, where=where, arguments={"file": picture.file, **arguments})
