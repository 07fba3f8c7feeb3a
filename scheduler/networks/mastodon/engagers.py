"""Who favourited a post, boosted it, quoted it or replied: one list after the other, a page a request.

The lists are those that the account's own server knows: of a reply or a favourite on a server that never told it, nothing
is known. https://docs.joinmastodon.org/methods/statuses/ (read 2026-11-22): `favourited_by` and `reblogged_by` give at most
80 a page, `quotes` 40 (since 4.5), `context` all that it has at once.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scheduler.connector.base import SendFailure
from scheduler.connector.shown import EngagerPage
from scheduler.model.failure import Failure, Kind
from scheduler.model.publics import Act, Engager, Sort
from scheduler.networks.mastodon.client import Client
from scheduler.networks.mastodon.followers import HANDLE, LONGEST

PAGE = 80
QUOTES = "quotes"
_LISTS = (
    ("favourited_by", Act.REACTION),
    ("reblogged_by", Act.SHARE),
    (QUOTES, Act.SHARE),
    ("context", Act.REPLY),
)
_OPEN = frozenset({"public", "unlisted"})
"""Whoever wrote to us alone did not engage in public: that is a letter."""


class Engagers:
    """Reads the lists for one account, whose id is `own`. It learns whether its server knows quotes."""

    def __init__(self, client: Client, own: str) -> None:
        self._client = client
        self._own = own
        self._host = urlsplit(client.session.base).hostname or ""
        self._quotes = True

    def page(self, remote_id: str, acts: Collection[Act], cursor: str) -> EngagerPage:
        """As `Connector.engager_page` says. The cursor holds a list's name and the server's own number, which is nobody's id."""
        wanted = [(name, act) for name, act in _LISTS if act in acts and (self._quotes or name != QUOTES)]
        names = [name for name, _ in wanted]
        at, _, place = cursor.partition(" ")
        if not wanted or (at and at not in names):
            return EngagerPage(engagers=())
        name, act = wanted[names.index(at) if at else 0]
        given = self._asked(remote_id, name, place)
        if given is None and name != QUOTES:
            return EngagerPage(engagers=(), gone=True)
        self._quotes = self._quotes and given is not None  # before 4.5 there is no such address
        people = _repliers(given) if name == "context" else _people(given or [], quoting=name == QUOTES)
        after = self._next(place) if given and name != "context" else ""
        following = names[names.index(name) + 1 :]
        return EngagerPage(
            engagers=tuple(self._engagers(people, act)),
            next=f"{name} {after}" if after else following[0] if following else "",
        )

    def _asked(self, remote_id: str, name: str, place: str) -> Any:
        """What the server says of one list; None where there is none such."""
        limit = {} if name == "context" else {"limit": str(PAGE)}
        where = limit | ({"max_id": place} if place else {})
        try:
            given = self._client.read(f"/api/v1/statuses/{remote_id}/{name}", where)
        except SendFailure as problem:
            if problem.failure.status == 404:
                return None
            raise
        if not isinstance(given, dict if name == "context" else list):
            status = self._client.status_code() or None
            raise SendFailure(Failure(kind=Kind.NOT_SENT, code="read-senseless", status=status))
        return given

    def _next(self, place: str) -> str:
        links = getattr(self._client.session.last, "links", {})
        address = str((links.get("next") or {}).get("url") or "")
        following = next(iter(parse_qs(urlsplit(address).query).get("max_id", [])), "")
        return following if following != place and " " not in following else ""

    def _engagers(self, people: Iterator[Mapping[str, Any]], act: Act) -> Iterator[Engager]:
        for one in people:
            acct = one.get("acct")
            if str(one.get("id")) == self._own or not isinstance(acct, str):
                continue
            if len(acct) <= LONGEST and HANDLE.fullmatch(acct):
                full = acct if "@" in acct else f"{acct}@{self._host}"
                yield Engager(who=full.lower(), handle=full, act=act, sort=_sort(one))


def _people(given: Sequence[Any], *, quoting: bool) -> Iterator[Mapping[str, Any]]:
    for one in given:
        about = one.get("account") if quoting and isinstance(one, Mapping) and _is_open(one) else one
        if isinstance(about, Mapping) and "acct" in about:
            yield about


def _repliers(given: Any) -> Iterator[Mapping[str, Any]]:
    """Whoever wrote below the post, for all to see."""
    below = given.get("descendants") if isinstance(given, Mapping) else None
    for one in below if isinstance(below, list) else ():
        if isinstance(one, Mapping) and _is_open(one) and isinstance(one.get("account"), Mapping):
            yield one["account"]


def _is_open(status: Mapping[str, Any]) -> bool:
    return status.get("visibility") in _OPEN


def _sort(account: Mapping[str, Any]) -> Sort:
    if account.get("group") is True:
        return Sort.INSTITUTION
    return Sort.BOT if account.get("bot") is True else Sort.UNKNOWN
