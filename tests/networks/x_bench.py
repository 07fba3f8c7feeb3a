"""What the tests of X share: a connector beside the fake, parts to send, and the word that a failure gets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.connector.base import Outgoing, SendFailure
from scheduler.model.failure import Kind
from scheduler.networks.x import RULES, X
from scheduler.sentences import LANGUAGES, say
from scheduler.testing import samples
from scheduler.testing.fake_x import FakeX, Fault, State
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


class Bench(Rig):
    """A rig with the fake in reach."""

    server: FakeX
    connector: X

    @property
    def state(self) -> State:
        return self.server.state


def connected(server: FakeX, folder: Path, **keys: str) -> X:
    given = server.keys | keys
    site = samples.site(
        RULES,
        folder,
        base_url=server.base_url,
        settings={name: f"env:{name}" for name in given},
        secrets={f"env:{name}": value for name, value in given.items()},
        now=server.state.clock,
    )
    return X(site)


@contextmanager
def benched(folder: Path) -> Iterator[Bench]:
    """A connector beside a running fake, on a clock that stands."""
    clock, pauses = samples.clock(), list[float]()
    with FakeX(State(clock=clock)) as server:
        connector = connected(server, folder)
        connector.site = replace(connector.site, pause=pauses.append)

        def arrived() -> list[Arrived]:
            pictures = server.state.media
            return [
                Arrived(
                    id=one.id,
                    text=one.text,
                    above=one.above,
                    alts=tuple(pictures[each].alt or "" for each in one.media),
                    pictures=tuple(pictures[each].sha256 for each in one.media),
                )
                for one in server.state.posted
            ]

        def meet(trouble: Trouble) -> None:
            if trouble is Trouble.UNREACHABLE:
                connector._client.session.base = "http://127.0.0.1:1"
            else:
                if trouble is Trouble.ACCEPTED_THEN_SILENCE:
                    connector._client.session._timeout = 0.2
                server.state.faults = [FAULTS[trouble]]

        bench = Bench(
            connector=connector,
            clock=clock,
            arrived=arrived,
            meet=meet,
            secrets=tuple(server.keys.values()),
            pauses=pauses,
        )
        bench.closed = lambda: not connector._client.session._line.is_open
        bench.server = server
        yield bench
        connector.close()


def out(text: str = "Bonjour", *, pictures: int = 0, **more: object) -> Outgoing:
    shown = [
        (f"Texte {n}", samples.picture(color))
        for n, color in zip(range(pictures), ("teal", "gold", "navy", "crimson"), strict=False)
    ]
    return samples.outgoing(text, RULES, pictures=shown, **more)  # type: ignore[arg-type]


def failed(rig: Bench, part: Outgoing | None = None) -> tuple[Kind, str]:
    with pytest.raises(SendFailure) as caught:
        rig.connector.publish(part or out())
    failure = caught.value.failure
    for language in LANGUAGES:
        assert say(failure.code, {}, language).text
    return failure.kind, failure.code
