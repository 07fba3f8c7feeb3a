"""compare, hours: editions of an operation beside each other; when posts were tried, and what came of it."""

from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ConfigOption, JsonOption, LanguageOption, help_of
from scheduler.errors import ExitCode


def compare(
    campaigns: Annotated[list[str], typer.Argument(help=help_of("argument-campaigns-compared"))],
    language: LanguageOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Compare editions of an operation."""
    from scheduler.render import comparing as drawn  # noqa: PLC0415 - only this command pays for it

    with context.opened(config) as scheduler:
        found = scheduler.insight.compare(campaigns)
        speech = language or scheduler.language
    if as_json:
        context.answer(drawn.surface(found, speech))
    else:
        drawn.show(found, speech)
    return int(ExitCode.DONE)


def hours(
    account: Annotated[
        list[str] | None, typer.Option("--account", "-a", help=help_of("option-hours-account"), show_default=False)
    ] = None,
    network: Annotated[str, typer.Option("--network", "-n", help=help_of("option-hours-network"))] = "",
    language: LanguageOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Show when posts were tried, and how much the hour explains."""
    from scheduler.app.hourly import hours as tried  # noqa: PLC0415 - only this command pays for it
    from scheduler.render import hourly as drawn  # noqa: PLC0415 - as above

    with context.opened(config) as scheduler:
        found = tried(scheduler.ground, account or (), network)
        speech = language or scheduler.language
    if as_json:
        context.answer(drawn.surface(found, speech))
    else:
        drawn.show(found, speech)
    return int(ExitCode.DONE)


COMMANDS = {"compare": compare, "hours": hours}
