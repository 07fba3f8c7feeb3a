"""One post of the week's page: who must still say yes, what changed since it was read, what its networks are called."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from scheduler.model.delivery import UNSENT, Delivery, State
from scheduler.plain import harmless, visible
from scheduler.render import week_words as words
from scheduler.render.week_values import Week
from scheduler.render.worded import Difference, differences
from scheduler.sentences import label


class Post:
    """What is asked again and again about one post while its page is laid out."""

    def __init__(self, week: Week, some: Sequence[Delivery], anchor: str, language: str) -> None:
        self.week = week
        self.some = some
        self.anchor = anchor
        self.language = language

    @cached_property
    def first(self) -> Delivery:
        """The delivery that goes out first."""
        return min(self.some, key=lambda one: (one.due is None, one.due or one.closes or self.week.now, one.id))

    @property
    def code(self) -> str:
        """Its short code."""
        return next((one.code for one in self.some if one.state in UNSENT), self.some[0].code)

    @cached_property
    def title(self) -> str:
        """Its first words."""
        return words.title_of(self.some)

    @cached_property
    def day(self) -> date:
        """The day on which it stands."""
        return day_of(self.first, self.week)

    @cached_property
    def hour(self) -> str:
        """Its hour in words."""
        return hour_of(self.first, self.language)

    @cached_property
    def names(self) -> list[str]:
        """How each delivery's network is called: by its account, where a post goes out twice on one network."""
        titles = [rules.title if (rules := self.week.rules.get(one.account)) else one.network for one in self.some]
        return [
            f"{title} ({visible(one.account)})" if titles.count(title) > 1 else title
            for title, one in zip(titles, self.some, strict=True)
        ]

    @property
    def networks(self) -> list[str]:
        """The names, each once."""
        return list(dict.fromkeys(self.names))

    def named(self, some: Sequence[Delivery]) -> list[str]:
        """The names of `some` of its deliveries."""
        ids = {one.id for one in some}
        return [name for one, name in zip(self.some, self.names, strict=True) if one.id in ids]

    @cached_property
    def missing(self) -> Mapping[str, Sequence[Delivery]]:
        """The deliveries for which each role's yes is missing."""
        found: dict[str, list[Delivery]] = {}
        for one in self.some:
            for role in one.missing_roles if one.state in UNSENT else ():
                found.setdefault(role, []).append(one)
        return found

    @property
    def todo(self) -> bool:
        """Whether anybody is asked."""
        return bool(self.missing)

    @property
    def roles_missing(self) -> list[str]:
        """The roles that are asked, as people call them."""
        return [self.role(key) for key in self.missing]

    def role(self, key: str) -> str:
        """A role as people call it."""
        return harmless(self.week.roles[key].name) if key in self.week.roles else harmless(key)

    @property
    def shown(self) -> bool:
        """Whether it is laid out, and does not stand in the table alone."""
        return self.todo or self.week.whole

    @property
    def new(self) -> bool:
        """Whether the page before did not have it."""
        return self.week.before is not None and all(one.tag in self.week.new for one in self.some)

    @cached_property
    def found(self) -> list[tuple[list[Delivery], list[Difference]]]:
        """What changed, accounts that changed alike together."""
        alike: dict[str, tuple[list[Delivery], list[Difference]]] = {}
        for one in self.some:
            changed = self.week.changed.get(one.tag)
            if changed is not None and (found := differences(changed, self.language)):
                alike.setdefault(repr(found), ([], found))[0].append(one)
        return list(alike.values())

    @property
    def mark(self) -> str:
        """«nouveau», «changé», or nothing."""
        if self.new:
            return label("week-mark-new", self.language)
        return label("week-mark-changed", self.language) if self.found else ""

    @property
    def changed_how(self) -> str:
        """What changed in one line; nothing where it is as the page before had it."""
        if self.new:
            return label("week-line-new", self.language)
        if not self.found:
            return ""
        changed = [self.week.changed[one.tag] for some, _ in self.found for one in some]
        networks = words.listed(self.named([one for some, _ in self.found for one in some]), self.language)
        again = label("week-line-again" if self.todo else "week-line-nothing", self.language)
        if any(one.text for one in changed):
            return f"{label('week-line-text', self.language, networks=networks)}{again}"
        later = all(one.now and one.was and one.now > one.was for one in changed)
        return f"{label('week-line-later' if later else 'week-line-earlier', self.language)}{again}"

    @cached_property
    def state(self) -> str:
        """Where it stands, in words."""
        states = {one.state for one in self.some}
        if self.todo:
            subset = {one.id for some in self.missing.values() for one in some}
            roles = words.listed(self.roles_missing, self.language)
            if len(subset) == len(self.some):
                return label("week-todo", self.language, roles=roles)
            names = words.listed(self.named([one for one in self.some if one.id in subset]), self.language)
            return label("week-todo-for", self.language, roles=roles, networks=names)
        if states == {State.READY}:
            return label("week-approved" if any(one.roles for one in self.some) else "week-free", self.language)
        if states == {State.PUBLISHED}:
            return label("week-published", self.language)
        named = {one.state: label(f"state-{one.state.value}", self.language, network=name)
                 for one, name in zip(self.some, self.names, strict=True)}  # fmt: skip
        return ", ".join(named.values())


def day_of(one: Delivery, week: Week) -> date:
    """The day on which a delivery stands; what is sent by hand stands on the day on which its window ends."""
    at = one.local or one.due or one.closes or week.now
    return at.astimezone(ZoneInfo(one.zone)).date() if one.local is None else at.date()


def hour_of(one: Delivery, language: str) -> str:
    """Its hour; of what is sent by hand, that it is."""
    return words.hour(one.local.time(), language) if one.local and one.due else label("by-hand", language)
