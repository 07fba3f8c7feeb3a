"""What is looked at beside a post's cards, line by line: before and after, what is out, a life, a plan, a doubt. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.cells import set_cell_size

from scheduler.app.agenda import Entry
from scheduler.app.outward import addresses, folders
from scheduler.model.changed import Changed
from scheduler.model.remark import Remark
from scheduler.render import history
from scheduler.render.approving import SIGNS
from scheduler.render.days import day_name
from scheduler.render.doubting import LIKELY
from scheduler.render.ink import Row
from scheduler.render.worded import Difference, Piece, differences
from scheduler.sentences import label, say
from scheduler.tui import signs
from scheduler.tui.cells import cells, fit, width, wrapped
from scheduler.tui.reasons import reason
from scheduler.tui.widgets.listing import Item
from scheduler.tui.widgets.listing import Piece as Drawn

if TYPE_CHECKING:
    from scheduler.app.doubting import Doubt
    from scheduler.app.viewing import Compared, Life, Older

TOKENS = {
    "": "text",
    "strong": "text",
    "faint": "muted",
    "error": "trouble",
    "warning": "awaiting",
    "info": "accent",
    "good": "published",
    "add": "published",
    "remove": "trouble",
}
"""The terminal's styles as the room's colours."""
SEEN, ADDRESS, ABSENT, LATER = "seen ", "address", "absent", "later"
"""The keys of what can be answered about a delivery in doubt."""
Line = tuple[Drawn, ...]


def before(found: "Compared", entry: Entry, language: str, wide: int) -> list[Item]:
    """What changed since it was approved; accounts that changed alike share their lines."""
    mark = {one.account: signs.mark(one.network) for one in entry.deliveries}
    lines: list[Line] = [*_summary(found, mark, language, wide)]
    return _items([*lines, *_alike(found.changed, mark, language, wide)])


def _alike(changed: Iterable[Changed], mark: Mapping[str, str], language: str, wide: int) -> list[Line]:
    lines: list[Line] = []
    alike: dict[tuple[Difference, ...], list[Changed]] = {}
    for one in changed:
        alike.setdefault(tuple(_tight(each) for each in differences(one, language)), []).append(one)
    for made, some in alike.items():
        letters = " ".join(dict.fromkeys(mark.get(one.account, "") for one in some))
        for each in made:
            title = f"─ {letters} · {cells(each.about) or label('viewing-text', language)} "
            lines += [(), ((title, "accent", True), ("─" * max(wide - width(title), 0), "line", False))]
            lines += _both(each, language, wide)
    return lines


def _summary(found: "Compared", mark: Mapping[str, str], language: str, wide: int) -> Iterator[Line]:
    if found.approved is not None:
        when = _at(found.approved, language)
        yield from _wrapped(label("viewing-approved", language, by=found.by, at=when), "muted", wide)
    changed = [mark.get(name, "") for name in dict.fromkeys(one.account for one in found.changed)]
    if changed:
        yield from _wrapped(
            label("viewing-changed", language, n=len(changed), networks=changed), "text", wide, bold=True
        )
    if found.holding:
        kept = [mark.get(name, "") for name in found.holding]
        yield from _wrapped(label("viewing-holding", language, networks=kept), "published", wide)
    if found.unread:
        new = [mark.get(name, "") for name in found.unread]
        yield from _wrapped(label("viewing-unread", language, networks=new), "awaiting", wide)


def _tight(one: Difference) -> Difference:
    return Difference(about=one.about, pieces=tuple(one.pieces))


def _both(one: Difference, language: str, wide: int) -> Iterator[Line]:
    for kind, code in (("out", "viewing-before"), ("in", "viewing-after")):
        pieces = [each for each in one.pieces if each.kind in {"same", kind}]
        head = fit(label(code, language), 7)
        body = folded([_piece(each) for each in pieces], wide - 9)
        for number, row in enumerate(body or [()]):
            yield ((f" {head if not number else ' ' * 7} ", "muted", False), *row)


def _piece(one: Piece) -> Drawn:
    """With its sign: colours alone tell nobody apart."""
    if one.kind == "same":
        before, after = (" " if edge.isspace() else "" for edge in (one.text[:1], one.text[-1:]))
        return f"{before}{cells(one.text)}{after}" if not one.text.isspace() else " ", "text", False
    opening, closing, style = SIGNS[one.kind]
    return f"{opening}{cells(one.text)}{closing}", TOKENS[style], True


def online(entry: Entry, language: str, wide: int) -> list[Item]:
    """Where each network stands: the address of each part that is out, the folder of what is published by hand, or why not."""
    items: list[Item] = []
    for one in entry.deliveries:
        sign = signs.sign_of(one)
        word = label(sign.word, language, network=one.network)
        head = ((f"{signs.mark(one.network)} ", "text", True), (f"{cells(one.account)}  ", "muted", False))
        lines: list[Line] = [(), (*head, (f"{sign.glyph} {word}", sign.token, True))]
        lines += _wrapped(f"   {reason(one.reason, language)}", "muted", wide) if one.reason else ()
        items.append(Item(key="", lines=tuple(lines)))
        for receipt in one.receipts:
            at = _at(receipt.at.astimezone(ZoneInfo(one.zone)), language)
            part = label("history-part", language, part=receipt.part + 1, parts=len(one.variant.parts))
            url = receipt.url if (one.account, receipt.url) in addresses(entry) else ""
            told = (
                (f"   ✓ {at} · {part} · ", "published", False),
                (cells(receipt.url or receipt.remote_id), "accent", False),
            )
            items.append(Item(key=url, lines=(told,)))
        items += [
            Item(key=f"→{folder}", lines=(((f"   → {cells(folder)}", "expected", False),),))
            for account, folder in folders(entry)
            if account == one.account
        ]
    return items


def life(
    found: "Sequence[Life]", language: str, zone: str, wide: int, role_name: Callable[[str], str] = str
) -> list[Item]:
    """The histories, one network after the other, as `scheduler history` tells them, roles as people call them."""
    lines: list[Line] = []
    for one in found:
        told = _named(one, role_name)
        rows = history.rows(one.delivery.tag, told, language, zone, len(one.delivery.variant.parts))
        head = f"{signs.mark(one.delivery.network)} "
        lines += _rows(((), *_headed(rows, head)), wide)
    return _items(lines[1:])


def _named(one: "Life", role_name: Callable[[str], str]) -> Sequence[history.Entry]:
    def named(given: Mapping[str, object]) -> Mapping[str, object]:
        return {**given, "role": role_name(str(given["role"]))} if "role" in given else given

    return [replace(each, details=named(each.details)) for each in one.lines]


def _headed(rows: Iterable[Row], head: str) -> Iterator[Row]:
    for number, row in enumerate(rows):
        yield [(head, "info"), *row] if number == 0 else row


def plan(rows: Iterable[Row], wide: int) -> list[Line]:
    """A plan as `scheduler plan` shows it."""
    return _rows(rows, wide)


def _rows(rows: Iterable[Row], wide: int) -> list[Line]:
    made: list[Line] = []
    for row in rows:
        pieces = [(text, TOKENS[style], style in {"strong", "error"}) for text, style in row]
        indent = len(pieces[0][0]) - len(pieces[0][0].lstrip()) if pieces else 0
        first = folded([_clean(piece) for piece in pieces], wide, hang=min(indent + 2, wide // 2))
        made += first or [()]
    return made


def _clean(piece: Drawn) -> Drawn:
    text = piece[0]
    lead, tail = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    inner = cells(text)
    return (" " * lead + inner + " " * (tail if inner else 0), piece[1], piece[2])


def refused(found: "Older", language: str, wide: int) -> list[Line]:
    """Yeses that could not be taken, each with why; where an older text was read, with what changed since."""
    changed = dict(found.changed)
    lines: list[Line] = []
    for one in found.consent.refused:
        told = str(say(one.problem.code, one.problem.arguments, language))
        lines += [(("✗ ", "trouble", True), (cells(one.name), "text", True)), *_wrapped(f"  {told}", "text", wide)]
        some = changed.get(str(one.problem.arguments.get("code", "")), ())
        lines += _alike(some, {each.account: signs.mark(each.network) for each in some}, language, wide)
        lines.append(())
    return lines[:-1]


def remarks(found: Sequence[Remark], language: str, zone: ZoneInfo, wide: int) -> list[Line]:
    """What was said of a post and what was answered, oldest first; what is open bears its sign."""
    lines: list[Line] = []
    for one in found:
        sign, token = ("?", "unknown") if one.open else ("✓", "published")
        lines.append(
            ((f"{sign} ", token, True), (f"{cells(one.by)}, {_at(one.at.astimezone(zone), language)}", "muted", False))
        )
        lines += [(("  ", "text", False), *line) for line in _wrapped(one.text, "text", wide - 2)]
        if one.answered_at is not None:
            when = _at(one.answered_at.astimezone(zone), language)
            lines.append(((f"  ↳ {cells(one.answered_by)}, {when}", "muted", False),))
            lines += [(("    ", "text", False), *line) for line in _wrapped(one.answer, "text", wide - 4)]
        elif one.holds:
            lines.append(((f"  {label('viewing-holds', language)}", "held", False),))
        lines.append(())
    return lines


def doubt(found: "Doubt | None", account: str, language: str, zone: ZoneInfo, wide: int) -> list[Item]:
    """What an account shows, and what can be answered; without what was `found`, it is being read."""
    if found is None:
        items = [_plain(label("viewing-reading", language, account=account), "muted", wide)]
    elif found.beside.why:
        why = reason(found.beside.why, language)
        told = label("confirm-unread", language, account=account, why=why, address=found.address or "–")
        items = [_plain(told, "awaiting", wide)]
    else:
        code = "confirm-beside" if found.beside.seen else "confirm-none"
        items = [_plain(label(code, language, account=account), "muted", wide)]
        items += [_seen(number, found, language, zone) for number in range(len(found.beside.seen))]
    items.append(Item(key="", lines=((),)))
    listed = found is not None and bool(found.beside.seen)
    for key in (ADDRESS, ABSENT, LATER):
        words = label(f"viewing-doubt-{key}" if listed or key == LATER else f"viewing-doubt-{key}-alone", language)
        items.append(Item(key=key, lines=(((f"── {words}", "text", True),),)))
    if found is not None and found.until is not None:
        items.append(_plain(label("confirm-waits", language, until=found.until.astimezone(zone)), "awaiting", wide))
    return items


def likeliest(found: "Doubt") -> str:
    """The key to begin on: the best match where one reads like ours, else the answer that changes nothing."""
    seen = found.beside.seen
    return f"{SEEN}0" if seen and seen[0].likeness >= LIKELY and not seen[0].tag else LATER


def _seen(number: int, found: "Doubt", language: str, zone: ZoneInfo) -> Item:
    one = found.beside.seen[number]
    likely = one.likeness >= LIKELY and not one.tag
    at = _at(one.at.astimezone(zone), language) if one.at else "–"
    head: Line = (
        (f"{round(100 * one.likeness):>3} % ", "published" if likely else "muted", likely),
        (f"{at}  ", "muted", False),
        (cells(one.text[:160]), "text", likely),
    )
    known = f"  ({label('confirm-known', language, tag=one.tag)})" if one.tag else ""
    return Item(
        key=f"{SEEN}{number}",
        lines=(head, ((f"      {cells(one.url)}", "accent", False), (cells(known), "muted", False))),
    )


def _plain(text: str, token: str, wide: int) -> Item:
    return Item(key="", lines=tuple(_wrapped(text, token, wide)))


def _items(lines: Iterable[Line]) -> list[Item]:
    return [Item(key="", lines=(line,)) for line in lines]


def _wrapped(text: str, token: str, wide: int, *, bold: bool = False) -> list[Line]:
    lead = len(text) - len(text.lstrip(" "))
    return [((" " * lead + line, token, bold),) for line in wrapped(cells(text), max(wide - lead, 10))]


def _at(at: datetime, language: str) -> str:
    return f"{day_name(at.date(), 'short', language)} {at:%H:%M}"


def folded(pieces: Sequence[Drawn], wide: int, *, hang: int = 0) -> list[Line]:
    """Pieces in lines of at most `wide` cells, broken between words, each word in its colour; further lines hang in."""
    lines: list[list[Drawn]] = [[]]
    used = 0

    def broken() -> int:
        lines.append([(" " * hang, "text", False)] if hang else [])
        return hang

    for text, token, bold in pieces:
        for each in _words(text):
            word = each
            if used > hang and width(word.rstrip()) > wide - used:
                used = broken()
                word = word.lstrip(" ")
            while width(word.rstrip()) > wide - used:  # longer than a line
                head = set_cell_size(word, max(wide - used, 1)).rstrip() or word[:1]
                lines[-1].append((head, token, bold))
                word = word[len(head) :]
                used = broken()
            if word:
                lines[-1].append((word, token, bold))
                used += width(word)
    return [_joined(line) for line in lines if line]


def _words(text: str) -> Iterator[str]:
    """Words with the spaces before them, so that nothing is lost where no line is broken."""
    start = 0
    for place in range(1, len(text)):
        if text[place] == " " and text[place - 1] != " ":
            yield text[start:place]
            start = place
    if text:
        yield text[start:]


def _joined(line: Sequence[Drawn]) -> Line:
    made: list[Drawn] = []
    for text, token, bold in line:
        if made and made[-1][1:] == (token, bold):
            made[-1] = (made[-1][0] + text, token, bold)
        else:
            made.append((text, token, bold))
    return tuple(made)
