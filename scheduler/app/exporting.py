"""`scheduler export`: what is queued, or what the files say, as a calendar, a table or a page that others can open."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.app import lying
from scheduler.app.checking import Previewed, Shown, everything, shown_of
from scheduler.app.ground import Ground
from scheduler.app.queue import week_of
from scheduler.errors import Problem, Usage
from scheduler.model.delivery import FINAL, Delivery, hour_of
from scheduler.model.greeting import is_greeting
from scheduler.model.spelling import nearest
from scheduler.render.entries import Entry, unpublished
from scheduler.sentences import label
from scheduler.store import deliveries, documents, files, revisions

FORMATS = ("ics", "csv", "xlsx", "md", "html")
Pages = Callable[[Sequence[Entry]], Sequence[Shown]]
"""From entries to what a page shows of them."""
BINARY = frozenset({"xlsx", "html"})
"""Not for a terminal: they need a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was made. `skipped` have no hour, so a calendar has no place for them."""

    format: str
    data: bytes
    entries: tuple[Entry, ...]
    unpublished: int
    skipped: int
    file: Path | None
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """What is asked for: a campaign, a week from its first instant to that of the next."""

    campaign: str | None
    first: datetime | None
    last: datetime | None

    def holds(self, one: Entry) -> bool:
        if self.campaign and one.campaign != self.campaign:
            return False
        if self.first is None or self.last is None:
            return True
        return one.begins is not None and self.first <= one.begins < self.last


def export(
    ground: Ground,
    kind: str,
    *,
    week: str | None,
    campaign: str | None,
    from_files: bool,
    to: Path | None,
    language: str,
) -> Exported:
    """Export the queue (`from_files`: the campaign files instead) and write it to `to`, where that is given, in one move.

    Raises `Usage` for a format that is none, or that needs a file; `Problem` for a campaign that is nowhere.
    """
    if kind not in FORMATS:
        raise Usage("export-unknown-format", where="scheduler export", name=kind, known=FORMATS)
    if kind in BINARY and to is None:
        raise Usage("export-needs-file", where=kind, kind=kind)
    first, last = week_of(week, ground.config.timezone) if week else (None, None)
    scope = _Scope(campaign=campaign, first=first, last=last)
    found, shown = _of_files(ground) if from_files else _of_queue(ground, campaign)
    known = {one.campaign for one in found} | (set() if from_files else {*documents.titles(ground.database)})
    if campaign and campaign not in known:
        meant = nearest(campaign, known) or ", ".join(sorted(known)[:8])
        raise Problem("nothing-so-named", where="--campaign", name=campaign, meant=meant)
    entries = tuple(sorted((one for one in found if scope.holds(one)), key=_order))
    data = _drawn(kind, entries, shown, ground, language)
    if to is not None:
        try:
            files.replace(to, data)
        except OSError as failed:
            raise Problem("not-writable", where=str(to), reason=failed.strerror or "") from failed
    skipped = sum(1 for one in entries if one.begins is None) if kind == "ics" else 0
    return Exported(
        format=kind,
        data=data,
        entries=entries,
        unpublished=unpublished(entries, cancelled=kind in {"csv", "xlsx"}),
        skipped=skipped,
        file=to,
        language=language,
    )


def _order(one: Entry) -> tuple[bool, float, str, str, str]:
    hour = one.begins
    return hour is None, hour.timestamp() if hour else 0.0, one.campaign, one.post, one.occurrence


def _drawn(kind: str, entries: Sequence[Entry], shown: Pages, ground: Ground, language: str) -> bytes:
    titles = list(dict.fromkeys(one.title for one in entries))
    name = titles[0] if len(titles) == 1 else label("export-name", language)
    now = ground.clock.now()
    if kind == "ics":
        from scheduler.render.ical import ics  # noqa: PLC0415 - each export pays for itself

        config = ground.config
        return ics(entries, calendar=config.calendar_id, name=name, zone=config.timezone, made=now, language=language)
    if kind == "html":
        from scheduler.app.previewing import drawn  # noqa: PLC0415

        return drawn(_preview(shown(entries), ground, language), language, clock=ground.clock)
    if kind == "md":
        from scheduler.render.outline import markdown  # noqa: PLC0415

        return markdown(entries, name=name, language=language).encode()
    from scheduler.render import sheets  # noqa: PLC0415

    return sheets.as_csv(entries, language) if kind == "csv" else sheets.as_xlsx(entries, language)


def _preview(shown: Sequence[Shown], ground: Ground, language: str) -> Previewed:
    return Previewed(
        variants=tuple(shown), language=language, errors=False, problems=(), zone=ZoneInfo(ground.config.timezone)
    )


def queued(ground: Ground) -> list[Entry]:
    """Everything that the queue knows, one entry a tag, in the order of its hours."""
    return sorted(_of_queue(ground, None)[0], key=_order)


def _of_queue(ground: Ground, campaign: str | None) -> tuple[list[Entry], Pages]:
    """The newest row of each tag: one that was cancelled and planned anew is one event, not two."""
    newest: dict[str, Delivery] = {}
    for one in deliveries.select(ground.database, campaigns=[campaign] if campaign else ()):
        if is_greeting(one.occurrence):
            continue  # for one person's eyes, and for nobody's calendar
        if one.tag not in newest or newest[one.tag].id < one.id:
            newest[one.tag] = one
    titles = documents.titles(ground.database)
    touched = revisions.of(ground.database, newest)
    entries = [_entry(one, titles, touched, _names(ground)) for one in newest.values()]

    def shown(chosen: Sequence[Entry]) -> Sequence[Shown]:
        kept = (newest[one.tag] for one in chosen)
        return [
            _shown(one, titles, ground)
            for one in kept
            if one.state not in FINAL and one.account in ground.calendar.rules
        ]

    return entries, shown


def _names(ground: Ground) -> Mapping[str, str]:
    """The network's title by account."""
    return {account: rules.title for account, rules in ground.calendar.rules.items()}


def _entry(
    one: Delivery, titles: Mapping[str, str], touched: Mapping[str, revisions.Revision], networks: Mapping[str, str]
) -> Entry:
    revision = touched.get(one.tag)
    return Entry(
        tag=one.tag,
        campaign=one.campaign,
        post=one.post,
        occurrence=one.occurrence,
        account=one.account,
        network=one.network,
        theme=one.theme,
        due=one.due,
        local=one.local,
        variant=one.variant,
        code=one.code,
        title=titles.get(one.campaign) or one.campaign,
        network_title=networks.get(one.account, one.network),
        opens=None if one.due else one.hour,
        closes=one.closes,
        state=one.state,
        missing_roles=one.missing_roles if one.state not in FINAL else (),
        urls=tuple(receipt.url for receipt in one.receipts if receipt.url),
        revision=revision.number if revision else 0,
        changed_at=revision.at if revision else None,
    )


def _shown(one: Delivery, titles: Mapping[str, str], ground: Ground) -> Shown:
    return Shown(
        tag=one.tag,
        campaign=one.campaign,
        post=one.post,
        occurrence=one.occurrence,
        account=one.account,
        network=one.network,
        theme=one.theme,
        due=one.due,
        local=one.local or (None if one.due else one.hour),
        variant=one.variant,
        code=one.code,
        blocked=False,
        title=titles.get(one.campaign) or one.campaign,
        rules=ground.calendar.rules[one.account],
        own_text="",
        blobs=ground.blobs,
        files={},
    )


def _of_files(ground: Ground) -> tuple[list[Entry], Pages]:
    """What applying the files would queue; what an error keeps out of the queue is left out here, too."""
    calendar = ground.calendar
    week = calendar.week(look=lying.look(ground))
    items = everything(week)
    made = {one.tag: one for one in shown_of(calendar, items, week.held) if not one.blocked}
    occurrences = {one.tag: one.occurrence for one in items}
    entries = []
    for one in made.values():
        occurrence = occurrences[one.tag]
        entries.append(
            Entry(
                tag=one.tag,
                campaign=one.campaign,
                title=one.title,
                post=one.post,
                occurrence=one.occurrence,
                account=one.account,
                network=one.network,
                network_title=one.rules.title,
                theme=one.theme,
                due=one.due,
                local=one.local,
                opens=None if one.due else one.local or hour_of(None, None, occurrence.closes, ground.config.timezone),
                closes=occurrence.closes,
                state=None,
                variant=one.variant,
                code=one.code,
            )
        )
    return entries, lambda chosen: [made[one.tag] for one in chosen]
