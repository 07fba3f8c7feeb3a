"""What people can take home from Instagram: the table of Meta Business Suite («Insights / Content / Export data»).

Headings: `Post ID, Account ID, Account username, Account name,
Description, Duration (sec), Publish time, Permalink, Post type, Data comment, Date, Views, Reach, Likes, Shares, Follows,
Comments, Saves`, «Lifetime» in `Date`; the hour is that of whoever exported it. As fixtures of public importers have it,
2026-11-22. The French words are those that the same page writes for its other network.
"""

from scheduler.model.past import Field, Layout


def _published(given: str, owner: str, url: str) -> str:  # noqa: ARG001 - the piece of the address by which people know it
    return url.partition("?")[0].rstrip("/").rpartition("/")[2]


EXPORTS = (
    Layout(
        name="instagram-insights",
        headings={
            Field.ID: ("post id", "identifiant de la publication"),
            Field.DATE: ("publish time", "heure de publication"),
            Field.PERIOD: ("date",),
            Field.TEXT: ("description",),
            Field.URL: ("permalink", "permalien"),
            Field.REACTIONS: ("likes", "mentions j'aime", "j'aime"),
            Field.REPLIES: ("comments", "commentaires"),
            Field.SHARES: ("shares", "partages"),
            Field.SAVES: ("saves", "enregistrements"),
            Field.VIEWS: ("views", "vues", "impressions"),
            Field.REACH: ("reach", "couverture"),
        },
        needs=(
            ("post id", "account username", "publish time", "permalink"),
            ("post id", "account id", "publish time", "permalink"),
            ("identifiant de la publication", "id du compte", "heure de publication", "permalien"),
        ),
        remote=_published,
        lifetime=("lifetime", "total", "a vie", "duree de vie", "depuis la creation"),
        notes=("arrival-note-meta",),
    ),
)
"""What `scheduler import` knows of this network."""
