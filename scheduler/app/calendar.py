"""One calendar: its configuration, its files, and what they become on each account. Nothing here opens a database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.adapt.variant import Job, adapt
from scheduler.app import elsewhere, lining, names
from scheduler.app.pictured import pictures_of
from scheduler.app.rulebook import Rulebook
from scheduler.campaigns import library, pictures
from scheduler.campaigns.desk import Known
from scheduler.flow import condition_names, greeting, laying, policies, recur
from scheduler.flow.laying import Look, nobody
from scheduler.flow.prepared import Prepared
from scheduler.flow.seasons import Runs
from scheduler.model.campaign import Campaign, Occurrence, Post
from scheduler.model.delivery import Delivery
from scheduler.model.making import maker
from scheduler.model.notice import Notice, Severity, blocking
from scheduler.model.picture import Picture
from scheduler.model.queued import UNKNOWN, Queued

_job = maker(Job)
_prepared = maker(Prepared)
LAPSED = frozenset({"rights-over", "rights-not-yet"})
"""Faults of a day: of a series they stop that occurrence alone, and the others go out."""
ALONE = frozenset({"language-missing", "rights-not-here", "rights-denied", "rights-late"}) | LAPSED
"""Faults that stop a post on their account alone: others have something to say, or another picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What the files of a calendar become: every occurrence on every account, and all that is to be said.

    `items` holds what can be published; a post with an error anywhere is left out and named in `blocked` (campaign, post).
    An account that speaks none of a post's languages is left out alone; what is queued of that post stays there, too.
    `held` shows it all the same, where its adaptation or a policy alone stands against it: what does not fit can be seen.
    `complete` says whether all files of the calendar were read.
    """

    campaigns: tuple[Campaign, ...]
    items: tuple[Prepared, ...]
    held: tuple[Prepared, ...]
    notices: tuple[Notice, ...]
    blocked: frozenset[tuple[str, str]]
    broken: frozenset[str]
    """Campaigns whose file is there, but cannot be used: what is queued of them is left as it is."""
    complete: bool
    files: int
    faulty: Mapping[tuple[str, str], Post] = field(default_factory=dict)
    """Of the blocked, what could be read of it: the rights of their pictures hold for what is queued."""


class Calendar(Rulebook):
    """A configuration and the campaign files that belong to it."""

    @cached_property
    def lining(self) -> lining.Lining:
        """The editorial line."""
        return lining.Lining(self.config.line)

    @property
    def today(self) -> date:
        """The day by the calendar's own clock: the one by which rights end and answers are needed."""
        return self.clock.now().astimezone(ZoneInfo(self.config.timezone)).date()

    @property
    def _known(self) -> Known:
        config = self.config
        return Known(
            timezone=config.timezone,
            language=config.language,
            today=self.today,
            rights_required=config.rights_required,
        )

    def read(self, paths: Sequence[Path] = ()) -> tuple[library.Found, tuple[Path, ...], library.Library]:
        """The files that `paths` lead to, those of them that are this calendar's, and what they say."""
        found = library.find(list(paths) or [self.config.folder])
        mine = found.of(self.config.path)
        return found, mine, library.read_all(mine, self._known)

    def week(self, paths: Sequence[Path] = (), *, until: datetime | None = None, look: Look = nobody) -> Week:
        """Read `paths` (files or folders; none for the whole calendar) and adapt everything in them, series to `until`.

        `look` says what lies in the queue of the campaigns that it is given: without it, slots and pools are provisional.
        """
        found, mine, read = self.read(paths)
        others = (*read.seen, *(elsewhere.beside(read.seen, lambda: self.read()[2].seen) if paths else ()))
        queued = look(read.campaigns)
        span = self.span(read.campaigns, until, {**queued.runs, **recur.runs(others)})
        recurred = self.laid(read.campaigns, span, queued)
        usable = {one.where.file: (one, each) for one, each in zip(read.campaigns, recurred, strict=True)}
        made = [self._campaign(one, usable.get(one.where.file), others) for one in read.seen]
        items = [item for one in made for item in one.items]
        judged, lined = (
            policies.judged(items, self.rules),
            self.lining.judged([*items, *(item for one in made for item in one.held)], read.campaigns),
        )
        stopped = judged.blocked | lined.blocked
        blocked = frozenset({*stopped, *(key for one in made for key in one.blocked)})
        free, against = _parted(items, stopped)
        notices = [
            *judged.notices,
            *lined.notices,
            *self.config.notices,
            *found.notices,
            *read.notices,
            *names.of_config(self.config),
        ]
        return Week(
            campaigns=tuple(read.campaigns),
            items=free,
            held=(*against, *(item for one in made for item in one.held)),
            notices=_in_order(lining.told([*notices, *(notice for one in made for notice in one.notices)])),
            blocked=blocked,
            broken=read.broken,
            complete=not read.unreadable and (not paths or self.config.folder.resolve() in map(Path.resolve, paths)),
            files=len(mine),
            faulty={key: post for one in read.seen for post in one.posts if (key := (one.slug, post.id)) in blocked},
        )

    def series(self, campaigns: Sequence[Campaign], *, look: Look = nobody) -> Week:
        """Adapt the series alone of campaigns that were read before (as applied)."""
        only = [replace(one, posts=tuple(post for post in one.posts if post.repeat)) for one in campaigns]
        span = self.span(campaigns, None)
        laid = zip(only, self.laid(only, span, look(only), whole=False), strict=True)
        made = [self._campaign(one, (one, recurred), campaigns) for one, recurred in laid if one.posts]
        return Week(
            campaigns=tuple(only),
            items=tuple(item for one in made for item in one.items),
            held=(),
            notices=_in_order(notice for one in made for notice in one.notices),
            blocked=frozenset(key for one in made for key in one.blocked),
            broken=frozenset(),
            complete=False,
            files=0,
        )

    def span(
        self, campaigns: Sequence[Campaign], until: datetime | None = None, beside: Runs | None = None
    ) -> recur.Span:
        """What is laid out: series from now to `until`, else to the horizon; `beside` are the days of other campaigns."""
        now, days = self.clock.now(), {**(beside or {}), **recur.runs(campaigns)}
        choosy = [one for one in campaigns if any(post.repeat and post.repeat.choosy for post in one.posts)]
        lines = {one.slug: line for one in choosy if (line := self.lining.of(one)) is not None}
        return recur.Span(now=now, until=until or now + self.config.horizon, days_of=days, lines=lines)

    def laid(
        self, campaigns: Sequence[Campaign], span: recur.Span, queued: Queued = UNKNOWN, *, whole: bool = True
    ) -> list[recur.Recurred]:
        """Every occurrence of each campaign, with the content of its pool and the slot that it takes.

        `whole`: the campaigns are what their files say now; a queued post that they lack is about to go.
        """
        known = {name: account for name, account in self.config.accounts.items() if name in self.rules}
        lines = {one.slug: line for one in campaigns if (line := self.lining.of(one)) is not None}
        least = max((one.gap.length for one in lines.values() if one.gap), default=timedelta(0))
        terms = laying.Terms(shy=policies.shy(known, self.rules), least=least, lines=lines, whole=whole)
        return laying.laid(campaigns, known, span, queued, terms)

    def _campaign(
        self, seen: Campaign, usable: tuple[Campaign, recur.Recurred] | None, others: Sequence[Campaign]
    ) -> "_Share":
        """One campaign's share of the week: names and pictures are judged in all that was seen, the usable part is adapted."""
        looked = _Facts(seen, self.config.media_roots)
        handles = {name: one.handles for name, one in self.facts.items()}
        notices = [
            *names.of_campaign(seen, self.config, others),
            *names.of_people(seen, self.config, handles),
            *policies.welcomes(seen, self.config.accounts, self.rules),
            *greeting.judged(seen, self.config.accounts, self.rules, self.config.own_hosts, others),
            *condition_names.judged(seen, others),
            *looked.notices,
            *self.lining.unread(seen, usable and usable[0], self.config.accounts),
            *self.lining.welcomes(seen, self.config.accounts),
        ]
        if usable is None:
            return _Share(notices=notices)
        campaign, recurred = usable
        notices += recurred.notices
        made = list(self._adapted(campaign, recurred.occurrences, looked, self.today))
        items, lapsed = _without_lapsed(made)
        notices += (notice for one in lapsed for notice in one.variant.notices)
        spoken = [(one.occurrence.post.id, notice) for one in items for notice in one.variant.notices]
        for one in self._adapted(campaign, recurred.spare, looked, self.today):
            spoken += ((one.occurrence.post.id, said) for said in one.variant.notices if said.code not in ALONE)
        unfit = {post for post, notice in spoken if notice.severity is Severity.ERROR and notice.code not in ALONE}
        wrong = {*campaign.blocked, *looked.faulty, *names.posts_of(campaign, notices)}
        stopped = {(campaign.slug, post) for post in unfit | wrong}
        mute = silent(items)
        blocked = {*stopped, *((slug, post) for slug, post, _ in mute)}
        blocked |= {(campaign.slug, one) for one in greeting.stopped(seen, notices)}
        made = [one for one in items if one.variant.parts or blocking(one.variant.notices)]
        whole, left = _parted([one for one in made if place_of(one) not in mute], stopped)
        left = (*left, *(one for one in made if place_of(one) in mute))
        held = [one for one in (*left, *lapsed) if one.occurrence.post.id not in wrong]
        notices += (notice for _, notice in spoken)
        return _Share(items=whole, held=held, notices=notices, blocked=blocked)

    def _adapted(
        self, campaign: Campaign, found: Iterable[Occurrence], looked: "_Facts", today: date
    ) -> Iterator[Prepared]:
        files = {name: one.path for name, one in looked.known.items()}
        read = self.lining.reader(campaign)
        for occurrence in found:
            account = self.config.accounts[occurrence.account]
            job = _job(
                campaign=campaign,
                occurrence=occurrence,
                account=account,
                rules=self.rules[account.name],
                own_hosts=self.config.own_hosts,
                pictures=looked.known,
                today=today,
            )
            variant = adapt(job) if read is None else read(occurrence, account, adapt(job))
            yield _prepared(campaign=campaign, occurrence=occurrence, account=account, variant=variant, files=files)


@dataclass(slots=True, kw_only=True)
class _Share:
    """What one campaign adds to the week."""

    notices: list[Notice]
    items: Sequence[Prepared] = ()
    held: Sequence[Prepared] = ()
    blocked: set[tuple[str, str]] = field(default_factory=set)


def place_of(one: Prepared) -> tuple[str, str, str]:
    """The campaign, the post and the account: what follows a post there stays away with it."""
    return one.campaign.slug, one.occurrence.post.id, one.account.name


def silent(items: Iterable[Prepared]) -> set[tuple[str, str, str]]:
    """The places that are left out alone, while their post goes out on the other accounts."""
    return {
        place_of(one)
        for one in items
        if any(notice.code in ALONE for notice in one.variant.notices) and not has_lapsed(one)
    }


def has_lapsed(one: Prepared) -> bool:
    """Whether a picture's rights do not reach this occurrence of a series, though they may reach others."""
    return one.occurrence.post.repeat is not None and any(notice.code in LAPSED for notice in one.variant.notices)


def _without_lapsed(items: Sequence[Prepared]) -> tuple[list[Prepared], list[Prepared]]:
    """The occurrences of series that a picture's rights do not reach, apart: the others go out."""
    lapsed = [one for one in items if has_lapsed(one)]
    return [one for one in items if not has_lapsed(one)] if lapsed else list(items), lapsed


def _parted(
    items: Iterable[Prepared], blocked: AbstractSet[tuple[str, str]]
) -> tuple[tuple[Prepared, ...], tuple[Prepared, ...]]:
    """What no fault stands against, and what one does."""
    free: list[Prepared] = []
    against: list[Prepared] = []
    for one in items:
        (against if (one.campaign.slug, one.occurrence.post.id) in blocked else free).append(one)
    return tuple(free), tuple(against)


class _Facts:
    """What is known of each picture that a campaign names; `faulty` are the posts whose picture cannot be used."""

    def __init__(self, campaign: Campaign, roots: Sequence[Path]) -> None:
        self.known: dict[str, pictures.PictureFacts] = {}
        self.notices: list[Notice] = []
        self.faulty: set[str] = set()
        for post in campaign.posts:
            for picture in pictures_of(post):
                self._look(post, picture, Path(campaign.where.file), roots)

    def _look(self, post: Post, picture: Picture, file: Path, roots: Sequence[Path]) -> None:
        if picture.file in self.known:
            return
        seen = pictures.facts(picture, file, roots)
        if isinstance(seen, Notice):
            self.notices.append(replace(seen, subject=seen.subject or f'post "{post.id}"'))
            if blocking([seen]):
                self.faulty.add(post.id)
        else:
            self.known[picture.file] = seen
            self.notices += [replace(one, subject=one.subject or f'post "{post.id}"') for one in seen.notices]


def with_queue(calendar: Calendar, week: Week, present: Iterable[Delivery]) -> Week:
    """`week` as the editorial line sees it beside the queue: what stands too near, or was said already, in other files or out."""
    judged = calendar.lining.beside(week.items, present, week.campaigns)
    if not judged.notices:
        return week
    free, against = _parted(week.items, judged.blocked)
    return replace(
        week,
        items=free,
        held=(*week.held, *against),
        notices=_in_order(lining.told([*week.notices, *judged.notices])),
        blocked=week.blocked | judged.blocked,
    )


def _in_order(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Each notice once, by file and line, errors before warnings at one place."""
    once = {(one.code, one.where, one.subject, str(one.arguments)): one for one in notices}
    rank = list(Severity)
    return tuple(sorted(once.values(), key=lambda one: (_place(one), rank.index(one.severity), one.code, one.subject)))


def _place(notice: Notice) -> tuple[str, int, int]:
    where = notice.where
    return (where.file, where.line, where.column) if where else ("", 0, 0)
