"""help: the pages of the manual, where the program is."""

from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import JsonOption, help_of
from scheduler.errors import ExitCode


def manual(
    page: Annotated[
        str | None, typer.Argument(help=help_of("argument-page"), metavar="[PAGE]", show_default=False)
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Show a page of the manual, or list them."""
    from scheduler.app import manual as shelf  # noqa: PLC0415 - only this command pays for it
    from scheduler.cli.program import OWNERS  # noqa: PLC0415 - it imports this one
    from scheduler.render import manual as drawn  # noqa: PLC0415

    language = context.speech()
    wanted = (page or "").strip().lower()
    if wanted in OWNERS and not any(one.name == wanted for one in shelf.pages()):
        wanted = "commands"
    found = shelf.page(wanted) if wanted else None
    if as_json:
        listed = [{"name": one.name, "title": one.title} for one in shelf.pages()]
        context.answer({"pages": listed} | ({"name": found.name, "text": found.text} if found else {}))
    elif found:
        drawn.show(found.text)
    else:
        drawn.listed([(one.name, one.title) for one in shelf.pages()], language)
    return int(ExitCode.DONE)


COMMANDS = {"help": manual}
