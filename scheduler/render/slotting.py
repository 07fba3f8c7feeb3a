"""Which slot a post takes and why, and which content of its pool it says: in words and as JSON."""

from collections.abc import Iterator, Sequence

from scheduler.model.slot import Passed, Taken
from scheduler.model.variant import ONCE
from scheduler.render.surface import Json, instant, local
from scheduler.sentences import label


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
    for near, code in ((False, "slot-taken-by"), (True, "slot-too-near")):
        if found := named(slot, near=near):
            yield label(code, language, passed=found)


def named(slot: Taken, *, near: bool) -> Sequence[str]:
    """The slots that it did not get because of a post there, or of one too `near`: hour and post, as both languages write it."""
    found = [f"{one.at:%Y-%m-%d %H:%M} {_post(one)}" for one in slot.passed if one.near == near]
    last = bool(slot.passed) and slot.passed[-1].near == near
    return (*found, f"+{slot.more}") if slot.more and last else found


def surface(slot: Taken | None) -> Json | None:
    """The slot as `--json` shows it, or null."""
    if slot is None:
        return None
    passed = [{"at": instant(one.at), "local": local(one.at), "by": one.by, "near": one.near} for one in slot.passed]
    return {"at": instant(slot.at), "local": local(slot.at), "kept": slot.kept, "passed": passed, "more": slot.more}


def _post(one: Passed) -> str:
    return one.by.rpartition("/")[0].removesuffix(f"/{ONCE}")
