"""visits: how often the site was visited, and by which links; series: admissions and other numbers of days, from files."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ByOption, ConfigOption, JsonOption, help_of
from scheduler.errors import ExitCode, Usage

SourceOption = Annotated[str, typer.Option("--source", help=help_of("option-observed-source"))]


def visits(
    since: Annotated[str | None, typer.Option("--from", help=help_of("option-visits-from"), show_default=False)] = None,
    until: Annotated[
        str | None, typer.Option("--until", help=help_of("option-visits-until"), show_default=False)
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--import", help=help_of("option-visits-import"), show_default=False)
    ] = None,
    source: SourceOption = "",
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Keep the visits of the site, of each day: asked of `[visits]`, or read from a CSV file."""
    from scheduler.render import observed as drawn  # noqa: PLC0415 - only this command pays for it

    with context.opened(config, warns=False) as scheduler:
        language, who = scheduler.language, context.person(by)
        if file is not None:
            taken = scheduler.observing.import_visits(file, source=source, by=who)
        else:
            taken = scheduler.observing.visits(since=_day(since, "--from"), until=_day(until, "--until"), by=who)
    if as_json:
        context.answer(drawn.surface(taken, language))
    else:
        drawn.show(taken, language)
    return int(ExitCode.NETWORK if taken.failed else ExitCode.DONE)


def _day(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Usage("event-day-unreadable", where=option, given=text) from None


def series(
    words: Annotated[
        list[str] | None,
        typer.Argument(help=help_of("argument-series"), metavar="[add NAME FILE]", show_default=False),
    ] = None,
    source: SourceOption = "",
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """List the series of numbers from outside, or add one from a CSV file."""
    from scheduler.render import observed as drawn  # noqa: PLC0415 - only this command pays for it

    if words and (words[0] != "add" or len(words) != 3):
        raise Usage("series-usage", where="series")
    with context.opened(config, warns=False) as scheduler:
        language = scheduler.language
        if words:
            taken = scheduler.observing.add_series(words[1], Path(words[2]), source=source, by=context.person(by))
        else:
            found = scheduler.observing.listed()
    if not words:
        if as_json:
            context.answer(drawn.listed_surface(found))
        else:
            drawn.listed(found, language)
    elif as_json:
        context.answer(drawn.surface(taken, language))
    else:
        drawn.show(taken, language)
    return int(ExitCode.DONE)


COMMANDS = {"visits": visits, "series": series}
