"""A withdrawal on the terminal and as JSON: what will go, what went, and what a person must delete, each with its address."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from scheduler.model.delivery import Delivery, Receipt
from scheduler.plain import visible
from scheduler.render.ink import out, paint
from scheduler.render.queue import surface as delivery
from scheduler.render.surface import Json, instant
from scheduler.sentences import label, say
from scheduler.sentences.stored import said


class Piece(Protocol):
    """One part that is or was out; `way` is one of delete, by hand, gone, failed."""

    @property
    def delivery(self) -> Delivery: ...
    @property
    def receipt(self) -> Receipt: ...
    @property
    def way(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def until(self) -> datetime | None: ...


class Withdrawal(Protocol):
    """What a withdrawal would do, or did."""

    @property
    def deliveries(self) -> Sequence[Delivery]: ...
    @property
    def pieces(self) -> Sequence[Piece]: ...
    @property
    def stopped(self) -> Sequence[Delivery]: ...
    @property
    def doubtful(self) -> Sequence[Delivery]: ...
    @property
    def flying(self) -> Sequence[Delivery]: ...


WAYS = {
    "delete": "withdraw-will-delete",
    "by hand": "withdraw-by-hand",
    "gone": "withdraw-gone",
    "failed": "withdraw-failed",
}


def surface(done: Withdrawal, language: str) -> Json:
    """As `withdraw --json` shows it."""
    return {
        "parts": [
            {
                "tag": one.delivery.tag,
                "part": one.receipt.part,
                "url": one.receipt.url,
                "id": one.receipt.remote_id,
                "outcome": one.way.replace(" ", "-"),
                "shown_from": instant(one.receipt.at),
                "shown_until": instant(one.until),
                "reason": said(one.why, language),
            }
            for one in done.pieces
        ],
        "stopped": [one.tag for one in done.stopped],
        "doubtful": [one.tag for one in done.doubtful],
        "in_flight": [one.tag for one in done.flying],
        "deliveries": [delivery(one, language) for one in done.deliveries],
    }


def shown(seen: Withdrawal, language: str, zone: str, *, by_hand: bool) -> Iterator[str]:
    """What is to be confirmed: every address, and what becomes of it."""
    for one in seen.pieces:
        if by_hand and one.way == "by hand":
            yield "  " + label("withdraw-was-by-hand", language, url=_place(one))
        else:
            yield _line(one, language, zone)
    yield from _others(seen, language)


def show(done: Withdrawal, language: str, zone: str) -> None:
    """Say what went, what did not, and what only a person can do."""
    counts = {way: sum(1 for one in done.pieces if one.way == way) for way in WAYS}
    told = any((done.pieces, done.stopped, done.doubtful, done.flying))
    if counts["gone"] or counts["failed"] or not told:
        out(paint(label("withdrawn-parts", language, n=counts["gone"]), "good" if counts["gone"] else "faint"))
    for one in done.pieces:
        out(_line(one, language, zone))
    for line in _others(done, language):
        out(line)
    if counts["by hand"]:
        out(str(say("withdraw-hands-needed", {"n": counts["by hand"]}, language)))
    if counts["failed"]:
        out(paint(str(say("withdraw-some-left", {"n": counts["failed"]}, language)), "error"))


def _line(one: Piece, language: str, zone: str) -> str:
    local = ZoneInfo(zone)
    times = {"since": one.receipt.at.astimezone(local), "until": one.until.astimezone(local) if one.until else None}
    why = said(one.why, language)
    text = label(WAYS[str(one.way)], language, url=_place(one), **times)
    return f"  {text}{' ' + visible(why) if why else ''}"


def _others(seen: Withdrawal, language: str) -> Iterator[str]:
    for code, found in (
        ("withdraw-stopped", seen.stopped),
        ("withdraw-in-doubt", seen.doubtful),
        ("withdraw-flying", seen.flying),
    ):
        for one in found:
            yield f"  {say(code, {'tag': one.tag}, language)}"


def _place(one: Piece) -> str:
    """Where a part lies, for people: its address, else its tag and number."""
    return one.receipt.url or f"{one.delivery.tag} ({one.receipt.part + 1})"
