"""What platforms did to their figures, read from one dated file that comes with the program."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from scheduler.connector.discover import PACKAGE
from scheduler.model.figure import Finding
from scheduler.model.surroundings import PlatformNote, Sort

NAME = "platforms.toml"


@cache
def shipped() -> tuple[PlatformNote, ...]:
    """The notes that come with the program, in the order of the file."""
    given = tomllib.loads(files(PACKAGE).joinpath(NAME).read_text(encoding="utf-8"))
    return tuple(_note(one) for one in given["events"])


def _note(given: Mapping[str, Any]) -> PlatformNote:
    metrics = tuple(given.get("metrics", ()))
    arguments = {"network": given["title"], "metrics": metrics}
    if given["said"] == "renamed":
        arguments |= {"before": metrics[0], "after": metrics[1]}
    return PlatformNote(
        name=given["name"],
        first=given["first"],
        last=given.get("last", given["first"]),
        sort=Sort(given["sort"]),
        said=Finding(code=f"platform-{given['said']}", arguments=arguments),
        networks=tuple(given["networks"]),
        metrics=metrics,
        source=given["source"],
        read=given["read"],
    )
