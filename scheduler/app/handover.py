"""`scheduler export --handover`: one file with everything that another person needs to go on with a client's calendar.

Only what is named here goes into it: files of campaigns and their pictures, the configuration without its secrets, what went
out and what is queued, reports. Never a secret, a session, the key of pseudonyms, a message to one person or who it was for.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.app import applied, exporting, verifying
from scheduler.app.pictured import pictures_of
from scheduler.app.scheduler import Scheduler
from scheduler.app.stripped import learn, people, stripped
from scheduler.campaigns import pictures
from scheduler.config import Config
from scheduler.errors import Problem, SchedulerError
from scheduler.flow.evaluate.question import published, window
from scheduler.model.campaign import Campaign
from scheduler.model.delivery import UNSENT, Delivery
from scheduler.model.greeting import is_greeting
from scheduler.model.notice import Notice
from scheduler.plain import redact
from scheduler.render import handover as drawn
from scheduler.render.entries import Entry
from scheduler.store import deliveries, documents, files, history, snapshots

SUFFIX = ".zip"
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One file of the package."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """What was written. `left_out` are codes with arguments; `queued` posts would go out twice if both sides published."""

    file: Path
    files: tuple[Packed, ...]
    left_out: tuple[tuple[str, Mapping[str, object]], ...]
    queued: int
    secrets: tuple[str, ...]


@dataclass(slots=True)
class _Package:
    """What is being put together; texts pass the redactor, whoever wrote them."""

    held: dict[str, bytes] = field(default_factory=dict)
    left_out: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)

    def text(self, name: str, text: str) -> None:
        self.held[name] = redact(text).encode()

    def miss(self, code: str, **about: object) -> None:
        self.left_out.append((code, about))


def hand_over(scheduler: Scheduler, to: Path) -> HandedOver:
    """Write the package to the new or old file `to`, in one move. Raises `Problem` where it cannot be written."""
    if to.suffix != SUFFIX:
        raise Problem("handover-needs-zip", where=str(to))
    config, ground = scheduler.config, scheduler.ground
    learn(config)
    package = _Package()
    wanted = _calendar(scheduler, package)
    private = _private(scheduler)
    rows = [one for one in deliveries.select(ground.database) if not private.holds(one)]
    entries = [one for one in exporting.queued(ground) if not private.named(one.tag)]
    if private.hidden:
        package.miss("handover-left-private", n=private.hidden)
    _history(scheduler, package, rows, entries, private)
    _reports(scheduler, package, rows)
    waiting = [one for one in rows if one.state in UNSENT]
    _queue(scheduler, package, [one for one in entries if one.state in UNSENT])
    package.text("people.csv", drawn.table(people(config)))
    made = ground.clock.now().astimezone(ZoneInfo(config.timezone))
    about = drawn.About(
        calendar=config.calendar_id,
        made=made,
        queued=len({(one.campaign, one.post, one.occurrence) for one in waiting}),
        secrets=wanted,
        campaigns=_campaigns(scheduler),
        left_out=tuple(package.left_out),
        names=tuple(sorted(package.held)),
    )
    package.text(drawn.page_name(scheduler.language), drawn.page(about, scheduler.language))
    return HandedOver(
        file=to,
        files=_write(package, to, made),
        left_out=tuple(package.left_out),
        queued=about.queued,
        secrets=wanted,
    )


def _write(package: _Package, to: Path, made: datetime) -> tuple[Packed, ...]:
    """The same contents always make the same bytes, but for the hour: a list of digests lies in it."""
    listed = tuple(
        Packed(name=name, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
        for name, data in sorted(package.held.items())
    )
    manifest = {one.name: one.sha256 for one in listed}
    package.held["manifest.json"] = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(package.held.items()):
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, data)
    try:
        files.replace(to, buffer.getvalue())
    except OSError as failed:
        raise Problem("not-writable", where=str(to), reason=failed.strerror or "") from failed
    return listed


# -- the calendar's own files


def _calendar(scheduler: Scheduler, package: _Package) -> tuple[str, ...]:
    """Campaign files, their pictures, the configuration; returns the references to secrets that must be filled anew."""
    config, calendar = scheduler.config, scheduler.ground.calendar
    places = _Places(config)
    _, mine, read = calendar.read()
    for file in mine:
        try:
            package.text(places.of(file), file.read_bytes().decode("utf-8-sig"))
        except (OSError, ValueError):
            package.miss("handover-left-unreadable", file=str(file))
    for campaign in read.seen:
        for found in _media(campaign, config):
            if isinstance(found, Notice):
                package.miss(
                    "handover-left-picture", file=str(found.arguments.get("file", "?")), campaign=campaign.slug
                )
            else:
                package.held[places.of(found)] = found.read_bytes()
    prices = None
    if config.prices is not None and config.prices.is_file():
        prices = "prices.toml"
        package.text(f"calendar/{prices}", config.prices.read_text(encoding="utf-8"))
    text, wanted = stripped(config, folder=places.folder, roots=places.roots, prices=prices)
    package.text("calendar/config.toml", text)
    return tuple(wanted)


def _media(campaign: Campaign, config: Config) -> Iterator[Path | Notice]:
    for post in campaign.posts:
        for picture in pictures_of(post):
            found = pictures.facts(picture, Path(campaign.where.file), config.media_roots)
            yield found if isinstance(found, Notice) else found.path


class _Places:
    """Where a file of this calendar lies in the package: as here, what lies elsewhere beside it."""

    def __init__(self, config: Config) -> None:
        self._base = config.path.parent.resolve()
        self._calendar = config.folder.resolve()
        self._roots = [one.resolve() for one in config.media_roots]

    @property
    def folder(self) -> str:
        """What `[calendar] folder` says over there."""
        inside = self._calendar.is_relative_to(self._base)
        return self._calendar.relative_to(self._base).as_posix() if inside else "calendars"

    @property
    def roots(self) -> tuple[str, ...]:
        """What `[media] roots` says over there."""
        return tuple(
            one.relative_to(self._base).as_posix() if one.is_relative_to(self._base) else f"roots/{number}"
            for number, one in enumerate(self._roots)
        )

    def of(self, file: Path) -> str:
        """Its name in the package."""
        place = file.resolve()
        if place.is_relative_to(self._base):
            return f"calendar/{place.relative_to(self._base).as_posix()}"
        if place.is_relative_to(self._calendar):
            return f"calendar/{self.folder}/{place.relative_to(self._calendar).as_posix()}"
        for number, root in enumerate(self._roots):
            if place.is_relative_to(root):
                return f"calendar/roots/{number}/{place.relative_to(root).as_posix()}"
        return f"elsewhere/{hashlib.sha256(str(place).encode()).hexdigest()[:8]}-{place.name}"


# -- what happened, and what is to come


class _Private:
    """Messages to one person: they are nobody's history but theirs."""

    def __init__(self, welcomes: Iterable[str]) -> None:
        self._heads = tuple(welcomes)
        self._hidden: set[str] = set()

    def holds(self, one: Delivery) -> bool:
        """Whether this is such a message."""
        found = bool(one.follower) or self.named(one.tag)
        if found:
            self._hidden.add(one.tag)
        return found

    def named(self, tag: str) -> bool:
        """Whether this tag is that of one."""
        return tag in self._hidden or tag.startswith(self._heads) or is_greeting("".join(tag.split("/")[2:3]))

    @property
    def hidden(self) -> int:
        """How many were left out."""
        return len(self._hidden)


def _private(scheduler: Scheduler) -> _Private:
    known = _applied(scheduler)
    return _Private(f"{slug}/{one.id}/" for slug, campaign in known.items() for one in campaign.welcome)


def _applied(scheduler: Scheduler) -> dict[str, Campaign]:
    found = documents.applied(scheduler.ground.database)
    return {slug: applied.read(text) for slug, text in found.items()}


def _history(
    scheduler: Scheduler, package: _Package, rows: Sequence[Delivery], entries: Sequence[Entry], private: _Private
) -> None:
    from scheduler.render import history as told  # noqa: PLC0415 - what only this export draws
    from scheduler.render import queue as shown  # noqa: PLC0415 - as above
    from scheduler.render import sheets  # noqa: PLC0415 - as above

    language, database = scheduler.language, scheduler.ground.database
    lines = (
        {"seq": one.seq, "tag": one.tag} | told.surface(one, language)
        for one in history.since(database, BEGINNING)
        if not private.named(one.tag)
    )
    package.text("history/journal.jsonl", drawn.json_lines(lines))
    package.text("history/deliveries.jsonl", drawn.json_lines(shown.surface(one, language) for one in rows))
    package.text("history/deliveries.csv", sheets.as_csv(entries, language).decode("utf-8-sig"))
    found = verifying.verify(scheduler.ground)
    package.text("history/verified.json", json.dumps(told.verified_surface(found), indent=2) + "\n")


def _queue(scheduler: Scheduler, package: _Package, waiting: Sequence[Entry]) -> None:
    from scheduler.render.ical import ics  # noqa: PLC0415 - as above

    config, language = scheduler.config, scheduler.language
    about = {"calendar": config.calendar_id, "name": config.calendar_id, "zone": config.timezone}
    data = ics(waiting, **about, made=scheduler.ground.clock.now(), language=language)
    package.held["queue.ics"] = redact(data.decode()).encode()


def _reports(scheduler: Scheduler, package: _Package, rows: Sequence[Delivery]) -> None:
    """The report of every campaign whose last day is over, as a page and as a table of the figures behind it."""
    from scheduler.render.report_formats import rendered  # noqa: PLC0415 - as above

    today = scheduler.ground.calendar.today
    for slug, campaign in _applied(scheduler).items():
        mine = [one for one in rows if one.campaign == slug]
        if not _over(campaign, mine, today):
            continue
        try:
            page = rendered(scheduler.insight.report(slug), "html", scheduler.language)
        except SchedulerError as problem:
            package.miss("handover-left-report", campaign=slug, why=problem.code)
            continue
        package.text(f"reports/{slug}.html", page)
        read = snapshots.select(scheduler.ground.database, campaigns=[slug])
        package.text(f"reports/{slug}.csv", drawn.figures(mine, read))


def _over(campaign: Campaign, rows: Sequence[Delivery], today: date) -> bool:
    days = window(campaign, published(rows))
    return days is not None and days[1] < today and any(one.receipts for one in rows)


def _campaigns(scheduler: Scheduler) -> tuple[tuple[str, str], ...]:
    return tuple(documents.titles(scheduler.ground.database).items())
