"""A URL that a person gives as proof that a part is out."""

from datetime import datetime
from urllib.parse import urlsplit

from scheduler.errors import Problem
from scheduler.model.delivery import Receipt


def receipt_of(url: str, *, part: int, at: datetime) -> Receipt:
    """The receipt that `url` stands for. Raises `Problem` for what is no http(s) address of a post.

    Its remote id is the last piece of the path: the status or record of every network that publishes under such addresses.
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"} or any(sign.isspace() for sign in url.strip()):
        raise Problem("not-a-post-address", where="--url", url=url)
    pieces = [piece for piece in parts.path.split("/") if piece]
    if not pieces:
        raise Problem("not-a-post-address", where="--url", url=url)
    return Receipt(part=part, remote_id=pieces[-1], url=url.strip(), at=at)
