"""One occurrence adapted for one account: text, pictures, facets, options, and everything worth saying about them."""

from collections.abc import Iterable
from functools import lru_cache

from scheduler.adapt import card, customs, handles, judging, measure, placing
from scheduler.adapt.compose import Draft, compose
from scheduler.adapt.entities import facets, surprises
from scheduler.adapt.fit import Fitted, fit
from scheduler.adapt.heed import heeded
from scheduler.adapt.job import Facts, Job
from scheduler.adapt.measure import Gauge
from scheduler.adapt.pictures import Checked, chosen
from scheduler.model.making import maker
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, Where, blocking, error, placed
from scheduler.model.variant import FacetKind, Media, Options, Part, Role, Variant

__all__ = ["Facts", "Job", "adapt"]

_part_of = maker(Part)
_variant = maker(Variant)
_NOTHING = Fitted(parts=())
_NO_PICTURES: Checked = ((), ())


def adapt(job: Job) -> Variant:
    """Adapt one occurrence for one account. Never raises, whatever the text holds; the same job gives the same variant.

    Each part is within the network's limits. An error among the notices means that it cannot be published as it is; where
    no text could be made to fit, there are no parts.
    """
    rules = measure.applied(job.rules, job.account.limits)
    draft = compose(job, rules)
    content = draft.content
    shown_warning, draft, said = heeded(draft, rules)
    groups, about = _pictures(job, draft, rules) if content.media else _NO_PICTURES
    gauge = Gauge(rules, shown_warning)
    fitted = _NOTHING
    if not (said and blocking(said)):
        places = placing.of(job, content, rules, groups)
        fitted = fit(draft, rules, content.if_too_long or job.campaign.if_too_long, gauge, places)
        said += fitted.notices
    blocked = bool(said) and blocking(said)
    if not fitted.parts and groups and not blocked:
        fitted = fitted._replace(parts=("",) * len(groups))
    parts = _parts(job, fitted, groups, draft, rules, gauge)
    said += judging.about(parts, rules, blocked=blocked, pictured=bool(groups))
    if rules.advised_hashtags is not None:
        said += customs.exceeded(parts, content, draft.inherited, rules)
    visibility = content.visibility or "public"
    if visibility not in rules.visibilities:
        said.append(error("visibility-unknown", visibility=visibility, known=rules.visibilities, network=rules.title))
    for part in parts:
        said += surprises(part.text, rules, draft.labels)
    if any("@" in part.text for part in parts):
        said += judging.mentions_lost(draft.mentioned, parts, rules)
        said += handles.by_hand(job, parts, draft.mentioned, rules)
    shown_card, of_card = card.made(job, content, parts, rules, linked=fitted.linked)
    said += of_card
    return _variant(
        account=job.account.name,
        network=rules.network,
        parts=parts,
        options=_options(draft.language, visibility, shown_warning),
        card=shown_card,
        notices=_placed(said, about, draft.where, _subject(job)) if said or about else (),
    )


@lru_cache(maxsize=64)
def _options(language: str, visibility: str, warning: str) -> Options:
    """The same for most posts of a campaign: held once."""
    return Options(language=language, visibility=visibility, warning=warning)


def _subject(job: Job) -> str:
    reply = f"+{job.occurrence.reply.id}" if job.occurrence.reply else ""
    return f'post "{job.occurrence.post.id}{reply}" -> {job.account.name}'


def _pictures(job: Job, draft: Draft, rules: Rules) -> Checked:
    content = draft.content
    threads = placing.threads_surplus(job, content, rules)
    return chosen(job, content.media or (), rules, _subject(job), draft.language, threads=threads)


def _parts(
    job: Job, fitted: Fitted, groups: placing.Groups, draft: Draft, rules: Rules, gauge: Gauge
) -> tuple[Part, ...]:
    role = Role.REPLY if job.occurrence.reply is not None else Role.POST
    texts = fitted.parts
    pictures = placing.spread(job, draft.content, rules, groups, len(texts)) if groups else {}
    spoken = placing.languages(draft, fitted.blocks, rules, len(texts))
    parts = [_part(role, text, draft, rules, gauge, pictures.get(i, ()), spoken[i]) for i, text in enumerate(texts)]
    if fitted.comment:
        parts.append(_part(Role.COMMENT, fitted.comment, draft, rules, gauge))
    return tuple(parts)


def _part(
    role: Role,
    text: str,
    draft: Draft,
    rules: Rules,
    gauge: Gauge,
    media: tuple[Media, ...] = (),
    spoken: tuple[str, ...] = (),
) -> Part:
    found = facets(text, rules, draft.labels, draft.mentioned)
    return _part_of(
        role=role,
        text=text,
        length=gauge.length(text),
        limit=(rules.max_comment if role is Role.COMMENT else None) or gauge.limit(pictured=bool(media)),
        facets=found if rules.hashtags else tuple([one for one in found if one.kind is not FacetKind.HASHTAG]),
        media=media,
        languages=spoken,
    )


def _placed(said: Iterable[Notice], about: Iterable[Notice], where: Where, subject: str) -> tuple[Notice, ...]:
    """Each notice once: those of the text with its place, and those of the pictures, which have theirs."""
    notices = (*[placed(one, where, subject) for one in said], *about)
    if len({one.code for one in notices}) == len(notices):
        return notices
    seen: list[Notice] = []
    for notice in notices:
        if notice not in seen:
            seen.append(notice)
    return tuple(seen)
