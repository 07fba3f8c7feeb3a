"""What an export brings beside what is known: posts that are new, readings of those that are not, and parts of threads joined.

A hundred thousand posts pass here: rows are made as they lie in the table.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from operator import itemgetter
from typing import Any

from scheduler.campaigns.exports import guessing
from scheduler.campaigns.exports.guessing import Guess, Season
from scheduler.model.engagement import COMPONENTS
from scheduler.model.past import BESIDE, NONE, Left, Sent, address, titled
from scheduler.store import past_posts
from scheduler.store.past_posts import DAY, MINUTE, Known, Row

STEP = 5_000
_ORDER = sorted((f'"{name}":', place) for place, name in enumerate(COMPONENTS))
Thread = tuple[Sent, tuple[Sent, ...]]


@dataclass(slots=True, kw_only=True)
class Joined:
    """Rows to be written, and how many there are of each kind."""

    posts: list[Row] = field(default_factory=list)
    readings: list[tuple[str, int, int, str]] = field(default_factory=list)
    known: int = 0
    """Past posts that were imported before."""
    ours: int = 0
    """Posts that this program sent: they only get a reading."""
    unchanged: int = 0
    """Readings that say nothing new."""
    early: int = 0
    """Counts of posts that went out after the counts were taken, as the dates have it: they are left out."""
    bare: int = 0
    """Posts without any count."""
    day_only: int = 0
    left: Counter[Left] = field(default_factory=Counter)
    guesses: Counter[Guess] = field(default_factory=Counter)
    """Of the new posts; an ordinary one has none."""
    named: list[tuple[str, str]] = field(default_factory=list)
    """What the network calls past posts that were known without it: (tag, id)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an export is joined with."""

    network: str
    collected: int
    """Of when its counts are, in seconds since 1970."""
    seasons: Sequence[Season] = ()
    campaign: Season | None = None
    """The operation that a person says the posts of its days belong to."""
    slugs: Mapping[str, Season] = field(default_factory=dict)
    begins: int = 0
    ends: int = 0
    """Around all of `seasons`, in microseconds since 1970: nothing is guessed of a post outside."""


def threads(posts: Sequence[Sent], known: Callable[[str], bool]) -> Iterable[Thread]:
    """Each post with those of the same account that go on it, in order of time; `known` tells a post that stands by itself.

    A post whose beginning is not in the export stands by itself.
    """
    if not any(one.above for one in posts):
        return zip(posts, repeat(()))
    by_id = {one.id: one for one in posts if one.id}
    roots: list[Sent] = []
    under: dict[str, list[Sent]] = {}
    for one in posts:
        first, steps = one, 0
        while first.above and first.above in by_id and steps < len(posts):
            first, steps = by_id[first.above], steps + 1
        if first is one or first.above or known(one.id):
            roots.append(one)
        else:
            under.setdefault(first.id, []).append(one)
    return [(one, tuple(sorted(under.get(one.id, ()), key=lambda part: (part.at, part.id)))) for one in roots]


def join(
    found: Joined, account: str, posts: Sequence[Sent], known: Known, terms: Terms, told: Callable[[int], None]
) -> None:
    """Add to `found` what `posts` of one account bring beside what is `known`, which learns of them."""
    by_id = known.ids
    alone = {one for one, (tag, _, _) in by_id.items() if tag.startswith(BESIDE)} if by_id else frozenset[str]()
    first = not (by_id or known.addresses or known.words)
    for done, (root, parts) in enumerate(threads(posts, alone.__contains__)):
        if not done % STEP:
            told(done)
        hit = None if first and root.id else _known(root, known, found)
        if hit is None:
            _new(found, account, root, parts, known, terms)
            continue
        for part in (root, *parts):
            there = hit if part is root else by_id.get(part.id)
            if there is None:
                found.left[Left.PART] += 1
                continue
            if part is root and there[0].startswith(BESIDE):
                found.known += 1
            elif part is root:
                found.ours += 1
            _count(found, there[0], there[1], there[2], part.counts, terms, known)


def _known(one: Sent, known: Known, found: Joined) -> tuple[str, int, int] | None:
    if one.id:
        hit = known.ids.get(one.id)
        if hit is None and one.url and known.addresses:
            hit = known.addresses.get(address(one.url))
        if hit is None and known.unnamed:
            hit = known.unnamed.get((one.at // MINUTE, past_posts.words(titled(one.text))))
            if hit is not None:
                known.ids[one.id] = hit
                found.named.append((hit[0], one.id))
        return hit
    if one.url and (hit := known.addresses.get(address(one.url))):
        return hit
    return known.words.get((one.at // MINUTE, past_posts.words(titled(one.text))))


def _new(found: Joined, account: str, root: Sent, parts: Sequence[Sent], known: Known, terms: Terms) -> None:
    _, at, remote, url, text, counts, _, day_only, _, campaign, post, theme, category = root
    title, ids = titled(text), remote
    if remote:
        tag = past_posts.tag_of(account, at, remote)
        if parts:
            ids = " ".join((remote, *(part.id for part in parts)))
            known.ids.update((part.id, (tag, number, part.at)) for number, part in enumerate(parts, 2))
    else:
        place = (at // MINUTE, past_posts.words(title))
        where = address(url) if url else ""
        tag = past_posts.tag_of(account, at, where or place[1])
        known.words[place] = (tag, 1, at)
        if where:
            known.addresses[where] = (tag, 1, at)
    slug, precision = "", ""
    # Most posts lie far from any operation.
    if (terms.begins <= at < terms.ends or campaign) and (guess := _guess(root, terms)):
        found.guesses[guess] += 1
        slug, theme = guess.campaign, guess.theme or theme
    if day_only:
        found.day_only += 1
        precision = DAY
    row = (tag, account, terms.network, at, ids, url, title, slug, post, theme, category, 1 + len(parts), precision)
    found.posts.append(row)
    _count(found, tag, 1, at, counts, terms, None)
    for number, part in enumerate(parts, 2):
        _count(found, tag, number, part.at, part.counts, terms, None)


def _guess(one: Sent, terms: Terms) -> Guess | None:
    if one.campaign and (season := terms.slugs.get(one.campaign)):
        inside = guessing.within(season, one.at)
        theme = one.theme or (inside.theme if inside else "")
        return Guess(campaign=season.slug, theme=theme, by="column", inside=inside is not None)
    if terms.campaign and (asked := guessing.within(terms.campaign, one.at)):
        own = guessing.guess([terms.campaign], one.at, one.text)
        return own if own and own.theme else asked
    return guessing.guess(terms.seasons, one.at, one.text)


def _count(
    found: Joined, tag: str, part: int, at: int, counts: tuple[int | None, ...], terms: Terms, known: Known | None
) -> None:
    """Add a reading; `known` None: nothing can be known of a post that is new."""
    if counts == NONE:
        found.bare += part == 1
        return
    age = terms.collected - at // 1_000_000
    if age < 0:
        found.early += 1
        return
    form, pick = _FORMS.get(none := counts.count(None), _FORMS[0])
    picked = pick(counts)
    if None in picked or len(picked) + none != len(counts) + 1:
        form, pick = _FORMS[none] = _form(counts)
        picked = pick(counts)
    reading = (tag, part, age, form % picked)
    if known is None or known.new(*reading):
        found.readings.append(reading)
    else:
        found.unchanged += 1


def _form(counts: tuple[int | None, ...]) -> tuple[str, Callable[[Any], tuple[Any, ...]]]:
    """How counts of which the same are given are written as JSON, its names in order, and what takes these out of them."""
    given = [(name, place) for name, place in _ORDER if counts[place] is not None]
    # Of the first one more than once, so that there are always several: what is too much is written as nothing.
    form = "{" + ",".join(f"{name}%d" for name, _ in given) + "}%.0s"
    return form, itemgetter(*(place for _, place in given), given[0][1])


_FORMS = {0: _form((0,) * len(COMPONENTS))}
"""By how many are missing, the form of the counts that were written last: a table's are all alike."""
