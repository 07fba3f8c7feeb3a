"""The composition: one calendar with its database, blobs and connectors. All that `cli` may call beyond reading."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

from scheduler.app.calendar import Calendar
from scheduler.app.checking import calendar_of
from scheduler.app.insight import Insight
from scheduler.app.places import calendar_folder
from scheduler.app.queue import Queue
from scheduler.app.running import Engine
from scheduler.clock import Clock, SystemClock
from scheduler.config import Config
from scheduler.store.blobs import Blobs
from scheduler.store.database import Database, open_database


class Scheduler:
    """One calendar at work. Close it, or use it as a context manager: the database is let go of then."""

    def __init__(
        self, config: Config, *, clock: Clock | None = None, folder: Path | None = None, seed: int = 0
    ) -> None:
        self.config = config
        self.clock = clock or SystemClock()
        self.folder = folder or calendar_folder(config.calendar_id)
        self.seed = seed
        self.language = config.language

    @classmethod
    def find(cls, explicit: Path | None, paths: Sequence[Path]) -> "Scheduler":
        """The calendar that `explicit`, the environment, the paths or the current folder lead to."""
        return cls(calendar_of(explicit, paths))

    @cached_property
    def calendar(self) -> Calendar:
        """The files."""
        return Calendar(self.config, self.clock)

    @cached_property
    def database(self) -> Database:
        """The database, opened (and brought to the newest schema) when first needed."""
        place = self.config.database_url or self.folder / "queue.db"
        return open_database(place, clock=self.clock)

    @cached_property
    def blobs(self) -> Blobs:
        """The frozen pictures."""
        return Blobs(self.folder / "blobs")

    @cached_property
    def queue(self) -> Queue:
        """What is planned, applied, approved and decided."""
        return Queue(self)

    @cached_property
    def engine(self) -> Engine:
        """What publishes."""
        return Engine(self)

    @cached_property
    def insight(self) -> Insight:
        """What is read back, and what it means."""
        return Insight(self)

    def close(self) -> None:
        """Let go of the database and of the connectors, if they were opened."""
        if "engine" in self.__dict__:
            self.engine.close()
        if "database" in self.__dict__:
            self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
