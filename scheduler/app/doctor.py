"""`scheduler doctor`: what is wrong with the environment, and what needs a person. It asks no network and sends nothing."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scheduler import secrets
from scheduler.app import aim, ending, health, letting, timing, trust, weekly, welcoming, workers, zoning
from scheduler.app.finding import calendar_of
from scheduler.app.names import BY_HAND
from scheduler.app.scheduler import Scheduler
from scheduler.clock import Clock, SystemClock, machine_zone
from scheduler.config import Config
from scheduler.connector import discover
from scheduler.errors import ExitCode, SchedulerError
from scheduler.flow import hand
from scheduler.flow.chore import broken
from scheduler.model.account import Account
from scheduler.model.change import Answers, ChangeKind
from scheduler.model.delivery import NEEDS_PERSON, UNSENT, Delivery, State
from scheduler.model.notice import Notice, Severity, Where, error, info, warning
from scheduler.model.queued import SHORT
from scheduler.sentences.stored import said
from scheduler.sentences.words import Phrase
from scheduler.store import accounts, agenda, deliveries, history, lock, place, zones
from scheduler.store import health as told_health
from scheduler.store.slate import Slate

MOST = 10
"""Posts named that wait for a person to publish them; the number of all stands beside."""
SOON = timedelta(days=14)
"""Before the end of credentials."""
UNSAID = Phrase("paused-no-reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was found; `needs_person` where somebody must decide or repair before posts can go out."""

    findings: tuple[Notice, ...]
    needs_person: bool
    language: str

    @property
    def exit(self) -> ExitCode:
        """4 when a person is needed, 1 when something is wrong, else 0."""
        if self.needs_person:
            return ExitCode.NEEDS_PERSON
        wrong = any(one.severity is Severity.ERROR for one in self.findings)
        return ExitCode.PROBLEMS if wrong else ExitCode.DONE


def examine(explicit: Path | None, clock: Clock | None = None, speech: Callable[[str], str] = str) -> Examined:
    """Look at everything that can be looked at without a request; a part that fails is a finding, not the end.

    `speech` says which language to speak, given the configuration's.
    """
    findings = list(_environment())
    try:
        config = calendar_of(explicit, [])
    except SchedulerError as problem:
        found = [*findings, *getattr(problem, "notices", ()), _told(problem)]
        return Examined(findings=tuple(found), needs_person=False, language="")
    findings.append(info("doctor-configuration", None, "", file=str(config.path), id=config.calendar_id))
    needs = False
    with Scheduler(config, clock=clock or SystemClock()) as scheduler:
        scheduler.language = speech(config.language)
        findings += _zone(scheduler)
        for account in config.accounts.values():
            findings += _account(account, config)
        findings += _told_to(config)
        try:
            found, needs = _database(scheduler)
            findings += found
        except SchedulerError as problem:
            findings.append(_told(problem))
            needs = problem.exit is ExitCode.NEEDS_PERSON
    return Examined(findings=tuple(findings), needs_person=needs, language=config.language)


def _told(problem: SchedulerError) -> Notice:
    return error(problem.code, None, problem.where, **problem.arguments)


def _environment() -> Iterator[Notice]:
    yield info("doctor-python", None, "", version=".".join(map(str, sys.version_info[:3])), system=sys.platform)
    try:
        ZoneInfo("Europe/Paris")
    except ZoneInfoNotFoundError:
        yield error("doctor-no-zones")
    if sys.getfilesystemencoding().lower() not in {"utf-8", "utf8"}:
        yield warning("doctor-encoding", None, "", name=sys.getfilesystemencoding())


def _zone(scheduler: Scheduler) -> Iterator[Notice]:
    config = scheduler.config
    local = scheduler.ground.clock.now().astimezone(ZoneInfo(config.timezone))
    yield info("doctor-zone", None, "", name=config.timezone, now=local)
    machine, offset = machine_zone(scheduler.ground.clock.now())
    if offset != local.utcoffset():
        yield info("doctor-machine-zone", None, "", name=machine, zone=config.timezone)
    nearest = next(
        (one for one in (scheduler.ground.folder, *scheduler.ground.folder.parents) if one.exists()), Path("/")
    )
    free = place.free(nearest)
    if free is not None and free < place.LEAST_FREE:
        yield error("doctor-disk", None, str(nearest), n=free // 1_000_000)
    if not os.access(nearest, os.W_OK):
        yield error("doctor-no-write", None, str(nearest))


def _account(account: Account, config: Config) -> Iterator[Notice]:
    subject = f"accounts.{account.name}"
    if account.through != account.network:
        code = "doctor-account-by-hand" if account.through == BY_HAND else "doctor-account-through"
        yield info(code, account.where, subject, through=account.through)
        return
    try:
        options = discover.load(account.network, config.networks_allowed).options
    except SchedulerError as problem:
        yield _told(problem)
        return
    for option in options:
        reference = account.settings.get(option.name)
        if reference is None and option.required:
            yield error("option-missing", account.where, subject, name=option.name)
        elif reference is not None and option.secret:
            yield from _secret(config, reference, account.where, subject, account)


def _told_to(config: Config) -> Iterator[Notice]:
    """Addresses that would tell nobody: with a secret that cannot be read, every notification is lost on its way."""
    watch = ("notify.heartbeat_url", config.heartbeat_url)
    for name, written in (*(("notify.urls", one) for one in config.notify_urls), watch):
        if secrets.is_reference(written):
            yield from _secret(config, written, None, f"{name}: {written}")


def _secret(
    config: Config, reference: str, where: Where | None, subject: str, account: Account | None = None
) -> Iterator[Notice]:
    try:
        trust.must_be_trusted(config, reference)
        if account is not None:
            aim.must_agree(config, account, reference)
        if not reference.startswith("cmd:"):  # a look runs no command
            secrets.resolve(reference, config.path.parent)
    except SchedulerError as problem:
        yield error(problem.code, where, subject, **problem.arguments)


def _database(scheduler: Scheduler) -> tuple[list[Notice], bool]:
    database, now = scheduler.ground.database, scheduler.ground.clock.now()
    found = [info("doctor-database", None, database.where)]
    needs = False
    if database.doubt is not None:
        found.append(error("doctor-restored", None, str(database.path)))
        needs = True
    found += [error("doctor-damaged", None, str(database.path), detail=one) for one in database.damage()[:3]]
    if (line := history.verify(database)) is not None:
        found.append(error("doctor-journal", None, str(database.path), n=line))
    if database.foreign:
        found.append(error("run-foreign", None, str(database.path)))
        needs = True
    rows = deliveries.select(database)
    coming = [row for row in rows if row.state in UNSENT and row.due is not None]
    soon = any(row.due and row.due <= now + timedelta(days=1) for row in coming)
    found += _daemon(scheduler, soon, now)
    for state in NEEDS_PERSON:
        if n := sum(1 for row in rows if row.state is state):
            found.append(warning(f"doctor-{state.value}", None, "", n=n))
            needs = True
    paused = scheduler.engine.brakes.told()
    found += [
        warning(f"paused-{one.scope}", None, "", name=one.name, by=one.by or "?", why=one.reason or UNSAID)
        for one in paused
    ]
    needs = needs or bool(paused) or scheduler.engine.braked() is not None
    found += _by_a_person(scheduler, rows, now)
    for name, block in accounts.blocked(database).items():
        found.append(error("doctor-blocked", None, f"accounts.{name}", why=said(block.why, scheduler.language)))
        needs = True
    for name, fault in broken(database).items():
        found.append(error("doctor-chore-broke", None, "", name=name, fault=fault))
    found += _health(scheduler, now)
    found += ending.warnings(scheduler.ground, scheduler.ground.calendar.today)
    if n := zones.moved_since(database, zoning.BY, now - timedelta(days=7)):
        found.append(warning("doctor-rezoned", None, "", n=n))
    if owing := Slate(database.witness).read():
        found.append(error("doctor-owed", None, "", n=len(owing), tags=[one.tag for one in owing[: health.NAMED]]))
        needs = True
    if why := timing.told(scheduler.ground):
        found.append(error("doctor-clock", None, "", why=said(why, scheduler.language)))
        needs = True
    found += _unapplied(scheduler)
    return found, needs


def _health(scheduler: Scheduler, now: datetime) -> Iterator[Notice]:
    """What the networks last said of the accounts, without asking them."""
    local = ZoneInfo(scheduler.config.timezone)
    for name, one in told_health.told(scheduler.ground.database).items():
        subject = f"accounts.{name}"
        ends = one.health.expires_at.astimezone(local) if one.health.expires_at else None
        if name not in scheduler.config.accounts:
            continue
        if ends is not None and ends <= now:
            yield error("doctor-expired", None, subject, day=ends.date(), account=name)
        elif ends is not None and ends - now <= SOON:
            days = max(1, (ends.date() - now.astimezone(local).date()).days)
            yield warning("doctor-expires", None, subject, n=days, day=ends.date(), account=name)
        for finding in one.health.findings:
            if finding.severity is Severity.ERROR:
                yield error(finding.code, None, subject, **finding.arguments)
    yield from welcoming.findings(scheduler.ground, lambda at: at.astimezone(local))
    yield from letting.findings(scheduler.ground)


def _by_a_person(scheduler: Scheduler, rows: list[Delivery], now: datetime) -> Iterator[Notice]:
    """What goes out by somebody's hand alone, and may go out now."""
    yield from map(_to_publish, [row for row in rows if row.state is State.EXPECTED and row.handed][:MOST])
    if keyed := agenda.by_hand(scheduler.ground.database, now, most=len(rows)):
        closes = keyed[0].closes
        until = closes and closes.astimezone(ZoneInfo(scheduler.config.timezone))
        yield warning("doctor-by-key", None, "", n=len(keyed), until=until)


def _to_publish(row: Delivery) -> Notice:
    given = row.handed
    assert given is not None, "only those are shown that were handed over"
    code = "doctor-to-publish-gone" if hand.gone(given) else "doctor-to-publish"
    return warning(code, None, row.tag, tag=row.tag, folder=given.folder, page=Path(given.page).name)


def _daemon(scheduler: Scheduler, soon: bool, now: datetime) -> Iterator[Notice]:
    beat = lock.last_beat(scheduler.ground.database.folder)
    if (place := scheduler.engine.braked()) and not any(
        one.file == str(place) for one in scheduler.engine.brakes.told()
    ):
        yield warning("doctor-paused", None, str(place))
    if scheduler.ground.database.several:
        yield from workers.told(scheduler.ground, soon=soon)
        return
    at = beat.at.astimezone(ZoneInfo(scheduler.config.timezone)) if beat else None
    if beat is not None and beat.daemon and now - beat.at < weekly.STALE:
        yield info("doctor-daemon-alive", None, "", at=at)
    elif beat is not None and not beat.daemon and soon and now - beat.at < weekly.PASSES:
        yield warning("doctor-passes", None, "", at=at)
    elif soon:
        yield error("doctor-daemon-dead")
    else:
        yield info("doctor-daemon-off")


def _unapplied(scheduler: Scheduler) -> Iterator[Notice]:
    proposal = scheduler.queue.propose((), Answers())
    n = sum(1 for one in proposal.changes if one.kind not in {ChangeKind.KEEP, ChangeKind.MISSING})
    if n:
        yield warning("doctor-unapplied", None, "", n=n)
    yield from (one for one in proposal.notices if one.code.startswith(SHORT))
    wrong = sum(1 for one in proposal.notices if one.severity is Severity.ERROR)
    if wrong:
        yield error("doctor-faulty-files", None, "", n=wrong)
