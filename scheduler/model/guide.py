"""How a person comes by the credentials of a network: data that `scheduler connect` reads out, in order."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do on the network's own pages; `code` is a sentence, `url` the page, `option` what it gives, if anything."""

    code: str
    url: str = ""
    option: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The steps in the order of the real pages, and what they ask of an institution. The codes are sentences; "" says nothing."""

    steps: tuple[Step, ...]
    read: date
    """When the pages were read last."""
    cost: str = ""
    wait: str = ""
    """What takes days or weeks."""
    signs: str = ""
    """Who must sign or be asked."""
