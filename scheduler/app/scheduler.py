"""The composition: one calendar at work. All that `cli` may call beyond reading; it holds no rule."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scheduler.app.finding import calendar_of
from scheduler.app.ground import Ground
from scheduler.clock import Clock
from scheduler.config import Config
from scheduler.model.notice import Notice

if TYPE_CHECKING:
    from scheduler.app.accounts import AccountState
    from scheduler.app.approving import Approving
    from scheduler.app.connectors import Connectors
    from scheduler.app.hearing import Hearing
    from scheduler.app.insight import Insight
    from scheduler.app.observing import Observing
    from scheduler.app.queue import Queue
    from scheduler.app.running import Engine
    from scheduler.app.telling import Telling
    from scheduler.app.withdrawing import Withdrawer

# Every part is imported when it is first asked for: together they take longer than the review's first frame may.


class Scheduler:
    """A context manager: what was opened is let go of at its end."""

    def __init__(self, config: Config, *, clock: Clock | None = None, seed: int = 0) -> None:
        self.ground = Ground(config, clock=clock, seed=seed)

    @classmethod
    def find(cls, explicit: Path | None, paths: Sequence[Path]) -> Self:
        """The calendar that `explicit`, the environment, the paths or the current folder lead to."""
        return cls(calendar_of(explicit, paths))

    @property
    def config(self) -> Config:
        """The configuration as it was loaded."""
        return self.ground.config

    @property
    def language(self) -> str:
        """The language to speak."""
        return self.ground.language

    @language.setter
    def language(self, language: str) -> None:
        self.ground.language = language

    @cached_property
    def connectors(self) -> "Connectors":
        """What sends for each account."""
        from scheduler.app.connectors import Connectors  # noqa: PLC0415

        return Connectors(self.ground)

    @cached_property
    def queue(self) -> "Queue":
        """What is planned, applied, approved and decided."""
        from scheduler.app.queue import Queue  # noqa: PLC0415

        return Queue(self.ground)

    @cached_property
    def approving(self) -> "Approving":
        """Who says yes, asks and answers."""
        from scheduler.app.approving import Approving  # noqa: PLC0415

        return Approving(self.ground)

    @cached_property
    def insight(self) -> "Insight":
        """What is read back, and what it means."""
        from scheduler.app.insight import Insight  # noqa: PLC0415

        return Insight(self.ground, self.connectors, self.connectors.apps)

    @cached_property
    def hearing(self) -> "Hearing":
        """What others wrote."""
        from scheduler.app.hearing import Hearing  # noqa: PLC0415

        return Hearing(self.ground, self.connectors, self.connectors.apps)

    @cached_property
    def observing(self) -> "Observing":
        """Site visits and other series from outside."""
        from scheduler.app.observing import Observing  # noqa: PLC0415

        return Observing(self.ground)

    @cached_property
    def engine(self) -> "Engine":
        """What publishes, and while it does so reads counts back and lays out series."""
        from scheduler.app.running import Engine  # noqa: PLC0415

        return Engine(self.ground, self.connectors, collect=self.insight.collect, lay_out=self._lay_out)

    def _lay_out(self) -> int:
        """Lay out series further, where there are any: else a daemon loads neither the reader of files nor adaptation."""
        from scheduler.app import applied  # noqa: PLC0415
        from scheduler.store import documents  # noqa: PLC0415

        series = any(map(applied.repeats, documents.applied(self.ground.database).values()))
        return self.queue.lay_out() if series else 0

    def accounts(self, *, test: bool, repin: Sequence[str] = ()) -> "list[AccountState]":
        """The accounts, and who answers for them where they are asked."""
        from scheduler.app.accounts import states  # noqa: PLC0415

        return states(self.ground, self.connectors, test=test, repin=repin)

    @property
    def telling(self) -> "Telling":
        """Who is told of what happens."""
        return self.engine.telling

    def withdrawer(self, *, by: str) -> "Withdrawer":
        """What takes back what went out, for the person `by`; the brake does not stop it."""
        from scheduler.app.withdrawing import withdrawer  # noqa: PLC0415

        return withdrawer(self.ground, self.connectors, by=by)

    def warnings(self) -> list[Notice]:
        """What whoever gives a command should know; nothing where the queue was not looked at."""
        if not self.ground.is_open:
            return []
        from scheduler.app import warned  # noqa: PLC0415

        return list(warned.warnings(self.ground))

    def away(self) -> Notice | None:
        """That this machine was away at due hours of the last two weeks."""
        from scheduler.app import warned  # noqa: PLC0415

        return warned.away(self.ground)

    def applied(self, paths: Sequence[Path] = ()) -> None:
        """The queue is what the files say, or those of them at and below `paths`."""
        from scheduler.app import warned  # noqa: PLC0415

        warned.applied(self.ground, paths)

    def close(self) -> None:
        """Let go of connections and of the database."""
        if "connectors" in self.__dict__:
            self.connectors.close()
        self.ground.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
