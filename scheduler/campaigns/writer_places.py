"""Where a post stands in its file, and which of its texts a person may change in place: found in the file as it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from scheduler.campaigns import tree
from scheduler.campaigns.tree import Items, Keyed, Node, Text
from scheduler.campaigns.writer import Place, parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One text of a post: its own, that of a network or an account (`own`), or what is said in place of a picture.

    `line` counts from 1; where nothing stands yet, it is that of what it belongs to, and `missing`.
    """

    place: Place
    kind: Literal["text", "alt"]
    text: str
    line: int
    own: str = ""
    language: str = ""
    picture: str = ""
    number: int = 0
    """Of contents in rotation, which one, from 1."""
    missing: bool = False
    day: str = ""
    """Of one date of a series, which, as its file writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A post in its file, at `line` (from 1)."""

    place: Place
    line: int
    wordings: tuple[Wording, ...]


def campaign(data: bytes, file: str) -> str:
    """The name of the campaign in a file; nothing where it has none. Raises `Problem` where the file cannot be read as it is."""
    root = parsed(data, file)
    entry = root.entries.get("campaign")
    return entry[2].value if entry and isinstance(entry[2], Text) else ""


def posts(root: Keyed) -> Iterator[tuple[Place, Keyed]]:
    """Every post of the file, and where it stands."""
    for day, one in enumerate(_items(root, "days")):
        yield from ((("days", day, "posts", n), post) for n, post in _keyed(one, "posts"))
    yield from ((("posts", n), post) for n, post in _keyed(root, "posts"))


def find(data: bytes, file: str, post: str, reply: str = "") -> Found | None:
    """The post of that id, or its timed `reply`; None where the file has none. Raises `Problem` as `written` does."""
    for place, node in posts(parsed(data, file)):
        if _word(node, "id") != post:
            continue
        if not reply:
            return Found(place=place, line=node.line + 1, wordings=tuple(_wordings(place, node)))
        for number, inner in _keyed(node, "replies"):
            if _word(inner, "id") == reply:
                here = (*place, "replies", number)
                return Found(place=here, line=inner.line + 1, wordings=tuple(_wordings(here, inner)))
    return None


def welcome(data: bytes, file: str, name: str) -> int:
    """The line (from 1) of the welcome of that name; 0 where there is none."""
    found = (one.line + 1 for _, one in _keyed(parsed(data, file), "welcome") if _word(one, "id") == name)
    return next(found, 0)


def _wordings(place: Place, node: Keyed) -> Iterator[Wording]:
    yield from _said(place, node)
    for number, content in _keyed(node, "rotate"):
        yield from _said((*place, "rotate", number), content, number=number + 1)
    pool = node.entries.get("pool")
    for number, content in _keyed(pool[2], "contents") if pool else ():
        yield from _said((*place, "pool", "contents", number), content, number=number + 1)
    for number, edited in _keyed(node, "occurrences"):
        here, day = (*place, "occurrences", number), _word(edited, "date")
        yield from (replace(one, day=day) for one in (*_said(here, edited), *_own(here, edited)))
    yield from _own(place, node)


def _own(place: Place, node: Keyed) -> Iterator[Wording]:
    own = node.entries.get("networks")
    for name, (_, _, inner) in own[2].entries.items() if own and isinstance(own[2], Keyed) else ():
        if isinstance(inner, Keyed):
            yield from _said((*place, "networks", name), inner, own=name)


def _said(place: Place, node: Keyed, *, own: str = "", number: int = 0) -> Iterator[Wording]:
    text = node.entries.get("text")
    if text and isinstance(text[2], Text):
        yield Wording(
            place=(*place, "text"), kind="text", text=text[2].value.strip(), line=text[0] + 1, own=own, number=number
        )
    texts = node.entries.get("texts")
    for language, (line, _, value) in texts[2].entries.items() if texts and isinstance(texts[2], Keyed) else ():
        if isinstance(value, Text):
            yield Wording(
                place=(*place, "texts", language),
                kind="text",
                text=value.value.strip(),
                line=line + 1,
                own=own,
                language=language,
                number=number,
            )
    for n, picture in _keyed(node, "media"):
        alt = picture.entries.get("alt")
        if alt is None or isinstance(alt[2], Text):
            yield Wording(
                place=(*place, "media", n, "alt"),
                kind="alt",
                text=alt[2].value.strip() if alt and isinstance(alt[2], Text) else "",
                line=(alt[0] if alt else picture.line) + 1,
                own=own,
                picture=_word(picture, "file"),
                number=number,
                missing=alt is None or tree.absent(alt[2]),
            )


def _items(node: Keyed, name: str) -> list[Node]:
    entry = node.entries.get(name)
    return entry[2].items if entry and isinstance(entry[2], Items) else []


def _keyed(node: Node, name: str) -> Iterator[tuple[int, Keyed]]:
    if isinstance(node, Keyed):
        yield from ((n, one) for n, one in enumerate(_items(node, name)) if isinstance(one, Keyed))


def _word(node: Keyed, name: str) -> str:
    entry = node.entries.get(name)
    return entry[2].value if entry and isinstance(entry[2], Text) else ""
