"""mentions: what others wrote, shown and sorted by a person. Nothing is answered or published from here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli import context
from scheduler.cli.context import ByOption, ConfigOption, JsonOption, help_of
from scheduler.errors import ExitCode, Usage

if TYPE_CHECKING:
    from scheduler.app.hearing import Hearing
    from scheduler.model.mention import Mark, Toward

ACTS = {
    "question": "question",
    "answered": "answered",
    "pass": "pass-on",
    "passed": "passed",
    "accept": "accept",
    "aside": "aside",
    "verbatim": "verbatim",
    "consent": "consent",
    "withdraw": "withdraw",
    "nothing": "nothing",
}
"""What a person writes, and the deed that is."""


def _text(name: str, option: str) -> object:
    return typer.Option(option, help=help_of(f"option-mentions-{name}"), show_default=False)


def mentions(
    words: Annotated[
        list[str] | None,
        typer.Argument(help=help_of("argument-mentions"), metavar="[ACT] [NUMBER...]", show_default=False),
    ] = None,
    campaign: Annotated[
        str, typer.Option("--campaign", help=help_of("option-mentions-campaign"), show_default=False)
    ] = "",
    account: Annotated[str, _text("account", "--account")] = "",
    kind: Annotated[str, _text("kind", "--kind")] = "",
    new: Annotated[bool, typer.Option("--new", help=help_of("option-mentions-new"))] = False,
    waiting: Annotated[bool, typer.Option("--waiting", help=help_of("option-mentions-waiting"))] = False,
    most: Annotated[int, typer.Option("--most", min=1, help=help_of("option-mentions-most"))] = 20,
    offline: Annotated[bool, typer.Option("--offline", help=help_of("option-mentions-offline"))] = False,
    theme: Annotated[str, _text("theme", "--theme")] = "",
    department: Annotated[str, _text("department", "--department")] = "",
    reason: Annotated[str, _text("reason", "--reason")] = "",
    credit: Annotated[str, _text("credit", "--credit")] = "",
    consent: Annotated[bool, typer.Option("--consent", help=help_of("option-mentions-consent"))] = False,
    wording: Annotated[str, _text("wording", "--wording")] = "",
    attribution: Annotated[str, _text("attribution", "--attribution")] = "",
    at: Annotated[str, _text("at", "--at")] = "",
    under: Annotated[str, _text("under", "--under")] = "",
    by: ByOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> int:
    """Show what others wrote, and sort it."""
    given = {
        "theme": theme,
        "department": department,
        "reason": reason,
        "credit": credit,
        "wording": wording,
        "attribution": attribution,
        "at": at,
        "under": under,
        "account": account,
        "kind": kind,
    }
    with context.opened(config) as scheduler:
        desk = _Desk(scheduler.hearing, scheduler.language, given, consent=consent, as_json=as_json, by=by)
        match words or []:
            case []:
                return desk.show((), campaign=campaign, new=new, waiting=waiting, most=most, fetch=not offline)
            case ["show", *numbers] if numbers:
                return desk.show(_numbers(numbers), fetch=not offline, most=len(numbers))
            case ["collect"]:
                return desk.collect()
            case ["stop"]:
                return desk.stop()
            case ["purge"]:
                return desk.purge()
            case ["undo", number]:
                return desk.written([scheduler.hearing.undo(_numbers([number])[0], by=context.person(by))])
            case ["add", url]:
                return desk.add(url)
            case [act, *numbers] if act in ACTS and numbers:
                return desk.written(desk.mark(act, _numbers(numbers)))
            case other:
                raise Usage("mentions-words", where=" ".join(["scheduler mentions", *other]))


class _Desk:
    """One call of the command, with what was given to it."""

    def __init__(
        self, hearing: "Hearing", language: str, given: dict[str, str], *, consent: bool, as_json: bool, by: str | None
    ) -> None:
        self._hearing = hearing
        self._language = language
        self._given = given
        self._consent = consent
        self._as_json = as_json
        self._by = by

    def show(
        self,
        numbers: Sequence[int],
        *,
        campaign: str = "",
        new: bool = False,
        waiting: bool = False,
        most: int = 20,
        fetch: bool = True,
    ) -> int:
        from scheduler.app.hearing import Wanted  # noqa: PLC0415 - only this command pays for it
        from scheduler.render import mentions as drawn  # noqa: PLC0415 - as above

        found = self._hearing.inbox(
            Wanted(
                campaign=campaign,
                account=self._given["account"],
                kind=self._kind(),
                unsorted=new,
                waiting=waiting,
                numbers=tuple(numbers),
                most=most,
                fetch=fetch,
            )
        )
        if self._as_json:
            context.answer(drawn.surface(found, self._language))
        elif numbers:
            for one in found.messages:
                drawn.one_message(one, found.zone, self._language)
        else:
            drawn.show(found, self._language)
        return int(ExitCode.NETWORK if found.failed else ExitCode.DONE)

    def collect(self) -> int:
        from scheduler.render import mentions as drawn  # noqa: PLC0415 - as above

        found = self._hearing.collect()
        if self._as_json:
            context.answer(drawn.listened_surface(found, self._language))
        else:
            drawn.listened(found, self._language)
        return int(ExitCode.NETWORK if found.failed else ExitCode.DONE)

    def stop(self) -> int:
        from scheduler.sentences import say  # noqa: PLC0415 - as above

        self._hearing.stop()
        if self._as_json:
            context.answer({"stopped": True})
        else:
            typer.echo(str(say("mentions-stopped", {}, self._language)))
        return int(ExitCode.DONE)

    def purge(self) -> int:
        from scheduler.sentences import say  # noqa: PLC0415 - as above

        number = self._hearing.purge()
        if self._as_json:
            context.answer({"purged": number})
        else:
            typer.echo(str(say("mentions-purged", {"n": number}, self._language)))
        return int(ExitCode.DONE)

    def add(self, url: str) -> int:
        from scheduler.model.mention import Toward  # noqa: PLC0415 - as above
        from scheduler.sentences import say  # noqa: PLC0415 - as above

        at, kind = self._given["at"], self._kind() or Toward.MENTION
        one = self._hearing.add(
            url,
            account=self._needed("add", "account"),
            kind=kind,
            under=self._given["under"],
            at=self._hearing.hour(at) if at else None,
            by=context.person(self._by),
        )
        if self._as_json:
            context.answer({"number": one.number, "account": one.account, "kind": one.toward.value, "tag": one.tag})
        else:
            typer.echo(str(say("mentions-added", {"n": one.number}, self._language)))
        return int(ExitCode.DONE)

    def mark(self, act: str, numbers: Sequence[int]) -> "list[Mark]":
        from scheduler.model.mention import Deed  # noqa: PLC0415 - as above

        by = context.person(self._by)
        if act == "verbatim":
            attribution, wording = self._needed(act, "attribution"), self._given["wording"]
            return [
                self._hearing.pick(one, wording=wording, attribution=attribution, consent=self._consent, by=by)
                for one in numbers
            ]
        return self._hearing.mark(numbers, Deed(ACTS[act]), self._value(act), by=by)

    def _value(self, act: str) -> dict[str, str | bool]:
        match act:
            case "pass":
                return {"theme": self._needed(act, "theme"), "department": self._given["department"].strip()}
            case "passed":
                return {"to": self._given["department"].strip()}
            case "accept":
                return {"credit": self._needed(act, "credit"), "consent": self._consent}
            case "aside":
                return {"reason": self._reason(self._needed(act, "reason"))}
            case "answered":
                at = self._given["at"]
                return {"at": self._hearing.hour(at).isoformat() if at else ""}
            case _:
                return {}

    def _needed(self, act: str, name: str) -> str:
        value = self._given[name].strip()
        if not value:
            raise Usage("mentions-needs", where=f"scheduler mentions {act}", act=act, option=f"--{name}")
        return value

    @staticmethod
    def _reason(name: str) -> str:
        from scheduler.model.mention import REASONS  # noqa: PLC0415 - as above

        if name not in REASONS:
            raise Usage("mentions-no-reason", where="--reason", name=name, known=REASONS)
        return name

    def _kind(self) -> "Toward | None":
        from scheduler.model.mention import Toward  # noqa: PLC0415 - as above

        name = self._given["kind"]
        if name and name not in set(Toward):
            raise Usage("mentions-no-kind", where="--kind", name=name)
        return Toward(name) if name else None

    def written(self, rows: "Sequence[Mark]") -> int:
        from scheduler.render import mentions as drawn  # noqa: PLC0415 - as above

        if self._as_json:
            context.answer({"written": [drawn.row(one) for one in rows]})
        else:
            drawn.written(rows, self._language)
        return int(ExitCode.DONE)


def _numbers(given: Sequence[str]) -> list[int]:
    for one in given:
        if not (one.isascii() and one.isdigit()):
            raise Usage("mentions-words", where=one)
    return [int(one) for one in dict.fromkeys(given)]


COMMANDS = {"mentions": mentions}
