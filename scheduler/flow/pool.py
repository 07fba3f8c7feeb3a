"""Which content of a pool each occurrence says. Pure: what lies in the queue, what went out and what it reached in, choices out.

A choice is drawn by a hash of the occurrence and the content, so that it is the same wherever and whenever it is made, as long as
the content may come; what is in the queue keeps its own. So a content put in later moves nothing that is queued.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from scheduler.flow.likeness import alike_words, bare
from scheduler.flow.stock import Draw, Drawn, Dry, Key, Low, Shy, Stock, Why, Words
from scheduler.model.delivery import UNSENT, State
from scheduler.model.pool import Entry
from scheduler.model.queued import Lying, Queued

UNSEEN = frozenset({State.FAILED, State.MISSED})
MOVABLE = UNSENT | UNSEEN


def drawn(
    draws: Iterable[Draw],
    stocks: Iterable[Stock],
    queued: Queued,
    shy: Mapping[str, Shy],
    words: Iterable[Words] = (),
) -> Drawn:
    """A content for each of `draws`. `words` are the texts of other posts, on networks that are shy of the same words."""
    return _Drawing(stocks, queued, shy, words).all(sorted(draws, key=lambda one: (one.day, one.place, one.tag)))


@dataclass(slots=True)
class _Past:
    """What one pool said, and will say, on one account: each content's days, and how many times in each calendar week."""

    days: defaultdict[str, list[tuple[date, str]]] = field(default_factory=lambda: defaultdict(list))
    weeks: defaultdict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))

    def add(self, entry: str, day: date, tag: str) -> None:
        self.days[entry].append((day, tag))
        self.weeks[day.isocalendar()[:2]] += 1


class _Drawing:
    """One drawing: what lies in the queue is put down first, whatever its day."""

    def __init__(self, stocks: Iterable[Stock], queued: Queued, shy: Mapping[str, Shy], words: Iterable[Words]) -> None:
        self._stocks = {one.key: one for one in stocks}
        self._queued = queued
        self._shy = shy
        self._lying = {one.tag: one for one in queued.lying}
        self._past: defaultdict[tuple[Key, str], _Past] = defaultdict(_Past)
        self._said: defaultdict[str, list[tuple[Words, list[str]]]] = defaultdict(list)
        self._bare = {key: [[bare(text) for text in each] for each in one.texts] for key, one in self._stocks.items()}
        self._like: dict[tuple[Key, int, str], bool] = {}
        self._met: dict[tuple[Key, int, str], tuple[int, list[Words]]] = {}
        self._low: dict[tuple[Key, str, str], Low] = {}
        for one in words:
            self._say(one)

    def all(self, draws: Sequence[Draw]) -> Drawn:
        wanted = {one.tag: one for one in draws}
        kept = {tag: index for tag, one in wanted.items() if (index := self._kept(one)) is not None}
        self._put_down(wanted, kept)
        of_occurrence: dict[tuple[Key, str], set[int]] = defaultdict(set)
        for tag, index in kept.items():
            of_occurrence[wanted[tag].key, wanted[tag].occurrence].add(index)
        dry: list[Dry] = []
        for one in draws:
            if one.tag in kept or self._left(one) or self._full(one):
                continue
            together = of_occurrence[one.key, one.occurrence]
            found = self._choose(one, together)
            if isinstance(found, Why):
                dry.append(Dry(draw=one, why=found))
                continue
            kept[one.tag] = found
            together.add(found)
            self._use(one, found)
        return Drawn(chosen=kept, dry=tuple(dry), low=tuple(self._low.values()))

    def _kept(self, one: Draw) -> int | None:
        """The content that it has in the queue: for good once it has left, else while its season and expiry allow it."""
        old = self._lying.get(one.tag)
        if old is None or not old.content:
            return None
        for index, entry in enumerate(self._stocks[one.key].pool.entries):
            if entry.id == old.content:
                return index if old.state not in MOVABLE or entry.fits(one.day) else None
        return None

    def _left(self, one: Draw) -> bool:
        """Whether it has left its author's hands with a content that the pool has no more."""
        old = self._lying.get(one.tag)
        return old is not None and old.state not in MOVABLE

    def _put_down(self, wanted: Mapping[str, Draw], kept: Mapping[str, int]) -> None:
        """What went out, and what will."""
        for tag, index in kept.items():
            self._use(wanted[tag], index)
        for old in self._lying.values():
            stock = self._stocks.get((old.campaign, old.post))
            day = _day(old, stock.zone) if stock else None
            if stock is None or day is None or old.tag in wanted or not _says(old) or not counts(old):
                continue
            self._past[stock.key, old.account].add(old.content, day, old.tag)

    def _use(self, one: Draw, index: int) -> None:
        old = self._lying.get(one.tag)
        if old is not None and not counts(old):
            return
        stock = self._stocks[one.key]
        self._past[one.key, one.account].add(stock.pool.entries[index].id, one.day, one.tag)
        for text in stock.texts[index]:
            words = Words(tag=one.tag, account=one.account, network=one.network, day=one.day, text=text, key=one.key)
            self._say(words)

    def _say(self, one: Words) -> None:
        if one.network in self._shy:
            self._said[one.network].append((one, bare(one.text)))

    def _full(self, one: Draw) -> bool:
        most = self._stocks[one.key].pool.a_week
        return most is not None and self._past[one.key, one.account].weeks[one.day.isocalendar()[:2]] >= most

    def _choose(self, one: Draw, together: set[int]) -> int | Why:
        """The content that the draw gives among those that may come (first what it says elsewhere), else why none may."""
        stock = self._stocks[one.key]
        free: list[int] = []
        against: set[Why] = set()
        for index, entry in enumerate(stock.pool.entries):
            why = self._against(one, stock, index, entry)
            if why is None:
                free.append(index)
            else:
                against.add(why)
        if not free:
            return next((why for why in Why if why in against), Why.SEASON)
        return min(free, key=lambda index: (index not in together, _lot(one, stock.pool.entries[index])))

    def _against(self, one: Draw, stock: Stock, index: int, entry: Entry) -> Why | None:
        """What stands against saying the content on that day and account."""
        if not entry.fits(one.day):
            return Why.SEASON
        days = self._past[one.key, one.account].days[entry.id]
        if any(abs(one.day - day) < stock.pool.rest for day, _ in days):
            return Why.REST
        if self._is_low(one, stock, entry, days):
            return Why.LOW
        return Why.NEAR if self._is_near(one, index) else None

    def _is_low(self, one: Draw, stock: Stock, entry: Entry, days: Iterable[tuple[date, str]]) -> bool:
        """Whether what it said last on that account reached too little; what was not counted says nothing."""
        floor, before = stock.pool.floor, [(day, tag) for day, tag in days if day < one.day]
        if floor is None or not before:
            return False
        day, tag = max(before)
        value = self._queued.reached.get(tag)
        until = day + floor.rest
        if value is None or value >= floor.under or one.day >= until:
            return False
        low = Low(key=one.key, entry=entry.id, account=one.account, until=until, tag=tag, value=value)
        self._low[one.key, entry.id, one.account] = low
        return True

    def _is_near(self, one: Draw, index: int) -> bool:
        """Whether nearly the same stands too near on its network."""
        shy = self._shy.get(one.network)
        if shy is None:
            return False
        window = timedelta(days=shy.days)
        return any(
            other.tag != one.tag
            and (shy.itself or other.key != one.key)
            and (shy.everywhere or other.account == one.account)
            and abs(one.day - other.day) < window
            for other in self._like_it(one, index)
        )

    def _like_it(self, one: Draw, index: int) -> list[Words]:
        """All that nearly says the same on that network; what was said since the last time alone is looked at."""
        said = self._said[one.network]
        seen, found = self._met.get((one.key, index, one.network), (0, []))
        if seen < len(said):
            found = [*found, *(other for other, words in said[seen:] if self._alike(one.key, index, other.text, words))]
            self._met[one.key, index, one.network] = len(said), found
        return found

    def _alike(self, key: Key, index: int, text: str, words: list[str]) -> bool:
        known = self._like.get((key, index, text))
        if known is None:
            known = any(alike_words(own, words) for own in self._bare[key][index])
            self._like[key, index, text] = known
        return known


def _lot(one: Draw, entry: Entry) -> float:
    """Its lot in the draw, the lowest wins: twice the weight wins twice as often, whatever else is in the pool.

    Efraimidis and Spirakis, «Weighted random sampling with a reservoir», 2006, with a hash for the random number.
    """
    name = "/".join((*one.key, one.occurrence, entry.id))
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:7])
    return -math.log((number + 1) / (1 << 56)) / entry.weight


def _day(old: Lying, zone: str) -> date | None:
    """The day on which it goes or went out; of what a person sends, that of its occurrence."""
    if old.hour is not None:
        return old.hour.astimezone(ZoneInfo(zone)).date()
    try:
        return date.fromisoformat(old.occurrence[:10])
    except ValueError:
        return None


def _says(old: Lying) -> bool:
    """Whether it says a content of a pool: a timed reply under it does not."""
    return bool(old.content) and "+" not in old.occurrence


def counts(old: Lying) -> bool:
    """Whether it was seen, or may yet be: what failed or was missed has tired nobody."""
    return old.stands and old.state not in UNSEEN
