"""Driving the room key by key, and reading what is on the screen: its text, and what each cell means by its colour."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from scheduler.tui.main import Review
from scheduler.tui.tokens import palette
from tests.tui import week

Story = Callable[["Player"], Awaitable[None]]
SMALL, WIDE, WIDEST = (80, 24), (120, 40), (200, 50)


class Player:
    """One person at the keyboard."""

    def __init__(self, app: Review, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def calm(self) -> None:
        """Wait until no thread works and all that they posted is done."""
        await self.pilot.pause()
        while threads := [one for one in self.app.workers if one._thread_worker and not one.is_finished]:
            await self.app.workers.wait_for_complete(threads)
            await self.pilot.pause()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys, each after all that the one before it caused."""
        for key in keys:
            await self.pilot.press(key)
            await self.calm()

    async def type(self, text: str) -> None:
        """Fill the line that is asked for, and press Enter."""
        self.app.screen.query_one(Input).value = text
        await self.press("enter")

    @property
    def text(self) -> str:
        """What is on the screen, line by line."""
        lines = self.app.screen._compositor.render_strips()
        return _spaced("\n".join("".join(part.text for part in line).rstrip() for line in lines))

    @property
    def meaning(self) -> str:
        """A letter a cell for the token of its colour, upper case where it is bold; a line a line."""
        names = {colour: name for name, colour in reversed(list(palette(self.app.theme).colours.items()))}
        rows = []
        for line in self.app.screen._compositor.render_strips():
            row = ""
            for part in line:
                style = part.style
                shown = names.get(style.color.name, "?") if style and style.color else "?"
                letter = _LETTERS.get(shown, shown[-1])
                row += (letter.upper() if style and style.bold else letter) * part.cell_length
            rows.append(row)
        return "\n".join(rows)

    @property
    def said(self) -> str:
        """What the notices at the side say."""
        return _spaced("\n".join(one.message for one in self.app._notifications))

    @property
    def chosen(self) -> str:
        """The chosen post."""
        return self.app.room.chosen.split("/")[1] if self.app.room.chosen.count("/") == 2 else self.app.room.chosen


def _spaced(text: str) -> str:
    """French spaces as they are typed in a test."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


_LETTERS = {
    "text": ".",
    "muted": "m",
    "line": "-",
    "accent": "a",
    "awaiting": "w",
    "ready": "r",
    "held": "h",
    "sending": "s",
    "published": "p",
    "trouble": "t",
    "unknown": "u",
    "expected": "e",
}


def play(
    config: Path,
    story: Story,
    *,
    by: str = "a.martin",
    size: tuple[int, int] = WIDE,
    theme: str = "review-dark",
    language: str = "fr",
    checks: bool = False,
    now: datetime = week.NOW,
) -> None:
    """Open the room at that size for the person `by`, at `now`, and let the story happen."""

    async def run() -> None:
        with week.opened(config, by=by, language=language, now=now) as room:
            app = Review(room, theme=theme, poll=0, checks=checks)
            async with app.run_test(size=size) as pilot:
                player = Player(app, pilot)
                await player.calm()
                await story(player)
                await player.calm()

    asyncio.run(run())
