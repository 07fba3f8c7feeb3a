"""What a person needs to see who must say whether a post is out: ours, and beside it what its account shows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from scheduler.model.delivery import Delivery
from scheduler.plain import one_line, visible
from scheduler.render.ink import out, paint
from scheduler.render.surface import Json, instant
from scheduler.sentences import label, say
from scheduler.sentences.stored import said

WORDS = 100
"""Signs that are shown of each post: the first words tell two posts apart."""
LIKELY = 0.75


class Seen(Protocol):
    """A post of the account."""

    @property
    def url(self) -> str: ...
    @property
    def remote_id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def at(self) -> datetime | None: ...
    @property
    def likeness(self) -> float: ...
    @property
    def tag(self) -> str: ...


class Beside(Protocol):
    """The part in question, and what is beside it."""

    @property
    def part(self) -> int: ...
    @property
    def seen(self) -> Sequence[Seen]: ...
    @property
    def why(self) -> str: ...


class Doubt(Protocol):
    """One delivery in question."""

    @property
    def delivery(self) -> Delivery: ...
    @property
    def beside(self) -> Beside: ...
    @property
    def until(self) -> datetime | None: ...
    @property
    def address(self) -> str: ...


def surface(one: Doubt, language: str) -> Json:
    """As `confirm --json` shows what somebody must settle."""
    return {
        "part": one.beside.part,
        "text": one.delivery.variant.parts[one.beside.part].text,
        "reached": not one.beside.why,
        "why": said(one.beside.why, language) if one.beside.why else "",
        "address": one.address,
        "absent_from": instant(one.until),
        "seen": [
            {
                "url": each.url,
                "remote_id": each.remote_id,
                "text": each.text,
                "at": instant(each.at),
                "likeness": round(each.likeness, 3),
                "tag": each.tag or None,
            }
            for each in one.beside.seen
        ],
    }


def show(one: Doubt, language: str, zone: str) -> None:
    """Print ours, whole, then a numbered line a post of the account with its hour, its first words and its address."""
    delivery, local = one.delivery, ZoneInfo(zone)
    out(label("confirm-ours", language, account=delivery.account, hour=delivery.local or delivery.due))
    for line in delivery.variant.parts[one.beside.part].text.splitlines():
        out(f"  │ {visible(line)}")
    if one.beside.why:
        said_why = say(
            "confirm-unread",
            {"account": delivery.account, "why": said(one.beside.why, language), "address": one.address or "–"},
            language,
        )
        out(f"{paint('!', 'warning')} {said_why}")
    elif not one.beside.seen:
        out(label("confirm-none", language, account=delivery.account))
    else:
        out(label("confirm-beside", language, account=delivery.account))
    for number, each in enumerate(one.beside.seen, 1):
        _row(number, each, language, local)
    if one.until is not None:
        out(label("confirm-waits", language, until=one.until.astimezone(local)))


def _row(number: int, each: Seen, language: str, zone: ZoneInfo) -> None:
    text = one_line(each.text)
    share = round(100 * each.likeness)
    at = f"{each.at.astimezone(zone):%Y-%m-%d %H:%M:%S}" if each.at else "–"
    shown = text if len(text) <= WORDS else text[: WORDS - 1].rstrip() + "…"
    row = label("confirm-row", language, number=f"{number:>2}", share=f"{share:>3}", at=at, text=shown)
    known = f"  ({label('confirm-known', language, tag=each.tag)})" if each.tag else ""
    likely = each.likeness >= LIKELY and not each.tag
    out(paint(visible(row), "strong" if likely else "faint") + visible(known))
    out(f"      {visible(each.url)}")
