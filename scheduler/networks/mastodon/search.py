"""Whether a post of ours is on the server: by its text, its place and its pictures, among the account's own posts."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Any

from scheduler.connector.base import Outgoing
from scheduler.connector.checks import same_words

SLACK = timedelta(seconds=15)
"""Between the attempt's row and the server's clock, once the two clocks are compared."""
LOOK_BACK = timedelta(days=1)
"""The same words in the day before may be ours too, sent under a clock that was wrong: a person must look."""
PAGES = 10
PAGE = 40
"""https://docs.joinmastodon.org/methods/accounts/#statuses (21 November 2026): at most 40."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one reading of the list showed. `complete`: it reached back beyond the time that matters, or to the first post."""

    ours: tuple[Mapping[str, Any], ...]
    doubtful: tuple[Mapping[str, Any], ...]
    recent: tuple[Mapping[str, Any], ...]
    newer: bool
    complete: bool

    @property
    def shows_absence(self) -> bool:
        """Whether older and newer posts are in the list and ours is not; a proof when read twice."""
        return self.newer and self.complete and not self.ours and not self.doubtful


def look(
    outgoing: Outgoing,
    pages: Iterable[list[Mapping[str, Any]]],
    source: Callable[[Mapping[str, Any]], Mapping[str, Any] | None],
    *,
    since: datetime,
    settled: datetime,
) -> Sight:
    """Read `pages` (newest first) back to a day before `since`, the first attempt by the server's clock.

    `newer` says whether a post of ours made after `settled` is in the list: then the one sought would be in it too.
    """
    ours: list[Mapping[str, Any]] = []
    doubtful: list[Mapping[str, Any]] = []
    recent: list[Mapping[str, Any]] = []
    newer = complete = False
    for page in pages:
        for status in page:
            created = status.get("created_at")
            if not isinstance(created, datetime):
                break  # not a list of posts: nothing can be told
            if created < since - LOOK_BACK:
                complete = True
                break
            newer = newer or created > settled
            if len(recent) < 5:
                recent.append(status)
            if not _placed(status, outgoing) or not _same(status, outgoing, source):
                continue
            sure = created >= since - SLACK and (outgoing.part.text.split() or _same_pictures(status, outgoing))
            (ours if sure else doubtful).append(status)
        else:
            if len(page) == PAGE:
                continue
            complete = True
        break
    return Sight(ours=tuple(ours), doubtful=tuple(doubtful), recent=tuple(recent), newer=newer, complete=complete)


def _placed(status: Mapping[str, Any], outgoing: Outgoing) -> bool:
    above = status.get("in_reply_to_id")
    pictures = status.get("media_attachments") or []
    return str(above or "") == outgoing.above and len(pictures) == len(outgoing.part.media)


def _same_pictures(status: Mapping[str, Any], outgoing: Outgoing) -> bool:
    """Whether the pictures bear our alternative texts: without words, all that tells a post of ours from a colleague's."""
    kept = [one.get("description") for one in status.get("media_attachments") or []]
    return all(same_words(one, sent.alt) for one, sent in zip(kept, outgoing.part.media, strict=True))


def _same(
    status: Mapping[str, Any], outgoing: Outgoing, source: Callable[[Mapping[str, Any]], Mapping[str, Any] | None]
) -> bool:
    if not alike(text_of(str(status.get("content") or "")), outgoing.part.text):
        return False
    given = source(status)
    if given is not None and given.get("text") is not None:
        words = (str(given["text"]), str(given.get("spoiler_text") or ""))
        return tuple(map(_plain, words)) == (_plain(outgoing.part.text), _plain(outgoing.options.warning))
    return bare(text_of(str(status.get("content") or ""))) == bare(outgoing.part.text)


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))


def bare(text: str) -> str:
    """Words without what HTML loses: white space and the hosts of mentions."""
    return " ".join(
        word.split("@")[1] if word.startswith("@") and "@" in word[1:] else word.lstrip("@") for word in text.split()
    )


def alike(one: str, other: str) -> bool:
    """Whether two texts could be the same: so unlike, and the server need not be asked for the exact words."""
    words, others = (set(re.findall(r"\w{3,}", text.casefold())) for text in (one, other))
    return len(others) < 4 or 2 * len(words & others) >= len(others)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"br", "p"}:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def text_of(content: str) -> str:
    """The words of a status' HTML."""
    parser = _Text()
    parser.feed(content)
    parser.close()
    return "".join(parser.pieces).strip()
