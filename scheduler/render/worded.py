"""What was taken out of a text and what came in, by words, with a few of those around."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal

from scheduler.model.changed import Changed
from scheduler.model.variant import FacetKind, Media, Part, Variant
from scheduler.plain import visible
from scheduler.sentences import label
from scheduler.sentences.words import written

AROUND = 8
"""Words that are shown before and after a change."""
_TOKENS = re.compile(r"\n+|[^\S\n]+|[^\s]+")
Kind = Literal["same", "out", "in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a text: as it was and is, taken out, or put in."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed in one place: a part of a thread, a picture, the hour. `about` names it, empty where there is but one."""

    about: str
    pieces: Sequence[Piece]


def differences(one: Changed, language: str) -> list[Difference]:
    """All that would be seen differently, hours first; nothing where nothing would."""
    found = []
    if one.was != one.now and one.was and one.now:
        moved = [Piece(kind="out", text=_when(one.was, language)), Piece(kind="in", text=_when(one.now, language))]
        found.append(Difference(about=label("changed-hour", language), pieces=moved))
    before, after = one.before, one.after
    if before is None:
        return found
    return [*found, *_texts(before, after, language), *_beside(before, after, language)]


def pieces(before: str, after: str) -> list[Piece]:
    """The two texts as one, by words; long stretches that stay are cut to the words around a change."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    made: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            made.append(Piece(kind="same", text="".join(old[a:b])))
            continue
        made += [Piece(kind="out", text="".join(old[a:b]))] if b > a else []
        made += [Piece(kind="in", text="".join(new[c:d]))] if d > c else []
    return list(_cut(_joined(made)))


def _joined(made: Sequence[Piece]) -> list[Piece]:
    """Changes that only a space stands between are one change: three words are read easier than three changes."""
    out: list[Piece] = []
    held: dict[Kind, str] = {"out": "", "in": ""}
    for number, one in enumerate(made):
        last = number == len(made) - 1
        if one.kind == "same" and one.text.isspace() and "\n" not in one.text and not last and any(held.values()):
            held = {kind: text + one.text for kind, text in held.items()}
        elif one.kind == "same":
            out += _flushed(held)
            held = {"out": "", "in": ""}
            out.append(one)
        else:
            held[one.kind] += one.text
    return out + _flushed(held)


def _flushed(held: dict[Kind, str]) -> list[Piece]:
    return [Piece(kind=kind, text=text) for kind, text in held.items() if text.strip() or "\n" in text]


def _cut(made: Sequence[Piece]) -> Iterator[Piece]:
    for number, one in enumerate(made):
        words = _TOKENS.findall(one.text)
        keep = 2 * AROUND
        first, last = number == 0, number == len(made) - 1
        if one.kind != "same" or len(words) <= 2 * keep:
            yield one
        elif first:
            yield Piece(kind="same", text="… " + "".join(words[-keep:]).lstrip())
        elif last:
            yield Piece(kind="same", text="".join(words[:keep]).rstrip() + " …")
        else:
            yield Piece(kind="same", text="".join(words[:keep]).rstrip() + " … " + "".join(words[-keep:]).lstrip())


def _texts(before: Variant, after: Variant, language: str) -> Iterator[Difference]:
    old, new = ([shown(part) for part in one.parts] for one in (before, after))
    length = max(len(old), len(new))
    for number in range(length):
        was, now = (texts[number] if number < len(texts) else "" for texts in (old, new))
        if was == now:
            continue
        about = label("changed-part", language, part=number + 1, parts=length) if length > 1 else ""
        yield Difference(about=about, pieces=pieces(was, now))


def shown(part: Part) -> str:
    """The exact text of a part; an address is shown without its scheme and its tag: whole, it stands beside the text."""
    text, place = "", 0
    for facet in part.facets:
        if facet.kind is not FacetKind.LINK or facet.start < place:
            continue
        seen = part.text[facet.start : facet.end]
        text += part.text[place : facet.start] + (bare(seen) if seen.startswith("http") else seen)
        place = facet.end
    return visible(text + part.text[place:])


def bare(address: str) -> str:
    """An address as people read it aloud."""
    return address.partition("://")[2].removeprefix("www.").partition("?")[0].partition("#")[0].rstrip("/")


def _beside(before: Variant, after: Variant, language: str) -> Iterator[Difference]:
    """Pictures, what links lead to, the link's card, and what is set beside the text."""
    kinds = (
        ("changed-picture", _pictures),
        ("changed-link", _links),
        ("changed-card", _card),
        ("changed-option", _options),
    )
    for code, lines in kinds:
        was, now = lines(before), lines(after)
        gone = [text for key, text in was.items() if key not in now]
        come = [text for key, text in now.items() if key not in was]
        if gone or come:
            come = [f"{text} · {label('another-picture', language)}" if text in gone else text for text in come]
            made = [Piece(kind="out", text=text) for text in gone] + [Piece(kind="in", text=text) for text in come]
            yield Difference(about=label(code, language), pieces=made)


def _pictures(variant: Variant) -> dict[tuple[str, ...], str]:
    return {_key(one): _flat(f"{one.file}, {one.alt}") for part in variant.parts for one in part.media}


def _key(one: Media) -> tuple[str, ...]:
    return one.file, one.alt, one.blob


def _links(variant: Variant) -> dict[tuple[str, ...], str]:
    return {
        (facet.value,): _flat(facet.value)
        for part in variant.parts
        for facet in part.facets
        if facet.kind is FacetKind.LINK
    }


def _card(variant: Variant) -> dict[tuple[str, ...], str]:
    card = variant.card
    if card is None:
        return {}
    text = _flat(", ".join(one for one in (card.title, card.description, card.url) if one))
    return {(text, card.image.blob if card.image else ""): text}


def _options(variant: Variant) -> dict[tuple[str, ...], str]:
    given = variant.options
    return {(one,): _flat(one) for one in (given.warning, given.visibility, given.language) if one}


def _flat(text: str) -> str:
    return " ".join(visible(text).split())


def _when(at: datetime, language: str) -> str:
    return written(at, language)
