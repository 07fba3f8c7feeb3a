"""What stands for a state and for a network: a sign and two letters, never a colour alone."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.sentences import label

if TYPE_CHECKING:
    from scheduler.app.agenda import Entry
    from scheduler.model.delivery import Delivery, State

MARKS: Mapping[str, str] = {
    "x": "XT",
    "facebook": "FB",
    "mastodon": "MA",
    "bluesky": "BS",
    "instagram": "IG",
    "linkedin": "LI",
    "threads": "TH",
    "youtube": "YT",
    "telegram": "TG",
    "tiktok": "TT",
    "tumblr": "TU",
    "pinterest": "PI",
    "snapchat": "SN",
    "discord": "DI",
}
"""As people abbreviate them. Another network is called by its first two letters."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How one standing is drawn: a sign, its letter where there is no UTF-8, its colour's token, and how its word is found."""

    glyph: str
    letter: str
    token: str
    word: str


FAILED = Sign("✗", "X", "trouble", "state-failed")
UNKNOWN = Sign("?", "?", "unknown", "state-unknown")
BLOCKED = Sign("!", "!", "trouble", "review-blocked")
MISSED = Sign("∅", "M", "trouble", "state-missed")
PARTIAL = Sign("◐", "%", "unknown", "state-partial")
EXPECTED = Sign("→", "T", "expected", "state-expected")
AWAITING = Sign("○", "v", "awaiting", "state-awaiting")
HELD = Sign("‖", "=", "held", "state-held")
SENDING = Sign("»", ">", "sending", "state-sending")
READY = Sign("●", "P", "ready", "state-ready")
PUBLISHED = Sign("✓", "*", "published", "state-published")
CANCELLED = Sign("–", "-", "muted", "state-cancelled")
WITHDRAWN = Sign("↶", "W", "muted", "state-withdrawn")
GRAVEST_FIRST = (
    *(FAILED, UNKNOWN, BLOCKED, MISSED, PARTIAL, EXPECTED, AWAITING, HELD, SENDING, READY, PUBLISHED),
    *(CANCELLED, WITHDRAWN),
)
TROUBLES = frozenset({FAILED, UNKNOWN, BLOCKED, MISSED, PARTIAL, EXPECTED})
DONE = frozenset({PUBLISHED, CANCELLED, WITHDRAWN})
_OF_STATE: Mapping[str, Sign] = {
    "awaiting": AWAITING,
    "ready": READY,
    "held": HELD,
    "claimed": SENDING,
    "sending": SENDING,
    "unknown": UNKNOWN,
    "expected": EXPECTED,
    "partial": PARTIAL,
    "published": PUBLISHED,
    "failed": FAILED,
    "missed": MISSED,
    "cancelled": CANCELLED,
    "withdrawn": WITHDRAWN,
}
"""By the state's word: the first frame is drawn before the model is loaded."""


def of_state(state: "State") -> Sign:
    """The sign of a state."""
    return _OF_STATE[state]


def sign_of(one: "Delivery", blocked: Collection[str] = ()) -> Sign:
    """The sign of a delivery: what would go out, but waits for an account that a person has to connect again, is blocked."""
    found = _OF_STATE[one.state]
    return BLOCKED if found is READY and one.account in blocked else found


def gravest(found: Iterable[Sign]) -> Sign:
    """The one that a person should hear of first."""
    return min(found, key=GRAVEST_FIRST.index)


def of_entry(one: "Entry", blocked: Collection[str] = ()) -> Sign:
    """The gravest of a post's networks."""
    return gravest(sign_of(each, blocked) for each in one.deliveries)


def word_of(sign: Sign, language: str) -> str:
    """What a sign says by itself, of no network: «refusé»."""
    if sign is not FAILED:
        return label(sign.word, language)
    return label("states-failed", language, n=1).partition(" ")[2]


def mark(network: str) -> str:
    """The two letters of a network."""
    return MARKS.get(network) or network[:2].upper().ljust(2)


def marks(one: "Entry", blocked: Collection[str] = ()) -> list[tuple[str, Sign | None]]:
    """The letters of a post's networks; those in its gravest state bear its sign where others stand otherwise."""
    worst = of_entry(one, blocked)
    standing: dict[str, list[Sign]] = {}
    for each in one.deliveries:
        standing.setdefault(mark(each.network), []).append(sign_of(each, blocked))
    differ = any(sign is not worst for some in standing.values() for sign in some)
    return [(letters, worst if differ and worst in some else None) for letters, some in standing.items()]
