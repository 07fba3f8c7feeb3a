"""Grapheme clusters and emoji: what a reader takes for one sign.

Plain text, with the emoji that posts hold, is counted without any library; what this cannot vouch for goes to `regex`
(Unicode's own rules), which is loaded only then: its import costs 40 to 80 ms.
"""

from collections.abc import Callable
from functools import cache
from unicodedata import category

from scheduler.adapt.grammar.emoji import FLAG, PICTURE, TONE
from scheduler.patterns import lazy_pattern

_EXTENDING = rf"\ufe0e\ufe0f\u20e3\u0300-\u036f{TONE}"
# Every one of these is a cluster of its own wherever it stands.
_PLAIN = "\t\n\x20-\x7e\xa0-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2190-\u23ff\u25a0-\u27ff"
_GROWING = lazy_pattern(f"[^{_PLAIN}]")
# Signs that the quick way cannot vouch for: asked first, because a text that holds one is read by `regex` from its start.
_UNSURE = lazy_pattern(f"[^{_PLAIN}{_EXTENDING}\u200d\u203c-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]")
# Signs of ASCII between others of theirs: each stands alone, and so do their neighbours once they are left out.
_ALONE = lazy_pattern(r"(?<=[\x20-\x7e])[\x20-\x7e]{3,}(?=[\x20-\x7e])")
_VIRAMA = lazy_pattern("[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d]")
_CLUSTER = lazy_pattern(
    rf"[{FLAG}]{{2}}|[{PICTURE}][{_EXTENDING}]*(?:\u200d[{PICTURE}][{_EXTENDING}]*)*|(?![\n\t\xad])[{_PLAIN}][{_EXTENDING}]*"
    rf"|[\n\t\xad]|[{FLAG}](?![{FLAG}])"
)


def count(text: str) -> int:
    """How many grapheme clusters `text` has (Unicode 15 and newer)."""
    if text.isascii() and "\r" not in text:
        return len(text)
    growing = _GROWING.search(text)
    if not growing:
        return len(text)
    # Nothing before grows together, but its last sign with what stands behind.
    short = _ALONE.sub("", text[max(growing.start() - 1, 0) :])
    return len(split(short)) + len(text) - len(short)


def split(text: str) -> list[str]:
    """The grapheme clusters of `text`, in order."""
    if _UNSURE.search(text):
        return _by_unicode(text)
    found = _CLUSTER.findall(text)
    return found if sum(map(len, found)) == len(text) else _by_unicode(text)


def _by_unicode(text: str) -> list[str]:
    found = _unicode()(text)
    return [piece for one in found for piece in _unjoined(one)] if _VIRAMA.search(text) else found


def _unjoined(cluster: str) -> tuple[str, ...]:
    """`regex` joins a virama that follows no consonant with the letter behind it; Unicode does not (GB9c)."""
    place = next((place for place, sign in enumerate(cluster) if category(sign) == "Lo"), 0)
    return (cluster[:place], cluster[place:]) if _VIRAMA.search(cluster[:place]) else (cluster,)


@cache
def _unicode() -> Callable[[str], list[str]]:
    import regex  # noqa: PLC0415 - 40 to 80 ms

    return regex.compile(r"\X").findall
