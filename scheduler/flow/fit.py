"""Freezing: a variant's pictures are fitted to the network, stored by content, and named by their digest.

What is stored here is what was shown, approved and will be sent: the sender reads nothing else. The same picture under the
same rules is fitted once (`fitted/` beside the blobs remembers it), so that a plan of a week takes milliseconds.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Protocol

from scheduler.adapt import media
from scheduler.model.network import PictureRules
from scheduler.model.variant import Media, Part, Variant

FITTING = 1
"""The version of fitting: raise it when `adapt.media.fit` would make other bytes of the same picture."""


class Blobs(Protocol):
    """Where fitted bytes go: `put` answers with their SHA-256, `has` tells whether one is there."""

    def put(self, data: bytes) -> str: ...

    def has(self, digest: str) -> bool: ...


class Freezer:
    """Fits and stores the pictures of variants. `folder` holds the memory of what was fitted; None keeps it in this process."""

    def __init__(self, blobs: Blobs, folder: Path | None) -> None:
        self._blobs = blobs
        self._folder = folder
        self._known: dict[str, Media] = {}

    def freeze(self, variant: Variant, files: Mapping[str, Path], rules: PictureRules) -> Variant:
        """Return `variant` with every picture fitted, stored and named by its digest; `files` maps names to paths."""
        parts = tuple(self._part(part, files, rules) for part in variant.parts)
        card = variant.card
        if card is not None and card.image is not None:
            card = replace(card, image=self._media(card.image, files, rules))
        return replace(variant, parts=parts, card=card)

    def _part(self, part: Part, files: Mapping[str, Path], rules: PictureRules) -> Part:
        if not part.media:
            return part
        return replace(part, media=tuple(self._media(one, files, rules) for one in part.media))

    def _media(self, one: Media, files: Mapping[str, Path], rules: PictureRules) -> Media:
        source = files[one.file].read_bytes()
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
            known = Media(**json.loads((self._folder / f"{key}.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None  # never fitted, or a memory of another version: fit again
        return known if self._blobs.has(known.blob) else None

    def _remember(self, key: str, known: Media) -> None:
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = self._folder / f"{key}.part"
        half.write_text(json.dumps(asdict(known)), encoding="utf-8")
        half.replace(self._folder / f"{key}.json")


def fitting_key(source: bytes, rules: PictureRules) -> str:
    """The name of one picture under one network's rules: SHA-256 over the bytes, the rules and the version of fitting."""
    head = json.dumps([FITTING, asdict(rules)], sort_keys=True, default=str)
    return hashlib.sha256(head.encode() + b"\0" + source).hexdigest()
