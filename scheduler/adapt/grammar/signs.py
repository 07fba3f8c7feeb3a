"""Classes of characters that the families share, by Unicode category (the standard library's table, no copied ranges)."""

import unicodedata
from collections.abc import Iterator
from functools import cache

from scheduler.patterns import lazy_pattern

HASH = "#＃"
AT = "@＠"
_HASHES = lazy_pattern(f"[{HASH}]")
INVALID = "\ufffe\ufeff\uffff"
"""Characters that X refuses in a post."""
SPACES = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""The spaces that twitter-text knows, for a character class."""
SCRIPT_SPACES = "\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What JavaScript takes for white space (ECMA-262, 12.2), for a character class: other than Python does."""
PUNCTUATION = r"!'#%&()*+,\\./:;<=>?@\[\]^{|}~$"
"""The signs of ASCII that no host holds there, but for the hyphen and the underscore, for a character class."""
LATIN = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0100-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268"
    "\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
"""The accented Latin letters that twitter-text knows, for a character class."""
CYRILLIC = "\u0400-\u04ff"


@cache
def letter(sign: str) -> bool:
    """Whether `sign` is a letter or a combining mark."""
    return unicodedata.category(sign)[0] in "LM"


@cache
def word(sign: str) -> bool:
    """Whether `sign` is a letter, a mark, a decimal digit or a connector such as the underscore."""
    category = unicodedata.category(sign)
    return category[0] in "LM" or category in {"Nd", "Pc"}


@cache
def punctuation(sign: str) -> bool:
    """Whether `sign` is punctuation."""
    return unicodedata.category(sign)[0] == "P"


def hashes(text: str) -> Iterator[int]:
    """The places of the hash signs in `text`."""
    return (match.start() for match in _HASHES.finditer(text))
