"""Counting people: who engaged with the posts of some days, who of them was seen before, and who was seen again.

People are pseudonyms here, and leave as numbers. Bots are no people: those that their network calls so count nowhere.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduler.model.publics import Acted, Crowd, Sort

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Numbers of people that engaged with some posts: `known` + `returning` + `new` = `people`, and so are the next two."""

    people: int = 0
    known: int = 0
    returning: int = 0
    new: int = 0
    institutions: int = 0
    individuals: int = 0
    acts: int = 0
    inside: int = 0
    """Acts by institutions."""


class People:
    """Everybody known of on `networks`, by the days of the posts that they engaged with; `local` is an instant in its zone."""

    def __init__(self, crowd: Crowd, networks: Collection[str], local: Callable[[datetime], datetime]) -> None:
        self._known = crowd.known
        self._look_back = crowd.look_back
        self.days = {one.tag: local(one.at).date() for one in crowd.heard if one.network in networks}
        self._acts: dict[str, list[Acted]] = defaultdict(list)
        seen: dict[str, set[date]] = defaultdict(set)
        for one in crowd.acts:
            if one.tag in self.days and one.sort is not Sort.BOT:
                self._acts[one.tag].append(one)
                seen[one.pseudonym].add(self.days[one.tag])
        self._seen: Mapping[str, Sequence[date]] = {who: sorted(days) for who, days in seen.items()}

    def of(self, tags: Iterable[str]) -> frozenset[str]:
        """Who engaged with these posts."""
        return frozenset(one.pseudonym for tag in tags for one in self._acts.get(tag, ()))

    def newcomers(self, people: Iterable[str], first: date) -> frozenset[str]:
        """Those of `people` who are on no list, and did not engage in the look-back before `first`."""
        since = first - self._look_back
        return frozenset(one for one in people if one not in self._known and not self.between(one, since, first - DAY))

    def between(self, who: str, first: date, last: date) -> bool:
        """Whether somebody engaged with a post of these days."""
        days = self._seen.get(who, ())
        place = bisect_left(days, first)
        return place < len(days) and days[place] <= last

    def cells(self, tags: Collection[str], first: date) -> Cells:
        """Who engaged with these posts, the first of which may go out on the day `first`."""
        people = self.of(tags)
        new = self.newcomers(people, first)
        known = frozenset(one for one in people if one in self._known)
        acts = [one for tag in tags for one in self._acts.get(tag, ())]
        inside = [one for one in acts if self._is_institution(one)]
        institutions = {one.pseudonym for one in inside}
        return Cells(
            people=len(people),
            known=len(known),
            returning=len(people) - len(known) - len(new),
            new=len(new),
            institutions=len(institutions),
            individuals=len(people) - len(institutions),
            acts=len(acts),
            inside=len(inside),
        )

    def _is_institution(self, one: Acted) -> bool:
        """As a person of ours declared; else as the network says."""
        return self._known.get(one.pseudonym, one.sort) is Sort.INSTITUTION

    def back(self, people: Iterable[str], first: date, last: date) -> int:
        """How many of `people` engaged with a post of these days."""
        return sum(self.between(one, first, last) for one in people)
