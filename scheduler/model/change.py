"""What applying the files would do to the queue, one value a delivery: shown by `plan`, done by `apply`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from scheduler.model.slot import Taken
from scheduler.model.variant import Variant


class ChangeKind(StrEnum):
    """The word of `--json`; the set grows, it never shrinks."""

    ADD = "add"
    MOVE = "move"
    REPLACE = "replace"
    CANCEL = "cancel"
    KEEP = "keep"
    MISSING = "missing"
    """Its file, folder or campaign is gone: never a cancel by itself."""
    ASK = "ask"
    """Not done without an answer: `question` names the flag that gives it."""


class Question(StrEnum):
    """What is asked, and the flag of `apply` that answers."""

    PAST = "now"
    """Its hour is already past: send it now?"""
    ALIKE = "again"
    """Nearly the same went out on this account in the last 30 days: once more?"""
    CANCELS = "cancel"
    """Many would be cancelled at once: `--cancel N` names how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the plan. `reason` is a code of `sentences.queueing`, filled by `arguments`.

    `due` is in UTC, `local` with the author's offset; `was` the instant before a move. `closes`: when the window of a post
    that is sent by hand ends, in the author's zone. `before` and `after` are the variants.
    """

    kind: ChangeKind
    tag: str
    account: str
    network: str
    due: datetime | None
    local: datetime | None
    reason: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    was: datetime | None = None
    closes: datetime | None = None
    before: Variant | None = None
    after: Variant | None = None
    question: Question | None = None
    conditions: str = ""
    """What cancels or holds it, as `condition.written` writes it."""
    slot: Taken | None = None
    """The slot that it takes, where it waits for one."""
    content: str = ""
    """Which content of its pool it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the user has answered: `now` sends what is past, `again` what is alike, `prune` cancels what is missing,
    `cancel` is the number of cancels agreed to, `readapt` takes what newer rules would make of an unchanged source.
    """

    now: bool = False
    again: bool = False
    prune: bool = False
    readapt: bool = False
    cancel: int | None = None
