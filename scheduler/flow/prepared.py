"""An occurrence adapted for an account: what checking judges, previewing shows and planning wants in the queue."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scheduler.model.account import Account
from scheduler.model.campaign import Campaign, Occurrence
from scheduler.model.variant import Variant, tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One occurrence, adapted for one account; `files` gives the path of each picture that its campaign names."""

    campaign: Campaign
    occurrence: Occurrence
    account: Account
    variant: Variant
    files: Mapping[str, Path]

    @property
    def tag(self) -> str:
        """The delivery's tag."""
        return tag(self.campaign.slug, self.occurrence.post.id, self.occurrence.key, self.account.name)
