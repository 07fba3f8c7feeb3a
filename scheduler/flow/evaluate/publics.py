"""Who engaged: new, returning, known; institutions and individuals; who came back. Each beside its ordinary weeks.

Every week is judged with the same look-back, by the same networks, at the same post age. Where the data does not reach back
far enough for the oldest of them there is a reason instead of a number: whoever cannot have been seen before is not new.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduler.flow.evaluate.crowds import DAY, Cells, People
from scheduler.flow.evaluate.judging import Spread, judged
from scheduler.flow.evaluate.publics_said import cannot, said
from scheduler.flow.evaluate.weeks import WEEK, Study, Week
from scheduler.model.publics import AGE, FEWEST_PEOPLE, Circle, Crowd, PublicRow, Publics, disclosed

FEWEST = 20
"""People of the operation, below which shares of them are not judged."""
ENOUGH = 0.8
"""The part of a span's posts of which it must be known who engaged."""
SMALL, SHORT, NOT_YET = "publics-why-small", "publics-why-short", "publics-why-not-yet"
_AGAIN = ((4, Circle.BACK_4, Circle.NEW_BACK_4), (8, Circle.BACK_8, Circle.NEW_BACK_8))


def publics(study: Study, crowd: Crowd | None) -> Publics | None:
    """Section 10 of the report; None where no network of the operation ever said who engages."""
    if crowd is None:
        return None
    here = {one.post.network for one in study.operation.posts}
    speaking = sorted({one.network for one in crowd.heard} & here)
    silent = tuple(sorted(here - set(speaking)))
    if not speaking:
        return _nobody(study, crowd, silent) if here else None
    return _Table(study, crowd, speaking, silent).publics()


def _nobody(study: Study, crowd: Crowd, silent: tuple[str, ...]) -> Publics | None:
    """Where nothing was collected: that can be mended, so it is said; a network that tells of nobody is no news."""
    reason = crowd.fault or ("" if crowd.collected else "publics-why-off")
    empty = Publics(rows=(), networks=(), silent=silent, look_back=crowd.look_back, reason=reason)
    return replace(empty, cannot=cannot(empty, study.question.titles)) if reason else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reach:
    """How far back the networks are known: those that suffice, those that do not, and why nobody can be called new."""

    networks: tuple[str, ...]
    late: tuple[str, ...]
    since: date
    reason: str = ""


class _Table:
    """The rows of one report."""

    def __init__(self, study: Study, crowd: Crowd, speaking: Sequence[str], silent: tuple[str, ...]) -> None:
        self.study, self.crowd, self.silent = study, crowd, silent
        self.weeks = study.baseline(study.question.weeks)
        self.reach = _reach(study, crowd, speaking, self.weeks)
        self.people = People(crowd, self.reach.networks, study.local)
        self.ripe = study.question.last + AGE + DAY

    def publics(self) -> Publics:
        now = self._posts(self.study.operation)
        heard = self._tags(self.study.operation)
        tags = set(heard)
        made = Publics(
            rows=self._rows(),
            networks=self.reach.networks,
            silent=self.silent,
            late=self.reach.late,
            look_back=self.crowd.look_back,
            weeks=len(self._usable(self.weeks)),
            since=self.reach.since,
            posts=len(now),
            heard=len(heard),
            declared=self.crowd.declared,
            simulated=any(one.simulated for one in self.crowd.heard if one.tag in tags),
            reason=self.reach.reason,
        )
        titles = self.study.question.titles
        return replace(made, said=said(made, titles), cannot=cannot(made, titles))

    def _rows(self) -> tuple[PublicRow, ...]:
        if self.study.today < self.ripe:
            return (PublicRow(circle=Circle.EVERYBODY, reason=NOT_YET, on=self.ripe),)
        now = self._cells(self.study.operation)
        if not self._usable([self.study.operation]):
            return (PublicRow(circle=Circle.EVERYBODY, reason="publics-why-unread"),)
        before = [self._cells(week) for week in self._usable(self.weeks)]
        if now.people < FEWEST_PEOPLE:
            return (PublicRow(circle=Circle.EVERYBODY, reason=SMALL),)
        return (*self._circles(now, before), self._everybody(now, before), *self._inside(now, before), *self._again())

    # The circles of the week

    def _circles(self, now: Cells, before: Sequence[Cells]) -> Iterable[PublicRow]:
        """Who is known, was seen before, or is new; and institutions beside individuals."""
        listed = "" if self.crowd.declared else "publics-why-undeclared"
        first = (
            (Circle.KNOWN, lambda one: one.known, listed),
            (Circle.RETURNING, lambda one: one.returning, self.reach.reason),
            (Circle.NEW, lambda one: one.new, self.reach.reason),
        )
        second = (
            (Circle.INSTITUTIONS, lambda one: one.institutions, listed),
            (Circle.INDIVIDUALS, lambda one: one.individuals, listed),
        )
        for parts in (first, second):
            yield from self._parts(parts, now, before)

    @staticmethod
    def _parts(
        parts: Sequence[tuple[Circle, Callable[[Cells], int], str]], now: Cells, before: Sequence[Cells]
    ) -> Iterable[PublicRow]:
        # A circle that is not told is none of the parts: an empty list of known people would hide all of the others.
        told = [count(now) for _, count, why in parts if not why]
        shown = iter(disclosed(told))
        for circle, count, why in parts:
            if why:
                yield PublicRow(circle=circle, reason=why)
                continue
            past = [(count(one), one.people) for one in before]
            yield _share(circle, count(now), now.people, past, hidden=next(shown) is None)

    def _everybody(self, now: Cells, before: Sequence[Cells]) -> PublicRow:
        """The number itself: of a week only, since people do not add up over weeks."""
        past = [float(one.people) for one in before]
        row = PublicRow(
            circle=Circle.EVERYBODY,
            people=now.people,
            of=now.people,
            share=1.0,
            mean=sum(past) / len(past) if past else None,
        )
        if self.study.question.last - self.study.question.first != WEEK - DAY:
            return replace(row, reason="publics-why-length")
        found = judged(now.people, past, spread=Spread.TOTAL)
        return replace(row, ordinary=found.ordinary, verdict=found.verdict, reason=found.reason, p=found.p)

    def _inside(self, now: Cells, before: Sequence[Cells]) -> Iterable[PublicRow]:
        if not self.crowd.declared:
            return
        past = [(one.inside, one.acts) for one in before]
        # As few institutions as would not be told are not told of by what they did, either.
        hidden = None in disclosed([now.institutions, now.individuals])
        yield _share(Circle.INSIDE, now.inside, now.acts, past, hidden=hidden)

    # Who came back

    def _again(self) -> Iterable[PublicRow]:
        for weeks, everybody, new in _AGAIN:
            yield self._back(everybody, weeks, new=False)
            yield self._back(new, weeks, new=True)

    def _back(self, circle: Circle, weeks: int, *, new: bool) -> PublicRow:
        """Seen again in so many weeks; beside weeks whose own following weeks end before the operation."""
        study = self.study
        after = study.after(1, weeks)
        on = after[-1].last + AGE + DAY
        if study.today < on:
            return PublicRow(circle=circle, reason=NOT_YET, on=on)
        if not self._usable(after):
            return PublicRow(circle=circle, reason="publics-why-unread")
        start = study.question.first - timedelta(days=study.question.first.weekday())
        past = [one for one in study.baseline(study.question.weeks + weeks) if one.last + weeks * WEEK < start]
        past = past[-study.question.weeks :]
        need = (past[0].first if past else start) - (self.crowd.look_back if new else timedelta())
        if new and (self.reach.reason or self.reach.since > need):
            return PublicRow(circle=circle, reason=self.reach.reason or SHORT)
        number, of = self._returned(study.operation, after[0].first, after[-1].last, new=new)
        pairs = [
            self._returned(one, one.last + DAY, one.last + weeks * WEEK, new=new)
            for one in self._usable(past)
            if self.reach.since <= one.first
        ]
        return _share(circle, number, of, pairs, hidden=None in disclosed([number, of - number]))

    def _returned(self, week: Week, first: date, last: date, *, new: bool) -> tuple[int, int]:
        people = self.people.of(self._tags(week))
        if new:
            people = self.people.newcomers(people, week.first)
        return self.people.back(people, first, last), len(people)

    # Weeks and their posts

    def _cells(self, week: Week) -> Cells:
        return self.people.cells(self._tags(week), week.first)

    def _tags(self, week: Week) -> list[str]:
        return [tag for tag in self._posts(week) if tag in self.people.days]

    def _posts(self, week: Week) -> list[str]:
        return [one.post.tag for one in week.posts if one.post.network in self.reach.networks]

    def _usable(self, weeks: Iterable[Week]) -> list[Week]:
        """Those of whose posts it is known well enough who engaged; a week of nothing but other networks is not."""
        return [one for one in weeks if self._tags(one) and len(self._tags(one)) >= ENOUGH * len(self._posts(one))]


def _share(circle: Circle, number: int, of: int, past: Sequence[tuple[int, int]], *, hidden: bool = False) -> PublicRow:
    """A share beside the shares of ordinary weeks; `hidden`: it would be about a few people."""
    known = [(n, all_) for n, all_ in past if all_]
    mean = sum(n for n, _ in known) / sum(all_ for _, all_ in known) if known else None
    if not of or hidden:
        return PublicRow(circle=circle, of=of or None, mean=mean, reason=SMALL)
    row = PublicRow(circle=circle, people=number, of=of, share=number / of, mean=mean)
    if of < FEWEST:
        return replace(row, reason="publics-why-few-people")
    found = judged(number / of, [n / all_ for n, all_ in known], spread=Spread.SHARE)
    return replace(row, ordinary=found.ordinary, verdict=found.verdict, reason=found.reason, p=found.p)


def _reach(study: Study, crowd: Crowd, speaking: Sequence[str], weeks: Sequence[Week]) -> _Reach:
    """Which networks are known since long enough before the oldest week; else those known since then at least, and why."""
    since = {name: min(study.local(one.at).date() for one in crowd.heard if one.network == name) for name in speaking}
    oldest = weeks[0].first if weeks else study.question.first
    need = oldest - crowd.look_back
    full = tuple(name for name in speaking if since[name] <= need)
    if full:
        late = tuple(name for name in speaking if name not in full)
        reason = "" if _whole(study, crowd, full, need) else "publics-why-gaps"
        return _Reach(networks=full, late=late, since=max(since[name] for name in full), reason=reason)
    there = tuple(name for name in speaking if since[name] <= oldest) or tuple(speaking)
    return _Reach(networks=there, late=(), since=max(since[name] for name in there), reason=SHORT)


def _whole(study: Study, crowd: Crowd, networks: Sequence[str], since: date) -> bool:
    """Whether it is known of most posts since that day who engaged with them."""
    there = {one.tag for one in crowd.heard}
    before = [
        one.post.tag
        for one in study.measured
        if one.post.network in networks and since <= study.day(one) < study.question.first
    ]
    return sum(tag in there for tag in before) >= ENOUGH * len(before)
