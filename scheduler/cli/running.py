"""run, pause, resume, collect: the daemon, its brake, and reading counts back."""

from typing import Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ByOption, ConfigOption, JsonOption, help_of
from scheduler.errors import ExitCode


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
        if not once:
            scheduler.engine.run()
            return int(ExitCode.DONE)
        summary = scheduler.engine.once()
        language = scheduler.language
    if as_json:
        context.answer(drawn.surface(summary))
    else:
        drawn.show(summary, language)
    return int(ExitCode.NEEDS_PERSON if drawn.needs_person(summary) else ExitCode.DONE)


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
        language = scheduler.language
    if as_json:
        context.answer({"paused": paused, "file": str(place)})
    else:
        said("paused" if paused else "resumed", language, file=str(place))
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


COMMANDS = {"run": run, "pause": pause, "resume": resume, "collect": collect}
