"""The top-level domains by which networks decide whether `fini.Et` is a sentence or a link (data and sources: `tlds.txt`)."""

from functools import cache
from pathlib import Path

from scheduler.adapt.grammar import punycode

MAX_LABEL = 63
_SHORT = 8
"""Letters that are within a label in ASCII, whatever they are: seven digits each at most."""
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


def encodable(domain: str) -> bool:
    """Whether each label of `domain` can be written in ASCII (punycode) with 63 signs at most."""
    if len(domain) <= (MAX_LABEL if domain.isascii() else _SHORT):
        return True
    for label in domain.split("."):
        if len(label) > (MAX_LABEL if label.isascii() else _SHORT) and not _encoded(label):
            return False
    return True


def _encoded(label: str) -> bool:
    """Whether a label of so many signs is short enough in ASCII: one that is ASCII already is not."""
    return not label.isascii() and punycode.fits(label, MAX_LABEL - len("xn--"))
