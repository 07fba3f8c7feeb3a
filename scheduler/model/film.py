"""Videos: which files are taken for one, and what is known of it."""

from dataclasses import dataclass
from pathlib import PurePath

MIMES = {"mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime", "webm": "video/webm"}
"""By the ending of the file."""
OTHERS = frozenset({"avi", "mkv", "mpg", "mpeg", "wmv", "flv", "ogv", "3gp", "mts", "m2ts"})
"""Endings of videos that no network documents that it takes."""
MOST_BYTES = 50_000_000
"""The largest video that is frozen, to be handed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """What ffprobe says of a video. `checked` is false where it is not installed: nothing else is known then."""

    checked: bool
    seconds: float = 0.0
    codec: str = ""
    audio: str = ""
    """Empty: it is silent."""
    rate: float = 0.0
    """Frames a second."""


def ending(file: str) -> str:
    """The ending of a file's name, in small letters and without its dot."""
    return PurePath(file.strip().replace("\\", "/")).suffix.lower().removeprefix(".")


def is_film(file: str) -> bool:
    """Whether a file of this name is taken for a video."""
    return ending(file) in MIMES or ending(file) in OTHERS
