"""Hashtags by the custom of the place: the post's own that are more than a network takes, or than people there are used to."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scheduler.model.campaign import Campaign, Content, Spare
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, info, warning
from scheduler.model.variant import FacetKind, Part, Role


class Kept(NamedTuple):
    """The hashtags that stand in the post, its first comment with those that stand there, and what there is to say."""

    hashtags: tuple[str, ...]
    comment: str
    notices: tuple[Notice, ...] = ()


def customary(
    own: Sequence[str], standing: int, comment: str, rules: Rules, content: Content, campaign: Campaign
) -> Kept:
    """Leave out the last of a post's `own` hashtags, beside the `standing` ones of its text, its day and its campaign.

    Above the network's limit they always go: it would refuse the post. Above its custom they go where the author says so, into
    the first comment where that is the custom.
    """
    if not own:
        return Kept((), comment)
    kept, said = tuple(own), list[Notice]()
    if rules.max_hashtags is not None and standing + len(kept) > rules.max_hashtags:
        kept, gone = _parted(kept, rules.max_hashtags - standing)
        if gone:
            said.append(warning("hashtags-limit", limit=rules.max_hashtags, hashtags=gone, network=rules.title))
    most = rules.advised_hashtags
    if (
        most is not None
        and standing + len(kept) > most
        and (content.spare_hashtags or campaign.spare_hashtags) is Spare.DROP
    ):
        kept, gone = _parted(kept, most - standing)
        if gone and rules.first_comment and rules.hashtags_in_comment:
            comment = "\n\n".join(filter(None, (comment, " ".join(gone))))
            said.append(info("hashtags-custom-comment", limit=most, hashtags=gone, network=rules.title))
        elif gone:
            said.append(info("hashtags-custom", limit=most, hashtags=gone, network=rules.title))
    return Kept(kept, comment, tuple(said))


def exceeded(parts: Sequence[Part], content: Content, inherited: frozenset[str], rules: Rules) -> Iterator[Notice]:
    """What there is to say where one of `parts` holds more hashtags than the custom is: nobody refuses them.

    Where all of them are the campaign's and the day's (`inherited`, in small letters), this post can do nothing about it, and
    an author who wrote `spare_hashtags: keep` has chosen.
    """
    most = rules.advised_hashtags
    if (
        most is None
        or content.spare_hashtags is Spare.KEEP
        or max([len(part.facets) for part in parts], default=0) <= most
    ):
        return
    tags = [
        [one.value.casefold() for one in part.facets if one.kind is FacetKind.HASHTAG]
        for part in parts
        if part.role is not Role.COMMENT
    ]
    fullest = max(tags, key=len, default=[])
    if not most < len(fullest) <= (rules.max_hashtags or len(fullest)):
        return
    about = {"count": len(fullest), "limit": most, "network": rules.title}
    if rules.max_hashtags is not None:
        yield warning("hashtags-over-custom", **about)
        return
    source = next((one.url for name, one in rules.sources if name == "advised_hashtags"), rules.title)
    say = info if inherited.issuperset(fullest) else warning
    yield say("hashtags-above-custom", source=source, **about)


def _parted(hashtags: tuple[str, ...], room: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    room = max(room, 0)
    return hashtags[:room], hashtags[room:]
