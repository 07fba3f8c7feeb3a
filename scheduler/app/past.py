"""`scheduler past`: the history that was imported, and which campaign each post of it belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.app.arriving import named, seasons_of
from scheduler.app.ground import Ground
from scheduler.campaigns.exports import guessing
from scheduler.errors import Problem, Usage
from scheduler.model.arrival import Assigned
from scheduler.model.past import Arrival, PastPost
from scheduler.model.spelling import Misspelt, folded
from scheduler.model.spelling import day as spelt_day
from scheduler.store import past_posts

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Past posts that a person means: all conditions hold at once."""

    accounts: tuple[str, ...] = ()
    campaign: str | None = None
    """Those of this one; empty: those of none."""
    first: date | None = None
    last: date | None = None
    hashtag: str = ""
    """In what is kept of their words."""
    tags: tuple[str, ...] = ()


def which(
    campaign: str | None,
    accounts: Sequence[str],
    first: str | None,
    last: str | None,
    hashtag: str,
    tags: Sequence[str],
) -> Which:
    """What a person named on the command line; the campaign `-` is none. Raises `Usage` for what is no day."""
    return Which(
        accounts=tuple(accounts),
        campaign="" if campaign == "-" else campaign,
        first=_day(first, "--from"),
        last=_day(last, "--until"),
        hashtag=hashtag,
        tags=tuple(tags),
    )


def _day(text: str | None, option: str) -> date | None:
    try:
        return spelt_day(text) if text else None
    except Misspelt as wrong:
        failed = Usage(wrong.code, where=option)
        failed.arguments = dict(wrong.arguments)
        raise failed from wrong


def find(ground: Ground, which: Which) -> tuple[PastPost, ...]:
    """The past posts that `which` means, in order of time."""
    for name in which.accounts:
        if name not in ground.config.accounts:
            raise Problem("unknown-account-asked", where="--account", name=name, known=sorted(ground.config.accounts))
    zone = ZoneInfo(ground.config.timezone)
    start = datetime.combine(which.first, time(), zone) if which.first else None
    end = datetime.combine(which.last + timedelta(days=1), time(), zone) if which.last else None
    found: Iterable[PastPost] = past_posts.select(
        ground.database, accounts=which.accounts, campaign=which.campaign, start=start, end=end
    )
    if which.tags:
        found = [one for one in found if one.tag in which.tags]
    if which.hashtag:
        wanted = folded(which.hashtag.lstrip("#"))
        found = [one for one in found if f"#{wanted}" in folded(one.title)]
    return tuple(found)


def assign(ground: Ground, posts: Sequence[PastPost], slug: str, *, write: bool) -> Assigned:
    """Give `posts` the campaign `slug` (empty: none), each with the theme of its day; `write` False only shows it."""
    season = named(seasons_of(ground), slug)
    given = []
    for one in posts:
        at = (one.at - EPOCH) // MICROSECOND
        if season is None:
            given.append((one, "", ""))
            continue
        own = guessing.guess([season], at, one.title)
        inside = guessing.within(season, at)
        given.append((one, season.slug, own.theme if own else inside.theme if inside else ""))
    kept = past_posts.assign(ground.database, [(one.tag, slug, theme) for one, slug, theme in given]) if write else None
    return Assigned(posts=tuple(given), kept=kept)


def imports(ground: Ground) -> list[Arrival]:
    """Every import, oldest first: where counts of the past come from."""
    return past_posts.imports(ground.database)
