"""What people can take home from LinkedIn: the workbook of a page's analytics («Content / Export»).

Its sheet «All posts» has a row of words above the headings: `Post title, Post link, Post type, Campaign name, Posted by, Created
date, …, Impressions, Views, Offsite Views, Clicks, Click through rate (CTR), Likes, Comments, Reposts, Follows, Engagement rate,
Content Type`; days as 07/02/2026, no hour. Who posted is not read; `Views` are those of films. As fixtures of public importers
have it, 2026-11-22. Its headings in French were found nowhere: they go the way of any table. The number in the link tells the
hour: its bits above the 22nd are milliseconds since 1970 (https://github.com/Ollie-Boyd/Linkedin-post-timestamp-extractor,
2026-11-22).
"""

import re

from scheduler.model.past import Field, Layout

_URN = re.compile(r"(?:activity|ugcPost|share)[:-](\d{16,20})")


def _moment(known: str) -> int | None:
    found = _URN.search(known)
    return (int(found[1]) >> 22) * 1000 if found and int(found[1]) < 1 << 63 else None


def _published(given: str, owner: str, url: str) -> str:  # noqa: ARG001 - the table has no column of ids
    return url.partition("?")[0].rstrip("/").rpartition("/")[2]


EXPORTS = (
    Layout(
        name="linkedin-analytics",
        headings={
            Field.DATE: ("created date",),
            Field.TEXT: ("post title",),
            Field.URL: ("post link",),
            Field.VIEWS: ("impressions",),
            Field.CLICKS: ("clicks",),
            Field.REACTIONS: ("likes",),
            Field.REPLIES: ("comments",),
            Field.SHARES: ("reposts",),
        },
        needs=(("post title", "post link", "created date"),),
        moment=_moment,
        remote=_published,
        notes=("arrival-note-linkedin",),
    ),
)
"""What `scheduler import` knows of this network."""
