"""What may be done to a post now, and why not. It knows the model, so it is loaded with the first post, not before. Pure."""

from collections.abc import Callable, Sequence
from typing import Protocol

from scheduler.app.agenda import Entry, unmovable
from scheduler.app.reviewing import Reviewing, ids_of
from scheduler.model.delivery import CANCELLABLE, SENDABLE, UNSENT, Delivery, State
from scheduler.model.greeting import BEGINS
from scheduler.model.variant import ONCE
from scheduler.render.days import day_name
from scheduler.sentences import label
from scheduler.sentences.stored import said, told
from scheduler.tui.weekplan import slot

DOUBTFUL = frozenset({State.UNKNOWN, State.EXPECTED})
LATE = frozenset({State.FAILED, State.MISSED, State.PARTIAL})
LISTED = 200
"""Posts that a question names; how many more there are, it says."""
QUESTION = "question-open"
"""What the reason of a hold begins with where an answer ends it."""


def refusal(reviewing: Reviewing, name: str, one: Entry) -> tuple[str, dict[str, object]]:
    """Why an act cannot be done to a post now, as a code with arguments; the code is empty where it can."""
    if name == "move":
        return unmovable(one)
    check = CHECKS.get(name)
    return (check(reviewing, one) if check else ""), {"by": reviewing.by}


def holdable(one: Entry) -> Sequence[Delivery]:
    """Of it, what can be held."""
    return ids_of([one], UNSENT - {State.HELD})


def cancellable(one: Entry) -> Sequence[Delivery]:
    """Of it, what can be cancelled."""
    return ids_of([one], CANCELLABLE)


def sendable(one: Entry) -> Sequence[Delivery]:
    """Of it, what can be published at once."""
    return ids_of([one], SENDABLE)


def late(one: Entry) -> Sequence[Delivery]:
    """Of it, what was refused or missed: sent now, it may be out late or twice."""
    return ids_of([one], LATE)


def unsent(one: Entry) -> bool:
    """Whether anything of it is still to go out."""
    return bool(ids_of([one], UNSENT))


def question(one: Entry) -> str:
    """The question for whose answer it is held; nothing where none is."""
    held = next((each for each in one.deliveries if each.state is State.HELD), None)
    return told(held.reason).get("question", "") if held is not None and held.reason.startswith(QUESTION) else ""


def held(one: Entry, language: str) -> str:
    """Why it is held, in words: a question that is open, a person's reason; nothing where it is not."""
    found = [each for each in one.deliveries if each.state is State.HELD]
    found.sort(key=lambda each: not each.reason.startswith(QUESTION))
    if not found:
        return ""
    return said(found[0].reason, language) if found[0].reason else label("state-held", language, network="").strip()


def listed(entries: Sequence[Entry], language: str, why_not: Callable[[Entry], str]) -> list[str]:
    """Posts as a question lists them: each with its hour, and why it is left out where it is."""
    lines: list[str] = []
    for one in entries[:LISTED]:
        why = why_not(one)
        name = f"{day_name(one.day, 'two', language)} {slot(one)}  {one.post}{' ↳ ' if one.reply else ''}{one.reply}"
        lines.append(f"– {label('viewing-of', language, what=name, told=why)}" if why else name)
    more = len(entries) - LISTED
    return [*lines, label("review-more", language, n=more)] if more > 0 else lines


class Check(Protocol):
    """The code of why not; nothing where it can be."""

    def __call__(self, reviewing: Reviewing, one: Entry, /) -> str: ...


def _approve_refused(reviewing: Reviewing, one: Entry) -> str:
    if not one.missing:
        return "review-not-asked" if not any(each.roles for each in one.deliveries) else "review-all-said"
    if not unsent(one):
        return "review-past-approving"
    return "" if reviewing.standing(one) else "review-no-role"


def _needs(states: frozenset[State], code: str) -> Check:
    return lambda _, one: "" if ids_of([one], states) else code


CHECKS: dict[str, Check] = {
    "edit": lambda _, one: "edit-welcome" if one.occurrence.startswith(BEGINS) else "",
    "duplicate": lambda _, one: "review-no-copy" if one.occurrence != ONCE else "",
    "approve": _approve_refused,
    "approve-many": lambda reviewing, _: "" if reviewing.roles else "review-no-role",
    "hold": _needs(UNSENT, "review-nothing-to-hold"),
    "browse": lambda _, one: "" if one.out else "viewing-nothing-out",
    "cancel": _needs(CANCELLABLE, "review-nothing-to-cancel"),
    "send": _needs(SENDABLE, "review-nothing-to-send"),
    "settle": _needs(DOUBTFUL, "review-nothing-to-settle"),
}
