"""pause, resume: the brake, and what becomes of what it stopped."""

from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli import context
from scheduler.cli.asking import Questions
from scheduler.cli.context import ByOption, ConfigOption, JsonOption, help_of
from scheduler.errors import ExitCode, NeedsPerson, Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.app.scheduler import Scheduler
    from scheduler.model.delivery import Delivery
    from scheduler.model.pause import Late, Pause

AccountOption = Annotated[
    str | None, typer.Option("--account", "-a", help=help_of("option-pause-account"), show_default=False)
]
CampaignOption = Annotated[
    str | None, typer.Option("--campaign", help=help_of("option-pause-campaign"), show_default=False)
]


def pause(
    account: AccountOption = None,
    campaign: CampaignOption = None,
    reason: Annotated[str, typer.Option("--reason", help=help_of("option-pause-reason"), show_default=False)] = "",
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Pull the brake: nothing is sent until `resume`."""
    from scheduler.render import braking as drawn  # noqa: PLC0415

    with context.opened(config) as scheduler:
        brakes, language = scheduler.engine.brakes, scheduler.language
        scope, name = brakes.scope(account, campaign)
        done = brakes.pull(scope, name, reason=reason, by=context.person(by))
        why = context.words(done.trouble, language) if done.trouble else ""
        if as_json:
            context.answer(drawn.pulled_surface(done.pause, done.file, done.stopped, done.flying, language, why))
        else:
            drawn.pulled(done.pause, done.stopped, done.flying, language, why)
        if done.others:
            context.tell(
                context.words(Usage("paused-nowhere", where="--campaign", name=name, known=done.others), language)
            )
    return int(ExitCode.NEEDS_PERSON if done.others else ExitCode.DONE)


def resume(
    account: AccountOption = None,
    campaign: CampaignOption = None,
    late: Annotated[str | None, typer.Option("--late", help=help_of("option-late"), show_default=False)] = None,
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Let the brake go, once it is said what becomes of what came due meanwhile."""
    with context.opened(config) as scheduler:
        brakes = scheduler.engine.brakes
        wanted = brakes.scope(account, campaign)
        everything = brakes.pauses()
        lifted = next((one for one in everything if one.key == wanted), None)
        left = [one for one in everything if one.key != wanted]
        if lifted is None:
            return _not_this(scheduler, left, as_json, any_of_all=wanted[1] == "")
        by_hand = lifted.file if not lifted.by else ""
        if by_hand and late is None and not context.interactive():
            raise NeedsPerson("still-stopped", where=by_hand)
        waiting = brakes.late(lifted)
        if as_json and waiting and late is None:
            return _undecided(scheduler, lifted, left, waiting)
        chosen = _chosen(waiting, late, scheduler.language)
        settled = brakes.lift(lifted, chosen, by=context.person(by))
        if stops := brakes.stops():
            raise NeedsPerson("still-stopped", where=stops[0].file)
        return _resumed(scheduler, lifted, left, settled, as_json)


def _chosen(waiting: "Sequence[Delivery]", rule: str | None, language: str) -> "list[tuple[Delivery, Late]]":
    """What becomes of each: by the rule, else by what somebody answers. Raises `NeedsPerson` where nobody can be asked."""
    from scheduler.model.delivery import State  # noqa: PLC0415
    from scheduler.model.pause import Late  # noqa: PLC0415 - `--help` must not pay for it

    if rule is not None:
        if rule not in set(Late):
            raise Usage("unknown-late", where="--late", name=rule)
        return [(one, Late(rule)) for one in waiting]
    if not waiting:
        return []
    questions = Questions(language)
    if not questions.asks:
        raise NeedsPerson("resume-needs-late", n=len(waiting))
    chosen = []
    with context.asking():
        for one in waiting:
            if one.state is State.MISSED:  # sent late only by whoever types its name
                same = (
                    questions.line("resume-ask-missed", flag="--late", empty=True, tag=one.tag, hour=one.local)
                    == one.tag
                )
                chosen.append((one, Late.SEND if same else Late.MISSED))
            else:
                chosen.append((one, _answered(questions, one)))
    return chosen


def _answered(questions: Questions, delivery: "Delivery") -> "Late":
    from scheduler.model.pause import Late  # noqa: PLC0415

    words = {word: one for one in Late for word in (one.value, one.value[0])}
    for _ in range(3):
        given = questions.line("resume-ask", flag="--late", tag=delivery.tag, hour=delivery.local).casefold()
        if given in words:
            return words[given]
    raise NeedsPerson("not-done", flag="--late")


def _not_this(scheduler: "Scheduler", left: "Sequence[Pause]", as_json: bool, *, any_of_all: bool) -> int:
    from scheduler.render import braking as drawn  # noqa: PLC0415
    from scheduler.render.summary import said  # noqa: PLC0415

    language, file = scheduler.language, scheduler.ground.brakes[-1]
    if as_json:
        context.answer(drawn.resumed_surface((), left, (), (), language, file))
    elif left:
        said("resume-not-this", language)
        drawn.paused(left, language, scheduler.config.timezone)
    else:
        said("resume-nothing", language)
    return int(ExitCode.NEEDS_PERSON if left and any_of_all else ExitCode.DONE)


def _undecided(scheduler: "Scheduler", lifted: "Pause", left: "Sequence[Pause]", waiting: "Sequence[Delivery]") -> int:
    from scheduler.render import braking as drawn  # noqa: PLC0415

    file = scheduler.ground.brakes[-1]
    context.answer(drawn.resumed_surface((), (lifted, *left), (), waiting, scheduler.language, file))
    return int(ExitCode.NEEDS_PERSON)


def _resumed(
    scheduler: "Scheduler", lifted: "Pause", left: "Sequence[Pause]", settled: "Sequence[Delivery]", as_json: bool
) -> int:
    from scheduler.render import braking as drawn  # noqa: PLC0415

    language, file = scheduler.language, scheduler.ground.brakes[-1]
    if as_json:
        context.answer(drawn.resumed_surface((lifted,), left, settled, (), language, file))
    else:
        drawn.resumed(lifted, settled, left, language, scheduler.config.timezone)
    return int(ExitCode.DONE)


COMMANDS = {"pause": pause, "resume": resume}
