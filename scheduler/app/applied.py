"""A campaign as it was applied, written and read back: the daemon lays out series from this, never from an unapplied file."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scheduler.model.campaign import Campaign

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def _adapter() -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter  # 70 ms that only planning pays  # noqa: PLC0415 - only this command pays for it

    return TypeAdapter(Campaign)


def written(campaign: Campaign) -> str:
    """`campaign` as JSON, its file by its absolute path: the daemon may run in another folder. `read` is the way back."""
    where = replace(campaign.where, file=str(Path(campaign.where.file).resolve()))
    text: str = _adapter().dump_json(replace(campaign, where=where)).decode()
    return text


def read(text: str) -> Campaign:
    """The campaign that `written` wrote. Raises ValueError for anything else."""
    found: Campaign = _adapter().validate_json(text)
    return found


def repeats(text: str) -> bool:
    """Whether the campaign that `written` wrote has a series, without reading it: Pydantic is for those that have one."""
    return '"repeat":{' in text  # in a string its quotes would be escaped
