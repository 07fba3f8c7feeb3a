"""What others said to us, as frozen values: conversations, contributions of the public, and the words that may be cited.

Nothing here holds a handle. A number that was not collected is None beside a `reason` (the code of a sentence), never 0.
The level for partners carries none of these values: no verbatim, no subject, no count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from scheduler.model.figure import Range, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is to be passed on: how many messages spoke of `theme`, and which department it concerns ("": none named)."""

    theme: str
    number: int
    department: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """A number of the operation beside the baseline weeks that were collected in the same way.

    `value` is as counted; `mean` and `ordinary` are brought to the operation's length. `reason` says why there is no
    comparison (weeks not collected, too few of them), with `weeks` of them at hand.
    """

    value: float | None
    mean: float | None = None
    ratio: float | None = None
    ordinary: Range | None = None
    verdict: Verdict = Verdict.TOO_LITTLE
    weeks: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listened:
    """How far one account was listened to. `reason` names what it lacks ("": all that the network gives was read).

    `since` is the instant from which on everything was read; None: nothing was. `network` is its name, not its title. `what`
    is `replies` (under our posts), `mentions` (of the account) or `tags` (posts with the campaign's hashtags).
    """

    account: str
    network: str
    what: str
    since: datetime | None
    until: datetime | None = None
    reason: str = ""
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversations:
    """Section 11. None in `replies` (and the rest): no account could be listened to; `reason` says why.

    `questions`, `answered`, `waiting` rest on what a person marked; `unsorted` messages were looked at by nobody yet, so
    that these are «at least». `delay` is the median time to our answer over the answered questions whose hour is known
    (`timed`).
    """

    replies: int | None
    mentions: int | None
    sorted: int = 0
    unsorted: int = 0
    questions: int | None = None
    answered: int | None = None
    timed: int = 0
    delay: timedelta | None = None
    waiting: int | None = None
    """Questions without an answer."""
    waiting_at: tuple[Subject, ...] = ()
    """Where they wait: the department in `department`, `theme` empty."""
    passing: tuple[Subject, ...] = ()
    """To pass on, the most frequent first; also what was passed on already."""
    usual: Usual | None = None
    """Replies received beside those of the baseline weeks."""
    unconsented: int = 0
    """Verbatims picked but not shown, since nobody recorded a consent (or it was withdrawn)."""
    gone: int = 0
    """Messages that their authors deleted since; they count among what was received."""
    listened: tuple[Listened, ...] = ()
    simulated: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributions:
    """Section 12. `received` = `accepted` + the sum of `aside`: what a person judged.

    `unjudged` posts bear the campaign's hashtags and were judged by nobody; `seen` is all that bear them.
    """

    hashtags: tuple[str, ...]
    seen: int | None
    received: int
    accepted: int
    aside: Mapping[str, int] = field(default_factory=dict)
    """Set aside, by reason: `off-topic`, `no-consent`, `rights`, `quality`, `duplicate`, `other` (sentences
    `aside-REASON`), the most frequent first."""
    unjudged: int = 0
    contributors: int | None = None
    """Distinct people among the received; None: not all of them can be told apart."""
    accepted_contributors: int | None = None
    credited: int = 0
    """Accepted ones with a credit recorded."""
    consented: int = 0
    """Accepted ones with the author's consent recorded."""
    listened: tuple[Listened, ...] = ()
    simulated: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbatim:
    """Words of somebody of the public, chosen by hand and cited with consent: without it there is no Verbatim.

    `wording` and `attribution` («a visitor») are as the person wrote them: raw text to be shown harmlessly. `network` is a
    name ("": said elsewhere), `day` the day on which it was said in the campaign's zone.
    """

    wording: str
    attribution: str
    network: str
    day: date
    simulated: bool = False
