"""The workers of a database that several share, as the doctor shows them."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from scheduler.app.ground import Ground
from scheduler.model.notice import Notice, error, info, warning
from scheduler.store import seat, workers


def told(ground: Ground, *, soon: bool) -> Iterator[Notice]:
    """Each worker that was there lately, and that there is none where posts are due `soon`."""
    with ground.database.read() as connection:
        now, known = ground.database.moment(connection), workers.known(connection)
    zone = ZoneInfo(ground.config.timezone)
    for one in known:
        about = {"id": one.id, "version": one.version, "at": one.beaten.astimezone(zone), "n": one.busy}
        if not one.lives(now):
            yield warning("doctor-worker-gone", None, "", **about)
            continue
        yield info("doctor-worker-leads" if one.leads(now) else "doctor-worker", None, "", **about)
        if abs(one.ahead) > seat.SKEW:
            yield error("doctor-worker-clock", None, "", id=one.id, n=abs(round(one.ahead.total_seconds())))
    if soon and not any(one.lives(now) for one in known):
        yield error("doctor-no-worker")
