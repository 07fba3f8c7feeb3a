"""import, past: a spreadsheet becomes a campaign file, an export of a network becomes history."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ByOption, ConfigOption, JsonOption, help_of
from scheduler.errors import ExitCode, NeedsPerson, Usage
from scheduler.sentences import label

if TYPE_CHECKING:
    from scheduler.app.arriving import Looked
    from scheduler.app.arriving_reading import Asked, Unclear
    from scheduler.app.scheduler import Scheduler
    from scheduler.model.past import Field

AccountOption = Annotated[
    list[str] | None, typer.Option("--account", "-a", help=help_of("option-import-account"), show_default=False)
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help=help_of("option-import-yes"))]


def bring(
    source: Annotated[Path, typer.Argument(help=help_of("argument-import"), metavar="FILE")],
    to: Annotated[Path | None, typer.Option("--to", help=help_of("option-import-to"), show_default=False)] = None,
    account: AccountOption = None,
    dates: Annotated[
        str | None, typer.Option("--dates", help=help_of("option-import-dates"), show_default=False)
    ] = None,
    past: Annotated[bool, typer.Option("--past", help=help_of("option-import-past"))] = False,
    columns: Annotated[
        list[str] | None, typer.Option("--map", help=help_of("option-import-map"), show_default=False)
    ] = None,
    zone: Annotated[str | None, typer.Option("--zone", help=help_of("option-import-zone"), show_default=False)] = None,
    read_on: Annotated[
        str | None, typer.Option("--read-on", help=help_of("option-import-read-on"), show_default=False)
    ] = None,
    campaign: Annotated[
        str | None, typer.Option("--campaign", help=help_of("option-import-campaign"), show_default=False)
    ] = None,
    yes: YesOption = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Make a campaign file of a spreadsheet, or history of an export."""
    from scheduler.app.arriving_reading import is_export  # noqa: PLC0415 - only this command pays for it

    if to is not None and past:
        raise Usage("import-one-of-two", where="scheduler import")
    of_past = past or columns or zone or read_on or campaign
    if to is not None or not (of_past or is_export(source)):
        if of_past:
            raise Usage("import-one-of-two", where="scheduler import")
        return _campaign_file(source, to, account or (), dates, config, as_json=as_json)
    with context.opened(config) as scheduler:
        asked = _asked(scheduler, account, dates, columns, zone, read_on, campaign)
        return _history(scheduler, source, asked, yes=yes, by=by, as_json=as_json)


def _campaign_file(
    source: Path, to: Path | None, accounts: Sequence[str], dates: str | None, config: Path | None, *, as_json: bool
) -> int:
    from scheduler.app.importing import bring as brought  # noqa: PLC0415 - only this way pays for it
    from scheduler.render import carrying as drawn  # noqa: PLC0415 - as above

    found = brought(context.given_config(config), source, to, accounts=accounts, dates=dates)
    language = context.speech(found.language)
    if as_json:
        context.answer(drawn.imported(found, language))
    else:
        drawn.about_import(found, language)
    return int(ExitCode.DONE if found.written else ExitCode.PROBLEMS)


def _asked(
    scheduler: "Scheduler",
    account: Sequence[str] | None,
    dates: str | None,
    columns: Sequence[str] | None,
    zone: str | None,
    read_on: str | None,
    campaign: str | None,
) -> "Asked":
    from scheduler.app import arriving  # noqa: PLC0415 - only this way pays for it

    if account and len(account) > 1:
        raise Usage("import-one-account", where="--account")
    return arriving.asked(
        account=account[0] if account else "",
        dates=dates or "",
        columns=columns or (),
        zone=zone or "",
        read_on=read_on or "",
        campaign=campaign or "",
        here=scheduler.config.timezone,
    )


def _history(scheduler: "Scheduler", source: Path, asked: "Asked", *, yes: bool, by: str | None, as_json: bool) -> int:
    from scheduler.app import arriving  # noqa: PLC0415 - only this way pays for it
    from scheduler.render import arriving as drawn  # noqa: PLC0415 - as above

    language = scheduler.language
    told = _progress(language)
    looked = _looked(scheduler, source, asked, told)
    shown = looked.shown
    ask = looked.brings and not yes
    if not as_json:
        drawn.show(shown, language, scheduler.config.timezone)
        sys.stdout.flush()
    if looked.brings and (yes or (context.interactive() and not as_json)):
        if ask:
            context.ask("arrival-confirm", language, flag="--yes", n=shown.new, readings=shown.readings)
        comment = label("arrival-memory-comment", language)
        shown = arriving.keep(scheduler.ground, looked, by=context.person(by), comment=comment, told=told)
    told("", 0)
    if as_json:
        context.answer(drawn.surface(shown, language))
    else:
        drawn.ended(shown, language)
    return int(ExitCode.NEEDS_PERSON if looked.brings and shown.kept is None else ExitCode.DONE)


def _looked(scheduler: "Scheduler", source: Path, asked: "Asked", told: Callable[[str, int], None]) -> "Looked":
    """What the export brings; what nobody knows of its columns is asked on the terminal."""
    from dataclasses import replace  # noqa: PLC0415 - as below

    from scheduler.app import arriving  # noqa: PLC0415 - only this way pays for it
    from scheduler.app.arriving_reading import Unclear  # noqa: PLC0415 - as above

    while True:
        try:
            return arriving.look(scheduler.ground, source, asked, told)
        except Unclear as unclear:
            told("", 0)
            if not context.interactive():
                headings = [head for head in unclear.headings if head]
                raise NeedsPerson(
                    "arrival-columns-needed", where=str(source), headings=headings, flag="--map"
                ) from None
            asked = replace(asked, columns={**asked.columns, **_columns(unclear, scheduler.language)})


def _columns(unclear: "Unclear", language: str) -> "Mapping[str, Field]":
    """What each column holds that no heading names, asked one field after another; an empty line: no column holds it."""
    from scheduler.app.arriving import WANTED  # noqa: PLC0415 - only this way pays for it

    context.tell(label("arrival-ask-columns", language))
    names = {str(place): head for place, head in enumerate(unclear.headings, 1) if head}
    for place, head in names.items():
        context.tell(f"  {place}. {head}  ({unclear.samples[int(place) - 1]})")
    found = dict(unclear.known)
    for field in WANTED:
        if field in unclear.known.values():
            continue
        while True:
            word = _answer(label(f"arrival-ask-{field.value}", language))
            if word in names:
                found[names[word]] = field
                break
            if not word and field is not WANTED[0]:
                break
    return found


def _answer(question: str) -> str:
    sys.stderr.write(f"{question} ")
    sys.stderr.flush()
    with context.asking():
        line = sys.stdin.readline()
    if not line:  # nobody is there any more
        raise NeedsPerson("not-done", flag="--map")
    return line.strip()


def _progress(language: str) -> Callable[[str, int], None]:
    """Writes what is being done over the line before, on a terminal; elsewhere nothing."""
    last = [0]

    def told(stage: str, done: int) -> None:
        if not sys.stderr.isatty():
            return
        line = label(f"arrival-progress-{stage}", language, n=done) if stage else ""
        sys.stderr.write("\r" + line.ljust(last[0]) + ("" if stage else "\r"))
        sys.stderr.flush()
        last[0] = len(line)

    return told


def past(
    campaign: Annotated[str | None, typer.Argument(help=help_of("argument-past"), show_default=False)] = None,
    give: Annotated[str | None, typer.Option("--set", help=help_of("option-past-set"), show_default=False)] = None,
    unset: Annotated[bool, typer.Option("--unset", help=help_of("option-past-unset"))] = False,
    account: AccountOption = None,
    first: Annotated[str | None, typer.Option("--from", help=help_of("option-past-from"), show_default=False)] = None,
    last: Annotated[str | None, typer.Option("--until", help=help_of("option-past-until"), show_default=False)] = None,
    hashtag: Annotated[
        str | None, typer.Option("--hashtag", help=help_of("option-past-hashtag"), show_default=False)
    ] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help=help_of("option-past-tag"), show_default=False)] = None,
    yes: YesOption = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """List the posts of the past, and give them a campaign or take it from them."""
    from scheduler.app import past as history  # noqa: PLC0415 - only this command pays for it
    from scheduler.render import arriving as drawn  # noqa: PLC0415 - as above

    if give is not None and unset:
        raise Usage("past-one-of-two", where="scheduler past")
    which = history.which(campaign, account or (), first, last, hashtag or "", tag or ())
    with context.opened(config) as scheduler:
        language, zone = scheduler.language, scheduler.config.timezone
        posts = history.find(scheduler.ground, which)
        if give is None and not unset:
            arrivals = history.imports(scheduler.ground)
            if as_json:
                context.answer(drawn.history(posts, arrivals))
            else:
                drawn.listed(posts, arrivals, language, zone)
            return int(ExitCode.DONE)
        if not (campaign or first or last or hashtag or tag):
            raise Usage("past-which", where="scheduler past")
        shown = history.assign(scheduler.ground, posts, give or "", write=False)
        if not as_json:
            drawn.assigned(shown, language, zone)
            sys.stdout.flush()
        if shown.changes and (yes or (context.interactive() and not as_json)):
            if not yes:
                context.ask("past-confirm", language, flag="--yes", n=shown.changes)
            shown = history.assign(scheduler.ground, posts, give or "", write=True)
    if as_json:
        context.answer(drawn.assigned_surface(shown))
    else:
        drawn.assigned_end(shown, language)
    return int(ExitCode.NEEDS_PERSON if shown.changes and shown.kept is None else ExitCode.DONE)


COMMANDS = {"import": bring, "past": past}
