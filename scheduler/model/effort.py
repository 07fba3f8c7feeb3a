"""What an operation cost: minutes, pictures' rights and money; beside what an ordinary week costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """Minutes that somebody wrote down, for a campaign and its post where they said so."""

    day: date
    minutes: int
    by: str
    campaign: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """A picture of the operation: what its rights cost, and how many days the answer took; None: not written down."""

    file: str
    amount: Decimal | None = None
    currency: str = ""
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody's minutes. "": those that the campaign file declares, which names nobody."""

    name: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """The pictures of the operation. `answered` is of how many it is known how long the answer took, in days."""

    pictures: int
    paid: int
    amounts: tuple[tuple[str, str], ...]
    """(currency, sum) of what was paid; currencies are never added up."""
    answered: int
    median: float | None
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """One content of which the time is known: what it took and what it got, over all its posts."""

    post: str
    title: str
    minutes: int
    posts: int
    engagement: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Minutes declared in the campaign file, a content once however many networks took it, and those that were written down.

    Where minutes were written down for a content, these count, and not the file's.
    """

    minutes: int
    contents: int
    """Contents with a known time, of `of`."""
    of: int
    per_hour: float | None
    """Engagement by hour; None while posts are unmeasured."""
    posts_per_hour: float | None
    people: tuple[Person, ...] = ()
    """Who spent them, the most first; empty where nobody wrote any down."""
    usual: float | None = None
    """Minutes of a mean baseline week, of the `weeks` of which any are known; None: of none."""
    usual_per_hour: float | None = None
    """Engagement by hour of those weeks."""
    weeks: int = 0
    new_per_hour: float | None = None
    """People who were new, by hour."""
    rights: Rights | None = None
    dearest: tuple[Spent, ...] = ()
    """Contents that got the least for their time, the least first: what to think over next time. Only from five timed on."""
