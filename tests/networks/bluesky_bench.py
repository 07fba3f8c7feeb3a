"""What the tests of Bluesky stand on: the connector beside a strict fake, and parts to send."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

import pytest

from scheduler.adapt.entities import facets
from scheduler.connector.base import Outgoing, SendFailure
from scheduler.model.failure import Failure
from scheduler.networks.bluesky import Bluesky
from scheduler.networks.bluesky.record import cid_of
from scheduler.networks.bluesky.rules import RULES
from scheduler.testing import samples
from scheduler.testing.fake_bluesky import HANDLE, PASSWORD, FakeBluesky, Fault, State
from scheduler.testing.fake_bluesky.engaging import Engaged
from scheduler.testing.fake_bluesky.state import DID
from scheduler.testing.rig import Arrived, Rig, Trouble

FAULTS = {
    Trouble.BAD_REQUEST: Fault.BAD,
    Trouble.UNAUTHORIZED: Fault.REVOKED,
    Trouble.FORBIDDEN: Fault.FORBIDDEN,
    Trouble.UNPROCESSABLE: Fault.STRANGE,
    Trouble.RATE_LIMITED: Fault.LIMIT,
    Trouble.RATE_LIMITED_BARE: Fault.LIMIT_BARE,
    Trouble.ACCEPTED_THEN_ERROR: Fault.ERROR,
    Trouble.UNAVAILABLE: Fault.DOWN,
    Trouble.ACCEPTED_THEN_LOST: Fault.DROP,
    Trouble.LOST: Fault.LOST,
    Trouble.ACCEPTED_THEN_PAGE: Fault.HTML,
    Trouble.ACCEPTED_THEN_NOTHING: Fault.NO_ID,
    Trouble.ACCEPTED_THEN_SILENCE: Fault.SLOW,
    Trouble.REDIRECTED: Fault.ELSEWHERE,
}


@dataclass(slots=True)
class Shared:
    """A vault for two connectors; `broken` is raised by the next writing, which takes `lasts`."""

    value: str | None = None
    broken: BaseException | None = None
    lasts: Callable[[], None] = lambda: None
    written: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def read(self) -> str | None:
        return self.value

    def write(self, value: str) -> None:
        self.lasts()
        broken, self.broken = self.broken, None
        if broken:
            raise broken
        self.value = value
        self.written.append(value)

    def held(self) -> AbstractContextManager[object]:
        return self.lock


class Bench(Rig):
    """A rig with the fake in reach."""

    server: FakeBluesky
    vault: Shared

    @property
    def state(self) -> State:
        return self.server.state

    @property
    def bluesky(self) -> Bluesky:
        assert isinstance(self.connector, Bluesky)
        return self.connector

    def another(self, **settings: str) -> Bluesky:
        """A second connector of the same account, in another thread or process."""
        site = self.connector.site
        account = replace(site.account, settings={**site.account.settings, **settings})
        return Bluesky(replace(site, account=account))

    def asked(self, name: str) -> int:
        return sum(path == f"/xrpc/{name}" for _, path in self.state.requests)


@contextmanager
def bench(tmp_path: Path) -> Iterator[Bench]:
    """The connector beside the fake, as each test of Bluesky has them."""
    clock, vault = samples.clock(), Shared()
    state = State(clock=clock, log=tmp_path / "server.jsonl")
    with FakeBluesky(state) as server:
        site = samples.site(
            Bluesky.rules,
            tmp_path,
            base_url=server.base_url,
            settings={"handle": HANDLE, "app_password": "env:BLUESKY"},
            secrets={"env:BLUESKY": PASSWORD},
            now=clock,
        )
        connector = Bluesky(replace(site, vault=vault))

        def arrived() -> list[Arrived]:
            return [_arrived(one.uri, one.value) for one in state.posted]

        def meet(trouble: Trouble) -> None:
            if trouble is Trouble.UNREACHABLE:
                connector._access.http.base = "http://127.0.0.1:1"
                return
            if trouble is Trouble.ACCEPTED_THEN_SILENCE:
                connector._access.http._timeout = 0.2
            state.faults = [FAULTS[trouble]]

        made = Bench(connector=connector, clock=clock, arrived=arrived, meet=meet, secrets=(PASSWORD,))
        made.closed = lambda: not connector._access.http._line.is_open
        made.server, made.vault = server, vault
        ada, lin = ("did:plc:ada", "ada.example"), ("did:plc:lin", "lin.example")
        made.engage = lambda uri: state.engaged.update(
            {uri: Engaged(likes=[ada, lin, (DID, HANDLE)], reposts=[lin], quotes=[ada], replies=[ada, lin])}
        )
        made.answer = lambda uri: _answered(state, uri)
        yield made
        connector.close()


def _answered(state: State, uri: str) -> None:
    above = state.say("did:plc:ada", "ada.example", "Et le dimanche ?", under=uri, named=True).uri
    state.say(
        "did:plc:lin", "lin.example", "Aussi", under=above, named=True, hashtags=("museumweek",), alts=("Une caisse",)
    )


def _arrived(uri: str, value: object) -> Arrived:
    assert isinstance(value, dict)
    images = value.get("embed", {}).get("images", [])
    cids = {cid_of(samples.picture(color)): samples.picture(color) for color in samples.COLORS}
    return Arrived(
        id=uri,
        text=value["text"],
        above=value.get("reply", {}).get("parent", {}).get("uri", ""),
        alts=tuple(one["alt"] for one in images),
        pictures=tuple(_sha256(cids[one["image"]["ref"]["$link"]]) for one in images),
        language=next(iter(value.get("langs", [])), ""),
    )


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def out(text: str = "Bonjour", *, pictures: int = 0, **more: object) -> Outgoing:
    """A part as `adapt` would make it: its links, mentions and hashtags found."""
    shown = [
        (f"Texte {n}", samples.picture(color))
        for n, color in zip(range(pictures), ("teal", "gold", "navy"), strict=False)
    ]
    made = samples.outgoing(text, Bluesky.rules, pictures=shown, **more)  # type: ignore[arg-type]
    return replace(made, part=replace(made.part, facets=tuple(facets(text, RULES))))


def failure(rig: Bench, sent: Outgoing | None = None) -> Failure:
    with pytest.raises(SendFailure) as caught:
        rig.connector.publish(sent or out())
    return caught.value.failure
