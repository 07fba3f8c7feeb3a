"""Posts as cards on the terminal: each as its network would show it, with its length, pictures and what was done to it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from scheduler.model.notice import Notice, Severity
from scheduler.model.variant import Card, Media, Part, Role
from scheduler.plain import visible
from scheduler.render import preview_words as words
from scheduler.render.ink import console
from scheduler.render.preview_words import Previewed
from scheduler.render.terminal import SIGNS, line
from scheduler.sentences import label

if TYPE_CHECKING:
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

WIDTH = 78
"""Of one card; on a screen that holds two of at least PAIRED columns they stand side by side."""
PAIRED = 66
STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def cards(shown: Sequence[Previewed], language: str, problems: Sequence[Notice] = ()) -> None:
    """Print one heading a day, one a post, and a card for each account; then the `problems` for which a post is missing."""
    from rich.text import Text  # noqa: PLC0415 - rich takes longer to load than most answers to make

    screen = console()
    if not shown:
        screen.print(label("nothing-to-show", language))
    for day, of_day in groupby(shown, key=lambda one: one.local.date() if one.local else None):
        some = list(of_day)
        theme = next((one.theme for one in some if one.theme), "")
        heading = label("day", language, day=day) if day else label("day-by-hand", language)
        screen.print(Text(f"\n{heading}{' · ' + visible(theme) if theme else ''}", style="bold underline"))
        for of_post in words.posts(some):
            _cards(screen, of_post, language)
            for difference in _differences(of_post, language):
                screen.print(difference)
    missing = [one for one in problems if one.severity is Severity.ERROR]
    if missing:
        screen.print(Text(f"\n{label('preview-missing', language)}", style="bold"))
        for one in missing:
            screen.print(Text(f"{SIGNS[one.severity]} {line(one, language)}", style="red"), soft_wrap=True)


def _cards(screen: "Console", of_post: Sequence[Previewed], language: str) -> None:
    """A post's cards, below each other or in pairs."""
    from rich.table import Table  # noqa: PLC0415 - as above

    paired = screen.width >= 2 * PAIRED + 1 and len(of_post) > 1
    width = min((screen.width - 1) // 2, WIDTH) if paired else min(screen.width, WIDTH)
    panels = [_card(one, language, width) for one in of_post]
    if not paired:
        for panel in panels:
            screen.print(panel)
        return
    grid = Table.grid(padding=(0, 1, 0, 0))
    for place in range(0, len(panels), 2):
        grid.add_row(*panels[place : place + 2])
    screen.print(grid)


def _differences(of_post: Sequence[Previewed], language: str) -> "Iterator[Text]":
    """One line an account that says how its text stands to that of the others; one for all where they say the same."""
    from rich.text import Text  # noqa: PLC0415 - as above

    if len(of_post) < 2:
        return
    if len({words.likeness(one.variant) for one in of_post}) == 1:
        yield Text(f"  = {label('preview-alike', language)}", style="dim")
        return
    rows = words.compared(of_post, language)
    widest = max(len(row.account) for row in rows)
    yield Text(f"  {label('preview-compare', language)}", style="bold")
    for row in rows:
        parts = label("preview-parts", language, n=row.parts)
        sign = "=" if row.alike else "≠"
        yield Text(f"  {sign} {row.account:<{widest}}  {row.text}, {parts} ({row.length})", style="dim")


def _card(shown: Previewed, language: str, width: int) -> "Panel":
    from rich.console import Group  # noqa: PLC0415 - as above
    from rich.panel import Panel  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    hour = f"{shown.local:%H:%M}" if shown.local and shown.due else label("by-hand", language)
    under = shown.code or f"{SIGNS[Severity.ERROR]} {label('preview-held', language)}"
    return Panel(
        Group(*_inside(shown, language, width)),
        title=Text(f" {shown.rules.title} · {visible(shown.account)} · {hour} · {visible(shown.post)} ", style="bold"),
        title_align="left",
        subtitle=Text(f" {under} ", style="" if shown.code else "red"),
        subtitle_align="right",
        border_style="red" if shown.blocked else "",
        width=width,
    )


def _inside(shown: Previewed, language: str, width: int) -> "Iterator[Text]":
    from rich.text import Text  # noqa: PLC0415 - as above

    variant = shown.variant
    if variant.options.warning:
        yield Text(f"⚠ {visible(variant.options.warning)}", style="bold")
    for number, (name, part) in enumerate(words.parts_of(variant, language)):
        if number:
            yield Text("┄" * (width - 4), style="dim")
        yield from _part(name, part, shown, language)
        if variant.card is not None and number == variant.card.part:
            yield from _link(variant.card)
    for severity, text, advice in words.doubtful(variant.notices, language):
        yield Text(f"{SIGNS[severity]} {text} {advice}".rstrip(), style=STYLES.get(severity, "dim"), overflow="fold")
    for said in words.done(variant.notices, language):
        yield Text(f"{SIGNS[Severity.INFO]} {said}", style="dim", overflow="fold")


def _part(name: str, part: Part, shown: Previewed, language: str) -> "Iterator[Text]":
    from rich.text import Text  # noqa: PLC0415 - as above

    first = words.picture_first(shown.rules)
    pictures = [line for media in part.media for line in _picture(media, language)]
    yield from pictures if first else ()
    if part.text:
        text = Text(overflow="fold")
        pieces = list(words.pieces(part, shown.rules))
        for piece in words.folded(pieces, shown.rules, language) if part.role is Role.POST else pieces:
            text.append(piece.text, style="dim italic" if piece.kind == "fold" else "cyan" if piece.kind else "")
        yield text
    yield from () if first else pictures
    over = part.length > part.limit
    head = f"{name}  " if name else ""
    yield Text(f"{head}{words.counter(part, shown.rules, language)}", style="red" if over else "dim")


def _picture(media: Media, language: str) -> "Iterator[Text]":
    from rich.text import Text  # noqa: PLC0415 - as above

    size = f" {media.width} × {media.height}" if media.width else ""
    alt = visible(media.alt) or label("preview-no-alt", language)
    yield Text(f"▣ {visible(media.file)}{size} · {label('preview-alt', language)} {alt}", style="italic dim")
    gone = words.cut(media, language)
    if gone:
        yield Text(f"  {words.cut_sign(media)} {gone}", style="yellow")


def _link(card: Card) -> "Iterator[Text]":
    from rich.text import Text  # noqa: PLC0415 - as above

    picture = f" ▣ {visible(card.image.file)}" if card.image else ""
    yield Text(f"▤ {visible(card.title)}", style="bold")
    if card.description:
        yield Text(f"  {visible(card.description)}")
    yield Text(f"  {words.host(card.url)}{picture}", style="dim")
