"""What one occurrence says for one account: the post, what is said for a network, what is said for an account."""

from dataclasses import fields, replace
from operator import attrgetter

from scheduler.adapt import tongues
from scheduler.model.campaign import Content, Occurrence
from scheduler.model.making import maker

_content = maker(Content)
_MERGED = tuple(one.name for one in fields(Content) if one.name not in {"where", "text_where"})
_VALUES = attrgetter(*_MERGED)
_KEPT_IN_REPLIES = (
    *("if_too_long", "warning", "visibility", "language", "bilingual", "typography", "numbering"),
    *("surplus", "link_part", "media_part", "spare_hashtags"),
)


def effective(occurrence: Occurrence, network: str) -> Content:
    """What `occurrence` says for its account: post, then `networks.<network>`, then `networks.<account>`; a list replaces.

    A reply takes only its post's warning, visibility, language, and how its text is set and cut.
    """
    post = occurrence.post.content
    if occurrence.reply is not None:
        bare = Content(where=occurrence.content.where)
        post = replace(bare, **{name: getattr(post, name) for name in _KEPT_IN_REPLIES})
    overrides = (occurrence.reply or occurrence.post).overrides
    merged = post if post is occurrence.content else _over(post, occurrence.content)
    if not overrides:
        return merged
    for name in (network, occurrence.account):
        if name in overrides:
            merged = _over(merged, overrides[name].content)
    return merged


def _over(below: Content, above: Content) -> Content:
    merged = {
        name: mine if given is None else given
        for name, mine, given in zip(_MERGED, _VALUES(below), _VALUES(above), strict=True)
    }
    text_where = below.text_where
    if above.texts is not None:
        merged |= {"text": None, "texts": tongues.merged(below.texts, above.texts)}
        text_where = above.text_where
    elif above.text is not None:
        merged["texts"] = None
        text_where = above.text_where or above.where
    return _content(where=above.where, text_where=text_where, **merged)
