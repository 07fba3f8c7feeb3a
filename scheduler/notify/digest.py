"""The morning's message: what goes out today, what waits for somebody, which credentials end. Tags and hours, never a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from scheduler.notify.news import NAMED
from scheduler.plain import redact
from scheduler.sentences import label, say

MOST = 30
"""Posts of the day that are named; more are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One post: its tag, its hour by its author's clock (None: by hand), and the word of its state."""

    subject: str
    state: str
    network: str
    hour: datetime | None = None
    until: datetime | None = None
    """Where somebody must act: until when it makes a difference; None: it can wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One day as it looks in the morning."""

    day: date
    out: int = 0
    """Posts that went out since the morning before."""
    today: Sequence[Entry] = ()
    waiting: Sequence[Entry] = ()
    """Need a yes within a week."""
    person: Sequence[Entry] = ()
    """Unknown, handed off, held, refused, missed: somebody must look."""
    blocked: Sequence[str] = ()
    ends: Sequence[tuple[str, datetime]] = ()
    """Accounts whose credentials end soon, and when."""
    lapsing: Sequence[tuple[str, date, Sequence[str]]] = ()
    """Pictures that can be seen and whose rights are over or end soon: the file, its last day, and what shows it."""


def digested(digest: Digest, language: str, calendar: str = "") -> tuple[str, str]:
    """Title and body of the message."""
    title = say("digest-title", {"day": digest.day, "calendar": calendar}, language).text
    blocks = ["\n".join(block) for block in _blocks(digest, language) if block]
    return redact(title), redact("\n\n".join(blocks))


def _blocks(digest: Digest, language: str) -> Iterator[list[str]]:
    yield [say("digest-out", {"n": digest.out}, language).text] if digest.out else []
    yield _posts("digest-today", digest.today, language, MOST) or [label("digest-nothing", language)]
    yield _posts("digest-person", digest.person, language, NAMED, acts=True)
    yield _posts("digest-waiting", digest.waiting, language, NAMED, acts=True)
    yield [str(say("digest-blocked", {"accounts": list(digest.blocked)}, language))] if digest.blocked else []
    yield [label("digest-ends", language, subject=name, hour=ends) for name, ends in digest.ends]
    yield [_lapsing(one, digest.day, language) for one in digest.lapsing[:NAMED]]


def _lapsing(one: tuple[str, date, Sequence[str]], today: date, language: str) -> str:
    file, until, tags = one
    code = "digest-rights-over" if until < today else "digest-rights-end"
    return label(code, language, day=until, file=file, tags=tags)


def _posts(code: str, found: Sequence[Entry], language: str, most: int, *, acts: bool = False) -> list[str]:
    if not found:
        return []
    sentence = say(code, {"n": len(found)}, language)
    lines = [_line(one, language) + (_patience(one, language) if acts else "") for one in found[:most]]
    more = [label("news-more", language, n=len(found) - most)] if len(found) > most else []
    return [sentence.text, *lines, *more, *(["→ " + sentence.advice] if sentence.advice else [])]


def _line(one: Entry, language: str) -> str:
    state = label(f"state-{one.state}", language, network=one.network)
    hour = f"{one.hour:%d/%m %H:%M}" if one.hour else label("by-hand", language)
    return label("digest-post", language, hour=hour, subject=one.subject, state=state)


def _patience(one: Entry, language: str) -> str:
    """Whether it can wait, behind its line."""
    if one.until is None:
        return label("digest-can-wait", language)
    return label("digest-until", language, until=f"{one.until:%d/%m %H:%M}")
