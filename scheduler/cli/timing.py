"""week, time: the coming week over all clients, and the minutes that each of them takes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ByOption, ConfigOption, JsonOption, help_of
from scheduler.errors import ExitCode, SchedulerError, Usage

if TYPE_CHECKING:
    from scheduler.app.hours import Hours
    from scheduler.app.scheduler import Scheduler

PostOption = Annotated[str | None, typer.Option("--post", "-p", help=help_of("option-time-post"), show_default=False)]
NoteOption = Annotated[str, typer.Option("--note", help=help_of("option-time-note"), show_default=False)]


def week(
    since: Annotated[str | None, typer.Option("--from", help=help_of("option-week-from"), show_default=False)] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Show the coming seven days, by day; with --all of every client in one table."""
    from scheduler.app.coming import week as coming  # noqa: PLC0415 - only this command pays for it
    from scheduler.render import coming as drawn  # noqa: PLC0415 - as above

    found = coming(context.given_config(config), everywhere=context.everywhere(), since=since)
    language = context.speech(found.language)
    if as_json:
        context.answer(drawn.surface(found, language))
    else:
        drawn.show(found, language)
    return int(ExitCode.PROBLEMS if found.problems else ExitCode.DONE)


def time(
    words: Annotated[
        list[str] | None,
        typer.Argument(help=help_of("argument-time"), metavar="[add|start|stop|undo]", show_default=False),
    ] = None,
    post: PostOption = None,
    note: NoteOption = "",
    on: Annotated[str | None, typer.Option("--on", help=help_of("option-time-on"), show_default=False)] = None,
    month: Annotated[str | None, typer.Option("--month", help=help_of("option-time-month"), show_default=False)] = None,
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Show the minutes of the period against what was agreed; `add`, `start` and `stop` write them down."""
    from scheduler.render import hours as drawn  # noqa: PLC0415 - only this command pays for it

    if context.everywhere():
        if words:
            raise Usage("time-all-lists", where="--all")
        return _everyone(month, as_json=as_json)
    with context.opened(config, warns=False) as scheduler:
        language = scheduler.language
        if not words:
            from scheduler.app import hours  # noqa: PLC0415 - as above

            found = hours.of(scheduler.ground, month=month)
            if as_json:
                context.answer(drawn.surface(found))
            else:
                drawn.show(found, language)
        else:
            _write(scheduler, words, post=post, note=note, on=on, by=context.person(by), as_json=as_json)
    return int(ExitCode.DONE)


def _write(
    scheduler: "Scheduler",
    words: Sequence[str],
    *,
    post: str | None,
    note: str,
    on: str | None,
    by: str,
    as_json: bool,
) -> None:
    from scheduler.app import hours  # noqa: PLC0415 - only this command pays for it
    from scheduler.render import hours as drawn  # noqa: PLC0415 - as above

    ground, language = scheduler.ground, scheduler.language
    match words:
        case ["start"]:
            timer = hours.start(ground, about=post, note=note, by=by)
            if as_json:
                context.answer({"running": drawn.running_surface(timer)})
            else:
                drawn.started(timer, scheduler.config.timezone, language)
            return
        case ["add", *given] if given:
            one = hours.add(ground, hours.read_minutes(" ".join(given)), about=post, note=note, on=on, by=by)
        case ["stop", *given]:
            spent = hours.read_minutes(" ".join(given)) if given else None
            one = hours.stop(ground, spent=spent, note=note, by=by)
        case ["undo", number]:
            one = hours.undo(ground, number, by=by)
        case given:
            raise Usage("time-words", where=" ".join(["scheduler time", *given]))
    if as_json:
        context.answer({"written": drawn.entry(one)})
    else:
        drawn.written(one, language)


def _everyone(month: str | None, *, as_json: bool) -> int:
    """Each client's sum against its budget; one that cannot be read hides no other."""
    from scheduler.app import hours, workspaces  # noqa: PLC0415 - only this command pays for it
    from scheduler.render import hours as drawn  # noqa: PLC0415 - as above

    language = context.speech()
    found: dict[str, Hours] = {}
    problems: dict[str, SchedulerError] = {}
    for one, ground in workspaces.grounds():
        try:
            if isinstance(ground, SchedulerError):
                raise ground
            found[one.name] = hours.of(ground, month=month, workspace=one)
        except Usage:
            raise
        except SchedulerError as problem:
            problems[one.name] = problem
    said = {name: context.words(problem, language) for name, problem in problems.items()}
    if as_json:
        failed = {name: {"error": {"code": one.code, "message": said[name]}} for name, one in problems.items()}
        context.answer({"workspaces": {name: drawn.surface(one) for name, one in found.items()} | failed})
    else:
        drawn.everyone(found, said, language)
    return int(ExitCode.PROBLEMS if problems else ExitCode.DONE)


COMMANDS = {"week": week, "time": time}
