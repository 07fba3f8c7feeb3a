"""One occurrence adapted for one account: text, pictures, facets, options, and everything worth saying about them."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from scheduler.adapt import card, customs, handles, measure, placing
from scheduler.adapt.compose import Draft, compose
from scheduler.adapt.entities import facets, surprises
from scheduler.adapt.fit import Fitted, fit
from scheduler.adapt.heed import heeded
from scheduler.adapt.job import Facts, Job
from scheduler.adapt.measure import Gauge
from scheduler.adapt.pictures import Checked, chosen
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, blocking, error, info, placed, warning
from scheduler.model.variant import FacetKind, Media, Options, Part, Role, Variant

__all__ = ["Facts", "Job", "adapt"]

_NOTHING = Fitted(parts=())


def adapt(job: Job) -> Variant:
    """Adapt one occurrence for one account. Never raises, whatever the text holds; the same job gives the same variant.

    Each part is within the network's limits. An error among the notices means that it cannot be published as it is; where
    no text could be made to fit, there are no parts.
    """
    rules = measure.applied(job.rules, job.account.limits)
    subject = _subject(job)
    draft = compose(job, rules)
    content = draft.content
    where = draft.where
    said = [*draft.notices]
    shown_warning, draft, more = heeded(draft, rules)
    said += more
    groups, about = _pictures(job, draft, rules, subject)
    gauge = Gauge(rules, shown_warning)
    fitted = _NOTHING
    if not blocking(said):
        places = placing.of(job, content, rules, groups)
        fitted = fit(draft, rules, content.if_too_long or job.campaign.if_too_long, gauge, places)
    said += fitted.notices
    if not fitted.parts and groups and not blocking(said):
        fitted = fitted._replace(parts=("",) * len(groups))
    parts = tuple(_parts(job, fitted, groups, draft, rules, gauge))
    said += _about_whole(parts, rules, blocked=blocking(said), pictured=bool(groups))
    if rules.advised_hashtags is not None:
        said += customs.exceeded(parts, content, draft.inherited, rules)
    visibility = content.visibility or "public"
    if visibility not in rules.visibilities:
        said.append(error("visibility-unknown", visibility=visibility, known=rules.visibilities, network=rules.title))
    for part in parts:
        said += surprises(part.text, rules, draft.labels)
    if draft.mentioned:
        said += _mentions_lost(draft, parts, rules)
    said += handles.by_hand(job, parts, draft.mentioned, rules)
    shown_card, of_card = card.made(job, content, parts, rules, linked=fitted.linked)
    said += of_card
    return Variant(
        account=job.account.name,
        network=rules.network,
        parts=parts,
        options=_options(draft.language, visibility, shown_warning),
        card=shown_card,
        notices=_once([*[placed(one, where, subject) for one in said], *about]) if said or about else (),
    )


@lru_cache(maxsize=64)
def _options(language: str, visibility: str, warning: str) -> Options:
    """The same for most posts of a campaign: held once."""
    return Options(language=language, visibility=visibility, warning=warning)


def _subject(job: Job) -> str:
    reply = f"+{job.occurrence.reply.id}" if job.occurrence.reply else ""
    return f'post "{job.occurrence.post.id}{reply}" -> {job.account.name}'


def _pictures(job: Job, draft: Draft, rules: Rules, subject: str) -> Checked:
    content = draft.content
    if not content.media:
        return (), ()
    threads = placing.threads_surplus(job, content, rules)
    return chosen(job, content.media, rules, subject, draft.language, threads=threads)


def _parts(
    job: Job, fitted: Fitted, groups: placing.Groups, draft: Draft, rules: Rules, gauge: Gauge
) -> Iterator[Part]:
    role = Role.REPLY if job.occurrence.reply is not None else Role.POST
    total = len(fitted.parts)
    pictures = placing.spread(job, draft.content, rules, groups, total)
    spoken = placing.languages(draft, fitted.blocks, rules, total)
    for i, text in enumerate(fitted.parts):
        yield _part(role, text, draft, rules, gauge, pictures.get(i, ()), spoken[i])
    if fitted.comment:
        yield _part(Role.COMMENT, fitted.comment, draft, rules, gauge)


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
    return Part(
        role=role,
        text=text,
        length=gauge.length(text),
        limit=(rules.max_comment if role is Role.COMMENT else None) or gauge.limit(pictured=bool(media)),
        facets=found if rules.hashtags else tuple(one for one in found if one.kind is not FacetKind.HASHTAG),
        media=media,
        languages=spoken,
    )


def _about_whole(parts: tuple[Part, ...], rules: Rules, *, blocked: bool, pictured: bool) -> Iterator[Notice]:
    """What is judged over all parts: emptiness, numbers of hashtags and mentions, a picture where one is needed."""
    if not parts and not blocked:
        yield error("empty-post", network=rules.title)
    if rules.pictures.required and not pictured and parts and parts[0].role is Role.POST:
        yield error("picture-needed", network=rules.title)
    for part in parts:
        if part.length > part.limit:  # a first comment: the others were fitted
            over = part.length - part.limit
            yield error("too-long", length=part.length, limit=part.limit, over=over, network=rules.title)
    yield from _about_numbers(parts, rules)
    refusing = measure.refusing(rules)
    refused = dict.fromkeys(sign for part in parts for sign in measure.refused(part.text, refusing)) if refusing else ()
    if refused:
        yield error("characters-refused", characters="".join(refused), network=rules.title)
    yield from _about_parts(parts, rules)


def _about_numbers(parts: tuple[Part, ...], rules: Rules) -> Iterator[Notice]:
    """How many hashtags and mentions a network takes."""
    if rules.max_hashtags is not None:
        tags = _number(parts, FacetKind.HASHTAG)
        if tags > rules.max_hashtags:
            yield error("hashtags-over-limit", count=tags, limit=rules.max_hashtags, network=rules.title)
    if rules.max_mentions is not None:
        mentions = _number(parts, FacetKind.MENTION)
        if mentions > rules.max_mentions:
            yield error("mentions-over-limit", count=mentions, limit=rules.max_mentions, network=rules.title)


def _about_parts(parts: tuple[Part, ...], rules: Rules) -> Iterator[Notice]:
    """What a network limits within one part: the links, and the first line where it is the title."""
    if not rules.links_clickable:
        shown = (part.text[one.start : one.end] for part in parts for one in part.facets if one.kind is FacetKind.LINK)
        if dead := tuple(dict.fromkeys(one for one in shown if "://" in one)):
            yield info("link-in-vain", links=dead, network=rules.title)
    if rules.max_links is not None:
        for part in parts:
            links = len({one.value for one in part.facets if one.kind is FacetKind.LINK})
            if links > rules.max_links:
                yield error("links-over-limit", count=links, limit=rules.max_links, network=rules.title)
    if rules.max_title is not None and parts and parts[0].role is Role.POST:
        title = len(parts[0].text.partition("\n")[0])
        if title > rules.max_title:
            over = title - rules.max_title
            yield warning("title-long", length=title, limit=rules.max_title, over=over, network=rules.title)


def _number(parts: Iterable[Part], kind: FacetKind) -> int:
    return sum(one.kind is kind for part in parts for one in part.facets)


def _mentions_lost(draft: Draft, parts: tuple[Part, ...], rules: Rules) -> Iterator[Notice]:
    """Persons whose mention stands in the text but is none to the network, glued to a letter for example."""
    seen = {f"@{one.value}".casefold() for part in parts for one in part.facets if one.kind is FacetKind.MENTION}
    texts = "\n".join(part.text for part in parts)
    for mention in dict.fromkeys(draft.mentioned):
        if mention.casefold() not in seen and mention in texts:
            yield warning("mention-not-seen", mention=mention, network=rules.title)


def _once(said: Iterable[Notice]) -> tuple[Notice, ...]:
    seen: list[Notice] = []
    for notice in said:
        if notice not in seen:
            seen.append(notice)
    return tuple(seen)
