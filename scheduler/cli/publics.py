"""publics, forget: what is kept of who engages, and how it is let go."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ByOption, ConfigOption, JsonOption, LanguageOption, help_of
from scheduler.cli.deciding import YesOption
from scheduler.errors import ExitCode, Problem, Usage
from scheduler.sentences import say

if TYPE_CHECKING:
    from scheduler.app.publics import People


def publics(
    words: Annotated[
        list[str] | None,
        typer.Argument(help=help_of("argument-publics"), metavar="[purge|rotate|register]", show_default=False),
    ] = None,
    before: Annotated[
        str | None, typer.Option("--before", help=help_of("option-publics-before"), show_default=False)
    ] = None,
    lost: Annotated[bool, typer.Option("--lost", help=help_of("option-publics-lost"))] = False,
    format: Annotated[str, typer.Option("--format", "-f", help=help_of("option-publics-format"))] = "md",  # noqa: A002
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=help_of("option-publics-output"), show_default=False)
    ] = None,
    yes: YesOption = False,
    by: ByOption = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Show what is kept of who engages; `purge`, `rotate` the key, write the `register` sheet."""
    from scheduler.app.publics import People  # noqa: PLC0415 - only this command pays for it

    with context.opened(config, warns=False) as scheduler:
        people, spoken = People(scheduler.ground), language or scheduler.language
        match words or []:
            case []:
                _show(people, spoken, as_json=as_json)
            case ["purge"]:
                _purge(people, before, spoken, lost=lost, as_json=as_json)
            case ["rotate"]:
                _rotate(people, spoken, yes=yes, by=context.person(by), as_json=as_json)
            case ["register"]:
                _register(people, format, output, spoken)
            case given:
                raise Usage("publics-words", where=" ".join(["scheduler publics", *given]))
    return int(ExitCode.DONE)


def _show(people: "People", language: str, *, as_json: bool) -> None:
    from scheduler.render import publics as drawn  # noqa: PLC0415 - as above

    found = people.standing()
    if as_json:
        context.answer(drawn.surface(found))
    else:
        drawn.show(found, language)


def _purge(people: "People", before: str | None, language: str, *, lost: bool, as_json: bool) -> None:
    day = None
    if before is not None:
        try:
            day = date.fromisoformat(before)
        except ValueError:
            raise Usage("date-unreadable", where="--before", given=before) from None
    gone = people.purge_lost() if lost else people.purge(day)
    _said("publics-purged", gone, language, as_json=as_json)


def _rotate(people: "People", language: str, *, yes: bool, by: str, as_json: bool) -> None:
    if not yes:
        context.ask("publics-rotate-sure", language, flag="--yes", n=people.standing().kept.acts)
    _said("publics-rotated", people.rotate(by=by), language, as_json=as_json)


def _register(people: "People", form: str, output: Path | None, language: str) -> None:
    from scheduler.render import register as drawn  # noqa: PLC0415 - as above

    if form not in drawn.FORMATS:
        raise Usage("word-unfit", where="--format", given=form, choices=drawn.FORMATS)
    page = drawn.drawn(people.sheet(), form, language)
    if output is None:
        sys.stdout.write(page)
        return
    try:
        output.write_text(page, encoding="utf-8", newline="\n")
    except OSError as failed:
        raise Problem("register-unwritten", where=str(output), reason=failed.strerror or "") from None
    context.tell(str(say("publics-written", {"path": str(output)}, language)))


def forget(
    handle: Annotated[str, typer.Argument(help=help_of("argument-forget"))],
    count: Annotated[bool, typer.Option("--count", help=help_of("option-forget-count"))] = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Let go of all that is kept of one person, on every network; nothing of the handle is written anywhere."""
    from scheduler.app.publics import People  # noqa: PLC0415 - only this command pays for it

    with context.opened(config, warns=False) as scheduler:
        people, language = People(scheduler.ground), scheduler.language
        if handle == "-":  # so that it stands in no shell's history either
            handle = sys.stdin.readline().strip()
        if count:
            _said("forget-counted", people.kept_of(handle), language, as_json=as_json)
        else:
            gone = people.forget(handle, by=context.person(by))
            words = scheduler.hearing.forget(handle)
            _said("forgotten", gone, language, as_json=as_json, words=words)
    return int(ExitCode.DONE)


def _said(code: str, number: int, language: str, *, as_json: bool, words: int | None = None) -> None:
    from scheduler.render.ink import out  # noqa: PLC0415 - as above

    if as_json:
        context.answer({"acts": number} | ({} if words is None else {"words": words}))
        return
    out(str(say(code, {"n": number}, language)))
    if words:
        out(str(say("mentions-forgotten", {"n": words}, language)))


COMMANDS = {"publics": publics, "forget": forget}
