"""What a block leaves out to fit in one part, in this order: the credit, the link where its card shows it, optional passages,
surplus hashtags. Each step that is taken says so.
"""

from collections.abc import Sequence
from typing import NamedTuple

from scheduler.adapt import measure, template
from scheduler.adapt.phrasing import Wording, gathered, paragraphs
from scheduler.adapt.telling import Telling
from scheduler.model.campaign import TooLong


class Left(NamedTuple):
    """A block as the steps left it."""

    block: template.Block
    wording: Wording
    text: str
    fits: bool


def said(telling: Telling, block: template.Block, *, last: bool, linked: bool) -> Left:
    """The block in one part, as far as the steps go; the last one carries hashtags and credit, one of them the link."""
    draft, takes = telling.draft, telling.room.takes
    wording = Wording(link=linked)
    if last:
        wording = Wording(link=linked, own_hashtags=draft.own_hashtags, credit=bool(draft.credit))
    text = telling.text(block, wording, last=last)
    if takes(text):
        return Left(block, wording, text, True)
    if wording.credit:
        wording, text = _less(telling, block, wording._replace(credit=False), text, "credit-left-out", last=last)
    if wording.link and telling.places.card and not takes(text):
        wording, text = _less(telling, block, wording._replace(link=False), text, "link-in-card", last=last)
        telling.linked = False
    wording, text = _without_optional(telling, block, wording, text, last=last)
    if last and not takes(text):
        block, wording, text = _with_fewer_hashtags(telling, block, wording, text)
    return Left(block, wording, text, takes(text))


def _less(
    telling: Telling, block: template.Block, wording: Wording, before: str, code: str, *, last: bool
) -> tuple[Wording, str]:
    text = telling.text(block, wording, last=last)
    telling.say(code, before, text)
    return wording, text


def _without_optional(
    telling: Telling, block: template.Block, wording: Wording, text: str, *, last: bool
) -> tuple[Wording, str]:
    """Optional passages go from the last, as many as it takes."""
    for passage in reversed(template.optional(block)):
        if telling.room.takes(text):
            break
        before = text
        wording = wording._replace(dropped=wording.dropped + 1)
        text = telling.text(block, wording, last=last)
        telling.say("optional-left-out", before, text, passage=passage)
    return wording, text


def _with_fewer_hashtags(
    telling: Telling, block: template.Block, wording: Wording, text: str
) -> tuple[template.Block, Wording, str]:
    """Hashtags that end the text join the others; surplus ones go, from the last; where it is the custom, into a comment.

    Nothing is changed where this does not help.
    """
    draft, takes = telling.draft, telling.room.takes
    shorter, moved = gathered(block, wording, draft.inherited) if telling.rules.hashtags else (block, wording)
    kept = moved.own_hashtags
    whole = shown = telling.text(shorter, moved, last=True)
    least = _customary(telling, len(draft.hashtags) + len(moved.hashtags), len(kept))
    while kept and not takes(shown) and len(kept) > least:
        kept = kept[:-1]
        shown = telling.text(shorter, moved._replace(own_hashtags=kept), last=True)
    gone = moved.own_hashtags[len(kept) :]
    if not gone and not takes(shown):
        return block, wording, text
    if moved is not wording:
        telling.say("hashtags-moved", text, whole)
    if gone:
        code = "hashtags-in-comment" if _commented(telling, gone) else "hashtags-left-out"
        telling.say(code, whole, shown, hashtags=gone)
    return shorter, moved._replace(own_hashtags=kept), shown


def _customary(telling: Telling, standing: int, own: int) -> int:
    """How many of a post's `own` hashtags are not surplus beside those that stand in any case."""
    if telling.rules.advised_hashtags is not None:
        return max(telling.rules.advised_hashtags - standing, 0)
    return own if telling.too_long is TooLong.THREAD and telling.rules.threads else 0


def _commented(telling: Telling, hashtags: Sequence[str]) -> bool:
    """Put `hashtags` into the first comment, where there is one or the network's custom wants one, and they fit."""
    rules = telling.rules
    if not rules.first_comment or not (telling.comment or rules.hashtags_in_comment):
        return False
    comment = paragraphs(telling.comment, " ".join(hashtags))
    if measure.length(comment, rules) > (rules.max_comment or rules.max_length):
        return False
    telling.comment = comment
    return True
