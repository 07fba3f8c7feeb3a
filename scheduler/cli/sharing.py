"""contribute: what an institution shares with others after an operation."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ConfigOption, JsonOption, LanguageOption, help_of
from scheduler.errors import ExitCode


def contribute(
    campaign: Annotated[str, typer.Argument(help=help_of("argument-campaign"))],
    to: Annotated[
        Path | None, typer.Option("--to", "-o", help=help_of("option-contribute-to"), show_default=False)
    ] = None,
    operation: Annotated[str, typer.Option("--operation", help=help_of("option-contribute-operation"))] = "",
    country: Annotated[str, typer.Option("--country", help=help_of("option-contribute-country"))] = "",
    kind: Annotated[str, typer.Option("--kind", help=help_of("option-contribute-kind"))] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help=help_of("option-contribute-yes"))] = False,
    language: LanguageOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Show what would be shared of an operation, and write it once a person has seen it."""
    from scheduler.app import sharing  # noqa: PLC0415 - only this command pays for it
    from scheduler.render import sharing as drawn  # noqa: PLC0415 - as above

    with context.opened(config) as scheduler:
        found = sharing.contributed(scheduler.insight, campaign, operation=operation)
        speech = language or scheduler.language
    text = sharing.written(found, country=country, kind=kind)
    place = to or Path(f"contribution-{campaign}.json")
    if not as_json:
        drawn.show(found, text, speech)
    if not yes and not as_json:
        context.ask("contribute-sure", speech, flag="--yes", file=str(place))
    if yes or not as_json:
        sharing.keep(text, place)
    if as_json:
        context.answer(drawn.surface(found, text, speech, file=str(place) if yes else ""))
    else:
        drawn.kept(str(place), speech)
    return int(ExitCode.DONE)


COMMANDS = {"contribute": contribute}
