"""review: the week in the terminal, with what needs a person and what waits for a yes."""

from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ByOption, ConfigOption, help_of
from scheduler.errors import ExitCode, NeedsPerson, Usage

ThemeOption = Annotated[str, typer.Option("--theme", help=help_of("option-theme"), show_default=False)]
THEMES = ("dark", "light", "ansi", "plain")


def review(by: ByOption = None, theme: ThemeOption = "", config: ConfigOption = None) -> int:
    """Review the queued week: read each post as it will go out, say yes, hold, cancel, settle."""
    if theme and theme not in THEMES:
        raise Usage("review-unknown-theme", where="--theme", name=theme, known=THEMES)
    if not context.on_screen():
        raise NeedsPerson("review-needs-terminal")
    with context.opened(config, warns=False) as scheduler:
        from scheduler.app.reviewing import Reviewing  # noqa: PLC0415 - after the calendar is known to be one
        from scheduler.tui.main import run  # noqa: PLC0415 - Textual is for this command alone

        run(Reviewing(scheduler, by=context.person(by)), theme=f"review-{theme}" if theme else "")
    return int(ExitCode.DONE)


COMMANDS = {"review": review}
