"""Where a post's link stands: in its text, in the first comment, in the profile, or where the text has it already."""

from collections.abc import Sequence
from typing import NamedTuple

from scheduler.adapt import links
from scheduler.adapt.entities import standing
from scheduler.adapt.grammar.address import valid
from scheduler.adapt.job import Job
from scheduler.model.campaign import Content, LinkPlace
from scheduler.model.network import Count, Rules
from scheduler.model.notice import Notice, info, warning
from scheduler.model.variant import Facet, FacetKind
from scheduler.sentences import LANGUAGES, label


class Linked(NamedTuple):
    """What stands in the text for the link, what stands in the first comment, and what there is to say about it."""

    shown: str = ""
    comment: str = ""
    notices: tuple[Notice, ...] = ()


def linked(
    job: Job, content: Content, rules: Rules, utm: dict[str, str], text: str, labels: dict[str, str], language: str
) -> Linked:
    """The link of `content` beside `text`, which is in `language`; a label that stands for it is added to `labels`."""
    address = links.normal(content.link)
    place = content.link_in or LinkPlace.TEXT
    if not address or place is LinkPlace.NONE:
        return Linked()
    said = () if valid(address) else (warning("link-odd", link=address),)
    if rules.links_clickable and links.own(address, job.own_hosts):
        address = links.tagged(address, utm)
    if (labels or "://" in text) and links.alike(address) in {*links.written(text), *map(links.alike, labels.values())}:
        return Linked()
    if place is LinkPlace.FIRST_COMMENT and rules.first_comment:
        return Linked("", address, said)
    if not rules.links_clickable:
        return _unclickable(content, rules, place, language, said)
    if place is LinkPlace.FIRST_COMMENT:
        said = (*said, warning("no-first-comment", network=rules.title))
    if rules.count is not Count.GRAPHEMES:
        return Linked(address, "", said)
    shown = labelled(address, labels)
    return Linked("" if shown != address and standing(shown, text) else shown, "", said)


def _unclickable(content: Content, rules: Rules, place: LinkPlace, language: str, said: tuple[Notice, ...]) -> Linked:
    """Where nobody can click a link, the text says that it is in the profile, if its author put it there."""
    about = {"link": content.link, "network": rules.title}
    spoken = language.partition("-")[0]
    if place is LinkPlace.PROFILE and spoken in LANGUAGES:
        return Linked(label("link-in-profile-words", spoken), "", (*said, info("link-in-profile", **about)))
    return Linked("", "", (*said, info("link-not-clickable", **about)))


def shortened(text: str, found: Sequence[Facet], labels: dict[str, str]) -> str:
    """`text` with every address among `found` that is written with its scheme under its label, as Bluesky's own application
    sends it (`shortenLinks`, https://github.com/bluesky-social/social-app, read 2026-11-22).

    A label that stands in the text already means what its author wrote there, and is not taken.
    """
    shown = text
    for one in reversed(found):
        written = text[one.start : one.end]
        if one.kind is FacetKind.LINK and one.value == written and not standing(links.label(written), text):
            shown = f"{shown[: one.start]}{labelled(written, labels)}{shown[one.end :]}"
    return shown


def labelled(address: str, labels: dict[str, str]) -> str:
    """The short words that stand for `address`, kept in `labels`; itself where they would be no shorter or mean another."""
    short = links.label(address)
    if len(short) >= len(address) or labels.get(short, address) != address:
        return address
    labels[short] = address
    return short
