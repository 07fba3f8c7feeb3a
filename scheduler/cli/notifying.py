"""notify: who is told of trouble, and whether they would be."""

from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ConfigOption, JsonOption, help_of
from scheduler.errors import ExitCode


def notify(
    test: Annotated[bool, typer.Option("--test", help=help_of("option-notify-test"))] = False,
    digest: Annotated[bool, typer.Option("--digest", help=help_of("option-notify-digest"))] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Show who is told of trouble; with --test, send each a message and say who took it."""
    from scheduler.render import notified as drawn  # noqa: PLC0415

    with context.opened(config) as scheduler:
        found = scheduler.telling.test(morning=digest) if test or digest else scheduler.telling.listed()
        language = scheduler.language
    if as_json:
        context.answer(drawn.surface(found))
    else:
        drawn.show(found, language)
    return int(ExitCode.NETWORK if any(one.taken is False for one in found) else ExitCode.DONE)


COMMANDS = {"notify": notify}
