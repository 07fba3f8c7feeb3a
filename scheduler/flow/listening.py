"""Listening: replies to our posts, mentions of our accounts and posts with a campaign's hashtags, an account at a time.

What is kept says where a message is, never what it says or who wrote it. Lists are read from the newest message down to where
the last reading began; a pass that comes to the end of its pages goes on there the next time. Threads are read again only
where the number of a post's replies has changed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from scheduler.clock import Clock
from scheduler.connector.base import Ability, Connector, SendFailure
from scheduler.connector.heard import Heard, HeardPage
from scheduler.errors import SchedulerError
from scheduler.flow.budgets import Budgets
from scheduler.flow.objections import told
from scheduler.model.failure import Kind
from scheduler.model.mention import Deed, Toward
from scheduler.sentences.stored import stored
from scheduler.store import accounts, budgets, mentions
from scheduler.store import listening as store
from scheduler.store.database import Database
from scheduler.store.listening import Stream
from scheduler.store.mentions import New

LOOK_BACK = timedelta(days=70)
"""How far back the first reading goes: eight weeks of a baseline, the week before them, and some days."""
PAGES = 10
"""Pages of one list, and threads of one account, that one pass reads at most is six times that: networks allow 300 requests in
five minutes and more (https://docs.joinmastodon.org/api/rate-limits/, read 2026-11-22)."""
THREADS = 60
EVERY = timedelta(minutes=15)
"""Between two passes over an account; a person who asks does not wait."""
CANNOT = "voices-why-cannot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A post of ours: the tag that its answers count for, each part's remote id, and the replies counted last."""

    tag: str
    remote_ids: tuple[str, ...]
    replies: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where to listen: an account, its posts, the hashtags that count now, and the questions that wait for an answer."""

    account: str
    network: str
    posts: Sequence[Own] = ()
    hashtags: Mapping[str, datetime] = field(default_factory=dict)
    """Each with the instant from which on it counts."""
    waiting: Sequence[int] = ()
    """Numbers of messages under which an answer of ours is looked for."""


@dataclass(slots=True, kw_only=True)
class Listened:
    """What one pass did."""

    new: int = 0
    answered: int = 0
    """Answers of ours that were found."""
    requests: int = 0
    left: int = 0
    """Lists and threads whose end was not reached: the next pass goes on there."""
    failed: dict[str, str] = field(default_factory=dict)
    """Accounts that could not be asked for all, with the stored reason."""
    unable: dict[str, str] = field(default_factory=dict)
    """Accounts that nobody listens for, with the code of why."""


def listen(
    database: Database,
    connector: Callable[[str], Connector],
    clock: Clock,
    *,
    places: Iterable[Place],
    key: Callable[[], bytes],
    apps: Mapping[str, str] | None = None,
    asked: bool = True,
) -> Listened:
    """Read what came in at each place; never raises for what a network does.

    `key` gives the key that addresses are sealed with and may raise `Problem`. Unless a person `asked`, an account that was
    read a quarter of an hour ago is left alone.
    """
    done, waits = Listened(), Budgets(database, clock, apps or {})
    for place in places:
        name = place.account
        try:
            voice = connector(name)
            if not voice.hears:
                done.unable[name] = voice.unheard or CANNOT
                nothing = Stream(account=name, stream=store.ACCOUNT, tried_at=clock.now(), fault=done.unable[name])
                store.write(database, nothing)
            elif name not in accounts.blocked(database) and not _rests(database, waits, name, clock):
                _Ear(database, voice, place, key(), clock, done).listen(asked=asked)
                waits.after(name, voice)
        except SendFailure as silence:
            waits.met(name, silence.failure)
            done.failed[name] = told(silence.failure)
        except SchedulerError as problem:
            done.failed[name] = stored(problem.code, **problem.arguments)
    return done


def _rests(database: Database, waits: Budgets, account: str, clock: Clock) -> bool:
    """Whether the network has asked to leave the account alone."""
    known, app = budgets.waits(database), waits.app(account)
    found = (known.accounts.get(account), known.apps.get(app) if app else None)
    return any(one is not None and one.until > clock.now() for one in found)


class _Ear:
    """One pass over one account."""

    def __init__(
        self, database: Database, voice: Connector, place: Place, key: bytes, clock: Clock, done: Listened
    ) -> None:
        self._database = database
        self._voice = voice
        self._place = place
        self._key = key
        self._now = clock.now()
        self._done = done
        self._ours = {one: post.tag for post in place.posts for one in post.remote_ids}
        self._streams = {stream: one for (_, stream), one in store.streams(database, place.account).items()}
        self._left = 0

    def listen(self, *, asked: bool) -> None:
        """Read all that the account can read; what is refused of one kind stops no other."""
        account = self._stream(store.ACCOUNT)
        if not asked and account.tried_at is not None and self._now < account.tried_at + EVERY:
            return
        self._write(replace(account, top=account.top or self._now, tried_at=self._now, fault=""))
        if Ability.MENTIONS in self._voice.hears:
            self._read(store.MENTIONS, Toward.MENTION, "", self._now - LOOK_BACK)
        if Ability.TAGGED in self._voice.hears:
            for hashtag, since in self._place.hashtags.items():
                self._read(store.TAGGED + hashtag.casefold(), Toward.TAG, hashtag, since)
        if Ability.REPLIES in self._voice.hears:
            self._threads()
            self._answers()
        self._whole()
        self._done.left += self._left

    def _stream(self, name: str) -> Stream:
        empty = Stream(account=self._place.account, stream=name, simulated=self._voice.simulated)
        return self._streams.get(name, empty)

    def _write(self, one: Stream) -> None:
        self._streams[one.stream] = one
        store.write(self._database, one)

    # Lists

    def _read(self, name: str, toward: Toward, about: str, floor: datetime) -> None:
        """Go down one list from the newest message to where the reading before began."""
        before = self._stream(name)
        try:
            self._descend(before, toward, about, floor)
        except SendFailure as refused:
            known = self._stream(name)
            self._write(replace(known, tried_at=self._now, fault=told(refused.failure)))
            if refused.failure.kind is not Kind.REFUSED:
                raise
            self._done.failed[self._place.account] = told(refused.failure)

    def _descend(self, before: Stream, toward: Toward, about: str, floor: datetime) -> None:
        top = (before.top if before.cursor else None) or self._now
        bottom = before.until or floor
        stream = replace(before, top=top, tried_at=self._now, fault="")
        for _ in range(PAGES):
            page = self._page(toward, about, stream.cursor)
            # One that is old may have come late, above others that are new: only a whole page of old ones is the end.
            ended = not page.next or (bool(page.heard) and all(one.at < bottom for one in page.heard))
            stream = replace(stream, cursor="" if ended else page.next)
            if ended:
                stream = replace(stream, top=None, until=top, since=min(before.since or floor, floor))
            self._streams[stream.stream] = stream
            self._keep([one for one in page.heard if one.at >= floor], toward, about, stream)
            if ended:
                return
        self._left += 1

    def _page(self, toward: Toward, about: str, cursor: str) -> HeardPage:
        self._done.requests += 1
        return self._voice.heard_page(toward, about, cursor)

    def _keep(self, heard: Sequence[Heard], toward: Toward, about: str, stream: Stream | None) -> None:
        others = [one for one in heard if not one.own]
        new = [self._new(one, toward, about if toward is Toward.TAG else "") for one in others]
        self._done.new += mentions.keep(self._database, self._key, new, at=self._now, stream=stream)
        self._recognise([one for one in heard if one.own])

    def _new(self, one: Heard, toward: Toward, hashtag: str) -> New:
        tag = next((self._ours[each] for each in one.under if each in self._ours), "")
        return New(
            account=self._place.account,
            network=self._place.network,
            toward=Toward.REPLY if tag else Toward.MENTION if toward is Toward.REPLY else toward,
            remote_id=one.remote_id,
            at=min(one.at, self._now),
            tag=tag,
            hashtag=hashtag,
            simulated=self._voice.simulated,
        )

    def _recognise(self, own: Sequence[Heard]) -> None:
        """What we wrote under a message of somebody answers it."""
        above = {one.under[0]: one for one in sorted(own, key=lambda one: one.at, reverse=True) if one.under}
        known = mentions.numbers(self._database, self._key, self._place.account, above)
        found: list[tuple[int, Deed, Mapping[str, str | bool]]] = [
            (number, Deed.ANSWERED, {"at": above[remote_id].at.isoformat(), "seen": True})
            for remote_id, number in known.items()
        ]
        self._done.answered += mentions.seen(self._database, found, at=self._now)

    # Threads

    def _threads(self) -> None:
        """Read what stands under posts whose number of replies is not what it was."""
        read = 0
        for post in self._place.posts:
            before = self._stream(store.UNDER + post.tag)
            if post.replies is None or before.cursor == str(post.replies) or (not post.replies and not before.cursor):
                continue
            if read == THREADS:
                self._left += 1
                return
            read += 1
            try:
                for remote_id in post.remote_ids:
                    self._thread(remote_id)
            except SendFailure as refused:
                self._refused(before, refused)
            else:
                self._write(replace(before, cursor=str(post.replies), until=self._now, tried_at=self._now, fault=""))

    def _refused(self, thread: Stream, refused: SendFailure) -> None:
        """What stands under one post may not be read: it stays to be read, and so does not hide what is under the others."""
        if refused.failure.kind is not Kind.REFUSED:
            raise refused
        self._left += 1
        why = self._done.failed[self._place.account] = told(refused.failure)
        self._write(replace(thread, tried_at=self._now, fault=why))

    def _thread(self, remote_id: str) -> HeardPage:
        cursor = ""
        for _ in range(PAGES):
            page = self._page(Toward.REPLY, remote_id, cursor)
            self._keep(page.heard, Toward.REPLY, remote_id, None)
            cursor = page.next
            if not cursor:
                break
        return page

    def _answers(self) -> None:
        """Look under questions that wait for an answer of ours."""
        places = mentions.addresses(self._database, self._key, self._place.waiting[:THREADS])
        gone = [number for number, remote_id in places.items() if self._is_gone(remote_id)]
        mentions.seen(self._database, [(number, Deed.GONE, {}) for number in gone], at=self._now)

    def _is_gone(self, remote_id: str) -> bool:
        """Whether a message is there no more; one that may not be read is."""
        try:
            return self._thread(remote_id).gone
        except SendFailure as problem:
            if problem.failure.kind is Kind.REFUSED:
                return False
            # What a network says of somebody's message may name them: it is kept nowhere.
            raise SendFailure(replace(problem.failure, detail="")) from None

    def _whole(self) -> None:
        """From when on all is known, once nothing is left to be read."""
        account, listed = self._stream(store.ACCOUNT), self._stream(store.MENTIONS)
        if self._left or (Ability.MENTIONS in self._voice.hears and listed.since is None and not listed.fault):
            return
        began = account.top or self._now
        self._write(replace(account, since=account.since or began - LOOK_BACK, until=self._now))
