"""rights: what the rights of pictures stop, what ends, and what they cost."""

from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ConfigOption, JsonOption, PathsArgument, help_of
from scheduler.errors import ExitCode


def rights(
    paths: PathsArgument = None,
    campaign: Annotated[
        str | None, typer.Option("--campaign", help=help_of("option-rights-campaign"), show_default=False)
    ] = None,
    week: Annotated[str | None, typer.Option("--week", help=help_of("option-rights-week"), show_default=False)] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Say which pictures may not be shown, which soon not any more, what they cost, and how long answers took."""
    from scheduler.app.clearing import clearing  # noqa: PLC0415 - only this command pays for it
    from scheduler.render import rights as drawn  # noqa: PLC0415

    with context.opened(config, paths or [], warns=False) as scheduler:
        found = clearing(scheduler.ground, paths or [], campaign=campaign, week=week)
        language = scheduler.language
    if as_json:
        context.answer(drawn.surface(found, language))
    else:
        drawn.show(found, language)
    return int(ExitCode.PROBLEMS if found.blocks else ExitCode.DONE)


COMMANDS = {"rights": rights}
