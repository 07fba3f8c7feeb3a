"""The program: its commands put together, and the one boundary where a failure becomes a sentence and an exit code."""

import sys
from typing import Annotated, Any

import typer

from scheduler.cli import context, deciding, planning, reading, reporting, running, starting
from scheduler.cli.context import help_of
from scheduler.errors import ExitCode

app = typer.Typer(
    name="scheduler",
    help=help_of("program"),
    no_args_is_help=True,
    rich_markup_mode=None,  # rich help costs 80 to 100 ms a call
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
for group in (starting, reading, planning, deciding, running, reporting):
    for name, command in group.COMMANDS.items():
        app.command(name, help=help_of(name), no_args_is_help=False)(command)


def _version(asked: bool) -> None:
    if asked:
        from scheduler import __version__  # noqa: PLC0415 - reads the installed metadata

        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def options(
    config: context.ConfigOption = None,
    language: context.LanguageOption = None,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", help=help_of("option-version"), is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Options that may stand before the command as well as after it."""
    context.before_command(config=config, language=language)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code. Nothing but a sentence reaches the user, whatever happens."""
    given = sys.argv[1:] if arguments is None else arguments
    return context.boundary(lambda: _run(given), given)


def _run(given: list[str]) -> int:
    result: Any = app(given, standalone_mode=False)
    return result if isinstance(result, int) else int(ExitCode.DONE)
