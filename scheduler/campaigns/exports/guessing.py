"""Which operation a past post belonged to: by the hashtags that a campaign file gives it, near its days. A person confirms it.

A hashtag comes back each year, so that it counts only around the days of the operation; without any, a post of those days is an
ordinary one. The theme is that of the day whose own hashtag it bears, else of the day on which it went out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.model.campaign import Campaign
from scheduler.model.spelling import folded
from scheduler.patterns import lazy_pattern

AROUND = timedelta(days=14)
"""How far from its days an operation's own hashtag still means it: announcements and thanks."""
_TAG = lazy_pattern(r"[#＃](\w+)")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A campaign and a theme, and whether the post lies within its days.

    `by` says from what: `hashtag`, `day-hashtag`, `column` (of the file) or `asked` (a person named it).
    """

    campaign: str
    theme: str
    by: str
    inside: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """One operation, as far as it can be known again."""

    slug: str
    title: str
    zone: ZoneInfo
    first: date
    last: date
    hashtags: frozenset[str]
    themes: Mapping[date, str]
    by_hashtag: Mapping[str, str]
    """The theme of the day whose own hashtag it is."""
    begins: int
    ends: int
    """Around its days, in microseconds since 1970: what lies outside is not looked at."""


def seasons(campaigns: Iterable[Campaign]) -> list[Season]:
    """Those of `campaigns` that have days and hashtags, in order of their days."""
    found = []
    for one in campaigns:
        if not one.days:
            continue
        days = [day.day for day in one.days]
        zone = ZoneInfo(one.timezone)
        first, last = min(days), max(days)
        begins = datetime.combine(first - AROUND, datetime.min.time(), zone)
        ends = datetime.combine(last + AROUND + timedelta(days=1), datetime.min.time(), zone)
        found.append(
            Season(
                slug=one.slug,
                title=one.title,
                zone=zone,
                first=first,
                last=last,
                hashtags=frozenset(map(_bare, one.hashtags)),
                themes={day.day: day.theme for day in one.days},
                by_hashtag={_bare(tag): day.theme for day in one.days for tag in day.hashtags},
                begins=(begins - EPOCH) // MICROSECOND,
                ends=(ends - EPOCH) // MICROSECOND,
            )
        )
    return sorted(found, key=lambda one: (one.first, one.slug))


def guess(known: Sequence[Season], at: int, text: str) -> Guess | None:
    """What a post of the instant `at` (microseconds) belonged to; None for an ordinary one. Of several the nearest in time."""
    near = [one for one in known if one.begins <= at < one.ends]
    if not near or ("#" not in text and "＃" not in text):
        return None
    tags = {_bare(one) for one in _TAG.findall(text)}
    best: tuple[timedelta, Guess] | None = None
    for one in near:
        own = tags & one.by_hashtag.keys()
        if not own and not tags & one.hashtags:
            continue
        day = (EPOCH + at * MICROSECOND).astimezone(one.zone).date()
        away = max(one.first - day, day - one.last, timedelta())
        theme = one.by_hashtag[min(own)] if own else one.themes.get(day, "")
        found = Guess(campaign=one.slug, theme=theme, by="day-hashtag" if own else "hashtag", inside=not away)
        if best is None or away < best[0]:
            best = (away, found)
    return best[1] if best else None


def within(season: Season, at: int) -> Guess | None:
    """What a person who names the operation means by it: its days, whatever the post says."""
    day = (EPOCH + at * MICROSECOND).astimezone(season.zone).date()
    if not season.first <= day <= season.last:
        return None
    return Guess(campaign=season.slug, theme=season.themes.get(day, ""), by="asked")


def _bare(tag: str) -> str:
    return folded(tag.lstrip("#＃"))
