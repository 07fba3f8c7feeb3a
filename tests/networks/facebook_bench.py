"""A Page's connector beside the fake, for the tests that look at one or the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from scheduler.connector.base import Outgoing
from scheduler.networks.facebook import Facebook
from scheduler.testing import samples
from scheduler.testing.fake_facebook import FakeFacebook, Fault, State
from scheduler.testing.fake_facebook.state import APP_ID, APP_SECRET, PAGE_ID
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

    connector: Facebook
    server: FakeFacebook

    @property
    def state(self) -> State:
        return self.server.state


@contextmanager
def benched(folder: Path, state: State | None = None, **more: str) -> Iterator[Bench]:
    """A connector beside a fake, one with `state` if that is given; `more` are further settings of the account."""
    clock, pauses = samples.clock(), list[float]()
    state = state or State()
    state.clock, state.proof_required = clock, True
    with FakeFacebook(state) as server:
        site = samples.site(
            Facebook.rules,
            folder,
            base_url=server.base_url,
            settings={
                "page_id": PAGE_ID,
                "access_token": "env:TOKEN",
                "app_secret": "env:SECRET",
                "app_id": APP_ID,
                **more,
            },
            secrets={"env:TOKEN": server.token, "env:SECRET": APP_SECRET},
            now=clock,
        )
        connector = Facebook(replace(site, pause=pauses.append))

        def arrived() -> list[Arrived]:
            return [
                Arrived(
                    id=one.id,
                    text=one.message,
                    above=one.above,
                    alts=tuple(alt or "" for _, alt, _ in one.photos),
                    pictures=tuple(digest for _, _, digest in one.photos),
                )
                for one in state.posted
            ]

        def meet(trouble: Trouble) -> None:
            if trouble is Trouble.UNREACHABLE:
                connector._client.session.base = "http://127.0.0.1:1"
            else:
                if trouble is Trouble.ACCEPTED_THEN_SILENCE:
                    connector._client.session._timeout = 0.2
                state.faults = [FAULTS[trouble]]

        bench = Bench(
            connector=connector,
            clock=clock,
            arrived=arrived,
            meet=meet,
            secrets=(server.token, APP_SECRET),
            pauses=pauses,
        )
        bench.closed = lambda: not connector._client.session._line.is_open
        bench.server = server
        bench.answer = lambda post: _answered(state, post)
        yield bench
        connector.close()


def _answered(state: State, post: str) -> None:
    above = state.say(post, "Et le dimanche ?", writer=("7001", "Ada"))
    state.say(above.id, "Aussi")


def out(text: str = "Bonjour", *, pictures: int = 0, **more: object) -> Outgoing:
    """A part on its way, with so many pictures."""
    shown = [
        (f"Texte {n}", samples.picture(color))
        for n, color in zip(range(pictures), ("teal", "gold", "navy"), strict=False)
    ]
    return samples.outgoing(text, Facebook.rules, pictures=shown, **more)  # type: ignore[arg-type]


def replaced(given: Outgoing, **part: object) -> Outgoing:
    """The same with something of its part replaced."""
    return replace(given, part=replace(given.part, **part))  # type: ignore[arg-type]
