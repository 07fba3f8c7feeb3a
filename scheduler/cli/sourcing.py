"""why: where one number of a report comes from."""

from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ConfigOption, JsonOption, help_of
from scheduler.errors import ExitCode


def why(
    campaign: Annotated[str, typer.Argument(help=help_of("argument-campaign"))],
    cell: Annotated[str, typer.Argument(metavar="CELL", help=help_of("argument-why-cell"))],
    posts: Annotated[int, typer.Option("--posts", min=0, help=help_of("option-why-posts"))] = 10,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Tell where a number of the report comes from."""
    from scheduler.render import sourced as drawn  # noqa: PLC0415 - only this command pays for it

    with context.opened(config) as scheduler:
        found = scheduler.insight.why(campaign, cell)
        language = scheduler.language
    if as_json:
        context.answer(drawn.surface(found, language))
    else:
        drawn.show(found, language, posts=posts)
    return int(ExitCode.DONE)


COMMANDS = {"why": why}
