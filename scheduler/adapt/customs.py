"""Hashtags by the custom of the place: the post's own that are more than a network takes, or than people there are used to."""

from collections.abc import Sequence
from typing import NamedTuple

from scheduler.model.campaign import Campaign, Content, Spare
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, info, warning


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


def _parted(hashtags: tuple[str, ...], room: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    room = max(room, 0)
    return hashtags[:room], hashtags[room:]
