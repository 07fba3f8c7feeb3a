"""Weeks: the operation's days, the complete ISO weeks before it that serve as its baseline, and those after.

A week without any post, and one that another operation touches, is no reference: the baseline then reaches further back.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from operator import attrgetter
from zoneinfo import ZoneInfo

from scheduler.flow.evaluate.ages import CORE, Measured, Standing, measure
from scheduler.flow.evaluate.question import Operation, Question
from scheduler.model.report import Metric, Role

WEEK = timedelta(days=7)
SEARCHED = 3
"""How many times its own length a baseline may reach back over weeks that are no reference."""
COUNTED = {Metric.CONVERSATION: "replies", Metric.AMPLIFICATION: "shares", Metric.APPLAUSE: "reactions"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Some days and the posts that went out on them. `scale` brings totals to seven days."""

    first: date
    last: date
    posts: tuple[Measured, ...]
    role: Role
    title: str = ""
    scale: float = 1.0

    @property
    def label(self) -> str:
        """The ISO week of its first day: `2027-W23`."""
        year, week, _ = self.first.isocalendar()
        return f"{year}-W{week:02}"


class Study:
    """A question measured at one age: its weeks, and each post's value for each metric.

    `components` holds, by network, what engagement is made of: the components that at least one of its posts gives. A post
    that lacks one of them is missing, not smaller.
    """

    def __init__(
        self,
        question: Question,
        age: timedelta,
        measured: Sequence[Measured] | None = None,
        components: Mapping[str, frozenset[str]] | None = None,
        part: "tuple[Study, Callable[[Measured], bool]] | None" = None,
    ) -> None:
        self.question = question
        self.age = age
        self._place = ZoneInfo(question.zone)
        self._given, self._part = measured, part
        self.components = self.given(self.measured) if components is None else components
        self._before: dict[int, tuple[Week, ...]] = {}
        self.engagements: dict[str, float | None] = part[0].engagements if part else {}

    @cached_property
    def measured(self) -> Sequence[Measured]:
        """Its posts, in order of time and tag."""
        if self._part:
            whole, keep = self._part
            return [one for one in whole.measured if keep(one)]
        if self._given is not None:
            return self._given
        question, accounts = self.question, set(self.question.accounts)
        own = [post for post in question.posts if not accounts or post.account in accounts]
        return measure(own, question.snapshots, age=self.age, now=question.now)

    @property
    def today(self) -> date:
        """The day of the question, in the campaign's zone."""
        return self.question.now.astimezone(self._place).date()

    def local(self, instant: datetime) -> datetime:
        """An instant as clocks show it in the campaign's zone."""
        return instant.astimezone(self._place)

    def day(self, one: Measured) -> date:
        """The local day on which a post went out, in the campaign's zone."""
        return one.post.at.astimezone(self._place).date()

    @cached_property
    def operation(self) -> Week:
        """The operation's days with every post of its accounts, the ordinary ones included."""
        first, last = self.question.first, self.question.last
        scale = WEEK / (last - first + timedelta(days=1))
        return Week(first=first, last=last, posts=self.span(first, last), role=Role.OPERATION, scale=scale)

    @property
    def ripe(self) -> date:
        """The first day on which every post of the operation has come to the age."""
        return self.question.last + self.age + timedelta(days=1)

    @cached_property
    def outside(self) -> tuple[Measured, ...]:
        """The campaign's posts outside its days (announcements): in no week, since they belong to the operation."""
        if self._part:
            return tuple(one for one in self._part[0].outside if self._part[1](one))
        return tuple(
            one
            for one in self.measured
            if one.post.campaign == self.question.campaign
            and not self.question.first <= self.day(one) <= self.question.last
        )

    @cached_property
    def by_day(self) -> Mapping[date, tuple[Measured, ...]]:
        """The posts that stand in weeks, by local day."""
        apart = {one.post.tag for one in self.outside}
        days: dict[date, list[Measured]] = {}
        for one in self.measured:
            if one.post.tag not in apart:
                days.setdefault(self.day(one), []).append(one)
        return {day: tuple(posts) for day, posts in days.items()}

    def span(self, first: date, last: date) -> tuple[Measured, ...]:
        """The posts of some days, both included; the campaign's own outside its days are in none."""
        if self._part:  # looks at these days alone: a part of ten years is asked for some weeks of them
            return tuple(one for one in self._part[0].span(first, last) if self._part[1](one))
        count = (last - first).days + 1
        days = (first + timedelta(days=n) for n in range(count))
        return tuple(one for day in days for one in self.by_day.get(day, ()))

    def before(self, weeks: int) -> tuple[Week, ...]:
        """The complete ISO weeks before the operation, oldest first, back to the `weeks`th that is a reference."""
        if weeks not in self._before:
            self._before[weeks] = self._find(weeks)
        return self._before[weeks]

    def _find(self, weeks: int) -> tuple[Week, ...]:
        monday = self.question.first - timedelta(days=self.question.first.weekday())
        oldest = self._oldest or monday
        found: list[Week] = []
        for _ in range(weeks * SEARCHED):
            monday -= WEEK
            if monday + WEEK <= oldest or sum(one.role is Role.BASELINE for one in found) == weeks:
                break
            found.append(self._week(monday, Role.BASELINE))
        return tuple(reversed(found))

    @cached_property
    def _oldest(self) -> date | None:
        """The first day with a post that may stand in a week."""
        if not self._part:
            return min(self.by_day, default=None)
        whole, keep = self._part
        return next((day for day in sorted(whole.by_day) if any(map(keep, whole.by_day[day]))), None)

    def baseline(self, weeks: int) -> tuple[Week, ...]:
        """Those of `before(weeks)` that are a reference."""
        return tuple(week for week in self.before(weeks) if week.role is Role.BASELINE)

    def after(self, first: int, last: int) -> tuple[Week, ...]:
        """The ISO weeks after the operation, from its `first`th to its `last`th."""
        monday = self.question.last + timedelta(days=7 - self.question.last.weekday())
        return tuple(self._week(monday + n * WEEK, Role.AFTER) for n in range(first - 1, last))

    def _week(self, monday: date, role: Role) -> Week:
        last = monday + timedelta(days=6)
        posts = self.span(monday, last)
        other = next((one for one in self.question.others if one.first <= last and one.last >= monday), None)
        return Week(
            first=monday, last=last, posts=posts, role=_role(role, other, posts), title=other.title if other else ""
        )

    def given(self, posts: Iterable[Measured]) -> Mapping[str, frozenset[str]]:
        """By network, the components that at least one of `posts` has."""
        found: dict[str, frozenset[str]] = {}
        for one in posts:
            known = found.get(one.post.network, frozenset())
            if one.standing is Standing.MEASURED and len(known) < len(CORE):
                found[one.post.network] = known | one.given
        return found

    def value(self, one: Measured, metric: Metric) -> float | None:
        """What `one` counts for `metric`; None where its network does not give it, or it could not be read."""
        return self._counter(metric)(one)

    def _counter(self, metric: Metric) -> Callable[[Measured], float | None]:
        """What counts `metric` of a post: what was not measured has none of its components."""
        return attrgetter(COUNTED[metric]) if metric in COUNTED else self._engaged

    def _engaged(self, one: Measured) -> float | None:
        tag = one.post.tag
        if tag not in self.engagements:
            known = self.engagements
            if one.standing is not Standing.MEASURED:
                known[tag] = None
            else:
                wanted = self.components[one.post.network]
                values = [getattr(one, name) for name in CORE if name in wanted]
                known[tag] = None if None in values else float(sum(values))
        return self.engagements[tag]

    def tally(self, posts: Iterable[Measured], metric: Metric) -> tuple[int, float]:
        """(posts that have `metric`, their sum)."""
        values = self.values(posts, metric)
        return len(values), sum(values)

    def values(self, posts: Iterable[Measured], metric: Metric) -> list[float]:
        """The values of those of `posts` that have `metric`."""
        return [value for value in map(self._counter(metric), posts) if value is not None]

    def only(self, keep: Callable[[Measured], bool]) -> "Study":
        """The same study of the posts that `keep` holds; components stay those of all."""
        return Study(self.question, self.age, components=self.components, part=(self, keep))


def _role(role: Role, other: Operation | None, posts: Sequence[Measured]) -> Role:
    if other:
        return Role.OTHER
    return role if posts else Role.EMPTY
