"""The program: its commands put together, and the one boundary where a failure becomes a sentence and an exit code."""

import sys
from collections.abc import Iterator
from importlib import import_module
from textwrap import shorten
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from scheduler.cli import context
from scheduler.cli.among import Command, among
from scheduler.cli.context import help_of
from scheduler.cli.wording import Worded, section
from scheduler.errors import ExitCode

# A group is imported, and a command built, only when it is run: `--help` needs names and one sentence of each.
GROUPS = {
    "starting": ("demo", "init", "doctor", "accounts"),
    "manual": ("help",),
    "connecting": ("connect",),
    "clearing": ("rights",),
    "reading": ("check", "preview", "explain", "cards", "count", "networks", "schema"),
    "planning": ("plan", "apply", "queue", "history"),
    "reviewing": ("review",),
    "approving": ("approve", "ask"),
    "deciding": ("hold", "unhold", "cancel", "retry", "send"),
    "settling": ("confirm",),
    "withdrawing": ("withdraw",),
    "notifying": ("notify",),
    "running": ("run", "adopt", "collect"),
    "braking": ("pause", "resume"),
    "copying": ("backup",),
    "observing": ("visits", "series"),
    "reporting": ("report", "figures"),
    "hearing": ("mentions",),
    "sourcing": ("why",),
    "forecasting": ("forecast",),
    "comparing": ("compare", "hours"),
    "sharing": ("contribute",),
    "publics": ("publics", "forget"),
    "carrying": ("export", "new", "copy"),
    "importing": ("import", "past"),
    "workspaces": ("workspaces",),
    "timing": ("week", "time"),
}
OWNERS = {name: group for group, names in GROUPS.items() for name in names}


class _Commands(Worded, TyperGroup):
    """All commands by name, each built when it is asked for."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        # The names alone: what typer guesses a misspelt word from.
        self.commands: dict[str, Any] = dict.fromkeys(OWNERS)

    def list_commands(self, ctx: Any) -> list[str]:
        return list(OWNERS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in OWNERS:
            return None
        group = import_module(f"scheduler.cli.{OWNERS[cmd_name]}")
        single = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=SETTINGS)
        single.command(cmd_name, cls=Command, help=help_of(cmd_name), no_args_is_help=False)(group.COMMANDS[cmd_name])
        return among(typer.main.get_command(single))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        width = formatter.width - 6 - max(map(len, OWNERS))
        rows = [(name, shorten(help_of(name), width, placeholder="...")) for name in OWNERS]
        section(formatter, "help-heading-commands", rows)


SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
app = typer.Typer(
    name="scheduler",
    help=help_of("program"),
    no_args_is_help=True,
    rich_markup_mode=None,  # rich help costs 80 to 100 ms a call
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings=SETTINGS,
    cls=_Commands,
)


def commands() -> Iterator[tuple[str, Any]]:
    """Every command by its name, built: for pages and tests that show them all."""
    group = _Commands()
    for name in OWNERS:
        yield name, group.get_command(None, name)


def _version(asked: bool) -> None:
    if asked:
        from scheduler import __version__  # noqa: PLC0415 - reads the installed metadata

        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def options(
    config: context.ConfigOption = None,
    workspace: context.WorkspaceOption = None,
    language: context.LanguageOption = None,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", help=help_of("option-version"), is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Options that may stand before the command as well as after it."""
    context.before_command(config=config, language=language, workspace=workspace)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code. Nothing but a sentence reaches the user, whatever happens."""
    given = sys.argv[1:] if arguments is None else arguments
    return context.boundary(lambda: _run(given), given)


def _run(given: list[str]) -> int:
    result: Any = app(given, standalone_mode=False)
    return result if isinstance(result, int) else int(ExitCode.DONE)
