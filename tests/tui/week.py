"""The sample week in the middle of itself: a real database in which most things that can happen have happened."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import copytree, ignore_patterns
from zoneinfo import ZoneInfo

from scheduler import config as configuration
from scheduler.app.acting import Acts
from scheduler.app.reviewing import Reviewing
from scheduler.app.scheduler import Scheduler
from scheduler.clock import SimulatedClock
from scheduler.connector import discover
from scheduler.model.change import Answers
from scheduler.model.delivery import Delivery, Event, Receipt, State
from scheduler.sentences.stored import stored
from scheduler.store import accounts, agenda
from scheduler.store.database import Database
from scheduler.store.together import keep
from scheduler.store.transitions import Step, shift_all
from tests.conftest import ROOT

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2027, 6, 9, 14, 23, tzinfo=PARIS)
"""A Wednesday, in the week."""
NO_ANSWERS = Answers()
BEFORE = datetime(2027, 5, 31, 9, tzinfo=PARIS)


def calendar(folder: Path) -> Path:
    """The museum's sample calendar, in `folder`."""
    copytree(ROOT / "calendars", folder, ignore=ignore_patterns("freelance", "__pycache__"))
    return folder / "config.toml"


@contextmanager
def opened(config: Path, *, by: str, now: datetime = NOW, language: str = "fr") -> Iterator[Reviewing]:
    """The room's ground for the person `by`, at `now`."""
    loaded = configuration.load(config, networks=discover.names())
    with Scheduler(loaded, clock=SimulatedClock(now)) as scheduler:
        scheduler.language = language
        yield Reviewing(scheduler, by=by)


def live(config: Path) -> None:
    """Apply the week, approve Monday to Thursday, and let Monday to Wednesday noon happen."""
    with opened(config, by="a.martin", now=BEFORE) as room:
        queue = room.scheduler.queue
        queue.apply(queue.propose((), Answers()), by="c.lam")
        _approve(room)
    with opened(config, by="a.martin") as room:
        happen(room, NOW)
        _wednesday(room)


def _approve(room: Reviewing) -> None:
    """Two roles say yes: the curator to Thursday, the press to Wednesday."""
    found = [one for back in (9, 2) for one in room.week(NOW.date() - timedelta(days=back)).entries]
    for role, by, last in (("curator", "a.martin", 10), ("press", "l.diallo", 9)):
        wanted = [one for one in found if one.day <= date(2027, 6, last) and role in one.missing]
        Acts(Reviewing(room.scheduler, by=by)).approve(wanted, [role])


def happen(room: Reviewing, now: datetime) -> None:
    """What is due before `now` goes out, but for one of each kind of trouble."""
    database = room.scheduler.ground.database
    due = [one for one in agenda.between(database, BEFORE, now) if one.state in {State.READY, State.AWAITING}]
    late = [one for one in due if one.state is State.AWAITING or (one.post, one.account) in LATE]
    _all(database, late, Event.TOO_LATE, reason=stored("missed"))
    going = {one.id for one in due} - {one.id for one in late}
    for event in (Event.CLAIMED, Event.ATTEMPTED):
        _all(database, [one for one in agenda.between(database, BEFORE, now) if one.id in going], event)
    sending = [one for one in agenda.between(database, BEFORE, now) if one.id in going]
    for event in (Event.SENT, *dict.fromkeys(ENDS.values())):
        mine = [one for one in sending if _end(one) is event]
        if event is Event.SENT:
            with database.write() as connection:
                keep(connection, [(one.id, each) for one in mine for each in _out(one)])
        detail = "This text was already published (187)"
        reason = stored("send-refused", detail=detail) if event is Event.REFUSED else ""
        _all(database, mine, event, reason=reason)


def _wednesday(room: Reviewing) -> None:
    """One is held, one asked about, and an account refuses its token."""
    database = room.scheduler.ground.database
    later = agenda.between(database, NOW, NOW + timedelta(days=5))
    room.scheduler.queue.hold(
        [str(one.id) for one in later if one.post == "avis-du-heron"], why="la photo n’est pas cédée", by="c.lam"
    )
    asked = [str(one.id) for one in later if one.post == "question-sacha"]
    room.scheduler.queue.ask(asked, question="Sacha a-t-elle donné son accord ?", by="a.martin")
    accounts.block(database, "musee-bluesky", stored("send-unauthorized"), at=NOW)


ENDS = {
    ("quizz-cle", "musee-facebook"): Event.LOST,
    ("dame-au-gant", "musee-x"): Event.REFUSED,
    ("lettre", "musee-instagram"): Event.HANDED_OFF,
    ("livre-d-or", "musee-instagram"): Event.HANDED_OFF,
    ("trousse", "musee-mastodon"): Event.HANDED_OFF,
}
LATE = {("salle-6", "musee-instagram")}


def _end(one: Delivery) -> Event:
    return ENDS.get((one.post, one.account), Event.SENT) if one.occurrence == "once" else Event.SENT


def _out(one: Delivery) -> list[Receipt]:
    at = one.due or NOW
    return [
        Receipt(part=n, remote_id=f"{one.id}{n}", url=f"https://{one.network}.example/{one.id}{n}", at=at)
        for n in range(len(one.variant.parts))
    ]


def _all(database: Database, found: Sequence[Delivery], event: Event, reason: str = "") -> None:
    """Move all of them in one transaction."""
    columns = {"reason": reason} if reason else {}
    steps = [Step(delivery=one, event=event, by="dispatcher", at=one.due or NOW, columns=columns) for one in found]
    with database.write() as connection:
        shift_all(connection, steps)
