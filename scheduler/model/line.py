"""The editorial line: what a house, or one of its campaigns, wants of its posts. No rule holds until somebody sets it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, time, timedelta
from typing import Any

from scheduler.model.notice import Severity, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where a rule holds: accounts or networks, campaigns, themes. Empty: everywhere."""

    accounts: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    def holds(self, *, account: str, network: str, campaign: str) -> bool:
        """Whether it holds for that account in that campaign, whatever the theme."""
        here = not self.accounts or bool({account, network} & set(self.accounts))
        return here and (not self.campaigns or campaign in self.campaigns)

    def on(self, theme: str) -> bool:
        """Whether it holds on days of that theme."""
        return not self.themes or theme.casefold() in {one.casefold() for one in self.themes}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that a text should not hold, should say otherwise (`say`), or should hold, any one of them."""

    words: tuple[str, ...]
    say: str = ""
    why: str = ""
    scope: Scope = field(default_factory=Scope)
    severity: Severity
    fixed: bool = False
    """Whether its severity was written with it: that of its rule does not change it."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A number or a share that may not be exceeded."""

    most: float
    severity: Severity
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """The hashtags that may be used, each with its sign."""

    allowed: tuple[str, ...]
    severity: Severity
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length of time: between two posts of an account, or in which nothing is said twice."""

    length: timedelta
    severity: Severity
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Hours of the wall clock, from `first` (included) to `last` (not); over midnight where `last` is the smaller one."""

    first: time
    last: time
    severity: Severity
    where: Where

    def hold(self, hour: time) -> bool:
        """Whether `hour` lies in them."""
        if self.first <= self.last:
            return self.first <= hour < self.last
        return hour >= self.first or hour < self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A weekday (Monday 0), a range of days, or one that comes back every year (`yearly`)."""

    weekday: int | None = None
    first: date | None = None
    last: date | None = None
    yearly: bool = False
    why: str = ""
    severity: Severity
    where: Where

    def hold(self, day: date) -> bool:
        """Whether `day` is one of them."""
        if self.weekday is not None:
            return day.weekday() == self.weekday
        if self.first is None or self.last is None:
            return False
        if self.yearly:
            return (day.month, day.day) == (self.first.month, self.first.day)
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """The public holidays of a country, or of a part of it that has its own: `FR`, `FR` and `57`."""

    code: str
    part: str = ""
    severity: Severity
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """All rules that are set. `severities` are those that were written, `off` the rules that a campaign takes out."""

    avoid: tuple[Term, ...] = ()
    prefer: tuple[Term, ...] = ()
    require: tuple[Term, ...] = ()
    hashtags: Tags | None = None
    exclamation_marks: Limit | None = None
    capitals: Limit | None = None
    acronyms: tuple[str, ...] = ()
    gap: Length | None = None
    quiet_hours: tuple[Hours, ...] = ()
    closed_days: tuple[Days, ...] = ()
    sensitive_dates: tuple[Days, ...] = ()
    holidays: tuple[Country, ...] = ()
    repetition: Length | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    off: tuple[str, ...] = ()

    @property
    def texts(self) -> bool:
        """Whether any rule looks at a text alone."""
        found = (self.avoid, self.prefer, self.require, self.hashtags, self.exclamation_marks, self.capitals)
        return any(found)

    @property
    def dates(self) -> bool:
        """Whether any rule looks at the hour or the day of a post."""
        return bool(self.quiet_hours or self.closed_days or self.sensitive_dates or self.holidays)

    @property
    def pairs(self) -> bool:
        """Whether any rule holds posts against each other."""
        return self.gap is not None or self.repetition is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse:
    """A rule that is not held against one post, and why."""

    rule: str
    reason: str
    where: Where


EXCUSED = "line-excused"
"""The code of the notice that says so: an information, and yet shown to everybody, since somebody decided it."""

_APART = frozenset({"severities", "off"})
RULES = tuple(one.name for one in fields(Line) if one.name not in _APART)
"""Every rule by its name in the files, `acronyms` among them: they belong to `capitals`."""
EXCUSABLE = tuple(name for name in RULES if name != "acronyms")


def joined(house: Line | None, own: Line | None) -> Line | None:
    """The line of a campaign: lists of both together, single values its own before the house's, without what it turns off.

    A severity that the campaign writes holds for the house's rule, too; where it writes none, the house's holds for its own.
    """
    if house is None or own is None:
        return own or house
    severities = {**house.severities, **own.severities}
    made: dict[str, Any] = {}
    for name in RULES:
        theirs, ours = getattr(house, name), getattr(own, name)
        if name in own.off:
            made[name] = () if isinstance(ours, tuple) else None
            continue
        both = (*theirs, *ours) if isinstance(theirs, tuple) else ours or theirs
        made[name] = _under(both, severities.get(name))
    return Line(**made, severities=severities)


def _under(rules: Any, severity: Severity | None) -> Any:
    """Rules with the severity that was written for them."""
    if severity is None or rules is None:
        return rules
    if isinstance(rules, tuple):
        kept = (str, Term)
        return tuple(
            one if isinstance(one, kept) and getattr(one, "fixed", True) else replace(one, severity=severity)
            for one in rules
        )
    return replace(rules, severity=severity)
