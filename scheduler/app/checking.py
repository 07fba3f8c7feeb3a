"""Reading without keeping: which calendars the paths lead to, all their problems, and every post as it would look."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scheduler import config as configuration
from scheduler.app.calendar import Calendar, Week, place_of, silent
from scheduler.app.finding import calendar_of
from scheduler.campaigns import library, tree
from scheduler.clock import Clock, SystemClock
from scheduler.connector import discover
from scheduler.errors import Problem
from scheduler.flow.prepared import Prepared
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, Severity, blocking
from scheduler.model.spelling import nearest
from scheduler.model.variant import Variant, short_code
from scheduler.store.place import sqlite_path

if TYPE_CHECKING:
    from scheduler.store.blobs import Blobs


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found, over all calendars that the paths lead to."""

    notices: tuple[Notice, ...]
    files: int
    posts: int
    deliveries: int
    language: str

    @property
    def errors(self) -> int:
        """How many notices block."""
        return sum(1 for one in self.notices if one.severity is Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many notices warn."""
        return sum(1 for one in self.notices if one.severity is Severity.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One occurrence on one account, as the network would show it. `title` is its campaign's.

    `own_text` names what gives it a text of its own: a network or an account, empty where it says what the post says.
    A post that is `blocked` has no code: nobody can approve it. `blobs` holds its fitted pictures, `files` where the pictures
    of its campaign lie.
    """

    tag: str
    campaign: str
    post: str
    occurrence: str
    account: str
    network: str
    theme: str
    due: datetime | None
    local: datetime | None
    variant: Variant
    code: str
    blocked: bool
    title: str
    rules: Rules
    own_text: str
    blobs: "Blobs"
    files: Mapping[str, Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """What `preview` shows, in order of the hour, and all that was said of the files (`problems`)."""

    variants: tuple[Shown, ...]
    language: str
    errors: bool
    problems: tuple[Notice, ...]
    zone: ZoneInfo


def calendars(explicit: Path | None, paths: Sequence[Path], clock: Clock) -> Iterator[tuple[Calendar, Sequence[Path]]]:
    """Each calendar that the paths lead to, with its files: a folder with a configuration of its own is another one."""
    if not paths:
        yield Calendar(calendar_of(explicit, paths), clock), ()
        return
    for path in paths:
        if not path.exists():
            raise Problem("no-such-path", where=str(path))
    found = library.find(list(paths))
    if not found.groups and not found.notices:
        raise Problem("no-campaigns-here", where=", ".join(map(str, paths)))
    groups = sorted(found.groups.items(), key=lambda group: str(group[0])) or [(None, ())]
    for near_by, files in groups:
        chosen = explicit or near_by
        known = configuration.load(chosen, networks=discover.names()) if chosen else calendar_of(None, paths)
        yield Calendar(known, clock), files


def check(explicit: Path | None, paths: Sequence[Path], clock: Clock | None = None) -> Checked:
    """Read and adapt everything that the paths lead to, and return all that is to be said. Sends and keeps nothing."""
    weeks: list[Week] = []
    language = ""
    for calendar, files in calendars(explicit, paths, clock or SystemClock()):
        # What adaptation makes stays until the end: the collector would look through it for nothing, a tenth of the time.
        with tree.pause():
            weeks.append(calendar.week(files))
        language = language or calendar.config.language
    return Checked(
        notices=tuple(notice for week in weeks for notice in week.notices),
        files=sum(week.files for week in weeks),
        posts=sum(len(one.posts) + len(one.blocked) for week in weeks for one in week.campaigns),
        deliveries=sum(len(week.items) for week in weeks),
        language=language,
    )


def preview(
    explicit: Path | None,
    paths: Sequence[Path],
    *,
    network: str | None = None,
    account: str | None = None,
    post: str | None = None,
    clock: Clock | None = None,
) -> Previewed:
    """Adapt everything that the paths lead to, for the given network, account or post alone where one is named.

    A post that a fault keeps from being shown at all is named by what is wrong with it.
    """
    shown: list[Shown] = []
    unshown: set[str] = set()
    problems: list[Notice] = []
    language, zone = "", ""
    for calendar, files in calendars(explicit, paths, clock or SystemClock()):
        week = calendar.week(files)
        language = language or calendar.config.language
        zone = zone or calendar.config.timezone
        made = list(shown_of(calendar, everything(week), week.held))
        known = {str(one) for one in week.notices}
        broken = {str(said): said for one in made for said in one.variant.notices if said.severity is Severity.ERROR}
        problems += [*week.notices, *(said for name, said in broken.items() if name not in known)]
        shown += made
        unshown |= {name for _, name in week.blocked} | {name for each in week.campaigns for name in each.blocked}
    unshown -= {one.post for one in shown}
    if post in unshown:
        problems = [one for one in problems if f'"{post}"' in one.subject] or problems
    for name, value, known in (
        ("--network", network, {one.network for one in shown}),
        ("--account", account, {one.account for one in shown}),
        ("--post", post, {one.post for one in shown} | unshown),
    ):
        if (
            value and known and value not in known
        ):  # where files are too faulty to show anything, they are named instead
            raise Problem(
                "nothing-so-named", where=name, name=value, meant=nearest(value, known) or ", ".join(sorted(known)[:8])
            )
    chosen = [
        one
        for one in shown
        if (not network or one.network == network)
        and (not account or one.account == account)
        and (not post or one.post == post)
    ]
    return Previewed(
        variants=tuple(chosen),
        language=language,
        errors=blocking(problems),
        problems=tuple(problems),
        zone=ZoneInfo(zone or "UTC"),
    )


def frozen(calendar: Calendar, items: Sequence[Prepared]) -> Sequence[Variant]:
    """The variants of `items` as applying would freeze them: with the pictures, digests and codes that approvers will see.

    What was fitted once is remembered in the calendar's state folder; nothing else is kept there.
    """
    from scheduler.app import fitting  # noqa: PLC0415 - only previewing pays for it
    from scheduler.flow.fit import Freezer  # noqa: PLC0415
    from scheduler.store.blobs import Blobs  # noqa: PLC0415

    folder = sqlite_path(calendar.config.calendar_id).parent
    freezer = Freezer(Blobs(folder / "blobs"), folder / "fitted")
    return [fitting.shown(freezer, one, calendar) for one in items]


def everything(week: Week) -> Sequence[Prepared]:
    """What can be published and what only a fault of its adaptation keeps from it: posts by their hour, accounts as listed."""
    items = [*week.items, *week.held]
    hours: dict[tuple[str, str, str], datetime] = {}
    for one in items:
        hour = one.occurrence.local or one.occurrence.closes
        if hour is not None:
            hours[_post(one)] = min(hour, hours.get(_post(one), hour))

    def place(one: Prepared) -> tuple[bool, float, tuple[str, str, str], int]:
        hour, listed = hours.get(_post(one)), one.campaign.accounts
        rank = listed.index(one.account.name) if one.account.name in listed else len(listed)
        return hour is None, hour.timestamp() if hour else 0.0, _post(one), rank

    return sorted(items, key=place)


def _post(one: Prepared) -> tuple[str, str, str]:
    return one.campaign.slug, one.occurrence.post.id, one.occurrence.key


def shown_of(calendar: Calendar, items: Sequence[Prepared], held: Collection[Prepared] = ()) -> Iterable[Shown]:
    """Every variant of `items`, frozen, with the code of its post; what is `held`, or breaks here, has none and is blocked."""
    from scheduler.store.blobs import Blobs  # noqa: PLC0415 - as below

    variants = frozen(calendar, items)
    mute = silent(held)
    broken = (one for one, variant in zip(items, variants, strict=True) if blocking(variant.notices))
    faulty = {_post(one) for one in (*held, *broken) if place_of(one) not in mute}
    blobs = Blobs(sqlite_path(calendar.config.calendar_id).parent / "blobs")
    digests: dict[tuple[str, str, str], dict[str, str]] = {}
    for one, variant in zip(items, variants, strict=True):
        if place_of(one) not in mute:
            digests.setdefault(_post(one), {})[one.account.name] = variant.digest
    for one, variant in zip(items, variants, strict=True):
        occurrence = one.occurrence
        blocked = _post(one) in faulty or place_of(one) in mute
        yield Shown(
            tag=one.tag,
            campaign=one.campaign.slug,
            post=occurrence.post.id,
            occurrence=occurrence.key,
            account=one.account.name,
            network=one.account.network,
            theme=occurrence.post.theme,
            due=occurrence.due,
            local=occurrence.local,
            variant=variant,
            code="" if blocked else short_code(digests[_post(one)]),
            blocked=blocked,
            title=one.campaign.title or one.campaign.slug,
            rules=calendar.rules[one.account.name],
            own_text=own_text(one),
            blobs=blobs,
            files=one.files,
        )


def own_text(one: Prepared) -> str:
    """Which override gives `one` its text, that of the account before that of the network; empty for the post's own."""
    overrides = (one.occurrence.reply or one.occurrence.post).overrides
    for name in (one.account.name, one.account.network):
        said = overrides[name].content if name in overrides else None
        if said and (said.text is not None or said.texts is not None):
            return name
    return ""
