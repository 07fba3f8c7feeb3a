"""What is found out after the first frame is drawn: that there is no calendar to review, or that it speaks another language."""

import asyncio
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from textual.worker import WorkerCancelled

from scheduler.app.reviewing import Reviewing
from scheduler.app.scheduler import Scheduler
from scheduler.config import Invalid
from scheduler.tui.main import Review
from tests.tui import week

DRAWN = """
import sys
import scheduler.app.doorway, scheduler.cli.door, scheduler.tui.main
print(*sorted(name for name in sys.modules if name.startswith("scheduler.")))
"""


def test_the_first_frame_waits_for_no_post() -> None:
    """Neither the model, nor a dialog, nor the screen of one post: they come with what needs them."""
    told = subprocess.run([sys.executable, "-c", DRAWN], capture_output=True, encoding="utf-8", check=True)
    loaded = set(told.stdout.split())
    assert "scheduler.tui.screens.room" in loaded
    late = {
        "scheduler.model",
        "scheduler.app.agenda",
        "scheduler.tui.may",
        "scheduler.tui.lists",
        "scheduler.tui.moving",
        "scheduler.tui.easel",
        "scheduler.tui.results",
    }
    screens = {
        f"scheduler.tui.screens.{name}"
        for name in ("post", "questions", "help", "said", "settling", "editor", "results")
    }
    assert not loaded & (late | screens)


def opened(reviewing: Reviewing) -> Review:
    """The room, after it ended of itself."""

    async def story() -> Review:
        app = Review(reviewing, poll=0, checks=False)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()  # the first frame, behind which the calendar is looked for
            with suppress(WorkerCancelled):  # by the end of the application
                await app.workers.wait_for_complete()
        return app

    return asyncio.run(story())


def test_a_calendar_that_cannot_be_read_ends_the_room_and_says_why(small: Path) -> None:
    small.write_text("[calendar]\n", encoding="utf-8")
    room = opened(Reviewing(lambda: Scheduler.find(small, []), by="a.martin", language="fr"))
    assert isinstance(room.unready, Invalid)
    assert not room.misread


def test_a_room_in_another_language_than_the_calendars_is_opened_anew(small: Path) -> None:
    with week.opened(small, by="a.martin") as known:
        reviewing = Reviewing(lambda: known.scheduler, by="a.martin", language="en")
        assert opened(reviewing).misread
        again = opened(reviewing)
    assert again.room.language == "fr"
    assert not again.misread
