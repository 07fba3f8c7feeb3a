"""demo, init, doctor, accounts: the first hour with the program, and what is wrong when something is."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ConfigOption, JsonOption, LanguageOption, help_of
from scheduler.errors import ExitCode


def demo(
    folder: Annotated[Path | None, typer.Argument(help=help_of("argument-demo-folder"), show_default=False)] = None,
    seed: Annotated[int, typer.Option("--seed", help=help_of("option-seed"))] = 2027,
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> int:
    """Run the sample week from file to report in less than a minute: nothing is published anywhere."""
    from scheduler.app.demo import demo as played  # noqa: PLC0415
    from scheduler.render.progress import Progress  # noqa: PLC0415

    speech = language or context.speech()
    with Progress(speech, quiet=as_json) as progress:
        result = played(folder, seed=seed, language=speech, progress=progress)
    if as_json:
        context.answer(result.surface())
    else:
        from scheduler.render.summary import demonstrated  # noqa: PLC0415

        demonstrated(result.surface(), speech, program=context.program())
    return int(ExitCode.DONE)


def init(
    folder: Annotated[Path, typer.Argument(help=help_of("argument-init-folder"))] = Path(),
    notify: Annotated[str, typer.Option("--notify", help=help_of("option-init-notify"), show_default=False)] = "",
    language: LanguageOption = None,
    as_json: JsonOption = False,
) -> int:
    """Make a calendar folder that can be checked and published to the rehearsal network at once."""
    from scheduler.app import setup  # noqa: PLC0415
    from scheduler.render import notified  # noqa: PLC0415
    from scheduler.render.summary import initialised, said  # noqa: PLC0415

    speech = language or context.speech()
    files = setup.init(folder, language=speech, notify=notify)
    greeted = setup.greet(folder) if notify else []
    if as_json:
        context.answer({"folder": str(folder), "files": [str(file) for file in files], **notified.surface(greeted)})
    else:
        initialised(folder, files, speech)
        if notify:
            notified.show(greeted, speech)
        else:
            said("notify-how", speech)
    return int(ExitCode.DONE if all(one.taken for one in greeted) else ExitCode.NETWORK)


def doctor(
    health: Annotated[bool, typer.Option("--health", help=help_of("option-health"))] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Say what is wrong with the environment, and what needs a person; with --health, only whether posts go out."""
    from scheduler.app.doctor import examine  # noqa: PLC0415
    from scheduler.render import summary as drawn  # noqa: PLC0415

    if health:
        return _health(config, as_json=as_json)
    examined = examine(context.given_config(config), speech=context.speech)
    language = context.speech(examined.language)
    if as_json:
        context.answer(drawn.examined_surface(examined.findings, language))
    else:
        drawn.examined(examined.findings, language)
    return int(examined.exit)


def _health(config: Path | None, *, as_json: bool) -> int:
    """0 where posts go out, 1 where they do not: what every watch understands, and nothing between."""
    from scheduler.app.finding import calendar_of  # noqa: PLC0415
    from scheduler.app.health import look  # noqa: PLC0415 - a watch calls this every minute: it loads no more
    from scheduler.render import summary as drawn  # noqa: PLC0415

    found = look(calendar_of(context.given_config(config), []))
    language = context.speech(found.language)
    if as_json:
        context.answer(drawn.examined_surface(found.findings, language))
    elif found.well:
        drawn.said("health-well", language)
    else:
        drawn.examined(found.findings, language)
    return int(ExitCode.DONE if found.well else ExitCode.PROBLEMS)


def accounts(
    test: Annotated[bool, typer.Option("--test", help=help_of("option-test"))] = False,
    repin: Annotated[
        list[str] | None, typer.Option("--repin", help=help_of("option-repin"), show_default=False)
    ] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """List the accounts; with --test, ask each network whether publishing would work, without posting."""
    from scheduler.render import accounts as drawn  # noqa: PLC0415

    with context.opened(config) as scheduler:
        found = scheduler.accounts(test=test, repin=repin or ())
        language = scheduler.language
    if as_json:
        context.answer({"accounts": [drawn.surface(one, language) for one in found]})
    else:
        drawn.show(found, language)
    return int(max((one.exit for one in found if one.trouble), default=ExitCode.DONE))


COMMANDS = {"demo": demo, "init": init, "doctor": doctor, "accounts": accounts}
