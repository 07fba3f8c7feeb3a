"""The top-level domains by which networks decide whether `fini.Et` is a sentence or a link (data and sources: `tlds.txt`)."""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

MAX_LABEL = 63
RESERVED = frozenset({"example", "test", "invalid", "localhost"})
"""https://www.rfc-editor.org/rfc/rfc2606, read 2026-11-21."""
_FILE = Path(__file__).parent / "tlds.txt"


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    listed: set[str] = set()
    delegated: set[str] = set()
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name = line.lstrip("+-")
        if not line.startswith("+"):
            listed.add(name)
        if not line.startswith("-"):
            delegated.add(name)
    return frozenset(listed), frozenset(delegated)


def listed() -> frozenset[str]:
    """The domains of twitter-text's list, lower case and in Unicode: X and Mastodon go by it."""
    return _lists()[0]


def delegated() -> frozenset[str]:
    """The domains of IANA's root zone, lower case and in Unicode: Bluesky goes by it."""
    return _lists()[1]


@cache
def lengths() -> tuple[int, ...]:
    """The lengths of the names in `listed` that are not ASCII, longest first: such a name may be followed by more letters."""
    return tuple(sorted({len(name) for name in listed() if not name.isascii()}, reverse=True))


def reserved(address: str) -> bool:
    """Whether `address` leads to a name that no network can know: those kept for examples and tests (RFC 2606)."""
    host = address.partition("://")[2].partition("/")[0].partition("?")[0].partition(":")[0] or address
    return host.lower().rpartition(".")[2] in RESERVED


def encodable(domain: str, longest: int) -> bool:
    """Whether `domain` can be written in ASCII (punycode): no label over 63 signs, all of it within `longest`."""
    lengths = list(map(_encoded, domain.split(".")))
    return max(lengths) <= MAX_LABEL and sum(lengths) + len(lengths) - 1 <= longest


@lru_cache(maxsize=1024)
def _encoded(label: str) -> int:
    """The letters of `label` in ASCII; more than any label may have where it cannot be written so."""
    if label.isascii():
        return len(label)
    if label.lower().startswith("xn--"):
        return MAX_LABEL + 1
    return 4 + len(unicodedata.normalize("NFC", label).encode("punycode"))
