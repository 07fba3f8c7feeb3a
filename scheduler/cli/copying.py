"""backup: a copy of the queue that can be trusted."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ConfigOption, JsonOption, help_of
from scheduler.errors import ExitCode


def backup(
    to: Annotated[Path | None, typer.Argument(help=help_of("argument-backup"), show_default=False)] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Copy the live database to a new file, and look the copy through."""
    from scheduler.app import backing  # noqa: PLC0415 - only this command pays for it
    from scheduler.render import copied as drawn  # noqa: PLC0415

    with context.opened(config) as scheduler:
        found = backing.backup(scheduler.ground, to)
        language = scheduler.language
    if as_json:
        context.answer(drawn.surface(found))
    else:
        drawn.show(found, language)
    return int(ExitCode.DONE)


COMMANDS = {"backup": backup}
