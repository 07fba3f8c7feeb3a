"""A post on its way to another place of the week, not yet put down: where it would stand, and what its rules say there. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.app.agenda import Entry
from scheduler.app.reviewing import day_meant
from scheduler.model.delivery import SETTLED, UNSENT, Delivery
from scheduler.model.spelling import Misspelt, hour
from scheduler.render.days import day_name
from scheduler.sentences import label
from scheduler.tui import signs
from scheduler.tui.weekplan import slot

NEAR = timedelta(hours=1)
"""Two posts of one account that stand nearer to each other are told of; whether that is too near, its own rules say."""
COPY = "+copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """The posts that go (one is chosen, all go by as much), or the one that is copied (`copy`)."""

    entries: tuple[Entry, ...]
    by: timedelta = timedelta()
    copy: bool = False

    @property
    def chosen(self) -> Entry:
        """The post that leads."""
        return self.entries[0]

    @property
    def ghost(self) -> Entry:
        """The leading post where it would stand."""
        return self._there(self.chosen)

    def farther(self, *, days: int = 0, hours: int = 0) -> "Moving":
        """A day or an hour on."""
        return replace(self, by=self.by + timedelta(days=days, hours=hours))

    def to(self, day: date, at: time | None) -> "Moving":
        """To that day, and that hour if one is given."""
        wall = _wall(self.chosen)
        return replace(self, by=datetime.combine(day, at or wall.time()) - wall)

    def laid(self, shown: Iterable[Entry]) -> tuple[Entry, ...]:
        """The week with the posts where they would stand."""
        gone = set() if self.copy else {one.key for one in self.entries}
        kept = [one for one in shown if one.key not in gone]
        return tuple(sorted([*kept, *map(self._there, self.entries)], key=_place))

    def _there(self, one: Entry) -> Entry:
        wall = _wall(one) + self.by
        moved = tuple(_later(each, self.by) for each in one.deliveries)
        at = wall.replace(tzinfo=_zone(one)) if one.hour else None
        occurrence = one.occurrence + COPY if self.copy else one.occurrence
        return replace(one, day=wall.date(), hour=at, deliveries=moved, occurrence=occurrence)


def meant(text: str, moving: Moving, language: str) -> Moving | None:
    """What «ve 11h30», «12/06», «9h» or «sa» mean as a place; None where they mean none."""
    words = text.split()
    day: date | None = None
    at: time | None = None
    here = moving.ghost.day
    for word in words:
        if (found := day_meant(word, here) or _weekday(word, here, language)) is not None:
            day = found
            continue
        try:
            at = hour(word)
        except Misspelt:
            return None
    return moving.to(day or here, at) if day or at else None


def rules(moving: Moving, shown: Iterable[Entry], now: datetime, language: str) -> list[tuple[str, str]]:
    """What is to be known of the place before the post is put down there: a colour's token and a sentence each."""
    ghost, old = moving.ghost, moving.chosen
    found: list[tuple[str, str]] = []
    if _wall(ghost).replace(tzinfo=_zone(old)) <= now:
        found.append(("trouble", label("review-rule-past", language)))
    again = [role for role in ghost.missing if role not in old.missing]
    if again and not moving.copy:
        found.append(("awaiting", label("review-rule-again", language, roles=again)))
    nearest = min(_gaps(ghost, shown, {one.key for one in moving.entries}), key=lambda gap: gap[0], default=None)
    if nearest is not None and nearest[0] < NEAR:
        gap, mine, other = nearest
        minutes = int(gap.total_seconds()) // 60
        given = {"network": signs.mark(mine.network), "n": minutes, "post": other.reply or other.post}
        found.append(("awaiting", label("review-rule-gap", language, **given)))
    hours = [one.local for one in ghost.deliveries if one.local]
    if any(
        one.astimezone(UTC).astimezone(one.tzinfo).replace(tzinfo=None) != one.replace(tzinfo=None) for one in hours
    ):
        found.append(("awaiting", label("review-rule-clock", language)))
    return found


def told(moving: Moving, language: str) -> str:
    """From where to where: «abeilles : ven. 11 juin 11:00 → sam. 12 juin 12:00»."""
    old, new = moving.chosen, moving.ghost
    was, now = (f"{day_name(one.day, 'short', language)} {slot(one)}" for one in (old, new))
    more = len(moving.entries) - 1
    name = old.reply or old.post
    return label("viewing-of", language, what=f"{name}{f' + {more}' if more else ''}", told=f"{was} → {now}")


def _gaps(ghost: Entry, shown: Iterable[Entry], mine: set[str]) -> Iterator[tuple[timedelta, Delivery, Entry]]:
    hours = {one.account: one for one in ghost.deliveries if one.due and one.state not in SETTLED}
    for other in shown:
        if other.key in mine:
            continue
        for one in other.deliveries:
            at = hours.get(one.account)
            if at is not None and at.due and one.due and one.state in UNSENT:
                yield abs(at.due - one.due), at, other


def _wall(one: Entry) -> datetime:
    ends = [each.closes for each in one.deliveries if each.closes]
    at = one.hour or (ends[0].astimezone(_zone(one)) if ends else datetime.combine(one.day, time(12)))
    return at.replace(tzinfo=None)


def _zone(one: Entry) -> ZoneInfo:
    return ZoneInfo(one.deliveries[0].zone)


def _later(one: Delivery, by: timedelta) -> Delivery:
    zone = ZoneInfo(one.zone)

    def moved(at: datetime) -> datetime:
        return (at.astimezone(zone).replace(tzinfo=None) + by).replace(tzinfo=zone)

    local = moved(one.local) if one.local else None
    due = local.astimezone(UTC) if local else one.due
    return replace(one, local=local, due=due, closes=moved(one.closes).astimezone(UTC) if one.closes else None)


def _weekday(word: str, here: date, language: str) -> date | None:
    """«ve», «ven.», «vendredi»: that day of the week of `here`."""
    plain = word.rstrip(".").casefold()
    monday = here - timedelta(days=here.weekday())
    for n in range(7):
        day = monday + timedelta(days=n)
        if len(plain) > 1 and any(name.startswith(plain) for name in _names(day, language)):
            return day
    return None


def _names(day: date, language: str) -> list[str]:
    from scheduler.sentences.days import weekday  # noqa: PLC0415 - only where a place is typed

    return [weekday(day, one, long=True).casefold() for one in (language, "en", "fr")]


def _place(one: Entry) -> tuple[date, time, str]:
    return one.day, one.hour.time() if one.hour else time.max, one.key
