"""What a network says of an account when it is asked, without posting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from scheduler.model.notice import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that speaks against publishing (ERROR), or that a person should know; `code` is a sentence."""

    severity: Severity
    code: str
    arguments: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Who answers for an account, and whether publishing would work.

    `identity` is the stable remote id, `name` and `url` are as the network shows them (outside text). `expires_at` (aware,
    UTC) is when the credentials end, None where they do not or where the network does not say.
    """

    identity: str
    name: str = ""
    url: str = ""
    expires_at: datetime | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def works(self) -> bool:
        """Whether nothing was found that would keep a post from going out and being seen."""
        return not any(one.severity is Severity.ERROR for one in self.findings)
