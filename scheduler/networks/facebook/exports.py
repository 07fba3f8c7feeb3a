"""What people can take home from Facebook: the table of Meta Business Suite («Insights / Content / Export data»).

Headings in English: `Post ID, Page ID, Page name, Title, Description, Duration (sec), Publish time, Caption type, Permalink, Is
crosspost, Is share, Post type, Languages, Custom labels, Funded content status, Data comment, Date, Views (Impressions before
2025), Reach, Reactions, Comments and Shares, Reactions, Comments, Shares, Total clicks, Other clicks, …`; in French: «Identifiant
de la publication, ID de la Page, Nom de la page, Titre, Description, Heure de publication, Permalien, Est un partage, Type de
publication, Vues, Couverture, Réactions, commentaires et partages, Réactions, Commentaires, Partages, Total des clics». The
columns after them come and go from month to month. `Date` is «Lifetime» where a row is a post's whole life, else one day of it.
`Publish time` is month first in what was seen of both languages, in the zone of whoever exported it. As fixtures of public
importers have them, 2026-11-22.

«Download your information» holds the posts as JSON and no count at all: it is refused with what to export instead.
"""

from collections.abc import Sequence

from scheduler.model.past import Field, Layout, Refused


def remote(given: str, owner: str, url: str) -> str:
    """The id that the network answers a post with: `PAGE_POST`; "" where the page is not said."""
    from scheduler.networks.facebook.address import named  # noqa: PLC0415 - reading rules needs none of it

    if "_" in given:
        return given
    return f"{owner}_{given}" if owner.isdecimal() and given.isdecimal() else named(url, owner) if url else ""


def information(names: Sequence[str]) -> Sequence[str]:
    """The posts of «Download your information»: no counts stand there."""
    marks = ("your_facebook_activity/posts/", "your_posts__check_ins", "this_profile's_activity_across_facebook/posts/")
    return [one for one in names if any(mark in one for mark in marks)]


EXPORTS = (
    Layout(
        name="facebook-insights",
        headings={
            Field.ID: ("post id", "identifiant de la publication"),
            Field.OWNER: ("page id", "id de la page"),
            Field.DATE: ("publish time", "heure de publication"),
            Field.PERIOD: ("date",),
            Field.TEXT: ("title", "titre", "description"),
            Field.URL: ("permalink", "permalien"),
            Field.REACTIONS: ("reactions", "réactions"),
            Field.REPLIES: ("comments", "commentaires"),
            Field.SHARES: ("shares", "partages"),
            Field.TOTAL: ("reactions, comments and shares", "réactions, commentaires et partages"),
            Field.CLICKS: ("total clicks", "total des clics"),
            Field.VIEWS: ("views", "vues", "impressions"),
            Field.REACH: ("reach", "couverture"),
        },
        needs=(
            ("post id", "page id", "publish time", "permalink"),
            ("identifiant de la publication", "id de la page", "heure de publication", "permalien"),
        ),
        remote=remote,
        lifetime=("lifetime", "total", "a vie", "duree de vie", "depuis la creation"),
        notes=("arrival-note-meta",),
    ),
    Refused(name="facebook-information", wanted=information, code="arrival-no-counts-in-information"),
)
"""What `scheduler import` knows of this network."""
