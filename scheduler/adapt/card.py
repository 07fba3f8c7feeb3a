"""The card of a post's link, on networks that make none themselves: what the author wrote under `card:`. Nothing is fetched."""

from collections.abc import Sequence

from scheduler.adapt import links
from scheduler.adapt.job import Job
from scheduler.model.campaign import Content, LinkPlace
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, info, warning
from scheduler.model.variant import Card, Media, Part, Role

Made = tuple[Card | None, tuple[Notice, ...]]


def made(job: Job, content: Content, parts: Sequence[Part], rules: Rules) -> Made:
    """The card that goes out with the first of `parts`, and what there is to say about it.

    A network shows pictures or a card, never both. A card goes only with the link that it stands beside in the file.
    """
    link, written = (content.link or "").strip(), content.card
    if not rules.link_card or not parts or parts[0].role is Role.COMMENT:
        return None, ()
    empty = written is None or not (written.title or written.description or written.image)
    if not link or content.link_in is LinkPlace.NONE:
        beside = written is not None and not empty and not link
        return None, (warning("card-without-link", written.where),) if beside and written else ()
    if written is None or (written.link and written.link != link):
        return None, () if parts[0].media else (info("card-unwritten", link=link, network=rules.title),)
    if empty:
        return None, ()
    if parts[0].media:
        return None, (info("card-behind-pictures", written.where, network=rules.title),)
    image = Media(file=written.image.file, alt="") if written.image else None
    return Card(url=address(job, link, rules), title=written.title, description=written.description, image=image), ()


def address(job: Job, link: str, rules: Rules) -> str:
    """The post's link as it goes out: with its tag, where it leads to one of the house's own hosts."""
    if not links.own(link, job.own_hosts):
        return link
    occurrence = job.occurrence
    content = f"{occurrence.post.id}.{occurrence.key}.{occurrence.account}"
    return links.tagged(link, links.parameters(network=rules.network, campaign=occurrence.campaign, content=content))
