"""What came of a yes on the terminal and as JSON: what was refused, and what changed since somebody read it."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.errors import Problem
from scheduler.model.changed import Changed
from scheduler.model.delivery import Delivery, State
from scheduler.plain import harmless, visible
from scheduler.render.ink import coloured, out, paint
from scheduler.render.queue import SIGNS as STATES
from scheduler.render.surface import Json, local
from scheduler.render.worded import Difference, Piece, differences
from scheduler.sentences import label, say

SIGNS = {"out": ("[−", "−]", "remove"), "in": ("[+", "+]", "add")}


def surface(one: Changed, language: str) -> Json:
    """One account's changes as `approve --json` shows them."""
    return {
        "tag": one.tag,
        "account": one.account,
        "network": one.network,
        "was": local(one.was),
        "now": local(one.now),
        "differences": [
            {"about": each.about, "pieces": [{"kind": piece.kind, "text": piece.text} for piece in each.pieces]}
            for each in differences(one, language)
        ],
    }


def refused(name: str, problem: Problem, older: Mapping[str, Sequence[Changed]], language: str) -> Json:
    """One name that was refused, and what changed where it is an older text's."""
    said = say(problem.code, problem.arguments, language)
    changed = older.get(str(problem.arguments.get("code", "")), ()) if problem.code == "code-of-older-text" else ()
    return {
        "name": name,
        "code": problem.code,
        "message": said.text,
        "advice": said.advice,
        "changed": [surface(one, language) for one in changed],
    }


def refusals(
    found: Sequence[tuple[str, Problem]], older: Mapping[str, Sequence[Changed]], language: str
) -> Iterator[str]:
    """The refusals as lines for stderr, each with what changed since."""
    if len(found) > 1:
        yield label("approve-refused", language, n=len(found))
    for name, problem in found:
        named = {str(problem.arguments.get("code")), *str(problem.arguments.get("tag", "")).split("/")}
        where = "" if name in named or name in str(problem.arguments.get("tag", "")) else f"{harmless(name)}: "
        yield f"{where}{say(problem.code, problem.arguments, language)}"
        if problem.code == "code-of-older-text" and (changed := older.get(str(problem.arguments["code"]))):
            yield "  " + label("approve-changed", language, read=problem.arguments["code"])
            yield from lines(changed, language, colour=False)


def known(found: Sequence[Delivery], role: str, language: str, zone: str) -> None:
    """Say which deliveries had this yes before, whose it is and since when: nothing was written for them."""
    by_yes: dict[tuple[str, datetime], list[Delivery]] = {}
    for one in found:
        yes = next(each for each in reversed(one.approvals) if each.role == role and each.digest == one.digest)
        by_yes.setdefault((yes.by, yes.at), []).append(one)
    for (by, at), some in by_yes.items():
        since = at.astimezone(ZoneInfo(zone))
        out(paint(label("approve-known", language, n=len(some), by=by, at=since), "strong"))
        for one in some:
            state = label(f"state-{one.state.value}", language, network=one.network)
            missing = f" ({', '.join(one.missing_roles)})" if one.state is State.AWAITING else ""
            out(f"  {STATES[one.state]} {visible(one.tag)}  {state}{visible(missing)}")


def gone(found: Sequence[Delivery], language: str) -> None:
    """Say for what a yes was taken back too late."""
    for one in found:
        out(
            paint(
                str(say(f"not-while-{one.state.value}", {"tag": one.tag, "roles": one.missing_roles}, language)),
                "warning",
            )
        )


def since_yes(found: Sequence[Delivery], changed: Sequence[Changed], role: str, language: str) -> None:
    """Print what changed on `found` since `role` said yes."""
    if changed:
        out(paint(label("approve-changed-yes", language), "strong"))
        for line in lines(changed, language, colour=coloured(sys.stdout)):
            out(line)
    for one in found:
        if one.tag in {each.tag for each in changed}:
            continue
        read = any(yes.role == role and yes.digest == one.digest for yes in one.approvals)
        said = (
            label("approve-unchanged", language, tag=one.tag)
            if read
            else label("approve-never-read", language, tag=one.tag)
        )
        out(visible(said))


def lines(changed: Sequence[Changed], language: str, *, colour: bool) -> Iterator[str]:
    """What changed on each account; accounts that changed alike share their lines."""
    alike: dict[tuple[Difference, ...], list[str]] = {}
    for one in changed:
        alike.setdefault(tuple(_tight(each) for each in differences(one, language)), []).append(one.account)
    for found, accounts in alike.items():
        yield f"  {visible(', '.join(accounts))}"
        for each in found:
            about = f"{each.about}: " if each.about else ""
            shown = "".join(_marked(piece, colour=colour) for piece in each.pieces)
            yield from (f"    {row}" for row in f"{about}{shown}".splitlines())


def _tight(one: Difference) -> Difference:
    return Difference(about=one.about, pieces=tuple(one.pieces))


def _marked(piece: Piece, *, colour: bool) -> str:
    """A piece with its sign: colours alone tell nobody apart, nor does a log."""
    if piece.kind == "same":
        return visible(piece.text)
    before, after, style = SIGNS[piece.kind]
    text = f"{before}{visible(piece.text)}{after}"
    return paint(text, style) if colour else text
