"""The sample week on its Friday afternoon: what went out, the weekend waiting for the press, a question, a post to send live."""

from datetime import date, datetime, timedelta
from pathlib import Path

from scheduler.app.acting import Acts
from scheduler.app.reviewing import Reviewing
from scheduler.model.change import Answers
from scheduler.store import agenda
from scheduler.store.lock import beat
from tests.tui import week
from tests.tui.week import PARIS

NOW = datetime(2027, 6, 11, 14, 23, tzinfo=PARIS)
READ = {"curator": ("a.martin", datetime(2027, 6, 14, tzinfo=PARIS)), "press": ("l.diallo", NOW + timedelta(hours=3))}
"""Who has said yes for a role, and to what comes before when."""
ASKED = ("accrochage", "Combien de dessins sont arrivés ce soir ?")
HELD = ("jardin-la-nuit", "l’heure de fermeture du jardin reste à confirmer")


def made(base: Path) -> Path:
    """The configuration of the calendar in `base`, with its queue as it stands at `NOW`."""
    config = week.calendar(base / "calendar")
    with week.opened(config, by="c.lam", now=week.BEFORE) as room:
        queue = room.scheduler.queue
        queue.apply(queue.propose((), Answers()), by="c.lam")
        for role, (by, last) in READ.items():
            _read(Reviewing(room.scheduler, by=by), role, last)
    with week.opened(config, by="c.lam", now=NOW) as room:
        week.happen(room, NOW)
        later = agenda.between(room.scheduler.ground.database, NOW, NOW + timedelta(days=5))
        queue = room.scheduler.queue
        queue.apply(queue.propose((), Answers()), by="c.lam")
        queue.hold([str(one.id) for one in later if one.post == HELD[0]], why=HELD[1], by="c.lam")
        queue.ask([str(one.id) for one in later if one.post == ASKED[0]], question=ASKED[1], by="a.martin")
        beat(room.scheduler.ground.database.folder, NOW, daemon=True)
    return config


def _read(room: Reviewing, role: str, last: datetime) -> None:
    found = [one for monday in (date(2027, 5, 31), date(2027, 6, 7)) for one in room.week(monday).entries]
    wanted = [
        one for one in found if role in one.missing and one.post != ASKED[0] and (one.hour is None or one.hour < last)
    ]
    Acts(room).approve(wanted, [role])
