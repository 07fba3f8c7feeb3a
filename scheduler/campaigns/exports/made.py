"""What came of the tables of one export."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Self

from scheduler.model.notice import Notice
from scheduler.model.past import Left, Sent


@dataclass(slots=True, kw_only=True)
class Made:
    """Posts, what was left out and why, and what to look at."""

    posts: list[Sent] = field(default_factory=list)
    left: Counter[Left] = field(default_factory=Counter)
    notices: list[Notice] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    """How many cells have each fault, named or not."""

    def add(self, other: Self) -> None:
        """Put what came of another table behind it."""
        self.posts += other.posts
        self.left += other.left
        self.notices += other.notices
        self.faults += other.faults
