"""Where a connector keeps what its network renews by itself."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Protocol


class Vault(Protocol):
    """Where a connector keeps what the network renews by itself (a session's tokens), beside the secrets, never in SQL."""

    def read(self) -> str | None:
        """What was written last; None before that. What is read is redacted everywhere from then on."""

    def write(self, value: str) -> None:
        """Keep `value` in place of what was there: on the disk when this returns, the one before kept beside it."""

    def held(self) -> AbstractContextManager[object]:
        """Around read, renew and write: one renewer at a time, among threads and processes."""


@dataclass(slots=True)
class Memory:
    """A vault that ends with the process."""

    value: str | None = None

    def read(self) -> str | None:
        """As `Vault` says."""
        return self.value

    def write(self, value: str) -> None:
        """As `Vault` says."""
        self.value = value

    def held(self) -> AbstractContextManager[object]:
        """As `Vault` says."""
        return nullcontext()
