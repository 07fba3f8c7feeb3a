"""One open definition of every number that a report shows: its formula, what it is made of, what it may not be taken for.

`model/definitions.py` lists them; the report's own page, its sheets, `scheduler why` and `docs/metrics.md` read them there. A
formula is arithmetic over terms, and `scheduler why` gives the terms: worked out over them it gives the number (a test does so
with every number of a report). Sentences stand under codes: what it is called, how it is made, what to beware of.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One metric or figure. `id` is public and stable: pages link to it, scripts name it.

    `cells` gives the addresses of its numbers in a report (`*` for what names a line), each with the formula that holds there,
    "" where no arithmetic of a line gives it (a median, a count of days): `how` then says it in words.
    """

    id: str
    cells: Mapping[str, str]
    function: str
    """The function that computes it: `package.module:name`."""
    components: tuple[str, ...] = ()
    """The counts that it is made of. A network that does not give one of them can not give it."""
    aged: bool = True
    """Whether it is compared at one post age."""
    sources: tuple[str, ...] = ()
    """Where the definition comes from: addresses, or works."""
    others: tuple[str, ...] = ()
    """Other names under which people ask for it."""
    of: str = "report"
    """The prefix of its sentences: `report-metric-ID`, `report-define-ID` and `report-source-ID`, or `metric-ID`, ..."""

    @property
    def name(self) -> str:
        """The code of what it is called."""
        return f"report-metric-{self.id}" if self.of == "report" else f"metric-{self.id}"

    @property
    def how(self) -> str:
        """The code of how it is made."""
        return f"report-define-{self.id}" if self.of == "report" else f"metric-{self.id}-how"

    @property
    def care(self) -> str:
        """The code of what to beware of."""
        return f"report-source-{self.id}" if self.of == "report" else f"metric-{self.id}-care"
