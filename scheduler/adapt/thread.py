"""Where a text may be cut: paragraphs, then lines and sentences, then clauses, then words; never inside what belongs together."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate
from typing import NamedTuple

from scheduler.adapt import clusters, stops
from scheduler.patterns import lazy_pattern

LONGEST = 5000
"""Code points of a run without white space that are looked at for one part."""
LONE = 40
"""Code points of words from which a last part is no lone line, however much stands before it."""
Fits = Callable[[str], bool]
Span = tuple[int, int]
Room = Callable[[int], Fits]
"""What fits as the part of this number (from 0)."""


class Rank(IntEnum):
    """How good a place is for a cut."""

    TIGHT = 0
    """Between a number and what it counts: only where nothing else is left."""
    WORD = 1
    CLAUSE = 2
    SENTENCE = 3
    LINE = 4
    PARAGRAPH = 5


class Cut(NamedTuple):
    """A place for a cut: the white space from `start` to `end` goes out."""

    start: int
    end: int
    rank: Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A text in parts. `gaps` is the white space that stood between them (empty inside a word too long for any part)."""

    parts: tuple[str, ...]
    gaps: tuple[str, ...] = ()

    @property
    def joined(self) -> str:
        """The text again, exactly."""
        return "".join(part + gap for part, gap in zip(self.parts, (*self.gaps, ""), strict=True))


# White space that may end a line: not the three spaces that typographers put there to keep words together.
_SPACE = lazy_pattern(r"[^\S\u00a0\u202f\u2007]+")
_BARE = lazy_pattern(r"https?://\S+|[#＃@＠]\S+")
_CLAUSE_END = ",;)–—"
_CLAUSE_START = "–—("
_DASHES = "–—-"
_LOOSE = ",;:–—-.…(«" + "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
"""What no head of a text ends in once it ends in `…`: signs that lead on, and all white space there is."""
_QUOTE_ENDS = '»”"'
_STUCK_BEFORE = "!?;:»%€$£°"
_LATIN = "\u02ff"
"""No letter up to this one grows together with the space before it."""
_ITEMS = "(•⁃0123456789"
_NUMBERED = lazy_pattern(r"(?:°|№|§|\b(?:[nN][or]?|h|pages?|salles?|articles?|chapitres?|rooms?|vol))$")
_SHARE = {Rank.PARAGRAPH: 0.45, Rank.LINE: 0.5, Rank.SENTENCE: 0.4, Rank.CLAUSE: 0.5, Rank.WORD: 0.0, Rank.TIGHT: 0.0}
"""How much of the room a part must use for a cut of this rank to be taken before a lower one."""
_WORTH = {Rank.WORD: 0.5, Rank.CLAUSE: 0.75}
"""How much of a text that is cut short at such a place must be left for one that ends at a better place to be taken."""


def cuts(text: str, kept: Sequence[Span] = ()) -> list[Cut]:
    """The places where `text` may be cut, in order; none inside a span of `kept` (links, mentions, hashtags)."""
    found = []
    for start, end in _gaps(text, kept):
        rank = _rank(text, start, end)
        if rank is not None:
            found.append(Cut(start, end, rank))
    return found


def _gaps(text: str, kept: Sequence[Span]) -> list[Span]:
    """The white space inside `text`, none inside a span of `kept`: where a cut may be, if its rank allows one."""
    found = [match.span() for match in _SPACE.finditer(text)]
    if found and not found[0][0]:
        del found[0]
    if found and found[-1][1] == len(text):
        del found[-1]
    wide = [one for one in kept if _SPACE.search(text, *one)]
    return [gap for gap in found if not any(first <= gap[0] < last for first, last in wide)] if wide else found


def _rank(text: str, start: int, end: int) -> Rank | None:
    before, after = text[start - 1], text[end]
    lines = text.count("\n", start, end)
    if lines:
        return Rank.PARAGRAPH if lines > 1 else Rank.LINE
    if after in _STUCK_BEFORE or before == "«" or (after > _LATIN and clusters.count(f" {after}") == 1):
        return None
    if (not after.islower() and stops.ends_sentence(text, start)) or (after in _ITEMS and stops.begins_item(text, end)):
        return Rank.SENTENCE
    if _ranges(text, start, end) or _told(text, start):
        return Rank.TIGHT
    if before in _CLAUSE_END or after in _CLAUSE_START or (before == ":" and after in '«“"'):
        return Rank.CLAUSE
    if before.isdecimal() or _counts(text, start, after) or stops.abbreviated(text, start):
        return Rank.TIGHT
    return Rank.WORD


def _ranges(text: str, start: int, end: int) -> bool:
    """Whether a dash beside the white space stands between two numbers: `9 h 30 – 18 h`."""
    if text[start - 1] in _DASHES:
        return text[end].isdecimal()
    behind = text[end + 1 : end + 3].lstrip()
    return (
        text[end] in _DASHES and behind[:1].isdecimal() and (text[start - 1].isdecimal() or text[start - 1] in "hH€%")
    )


def _told(text: str, place: int) -> bool:
    """Whether the comma before `place` parts a quote from who said it: `« J’y étais », dit-elle`."""
    return place > 1 and text[place - 1] == "," and text[place - 2] in _QUOTE_ENDS


def _counts(text: str, place: int, after: str) -> bool:
    """Whether the number at `after` belongs to the word right before `place`: `n° 12`, `9 h 30`, `salle 6`."""
    return after.isdecimal() and bool(_NUMBERED.search(text[max(0, place - 12) : place]))


def split(text: str, fits: Fits, kept: Sequence[Span] = (), room: Room | None = None, tail: int = 0) -> Pieces | None:
    """Cut `text` into parts that all fit, each as full as good cuts allow; None where something unbreakable is too long.

    `room` says what fits as which part, where parts differ: by a number that will stand behind them, or by their limit. The
    last `tail` code points are no words of the text: they are not left alone.
    """
    room = room or (lambda _: fits)
    if room(0)(text):
        return pieces(text, [])
    places = cuts(text, kept)
    edges: list[Span] = []
    start = 0
    while True:
        here = room(len(edges))
        reach = _reach(text, start, places, here)
        at_end = not reach or reach[-1] is places[-1]
        if at_end and _rest_fits(text, start, here):
            break
        cut = _best(text, start, reach, here) or _inside(text, start, here, kept)
        if cut is None:
            return None
        edges.append((cut.start, cut.end))
        start = cut.end
    return pieces(text, _without_widow(text, edges, places, room, len(text) - tail))


def pieces(text: str, edges: Sequence[Span]) -> Pieces:
    """`text` in parts, without the white space that stands at each of `edges`."""
    starts = [0, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), len(text)]
    parts = tuple(text[start:end] for start, end in zip(starts, ends, strict=True))
    return Pieces(parts=parts, gaps=tuple(text[start:end] for start, end in edges))


def _reach(text: str, start: int, places: Sequence[Cut], fits: Fits) -> Sequence[Cut]:
    """The cuts after `start` whose part fits. Looks ahead in growing steps: what is far away is not measured."""
    low = first = bisect_right(places, start, key=lambda cut: cut.start)
    step = 16
    while low < len(places) and fits(text[start : places[min(low + step, len(places)) - 1].start]):
        low, step = min(low + step, len(places)), step * 2
    high = min(low + step, len(places))
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if fits(text[start : places[middle].start]) else (low, middle)
    return places[first:low]


def _best(text: str, start: int, reach: Sequence[Cut], fits: Fits) -> Cut | None:
    """The best of the cuts within reach: the last of the highest rank that uses its share of the room."""
    if not reach:
        return None
    room = reach[-1].start - start
    for rank in sorted(Rank, reverse=True):
        for cut in reversed(reach):
            if cut.rank == rank and cut.start - start >= _SHARE[rank] * room and fits(text[start : cut.start]):
                return cut
    return None


def _rest_fits(text: str, start: int, fits: Fits) -> bool:
    """Whether all of the rest fits; a head that does not is answer enough, so that a long rest is not measured each time."""
    size = 1024
    while start + size < len(text):
        if not fits(text[start : start + size]):
            return False
        size *= 4
    return fits(text[start:])


def _inside(text: str, start: int, fits: Fits, kept: Sequence[Span]) -> Cut | None:
    """A cut inside a run without white space, between two grapheme clusters and outside of what is kept."""
    ends = list(accumulate(map(len, clusters.split(text[start : start + LONGEST])), initial=start))[1:]
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if fits(text[start : ends[middle]]) else (low, middle)
    for end in reversed(ends[:low]):
        if not any(first < end < last for first, last in kept) and fits(text[start:end]):
            return Cut(start=end, end=end, rank=Rank.TIGHT)
    return None


def _without_widow(text: str, edges: list[Span], places: Sequence[Cut], room: Room, end: int) -> list[Span]:
    """`edges` with the last cut moved back where it would leave a lone short line, or links and hashtags alone.

    The text's words end at `end`.
    """
    if not edges:
        return edges
    start = edges[-2][1] if len(edges) > 1 else 0
    before, last = edges[-1][0] - start, len(text) - edges[-1][1]
    words = _words(text, edges[-1][1], end)
    if words * 4 >= before or (words >= LONE and last * 4 >= before):
        return edges
    first, stop = (bisect_left(places, place, key=lambda cut: cut.start) for place in (start + 1, edges[-1][0]))
    # The part before gets shorter at a place where it may end: it fits as it did. What comes behind gets longer.
    better = [
        cut
        for cut in places[first:stop]
        if cut.rank >= (Rank.CLAUSE if words else Rank.WORD)
        and cut.start - start >= before / 3
        and room(len(edges))(text[cut.end :])
    ]
    # A better place may stand before links and hashtags alone, too: one with words behind it goes before it.
    good = [cut for cut in better if cut.rank >= Rank.CLAUSE]
    spoken = [cut for cut in good or better if _words(text, cut.end, end) >= LONE]
    if not (spoken or good):
        return edges
    chosen = max(spoken or good, key=lambda cut: (cut.rank, cut.start))
    return [*edges[:-1], (chosen.start, chosen.end)]


def _words(text: str, start: int, end: int) -> int:
    """How many code points of words, not of links and hashtags, stand from `start` up to `end`."""
    return len(_BARE.sub("", text[start : max(end, start)]).strip())


def shortened(text: str, fits: Fits, kept: Sequence[Span] = ()) -> str | None:
    """The longest head of `text` that fits once it ends in `…`: at a clause where half of the room is used, else at a word.

    The end of a sentence or a line little before it is better: what follows it would say nothing.
    `fits` is asked about the head with its ellipsis. None where not even a word fits.
    """
    gaps = _gaps(text, kept)
    low, high = 0, len(gaps)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if fits(_ended(text[: gaps[middle][0]])) else (low, middle)
    best: str | None = None
    rank, least = Rank.TIGHT, 0.0
    for start, end in reversed(gaps[:low]):  # from the longest head, so that few places are ever ranked
        if rank >= Rank.SENTENCE or start + len(" …") < least:
            break
        found = _rank(text, start, end) or Rank.TIGHT
        if found <= rank:
            continue
        head = _ended(text[:start])
        if len(head) >= least and head != "…" and fits(head):
            best, rank = head, found
            least = len(head) * _WORTH.get(rank, 0.0)
    return best


def _ended(head: str) -> str:
    bare = head.rstrip(_LOOSE)
    return f"{bare} …" if bare.endswith(("!", "?", "»")) else f"{bare}…"
