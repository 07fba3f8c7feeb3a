"""The minutes of a client: written down by people, beside what the files plan and what was agreed for a period."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.app import applied
from scheduler.app.ground import Ground
from scheduler.config import registry
from scheduler.config.registry import Workspace
from scheduler.errors import NeedsPerson, Problem, Usage
from scheduler.model.delivery import FINAL
from scheduler.model.spelling import nearest
from scheduler.store import agenda, deliveries, documents, minutes
from scheduler.store.minutes import Minutes, Timer

LONGEST = 24 * 60
"""Minutes of one entry: more were not given on one day."""
FORGOTTEN = timedelta(hours=12)
"""A timer that ran longer was forgotten."""
_SAID = re.compile(r'"minutes":\d')
"""What a campaign as it was applied holds where a post says how long it took."""
_SPENT = re.compile(r"(?:(\d{1,2})\s*h)?\s*(?:(\d{1,4})\s*(?:m|min|mn)?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A period of one client. `spent` and `planned` are None where nobody wrote any down: that is no zero."""

    first: date
    last: date
    period: str
    entries: tuple[Minutes, ...]
    spent: int | None
    planned: int | None
    """Of the posts of the period that say how long they took (`minutes:`)."""
    budget: int | None
    running: Timer | None
    zone: str

    @property
    def left(self) -> int | None:
        """What is left of the budget, below zero where it was passed; None without one, or where nothing was written down."""
        return None if self.budget is None or self.spent is None else self.budget - self.spent


def read_minutes(given: str) -> int:
    """«25», «25m», «1h», «1h30» as minutes. Raises `Usage` for anything else, or more than a day."""
    found = _SPENT.fullmatch(given.strip())
    spent = int(found[1] or 0) * 60 + int(found[2] or 0) if found else 0
    if not 0 < spent <= LONGEST:
        raise Usage("minutes-unfit", where="scheduler time add", given=given)
    return spent


def add(ground: Ground, spent: int, *, about: str | None, note: str, on: str | None, by: str) -> Minutes:
    """Write minutes down for today, or for the day `on`; `about` a post or a campaign."""
    day = today(ground)
    if on is not None:
        try:
            day = date.fromisoformat(on)
        except ValueError:
            raise Usage("day-odd", where="--on", given=on) from None
        if day > today(ground):
            raise Problem("minutes-ahead", where="--on", day=day)
    campaign, post = _about(ground, about)
    at = ground.clock.now()
    return minutes.add(ground.database, day=day, spent=spent, by=by, at=at, campaign=campaign, post=post, note=note)


def undo(ground: Ground, number: str, *, by: str) -> Minutes:
    """Take an entry back, by another."""
    if not number.isascii() or not number.isdigit():
        raise Problem("minutes-no-such", where=number)
    return minutes.undo(ground.database, int(number), by=by, at=ground.clock.now())


def start(ground: Ground, *, about: str | None, note: str, by: str) -> Timer:
    """Start this client's timer. Raises `Problem` where it runs already."""
    campaign, post = _about(ground, about)
    if (running := minutes.timer(ground.database)) is not None:
        raise Problem("timer-runs", began=running.began.astimezone(_zone(ground)))
    return minutes.start(ground.database, by=by, at=ground.clock.now(), campaign=campaign, post=post, note=note)


def stop(ground: Ground, *, spent: int | None, note: str, by: str) -> Minutes:
    """End the timer and write its minutes down (`spent`, else as long as it ran), for the day on which it was started.

    Raises `Problem` where none runs, `NeedsPerson` where it was forgotten: then a person says how long it was.
    """
    running, at = minutes.timer(ground.database), ground.clock.now()
    if running is None:
        raise Problem("timer-stands")
    lasted = at - running.began
    if spent is None and not timedelta(0) <= lasted <= FORGOTTEN:
        raise NeedsPerson("timer-forgotten", began=running.began.astimezone(_zone(ground)))
    spent = spent or max(1, round(lasted / timedelta(minutes=1)))
    return minutes.stop(ground.database, day=_day(ground, running.began), spent=spent, by=by, at=at, note=note)


def of(ground: Ground, *, month: str | None = None, workspace: Workspace | None = None) -> Hours:
    """The period of today, or the month given as 2027-06, with what was agreed for it."""
    one = workspace or registry.of(ground.config.path)
    period = one.period if one and month is None else "month"
    first, last = span(period, _month(month) if month else today(ground))
    found = minutes.between(ground.database, first, last)
    return Hours(
        first=first,
        last=last,
        period=period,
        entries=tuple(found),
        spent=minutes.total(found),
        planned=_planned(ground, first, last),
        budget=one.budget if one and period == one.period else None,
        running=minutes.timer(ground.database),
        zone=ground.config.timezone,
    )


def span(period: str, day: date) -> tuple[date, date]:
    """The first and the last day of the period that `day` lies in."""
    if period == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if period == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def today(ground: Ground) -> date:
    """The day by the calendar's own clock."""
    return _day(ground, ground.clock.now())


def _day(ground: Ground, at: datetime) -> date:
    return at.astimezone(_zone(ground)).date()


def _zone(ground: Ground) -> ZoneInfo:
    return ZoneInfo(ground.config.timezone)


def _month(given: str) -> date:
    try:
        return date.fromisoformat(f"{given}-01")
    except ValueError:
        raise Usage("month-odd", where="--month", given=given) from None


def _about(ground: Ground, about: str | None) -> tuple[str, str]:
    """Campaign and post of a name: a code, an id, a tag, campaign/post, or a campaign alone."""
    if about is None:
        return "", ""
    known = documents.titles(ground.database)
    if about in known:
        return about, ""
    rows = deliveries.select(ground.database)
    for one in rows:
        if about in {str(one.id), one.tag, one.code, one.post, f"{one.campaign}/{one.post}"}:
            return one.campaign, one.post
    meant = nearest(about, {*known, *(one.post for one in rows)}) or ", ".join(sorted(known)[:8]) or "–"
    raise Problem("nothing-so-named", where="--post", name=about, meant=meant)


def _planned(ground: Ground, first: date, last: date) -> int | None:
    """What the posts of these days are said to take: each occurrence once, whatever the number of its networks."""
    zone = _zone(ground)
    begin, end = (datetime.combine(day, datetime.min.time(), zone) for day in (first, last + timedelta(days=1)))
    rows = (one for one in agenda.between(ground.database, begin, end) if one.state not in FINAL)
    posts = {(one.campaign, one.post, one.occurrence) for one in rows if "+" not in one.occurrence}
    if not posts:
        return None
    said = {
        (slug, post.id): post.minutes
        for slug, text in documents.applied(ground.database).items()
        if _SAID.search(text) and slug in {campaign for campaign, _, _ in posts}
        for post in applied.read(text).posts
        if post.minutes is not None
    }
    found = [said[campaign, post] for campaign, post, _ in posts if (campaign, post) in said]
    return sum(found) if found else None
