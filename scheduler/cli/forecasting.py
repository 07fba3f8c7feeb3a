"""forecast: before the week, what could be told from chance."""

from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ConfigOption, JsonOption, LanguageOption, help_of
from scheduler.errors import ExitCode


def forecast(
    campaign: Annotated[str, typer.Argument(help=help_of("argument-campaign"))],
    language: LanguageOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Say before its week what a campaign could show, and whether its objectives are within reach."""
    from scheduler.app.forecasting import foresee  # noqa: PLC0415 - only this command pays for it
    from scheduler.render import forecast as drawn  # noqa: PLC0415 - as above

    with context.opened(config) as scheduler:
        found = foresee(scheduler.ground, campaign)
        speech = language or scheduler.language
    if as_json:
        context.answer(drawn.surface(found, speech))
    else:
        drawn.show(found, speech)
    return int(ExitCode.DONE)


COMMANDS = {"forecast": forecast}
