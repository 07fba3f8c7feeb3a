"""A network with a log of its own, and a connector that speaks to it as a script says: the judge of «never twice»."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from scheduler.clock import SimulatedClock
from scheduler.connector.base import (
    Ability,
    Absent,
    CannotTell,
    Connector,
    Found,
    Outgoing,
    SendFailure,
    Site,
)
from scheduler.model.account import Account
from scheduler.model.delivery import Receipt
from scheduler.model.failure import Failure, Kind
from scheduler.model.network import Count, Mention, PictureRules, Rules
from scheduler.model.notice import Where

RULES = Rules(
    network="scripted",
    title="Scripted",
    count=Count.CODE_POINTS,
    max_length=500,
    mention=Mention.HANDLE,
    pictures=PictureRules(most=4, formats=("PNG",), max_bytes=10_000, alt_length=1500),
    threads=True,
)


class Fate(StrEnum):
    """What becomes of one request."""

    ACCEPTED = "accepted"
    LOST_BEFORE = "the connection drops, nothing arrived"
    LOST_AFTER = "it arrived, the answer is lost"
    LATE = "it takes effect later, the answer is lost"
    UNREACHABLE = "never connected"
    TOO_MANY = "429"
    UNAUTHORISED = "401"
    REFUSED = "422"
    SENSELESS = "200 without an id"
    FAULTY = "the connector itself breaks after sending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """One thing on the network, as the network saw it."""

    id: str
    account: str
    text: str
    above: str
    alts: tuple[str, ...]
    pictures: tuple[bytes, ...]
    key: str
    tag: str
    number: int
    at: datetime


@dataclass(slots=True)
class Network:
    """The server's side. `script` holds the fates of the next requests; when it is empty all is well."""

    clock: SimulatedClock
    log: list[Remote] = field(default_factory=list)
    script: deque[Fate] = field(default_factory=deque)
    under_way: list[tuple[float, Remote]] = field(default_factory=list)
    requests: int = 0
    looks: int = 0
    honours_keys: bool = False
    lasts: timedelta = timedelta(0)
    """How long a request takes, on the simulated clock."""
    identities: dict[str, str] = field(default_factory=dict)
    before_send: Callable[[Outgoing], None] = lambda _: None
    after_send: Callable[[Outgoing], None] = lambda _: None

    def arrive(self) -> None:
        """Let take effect what was under way."""
        now = self.clock.monotonic()
        for one in [late for at, late in self.under_way if at <= now]:
            self._accept(one)
        self.under_way = [(at, late) for at, late in self.under_way if at > now]

    def _accept(self, one: Remote) -> Remote:
        same = [old for old in self.log if old.key == one.key and old.account == one.account]
        if self.honours_keys and same:
            return same[0]
        self.log.append(one)
        return one

    def post(self, account: str, outgoing: Outgoing) -> Remote:
        """One request, with the fate that the script gives it."""
        self.arrive()
        self.requests += 1
        self.before_send(outgoing)
        one = Remote(
            id=f"{account}-{self.requests}",
            account=account,
            text=outgoing.part.text,
            above=outgoing.above,
            alts=tuple(media.alt for media in outgoing.part.media),
            pictures=outgoing.media,
            key=outgoing.key,
            tag=outgoing.tag,
            number=outgoing.number,
            at=self.clock.now(),
        )
        fate = self.script.popleft() if self.script else Fate.ACCEPTED
        self.clock.advance(self.lasts)
        if fate in {Fate.ACCEPTED, Fate.LOST_AFTER, Fate.SENSELESS, Fate.FAULTY}:
            one = self._accept(one)
        if fate is Fate.LATE:
            self.under_way.append((self.clock.monotonic() + 40, one))
        self.after_send(outgoing)
        self._answer(fate)
        return replace(one, id="") if fate is Fate.SENSELESS else one

    def _answer(self, fate: Fate) -> None:
        now = self.clock.now()
        failures = {
            Fate.LOST_BEFORE: Failure(kind=Kind.UNKNOWN, code="send-interrupted"),
            Fate.LOST_AFTER: Failure(kind=Kind.UNKNOWN, code="send-interrupted", status=502),
            Fate.LATE: Failure(kind=Kind.UNKNOWN, code="send-interrupted"),
            Fate.UNREACHABLE: Failure(kind=Kind.NOT_SENT, code="send-interrupted"),
            Fate.TOO_MANY: Failure(
                kind=Kind.NOT_SENT, code="send-interrupted", status=429, retry_at=now + timedelta(minutes=5)
            ),
            Fate.UNAUTHORISED: Failure(kind=Kind.BLOCKED, code="send-interrupted", status=401),
            Fate.REFUSED: Failure(kind=Kind.REFUSED, code="send-interrupted", status=422, detail="\x1b[2Jno"),
        }
        if fate is Fate.FAULTY:
            raise RuntimeError("a fault of the connector")
        if fate in failures:
            raise SendFailure(failures[fate])

    def texts(self, account: str | None = None) -> list[str]:
        """What is there, in the order of arrival."""
        self.arrive()
        return [one.text for one in self.log if account in {None, one.account}]


class Scripted(Connector):
    """Speaks to a `Network`."""

    rules: ClassVar[Rules] = RULES
    docs: ClassVar[str] = "https://network.example/docs"
    can = Ability.PUBLISH | Ability.THREAD | Ability.FIND | Ability.PROVE_ABSENCE
    network: Network

    def publish(self, outgoing: Outgoing) -> Receipt:
        one = self.network.post(self.site.account.name, outgoing)
        return Receipt(part=outgoing.number, remote_id=one.id, url=f"https://network.example/{one.id}", at=one.at)

    def find(self, outgoing: Outgoing) -> Found | Absent | CannotTell:
        self.network.arrive()
        self.network.looks += 1
        for one in self.network.log:
            same = (one.account, one.text, one.above) == (self.site.account.name, outgoing.part.text, outgoing.above)
            if same and (outgoing.since is None or one.at >= outgoing.since):
                url = f"https://network.example/{one.id}"
                return Found(receipt=Receipt(part=outgoing.number, remote_id=one.id, url=url, at=one.at))
        return Absent() if Ability.PROVE_ABSENCE in self.can else CannotTell()

    def identity(self) -> str:
        return self.network.identities.get(self.site.account.name, f"{self.site.account.name}@network.example")


class Blind(Scripted):
    """Cannot look: what is unknown stays so until a person says."""

    can = Ability.PUBLISH | Ability.THREAD


class Doubtful(Scripted):
    """Can look, but not finding proves nothing (X, Facebook)."""

    can = Ability.PUBLISH | Ability.THREAD | Ability.FIND


class Keyed(Blind):
    """Cannot look, but the same key cannot double."""

    can = Ability.PUBLISH | Ability.THREAD | Ability.NATIVE_KEY


@dataclass(slots=True)
class Connectors:
    """What the publisher asks for a connector: one an account, made when first asked for."""

    network: Network
    folder: Path
    kind: type[Scripted] = Scripted
    kinds: Mapping[str, type[Scripted]] = field(default_factory=dict)
    made: dict[str, Scripted] = field(default_factory=dict)

    def __call__(self, account: str) -> Connector:
        if account not in self.made:
            site = Site(
                account=Account(name=account, network="scripted", through="scripted", where=Where(file="config.toml")),
                rules=RULES,
                clock=self.network.clock,
                secret=lambda reference: reference,
                folder=self.folder,
            )
            self.made[account] = self.kinds.get(account, self.kind)(site)
            self.made[account].network = self.network
        return self.made[account]
