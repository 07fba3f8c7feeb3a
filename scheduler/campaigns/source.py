"""From bytes to text: the encoding, the byte order mark, and characters that no campaign file should hold."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

from scheduler.campaigns.tree import MAX_BYTES
from scheduler.model.notice import Notice, Where, error, info, warning
from scheduler.patterns import lazy_pattern

# What YAML does not take at all, but tab and line ends.
_NOT_YAML = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
_REFUSED = lazy_pattern(f"[{_NOT_YAML}]")
# YAML counts these as ends of a line, editors do not: every line number after one would be wrong.
_BREAKS = lazy_pattern("[\x85\u2028\u2029]|\r(?!\n)")
# They reverse or hide what a reader sees. Right-to-left letters themselves are fine, and so are joiners in emoji and in the
# scripts that need them, and the tags of a flag.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f"
)
HIDDEN = lazy_pattern(
    f"[{_UNSEEN}]"
    "(?<![\u0600-\u0dff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff][\u200c\u200d])"
    "(?<![\U0001f3f4\U000e0020-\U000e007e][\U000e0020-\U000e007f])"
)
_ODD = lazy_pattern(f"[{_NOT_YAML}\x85\u2028\u2029\r{_UNSEEN}]")
"""One of these stands in all that the three above find: most files hold none, and are looked through once."""
MOST = 50
"""Notices of one kind in one file: after so many the rest would only hide other problems."""


@dataclass(frozen=True, slots=True)
class Source:
    """The text as the parser may have it; None where there is none to read."""

    text: str | None
    notices: tuple[Notice, ...]


def decode(data: bytes, file: str) -> Source:
    """Make text of a file's bytes. UTF-8 is forced, whatever the machine's language settings say."""
    top = Where(file=file, line=1, column=1)
    if len(data) > MAX_BYTES:
        return Source(None, (error("file-too-big", Where(file=file), most=MAX_BYTES // 1_000_000),))
    notices: list[Notice] = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            return Source(None, (error("file-binary", top),))
        notices.append(error("file-utf16", top))
    elif _is_binary(data):
        return Source(None, (error("file-binary", top),))
    else:
        try:
            text = data.decode()
        except UnicodeDecodeError as failed:
            text = data.decode("cp1252", "replace")
            notices.append(_cp1252(data, failed.start, text, file))
    if text.startswith("\ufeff"):
        text = text[1:]
        notices.append(info("file-bom", top))
    if not text.strip():
        return Source(None, (*notices, error("file-empty", top)))
    return _clean(text, file, notices)


def _is_binary(data: bytes) -> bool:
    """A zip, a picture, a Word file: NUL or many control bytes near its start."""
    start = data[:4096]
    strange = sum(byte < 9 or 14 <= byte < 32 for byte in start)
    return b"\x00" in start or strange > len(start) // 10


def _cp1252(data: bytes, offset: int, text: str, file: str) -> Notice:
    """Name the old Windows encoding, and show the first word that suffers from it."""
    line = data.count(b"\n", 0, offset)
    column = offset - (data.rfind(b"\n", 0, offset) + 1)
    written = text.split("\n")[line]
    around = re.search(r"\S*$", written[:column])
    begin = around.start() if around else column
    word = written[begin:].split()[0] if written[begin:].split() else ""
    return error("file-cp1252", Where(file=file, line=line + 1, column=column + 1), word=word)


def _clean(text: str, file: str, notices: list[Notice]) -> Source:
    """Take out what YAML refuses or counts otherwise than editors do, each named, so that the rest is still read."""
    if text.isascii() and text.isprintable():
        return Source(text, tuple(notices))
    text = text.replace("\r\n", "\n")
    if not _ODD.search(text):
        return Source(text, tuple(notices))
    for pattern, code, made in ((_REFUSED, "control-character", error), (_BREAKS, "hidden-break", error)):
        if found := _some(pattern, text):
            notices += [made(code, where(text, one.start(), file), character=one.group()) for one in found]
            text = pattern.sub(" ", text)
    hidden = [(where(text, one.start(), file), one.group()) for one in _some(HIDDEN, text)]
    notices += [
        warning("hidden-character", place, character=character, name=named(character)) for place, character in hidden
    ]
    return Source(text, tuple(notices))


def named(character: str) -> str:
    """The name that Unicode gives a character which nobody sees."""
    return unicodedata.name(character, "UNASSIGNED").lower()


def _some(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    return list(islice(pattern.finditer(text), MOST))


def where(text: str, offset: int, file: str) -> Where:
    """The place of a character, from 1."""
    return Where(file=file, line=text.count("\n", 0, offset) + 1, column=offset - text.rfind("\n", 0, offset))
