"""What a post says now, beside what somebody read of it before."""

from dataclasses import dataclass
from datetime import datetime

from scheduler.model.variant import Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One account's text that is another than when it was read; hours are by the author's clock. `before` None: it is new."""

    tag: str
    account: str
    network: str
    before: Variant | None
    after: Variant
    was: datetime | None = None
    now: datetime | None = None

    @property
    def text(self) -> bool:
        """Whether more than the hour is another."""
        return self.before is None or self.before.digest != self.after.digest
