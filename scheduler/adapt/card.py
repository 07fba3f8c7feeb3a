"""The card of a post's link, on networks that make none themselves: what the author wrote under `card:`. Nothing is fetched."""

import unicodedata
from collections.abc import Sequence

from scheduler.adapt import clearance, links
from scheduler.adapt.job import Job
from scheduler.model.campaign import Content, LinkCard, LinkPlace
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, info, warning
from scheduler.model.picture import claim
from scheduler.model.variant import Card, Media, Part, Role

Made = tuple[Card | None, tuple[Notice, ...]]


def shows(content: Content, rules: Rules) -> bool:
    """Whether a card shows the post's link without its address in the text, where no picture takes the card's place."""
    return content.link_in is not LinkPlace.NONE and (rules.link_attached or _written(content) is not None)


def made(job: Job, content: Content, parts: Sequence[Part], rules: Rules, *, linked: bool = True) -> Made:
    """The card that goes out with `parts`, and what there is to say about it; `linked` says whether the text holds the link.

    A network shows pictures or a card, never both. A card goes only with the link that it stands beside in the file: with the
    first part, or where pictures stand there, with the one that holds the link.
    """
    link, written = links.normal(content.link), content.card
    if rules.link_attached and not linked:
        return Card(url=address(job, link, rules)), ()
    if not rules.link_card or not parts or parts[0].role is Role.COMMENT:
        return None, ()
    empty = written is None or not (written.title or written.description or written.image)
    if not link or content.link_in is LinkPlace.NONE:
        beside = written is not None and not empty and not link
        return None, (warning("card-without-link", written.where),) if beside and written else ()
    if written is None or (written.link and links.normal(written.link) != link):
        return None, () if parts[0].media else (info("card-unwritten", link=link, network=rules.title),)
    if empty:
        return None, ()
    url = address(job, link, rules)
    place = _place(parts, url)
    if place is None:
        return None, (info("card-behind-pictures", written.where, network=rules.title),)
    image, said = _image(job, written, rules)
    title, description = (unicodedata.normalize("NFC", one) for one in (written.title, written.description))
    return Card(url=url, title=title, description=description, image=image, part=place), said


def _image(job: Job, written: LinkCard, rules: Rules) -> tuple[Media | None, tuple[Notice, ...]]:
    """The picture of a card, as far as its rights let it be shown there and then."""
    if written.image is None:
        return None, ()
    gone, said = clearance.cleared(job, written.image, rules, "")
    image = Media(file=written.image.file, alt="", claim=claim(written.image.rights))
    return None if gone else image, tuple(said)


def _written(content: Content) -> LinkCard | None:
    """The card that the author wrote for the post's link, where it shows something."""
    card, link = content.card, links.normal(content.link)
    if card is None or (card.link and links.normal(card.link) != link):
        return None
    return card if card.title or card.description or card.image else None


def _place(parts: Sequence[Part], url: str) -> int | None:
    """The place of the part that the card goes with; None where pictures take its place."""
    if not parts[0].media:
        return 0
    held = (i for i, part in enumerate(parts) if not part.media and any(one.value == url for one in part.facets))
    return next((i for i in held if parts[i].role is not Role.COMMENT), None)


def address(job: Job, link: str, rules: Rules) -> str:
    """The post's link as it goes out: with its tag, where it leads to one of the house's own hosts."""
    if not links.own(link, job.own_hosts):
        return link
    occurrence = job.occurrence
    content = f"{occurrence.post.id}.{occurrence.key}.{occurrence.account}"
    return links.tagged(link, links.parameters(network=rules.network, campaign=occurrence.campaign, content=content))
