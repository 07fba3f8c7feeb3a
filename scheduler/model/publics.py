"""Who engaged: pseudonyms made with a key of our own, and what a report says of them. No handle, no profile, no text.

An `Engager` lives in memory only, between the network and the key. What is kept is an `Acted`; what a report shows is a
`Publics`: numbers of people, never of fewer than five.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from scheduler.model.figure import Finding, Range, Verdict
from scheduler.model.spans import LOOK_BACK

FEWEST_PEOPLE = 5
"""A cell of fewer people is not shown: it would be about somebody."""
AGE = timedelta(days=7)
LATE = timedelta(days=28)
AGES = (AGE, LATE)
"""The post ages at which it is read who engaged: those of counts by which posts are compared."""


class Act(StrEnum):
    """What somebody did with a post of ours."""

    REACTION = "reaction"
    SHARE = "share"
    """A repost or a quote."""
    REPLY = "reply"


class Sort(StrEnum):
    """What somebody is, as the network says of the account, or a person of ours declared."""

    UNKNOWN = "unknown"
    INDIVIDUAL = "individual"
    INSTITUTION = "institution"
    BOT = "bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engager:
    """One act of somebody, as a connector tells it: never written anywhere as it is.

    `who` is the same for the same person for ever: the network's stable id where it has one that holds everywhere, else the
    full handle. `handle` is what people call them by, "" where the network does not say.
    """

    who: str
    act: Act
    handle: str = ""
    sort: Sort = Sort.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """What is kept: somebody, by pseudonym, did something with the post of a tag; `age` is the post age it was seen by."""

    pseudonym: str
    network: str
    tag: str
    act: Act
    age: timedelta
    sort: Sort = Sort.UNKNOWN
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A post that went out `at`, of which it was read to the end, at a post age, who engaged: nobody is then a number."""

    tag: str
    account: str
    network: str
    at: datetime
    age: timedelta
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """What evaluation is asked with: acts and readings by the tags of posts, and the declared list by pseudonyms."""

    acts: Sequence[Acted] = ()
    heard: Sequence[Heard] = ()
    known: Mapping[str, Sort] = field(default_factory=dict)
    """The people and institutions that the calendar's own people declared."""
    declared: bool = False
    """Whether there is such a list."""
    collected: bool = True
    """Whether the calendar collects who engages at all."""
    fault: str = ""
    """The code of a reason why nothing of it can be read: a key that is lost."""
    look_back: timedelta = LOOK_BACK


class Circle(StrEnum):
    """The groups of people that a report speaks of. The first three part everybody, and so do the next two."""

    KNOWN = "known"
    """On the declared list."""
    RETURNING = "returning"
    """Not on the list, and seen in the look-back."""
    NEW = "new"
    """Not on the list, and not seen in the look-back."""
    INSTITUTIONS = "institutions"
    """Declared as institutions, or called a group or an organisation by their network."""
    INDIVIDUALS = "individuals"
    EVERYBODY = "people"
    INSIDE = "entre-soi"
    """Of all that was done with the posts, what institutions did: shares of acts, not of people."""
    BACK_4 = "retained-4"
    """Everybody, seen again in the four weeks after; of `NEW_BACK_4` the new ones alone."""
    BACK_8 = "retained-8"
    NEW_BACK_4 = "new-retained-4"
    NEW_BACK_8 = "new-retained-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRow:
    """One line: `people` of `of`, and where the share of an ordinary week lies (for `EVERYBODY`: the number of people).

    `people` and `share` are None where fewer than five people would show, or where it is not known: `reason` says which. For
    `INSIDE` both numbers count acts. `mean` is the ordinary weeks' share, the ratio of sums (for `EVERYBODY` the mean number);
    `on`: when it can be read.
    """

    circle: Circle
    people: int | None = None
    of: int | None = None
    share: float | None = None
    mean: float | None = None
    ordinary: Range | None = None
    verdict: Verdict = Verdict.TOO_LITTLE
    reason: str = ""
    on: date | None = None
    p: float | None = None
    """How often an ordinary week falls as far from the middle as this one, on either side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publics:
    """Section 10 of a report. `rows` stand in the order of `Circle`, each circle at most once.

    `reason`: why nothing can be said of who was new (then only EVERYBODY, KNOWN, INSTITUTIONS and INDIVIDUALS have values).
    All sentences are codes of `sentences/publics.py`; networks stand in them by their titles.
    """

    rows: tuple[PublicRow, ...]
    networks: tuple[str, ...]
    """Those that the figures rest on."""
    silent: tuple[str, ...] = ()
    """Networks of the operation that do not say who engages."""
    late: tuple[str, ...] = ()
    """Networks whose people are known for too short a time to say who is new: left out."""
    age: timedelta = AGE
    look_back: timedelta = LOOK_BACK
    weeks: int = 0
    """Ordinary weeks that the comparison rests on."""
    since: date | None = None
    """The first day of a post whose engagers are known."""
    posts: int = 0
    heard: int = 0
    """Posts of the operation on `networks`, and those of them of which it is known who engaged."""
    declared: bool = False
    simulated: bool = False
    reason: str = ""
    said: tuple[Finding, ...] = ()
    """What the section says, the most important first."""
    cannot: tuple[Finding, ...] = ()
    """What cannot be said: also for the report's own list."""

    def row(self, circle: Circle) -> PublicRow | None:
        """The line of `circle`, if there is one."""
        return next((one for one in self.rows if one.circle is circle), None)


def key_id(key: bytes) -> str:
    """What tells one key from another, and nothing else of it."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL, and only this needs it

    return hashlib.sha256(b"publics key\n" + key).hexdigest()[:6]


def pseudonym(key: bytes, network: str, who: str) -> str:
    """128 bits of HMAC-SHA256 over network, NUL and `who` in lower case, in hexadecimal."""
    import hmac  # noqa: PLC0415 - as above

    return hmac.digest(key, f"{network}\0{who.lower()}".encode(), "sha256").hex()[:32]


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of that month where it has none such."""
    from calendar import monthrange  # noqa: PLC0415 - as above

    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def disclosed(cells: Iterable[int]) -> tuple[int | None, ...]:
    """Cells that part a whole which is shown: those under five hidden, and where one alone is, the next smallest with it.

    Else the whole minus the others would tell the hidden one.
    """
    given = list(cells)
    hidden = {place for place, number in enumerate(given) if number < FEWEST_PEOPLE}
    if len(hidden) == 1:
        rest = [place for place in range(len(given)) if place not in hidden]
        hidden |= {min(rest, key=lambda place: given[place])} if rest else set()
    return tuple(None if place in hidden else number for place, number in enumerate(given))
