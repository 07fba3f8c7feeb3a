"""hold, unhold, cancel, retry, send: what a person decides about deliveries."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ByOption, ConfigOption, IdsArgument, JsonOption, help_of
from scheduler.errors import ExitCode, Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.app.scheduler import Scheduler
    from scheduler.model.delivery import Delivery

WhyOption = Annotated[str, typer.Option("--why", help=help_of("option-why"), show_default=False)]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help=help_of("option-yes"))]


def hold(
    ids: IdsArgument, why: WhyOption = "", by: ByOption = None, as_json: JsonOption = False, config: ConfigOption = None
) -> int:
    """Hold deliveries back until they are unheld."""
    return _decide(config, as_json, lambda one: one.queue.hold(ids, why=why, by=context.person(by)), "decided-hold")


def unhold(
    ids: IdsArgument, why: WhyOption = "", by: ByOption = None, as_json: JsonOption = False, config: ConfigOption = None
) -> int:
    """Let held deliveries go on."""
    return _decide(config, as_json, lambda one: one.queue.unhold(ids, why=why, by=context.person(by)), "decided-unhold")


def cancel(
    ids: IdsArgument,
    why: WhyOption = "",
    yes: YesOption = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Cancel deliveries for good."""

    def act(one: "Scheduler") -> "Sequence[Delivery]":
        if not yes:
            context.ask("confirm-cancel", one.language, flag="--yes", n=len(one.queue.cancellable(ids)))
        return one.queue.cancel(ids, why=why, by=context.person(by))

    return _decide(config, as_json, act, "decided-cancel")


def retry(
    ids: IdsArgument, why: WhyOption = "", by: ByOption = None, as_json: JsonOption = False, config: ConfigOption = None
) -> int:
    """Put a failed, missed or partial delivery back into the queue."""
    return _decide(config, as_json, lambda one: one.queue.retry(ids, why=why, by=context.person(by)), "decided-retry")


def send(
    ids: IdsArgument,
    now: Annotated[bool, typer.Option("--now", help=help_of("option-send-now"))] = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Make deliveries due at this moment: a live post, or one that was missed."""
    if not now:
        raise Usage("send-needs-now", where="scheduler send")
    return _decide(config, as_json, lambda one: one.queue.send_now(ids, by=context.person(by)), "decided-send")


def _decide(
    config: "context.ConfigOption", as_json: bool, act: "Callable[[Scheduler], Sequence[Delivery]]", code: str
) -> int:
    from scheduler.render import queue as drawn  # noqa: PLC0415

    with context.opened(config) as scheduler:
        found = act(scheduler)
        language = scheduler.language
    if as_json:
        context.answer({"deliveries": [drawn.surface(one, language) for one in found]})
    else:
        drawn.decided(code, found, language)
    return int(ExitCode.DONE)


COMMANDS = {
    "hold": hold,
    "unhold": unhold,
    "cancel": cancel,
    "retry": retry,
    "send": send,
}
