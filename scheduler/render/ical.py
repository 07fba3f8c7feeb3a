"""An export as an iCalendar file (RFC 5545) for Outlook, Google Calendar and Thunderbird.

One event a delivery: its UID is made of the tag, which survives another hour or text, so importing a newer export moves the
event instead of adding a second one; SEQUENCE grows with the journal, and what was cancelled stays in the file as CANCELLED.

Hours are written in UTC, without VTIMEZONE: each is an instant that this program has decided already and will publish at. A
zone written out would be read again by rules of the reader's own (Outlook maps names to Windows' zones), and an event could
then stand at another hour than its post. Every calendar shows UTC in its user's zone; the author's own wall time is in the text.

METHOD is PUBLISH, so DTSTAMP is when the file was made (RFC 5545, 3.8.7.2), and LAST-MODIFIED says when the post was touched.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from scheduler.model.delivery import State
from scheduler.plain import visible
from scheduler.render.entries import GONE, Entry, length, unpublished
from scheduler.sentences import label
from scheduler.sentences.words import colon, written

if TYPE_CHECKING:
    from icalendar import Event

SHORTEST = timedelta(minutes=15)
"""Calendars draw what has no length as a line that nobody can click."""
PRODUCT = "-//editorial-scheduler//scheduler export//EN"
_WAITING = frozenset({State.AWAITING, State.HELD, None})


def ics(entries: Sequence[Entry], *, calendar: str, name: str, zone: str, made: datetime, language: str) -> bytes:
    """The file, of the entries that have an hour. `calendar` is the calendar's id: with the tag it makes each UID."""
    from icalendar import Calendar  # noqa: PLC0415 - 0.2 s that only this export pays

    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", visible(name))
    whole.add("x-wr-timezone", zone)  # Google's hint for what to show; no hour depends on it
    if waiting := unpublished(entries):
        whole.add("x-wr-caldesc", label("export-unpublished", language, n=waiting))
    stamp = made.astimezone(UTC).replace(microsecond=0)
    for one in entries:
        if one.begins is not None:
            whole.add_component(_event(one, one.begins, calendar, stamp, language))
    data: bytes = whole.to_ical()
    return data


def uid(tag: str, calendar: str) -> str:
    """The event's name for ever: no part of a tag holds a point, so no two tags share one."""
    return f"{tag.replace('/', '.')}@{calendar}.editorial-scheduler"


def _event(one: Entry, begins: datetime, calendar: str, stamp: datetime, language: str) -> "Event":
    from icalendar import Event  # noqa: PLC0415 - as above

    event = Event()
    event.add("uid", uid(one.tag, calendar))
    event.add("dtstamp", stamp)
    event.add("dtstart", begins.astimezone(UTC))
    event.add("dtend", (begins + length(one, SHORTEST)).astimezone(UTC))
    event.add("sequence", one.revision)
    if one.changed_at is not None:
        event.add("last-modified", one.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("summary", visible(f"{one.network_title}{colon(language)}{_said(one, one.opening) or one.post}"))
    event.add("description", visible(_description(one, language)))
    event.add("status", "CANCELLED" if one.state in GONE else "TENTATIVE" if one.state in _WAITING else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a post keeps nobody from a meeting
    if not one.published:
        event.add("class", "CONFIDENTIAL")
    event.add("categories", [visible(word) for word in (one.network_title, one.theme) if word])
    if one.urls:
        event.add("url", one.urls[0])
    return event


def _description(one: Entry, language: str) -> str:
    secret = "" if one.published or one.state in GONE else _word("export-secret", language)
    comment = f"{_word('sheet-comment', language)}{colon(language)}{one.comment}" if _said(one, one.comment) else ""
    about = [_state(one.state, one.network_title, language), one.tag]
    if one.local is not None:
        about.insert(1, written(one.local.time(), language))
    if one.missing_roles:
        about.append(label("export-missing-roles", language, roles=one.missing_roles))
    return "\n\n".join(piece for piece in (secret, _said(one, one.text), comment, " · ".join(about)) if piece)


def _said(one: Entry, text: str) -> str:
    """Nothing of what was called off before it was out: nobody needs it in a calendar."""
    return "" if one.state is State.CANCELLED else text


@cache
def _word(code: str, language: str) -> str:
    return label(code, language)


@cache
def _state(state: State | None, network: str, language: str) -> str:
    return label(f"state-{state.value}", language, network=network) if state else label("state-file", language)
