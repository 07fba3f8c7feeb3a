"""The ids that Facebook's own addresses spell out: a post's is `PAGE_STORY`, a comment's `STORY_COMMENT`."""

import re
from urllib.parse import parse_qs, urlsplit

_WHOLE = re.compile(r"^/(\d+_\d+)/?$")
"""As we write it where Facebook gives no other address."""
_POSTS = re.compile(r"^/([^/]+)/posts/(?:[^/]+/)?(\d+)/?$")
"""With the page's name or number, and perhaps the first words of the post between."""


def named(url: str, identity: str) -> str:
    """The id of the post or comment at `url`; "" for addresses that do not say it, as those with `pfbid` or of a photo.

    `identity` is the page's number, for addresses with its name.
    """
    parts = urlsplit(url)
    said = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if whole := _WHOLE.match(parts.path):
        return whole[1]
    page, story = said.get("id", ""), said.get("story_fbid", "")
    if posts := _POSTS.match(parts.path):
        page, story = posts[1], posts[2]
    page = page if page.isdecimal() else identity
    if not (page.isdecimal() and story.isdecimal()):
        return ""
    if "reply_comment_id" in said:
        return ""
    comment = said.get("comment_id")
    if comment is None:
        return f"{page}_{story}"
    return f"{story}_{comment}" if comment.isdecimal() else ""
