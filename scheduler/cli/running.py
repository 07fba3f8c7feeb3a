"""run, adopt, collect: the daemon, and reading counts back."""

from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ByOption, ConfigOption, JsonOption, help_of
from scheduler.errors import ExitCode
from scheduler.sentences import say


def run(
    once: Annotated[bool, typer.Option("--once", help=help_of("option-once"))] = False,
    log: Annotated[str, typer.Option("--log", help=help_of("option-log"))] = "text",
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Publish what is due: as a daemon, or one pass for cron."""
    if context.everywhere():
        return _everyone(log, once=once, as_json=as_json)
    from scheduler.app.attached import attach  # noqa: PLC0415 - only the daemon listens
    from scheduler.app.logs import to_stderr  # noqa: PLC0415
    from scheduler.render import summary as drawn  # noqa: PLC0415
    from scheduler.render.braking import line as paused_line  # noqa: PLC0415

    attach()
    with context.opened(config, warns=False) as scheduler:
        to_stderr(log, scheduler.language, scheduler.config.timezone)
        summary = scheduler.engine.once() if once else scheduler.engine.run()
        braked = scheduler.engine.braked() if once else None
        partly = scheduler.engine.brakes.told() if once else []
        doubted = scheduler.ground.database.doubt is not None
        other = scheduler.engine.other() if summary.standby else None
        language, zone = scheduler.language, scheduler.config.timezone
    if as_json:
        context.answer(drawn.surface(summary))
    else:
        drawn.show(
            summary,
            language,
            once=once,
            quiet=braked is not None or doubted or not once,
            pid=str(other.pid) if other else "?",
        )
    if braked is not None and not any(one.file == str(braked) for one in partly):
        context.tell(f"{braked}: {say('brake-is-on', {}, language)}")
    for one in partly:
        context.tell(paused_line(one, language, zone))
    if once and doubted:
        context.tell(str(say("doctor-restored", {}, language)))
    # A daemon that was told to stop has done its work, whatever became of single posts; doctor tells of those.
    needed = braked is not None or bool(partly) or doubted or drawn.needs_person(summary) if once else summary.foreign
    return int(ExitCode.NEEDS_PERSON if needed else ExitCode.DONE)


def _everyone(log: str, *, once: bool, as_json: bool) -> int:
    """A daemon for each client, or one pass for each."""
    from scheduler.app import everyone  # noqa: PLC0415 - only who has several clients pays for it
    from scheduler.app.logs import must_be_form  # noqa: PLC0415 - as above
    from scheduler.render import everyone as drawn  # noqa: PLC0415 - as above

    must_be_form(log)
    if once:
        passed = everyone.passes(log=log, as_json=as_json)
        if as_json:
            context.answer({"workspaces": {name: drawn.passed(code, said) for name, (code, said) in passed.items()}})
        else:
            drawn.show(passed)
        return max(code for code, _ in passed.values())
    kept = everyone.Everyone(log=log, language=context.speech()).run()
    if as_json:
        context.answer({"workspaces": {name: drawn.kept(one) for name, one in kept.items()}})
    return int(ExitCode.NEEDS_PERSON if any(one.refused for one in kept.values()) else ExitCode.DONE)


def adopt(
    yes: Annotated[bool, typer.Option("--yes", "-y", help=help_of("option-yes"))] = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Take over a restored, copied or moved database: what is held stays held until somebody decides."""
    from scheduler.render.summary import said  # noqa: PLC0415 - only this command pays for it

    with context.opened(config) as scheduler:
        language = scheduler.language
        needed = scheduler.engine.doubted
        if needed and not yes:
            context.ask("confirm-adopt", language, flag="--yes")
        if needed:
            scheduler.engine.adopt(by=context.person(by))
    if as_json:
        context.answer({"adopted": needed})
    else:
        said("adopted" if needed else "nothing-to-adopt", language)
    return int(ExitCode.DONE)


def collect(as_json: JsonOption = False, config: ConfigOption = None) -> int:
    """Read counts back, once, for every post that has reached one of the ages."""
    from scheduler.render import summary as drawn  # noqa: PLC0415

    with context.opened(config) as scheduler:
        found = scheduler.insight.collect()
        language = scheduler.language
    if as_json:
        context.answer(drawn.collected_surface(found, language))
    else:
        drawn.collected(found, language)
    failed = found.failed or (found.people and found.people.failed)
    return int(ExitCode.NETWORK if failed else ExitCode.DONE)


COMMANDS = {"run": run, "adopt": adopt, "collect": collect}
