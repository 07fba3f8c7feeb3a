"""report: what the week changed, for whom, and what cannot be said; figures: what a person read, typed in."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ByOption, ConfigOption, JsonOption, LanguageOption, help_of
from scheduler.errors import ExitCode, Problem, Usage
from scheduler.sentences import label, say

if TYPE_CHECKING:
    from scheduler.model.engagement import Counts

ALSO = {"markdown": "md"}
"""Other names of formats."""
LEVELS = ("direction", "cm", "partners")


def report(
    campaign: Annotated[str, typer.Argument(help=help_of("argument-campaign"))],
    format: Annotated[str, typer.Option("--format", "-f", help=help_of("option-format"))] = "terminal",  # noqa: A002
    level: Annotated[str, typer.Option("--for", help=help_of("option-for"))] = "cm",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=help_of("option-output"), show_default=False)
    ] = None,
    excel: Annotated[bool, typer.Option("--excel", help=help_of("option-excel"))] = False,
    with_pdf: Annotated[bool, typer.Option("--with-pdf", help=help_of("option-with-pdf"))] = False,
    language: LanguageOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Write the report of a campaign."""
    from scheduler.render.ink import coloured  # noqa: PLC0415 - only this command pays for it
    from scheduler.render.report_formats import EVIDENCED, FORMATS, WIDTH, Wanted, drawn  # noqa: PLC0415 - as above
    from scheduler.render.report_levels import Level  # noqa: PLC0415 - as above

    form = "json" if as_json else ALSO.get(format, format)
    if form not in FORMATS:
        raise Usage("unknown-format", where="--format", name=format, known=tuple(FORMATS))
    if level not in LEVELS:
        raise Usage("unknown-level", where="--for", name=level, known=LEVELS)
    with context.opened(config) as scheduler:
        found = scheduler.insight.report(campaign)
        evidence = scheduler.insight.evidence(campaign) if form in EVIDENCED and level == "cm" else None
        speech = language or scheduler.language
    on_screen = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size((WIDTH, 40)).columns if on_screen else WIDTH
    colour = output is None and coloured(sys.stdout)
    wanted = Wanted(
        language=speech,
        level=Level(level),
        width=width,
        colour=colour,
        evidence=evidence,
        excel=excel,
        attached=with_pdf,
    )
    _write(drawn(found, form, wanted), form, output)
    return int(ExitCode.DONE)


def _write(answer: str | bytes, form: str, output: Path | None) -> None:
    """Into the file, else on stdout; a file of bytes never goes to a terminal."""
    if output is not None:
        try:
            output.write_bytes(answer if isinstance(answer, bytes) else answer.encode())
        except OSError as failed:
            raise Problem("not-writable", where=str(output), reason=failed.strerror or "") from None
        context.tell(str(output))
    elif isinstance(answer, str):
        sys.stdout.write(answer)
    elif sys.stdout.isatty():
        raise Usage("export-needs-file", where="--format", kind=form)
    else:
        sys.stdout.buffer.write(answer)


def figures(
    id: Annotated[str, typer.Argument(help=help_of("argument-one"))],  # noqa: A002
    reactions: Annotated[int | None, typer.Option(min=0, help=help_of("figure-reactions"), show_default=False)] = None,
    replies: Annotated[int | None, typer.Option(min=0, help=help_of("figure-replies"), show_default=False)] = None,
    shares: Annotated[int | None, typer.Option(min=0, help=help_of("figure-shares"), show_default=False)] = None,
    saves: Annotated[int | None, typer.Option(min=0, help=help_of("figure-saves"), show_default=False)] = None,
    clicks: Annotated[int | None, typer.Option(min=0, help=help_of("figure-clicks"), show_default=False)] = None,
    views: Annotated[int | None, typer.Option(min=0, help=help_of("figure-views"), show_default=False)] = None,
    reach: Annotated[int | None, typer.Option(min=0, help=help_of("figure-reach"), show_default=False)] = None,
    at: Annotated[str | None, typer.Option("--at", help=help_of("option-read-at"), show_default=False)] = None,
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Keep the figures that a person read on the network."""
    from scheduler.model.engagement import Counts  # noqa: PLC0415 - only this command pays for it
    from scheduler.render import figures as drawn  # noqa: PLC0415 - as above

    given = Counts(
        reactions=reactions, replies=replies, shares=shares, saves=saves, clicks=clicks, views=views, reach=reach
    )
    with context.opened(config) as scheduler:
        language = scheduler.language
        if not given.given and context.interactive() and not as_json:
            given = _asked(scheduler.insight.has_figures(id).tag, language)
        typed = scheduler.insight.type_in(id, given, at=at, by=context.person(by))
    if as_json:
        context.answer(drawn.surface(typed))
    else:
        drawn.show(typed, language)
    return int(ExitCode.DONE)


def _asked(tag: str, language: str) -> "Counts":
    """Each figure that a network may show, asked for on the terminal; an empty line is a figure that is not shown."""
    from scheduler.model.engagement import COMPONENTS, Counts  # noqa: PLC0415 - only this command pays for it

    context.tell(say("figures-ask", {"tag": tag}, language).text)
    found: dict[str, int] = {}
    for name in COMPONENTS:
        sys.stderr.write(f"  {name} ({label(f'help-figure-{name}', language)}) ")
        sys.stderr.flush()
        line = "".join(sys.stdin.readline().split())
        if line and not (line.isascii() and line.isdigit()):
            raise Problem("figure-not-a-number", where=name, given=line)
        if line:
            found[name] = int(line)
    return Counts(**found)


COMMANDS = {"report": report, "figures": figures}
