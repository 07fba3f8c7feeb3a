"""What the simulated public writes: replies under posts, mentions, posts with a hashtag. Invented, from a seed, and said to be.

The same arguments give the same messages, at hours that do not change: the reply that a count of five stands for is there
from the minute at which the count rose to five.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from scheduler.connector.heard import Heard, Words

PAGE = 40
MINUTE = timedelta(minutes=1)
LOOK_BACK_DAYS = 60
"""Mentions are remembered so long."""
HOST = "public.example"

SAID = {
    "fr": (
        "(simulé) Quels sont les horaires cet été ?",
        "(simulé) Merci pour cette visite en coulisses.",
        "(simulé) Peut-on entrer en fauteuil par le nord ?",
        "(simulé) Mon grand-père en parlait souvent.",
        "(simulé) L’audioguide est muet en salle 6.",
    ),
    "en": (
        "(simulated) What are your opening hours this summer?",
        "(simulated) Thank you for this look behind the scenes.",
        "(simulated) Is there a way in by wheelchair from the north?",
        "(simulated) My grandfather often spoke of it.",
        "(simulated) The audio guide is silent in room 6.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post of ours that people answer; `replies` gives how many they are at an instant, never fewer later."""

    remote_id: str
    at: datetime
    hashtags: Sequence[str]
    replies: Callable[[datetime], int]


def under(post: Post, now: datetime) -> Iterator[Heard]:
    """The replies that stand under a post at `now`, the oldest first."""
    for number in range(post.replies(now)):
        at = _risen(post, number, now)
        yield Heard(remote_id=f"{post.remote_id}r{number}", at=at, under=(post.remote_id,))


def _risen(post: Post, number: int, now: datetime) -> datetime:
    """The first minute after the post at which there are more than `number` replies."""
    low, high = 0, -(-(now - post.at) // MINUTE)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if post.replies(post.at + middle * MINUTE) > number else (middle + 1, high)
    return min(post.at + low * MINUTE, now)


def named(account: str, seed: int, now: datetime) -> Iterator[Heard]:
    """Mentions of the account, the newest first: none to two a day."""
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for back in range(LOOK_BACK_DAYS):
        day = today - timedelta(days=back)
        for number in reversed(range(int(_draw(seed, account, day.date().isoformat(), "mentions") * 3))):
            at = day + timedelta(hours=9 + 5 * number)
            if at <= now:
                yield Heard(remote_id=f"m{day:%Y%m%d}n{number}", at=at)


def tagged(posts: Sequence[Post], hashtag: str, seed: int, now: datetime) -> Iterator[Heard]:
    """Posts with a hashtag that posts of ours bear, the newest first: none to three after each."""
    word = hashtag.lstrip("#").casefold()
    found = []
    for post in posts:
        if word in {one.lstrip("#").casefold() for one in post.hashtags}:
            for number in range(int(_draw(seed, post.remote_id, word, "tagged") * 4)):
                at = post.at + timedelta(hours=3 + 7 * number)
                if at <= now:
                    found.append(Heard(remote_id=f"{post.remote_id}t{number}", at=at))
    return iter(sorted(found, key=lambda one: (one.at, one.remote_id), reverse=True))


def words(heard: Heard, language: str, seed: int) -> Words:
    """What a message says."""
    said = SAID["fr" if language.startswith("fr") else "en"]
    author = f"voix-{int(_draw(seed, heard.remote_id, 'author') * 400)}@{HOST}"
    return Words(
        text=said[int(_draw(seed, heard.remote_id, "words") * len(said))],
        author=f"@{author}",
        who=author,
        url="",
        at=heard.at,
        pictures=("",) if "t" in heard.remote_id else (),
    )


def _draw(seed: int, *names: str) -> float:
    digest = hashlib.sha256("\n".join([str(seed), *names]).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48
