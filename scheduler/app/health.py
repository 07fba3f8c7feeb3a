"""Whether posts go out, in one quick look: for machines that watch, and for the call that a watch elsewhere waits for.

No request, no campaign file, no secret. What only needs a person some day (a refused post, a missing yes) is `doctor`'s.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.app import timing
from scheduler.app.ground import Ground
from scheduler.app.weekly import alive
from scheduler.clock import Clock, SystemClock
from scheduler.config import Config
from scheduler.errors import SchedulerError
from scheduler.model.delivery import Delivery, State
from scheduler.model.notice import Notice, error
from scheduler.sentences.stored import said
from scheduler.store import accounts, deliveries, lock, place, workers
from scheduler.store.slate import Slate

OVERDUE = timedelta(minutes=10)
"""A post that is ready and so long past its hour does not go out, whatever the reason."""
NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What keeps posts from going out; nothing: all is well."""

    findings: tuple[Notice, ...]
    language: str

    @property
    def well(self) -> bool:
        """Whether posts go out."""
        return not self.findings


def look(config: Config, clock: Clock | None = None) -> Health:
    """Everything that keeps the posts of this calendar from going out, a dead daemon too."""
    ground = Ground(config, clock=clock or SystemClock())
    try:
        found = (*silent(ground), *hindered(ground))
    except SchedulerError as problem:
        found = (error(problem.code, None, problem.where, **problem.arguments),)
    finally:
        ground.close()
    return Health(findings=found, language=config.language)


def silent(ground: Ground) -> Iterator[Notice]:
    """Whether there is no daemon, nor a pass within the last hour; of several workers, none that lives."""
    if not publishes(ground):
        beat = lock.last_beat(ground.database.folder)
        yield error("health-silent", None, "", at=_local(beat.at, ground)) if beat else error("health-nobody", None, "")


def publishes(ground: Ground) -> bool:
    """Whether anything that publishes for this calendar has given a sign of life lately."""
    database = ground.database
    if database.several:
        with database.read() as connection:
            return bool(workers.living(connection, database.moment(connection)))
    beat = lock.last_beat(database.folder)
    return beat is not None and alive(beat, ground.clock.now())


def hindered(ground: Ground) -> Iterator[Notice]:
    """What keeps posts from going out although the daemon lives. Raises `SchedulerError` where the store cannot be read."""
    database, now = ground.database, ground.clock.now()
    if (file := braked(ground)) is not None:
        yield error("health-braked", None, str(file))
    if database.doubt is not None:
        yield error("doctor-restored", None, database.where)
    if database.foreign:
        yield error("run-foreign", None, database.where)
    if why := timing.told(ground):
        yield error("doctor-clock", None, "", why=said(why, ground.language))
    if owing := Slate(database.witness).read():
        yield error("doctor-owed", None, "", n=len(owing), tags=[one.tag for one in owing[:NAMED]])
    left = place.free(database.folder)
    if left is not None and left < place.LEAST_FREE:
        yield error("doctor-disk", None, str(database.folder), n=left // 1_000_000)
    if late := overdue(ground, now):
        yield error("health-overdue", None, "", n=len(late), tags=[one.tag for one in late[:NAMED]])


def overdue(ground: Ground, now: datetime) -> list[Delivery]:
    """Posts that nobody holds and whose hour is well past: on accounts that a person has to connect again, too."""
    found = deliveries.select(ground.database, states=[State.READY], due_until=now - OVERDUE)
    blocked = accounts.blocked(ground.database)
    return [one for one in found if one.account in blocked or one.embargo is None or one.embargo <= now]


def braked(ground: Ground) -> Path | None:
    """The file that stops all sending, if one does."""
    return next((file for file in ground.brakes if file.is_symlink() or file.exists()), None)


def _local(at: datetime, ground: Ground) -> datetime:
    return at.astimezone(ZoneInfo(ground.config.timezone))
