"""export, new, copy: what leaves the calendar as a file, and what begins as one."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ConfigOption, JsonOption, help_of
from scheduler.errors import ExitCode, Usage

WeekOption = Annotated[str | None, typer.Option("--week", help=help_of("option-week"), show_default=False)]
CampaignOption = Annotated[
    str | None, typer.Option("--campaign", help=help_of("option-export-campaign"), show_default=False)
]
FileOption = Annotated[Path | None, typer.Option("--output", "-o", help=help_of("option-output"), show_default=False)]


def export(
    kind: Annotated[
        str | None, typer.Argument(help=help_of("argument-export"), metavar="FORMAT", show_default=False)
    ] = None,
    week: WeekOption = None,
    campaign: CampaignOption = None,
    files: Annotated[bool, typer.Option("--files", help=help_of("option-files"))] = False,
    output: FileOption = None,
    handover: Annotated[
        Path | None, typer.Option("--handover", help=help_of("option-handover"), show_default=False)
    ] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Write what is queued as a calendar, a table or a page; with --handover, all that another person needs to go on."""
    if (kind is None) == (handover is None):
        raise Usage("export-one-of-two", where="scheduler export")
    if handover is not None:
        return _hand_over(handover, config, as_json=as_json)
    assert kind is not None, "one of the two is given"
    from scheduler.app.exporting import export as exported  # noqa: PLC0415 - only this command pays for it
    from scheduler.render import carrying as drawn  # noqa: PLC0415

    with context.opened(config) as scheduler:
        language = scheduler.language
        found = exported(
            scheduler.ground, kind, week=week, campaign=campaign, from_files=files, to=output, language=language
        )
    if as_json:
        context.answer(drawn.exported(found))
        return int(ExitCode.DONE)
    if output is None:
        sys.stdout.write(found.data.decode("utf-8-sig"))
    for one in drawn.about_export(found, language):
        context.tell(one)
    return int(ExitCode.DONE)


def _hand_over(to: Path, config: Path | None, *, as_json: bool) -> int:
    from scheduler.app.handover import hand_over  # noqa: PLC0415 - only this command pays for it
    from scheduler.render import handover as drawn  # noqa: PLC0415 - as above

    with context.opened(config) as scheduler:
        found = hand_over(scheduler, to)
        language = scheduler.language
    if as_json:
        context.answer(drawn.surface(found, language))
    else:
        drawn.show(found, language)
    return int(ExitCode.DONE)


def new(
    template: Annotated[str, typer.Argument(help=help_of("argument-template"))],
    to: Annotated[Path | None, typer.Option("--to", help=help_of("option-new-to"), show_default=False)] = None,
    date: Annotated[str | None, typer.Option("--date", help=help_of("option-new-date"), show_default=False)] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Begin a campaign from a template."""
    from scheduler.app.beginning import begin  # noqa: PLC0415 - only this command pays for it
    from scheduler.render import carrying as drawn  # noqa: PLC0415

    found = begin(context.given_config(config), template, to=to, first=date, speech=context.speech)
    if as_json:
        context.answer(drawn.begun(found, context.speech(found.language)))
    else:
        drawn.about_new(found, context.speech(found.language))
    return int(ExitCode.DONE)


def copy(
    old: Annotated[str, typer.Argument(help=help_of("argument-copy-old"))],
    name: Annotated[str, typer.Argument(metavar="NEW", help=help_of("argument-copy-new"))],
    to: Annotated[str, typer.Option("--to", help=help_of("option-copy-to"), show_default=False)],
    lessons: Annotated[bool, typer.Option("--lessons", help=help_of("option-copy-lessons"))] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Copy a campaign to another week."""
    from scheduler.app.beginning import copy as copied  # noqa: PLC0415 - only this command pays for it
    from scheduler.render import carrying as drawn  # noqa: PLC0415

    if lessons:
        with context.opened(config) as scheduler:
            found = copied(context.given_config(config), old, name, to=to, learn=scheduler.insight.lessons)
    else:
        found = copied(context.given_config(config), old, name, to=to)
    language = context.speech(found.language)
    if as_json:
        context.answer(drawn.begun(found, language))
    else:
        drawn.about_copy(found, language)
    return int(ExitCode.DONE)


COMMANDS = {"export": export, "new": new, "copy": copy}
