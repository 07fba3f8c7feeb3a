"""run, pause, resume, collect: the daemon, its brake, and reading counts back."""

from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ByOption, ConfigOption, JsonOption, help_of
from scheduler.errors import ExitCode, NeedsPerson
from scheduler.sentences import say


def run(
    once: Annotated[bool, typer.Option("--once", help=help_of("option-once"))] = False,
    log: Annotated[str, typer.Option("--log", help=help_of("option-log"))] = "text",
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Publish what is due: as a daemon, or one pass for cron."""
    from scheduler.app.logs import to_stderr  # noqa: PLC0415
    from scheduler.render import summary as drawn  # noqa: PLC0415

    with context.opened(config) as scheduler:
        to_stderr(log, scheduler.language)
        summary = scheduler.engine.once() if once else scheduler.engine.run()
        braked = scheduler.engine.braked() if once else None
        other = scheduler.engine.other() if summary.standby else None
        language = scheduler.language
    if as_json:
        context.answer(drawn.surface(summary))
    else:
        drawn.show(
            summary, language, once=once, quiet=braked is not None or not once, pid=str(other.pid) if other else "?"
        )
    if braked is not None:
        context.tell(f"{braked}: {say('brake-is-on', {}, language)}")
    # A daemon that was told to stop has done its work, whatever became of single posts; doctor tells of those.
    needed = braked is not None or drawn.needs_person(summary) if once else summary.foreign
    return int(ExitCode.NEEDS_PERSON if needed else ExitCode.DONE)


def pause(by: ByOption = None, as_json: JsonOption = False, config: ConfigOption = None) -> int:
    """Pull the brake: nothing is sent until `resume`."""
    return _brake(config, by, as_json, paused=True)


def resume(by: ByOption = None, as_json: JsonOption = False, config: ConfigOption = None) -> int:
    """Let the brake go."""
    return _brake(config, by, as_json, paused=False)


def _brake(config: "context.ConfigOption", by: str | None, as_json: bool, *, paused: bool) -> int:
    from scheduler.render.summary import said  # noqa: PLC0415

    with context.opened(config) as scheduler:
        place = scheduler.engine.brake(paused=paused, by=context.person(by))
        left = scheduler.engine.braked()
        language = scheduler.language
    if not paused and left is not None:
        raise NeedsPerson("still-stopped", where=str(left))
    if as_json:
        context.answer({"paused": paused, "file": str(place)})
    else:
        said("paused" if paused else "resumed", language, file=str(place))
    return int(ExitCode.DONE)


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
    return int(ExitCode.NETWORK if found.failed else ExitCode.DONE)


COMMANDS = {"run": run, "pause": pause, "resume": resume, "adopt": adopt, "collect": collect}
