"""What surrounds the counts, as the configuration says it: where visits are counted, and what platforms did to their figures."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from scheduler.config.tables import EVENT, Setting
from scheduler.config.values import Counter
from scheduler.config.words import shown

if TYPE_CHECKING:
    from scheduler.model.surroundings import PlatformNote

COUNTERS = ("matomo", "plausible")


class Loading(Protocol):
    """What reads a file: its complaints and its tables."""

    def say(self, keys: tuple[str, ...], code: str, /, **arguments: object) -> None: ...
    def table(self, keys: tuple[str, ...], given: object, settings: Mapping[str, Setting]) -> dict[str, Any]: ...


def counters(loading: Loading, read: Mapping[str, Any]) -> Iterator[Counter]:
    """Each with all that it takes to ask it."""
    for kind in COUNTERS:
        names = {part: f"{kind}_{part}" for part in ("site", "token")}
        missing = [name for name in names.values() if name not in read]
        if kind in read and missing:
            loading.say(("visits", kind), "key-missing", key=missing[0])
        elif kind in read:
            site, token = (read[name] for name in names.values())
            yield Counter(kind=kind, address=read[kind], site=site, token=token)


def events(loading: Loading, given: object) -> "Iterator[PlatformNote]":
    """The tables `[[events]]`, in the order of the file."""
    if given == []:
        return
    from scheduler.model.figure import Finding  # noqa: PLC0415 - most configurations have none, and a first week waits for this
    from scheduler.model.surroundings import PlatformNote, Sort  # noqa: PLC0415 - as above

    if not isinstance(given, list):
        loading.say(("events",), "setting-not-table", given=shown(given))
        return
    for number, one in enumerate(given, 1):
        values = loading.table(("events",), one, EVENT)
        if not {"first", "what"} <= values.keys():
            continue
        last = values.get("last", values["first"])
        if last < values["first"]:
            loading.say(("events",), "event-ends-before", first=values["first"], last=last)
            continue
        yield PlatformNote(
            name=f"own-{number}",
            first=values["first"],
            last=last,
            sort=Sort(values.get("sort", "other")),
            said=Finding(code="platform-own", arguments={"text": values["what"]}),
            own=True,
            source=values.get("source", ""),
            **{name: values[name] for name in ("networks", "accounts", "metrics") if name in values},
        )
