"""Freezing: a variant's pictures are fitted to the network, stored by content, and named by their digest.

What is stored here is what was shown, approved and will be sent: the sender reads nothing else. The same picture under the
same rules is fitted once (`fitted/` beside the blobs remembers it), so that a plan of a week takes milliseconds.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields, replace
from pathlib import Path
from typing import Protocol

from scheduler.adapt import media
from scheduler.errors import Fault, Problem
from scheduler.model.network import PictureRules
from scheduler.model.variant import Media, Part, Variant
from scheduler.store.files import replace as keep
from scheduler.store.place import private_folder

FITTING = 1
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
        self._known: dict[str, Media] = {}

    def freeze(
        self,
        variant: Variant,
        files: Mapping[str, Path],
        rules: PictureRules,
        expected: Mapping[str, str] | None = None,
    ) -> Variant:
        """Return `variant` with every picture fitted, stored and named by its digest; `files` maps names to paths.

        `expected` maps names to the SHA-256 of the pictures that were looked at: a file that holds something else by now is
        a `Problem`, and what was stored until then is used by nobody.
        """
        sources = _Sources(files, expected or {})
        parts = tuple(self._part(part, sources, rules) for part in variant.parts)
        card = variant.card
        if card is not None and card.image is not None:
            card = replace(card, image=self._media(card.image, sources, rules))
        return replace(variant, parts=parts, card=card)

    def _part(self, part: Part, sources: "_Sources", rules: PictureRules) -> Part:
        if not part.media:
            return part
        return replace(part, media=tuple(self._media(one, sources, rules) for one in part.media))

    def _media(self, one: Media, sources: "_Sources", rules: PictureRules) -> Media:
        source = sources.read(one.file)
        key = fitting_key(source, rules)
        known = self._known.get(key) or self._remembered(key)
        if known is None:
            fitted = media.fit(source, rules)
            known = Media(
                file="",
                alt="",
                blob=self._blobs.put(fitted.data),
                mime=fitted.mime,
                width=fitted.width,
                height=fitted.height,
                size=len(fitted.data),
            )
            self._remember(key, known)
        self._known[key] = known
        return replace(known, file=one.file, alt=one.alt, credit=one.credit)

    def _remembered(self, key: str) -> Media | None:
        if self._folder is None:
            return None
        try:
            known = _recalled(json.loads((self._folder / f"{key}.json").read_text(encoding="utf-8")))
            # Read, not only looked for: what a disk has damaged must be fitted again, not approved and held at its hour.
            return known if known and len(self._blobs.get(known.blob)) == known.size else None
        except (OSError, ValueError, RecursionError, Fault):
            return None  # never fitted, or a memory that cannot be relied on: fit again

    def _remember(self, key: str, known: Media) -> None:
        if self._folder is not None:
            keep(private_folder(self._folder) / f"{key}.json", json.dumps(asdict(known)).encode())


@dataclass(frozen=True, slots=True)
class _Sources:
    """The pictures' files by name, and the SHA-256 that each must have where it is given."""

    files: Mapping[str, Path]
    expected: Mapping[str, str]

    def read(self, name: str) -> bytes:
        data = self.files[name].read_bytes()
        if name in self.expected and hashlib.sha256(data).hexdigest() != self.expected[name]:
            raise Problem("changed-meanwhile", where=name, tag=name)
        return data


def _recalled(given: object) -> Media | None:
    """What a memory says, if it is one: every field there and of its type."""
    kinds = {one.name: type(one.default) if one.default is not MISSING else str for one in fields(Media)}
    if not isinstance(given, dict) or {name: type(value) for name, value in given.items()} != kinds:
        return None
    return Media(**given)


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


def fitting_key(source: bytes, rules: PictureRules) -> str:
    """The name of one picture under one network's rules: SHA-256 over the bytes, the rules and the version of fitting."""
    head = json.dumps([FITTING, asdict(rules)], sort_keys=True, default=str)
    return hashlib.sha256(head.encode() + b"\0" + source).hexdigest()
