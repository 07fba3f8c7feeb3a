"""Whether a word is an address of the web as a whole, by the rules that twitter-text tests (RFC 3986 with Unicode letters)."""

import re
from functools import lru_cache
from ipaddress import ip_address

from scheduler.patterns import lazy_pattern

# One class a piece and no choice between classes: nothing here can be slow, whatever is given.
_SIGNS = r"[^\x00-\x20\x7f\s\"<>\\^`{|}\[\]#?/@]"
_ADDRESS = lazy_pattern(
    rf"https?://(?:{_SIGNS}*@)?(\[[0-9a-f:.]+\]|[^\x00-\x20\x7f\s\"<>\\^`{{|}}\[\]#?/@:%]+)(?::[0-9]+)?"
    r"(?:/[^\x00-\x20\x7f\s\"<>\\^`{|}\[\]#?]*)?(?:\?[^\x00-\x20\x7f\s\"<>\\^`{|}\[\]#]*)?(?:#[^\x00-\x20\x7f\s\"<>\\^`{|}\[\]#]*)?",
    re.IGNORECASE,
)

_USUAL = lazy_pattern(
    r"https?://(?:[a-z0-9]++(?:-++[a-z0-9]++)*+\.)++[a-z]++(?:/[A-Za-z0-9_./~%+=,;:@&-]*+)?(?:\?[A-Za-z0-9_.~%+=,&-]*+)?"
)
"""Most addresses: nothing in them needs all the rules."""


@lru_cache(maxsize=64)
def valid(address: str) -> bool:
    """Whether `address` is a whole web address with http or https, and its host one that can exist."""
    if _USUAL.fullmatch(address):
        return True
    match = _ADDRESS.fullmatch(address)
    return match is not None and _host(match[1])


def _host(host: str) -> bool:
    if host.startswith("[") or host.replace(".", "").isdecimal():
        try:
            ip_address(host.strip("[]"))
        except ValueError:
            return False
        return True
    labels = host.split(".")
    if len(labels) < 2 or not all(labels):
        return False
    if any("_" in label for label in labels[-2:]):
        return False
    return not any(label[0] in "-_" or label[-1] in "-_" for label in labels)
