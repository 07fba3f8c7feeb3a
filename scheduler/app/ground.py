"""What every part of the composition stands on: one calendar's files, its database and its frozen pictures."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.clock import Clock, SystemClock
from scheduler.config import Config
from scheduler.store.place import sqlite_path

if TYPE_CHECKING:
    from scheduler.app.calendar import Calendar
    from scheduler.app.rulebook import Rulebook
    from scheduler.store.blobs import Blobs
    from scheduler.store.database import Database


class Ground:
    """Opened when first used, and loaded then: SQLAlchemy alone takes longer than a first frame may.

    `close` lets go of what was opened. `seed` is that of the simulated audience.
    """

    def __init__(self, config: Config, *, clock: Clock | None = None, seed: int = 0) -> None:
        self.config = config
        self.clock = clock or SystemClock()
        self.folder = sqlite_path(config.calendar_id).parent
        self.seed = seed
        self.language = config.language

    @cached_property
    def rulebook(self) -> "Rulebook":
        """The rules that hold for each account, where nothing else of the files is wanted."""
        from scheduler.app.rulebook import Rulebook  # noqa: PLC0415 - as above

        return Rulebook(self.config, self.clock)

    @cached_property
    def calendar(self) -> "Calendar":
        """The files."""
        from scheduler.app.calendar import Calendar  # noqa: PLC0415 - as above

        return Calendar(self.config, self.clock)

    @cached_property
    def database(self) -> "Database":
        """The database, brought to this version's schema."""
        from scheduler.store.database import open_database  # noqa: PLC0415 - as above

        password = ""
        if self.config.database_password and self.config.database_url.startswith("postgresql"):
            from scheduler import secrets  # noqa: PLC0415 - most databases are files
            from scheduler.app import trust  # noqa: PLC0415

            trust.must_trust_database(self.config)
            password = secrets.resolve(self.config.database_password, self.config.path.parent)
        return open_database(self._address, clock=self.clock, password=password)

    @cached_property
    def blobs(self) -> "Blobs":
        """The frozen pictures: in the state folder, and where several workers share the database, in it, too."""
        folder = self.folder / "blobs"
        if self.config.database_url.startswith("postgresql"):
            from scheduler.store.shared_blobs import SharedBlobs  # noqa: PLC0415 - as above

            return SharedBlobs(folder, self.database)
        from scheduler.store.blobs import Blobs  # noqa: PLC0415 - as above

        return Blobs(folder)

    @property
    def brakes(self) -> list[Path]:
        """The files that stop all sending while they exist; the last is the one that `pause` makes. Opens no database."""
        from scheduler.flow.brake import STOP  # noqa: PLC0415 - as above
        from scheduler.store.pauses import PAUSED  # noqa: PLC0415

        # Beside the configuration, too: that is the folder that people call the calendar's.
        folders = dict.fromkeys((self.config.path.parent, self.config.folder, self.state))
        return [*(folder / STOP for folder in folders), self.state / PAUSED]

    @property
    def state(self) -> Path:
        """The database's own folder on this machine; known also while the database is locked."""
        from scheduler.store.database import folder_for  # noqa: PLC0415 - as above

        return folder_for(self._address)

    @property
    def _address(self) -> str | Path:
        return self.config.database_url or sqlite_path(self.config.calendar_id)

    @property
    def is_open(self) -> bool:
        """Whether the database was needed yet."""
        return "database" in self.__dict__

    def close(self) -> None:
        """Let go of the database, if it was opened."""
        if self.is_open:
            self.database.close()
