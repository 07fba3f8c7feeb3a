"""Deliveries on the terminal and as JSON: the queue, and what a decision did to it."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scheduler.model.delivery import Delivery, State
from scheduler.model.greeting import is_greeting
from scheduler.model.remark import Remark
from scheduler.plain import visible
from scheduler.render import conditions
from scheduler.render.ink import console, out, paint
from scheduler.render.surface import Json, instant, local, part
from scheduler.sentences import label
from scheduler.sentences.stored import said

if TYPE_CHECKING:
    from rich.text import Text

SIGNS = {
    State.AWAITING: "○",
    State.READY: "●",
    State.HELD: "‖",
    State.CLAIMED: "»",
    State.SENDING: "»",
    State.PUBLISHED: "✓",
    State.FAILED: "✗",
    State.UNKNOWN: "?",
    State.PARTIAL: "◐",
    State.EXPECTED: "→",
    State.MISSED: "∅",
    State.CANCELLED: "–",
    State.WITHDRAWN: "↶",
}
STYLES = {
    State.FAILED: "red",
    State.UNKNOWN: "red",
    State.MISSED: "red",
    State.PARTIAL: "red",
    State.AWAITING: "yellow",
    State.PUBLISHED: "green",
}


Remarks = Mapping[tuple[str, str, str], Sequence[Remark]]
"""What was said of posts, by campaign, post and occurrence."""


def surface(one: Delivery, language: str, remarks: Remarks | None = None) -> Json:
    """As `queue --json` shows it."""
    said = (remarks or {}).get((one.campaign, one.post, one.occurrence), ())
    return {
        "id": one.id,
        "tag": one.tag,
        "code": one.code,
        "account": one.account,
        "network": one.network,
        "theme": one.theme,
        "due": instant(one.due),
        "local": local(one.local),
        "closes": instant(one.closes),
        "embargo": instant(one.embargo),
        "not_before": instant(one.not_before),
        "too_late_at": instant(one.too_late_at),
        "state": one.state.value,
        "state_name": label(f"state-{one.state.value}", language, network=one.network),
        "parts": [part(each) for each in one.variant.parts],
        "digest": one.digest,
        "approvals": [
            {
                "role": yes.role,
                "by": yes.by,
                "how": yes.how,
                "at": instant(yes.at),
                "holds": yes.digest == one.digest and yes.role not in one.missing_roles,
            }
            for yes in one.approvals
        ],
        "missing_roles": list(one.missing_roles),
        "attempts": one.attempts,
        "remote": [
            {"part": each.part, "id": each.remote_id, "url": each.url, "at": instant(each.at)} for each in one.receipts
        ],
        "reason": reason(one, language),
        "conditions": conditions.words(one.conditions, one.zone, language),
        "content": one.content.partition(":")[0] or None,  # behind the number of a rotation stands its mark
        "handed": handed(one),
        "remarks": [remarked(each) for each in said],
    }


def remarked(one: Remark) -> Json:
    """One question or remark, and its answer."""
    return {
        "by": one.by,
        "at": instant(one.at),
        "text": one.text,
        "code": one.code,
        "holds": one.holds,
        "open": one.open,
        "answer": one.answer,
        "answered_by": one.answered_by,
        "answered_at": instant(one.answered_at),
    }


def handed(one: Delivery) -> Json | None:
    """What a person was given to publish by hand, or null."""
    given = one.handed
    if given is None:
        return None
    return {
        "folder": given.folder,
        "page": given.page,
        "address": given.address,
        "at": instant(given.at),
        "reminded": instant(one.reminded_at),
    }


def reason(one: Delivery, language: str) -> str:
    """Why it stands where it stands, in words."""
    return said(one.reason, language)


def show(found: Sequence[Delivery], language: str, *, some: bool = False, remarks: Remarks | None = None) -> None:
    """Print the queue, a heading a day; a line a delivery with its state in words; `some`: only those asked for."""
    from rich.table import Table  # noqa: PLC0415 - rich takes longer to load than most answers to make
    from rich.text import Text  # noqa: PLC0415 - rich takes longer to load than most answers to make

    screen = console()
    if not found:
        out(label("queue-none" if some else "queue-empty", language))
        return
    for day, of_day in groupby(sorted(found, key=_place), key=_day):
        deliveries = list(of_day)
        theme = next((one.theme for one in deliveries if one.theme), "")
        heading = label("day", language, day=day) if day else label("day-by-hand", language)
        screen.print(Text(f"\n{heading}{' · ' + visible(theme) if theme else ''}", style="bold"))
        table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
        for one in deliveries:
            table.add_row(*_row(one, language))
        screen.print(table)
        for one in deliveries:
            _open(one, deliveries, remarks or {}, language)
            if one.state is State.EXPECTED and one.handed:  # on a line of its own: whole, so that it can be opened
                out(paint(f"{one.id:>4}  → {visible(one.handed.page or one.handed.folder)}", "faint"))
    counts = {state: sum(1 for one in found if one.state is state) for state in State}
    names = [label(f"states-{state.value}", language, n=n) for state, n in counts.items() if n]
    out("\n" + label("queue-summary", language, n=len(found), states=names))


def _open(one: Delivery, of_day: Sequence[Delivery], remarks: Remarks, language: str) -> None:
    """What nobody has answered, once a post, behind its day."""
    key = (one.campaign, one.post, one.occurrence)
    if one is not next(each for each in of_day if (each.campaign, each.post, each.occurrence) == key):
        return
    for each in remarks.get(key, ()):
        if each.open:
            said = label("remark-open", language, by=each.by, text=each.text)
            out(f"      {visible(one.code)} {paint(visible(said), 'warning')}")


def _day(one: Delivery) -> date | None:
    """The day under whose heading it stands; a post sent by hand stands at the day on which its time ends."""
    if one.local is not None:
        return one.local.date()
    return one.closes.astimezone(ZoneInfo(one.zone)).date() if one.closes else None


def _place(one: Delivery) -> tuple[bool, date, bool]:
    day = _day(one)
    return day is None, day or date.max, one.due is None


def _row(one: Delivery, language: str) -> list["Text"]:
    from rich.text import Text  # noqa: PLC0415 - rich takes longer to load than most answers to make

    hour = f"{one.local:%H:%M}" if one.local and one.due else label("by-hand", language)
    name = one.post if one.occurrence == "once" else f"{one.post} {one.occurrence.removeprefix('once')}"
    if is_greeting(one.occurrence):  # for whom it is, as long as that is kept
        name = f"{one.post} @{one.follower or '…'}"
    missing = ", ".join(one.missing_roles) if one.state is State.AWAITING else ""
    # A rehearsal's address is a page on this disk, long and of no use in a line.
    online = [receipt.url for receipt in one.receipts if receipt.url.startswith("http")]
    why = missing or reason(one, language) or " ".join(online[:1])
    if one.state is State.EXPECTED and one.handed:
        why = one.handed.address
    state = f"{SIGNS[one.state]} {label(f'state-{one.state.value}', language, network=one.network)}"
    return [
        Text(f"{one.id:>4}", style="dim"),
        Text(hour),
        Text(state, style=STYLES.get(one.state, "")),
        Text(visible(one.account)),
        Text(visible(name)),
        Text(one.code, style="dim"),
        Text(visible(why), style="dim"),
    ]


def decided(code: str, found: Sequence[Delivery], language: str) -> None:
    """Say what a decision did: how many, then each with the state it is in now."""
    out(paint(label(code, language, n=len(found)), "good"))
    for one in found:
        state = label(f"state-{one.state.value}", language, network=one.network)
        missing = f" ({', '.join(one.missing_roles)})" if one.state is State.AWAITING else ""
        out(f"  {SIGNS[one.state]} {visible(one.tag)}  {state}{visible(missing)}")
