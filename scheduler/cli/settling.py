"""confirm: what only a person can know, settled with what the network shows beside it."""

from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli import context
from scheduler.cli.asking import Questions
from scheduler.cli.context import ByOption, ConfigOption, IdsArgument, JsonOption, help_of
from scheduler.cli.deciding import YesOption
from scheduler.errors import ExitCode, NeedsPerson, Usage
from scheduler.sentences import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.app.doubting import Doubt
    from scheduler.app.scheduler import Scheduler
    from scheduler.model.delivery import Delivery

ABSENT = frozenset({"a", "absent", "absente"})


def confirm(
    ids: IdsArgument,
    url: Annotated[str | None, typer.Option("--url", help=help_of("option-url"), show_default=False)] = None,
    absent: Annotated[bool, typer.Option("--absent", help=help_of("option-absent"))] = False,
    at: Annotated[str | None, typer.Option("--at", help=help_of("option-published-at"), show_default=False)] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help=help_of("option-anyway"))] = False,
    yes: YesOption = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Settle what only a person can know: it is out (`--url`), or certainly not (`--absent`); else it is shown, and asked."""
    if (url is not None and absent) or len(ids) != 1:
        raise Usage("confirm-needs-one", where="scheduler confirm")
    with context.opened(config) as scheduler:
        if absent:
            found = _absent(scheduler, ids[0], by, yes=yes)
        elif url is not None:
            found = scheduler.queue.confirm(ids[0], url=url, by=context.person(by), published=at, anyway=anyway)
        else:
            doubt = scheduler.queue.doubt(ids[0], scheduler.connectors)
            if as_json:
                return _listed(scheduler, doubt)
            found = _asked(scheduler, doubt, by, at)
        return _settled(scheduler, found, as_json)


def _absent(scheduler: "Scheduler", name: str, by: str | None, *, yes: bool) -> "Sequence[Delivery]":
    if not yes:
        context.ask_typed("confirm-absent", scheduler.language, expected=scheduler.queue.absent(name).tag, flag="--yes")
    return scheduler.queue.confirm(name, url=None, by=context.person(by))


def _asked(scheduler: "Scheduler", doubt: "Doubt", by: str | None, at: str | None) -> "Sequence[Delivery]":
    """Show it, and do what somebody answers. Raises `NeedsPerson` where nobody can be asked, or it is left as it is."""
    from scheduler.render import doubting as drawn  # noqa: PLC0415

    language, name, tag = scheduler.language, str(doubt.delivery.id), doubt.delivery.tag
    drawn.show(doubt, language, scheduler.config.timezone)
    questions = Questions(language)
    if not questions.asks:
        raise NeedsPerson("confirm-needs-person", tag=tag)
    with context.asking():
        given = questions.line("confirm-which", flag="--url, --absent", empty=True)
    if not given:
        raise NeedsPerson("confirm-left", tag=tag)
    if given.casefold() in ABSENT:
        return _absent(scheduler, name, by, yes=False)
    if not given.isdigit():
        return scheduler.queue.confirm(name, url=given, by=context.person(by), published=at)
    if not 1 <= int(given) <= len(doubt.beside.seen):
        raise NeedsPerson("confirm-no-such-number", given=given)
    chosen = doubt.beside.seen[int(given) - 1]
    if chosen.likeness < drawn.LIKELY:
        context.ask_typed("confirm-unlike", language, expected=tag, flag="--url")
    return scheduler.queue.choose(doubt, chosen, by=context.person(by))


def _listed(scheduler: "Scheduler", doubt: "Doubt") -> int:
    from scheduler.render import doubting as drawn  # noqa: PLC0415
    from scheduler.render import queue  # noqa: PLC0415

    language = scheduler.language
    deliveries = [queue.surface(doubt.delivery, language)]
    context.answer({"deliveries": deliveries, "doubt": drawn.surface(doubt, language)})
    context.tell(str(say("confirm-needs-person", {"tag": doubt.delivery.tag}, language)))
    return int(ExitCode.NEEDS_PERSON)


def _settled(scheduler: "Scheduler", found: "Sequence[Delivery]", as_json: bool) -> int:
    from scheduler.render import queue as drawn  # noqa: PLC0415

    language = scheduler.language
    if as_json:
        context.answer({"deliveries": [drawn.surface(one, language) for one in found], "doubt": None})
    else:
        drawn.decided("decided-confirm", found, language)
    return int(ExitCode.DONE)


COMMANDS = {"confirm": confirm}
