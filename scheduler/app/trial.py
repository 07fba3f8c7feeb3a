"""A post as it would be with other words, tried in memory: what each account would show, and whose yes would be asked again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC

from scheduler.adapt.variant import Job, adapt
from scheduler.app import dating, lying
from scheduler.app.agenda import Entry
from scheduler.app.editing import Draft
from scheduler.app.pictured import pictures_of
from scheduler.app.reviewing import Reviewing
from scheduler.campaigns import pictures, reader, writer
from scheduler.campaigns.desk import Known
from scheduler.campaigns.writer import Place
from scheduler.flow import recur
from scheduler.model.campaign import Campaign, Occurrence, Post
from scheduler.model.delivery import UNSENT
from scheduler.model.notice import Notice, Severity
from scheduler.model.variant import Part, Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one account would show: its parts, what adaptation says, the roles whose yes would be asked for again."""

    account: str
    network: str
    variant: Variant
    again: tuple[str, ...]

    @property
    def fullest(self) -> Part | None:
        """The part that comes nearest to its limit."""
        return max(self.variant.parts, key=lambda part: part.length / max(part.limit, 1), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The accounts in the order of the configuration, and what the file's reader says of the post."""

    shown: tuple[Shown, ...]
    notices: tuple[Notice, ...]


def tried(reviewing: Reviewing, draft: Draft, words: Mapping[Place, str], entry: Entry | None) -> Tried:
    """The post with `words` in place of its own. Reads the file as it was when the draft was begun, writes nothing."""
    old = {one.place: one.text for one in draft.wordings}
    new = {place: text.strip() for place, text in words.items()}
    put = [writer.Put(place=place, value=text) for place, text in new.items() if text != old.get(place)]
    changed = dating.reworded(draft, words) if draft.occurrence else put
    config, calendar = reviewing.scheduler.config, reviewing.scheduler.ground.calendar
    known = Known(
        timezone=config.timezone,
        language=config.language,
        today=calendar.today,
        rights_required=config.rights_required,
    )
    found = reader.read(draft.file, writer.written(draft.before, str(draft.file), changed), known)
    mine = tuple(
        one
        for one in found.notices
        if (f'"{draft.post}"' in one.subject and one.severity is not Severity.INFO) or one.severity is Severity.ERROR
    )
    post = next((one for one in found.seen.posts if one.id == draft.post), None) if found.seen else None
    if found.seen is None or post is None:
        return Tried(shown=(), notices=mine)
    return Tried(shown=tuple(_shown(reviewing, draft, found.seen, post, entry)), notices=mine)


def _shown(reviewing: Reviewing, draft: Draft, campaign: Campaign, post: Post, entry: Entry | None) -> Iterator[Shown]:
    config, ground = reviewing.scheduler.config, reviewing.scheduler.ground
    rules, now = reviewing.rules, ground.clock.now()
    looked = {one.file: pictures.facts(one, draft.file, config.media_roots) for one in pictures_of(post)}
    known = {name: one for name, one in looked.items() if not isinstance(one, Notice)}
    accounts = {name: one for name, one in config.accounts.items() if name in rules}
    alone = replace(campaign, posts=(post,))
    span = recur.Span(now=now.astimezone(UTC), until=now + config.horizon, days_of={})
    read = ground.calendar.lining.reader(alone)
    queued = {one.account: one for one in entry.deliveries} if entry else {}
    (laid,) = ground.calendar.laid([alone], span, lying.of(entry.deliveries if entry else ()))
    each = _one_each(laid.occurrences, draft, entry)
    for name, occurrence in ((name, each[name]) for name in accounts if name in each):
        job = Job(
            campaign=alone,
            occurrence=occurrence,
            account=accounts[name],
            rules=rules[name],
            own_hosts=config.own_hosts,
            pictures=known,
            today=ground.calendar.today,
        )
        variant = adapt(job) if read is None else read(occurrence, accounts[name], adapt(job))
        old = queued.get(name)
        same = old is None or old.state not in UNSENT or _says(old.variant) == _says(variant)
        again = () if same or old is None else tuple(role for role in old.roles if role not in old.missing_roles)
        yield Shown(account=name, network=accounts[name].network, variant=variant, again=again)


def _one_each(found: Iterable[Occurrence], draft: Draft, entry: Entry | None) -> dict[str, Occurrence]:
    """Of each account the occurrence that is edited, else the first of its kind."""
    wanted = entry.occurrence if entry else ""
    made: dict[str, Occurrence] = {}
    for one in found:
        if (one.key.partition("+")[2]) != draft.reply:
            continue
        if one.account not in made or one.key == wanted:
            made[one.account] = one
    return made


def _says(one: Variant) -> object:
    """What approvers saw, but for the pictures' bytes, which no edit of a text changes."""
    return [(part.text, part.role, [(media.file, media.alt) for media in part.media]) for part in one.parts]
