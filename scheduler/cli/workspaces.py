"""workspaces: the clients of one person, each a folder with its own configuration, secrets and queue."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import JsonOption, help_of
from scheduler.errors import ExitCode, Usage


def workspaces(
    words: Annotated[
        list[str] | None,
        typer.Argument(help=help_of("argument-workspaces"), metavar="[add|remove]", show_default=False),
    ] = None,
    budget: Annotated[
        int | None, typer.Option("--budget", min=1, help=help_of("option-budget"), show_default=False)
    ] = None,
    period: Annotated[str | None, typer.Option("--period", help=help_of("option-period"), show_default=False)] = None,
    as_json: JsonOption = False,
) -> int:
    """List the clients: what publishes for each, what is next, what waits, and the minutes of its period."""
    from scheduler.app import workspaces as kept  # noqa: PLC0415 - only this command pays for it
    from scheduler.render import workspaces as drawn  # noqa: PLC0415 - as above
    from scheduler.render.summary import said  # noqa: PLC0415 - as above

    language, file = context.speech(), str(kept.file())
    match words or []:
        case []:
            found = kept.listed()
            if as_json:
                context.answer({"file": file, "workspaces": [drawn.surface(one, language) for one in found]})
            else:
                drawn.show(found, language, file=file)
            return int(kept.worst(found))
        case ["add", name, folder]:
            one = kept.add(name, Path(folder), budget=budget, period=period)
            code = "workspace-added"
        case ["remove", name]:
            one, code = kept.remove(name), "workspace-removed"
        case given:
            raise Usage("workspaces-words", where=" ".join(["scheduler workspaces", *given]))
    if as_json:
        context.answer({"file": file, "done": (words or [])[0], "name": one.name, "folder": str(one.folder)})
    else:
        said(code, language, name=one.name, folder=str(one.folder))
    return int(ExitCode.DONE)


COMMANDS = {"workspaces": workspaces}
