"""What can be put in place of what a notice finds fault with, where the notice says it word for word. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from scheduler.model.notice import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """`new` instead of `old`, which stands at `at` in the text `text` of those that were looked through."""

    text: int
    at: int
    old: str
    new: str


def _better(given: Mapping[str, object]) -> tuple[str, str]:
    """The line's own word, with the capital of the one that stands there."""
    old, new = str(given.get("found", "")), str(given.get("say", ""))
    return old, new[:1].upper() + new[1:] if old[:1].isupper() else new


def _person(given: Mapping[str, object]) -> tuple[str, str]:
    """The person of the file instead of a handle of theirs; where several handles are named, it is not said which."""
    handles, meant = given.get("handles"), given.get("meant")
    one = [handles] if isinstance(handles, str) else list(handles) if isinstance(handles, list | tuple) else []
    new = [meant] if isinstance(meant, str) else list(meant) if isinstance(meant, list | tuple) else []
    return (str(one[0]), str(new[0])) if len(one) == len(new) == 1 else ("", "")


WAYS: Mapping[str, Callable[[Mapping[str, object]], tuple[str, str]]] = {
    "line-prefer": _better,
    "handle-astray-known": _person,
}
"""The notices that say word for word what to write, by their code."""


def proposed(notices: Iterable[Notice], texts: Sequence[str], first: int) -> Mend | None:
    """The first mend that can be made in `texts`; the text `first` is looked through before the others."""
    for notice in notices:
        way = WAYS.get(notice.code)
        old, new = way(notice.arguments) if way else ("", "")
        for number in (first, *(n for n in range(len(texts)) if n != first)) if old and new != old else ():
            at = _whole(texts[number], old)
            if at >= 0:
                return Mend(text=number, at=at, old=old, new=new)
    return None


def _whole(text: str, word: str) -> int:
    """Where `word` stands as a word of its own; -1 where it does not."""
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not (before.isalnum() or after.isalnum()):
            return at
        at = text.find(word, at + 1)
    return -1
