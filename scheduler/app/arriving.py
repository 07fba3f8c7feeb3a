"""`scheduler import` of the past: shown first, kept when a person says so, all of it or nothing.

What an export tells of posts that this program sent becomes a reading of them; the rest becomes history, each post once. The
campaign of a past post is guessed from campaign files and confirmed with the rest; `assign` changes it later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.app import applied
from scheduler.app import arriving_reading as reading
from scheduler.app.arriving_joining import Joined, Terms, join
from scheduler.app.arriving_reading import Asked, Opened, Told
from scheduler.app.ground import Ground
from scheduler.campaigns import library
from scheduler.campaigns.exports import guessing, memory
from scheduler.campaigns.exports.guessing import Season
from scheduler.campaigns.handwriting import Order
from scheduler.campaigns.rows import CALLED
from scheduler.campaigns.tree import pause
from scheduler.errors import NeedsPerson, Problem, Usage
from scheduler.flow.hand import instant_of
from scheduler.model.arrival import Arriving, Guessed
from scheduler.model.notice import Severity
from scheduler.model.past import Arrival, Field, Sent
from scheduler.model.spelling import Misspelt, folded, nearest
from scheduler.model.spelling import zone as spelt_zone
from scheduler.store import documents, past_posts
from scheduler.store.files import create_once, replace

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WANTED = (Field.DATE, Field.TEXT, Field.URL, Field.REACTIONS, Field.REPLIES, Field.SHARES, Field.VIEWS)
"""What a person is asked of a table that nobody knows; only the first must be there."""
MICROSECOND, SECOND = timedelta(microseconds=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """An export that was read and compared: what it brings, as rows and as shown. Nothing is written yet."""

    opened: Opened
    joined: Joined
    asked: Asked
    shown: Arriving

    @property
    def brings(self) -> bool:
        """Whether anything would be kept."""
        return bool(self.joined.posts or self.joined.readings)


def asked(
    *, account: str, dates: str, columns: Sequence[str], zone: str, read_on: str, campaign: str, here: str
) -> Asked:
    """What a person said on the command line, `here` being the zone of what names none. Raises `Usage` for what means nothing."""
    if dates and dates not in [*Order]:
        raise Usage("import-unknown-order", where="--dates", name=dates, known=[*Order])
    try:
        place = spelt_zone(zone) if zone else ""
    except Misspelt as wrong:
        failed = Usage(wrong.code, where="--zone")
        failed.arguments = dict(wrong.arguments)
        raise failed from wrong
    return Asked(
        account=account,
        zone=place,
        dates=Order(dates) if dates else None,
        read_on=_read_on(read_on, place or here) if read_on else None,
        campaign=campaign,
        columns=dict(map(_column, columns)),
    )


def _column(given: str) -> tuple[str, Field]:
    """«Jour=date»: a heading or a letter, and what stands below it."""
    head, _, name = given.rpartition("=")
    known = [one.value for one in Field]
    if not head or name not in known:
        raise Usage("arrival-map-unfit", where="--map", given=given, known=known)
    return head.strip(), Field(name)


def look(ground: Ground, source: Path, asked: Asked, told: Told) -> Looked:
    """Read the export and compare it with what is known.

    Raises `Problem` for what cannot be used, `NeedsPerson` for a question that the command line must answer, and
    `reading.Unclear` where nobody knows what a table's columns hold.
    """
    if not source.exists():
        raise Problem("no-such-path", where=str(source))
    with pause():  # what an export is made of holds no circles
        return _look(ground, source, asked, told)


def _look(ground: Ground, source: Path, asked: Asked, told: Told) -> Looked:
    opened = reading.read(source, ground.config, asked, told)
    collected, by = _collected(ground, opened, asked)
    seasons = seasons_of(ground)
    one_only = named(seasons, asked.campaign)
    by_account = _by_account(ground, opened, opened.asked, source)
    found = Joined(left=opened.made.left)
    done = 0
    for account, posts in by_account.items():
        terms = Terms(
            network=ground.config.accounts[account].network,
            collected=(collected - EPOCH) // SECOND,
            seasons=seasons,
            campaign=one_only,
            slugs={one.slug: one for one in seasons},
            begins=min((one.begins for one in seasons), default=0),
            ends=max((one.ends for one in seasons), default=0),
        )

        def tell(rows: int, before: int = done) -> None:
            told("compare", before + rows)

        join(found, account, posts, past_posts.known(ground.database, account), terms, tell)
        done += len(posts)
    shown = _shown(source, opened, found, tuple(by_account), seasons)
    before = past_posts.seen(ground.database, opened.digest)
    return Looked(
        opened=opened,
        joined=found,
        asked=asked,
        shown=replaced(shown, collected_at=collected, collected_by=by, before=before),
    )


def _shown(
    source: Path, opened: Opened, found: Joined, accounts: tuple[str, ...], seasons: Sequence[Season]
) -> Arriving:
    instants = [one.at for one in opened.made.posts]
    return Arriving(
        source=source,
        origin=opened.name,
        network=opened.network,
        accounts=accounts,
        zone=opened.zone,
        collected_at=EPOCH,
        collected_by="",
        first=EPOCH + min(instants) * MICROSECOND if instants else None,
        last=EPOCH + max(instants) * MICROSECOND if instants else None,
        new=len(found.posts),
        known=found.known,
        ours=found.ours,
        readings=len(found.readings),
        unchanged=found.unchanged,
        bare=found.bare,
        early=found.early,
        day_only=found.day_only,
        counts=opened.counts,
        columns=tuple((one.heading, one.field) for table in opened.tables for one in table.columns),
        unread=tuple(head for table in opened.tables for _, head in table.unknown),
        left={one.value: number for one, number in sorted(found.left.items())},
        guesses=_guesses(found, seasons),
        notes=opened.notes,
        notices=tuple(sorted(opened.made.notices, key=lambda one: [*Severity].index(one.severity))),
    )


def keep(ground: Ground, looked: Looked, *, by: str, comment: str, told: Told) -> Arriving:
    """Keep what `looked` brings, in one transaction, and what was said of its columns. `comment` heads the file of those."""
    about = Arrival(
        id=0,
        file=looked.shown.source.name,
        source=looked.opened.name,
        method="archive" if not looked.opened.tables else "table",
        collected_at=looked.shown.collected_at,
        imported_at=ground.clock.now(),
        by=by,
        posts=len(looked.joined.posts),
        readings=len(looked.joined.readings),
    )
    number = past_posts.keep(
        ground.database,
        about=about,
        digest=looked.opened.digest,
        posts=looked.joined.posts,
        readings=looked.joined.readings,
        named=looked.joined.named,
        told=lambda done: told("keep", done),
    )
    if looked.asked.columns:
        _remember(ground, looked, comment)
    return replaced(looked.shown, kept=number)


def _remember(ground: Ground, looked: Looked, comment: str) -> None:
    folder = ground.config.path.parent
    known = memory.remembered(folder)
    for table in looked.opened.tables:
        if table.layout:
            continue
        meant = memory.Meant(
            headings=table.headings,
            columns=looked.asked.columns,
            dates=looked.opened.dates or "",
            zone=looked.asked.zone,
            account=looked.asked.account,
        )
        text = memory.text(known, meant, comment)
        path = folder / memory.FILE
        try:
            if not create_once(path, text.encode()):
                replace(path, text.encode())
            path.chmod(0o644)
        except OSError as failed:
            raise Problem("not-writable", where=str(path), reason=failed.strerror or "") from failed


def _collected(ground: Ground, opened: Opened, asked: Asked) -> tuple[datetime, str]:
    """Of when the counts are, and who says so; never later than now."""
    now = ground.clock.now()
    if asked.read_on is not None:
        if asked.read_on > now:
            raise Problem("published-in-future", where="--read-on", at=asked.read_on)
        return asked.read_on, "asked"
    if opened.written is None:
        return now, "file"
    return min(opened.written, now), opened.dated


def _read_on(text: str, zone: str) -> datetime:
    """The moment that a person names: a day alone is its noon. Raises `Usage`."""
    try:
        return datetime.combine(date.fromisoformat(text.strip()), time(12), ZoneInfo(zone))
    except ValueError:
        found = instant_of(text, zone)
    if found is None:
        raise Usage("not-an-instant", where="--read-on", given=text)
    return found


def _by_account(ground: Ground, opened: Opened, asked: Asked, source: Path) -> Mapping[str, Sequence[Sent]]:
    """The posts by the account that they are of. Raises where nothing tells which."""
    accounts = {name: one.network for name, one in ground.config.accounts.items()}
    if asked.account:
        if asked.account not in accounts:
            raise Problem("unknown-account-asked", where="--account", name=asked.account, known=sorted(accounts))
        if opened.network and accounts[asked.account] != opened.network:
            about = {"name": asked.account, "network": accounts[asked.account], "other": opened.network}
            raise Problem("arrival-other-network", where="--account", **about)
        return {asked.account: opened.made.posts}
    if opened.network or not any(one.account for one in opened.made.posts):
        mine = [name for name, network in accounts.items() if network == opened.network or not opened.network]
        if not mine:
            raise Problem("arrival-no-account", where=str(source), network=opened.network)
        if len(mine) > 1:
            raise NeedsPerson("arrival-which-account", where=str(source), known=mine, flag="--account")
        return {mine[0]: opened.made.posts}
    found: dict[str, list[Sent]] = {}
    names: dict[str, str] = {}
    for one in opened.made.posts:
        if one.account not in names:
            names[one.account] = _meant(one.account, accounts, source)
        found.setdefault(names[one.account], []).append(one)
    return found


def _meant(word: str, accounts: Mapping[str, str], source: Path) -> str:
    """The account that a cell names: itself, or the only one of its network."""
    plain = folded(word.removeprefix("@"))
    for name in accounts:
        if folded(name) == plain:
            return name
    mine = [name for name, network in accounts.items() if folded(network) == CALLED.get(plain, plain)]
    if len(mine) == 1:
        return mine[0]
    raise NeedsPerson(
        "arrival-account-unknown", where=str(source), given=word, known=sorted(accounts), flag="--account"
    )


def seasons_of(ground: Ground) -> list[Season]:
    """The operations of the calendar: as applied, else as their files say."""
    campaigns = {one.slug: one for one in library.read_all(library.find([ground.config.folder]).files).campaigns}
    for slug, text in documents.applied(ground.database).items():
        campaigns.setdefault(slug, applied.read(text))
    return guessing.seasons(campaigns.values())


def named(seasons: Sequence[Season], slug: str) -> Season | None:
    """The operation that a person names; None for none. Raises `Problem` for one that has no campaign file."""
    if not slug:
        return None
    found = next((one for one in seasons if one.slug == slug), None)
    if found is None:
        slugs = [one.slug for one in seasons]
        raise Problem("arrival-campaign-unknown", where="--campaign", given=slug, meant=nearest(slug, slugs) or slugs)
    return found


def _guesses(found: Joined, seasons: Sequence[Season]) -> tuple[Guessed, ...]:
    titles = {one.slug: one.title for one in seasons}
    grouped: dict[tuple[str, str, str], list[int]] = {}
    for guess, number in found.guesses.items():
        both = grouped.setdefault((guess.campaign, guess.theme, guess.by), [0, 0])
        both[0] += number
        both[1] += 0 if guess.inside else number
    order = {one.slug: place for place, one in enumerate(seasons)}
    return tuple(
        Guessed(campaign=slug, title=titles.get(slug, slug), theme=theme, by=by, posts=posts, outside=outside)
        for (slug, theme, by), (posts, outside) in sorted(grouped.items(), key=lambda one: (order[one[0][0]], one[0]))
    )
