"""A whole engine on a real database file, a simulated clock and a scripted network; it can die and be opened again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.clock import SimulatedClock
from scheduler.flow.brake import Brake
from scheduler.flow.dispatch import Coming, Dispatcher
from scheduler.flow.tally import Summary
from scheduler.model.delivery import Delivery, State
from scheduler.model.variant import Media, Part, Role, Variant
from scheduler.notify import News
from scheduler.store import deliveries
from scheduler.store.blobs import Blobs
from scheduler.store.database import Database
from scheduler.store.deliveries import Add, New
from scheduler.wake import SimulatedAlarm
from tests import engines
from tests.flow.remote import Connectors, Network, Scripted

MONDAY = datetime(2027, 6, 7, 7, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def variant(account: str, *texts: str, pictures: Sequence[tuple[str, str]] = ()) -> Variant:
    """A thread of `texts`; `pictures` are (digest, alt) of the first part."""
    media = tuple(Media(file="a.png", alt=alt, blob=blob, mime="image/png") for blob, alt in pictures)
    parts = tuple(
        Part(role=Role.POST, text=text, length=len(text), limit=500, media=media if number == 0 else ())
        for number, text in enumerate(texts)
    )
    return Variant(account=account, network="scripted", parts=parts)


@dataclass(slots=True)
class World:
    """`network` and `clock` outlive every process; `reopen` is what a new process finds after the old one is gone."""

    folder: Path
    kind: type[Scripted] = Scripted
    kinds: Mapping[str, type[Scripted]] = field(default_factory=dict)
    clock: SimulatedClock = field(default_factory=lambda: SimulatedClock(MONDAY))
    network: Network = field(init=False)
    database: Database = field(init=False)
    blobs: Blobs = field(init=False)
    connectors: Connectors = field(init=False)
    news: list[News] = field(default_factory=list)
    followed: list[Delivery] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.network = Network(clock=self.clock)
        self.blobs = Blobs(self.folder / "blobs")
        self.reopen()

    def reopen(self) -> None:
        self.database = engines.opened(self.folder / "queue.db", clock=self.clock, state=self.folder / "state")
        self.connectors = Connectors(network=self.network, folder=self.folder, kind=self.kind, kinds=self.kinds)

    @property
    def stop_file(self) -> Path:
        return self.folder / "STOP"

    def dispatcher(self, *, threads: int = 4, coming: Coming = lambda _due, _look: None) -> Dispatcher:
        return Dispatcher(
            self.database,
            self.connectors,
            self.blobs,
            self.clock,
            brake=Brake([self.stop_file]),
            threads=threads,
            tell=self.news.extend,
            follow=self.followed.append,
            coming=coming,
        )

    def once(self) -> Summary:
        return self.dispatcher().once()

    def run(self, last: timedelta) -> Summary:
        """The daemon's own loop, for so long of simulated time."""
        return self.dispatcher().run(SimulatedAlarm(self.clock, until=self.clock.now() + last))

    def new(
        self,
        post: str = "reserves",
        *texts: str,
        account: str = "musee",
        after: timedelta = timedelta(0),
        patience: timedelta | None = timedelta(hours=2),
        roles: tuple[str, ...] = (),
        under: str = "",
        pictures: Sequence[tuple[str, str]] = (),
    ) -> New:
        made = variant(account, *(texts or (f"{post} on {account}",)), pictures=pictures)
        due = self.clock.now() + after
        return New(
            campaign="museumweek",
            post=post,
            occurrence="once+answer" if under else "once",
            account=account,
            network="scripted",
            variant=made,
            digest=made.digest,
            due=due,
            local=due.astimezone(PARIS),
            zone="Europe/Paris",
            too_late_at=due + patience if patience is not None else None,
            roles=roles,
            under=under,
        )

    def add(self, *new: New) -> list[Delivery]:
        deliveries.apply(self.database, [Add(one) for one in new], by="test", at=self.clock.now(), campaigns={})
        return deliveries.select(self.database, tags=[one.tag for one in new])

    def now(self, delivery: Delivery) -> Delivery:
        return deliveries.select(self.database, ids=[delivery.id])[0]

    def state(self, delivery: Delivery) -> State:
        return self.now(delivery).state
