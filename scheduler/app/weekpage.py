"""The week to be validated as one page, for mail and paper: from the queue as it is, and from what was applied of the files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.app import applied, shown
from scheduler.app.agenda import entries
from scheduler.app.previewing import SENT, small
from scheduler.app.queue import week_of
from scheduler.app.reviewing import Reviewing
from scheduler.app.scheduler import Scheduler
from scheduler.app.shown import Page
from scheduler.errors import Problem, SchedulerError, Usage
from scheduler.flow.claims import rights
from scheduler.model.campaign import Campaign
from scheduler.model.changed import Changed
from scheduler.model.delivery import FINAL, Delivery
from scheduler.model.greeting import is_greeting
from scheduler.model.picture import Rights
from scheduler.model.remark import Remark
from scheduler.model.variant import Media
from scheduler.render import html
from scheduler.render.preview_page import Inline
from scheduler.render.week_page import asked_of, page
from scheduler.render.week_values import Week
from scheduler.store import agenda, documents
from scheduler.store.files import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A page that was written: what `review --page` says of it."""

    file: Path
    week: str
    monday: date
    posts: int
    messages: int
    asked: Mapping[str, Sequence[str]]
    """Role -> codes."""
    remarks: Sequence[Remark]
    """Those that nobody has answered."""
    mail: bool


def write(
    scheduler: Scheduler,
    path: Path,
    *,
    week: str | None = None,
    until: str | None = None,
    draft: bool = False,
    whole: bool = True,
) -> Written:
    """Write the page of `week` (else of the one that waits for somebody) to `path`, in one move, and remember what it shows.

    Not `whole`: only posts of which something is asked are laid out, the others stand in the table of the week alone.
    A `draft` is not remembered: what the next page calls changed stays the same. It holds unpublished texts: only its owner
    may read the file.
    """
    ground = scheduler.ground
    zone = ZoneInfo(scheduler.config.timezone)
    first = week_of(week, scheduler.config.timezone)[0] if week else None
    monday = first.date() if first else Reviewing(scheduler, by="").opening()
    named = f"{monday.isocalendar().year}-W{monday.isocalendar().week:02}"
    deadline = _deadline(until, zone, ground.clock.now()) if until else None
    found = _found(scheduler, monday, zone)
    remarks = scheduler.approving.remarks(found)
    made = _week(scheduler, monday, found, until=deadline, before=shown.before(ground, named, found), whole=whole)
    try:
        replace(path, html.week(page(made, scheduler.language)).encode())
    except OSError as failed:
        raise Problem("not-writable", where=str(path), reason=failed.strerror or "") from failed
    if not draft:
        shown.remember(ground, named, found, ground.clock.now())
    return Written(
        file=path,
        week=named,
        monday=monday,
        posts=len(made.posts),
        messages=len(found),
        asked=asked_of(made.posts),
        remarks=[one for some in remarks.values() for one in some if one.open],
        mail=bool(made.mail),
    )


def _found(scheduler: Scheduler, monday: date, zone: ZoneInfo) -> list[Delivery]:
    """What goes out in the week, or went; nothing that was cancelled or withdrawn, nor what is for one person's eyes."""
    start, end = (datetime.combine(day, datetime.min.time(), zone) for day in (monday, monday + timedelta(days=7)))
    found = agenda.between(scheduler.ground.database, start, end)
    return [one for one in found if one.state not in FINAL and not is_greeting(one.occurrence)]


def _week(
    scheduler: Scheduler,
    monday: date,
    found: Sequence[Delivery],
    *,
    until: datetime | None,
    before: Page | None,
    whole: bool,
) -> Week:
    ground, config = scheduler.ground, scheduler.config
    zone = ZoneInfo(config.timezone)
    slugs = {one.campaign for one in found}
    database = ground.database
    titles = [title for slug, title in documents.titles(database).items() if slug in slugs]
    campaigns = {slug: applied.read(text) for slug, text in documents.applied(database).items() if slug in slugs}
    posts = [entry.deliveries for entry in entries(found, config.accounts)]
    seen = before.texts if before else {}
    return Week(
        name=config.review_name,
        title=titles[0] if len(titles) == 1 else "",
        monday=monday,
        posts=posts,
        roles=config.roles,
        rules=ground.calendar.rules,
        remarks=scheduler.approving.remarks(found),
        notes={(slug, post.id): post.note for slug, one in campaigns.items() for post in one.posts if post.note},
        rights=_Claims(campaigns).of,
        picture=_Gallery(scheduler),
        mail=config.review_mail,
        until=until,
        now=ground.clock.now().astimezone(zone),
        before=before.at.astimezone(zone) if before else None,
        changed=_changed(scheduler, found, before),
        new=frozenset(one.tag for one in found if one.tag not in seen),
        gone=_gone(seen, found),
        whole=whole,
    )


def _changed(scheduler: Scheduler, found: Sequence[Delivery], before: Page | None) -> dict[str, Changed]:
    """What is not as the page before showed it; where none did, not as it was when somebody said yes."""
    approving = scheduler.approving
    seen = before.texts if before else {}
    texts = {
        one.tag: one for one in approving.since_digests((one, seen[one.tag].digest) for one in found if one.tag in seen)
    }
    texts |= {one.tag: one for one in approving.since_yes(one for one in found if one.tag not in seen)}
    for one in found:
        due = seen[one.tag].due if one.tag in seen else one.due
        if due != one.due and one.due and due:
            known = texts.get(one.tag)
            was, now = (at.astimezone(ZoneInfo(one.zone)) for at in (due, one.due))
            old = known.before if known else one.variant
            about = {"tag": one.tag, "account": one.account, "network": one.network}
            texts[one.tag] = Changed(**about, before=old, after=one.variant, was=was, now=now)
    return texts


def _gone(seen: Mapping[str, object], found: Sequence[Delivery]) -> list[str]:
    """The posts of the page before that are not on this one, by campaign and post."""
    here = {one.tag.rpartition("/")[0] for one in found}
    posts = dict.fromkeys(tag.rpartition("/")[0] for tag in seen)
    return [post.removesuffix("/once") for post in posts if post not in here]


class _Gallery:
    """Frozen pictures, each made small once."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._blobs = scheduler.ground.blobs
        self._made: dict[str, Inline] = {}

    def __call__(self, media: Media) -> Inline:
        """The picture, small enough for paper and mail; empty where it cannot be shown."""
        if media.blob not in self._made:
            try:
                data = self._blobs.get(media.blob) if media.mime.startswith("image/") else b""
            except SchedulerError:
                data = b""
            self._made[media.blob] = small(data, SENT)
        return self._made[media.blob]


class _Claims:
    """What may be done with the pictures of posts, as their campaigns were applied."""

    def __init__(self, campaigns: Mapping[str, Campaign]) -> None:
        self._posts = {(slug, post.id): post for slug, one in campaigns.items() for post in one.posts}

    def of(self, one: Delivery, media: Media) -> Sequence[Rights]:
        """The rights of a picture of a delivery, all that its post names for that account; none where nothing is said."""
        post = self._posts.get((one.campaign, one.post))
        return rights(post, one, media.file) if post else []


def _deadline(text: str, zone: ZoneInfo, now: datetime) -> datetime:
    """The instant that somebody asks answers by, on the calendar's clock: one to come."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Usage("until-unfit", where="--until", given=text) from None
    at = at if at.tzinfo else at.replace(tzinfo=zone)
    if at <= now:
        raise Usage("until-past", where="--until", at=at.astimezone(zone))
    return at
