"""withdraw: take back what went out."""

from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ByOption, ConfigOption, IdsArgument, JsonOption, help_of
from scheduler.errors import NeedsPerson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.app.withdrawing import Withdrawal


def withdraw(
    ids: IdsArgument,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=help_of("option-yes"))] = False,
    confirm: Annotated[
        str | None, typer.Option("--confirm", help=help_of("option-withdraw-confirm"), show_default=False)
    ] = None,
    by_hand: Annotated[bool, typer.Option("--by-hand", help=help_of("option-withdraw-by-hand"))] = False,
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Delete what went out, where the network can; asked twice."""
    from scheduler.app.withdrawing import exit_of  # noqa: PLC0415
    from scheduler.render import withdrawal as drawn  # noqa: PLC0415

    with context.opened(config) as scheduler:
        withdrawer = scheduler.withdrawer(by=context.person(by))
        seen = withdrawer.look(ids)
        language, zone = scheduler.language, scheduler.config.timezone
        if not (yes and confirm):
            for line in drawn.shown(seen, language, zone, by_hand=by_hand):
                context.tell(line)
        _ask(seen, language, ids, yes=yes, typed=confirm)
        done = withdrawer.withdraw(seen, by_hand=by_hand)
        scheduler.engine.draw()  # a rehearsal's page shows what is still there
    if as_json:
        context.answer(drawn.surface(done, language))
    else:
        drawn.show(done, language, zone)
    return int(exit_of(done))


def _ask(seen: "Withdrawal", language: str, ids: "Sequence[str]", *, yes: bool, typed: str | None) -> None:
    """Ask twice: whether, and then the tag again, or the post as it was named. What a flag has answered is not asked."""
    from scheduler.app.withdrawing import title  # noqa: PLC0415

    expected = title(seen)
    named = [one.strip("/") for one in ids if len(ids) == 1 and f"{expected}/".startswith(f"{one.strip('/')}/")]
    if not yes:
        context.ask("confirm-withdraw", language, flag="--yes", n=len(seen.pieces), tag=expected)
    if typed is None:
        context.ask_typed(
            "confirm-withdraw-typed", language, expected=expected, flag=f"--confirm {expected}", also=named
        )
    elif typed.strip("/") not in {expected, *named}:
        raise NeedsPerson("withdraw-other-tag", where="--confirm", given=typed, tag=expected)


COMMANDS = {"withdraw": withdraw}
