"""The rehearsal: stands in for an account of any network, keeps what that network would show, and publishes nothing.

`Site.rules` are the rules of the network it stands in for. What went out lies in the site's folder: `posts.jsonl`, the
pictures, and the page that `page` draws. The public that answers is simulated from `Site.seed`.
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scheduler.connector.base import (
    HEARING,
    Ability,
    Absent,
    CannotTell,
    Connector,
    Found,
    Outgoing,
    SendFailure,
    Site,
    looking,
)
from scheduler.connector.heard import Heard, HeardPage, Words
from scheduler.connector.shown import EngagerPage, FollowerPage, Shown
from scheduler.model.delivery import Receipt
from scheduler.model.engagement import Counts
from scheduler.model.failure import Failure, Kind
from scheduler.model.greeting import Follower
from scheduler.model.mention import Toward
from scheduler.model.network import Count, Mention, PictureRules, Rules, Source
from scheduler.model.publics import Act
from scheduler.networks.rehearsal import audience
from scheduler.networks.rehearsal.ledger import Entry, Ledger
from scheduler.networks.rehearsal.strict import refusal

if TYPE_CHECKING:
    from scheduler.networks.rehearsal import chatter

PAGE = "timeline.html"
PAGE_OF_FOLLOWERS = 80
_OURS = Source(url="docs/networks.md", read=date(2026, 11, 21))
_QUESTION = re.compile(r"\?(?=\s|$|[»”\"’)])")  # not the one inside a link


@contextmanager
def _disk(kind: Kind, code: str) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise SendFailure(Failure(kind=kind, code=code, detail=str(problem))) from problem


_reading = partial(_disk, Kind.NOT_SENT, "send-not-readable")
_writing = partial(_disk, Kind.UNKNOWN, "send-not-kept")


class Rehearsal(Connector):
    """An account that only this machine sees. One thread at a time; several processes may share its folder.

    The remote id is derived from the key, so a part sent twice with one key is one part. A kill at any instant leaves it
    whole or absent, and `find` knows which.
    """

    # For an account whose network is the rehearsal itself; one that stands in for a network brings that network's rules.
    rules = Rules(
        network="rehearsal",
        title="Rehearsal",
        count=Count.GRAPHEMES,
        max_length=1000,
        mention=Mention.NAME,
        pictures=PictureRules(
            most=4, formats=("JPEG", "PNG", "WEBP", "GIF"), max_bytes=16_777_216, alt_length=1500, max_pixels=33_177_600
        ),
        threads=True,
        first_comment=True,
        warning=True,
        sources=(("max_length", _OURS), ("pictures", _OURS)),
    )
    docs = "scheduler help networks"
    can = (
        Ability.PUBLISH
        | Ability.THREAD
        | Ability.FIRST_COMMENT
        | Ability.FIND
        | Ability.PROVE_ABSENCE
        | Ability.NATIVE_KEY
        | Ability.COUNTS
        | Ability.FOLLOWERS
        | Ability.WITHDRAW
        | Ability.NEWEST
        | Ability.FOLLOWER_LIST
        | Ability.ENGAGERS
        | HEARING
    )
    request_life = 0.0
    simulated = True

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._ledger = Ledger(site.folder)

    def publish(self, outgoing: Outgoing) -> Receipt:
        remote_id = self._remote_id(outgoing.key)
        with _reading():
            if known := self._ledger.get(remote_id):
                return self._receipt(known)
            reason = refusal(outgoing, self.site.rules) or self._misplaced(remote_id, outgoing)
        if reason:
            raise SendFailure(Failure(kind=Kind.REFUSED, code="send-refused", detail=reason))
        with _writing():
            return self._receipt(self._ledger.add(remote_id, outgoing, self.site.clock.now()))

    def _misplaced(self, remote_id: str, outgoing: Outgoing) -> str:
        if outgoing.above and self._ledger.get(outgoing.above) is None:
            return f"no post {outgoing.above} to stand under"
        return "this post was withdrawn" if self._ledger.knows(remote_id) else ""

    def find(self, outgoing: Outgoing) -> Found | Absent | CannotTell:
        with looking(), _reading():
            known = self._ledger.get(self._remote_id(outgoing.key))
        return Found(receipt=self._receipt(known)) if known else Absent()

    def counts(self, remote_ids: Sequence[str]) -> Mapping[str, Counts]:
        with _reading():
            entries = [entry for one in remote_ids if (entry := self._ledger.get(one))]
        return {entry.id: self._counts(entry) for entry in entries}

    def newest(self, most: int) -> Sequence[Shown]:
        with _reading():
            entries = self._ledger.entries()
        mine = ((entry, self._receipt(entry)) for entry in reversed(entries[-most:] if most > 0 else ()))
        return [Shown(remote_id=entry.id, url=one.url, text=entry.text, at=entry.at) for entry, one in mine]

    def followers(self) -> int | None:
        site = self.site
        return audience.followers(
            network=site.rules.network, account=site.account.name, seed=site.seed, now=site.clock.now()
        )

    def figures(self) -> Mapping[str, int]:
        with _reading():
            posts = len(self._ledger.entries())
        return {"followers": self.followers() or 0, "posts": posts}

    def follower_page(self, cursor: str) -> FollowerPage:
        """People that nobody is: the newest has the highest number."""
        first = int(cursor) if cursor.isdecimal() else self.followers() or 0
        last = max(first - PAGE_OF_FOLLOWERS, 0)
        names = (f"abonne-{number}@public.example" for number in range(first, last, -1))
        found = tuple(Follower(handle=name, who=name) for name in names)
        return FollowerPage(followers=found, next=str(last) if last else "")

    def engager_page(self, remote_id: str, acts: Collection[Act], cursor: str) -> EngagerPage:
        from scheduler.networks.rehearsal import crowd  # noqa: PLC0415 - publishing asks for nobody

        with _reading():
            entry = self._ledger.get(remote_id)
        if entry is None:
            return EngagerPage(engagers=(), gone=True)
        site, first = self.site, int(cursor) if cursor.isdecimal() else 0
        everybody = crowd.engagers(entry.id, self._counts(entry), account=site.account.name, seed=site.seed)
        wanted = [one for one in everybody if one.act in acts]
        last = first + crowd.PAGE
        return EngagerPage(engagers=tuple(wanted[first:last]), next=str(last) if last < len(wanted) else "")

    def heard_page(self, toward: Toward, about: str, cursor: str) -> HeardPage:
        if toward is Toward.REPLY and self._known(about) is None:
            return HeardPage(heard=(), gone=True)
        first = int(cursor) if cursor.isdecimal() else 0
        everything = self._heard(toward, about)
        last = first + PAGE_OF_FOLLOWERS
        return HeardPage(heard=tuple(everything[first:last]), next=str(last) if last < len(everything) else "")

    def words(self, remote_ids: Sequence[str]) -> Mapping[str, Words]:
        from scheduler.networks.rehearsal import chatter  # noqa: PLC0415 - publishing asks for nobody

        site, found = self.site, dict[str, Heard]()
        for one in remote_ids:
            places = [(Toward.MENTION, "")] if one.startswith("m") else [(Toward.REPLY, one[:16])]
            if (entry := self._known(one[:16])) is not None and "t" in one[16:]:
                places = [(Toward.TAG, hashtag) for hashtag in self._talked_of(entry).hashtags]
            near = (each for toward, about in places for each in self._heard(toward, about))
            found |= {each.remote_id: each for each in near if each.remote_id == one}
        return {one: chatter.words(each, site.language, site.seed) for one, each in found.items()}

    def _known(self, remote_id: str) -> Entry | None:
        with _reading():
            return self._ledger.get(remote_id)

    def _heard(self, toward: Toward, about: str) -> list[Heard]:
        from scheduler.networks.rehearsal import chatter  # noqa: PLC0415 - as above

        site, now = self.site, self.site.clock.now()
        if toward is Toward.MENTION:
            return list(chatter.named(site.account.name, site.seed, now))
        with _reading():
            entries = self._ledger.entries()
        if toward is Toward.TAG:
            return list(chatter.tagged([self._talked_of(one) for one in entries], about, site.seed, now))
        return [each for one in entries if one.id == about for each in chatter.under(self._talked_of(one), now)]

    def _talked_of(self, entry: Entry) -> "chatter.Post":
        from scheduler.networks.rehearsal import chatter  # noqa: PLC0415 - as above

        hashtags = [one for one in entry.text.split() if one.startswith("#")]

        def replies(now: datetime) -> int:
            return self._counted(entry, now).replies or 0

        return chatter.Post(remote_id=entry.id, at=entry.at, hashtags=hashtags, replies=replies)

    def identity(self) -> str:
        return f"{self.site.account.name}@rehearsal"

    @classmethod
    def named(cls, url: str, identity: str) -> str:
        drawn = re.fullmatch(r"p([0-9a-f]{16})", urlsplit(url).fragment)  # on the page that we draw
        return drawn[1] if drawn else super().named(url, identity)

    def withdraw(self, remote_id: str) -> None:
        with _writing():
            if self._ledger.get(remote_id) is None:
                return
            self._ledger.withdraw(remote_id, self.site.clock.now())

    def page(self, zone: str) -> Path | None:
        from scheduler.networks.rehearsal.timeline import draw  # noqa: PLC0415 - publishing draws nothing

        shown = [(entry, self._counts(entry)) for entry in self._ledger.entries()]
        return draw(self.site, shown, followers=self.followers() or 0, zone=zone, picture=self._ledger.picture)

    def _remote_id(self, key: str) -> str:
        return hashlib.sha256(f"{self.site.account.name}\n{key}".encode()).hexdigest()[:16]

    def _receipt(self, entry: Entry) -> Receipt:
        page = (self.site.folder / PAGE).absolute().as_uri()
        return Receipt(part=entry.part, remote_id=entry.id, url=f"{page}#p{entry.id}", at=entry.at)

    def _counts(self, entry: Entry) -> Counts:
        return self._counted(entry, self.site.clock.now())

    def _counted(self, entry: Entry, now: datetime) -> Counts:
        site = self.site
        return audience.counts(
            self._seen(entry),
            network=site.rules.network,
            account=site.account.name,
            seed=site.seed,
            now=now,
        )

    @staticmethod
    def _seen(entry: Entry) -> audience.Seen:
        return audience.Seen(
            remote_id=entry.id,
            at=entry.at,
            role=entry.role,
            part=entry.part,
            pictures=len(entry.media),
            question=bool(_QUESTION.search(entry.text)),
            hashtags=tuple(value for kind, _, _, value in entry.facets if kind == "hashtag"),
        )
