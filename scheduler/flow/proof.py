"""A URL that a person gives as proof that a part is out: what it stands for, and what speaks against it."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import SplitResult, parse_qs, urlsplit

from scheduler.connector.base import Connector
from scheduler.errors import NeedsPerson, Problem
from scheduler.model.delivery import Delivery, Receipt
from scheduler.store import handed
from scheduler.store.database import Database


def named(url: str, kind: type[Connector], identity: str) -> str:
    """The remote id that `url` spells out, as its network reads its own addresses; "" where it does not say.

    Raises `Problem` for what is no http(s) address of a post.
    """
    _split(url)
    return kind.named(url.strip(), identity)


def receipt_of(url: str, *, part: int, at: datetime, remote_id: str) -> Receipt:
    """The receipt that `url` stands for. Raises `Problem` for what is no http(s) address of a post."""
    _split(url)
    return Receipt(part=part, remote_id=remote_id, url=url.strip(), at=at)


def against(
    database: Database, delivery: Delivery, url: str, *, network: str, hosts: Sequence[str], identity: str
) -> NeedsPerson | None:
    """What speaks against `url` as the address of `delivery`; None: nothing that can be seen in an address.

    `hosts` are those where its network's posts stand (none: any may be), `identity` is who the account was pinned as.
    """
    parts = _split(url)
    host = parts.hostname or ""
    if hosts and not any(host == one or host.endswith(f".{one}") for one in hosts):
        return NeedsPerson("url-of-other-host", where="--url", url=url, network=network)
    owner = _owner(parts)
    if owner and identity and _kind(owner) == _kind(identity) and owner != identity:
        return NeedsPerson("url-of-other-account", where="--url", url=url, identity=identity)
    bearer = handed.bearer(database, url.strip())
    if bearer not in {"", delivery.tag, delivery.under}:  # many networks show a reply under its post's address
        return NeedsPerson("url-of-other-post", where="--url", url=url, tag=bearer)
    return None


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"} or any(sign.isspace() for sign in url.strip()):
        raise Problem("not-a-post-address", where="--url", url=url)
    if not _pieces(parts):
        raise Problem("not-a-post-address", where="--url", url=url)
    return parts


def _pieces(parts: SplitResult) -> list[str]:
    return [piece for piece in parts.path.split("/") if piece]


def _owner(parts: SplitResult) -> str:
    """The stable id of the account in an address, where it stands there: a DID, or a page's number before its post."""
    pieces = _pieces(parts)
    if found := next((piece for piece in pieces if piece.startswith("did:")), ""):
        return found
    if len(pieces) > 1 and pieces[0].isdigit():
        return pieces[0]
    return parse_qs(parts.query).get("id", [""])[0]


def _kind(identity: str) -> str:
    return "did" if identity.startswith("did:") else "number" if identity.isdigit() else ""
