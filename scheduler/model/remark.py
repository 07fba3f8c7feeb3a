"""A question or a remark about a post: it stays with the post, whatever becomes of its text, and is never published."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What `by` said of a post at `at`, when its code was `code`. `holds`: the post waits for the answer."""

    id: int
    campaign: str
    post: str
    occurrence: str
    code: str
    by: str
    at: datetime
    text: str
    holds: bool = False
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """Campaign, post, occurrence."""
        return self.campaign, self.post, self.occurrence

    @property
    def open(self) -> bool:
        """Whether nobody has answered it."""
        return self.answered_at is None
