"""What becomes of a block that fits in no one part: it is threaded, shortened, or refused."""

from collections.abc import Container

from scheduler.adapt import measure, template, thread
from scheduler.adapt.leaving import Left
from scheduler.adapt.phrasing import PARAGRAPH, Wording, paragraphs
from scheduler.adapt.telling import Telling
from scheduler.model.campaign import TooLong
from scheduler.model.notice import Notice, error, warning


def cut(telling: Telling, left: Left, *, last: bool) -> list[str] | None:
    """The parts of the block as the steps left it; None, and an error said, where it is refused."""
    rules = telling.rules
    if telling.too_long is TooLong.THREAD and rules.threads:
        parts = _split(telling, left.block, left.wording, last=last)
        if parts is not None:
            return _restored(telling, left, parts, last=last)
    elif telling.too_long is not TooLong.REFUSE:
        short = _shortened(telling, left.block, left.wording, last=last)
        if short is not None:
            length = telling.length(left.text)
            telling.notices.append(warning("shortened", length=length, limit=telling.room.limit, network=rules.title))
            return [short]
    telling.notices.append(_refusal(telling, left.text))
    return None


def _split(telling: Telling, block: template.Block, wording: Wording, *, last: bool) -> list[str] | None:
    room = telling.room
    room.headed = wording.link and telling.places.link_first
    if room.headed:
        wording = wording._replace(link=False)
    text = telling.text(block, wording, last=last)
    tail = len(telling.tail(wording, last=last))
    rooms = room.at if room.differs else None
    pieces = thread.split(text, room.gauge.fits, telling.kept(text), rooms, tail)
    head = f"{PARAGRAPH}{telling.draft.link}" if room.headed else ""
    room.headed = False
    return None if pieces is None else [f"{pieces.parts[0]}{head}", *pieces.parts[1:]]


def _restored(telling: Telling, left: Left, parts: list[str], *, last: bool) -> list[str]:
    """The thread with the credit and the link that one post had no room for, where they cost no further part."""
    wording = left.wording
    for name, code, there in (
        ("credit", "credit-left-out", last and telling.draft.credit and not wording.credit),
        ("link", "link-in-card", not telling.linked and not wording.link),
    ):
        if not there:
            continue
        fuller = wording._replace(credit=True) if name == "credit" else wording._replace(link=True)
        full = _split(telling, left.block, fuller, last=last)
        if full is not None and len(full) <= len(parts):
            wording, parts = fuller, full
            telling.notices = [one for one in telling.notices if one.code != code]
    telling.linked = telling.linked or wording.link
    return parts


def _shortened(telling: Telling, block: template.Block, wording: Wording, *, last: bool) -> str | None:
    """The body cut at a clause; the link and the campaign's hashtags that the cut took along stand at the end again."""
    body = template.written(block, wording.dropped)
    kept = telling.kept(body)
    labels, tail = telling.draft.labels, telling.tail(wording, last=last)
    held = [shown for start, end in kept if _belongs(shown := body[start:end], labels)]

    def whole(head: str) -> str:
        return paragraphs(head, " ".join([one for one in held if one not in head]), tail)

    head = thread.shortened(body, lambda one: telling.room.takes(whole(one)), kept)
    return None if head is None else whole(head)


def _belongs(shown: str, labels: Container[str]) -> bool:
    """Whether `shown` is a link or hashtag of the text itself: shortening moves it, and never loses it."""
    return shown.startswith(("#", "＃", "http")) or shown in labels


def _refusal(telling: Telling, text: str) -> Notice:
    length, limit, title = telling.length(text), telling.room.limit, telling.rules.title
    most = telling.rules.max_bytes
    if length > limit or most is None:
        return error("too-long", length=length, limit=limit, over=length - limit, network=title)
    return error("too-heavy", bytes=measure.weight(text), limit=most, network=title)
