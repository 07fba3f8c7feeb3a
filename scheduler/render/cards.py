"""Posts as cards on the terminal: each as its network would show it, with its length, pictures and notices."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from scheduler.model.variant import Part, Role
from scheduler.plain import visible
from scheduler.render.ink import console
from scheduler.render.surface import Shown
from scheduler.render.terminal import SIGNS
from scheduler.sentences import label, say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def cards(shown: Sequence[Shown], language: str) -> None:
    """Print one heading a day, one a post, and a card for each account."""
    from rich.text import Text  # noqa: PLC0415 - rich takes longer to load than most answers to make

    screen = console()
    if not shown:
        screen.print(label("nothing-to-show", language))
    for day, of_day in groupby(shown, key=lambda one: one.local.date() if one.local else None):
        posts = list(of_day)
        theme = next((one.theme for one in posts if one.theme), "")
        heading = label("day", language, day=day) if day else label("day-by-hand", language)
        screen.print(Text(f"\n{heading}{' · ' + visible(theme) if theme else ''}", style="bold underline"))
        for _, of_post in groupby(posts, key=lambda one: (one.post, one.occurrence)):
            for card in of_post:
                _card(screen, card, language)


def _card(screen: "Console", shown: Shown, language: str) -> None:
    from rich.console import Group  # noqa: PLC0415 - rich takes longer to load than most answers to make
    from rich.panel import Panel  # noqa: PLC0415 - rich takes longer to load than most answers to make
    from rich.text import Text  # noqa: PLC0415 - rich takes longer to load than most answers to make

    pieces: list[Text] = []
    for number, part in enumerate(shown.variant.parts, start=1):
        pieces += _part(part, number, len(shown.variant.parts), language)
    for notice in shown.variant.notices:
        said = say(notice.code, notice.arguments, language)
        pieces.append(
            Text(
                f"{SIGNS[notice.severity]} {said}",
                style={"error": "red", "warning": "yellow"}.get(notice.severity, "dim"),
            )
        )
    hour = f"{shown.local:%H:%M}" if shown.local and shown.due else label("by-hand", language)
    title = Text(f" {shown.account} · {hour} · {shown.post} ", style="bold")
    panel = Panel(
        Group(*pieces),
        title=title,
        title_align="left",
        subtitle=Text(f" {shown.code} "),
        subtitle_align="right",
        width=78,
    )
    screen.print(panel)


def _part(part: Part, number: int, total: int, language: str) -> list["Text"]:
    from rich.text import Text  # noqa: PLC0415 - rich takes longer to load than most answers to make

    name = {
        Role.POST: f"{number}/{total}" if total > 1 else "",
        Role.REPLY: "↳",
        Role.COMMENT: label("first-comment", language),
    }
    over = part.length > part.limit
    head = Text(f"{name[part.role]} ".lstrip() + f"{part.length}/{part.limit}", style="red" if over else "dim")
    pieces = [head, Text(visible(part.text))]
    pictures = [f"▣ {visible(media.file)} · alt : {visible(media.alt)}" for media in part.media]
    return [*pieces, *(Text(picture, style="italic dim") for picture in pictures)]
