"""report: what the week changed, for whom, and what cannot be said."""

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ConfigOption, JsonOption, LanguageOption, help_of
from scheduler.errors import ExitCode, Usage

FORMATS = ("terminal", "html", "md", "json")


def report(
    campaign: Annotated[str, typer.Argument(help=help_of("argument-campaign"))],
    format: Annotated[str, typer.Option("--format", "-f", help=help_of("option-format"))] = "terminal",  # noqa: A002
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=help_of("option-output"), show_default=False)
    ] = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Write the report of a campaign."""
    if format not in FORMATS:
        raise Usage("unknown-format", where="--format", name=format, known=FORMATS)
    wanted = "json" if as_json else format
    from scheduler.render.ink import coloured  # noqa: PLC0415 - only this command pays for it
    from scheduler.render.report_formats import WIDTH, rendered  # noqa: PLC0415 - only this command pays for it

    with context.opened(config) as scheduler:
        found = scheduler.insight.report(campaign)
        speech = language or scheduler.language
    on_screen = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size((WIDTH, 40)).columns if on_screen else WIDTH
    text = rendered(found, wanted, speech, width=width, colour=output is None and coloured(sys.stdout))
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")
        context.tell(str(output))
    return int(ExitCode.DONE)


COMMANDS = {"report": report}
