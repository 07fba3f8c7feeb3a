"""A post left out on some of its accounts: which changes of its file that asks for. Pure."""

from collections.abc import Iterable
from typing import Any

from scheduler.campaigns.writer import Change, Place, Put, part


def skipped(said: Any, place: Place, accounts: Iterable[str]) -> list[Change]:
    """What leaves the post or reply at `place` out on `accounts`; nothing for those that leave it out already."""
    own = part(said, place).get("networks") or {}
    known = {name for name, one in own.items() if isinstance(one, dict) and str(one.get("skip")).lower() == "true"}
    return [Put(place=(*place, "networks", name, "skip"), value="true") for name in accounts if name not in known]
