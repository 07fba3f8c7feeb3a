"""Which slot a post takes and why, and which content of its pool it says: in words and as JSON."""

from collections.abc import Iterator, Mapping, Sequence

from scheduler.model.slot import Passed, Taken
from scheduler.model.variant import ONCE
from scheduler.render.surface import Json, instant, local
from scheduler.sentences import label
from scheduler.sentences.words import Held


def words(slot: Taken | None, content: str, language: str) -> str:
    """All of it in one line; nothing for nearly all posts."""
    said = list(_slot(slot, language)) if slot else []
    if content:
        said.append(label("pool-says", language, content=content))
    return " · ".join(said)


def _slot(slot: Taken, language: str) -> Iterator[str]:
    if slot.kept:
        yield label("slot-kept", language)
        return
    yield label("slot-next" if slot.passed else "slot-first", language)
    for code, found in why(slot).items():
        yield label(f"slot-{code}", language, passed=found)


def why(slot: Taken) -> Mapping[str, Sequence[Held | str]]:
    """Why it did not get the slots before, by reason: each with its hour, and the post there, as a sentence takes them."""
    found: dict[str, list[Held | str]] = {}
    for one in slot.passed:
        reason = "kept-free" if one.shut else "too-near" if one.near else "taken-by"
        found.setdefault(reason, []).append(Held(one.at, _post(one)))
    if slot.more:
        found[next(reversed(found))].append(f"+{slot.more}")
    return found


def surface(slot: Taken | None) -> Json | None:
    """The slot as `--json` shows it, or null."""
    if slot is None:
        return None
    passed = [
        {"at": instant(one.at), "local": local(one.at), "by": one.by, "near": one.near, "shut": one.shut}
        for one in slot.passed
    ]
    return {"at": instant(slot.at), "local": local(slot.at), "kept": slot.kept, "passed": passed, "more": slot.more}


def _post(one: Passed) -> str:
    return one.by.rpartition("/")[0].removesuffix(f"/{ONCE}")
