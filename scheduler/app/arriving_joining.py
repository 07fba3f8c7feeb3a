"""What an export brings beside what is known: posts that are new, readings of those that are not, and parts of threads joined.

A hundred thousand posts pass here: rows are made as they lie in the table.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

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
    for done, (root, parts) in enumerate(threads(posts, alone.__contains__)):
        if not done % STEP:
            told(done)
        hit = _known(root, known, found)
        if hit is None:
            tag = _new(found, account, root, parts, known, terms)
            for number, part in enumerate((root, *parts), 1):
                _count(found, tag, number, part.at, part.counts, terms, None)
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


def _new(found: Joined, account: str, root: Sent, parts: Sequence[Sent], known: Known, terms: Terms) -> str:
    title = titled(root.text)
    place = (root.at // MINUTE, "") if root.id else (root.at // MINUTE, past_posts.words(title))
    if root.id:
        key = f"id {terms.network} {root.id}"
    elif root.url:
        key = f"url {address(root.url)}"
    else:
        key = f"words {place[0]} {place[1]}"
    tag = past_posts.tag_of(account, key)
    whole = (tag, 1, root.at)
    if root.id:
        known.ids[root.id] = whole
        for number, part in enumerate(parts, 2):
            known.ids[part.id] = (tag, number, part.at)
    else:
        known.words[place] = whole
        if root.url:
            known.addresses[address(root.url)] = whole
    guess = _guess(root, terms)
    if guess is not None:
        found.guesses[guess] += 1
    found.day_only += root.day_only
    found.posts.append(
        (
            tag,
            account,
            terms.network,
            root.at,
            " ".join((root.id, *(part.id for part in parts))) if parts else root.id,
            root.url,
            title,
            guess.campaign if guess else "",
            root.post,
            (guess.theme if guess else "") or root.theme,
            root.category,
            1 + len(parts),
            DAY if root.day_only else "",
        )
    )
    return tag


def _guess(one: Sent, terms: Terms) -> Guess | None:
    if one.campaign and (season := terms.slugs.get(one.campaign)):
        inside = guessing.within(season, one.at)
        theme = one.theme or (inside.theme if inside else "")
        return Guess(campaign=season.slug, theme=theme, by="column", inside=inside is not None)
    if terms.campaign and (asked := guessing.within(terms.campaign, one.at)):
        own = guessing.guess([terms.campaign], one.at, one.text)
        return own if own and own.theme else asked
    return guessing.guess(terms.seasons, one.at, one.text) if terms.seasons else None


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
    given = [f"{name}{number}" for name, place in _ORDER if (number := counts[place]) is not None]
    reading = (tag, part, age, "{" + ",".join(given) + "}")
    if known is None or known.new(*reading):
        found.readings.append(reading)
    else:
        found.unchanged += 1
