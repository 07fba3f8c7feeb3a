"""Freezing: a variant's pictures are fitted to the network, stored by content, and named by their digest.

What is stored here is what was shown, approved and will be sent: the sender reads nothing else. The same picture under the
same plan is fitted once (`fitted/` beside the blobs remembers it), so that a plan of a week takes milliseconds, and two
networks that need the same of a picture share the work.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import NamedTuple, Protocol

from scheduler.adapt import media
from scheduler.adapt.plan import Plan, Source, plan
from scheduler.errors import Fault, Problem
from scheduler.model.film import MIMES, MOST_BYTES, ending, is_film
from scheduler.model.network import PictureRules
from scheduler.model.notice import blocking
from scheduler.model.variant import Media, Part, Variant
from scheduler.store.files import replace as keep
from scheduler.store.place import private_folder

FITTING = 2
"""The version of fitting: raise it when `adapt.media.fit` would make other bytes of the same picture."""


class Blobs(Protocol):
    """Where fitted bytes go: `put` answers with their SHA-256, `get` raises `Fault` where they are gone or damaged."""

    def put(self, data: bytes) -> str: ...

    def get(self, digest: str) -> bytes: ...


class Freezer:
    """Fits and stores the pictures of variants. `folder` holds the memory of what was fitted; None keeps it in this process."""

    def __init__(self, blobs: Blobs, folder: Path | None) -> None:
        self._blobs = blobs
        self._folder = folder
        self._known: dict[str, _Kept] = {}
        self._seen: dict[str, Source] = {}

    def freeze(
        self,
        variant: Variant,
        files: Mapping[str, Path],
        rules: PictureRules,
        expected: Mapping[str, str] | None = None,
    ) -> Variant:
        """Return `variant` with every picture fitted, stored and named by its digest; `files` maps names to paths.

        `expected` maps names to the SHA-256 of the pictures that were looked at: a file that holds something else by now is
        a `Problem`, and what was stored until then is used by nobody. A video is stored as it is.
        """
        sources = _Sources(files, expected or {}, blocked=blocking(variant.notices))
        parts = tuple(self._part(part, sources, rules) for part in variant.parts)
        card = variant.card
        if card is not None and card.image is not None:
            lighter = replace(rules, max_bytes=min(rules.card_bytes or rules.max_bytes, rules.max_bytes))
            card = replace(card, image=self._media(card.image, sources, lighter))
        return replace(variant, parts=parts, card=card)

    def _part(self, part: Part, sources: "_Sources", rules: PictureRules) -> Part:
        if not part.media:
            return part
        return replace(part, media=tuple(self._media(one, sources, rules) for one in part.media))

    def _media(self, one: Media, sources: "_Sources", rules: PictureRules) -> Media:
        if is_film(one.file):
            return self._film(one, sources)
        data, digest = sources.read(one.file)
        try:
            source = self._seen.setdefault(digest, self._seen.get(digest) or media.look(data))
            todo = plan(source, rules, one.framing)
            key = fitting_key(digest, todo)
            kept = self._known.get(key) or self._remembered(key)
            if kept is None:
                fitted = media.convert(data, todo)
                kept = _kept(fitted, self._blobs.put(fitted.data))
                self._remember(key, kept)
        except Problem as wrong:
            raise Problem(wrong.code, where=one.file, detail=wrong.detail, **wrong.arguments) from wrong
        self._known[key] = kept
        return replace(one, **kept._asdict())

    def _film(self, one: Media, sources: "_Sources") -> Media:
        if sources.blocked:
            return one  # what cannot go out is shown by its name: copying a film takes long
        data, _ = sources.read(one.file, most=MOST_BYTES)
        mime = MIMES.get(ending(one.file), "")
        return replace(one, blob=self._blobs.put(data), mime=mime, size=len(data), steps=("as it is",))

    def _remembered(self, key: str) -> "_Kept | None":
        if self._folder is None:
            return None
        try:
            kept = _recalled(json.loads((self._folder / f"{key}.json").read_text(encoding="utf-8")))
            # Read, not only looked for: what a disk has damaged must be fitted again, not approved and held at its hour.
            return kept if kept and len(self._blobs.get(kept.blob)) == kept.size else None
        except (OSError, ValueError, RecursionError, Fault):
            return None  # never fitted, or a memory that cannot be relied on: fit again

    def _remember(self, key: str, kept: "_Kept") -> None:
        if self._folder is not None:
            keep(private_folder(self._folder) / f"{key}.json", json.dumps(kept._asdict()).encode())


class _Kept(NamedTuple):
    """What is remembered of a fitted picture: the fields of `Media` that fitting fills."""

    blob: str
    mime: str
    width: int
    height: int
    size: int
    steps: tuple[str, ...]


def _kept(fitted: media.Fitted, blob: str) -> _Kept:
    return _Kept(blob, fitted.mime, fitted.width, fitted.height, len(fitted.data), fitted.steps)


def _recalled(given: object) -> _Kept | None:
    """What a memory says, if it is one: every field there and of its type."""
    kinds = {"blob": str, "mime": str, "width": int, "height": int, "size": int, "steps": list}
    if not isinstance(given, dict) or {name: type(value) for name, value in given.items()} != kinds:
        return None
    if not all(isinstance(step, str) for step in given["steps"]):
        return None
    return _Kept(**{**given, "steps": tuple(given["steps"])})


@dataclass(frozen=True, slots=True)
class _Sources:
    """The pictures' files by name, and the SHA-256 that each must have where it is given."""

    files: Mapping[str, Path]
    expected: Mapping[str, str]
    blocked: bool = False

    def read(self, name: str, most: int | None = None) -> tuple[bytes, str]:
        """The bytes of a file and their SHA-256. One larger than `most` is refused before it fills the memory."""
        if most is not None and self.files[name].stat().st_size > most:
            raise Problem("film-too-large", where=name, file=name, most=most // 1_000_000)
        data = self.files[name].read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if self.expected.get(name, digest) != digest:
            raise Problem("changed-meanwhile", where=name, tag=name)
        return data, digest


def only_pictures_differ(before: Variant, after: Variant) -> bool:
    """Whether two frozen variants differ in nothing but the bytes of their pictures."""
    return before.digest != after.digest and _by_name(before).digest == _by_name(after).digest


def _by_name(variant: Variant) -> Variant:
    """The variant as before freezing: a picture is its name and its words."""
    parts = tuple(replace(part, media=tuple(map(_name, part.media))) for part in variant.parts)
    card = variant.card
    return replace(variant, parts=parts, card=card and replace(card, image=card.image and _name(card.image)))


def _name(one: Media) -> Media:
    return Media(file=one.file, alt=one.alt)


def fitting_key(digest: str, todo: Plan) -> str:
    """The name of one picture under one plan: SHA-256 over its own SHA-256, the plan and the version of fitting."""
    return hashlib.sha256(json.dumps([FITTING, digest, asdict(todo)], sort_keys=True).encode()).hexdigest()
