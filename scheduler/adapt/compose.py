"""The text of one occurrence for one account: overrides, persons, hashtags and links, before it is fitted."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from scheduler.adapt import links, template
from scheduler.adapt.entities import facets
from scheduler.adapt.grammar import atproto
from scheduler.adapt.grammar.address import valid
from scheduler.adapt.job import Job
from scheduler.model.campaign import Campaign, Content, LinkPlace, Occurrence, Person
from scheduler.model.network import Count, Mention, Rules
from scheduler.model.notice import Notice, info, warning
from scheduler.sentences.words import written

_NOT_MERGED = {"where", "text_where"}
_KEPT_IN_REPLIES = ("if_too_long", "warning", "visibility", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be said, in the pieces that fitting may move or leave out."""

    content: Content
    blocks: tuple[template.Block, ...]
    link: str = ""
    """As it stands in the text."""
    labels: Mapping[str, str]
    """Words that stand for a link, and its address."""
    hashtags: tuple[str, ...] = ()
    """Of the campaign and the day: never dropped for room."""
    own_hashtags: tuple[str, ...] = ()
    credit: str = ""
    comment: str = ""
    mentioned: tuple[str, ...] = ()
    """The mentions that persons were written as."""
    notices: tuple[Notice, ...] = ()


def effective(occurrence: Occurrence, network: str) -> Content:
    """What `occurrence` says for its account: post, then `networks.<network>`, then `networks.<account>`; a list replaces.

    A reply takes only its post's warning, visibility, language and what to do with a long text.
    """
    post = occurrence.post.content
    if occurrence.reply is not None:
        bare = Content(where=occurrence.content.where)
        post = replace(bare, **{name: getattr(post, name) for name in _KEPT_IN_REPLIES})
    overrides = (occurrence.reply or occurrence.post).overrides
    merged = _over(post, occurrence.content)
    for name in (network, occurrence.account):
        if name in overrides:
            merged = _over(merged, overrides[name].content)
    return merged


def _over(below: Content, above: Content) -> Content:
    said = {one.name: getattr(above, one.name) for one in fields(Content) if one.name not in _NOT_MERGED}
    changes = {name: value for name, value in said.items() if value is not None}
    if above.text is not None:
        changes["text_where"] = above.text_where or above.where
    return replace(below, where=above.where, **changes)


def compose(job: Job, rules: Rules, subject: str) -> Draft:
    """Compose the text of `job`; never raises, whatever the text holds."""
    occurrence = job.occurrence
    content = effective(occurrence, rules.network)
    where = content.text_where or content.where
    utm = links.parameters(
        network=rules.network,
        campaign=occurrence.campaign,
        content=f"{occurrence.post.id}.{occurrence.key}.{occurrence.account}",
    )
    mentioned: list[str] = []

    def fill(name: str, words: str | None) -> str:
        said = _reserved(name, job, content) if name not in job.campaign.people else None
        if said is not None:
            return said
        person = job.campaign.people.get(name)
        text = mention(person, rules) if person else ""
        if text:
            mentioned.append(text)
        return text or words or (person.name if person else name)

    blocks = template.blocks(unicodedata.normalize("NFC", content.text or ""), fill)
    labels: dict[str, str] = {}
    blocks = tuple(
        tuple(replace(one, text=_with_links(one.text, rules, job, utm, labels)) for one in block) for block in blocks
    )
    whole = "\n".join(template.written(block) for block in blocks)
    link, comment, notices = _link(job, content, rules, utm, whole, labels)
    inherited, own = _hashtags(occurrence, job.campaign, content, whole, rules)
    credits_ = dict.fromkeys(one.credit.strip() for one in content.media or () if one.credit.strip())
    return Draft(
        content=content,
        blocks=blocks,
        link=link,
        labels=labels,
        hashtags=inherited,
        own_hashtags=own,
        credit="\n".join(one for one in credits_ if one not in whole),
        comment=comment,
        mentioned=tuple(dict.fromkeys(mentioned)),
        notices=tuple(replace(one, where=where, subject=subject) for one in notices),
    )


def mention(person: Person, rules: Rules) -> str:
    """How `person` is mentioned on the network, empty where this cannot be done."""
    handle = person.handles.get(rules.network, "").strip().lstrip("@")
    return "" if not handle or rules.mention is Mention.NAME else f"@{handle}"


def _reserved(name: str, job: Job, content: Content) -> str | None:
    occurrence = job.occurrence
    day = occurrence.local.date() if occurrence.local else occurrence.post.day or job.today
    if name == "n":
        return str(occurrence.number)
    if name == "date":
        return written(day, "fr" if (content.language or job.campaign.language).startswith("fr") else "en")
    if name == "days":
        return str(max((_first_day(job.campaign, day) - day).days, 0))
    return None


def _first_day(campaign: Campaign, otherwise: date) -> date:
    days = [one.day for one in campaign.days]
    return min(days) if days else otherwise


def _with_links(text: str, rules: Rules, job: Job, utm: dict[str, str], labels: dict[str, str]) -> str:
    if rules.count is Count.GRAPHEMES:
        text = atproto.clean(text)
    if "://" not in text or not job.own_hosts:
        return text
    text = links.tagged_text(text, facets(text, rules), job.own_hosts, utm)
    if rules.count is Count.GRAPHEMES:
        for one in reversed(facets(text, rules)):
            if links.own(one.value, job.own_hosts) and one.value == text[one.start : one.end]:
                text = f"{text[: one.start]}{_labelled(one.value, labels)}{text[one.end :]}"
    return text


def _labelled(address: str, labels: dict[str, str]) -> str:
    label = links.label(address)
    if len(label) >= len(address) or labels.get(label, address) != address:
        return address
    labels[label] = address
    return label


def _link(
    job: Job, content: Content, rules: Rules, utm: dict[str, str], text: str, labels: dict[str, str]
) -> tuple[str, str, list[Notice]]:
    """The link as it stands in the text, the first comment that holds it instead, and what there is to say about it."""
    address = (content.link or "").strip()
    place = content.link_in or LinkPlace.TEXT
    if not address or place is LinkPlace.NONE:
        return "", "", []
    odd = [] if valid(address) else [warning("link-odd", link=address)]
    if links.own(address, job.own_hosts):
        address = links.tagged(address, utm)
    if address in text or address in labels.values():
        return "", "", []
    if place is LinkPlace.FIRST_COMMENT and rules.first_comment:
        return "", address, odd
    if not rules.links_clickable:
        return "", "", [*odd, info("link-not-clickable", link=content.link, network=rules.title)]
    said = [*odd, warning("no-first-comment", network=rules.title)] if place is LinkPlace.FIRST_COMMENT else odd
    return _labelled(address, labels) if rules.count is Count.GRAPHEMES else address, "", said


def _hashtags(
    occurrence: Occurrence, campaign: Campaign, content: Content, text: str, rules: Rules
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The hashtags that the text does not hold yet: those of campaign and day, and the post's own."""
    inherits = content.hashtags_inherited
    if inherits is None:
        inherits = occurrence.reply is None
    present = {one.casefold() for one in _seen(text, rules)}
    both: tuple[list[str], list[str]] = ([], [])
    inherited = (*campaign.hashtags, *occurrence.post.day_hashtags) if inherits else ()
    for kept, given in zip(both, (inherited, content.hashtags or ()), strict=True):
        for one in given:
            name = unicodedata.normalize("NFC", one.strip().lstrip("#＃"))
            if name and name.casefold() not in present:
                present.add(name.casefold())
                kept.append(f"#{name}")
    return tuple(both[0]), tuple(both[1])


def _seen(text: str, rules: Rules) -> list[str]:
    if "#" not in text and "＃" not in text:
        return []
    return [one.value for one in facets(text, rules) if one.kind == "hashtag"]
