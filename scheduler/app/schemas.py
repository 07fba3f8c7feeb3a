"""JSON Schemas by name: of the files that people write, and of what each command prints with `--json`."""

from collections.abc import Mapping
from typing import Any

from scheduler.campaigns.schema import campaign_schema
from scheduler.config.schema import schema as config_schema
from scheduler.errors import Problem
from scheduler.model.spelling import nearest
from scheduler.render.schemas import SURFACES


def schema_of(name: str) -> Mapping[str, Any]:
    """The schema called `name`. Raises `Problem` with what was probably meant."""
    if name == "campaign":
        return campaign_schema()
    if name == "config":
        return config_schema()
    if name in SURFACES:
        return SURFACES[name]
    known = ["campaign", "config", *SURFACES]
    raise Problem(
        "nothing-so-named", where="scheduler schema", name=name, meant=nearest(name, known) or ", ".join(known)
    )
