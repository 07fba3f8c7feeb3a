"""A message of somebody else as it is kept: where and when, and what a person made of it. No text, no handle, no name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Toward(StrEnum):
    """How a message concerns us: it answers a post of ours, names the account, or bears a hashtag of a campaign."""

    REPLY = "reply"
    MENTION = "mention"
    TAG = "tag"


class Deed(StrEnum):
    """What was made of a message; `TOLD` of them by the program, the others by a person."""

    QUESTION = "question"
    ANSWERED = "answered"
    """`value`: `at` (when our answer went out, ISO; "" unknown), `seen` where the program found it under the message."""
    PASS_ON = "pass-on"  # noqa: S105 - a word of the inbox
    """To be passed on. `value`: `theme`, `department`."""
    PASSED = "passed"
    """It was passed on. `value`: `to`."""
    ACCEPT = "accept"
    """A contribution that is taken. `value`: `credit`, `consent` (its author's), `contributor` (a pseudonym, if there is one)."""
    ASIDE = "aside"
    """A contribution that is not taken. `value`: `reason`, `contributor`."""
    VERBATIM = "verbatim"
    """Words to cite. `value`: `wording`, `attribution`, `consent`."""
    CONSENT = "consent"
    """Its author agrees to be cited and shown."""
    WITHDRAW = "withdraw"
    """Its author does not, or no longer: words, credit and attribution are emptied in the rows before."""
    NOTHING = "nothing"
    """Read; nothing to do."""
    GONE = "gone"
    """Its author deleted it."""
    UNDO = "undo"
    """Takes another row back."""


TOLD = frozenset({Deed.GONE})
"""What only the program says."""
SORTING = frozenset(Deed) - {Deed.GONE, Deed.UNDO, Deed.ANSWERED, Deed.CONSENT, Deed.WITHDRAW, Deed.PASSED}
"""What shows that a person has looked at the message."""
REASONS = ("off-topic", "no-consent", "rights", "quality", "duplicate", "other")
"""Why a contribution is set aside (sentences `aside-REASON`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One row of what was made of a message; rows are only added. `by` is "" where the program saw it."""

    id: int
    mention: int
    deed: Deed
    by: str
    at: datetime
    value: Mapping[str, str | bool] = field(default_factory=dict)
    undoes: int | None = None

    def text(self, name: str) -> str:
        """A value that is a text; "" where it is not there."""
        found = self.value.get(name, "")
        return found if isinstance(found, str) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One message. `tag` is the delivery of ours that it stands under ("": none), `hashtag` the one it was found by.

    What leads back to it on its network is kept sealed beside it (`scheduler.store.mentions`), and is not in this value.
    `number` is how a person names it.
    """

    number: int
    account: str
    network: str
    toward: Toward
    at: datetime
    tag: str = ""
    hashtag: str = ""
    simulated: bool = False
    by_hand: str = ""
    """The person who entered it by hand; "": the network told it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What all rows together say of one message; rows that were taken back count nowhere."""

    sorted: bool = False
    question: bool = False
    answered: bool = False
    answered_at: datetime | None = None
    answered_by: str = ""
    theme: str = ""
    department: str = ""
    pass_on: bool = False
    passed_to: str = ""
    passed: bool = False
    accepted: bool = False
    aside: str = ""
    credit: str = ""
    contributor: str = ""
    consent: bool = False
    wording: str = ""
    attribution: str = ""
    picked: int = 0
    """The row of the verbatim, by which verbatims stand in order; 0: none."""
    gone: bool = False


def standing(marks: Iterable[Mark]) -> Standing:
    """What `marks`, all rows of one message, come to: of two that contradict each other the later one holds.

    A withdrawn consent holds until a later consent; a contribution that is accepted after it was set aside is accepted.
    """
    rows = sorted(marks, key=lambda one: one.id)
    undone = {one.undoes for one in rows if one.undoes is not None}
    found: dict[str, object] = {}
    for one in rows:
        if one.id not in undone and one.deed is not Deed.UNDO:
            found |= _said(one, found)
    return Standing(**found)  # type: ignore[arg-type]


def _said(one: Mark, before: Mapping[str, object]) -> dict[str, object]:
    looked: dict[str, object] = {"sorted": True} if one.deed in SORTING else {}
    match one.deed:
        case Deed.QUESTION:
            return looked | {"question": True}
        case Deed.ANSWERED:
            return _answered(one, before)
        case Deed.PASS_ON:
            return looked | {"pass_on": True, "theme": one.text("theme"), "department": one.text("department")}
        case Deed.PASSED:
            return {"pass_on": True, "passed": True, "passed_to": one.text("to")}
        case Deed.ACCEPT:
            taken = {"accepted": True, "aside": "", "credit": one.text("credit")}
            return looked | taken | _who(one) | _agreed(one)
        case Deed.ASIDE:
            return looked | {"accepted": False, "aside": one.text("reason") or "other", "credit": ""} | _who(one)
        case Deed.VERBATIM:
            words = {"wording": one.text("wording"), "attribution": one.text("attribution"), "picked": one.id}
            return looked | words | _agreed(one)
        case Deed.CONSENT | Deed.WITHDRAW:
            return {"consent": one.deed is Deed.CONSENT}
        case Deed.GONE:
            return {"gone": True}
        case _:
            return looked


def _answered(one: Mark, before: Mapping[str, object]) -> dict[str, object]:
    """The first answer is the one whose hour counts."""
    given = one.text("at")
    at = datetime.fromisoformat(given) if given else None
    known = before.get("answered_at")
    if isinstance(known, datetime) and (at is None or known <= at):
        at = known
    return {"answered": True, "answered_at": at, "answered_by": one.by or before.get("answered_by", "")}


def _who(one: Mark) -> dict[str, object]:
    return {"contributor": one.text("contributor")} if one.text("contributor") else {}


def _agreed(one: Mark) -> dict[str, object]:
    return {"consent": True} if one.value.get("consent") is True else {}
