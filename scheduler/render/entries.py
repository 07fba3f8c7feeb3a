"""What an export shows one of: an occurrence on one account, from the queue or from files that were not applied yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from urllib.parse import unquote

from scheduler.model.delivery import State
from scheduler.model.variant import FacetKind, Media, Part, Role, Variant

GONE = frozenset({State.CANCELLED, State.WITHDRAWN})
BREAK = "\n\n---\n\n"
"""Between the parts of a thread, as a campaign file breaks one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`title` is its campaign's, `network_title` its network's. `state` is None where only the files know of it.

    `local` is the wall time that its author wrote (None: by a person's key), `revision` and `changed_at` what the journal says.
    """

    tag: str
    campaign: str
    title: str
    post: str
    occurrence: str
    account: str
    network: str
    network_title: str
    theme: str
    due: datetime | None
    local: datetime | None
    opens: datetime | None
    closes: datetime | None
    state: State | None
    variant: Variant
    code: str
    missing_roles: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    revision: int = 0
    changed_at: datetime | None = None

    @property
    def begins(self) -> datetime | None:
        """The instant it is due at, or from which a person may send it; None where nothing says so."""
        return self.due or self.opens

    @property
    def published(self) -> bool:
        """Whether its whole text has gone out."""
        return self.state in {State.PUBLISHED, State.WITHDRAWN}

    @property
    def text(self) -> str:
        """Its parts but for comments, with a break between those of a thread."""
        return BREAK.join(part.text for part in self.variant.parts if part.role is not Role.COMMENT)

    @property
    def comment(self) -> str:
        """The comments under it."""
        return "\n\n".join(part.text for part in self.variant.parts if part.role is Role.COMMENT)

    @property
    def source(self) -> str:
        """Its text as its author may write it again: each link by its address, without the tag that it got here."""
        return BREAK.join(self._source(part) for part in self.variant.parts if part.role is not Role.COMMENT)

    @property
    def source_comment(self) -> str:
        """The comments under it, in the same way."""
        return "\n\n".join(self._source(part) for part in self.variant.parts if part.role is Role.COMMENT)

    def _source(self, part: Part) -> str:
        text = part.text
        for one in sorted(part.facets, key=lambda each: each.start, reverse=True):
            if one.kind is FacetKind.LINK:
                text = f"{text[: one.start]}{self._untagged(one.value)}{text[one.end :]}"
        return text

    def _untagged(self, address: str) -> str:
        tag = {"utm_source": self.network, "utm_medium": "social", "utm_campaign": self.campaign}
        tag["utm_content"] = f"{self.post}.{self.occurrence}.{self.account}"
        head, sign, fragment = address.partition("#")
        place, _, query = head.partition("?")
        ours = {f"{name}={value}" for name, value in tag.items()}
        kept = "&".join(pair for pair in query.split("&") if unquote(pair) not in ours)
        return f"{place}{'?' if kept else ''}{kept}{sign}{fragment}"

    @property
    def pictures(self) -> tuple[Media, ...]:
        """Its pictures, in the order of its parts."""
        return tuple(media for part in self.variant.parts for media in part.media)

    @property
    def opening(self) -> str:
        """Its first words, on one line."""
        words = " ".join(next((part.text for part in self.variant.parts if part.text), "").split())
        return words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0].rstrip("…,;:. ") + "…"


def unpublished(entries: Sequence[Entry], *, cancelled: bool = False) -> int:
    """How many hold a text that is not out; `cancelled`: those too that will never be, where the file shows their texts."""
    return sum(1 for one in entries if not one.published and (cancelled or one.state is not State.CANCELLED))


def by_post(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """The entries of one post at a time, as they stand together."""
    for _, some in groupby(entries, key=lambda one: (one.campaign, one.post, one.occurrence)):
        yield list(some)


def length(entry: Entry, least: timedelta) -> timedelta:
    """How long it takes in a calendar: until its window closes, else `least`."""
    if entry.due is None and entry.begins is not None and entry.closes is not None:
        return max(entry.closes - entry.begins, least)
    return least
