"""The way of one post to one account, step by step: made again by the pure stages, and held against what lies in the queue."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from scheduler.adapt import measure
from scheduler.adapt.compose import Draft
from scheduler.app import composing, lying
from scheduler.app.checking import Shown, everything, own_text, shown_of
from scheduler.app.explaining_pictures import told
from scheduler.app.explaining_welcomes import samples
from scheduler.app.ground import Ground
from scheduler.errors import Problem
from scheduler.flow.prepared import Prepared
from scheduler.flow.want import source
from scheduler.model.campaign import Campaign, Occurrence
from scheduler.model.delivery import Delivery
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, Severity, Where
from scheduler.model.spelling import nearest
from scheduler.model.variant import Role
from scheduler.render import conditions, slotting
from scheduler.store import deliveries, history
from scheduler.store.place import sqlite_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happened to a text: a sentence's code with arguments; lengths before and after where it changed one."""

    code: str
    section: str
    """What it belongs to: `made` (of what), `done` (to the text), `pictures`, `out` (what goes out) or `queue`."""
    arguments: Mapping[str, object] = field(default_factory=dict)
    where: Where | None = None
    before: int | None = None
    after: int | None = None
    severity: Severity = Severity.INFO


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One post on one account, as its files make it now, and the steps that led there."""

    shown: Shown
    steps: tuple[Step, ...]
    delivery: Delivery | None


def explain(ground: Ground, name: str) -> tuple[Explained, ...]:
    """The way of what `name` names: a tag, `campaign/post`, `campaign/post/account`, a post's code, or `campaign/welcome`.

    Raises `Problem` where nothing is called so. The database is only read, and only where there is one.
    """
    calendar = ground.calendar
    week = calendar.week(look=lying.look(ground))
    items = everything(week)
    every = list(zip(items, shown_of(calendar, items, week.held), strict=True))
    chosen = [(one, shown) for one, shown in every if name in _names(shown)]
    if not chosen and (welcomes := tuple(_welcomes(ground, week.campaigns, name))):
        return welcomes
    if not chosen:
        known = list(dict.fromkeys(each for _, one in every for each in (f"{one.campaign}/{one.post}", one.tag)))
        raise Problem(
            "nothing-so-named", where="explain", name=name, meant=nearest(name, known) or ", ".join(known[:4])
        )
    queued = _queued(ground, [shown.tag for _, shown in chosen])
    return tuple(_explained(ground, one, shown, queued.get(shown.tag)) for one, shown in chosen)


def _welcomes(ground: Ground, campaigns: Sequence[Campaign], name: str) -> Iterator[Explained]:
    for one, code, about in samples(ground, campaigns, name):
        (shown,) = shown_of(ground.calendar, [one])
        made = _explained(ground, one, shown, None)
        # A sample has no code that a yes could name, and never lies in the queue.
        steps = [each for each in made.steps if each.section != "queue" or each.code == "explain-blocked"]
        yield replace(made, steps=(*steps, Step(code=code, section="queue", arguments=about)))


def _names(shown: Shown) -> tuple[str, ...]:
    post = f"{shown.campaign}/{shown.post}"
    return shown.tag, post, f"{post}/{shown.account}", f"{post}/{shown.occurrence}", shown.code


def _queued(ground: Ground, tags: list[str]) -> Mapping[str, Delivery]:
    """What of it is in the queue; nothing is made where there is no database yet."""
    if not ground.config.database_url and not sqlite_path(ground.config.calendar_id).exists():
        return {}
    return {one.tag: one for one in deliveries.select(ground.database, tags=tags)}


def _explained(ground: Ground, one: Prepared, shown: Shown, delivery: Delivery | None) -> Explained:
    rules = measure.applied(shown.rules, one.account.limits)
    draft = composing.draft(ground.calendar, one, rules)
    steps = [*_composed(one, draft), *_fitted(one, shown, draft, rules), *_pictures(shown), *_out(shown)]
    if delivery is not None:
        steps += _held(ground, one, shown, delivery)
    else:
        steps.append(Step(code="explain-blocked" if shown.blocked else "explain-not-queued", section="queue"))
    return Explained(shown=shown, steps=tuple(steps), delivery=delivery)


def _composed(one: Prepared, draft: Draft) -> Iterator[Step]:
    """What the text is made of, before anything is fitted."""
    own = own_text(one)
    code = "explain-text-own" if own else "explain-text-reply" if one.occurrence.reply else "explain-text"
    yield Step(code=code, section="made", arguments={"name": own}, where=draft.where)
    yield from _placed(one.occurrence)
    pieces: list[tuple[str, Mapping[str, object]]] = [
        ("explain-mentions", {"mentions": draft.mentioned}),
        ("explain-hashtags-inherited", {"hashtags": draft.hashtags}),
        ("explain-hashtags-own", {"hashtags": draft.own_hashtags}),
        ("explain-link", {"link": draft.link}),
        *(("explain-label", {"label": label, "address": address}) for label, address in draft.labels.items()),
        ("explain-comment", {"text": draft.comment}),
        ("explain-credit", {"credit": draft.credit}),
    ]
    for code, arguments in pieces:
        if all(arguments.values()):
            yield Step(code=code, section="made", arguments=arguments)


def _placed(one: Occurrence) -> Iterator[Step]:
    """The slot that it takes and why, and the content of its pool."""
    slot, pool = one.taken, one.post.pool
    if slot is not None:
        code = "explain-slot-kept" if slot.kept else "explain-slot"
        yield Step(code=code, section="made", arguments={"at": slot.at}, where=one.post.where)
        for reason, found in slotting.why(slot).items():
            yield Step(code=f"explain-slot-{reason}", section="made", arguments={"passed": found})
    if pool is not None:
        entry = next((each for each in pool.entries if each.id == one.entry), None)
        arguments = {"content": one.entry, "n": len(pool.entries), "rest": pool.rest}
        yield Step(code="explain-content", section="made", arguments=arguments, where=entry.where if entry else None)


def _fitted(one: Prepared, shown: Shown, draft: Draft, rules: Rules) -> Iterator[Step]:
    """Each step that was taken, in its order, with the length that it left."""
    variant = shown.variant
    if any(part.media for part in variant.parts):
        rules = measure.under_media(rules)
    length = measure.length(composing.whole(draft), rules, variant.options.warning)
    limits = {"limit": rules.max_length, "network": rules.title}
    yield Step(code="explain-composed", section="made", arguments=limits, after=length)
    over = length - rules.max_length
    rule = draft.content.if_too_long or one.campaign.if_too_long
    if over > 0:
        yield Step(code=f"explain-over-{rule.value}", section="done", arguments={**limits, "n": over})
    for notice in variant.notices:
        saved = notice.arguments.get("saved")
        after = length - saved if isinstance(saved, int) else None
        yield _noticed(notice, length if after is not None else None, after)
        length = length if after is None else after
    if over <= 0 and not any("saved" in notice.arguments for notice in variant.notices):
        yield Step(code="explain-fits", section="done", arguments=limits)
    sent = [part for part in variant.parts if part.role is not Role.COMMENT]
    for number, part in enumerate(sent, start=1):
        arguments = {"number": number, "total": len(sent), "limit": part.limit}
        yield Step(code="explain-part", section="out", arguments=arguments, after=part.length)


def _noticed(notice: Notice, before: int | None, after: int | None) -> Step:
    return Step(
        code=notice.code,
        section="done",
        arguments=notice.arguments,
        where=notice.where,
        before=before,
        after=after,
        severity=notice.severity,
    )


def _pictures(shown: Shown) -> Iterator[Step]:
    """What was done to each picture."""
    card = shown.variant.card
    pictures = [one for part in shown.variant.parts for one in part.media]
    for media in (*pictures, *([card.image] if card and card.image else [])):
        for code, arguments in told(media, shown.files.get(media.file)):
            yield Step(code=code, section="pictures", arguments=arguments)


def _out(shown: Shown) -> Iterator[Step]:
    """The card, and what is approved."""
    variant = shown.variant
    if variant.card is not None:
        yield Step(code="explain-card", section="out", arguments={"title": variant.card.title or variant.card.url})
    if not shown.blocked:
        arguments = {"digest": variant.digest[:14], "code": shown.code}
        yield Step(code="explain-digest", section="queue", arguments=arguments)


def _held(ground: Ground, one: Prepared, shown: Shown, delivery: Delivery) -> Iterator[Step]:
    """How what lies in the queue stands to what the files make now."""
    first = next(iter(history.of(ground.database, delivery.id)), None)
    when = first.at.astimezone(delivery.local.tzinfo) if first and delivery.local else first.at if first else None
    yield Step(code="explain-frozen", section="queue", arguments={"at": when, "digest": delivery.digest[:14]})
    for condition in conditions.words(delivery.conditions, delivery.zone, ground.language):
        yield Step(code="explain-condition", section="queue", arguments={"condition": condition})
    if delivery.digest == shown.variant.digest:
        yield Step(code="explain-frozen-same", section="queue")
        return
    now, was = (each.partition(":") for each in (source(one, ground.config.own_hosts, _sha256), delivery.source))
    same = now[0] == was[0] or now[2] == was[2]
    code = "explain-frozen-rules" if same else "explain-frozen-differs"
    yield Step(code=code, section="queue", severity=Severity.INFO if same else Severity.WARNING)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
