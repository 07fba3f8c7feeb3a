"""The lines of the two lists: a day read from top to bottom, and what needs a person, the most urgent first."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from scheduler.app.agenda import Agenda, Checked, Entry
from scheduler.model.notice import Notice, Severity
from scheduler.render.days import day_name
from scheduler.render.terminal import near
from scheduler.sentences import label, say
from scheduler.tui import signs
from scheduler.tui.cells import cells, fit, wrapped
from scheduler.tui.reasons import reason
from scheduler.tui.weekplan import slot
from scheduler.tui.widgets.listing import Item, Piece
from scheduler.tui.widgets.strip import state_word

ACCOUNT, FILE = "account ", "file "
"""What the keys of lines begin with that are no post's."""
WEEK = 7
"""Days around today that are named without their month."""
EMPTY: Mapping[str, int] = {}
WATCHED = ("rights-", "line-")
"""Warnings that a person looks after; the others are for `check`."""
MOST = 20
"""Of them that are listed; how many more there are, it says."""


def faulty(entries: Iterable[Entry], checked: Checked | None) -> frozenset[str]:
    """The keys of the posts whose file has an error in them."""
    subjects = [one.subject for one in checked.notices if one.severity is Severity.ERROR] if checked else []
    return frozenset(one.key for one in entries if any(f'"{one.post}"' in name for name in subjects))


def faults(checked: Checked | None) -> int:
    """How many errors there are in the files."""
    return sum(1 for one in checked.notices if one.severity is Severity.ERROR) if checked else 0


def day(entries: Iterable[Entry], sign: Callable[[Entry], signs.Sign], language: str, width: int) -> list[Item]:
    """The posts of a day, each with what it says."""
    made: list[Item] = []
    for one in entries:
        its = sign(one)
        first: list[Piece] = [(f"{slot(one)} ", "muted", False), (f"{its.glyph} ", its.token, True)]
        first += [(fit(_name(one), 26), "text", True), *_marks(one)]
        first.append((f"  {state_word(its, one, language)}", its.token, False))
        said_ = [((" " * 8, "text", False), (text, "text", False)) for text in _text(one, width - 10)]
        made.append(Item(key=one.key, lines=(tuple(first), *said_, ())))
    return made


def todo(
    entries: Sequence[Entry],
    agenda: Agenda,
    checked: Checked | None,
    language: str,
    role_name: Callable[[str], str],
    width: int,
    questions: Mapping[str, int] = EMPTY,
) -> list[Item]:
    """Accounts that are blocked, files that are wrong, posts in trouble, what awaits a yes by its hour, what to watch."""
    notices, today = checked.notices if checked else (), agenda.now.date()
    errors = [one for one in notices if one.severity is Severity.ERROR]
    made = [*_accounts(agenda.blocked, entries, language, width), *_files(errors, language, width)]
    found = [(one, signs.of_entry(one, ())) for one in entries]
    for kind in (signs.FAILED, signs.UNKNOWN, signs.MISSED, signs.PARTIAL, signs.EXPECTED):
        made += [_trouble(one, its, language, width, today) for one, its in found if its is kind]
    hand = [(one, its) for one, its in found if its is signs.READY and one.by_hand]
    if hand:
        title = f"── {label('review-list-hand', language)} "
        made.append(Item(key="", lines=(((title.ljust(width, "─"), "muted", False),),)))
        made += [_sendable(one, its, language, today) for one, its in hand]
    waiting = [(one, its) for one, its in found if its not in signs.TROUBLES and (one, its) not in hand]
    if waiting:
        title = f"── {label('review-list-awaiting', language)} "
        made.append(Item(key="", lines=(((title.ljust(width, "─"), "muted", False),),)))
        made += [_waiting(one, its, language, role_name, questions.get(one.key, 0), today) for one, its in waiting]
    made += _watched(notices, language, width)
    return made or [Item(key="", lines=((), ((f"  ✓ {label('review-all-well', language)}", "published", True),)))]


def found(entries: Iterable[Entry], language: str) -> list[Item]:
    """What a search found, a line a post."""
    return [
        Item(
            key=one.key,
            lines=((*_head(one, signs.of_entry(one), language, None), (cells(one.text[:160]), "muted", False)),),
        )
        for one in entries
    ] or [Item(key="", lines=((), ((f"  {label('review-search-none', language)}", "muted", False),)))]


def _watched(notices: Sequence[Notice], language: str, width: int) -> Iterable[Item]:
    """What the files say of rights and of the editorial line that stops nothing yet; what several accounts share, once."""
    said_: dict[tuple[str, str, str], Notice] = {}
    for one in notices:
        if one.severity is Severity.WARNING and one.code.startswith(WATCHED):
            told = say(one.code, one.arguments, language)
            said_.setdefault((str(one.where), f"{told.text} {told.advice}".rstrip(), _subject(one)), one)
    if said_:
        title = f"── {label('viewing-watched', language)} "
        yield Item(key="", lines=(((title.ljust(width, "─"), "muted", False),),))
    for (_, text, name), one in list(said_.items())[:MOST]:
        place = near(str(one.where)) if one.where else ""
        first: list[Piece] = [
            ("~ ", "awaiting", True),
            (f"{cells(name)} ", "text", True),
            (cells(place), "accent", False),
        ]
        rest = [((" " * 2, "text", False), (line, "muted", False)) for line in wrapped(cells(text), width - 6, 2)]
        yield Item(key=fault_key(one), lines=(tuple(first), *rest))
    if len(said_) > MOST:
        more = label("review-more", language, n=len(said_) - MOST)
        yield Item(key="", lines=(((f"  {more}", "muted", False),),))


def _subject(one: Notice) -> str:
    """The post that a notice is about, as people call it."""
    return one.subject.partition(" -> ")[0].removeprefix('post "').rstrip('"')


def fault_key(one: Notice) -> str:
    """The key of a line that a notice of a file stands on."""
    return f"{FILE}{near(str(one.where)) if one.where else ''} {one.code} {one.subject}"


def _name(one: Entry) -> str:
    return cells(f"↳ {one.post}" if one.reply else one.post)


def _text(one: Entry, width: int) -> list[str]:
    return wrapped(cells(one.text), max(width, 20), 3)


def _marks(one: Entry, only: Collection[str] = ()) -> list[Piece]:
    pieces: list[Piece] = []
    for letters, sign in signs.marks(one, only):
        pieces.append((letters, "text" if sign else "muted", False))
        pieces.append((sign.glyph if sign else " ", sign.token if sign else "muted", bool(sign)))
    return pieces


def _head(one: Entry, its: signs.Sign, language: str, today: date | None) -> list[Piece]:
    """`today` is the day that is read from: days farther from it than a week bear their month."""
    networks = [signs.mark(each.network) for each in one.deliveries if signs.sign_of(each) is its]
    shown = " ".join(networks) if len(networks) < 4 else "▪" * len(networks)
    far = today is None or abs((one.day - today).days) > WEEK
    when = f"{day_name(one.day, 'short' if far else 'two', language)} {slot(one)}"
    return [
        (f"{its.glyph} ", its.token, True),
        (fit(shown, 12), "text", False),
        (f"{fit(_name(one), 18)} ", "text", True),
        (f"{when}  ", "muted", False),
    ]


def _trouble(one: Entry, its: signs.Sign, language: str, width: int, today: date) -> Item:
    why = next(
        (reason(each.reason, language) for each in one.deliveries if signs.sign_of(each) is its and each.reason), ""
    )
    first = (*_head(one, its, language, today), (state_word(its, one, language), its.token, True))
    second = wrapped(cells(why), max(width - 16, 20), 2) if why else [label(f"review-way-{its.word[6:]}", language)]
    return Item(key=one.key, lines=(first, *(((" " * 14, "text", False), (text, "muted", False)) for text in second)))


def _sendable(one: Entry, its: signs.Sign, language: str, today: date) -> Item:
    """What goes out by a person's key: the end of its window, and what it says."""
    said_ = cells(one.text[:160])
    return Item(key=one.key, lines=((*_head(one, its, language, today), (said_, "text", False)),))


def _waiting(
    one: Entry, its: signs.Sign, language: str, role_name: Callable[[str], str], asked: int, today: date
) -> Item:
    pieces = list(_head(one, its, language, today))
    for role in dict.fromkeys(role for each in one.deliveries for role in each.roles):
        missing = role in one.missing
        pieces.append((f"{cells(role_name(role))} ", "muted", False))
        pieces.append(("○  " if missing else "✓  ", "awaiting" if missing else "published", True))
    if asked:
        pieces.append((f"? {label('viewing-asked', language, n=asked)}  ", "unknown", True))
    if its is signs.HELD:
        why = next((reason(each.reason, language) for each in one.deliveries if each.reason), "")
        pieces.append((cells(why) or state_word(its, one, language), "held", False))
    return Item(key=one.key, lines=(tuple(pieces),))


def _accounts(blocked: Mapping[str, str], entries: Sequence[Entry], language: str, width: int) -> Iterable[Item]:
    for name, why in blocked.items():
        n = sum(1 for one in entries for each in one.deliveries if each.account == name)
        first: tuple[Piece, ...] = (
            ("! ", "trouble", True),
            (label("viewing-of", language, what=cells(name), told="").rstrip() + " ", "text", True),
            (label("review-account-blocked", language, n=n), "trouble", False),
        )
        rest = [
            ((" " * 14, "text", False), (text, "muted", False))
            for text in wrapped(reason(why, language), width - 16, 2)
        ]
        yield Item(key=ACCOUNT + name, lines=(first, *rest))


def _files(errors: Sequence[Notice], language: str, width: int) -> Iterable[Item]:
    for one in errors:
        told = say(one.code, one.arguments, language)
        place = near(str(one.where)) if one.where else ""
        text = label("viewing-of", language, what=cells(one.subject), told=told.text) if one.subject else told.text
        first: tuple[Piece, ...] = (("! ", "trouble", True), (text, "text", True))
        second = [
            ((" " * 2, "text", False), (each, "muted", False)) for each in wrapped(told.advice, width - 6, 2) if each
        ]
        where = ((" " * 2, "text", False), (cells(place), "accent", False))
        yield Item(key=fault_key(one), lines=(first, where, *second))
