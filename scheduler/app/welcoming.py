"""The chore of welcoming new followers: which accounts have a welcome as applied, and who may be read now."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from scheduler.app.connectors import Connectors
from scheduler.app.ground import Ground
from scheduler.connector.base import SendFailure, Unsupported
from scheduler.errors import Problem, SchedulerError
from scheduler.flow.budgets import Budgets
from scheduler.flow.objections import told
from scheduler.flow.voices import Mute, Voices
from scheduler.model.delivery import Event, State
from scheduler.model.greeting import key_id
from scheduler.model.notice import Notice, info, warning
from scheduler.sentences.stored import said, stored
from scheduler.store import accounts, budgets, decisions, documents, secret_key, welcomed
from scheduler.store.database import Database
from scheduler.store.welcomed import Progress

if TYPE_CHECKING:
    from scheduler.app.calendar import Week
    from scheduler.flow.greeting import Place
    from scheduler.flow.prepared import Prepared
    from scheduler.model.campaign import Campaign
    from scheduler.model.delivery import Delivery
    from scheduler.store.changes import New

EVERY = timedelta(minutes=15)
CATCHING_UP = timedelta(minutes=1)
"""Between two passes over a list that is longer than one may read."""
REFUSED_FOR = timedelta(days=3)
"""A message that its network refused is kept so long for a person to see; then nothing of whom it was for is."""


class Welcomes:
    """Reads the followers of each account that has a welcome, and puts messages to new ones into the queue."""

    def __init__(self, ground: Ground, connectors: Connectors) -> None:
        self._ground = ground
        self._connectors = connectors
        self._next: datetime | None = None
        self._flushed: datetime | None = None

    def due(self, now: datetime) -> datetime | None:
        """At once, then every quarter of an hour; sooner while a long list is being read."""
        return self._next or now

    def run(self, now: datetime) -> None:
        """One pass over all accounts, and over what came of the messages."""
        database = self._ground.database
        self._next = now + EVERY
        if database.doubt is not None or database.foreign:
            return  # a restored database would greet again: a person looks first
        if welcomed.asked_for(database):
            voices = Voices(database, self._connectors, self._ground.clock, by="welcome")
            waits = Budgets(database, self._ground.clock, self._connectors.apps())
            for place in self._each_once(now):
                if self._looked(place, voices, waits, now):
                    self._next = now + CATCHING_UP
        if welcomed.progress(database):
            self._settle(now)

    def _each_once(self, now: datetime) -> Iterator["Place"]:
        """Where to greet: of several names of one account the first. The others would take its followers for new ones."""
        database, known = self._ground.database, dict[tuple[str, str], str]()
        for place in _applied(self._ground):
            name, pin = place.account.name, accounts.pinned(self._ground.database, place.account.name)
            other = known.setdefault((pin.network, pin.identity), name) if pin else name
            if other == name:
                yield place
            else:  # without a key: should it be the only one some day, it begins by marking all who follow then
                fault = stored("welcome-same-account", other=other)
                empty = Progress(account=name, key="", adoption="", marking=True, since=now, tried_at=now, fault=fault)
                welcomed.begin(database, empty)

    def _looked(self, place: "Place", voices: Voices, waits: Budgets, now: datetime) -> bool:
        """Read an account's followers; whether more of them are to be read soon."""
        from scheduler.flow.welcome import look  # noqa: PLC0415 - brings adaptation, which a waiting daemon does without

        database, clock, name = self._ground.database, self._ground.clock, place.account.name
        try:
            key, progress = self._begun(place, now)
            rest = CATCHING_UP if progress.marking or progress.cursor else EVERY
            if progress.tried_at is not None and now < progress.tried_at + rest:
                return progress.marking or bool(progress.cursor)
            if name in accounts.blocked(database) or _waits(database, waits, name, now):
                return False
            connector = voices.of(name)
            looked = look(database, connector, place, key, progress, clock)
            waits.after(name, connector)
        except SendFailure as failed:
            waits.met(name, failed.failure)
            welcomed.failed(database, name, told(failed.failure), at=now)
        except Mute as mute:
            welcomed.failed(database, name, mute.objection.why, at=now)
        except Unsupported:
            welcomed.failed(database, name, stored("welcome-cannot-list"), at=now)
        except SchedulerError as problem:
            welcomed.failed(database, name, stored(problem.code, **problem.arguments), at=now)
        else:
            return bool(looked.progress and (looked.progress.marking or looked.progress.cursor))
        return False

    def _begun(self, place: "Place", now: datetime) -> tuple[bytes, Progress]:
        """The key, and how far the account was read by it; from the beginning where that is not known any more.

        So it is at first, with a new key, once a person has adopted a restored database, and after a silence so long that
        nobody knows who came when: then all who follow are marked, and nobody is greeted.
        """
        database, name = self._ground.database, place.account.name
        old, adoption = welcomed.progress(database).get(name), welcomed.adoption(database)
        key = self._key(old)
        known = key_id(key)
        silent = old is not None and old.read_at is not None and now - old.read_at > place.welcome.within
        if old is not None and (old.key, old.adoption) == (known, adoption) and not silent:
            return key, old
        fresh = Progress(
            account=name,
            key=known,
            adoption=adoption,
            marking=True,
            since=now,
            installation=database.installation,
        )
        return key, welcomed.begin(database, fresh)

    def _key(self, old: Progress | None) -> bytes:
        database, folder = self._ground.database, self._ground.state
        key = secret_key.find(folder)
        elsewhere = database.several and old is not None and old.installation not in {"", database.installation}
        if elsewhere and old is not None and (key is None or key_id(key) != old.key):
            raise Problem("welcome-key-elsewhere", file=str(folder / secret_key.NAME))
        return key if key is not None else secret_key.make(folder)

    def _settle(self, now: datetime) -> None:
        """Let go what a yes to the same words covers, end what is too old for anybody, and leave nothing of it in the log."""
        database = self._ground.database
        welcomed.cover(database, by="welcome", at=now)
        over = [
            one
            for one in welcomed.in_states(database, [State.MISSED, State.FAILED])
            if one.state is State.MISSED or now >= (one.closes or one.due or now) + REFUSED_FOR
        ]
        if over:
            reason = {"reason": stored("welcome-over")}
            decisions.move(database, [(one, Event.CANCELLED, reason) for one in over], by="welcome", at=now)
        if welcomed.any_settled_since(database, self._flushed and self._flushed - EVERY):
            self._flushed = now
            welcomed.flush(database)


def _waits(database: Database, waits: Budgets, account: str, now: datetime) -> bool:
    """Whether the network has asked to leave the account alone."""
    known = budgets.waits(database)
    app = waits.app(account)
    found = (known.accounts.get(account), known.apps.get(app) if app else None)
    return any(one is not None and one.until > now for one in found)


def _applied(ground: Ground) -> Iterator["Place"]:
    """One place an account: of several welcomes for it the first, by campaign and by file."""
    from scheduler.app import applied  # noqa: PLC0415 - brings Pydantic

    campaigns = [applied.read(text) for text in documents.applied(ground.database).values() if '"welcome":[{' in text]
    taken: set[str] = set()
    for place in places(ground, campaigns).values():
        if place.account.name not in taken:
            taken.add(place.account.name)
            yield place


def places(ground: Ground, campaigns: Sequence["Campaign"]) -> Mapping[tuple[str, str], "Place"]:
    """Where the welcomes of `campaigns` greet, by campaign and id; not where a network forbids it."""
    from scheduler.flow.greeting import Place, forbidden  # noqa: PLC0415 - brings adaptation

    rulebook, config = ground.rulebook, ground.config
    found = {}
    for campaign in campaigns:
        for welcome in campaign.welcome:
            account, rules = config.accounts.get(welcome.account), rulebook.rules.get(welcome.account)
            if account is not None and rules is not None and not forbidden(rules):
                found[campaign.slug, welcome.id] = Place(
                    campaign=campaign, welcome=welcome, account=account, rules=rules, own_hosts=config.own_hosts
                )
    return found


def beside(ground: Ground, week: "Week", present: Sequence["Delivery"]) -> "tuple[Week, Mapping[str, New]]":
    """`week` with the messages that wait in the queue, made anew from its files, and what planning wants of each by tag."""
    waiting = [one for one in present if one.follower]
    if not waiting:
        return week, {}
    from scheduler.flow.welcome import again  # noqa: PLC0415 - few calendars have one

    known = {key: one for key, one in places(ground, week.campaigns).items() if key not in week.blocked}
    made = list(again(known, waiting))
    items: list[Prepared] = [item for item, _ in made]
    return replace(week, items=(*week.items, *items)), {one.tag: one for _, one in made}


def findings(ground: Ground, zoned: Callable[[datetime], datetime]) -> Iterator[Notice]:
    """What the doctor says: who was welcomed, and whose followers cannot be read."""
    database = ground.database
    greeted = welcomed.numbers(database)
    for name, one in welcomed.progress(database).items():
        subject = f"accounts.{name}"
        if one.fault:
            yield warning("doctor-welcome-unread", None, subject, account=name, why=said(one.fault, ground.language))
        elif one.marking:
            yield info("doctor-welcome-marking", None, subject, account=name)
        elif one.read_at is not None:
            yield info("doctor-welcome", None, subject, account=name, n=greeted.get(name, 0), at=zoned(one.read_at))
