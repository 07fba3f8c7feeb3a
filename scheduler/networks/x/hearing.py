"""Mentions of the account, its replies among them: read only where the account says that they may cost what they cost.

https://docs.x.com/x-api/getting-started/pricing (read 2026-11-22): a mention of one's own account is an owned read, 0.001 USD
each; a post by its id, as its words are fetched again, costs 0.005. A search for a hashtag costs 0.005 a post: none is made.
"""

from collections.abc import Sequence

from scheduler.connector.heard import Heard, HeardPage, Words
from scheduler.networks.x.posts import made_at
from scheduler.networks.x.reading import Reader, readable


def page(reader: Reader, own: str, cursor: str) -> HeardPage:
    """As `Connector.heard_page` says, for mentions of the account `own`."""
    posts, following = reader.mentions(own, cursor)
    heard = [Heard(remote_id=one.id, at=one.at, under=(one.above,) if one.above else ()) for one in posts]
    return HeardPage(heard=tuple(heard), next=following if following != cursor else "")


def words(reader: Reader, remote_ids: Sequence[str]) -> dict[str, Words]:
    """As `Connector.words` says. One that X withholds is there all the same, and says nothing."""
    wanted = readable(remote_ids)
    there, gone = reader.several(wanted) if wanted else ([], set())
    known = {one.id: one for one in there}
    found = {}
    for one in wanted:
        if one not in gone:
            post = known.get(one)
            found[one] = Words(
                text=post.texts[0] if post else "",
                author="",
                who="",
                url=f"https://x.com/i/web/status/{one}",
                at=post.at if post else made_at(one),
                pictures=tuple(alt or "" for alt in post.alts) if post else (),
            )
    return found
