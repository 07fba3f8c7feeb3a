"""The port behind which networks vary. One file a network implements it; nothing else knows a network by name."""

import threading
from abc import ABC
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from scheduler.connector.ability import HEARING as HEARING  # noqa: PLC0414 - named here by all
from scheduler.connector.ability import Ability as Ability  # noqa: PLC0414 - as above
from scheduler.connector.vault import Memory as Memory  # noqa: PLC0414 - as above
from scheduler.connector.vault import Vault as Vault  # noqa: PLC0414 - as above
from scheduler.model.failure import Failure, Kind

if TYPE_CHECKING:  # reading a network's rules must not pay for the rest of the model
    from scheduler.clock import Clock
    from scheduler.connector.heard import HeardPage, Words
    from scheduler.connector.shown import EngagerPage, FollowerPage, Full, Shown
    from scheduler.model.account import Account
    from scheduler.model.delivery import Receipt
    from scheduler.model.engagement import Counts
    from scheduler.model.guide import Guide
    from scheduler.model.health import Health
    from scheduler.model.mention import Toward
    from scheduler.model.network import Rules
    from scheduler.model.publics import Act
    from scheduler.model.variant import Card, Options, Part


class SendFailure(Exception):
    """A send that brought no receipt; `failure.kind` says whether it may ever be tried again."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.kind}: {failure.code} {failure.detail}")
        self.failure = failure


@contextmanager
def looking() -> Iterator[None]:
    """Around the readings of a `find`: what fails in them says nothing of the part, so it is raised as UNKNOWN."""
    try:
        yield
    except SendFailure as problem:
        if problem.failure.kind in {Kind.UNKNOWN, Kind.BLOCKED}:
            raise
        raise SendFailure(replace(problem.failure, kind=Kind.UNKNOWN)) from problem


class Unsupported(Exception):
    """The connector was asked for an ability that it does not claim: a fault of the caller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One setting of an account of this network; `secret` ones must be references (`env:`, `keyring:`, `file:`, `cmd:`).

    The sentence `option-NETWORK-NAME` says what it is and where it is found, with `_` written `-`.
    """

    name: str
    secret: bool = False
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One part on its way: exactly what was approved, read back from the frozen bytes.

    `key` is derived from the delivery and the part, and was committed before this value was made. `above` is the remote id
    of the part (or post) that this one stands under, `root` that of the thread's first. `media` holds the fitted bytes, in
    the order of `part.media`.
    """

    tag: str
    number: int
    key: str
    part: "Part"
    options: "Options"
    card: "Card | None" = None
    thumb: bytes = b""
    """The picture of `card`, fitted; empty where it has none."""
    media: tuple[bytes, ...] = ()
    above: str = ""
    root: str = ""
    since: datetime | None = None
    """When the first attempt at this part was written: nothing of ours can be older."""
    latest: datetime | None = None
    """When the latest attempt was written: a list of posts proves an absence only beyond it. None: no list proves any."""
    local: datetime | None = None
    """The hour that the author wrote, with its zone's offset; None: none."""
    above_url: str = ""
    """Where what it stands under can be seen, where that is known."""
    deadline: float | None = None
    """By the site's monotonic clock: the write that publishes may not begin later (uploads come before it). None: no limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """It is there."""

    receipt: "Receipt"


@dataclass(frozen=True, slots=True)
class Absent:
    """It is certainly not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotTell:
    """Neither could be established: a person must look. `recent` holds URLs that a person may compare."""

    recent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What a person was given: the folder with texts and pictures, and the address where the network is written to."""

    folder: Path
    address: str = ""
    """Without the text of the post: it is told to people by notification."""
    page: Path | None = None
    """The file to open first."""


def _pause(seconds: float) -> None:
    threading.Event().wait(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a connector is built with: its account, the clock, how to resolve a secret, and a folder of its own for state."""

    account: "Account"
    rules: "Rules"
    clock: "Clock"
    secret: Callable[[str], str]
    """Takes a reference as written in the account's settings; raises `Problem` where it cannot be resolved."""
    folder: Path
    timeout: float = 20.0
    """Seconds that one request may last at most."""
    title: str = ""
    language: str = "en"
    seed: int = 0
    vault: Vault = field(default_factory=Memory)
    pause: Callable[[float], None] = _pause
    """Waits some seconds, between two looks at a picture that the server prepares; tests put their own here."""


class Connector(ABC):
    """Speaks to one network for one account. Used by one thread at a time.

    Every method may raise `SendFailure`; nothing else leaves a connector but `Unsupported` and faults of the program. Any
    failure after the request may have been written is UNKNOWN; only a connection never made, 429 and a plain refusal are
    known. Texts of the network in `detail` are raw: the caller makes them harmless.
    """

    rules: ClassVar["Rules"]
    docs: ClassVar[str]
    """The address of the network's own documentation."""
    options: ClassVar[tuple[Option, ...]] = ()
    base_url: ClassVar[str | None] = None
    """The network's own address, where an account names none; "": each account must name its server; None: it has none."""
    can: ClassVar[Ability] = Ability.NONE
    request_life: ClassVar[float] = 60.0
    """Seconds after which a request that we sent can no longer take effect at the network."""
    guide: ClassVar["Guide | None"] = None
    """How a person comes by the credentials; `scheduler connect` reads it out. None: there is nothing to come by."""
    counted: ClassVar[tuple[str, ...]] = ()
    """The counts that `counts` may give of a post; the others it never gives. Its own network's, where it plays others."""
    simulated: ClassVar[bool] = False
    """Whether what it says is invented: its counts must be called simulated wherever they appear."""
    newest_is_paid: ClassVar[bool] = False
    """Whether each look at the newest posts costs money: none is made unasked then."""
    withheld: ClassVar[str] = ""
    """Why it is not asked who engages, where its network would tell of some: the code of a sentence. Excludes ENGAGERS."""
    unheard: ClassVar[str] = ""
    """Why messages of others are not listened for, where its network would tell of some: the code of a sentence."""
    app: ClassVar[str] = ""
    """The option that names the app through which accounts speak: those that share its value share its limits. "": none does."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @property
    def hears(self) -> Ability:
        """Those of HEARING that this account may use: where each message costs money, only what it was told to."""
        return self.can & HEARING

    @classmethod
    def named(cls, url: str, identity: str) -> str:  # noqa: ARG003 - for those that need it
        """The remote id of the post at `url`, an http(s) address that a person gave; "" where the address does not say.

        What it returns is what `publish` would have: the rest of a thread is sent under it, counts are asked by it.
        `identity` is who the account was pinned as. No request is made. Here: the last piece of the path.
        """
        return urlsplit(url).path.rstrip("/").rpartition("/")[2]

    def publish(self, outgoing: Outgoing) -> "Receipt":
        """Send one part, exactly as given; return what the network answered. Ability.PUBLISH."""
        raise Unsupported(f"{type(self).__name__}.publish")

    def find(self, outgoing: Outgoing) -> Found | Absent | CannotTell:
        """Look for a part that may have gone out since `outgoing.since`. Ability.FIND.

        A reading that fails is raised as UNKNOWN (or BLOCKED), never as NOT_SENT: it says nothing of the part.
        """
        raise Unsupported(f"{type(self).__name__}.find")

    def counts(self, remote_ids: Sequence[str]) -> "Mapping[str, Counts]":
        """Read counts back, in as few requests as the network allows; an id that is gone is left out. Ability.COUNTS."""
        raise Unsupported(f"{type(self).__name__}.counts")

    def followers(self) -> int | None:
        """The account's followers now. Ability.FOLLOWERS."""
        raise Unsupported(f"{type(self).__name__}.followers")

    def figures(self) -> Mapping[str, int]:
        """What the network says of the account now: `followers`, and what else it tells with them, by name. Ability.FOLLOWERS.

        What it does not give is left out. `posts`, `following` mean the same wherever they are given.
        """
        number = self.followers()
        return {} if number is None else {"followers": number}

    def follower_page(self, cursor: str) -> "FollowerPage":
        """Who follows the account, newest first, from `cursor` of the page before ("": from the start). Ability.FOLLOWER_LIST."""
        raise Unsupported(f"{type(self).__name__}.follower_page")

    def engager_page(self, remote_id: str, acts: "Collection[Act]", cursor: str) -> "EngagerPage":
        """Some who did one of `acts` with the post, from `cursor` of the page before ("": from the start). Ability.ENGAGERS.

        One page is one request at most; who wrote only to this account, and the account itself, is left out.
        """
        raise Unsupported(f"{type(self).__name__}.engager_page")

    def engager_name(self) -> str:
        """Who this account is where others are asked who engaged with them (`Engager.who`); "" where that is not known."""
        return ""

    def heard_page(self, toward: "Toward", about: str, cursor: str) -> "HeardPage":
        """Messages of others: under the post `about`, to the account, or with the hashtag `about`. Ability.REPLIES and so on.

        One page is few requests; what was written to the account alone is left out.
        """
        raise Unsupported(f"{type(self).__name__}.heard_page")

    def words(self, remote_ids: Sequence[str]) -> "Mapping[str, Words]":
        """What messages say, now; those that are gone are left out. For any of HEARING."""
        raise Unsupported(f"{type(self).__name__}.words")

    def identity(self) -> str:
        """The account's stable remote id (`id@instance`, a DID, a page id), "" where the network has none."""
        return ""

    def probe(self) -> "Health":
        """Who answers, until when the credentials hold, and whether publishing would work, without publishing anything."""
        from scheduler.model.health import Health  # noqa: PLC0415 - only asking accounts pays for it

        return Health(identity=self.identity())

    def exchange(self) -> Mapping[str, str]:
        """Secrets that last in place of those that the account was given, by the names of options; empty: keep these.

        For networks whose pages hand out a token that ends within hours. Asked once, when an account is connected; what it
        returns is redacted everywhere from then on.
        """
        return {}

    def hand_off(self, parts: Sequence[Outgoing]) -> Handed:
        """Lay out every part of a delivery for a person; a second call for the same tag renews it. Ability.HAND_OFF."""
        raise Unsupported(f"{type(self).__name__}.hand_off")

    def resolve(self, handle: str) -> str:
        """The stable id of `handle` (without @), "" where there is none such. Ability.RESOLVE."""
        raise Unsupported(f"{type(self).__name__}.resolve")

    def limits(self) -> Mapping[str, int]:
        """The limits that this account's server sets, by the names that `adapt.measure.applied` takes. Ability.LIMITS."""
        raise Unsupported(f"{type(self).__name__}.limits")

    def newest(self, most: int) -> "Sequence[Shown]":
        """At most `most` of the account's own newest posts, newest first, within `shown.PATIENCE`. Ability.NEWEST."""
        raise Unsupported(f"{type(self).__name__}.newest")

    def full(self) -> "Full | None":
        """What the latest answer said of the calls that are left, once there are none; makes no request."""
        return None

    def withdraw(self, remote_id: str) -> None:
        """Delete what went out. Ability.WITHDRAW."""
        raise Unsupported(f"{type(self).__name__}.withdraw")

    def page(self, zone: str) -> Path | None:
        """Draw what went out as a page of our own (hours in the IANA `zone`); None: this network has pages itself."""
        return None

    def close(self) -> None:
        """Let go of connections; called once."""
