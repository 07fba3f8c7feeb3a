"""How engagement gathers as posts grow older."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Accumulation:
    """One network: at each age, the median share of what its posts of the operation have at `until`.

    Over `posts` posts that were read at every age and have at least five engagements; never fewer than five of them.
    """

    network: str
    posts: int
    until: timedelta
    steps: tuple[tuple[timedelta, float], ...]

    def at(self, age: timedelta) -> float | None:
        """The share at that age, where it was read."""
        return next((share for step, share in self.steps if step == age), None)
