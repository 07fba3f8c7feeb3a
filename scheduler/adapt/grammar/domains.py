"""The top-level domains by which networks decide whether `fini.Et` is a sentence or a link (data and sources: `tlds.txt`)."""

from functools import cache, lru_cache
from pathlib import Path

from scheduler.adapt.grammar import punycode

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
def unicode_names() -> dict[str, tuple[str, ...]]:
    """The names in `listed` that are not ASCII by their first letter, longest first: more letters may follow such a name."""
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted((name for name in listed() if not name.isascii()), key=len, reverse=True):
        found[name[0]] = (*found.get(name[0], ()), name)
    return found


def reserved(address: str) -> bool:
    """Whether `address` leads to a name that no network can know: those kept for examples and tests (RFC 2606)."""
    host = address.partition("://")[2].partition("/")[0].partition("?")[0].partition(":")[0] or address
    return host.lower().rpartition(".")[2] in RESERVED


def encodable(domain: str) -> bool:
    """Whether each label of `domain` can be written in ASCII (punycode) with 63 signs at most."""
    # Surely so for most, taken as one label: a letter that is not ASCII takes seven digits at most.
    if 7 * len(domain) - 6 * len(domain.encode("ascii", "ignore")) <= MAX_LABEL - len("xn---"):
        return True
    return max(map(_encoded, domain.split("."))) <= MAX_LABEL


@lru_cache(maxsize=4096)
def _encoded(label: str) -> int:
    """The letters of `label` in ASCII, or no fewer where they surely are within a label; at most 4,096 answers are kept."""
    ascii_letters = len(label.encode("ascii", "ignore"))
    if ascii_letters == len(label):
        return ascii_letters
    # Each other letter takes one digit at least and seven at most (its number and place, in base 36, RFC 3492).
    others = len(label) - ascii_letters
    least, most = (len("xn---") + ascii_letters + digits * others for digits in (1, 7))
    if least > MAX_LABEL + 1 or most <= MAX_LABEL:
        return most
    return len("xn--") + punycode.length(label)
