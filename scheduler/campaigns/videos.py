"""What is known of a video before it is handed over, asked of ffprobe: the one door of that outside program.

A file's name proves nothing: a list of other files that is named `.mp4` would have ffprobe open those. So the first bytes are
looked at, the format is forced by the ending, only files may be read, and time and memory are bounded.
"""

import json
import math
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scheduler.model.film import Film, ending

DEMUXERS = {"mp4": "mov", "m4v": "mov", "mov": "mov", "webm": "matroska"}
"""ffprobe's names of the formats, by the ending of the file."""
SECONDS = 10
MEMORY = 1_000_000
"""Kilobytes of address space."""
_SHOWN = (
    "format=duration:stream=codec_type,codec_name,width,height,avg_frame_rate,duration:stream_disposition=attached_pic"
    ":stream_tags=rotate:stream_side_data=rotation"
)
# A shell sets its own limits before it becomes ffprobe: Python cannot do that safely beside other threads.
_LIMITED = f'ulimit -t {SECONDS} 2>/dev/null; ulimit -v {MEMORY} 2>/dev/null; ulimit -c 0 2>/dev/null; exec "$0" "$@"'


class Unreadable(Exception):
    """ffprobe found no video in the file, or did not come to an end."""


def looks_right(path: Path) -> bool:
    """Whether the first bytes are those of the format that the ending promises. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(16)
    if DEMUXERS.get(ending(path.name)) == "matroska":
        return head.startswith(b"\x1aE\xdf\xa3")
    return head[4:8] in {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"}


def probed(path: Path) -> tuple[Film, int, int]:
    """What ffprobe says of the video, with its width and height as it is seen; `checked` is false where it is not installed.

    Raises `Unreadable` for what it cannot read, OSError where it cannot be started.
    """
    program = shutil.which("ffprobe")
    if program is None:
        return Film(checked=False), 0, 0
    try:
        done = subprocess.run(  # noqa: S603 - no shell reads the name: it is an argument, behind `file:`
            [*_command(program, DEMUXERS[ending(path.name)]), f"file:{path.resolve()}"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS * 2,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"} | _windows(),
            check=False,
        )
        told = json.loads(done.stdout or b"{}")
    except (subprocess.TimeoutExpired, ValueError, RecursionError) as failed:
        raise Unreadable from failed
    if done.returncode != 0:
        raise Unreadable
    return _film(told)


def _command(program: str, demuxer: str) -> list[str]:
    safe = ["-protocol_whitelist", "file", "-f", demuxer]
    options = ["-v", "error", "-hide_banner", *safe, "-show_entries", _SHOWN, "-of", "json"]
    if os.name == "nt":
        return [program, *options]
    return ["/bin/sh", "-c", _LIMITED, program, *options]


def _windows() -> dict[str, str]:
    """Without it no program starts there."""
    return {"SYSTEMROOT": os.environ["SYSTEMROOT"]} if "SYSTEMROOT" in os.environ else {}


def _film(told: Any) -> tuple[Film, int, int]:
    streams = list(_streams(told))
    picture = next((one for one in streams if one.get("codec_type") == "video" and not _cover(one)), None)
    if picture is None:
        raise Unreadable
    sound = next((one for one in streams if one.get("codec_type") == "audio"), {})
    width, height = (int(_number(picture.get(key))) for key in ("width", "height"))
    if round(abs(_turn(picture))) % 180 == 90:
        width, height = height, width
    form = told.get("format")
    seconds = _number(form.get("duration")) if isinstance(form, dict) else 0.0
    film = Film(
        checked=True,
        seconds=seconds or _number(picture.get("duration")),
        codec=str(picture.get("codec_name", "")),
        audio=str(sound.get("codec_name", "")),
        rate=_fraction(picture.get("avg_frame_rate")),
    )
    return film, width, height


def _streams(told: Any) -> Iterator[dict[str, Any]]:
    given = told.get("streams") if isinstance(told, dict) else None
    yield from (one for one in given if isinstance(one, dict)) if isinstance(given, list) else ()


def _cover(stream: dict[str, Any]) -> bool:
    """Whether it is the picture on a recording's sleeve."""
    disposition = stream.get("disposition")
    return isinstance(disposition, dict) and bool(disposition.get("attached_pic"))


def _turn(stream: dict[str, Any]) -> float:
    """By how many degrees a telephone turned the picture."""
    listed = stream.get("side_data_list")
    beside = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    tags = stream.get("tags")
    given = [one.get("rotation") for one in beside] + [tags.get("rotate") if isinstance(tags, dict) else None]
    return next((_number(one) for one in given if one is not None), 0.0)


def _number(value: object) -> float:
    try:
        found = float(str(value))
    except ValueError:
        return 0.0
    return max(min(found, 1e9), -1e9) if math.isfinite(found) else 0.0


def _fraction(value: object) -> float:
    above, _, below = str(value).partition("/")
    return _number(above) / (_number(below) or 1.0) if _number(above) else 0.0
