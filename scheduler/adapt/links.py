"""Addresses: which are the house's own, and the tag that these carry as UTM parameters."""

import unicodedata
from collections.abc import Collection
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from scheduler.model.variant import Facet, FacetKind
from scheduler.patterns import lazy_pattern

_PAIRS = lazy_pattern("[&;]")
_UNQUOTED = lazy_pattern("[A-Za-z0-9_.~-]*")
_GOES_ON = lazy_pattern(r"['’`|^]\w")
"""Behind a link: the network takes less for it than was written, and a tag would stand in the midst of the address."""

_USUAL = lazy_pattern(r"https?://([a-z0-9.-]+)(/[A-Za-z0-9_./~%+=,:@-]*)?(?=[?#]|\Z)")
"""Host and path of most addresses, which need not be taken apart by all the rules for that."""
_WRITTEN = lazy_pattern(r"https?://[^\s«»‹›“”\"<>]+")
_REST = lazy_pattern(r"[^\s«»‹›“”\"<>]+")
_CLOSING = "’'.,;:!?…)]}"


def normal(link: str | None) -> str:
    """A link as the author gave it, in NFC like the texts that it stands in: networks write a text so, addresses in it too."""
    given = (link or "").strip()
    return given if given.isascii() else unicodedata.normalize("NFC", given)


def own(address: str, own_hosts: Collection[str]) -> bool:
    """Whether `address` leads to one of `own_hosts` or to a host under one of them."""
    return _own(address, tuple(own_hosts))


@lru_cache(maxsize=2048)
def _own(address: str, own_hosts: tuple[str, ...]) -> bool:
    """The same, kept: a post's link is asked about once a network."""
    try:
        host = _plain((plain[1] if (plain := _USUAL.match(address)) else urlsplit(address).hostname) or "")
    except ValueError:  # half an address in brackets
        return False
    return any(host == one or host.endswith(f".{one}") for one in map(_plain, own_hosts) if one)


def _plain(host: str) -> str:
    """`host` in the letters that names are looked up by: `musée.example` and `xn--muse-dpa.example` are one."""
    host = host.lower().strip(".")
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def tagged(address: str, parameters: dict[str, str]) -> str:
    """`address` with those of `parameters` that it does not have yet; path, query and fragment stay as written."""
    head, sign, fragment = address.partition("#")
    place, _, query = head.partition("?")
    if not query:
        return f"{place}?{_spelled(parameters)}{sign}{fragment}" if parameters else address
    present = {unquote(pair.partition("=")[0]).lower() for pair in _PAIRS.split(query)}
    missing = "&".join([f"{name}={_quoted(value)}" for name, value in parameters.items() if name not in present])
    if not missing:
        return address
    between = "" if query.endswith(("&", ";")) else "&"
    return f"{place}?{query}{between}{missing}{sign}{fragment}"


def _spelled(parameters: dict[str, str]) -> str:
    """All of them. What stands before the last, network and campaign, is the same in most links."""
    *fixed, (name, value) = parameters.items()
    return f"{_beginning(tuple(fixed))}{name}={_quoted(value)}"


@lru_cache(maxsize=256)
def _beginning(pairs: tuple[tuple[str, str], ...]) -> str:
    return "".join([f"{name}={_quoted(value)}&" for name, value in pairs])


def _quoted(value: str) -> str:
    return value if _UNQUOTED.fullmatch(value) else quote(value, safe="")


def parameters(*, network: str, campaign: str, content: str) -> dict[str, str]:
    """The UTM parameters of one delivery."""
    return {"utm_source": network, "utm_medium": "social", "utm_campaign": campaign, "utm_content": content}


def tagged_text(text: str, found: Collection[Facet], own_hosts: Collection[str], utm: dict[str, str]) -> str:
    """`text` with its own links tagged; only links written with their scheme, and seen to their end, are touched."""
    for one in sorted(found, key=lambda each: each.start, reverse=True):
        shown = text[one.start : one.end]
        if (
            one.kind is FacetKind.LINK
            and shown.lower().startswith("http")
            and own(shown, own_hosts)
            and not _GOES_ON.match(text, one.end)
        ):
            text = f"{text[: one.start]}{tagged(shown, utm)}{text[one.end :]}"
    return text


def alike(address: str) -> str:
    """`address` without what two ways to write one address differ in: the scheme, `www.`, a slash or a sign at its end."""
    bare = address.rstrip(f"{_CLOSING}/")
    host, slash, rest = (bare.partition("://")[2] or bare).removeprefix("www.").partition("/")
    return f"{host.lower()}{slash}{rest}".replace("/?", "?").replace("/#", "#")


def written(text: str) -> set[str]:
    """The addresses that stand in `text` with their scheme, each as `alike` gives it."""
    return {alike(found[0]) for found in _WRITTEN.finditer(text)} if "://" in text else set()


def left_behind(text: str, end: int) -> str:
    """What was meant to be of the link that a network sees up to `end`: it stays text behind it. Empty where nothing is."""
    if end >= len(text) or text[end].isspace():
        return ""
    found = _REST.match(text, end)
    rest = found[0].rstrip(_CLOSING) if found else ""
    return rest if any(map(str.isalnum, rest)) else ""


def spelt(address: str) -> str:
    """`address` with each sign that some networks end a link at written as browsers send it: `é` is `%C3%A9`."""
    shown = quote(address, safe="/?#[]@!$&()*+,;=%:-._~", errors="surrogatepass")
    return shown.replace("'", "%27")


def label(address: str, most: int = 60) -> str:
    """A short way to write `address` where the words may differ from it: host and path, cut with an ellipsis."""
    if plain := _USUAL.match(address):
        host, path = plain[1], plain[2] or ""
    else:
        try:
            _, host, path, _, _ = urlsplit(address)
        except ValueError:
            return address
    if "." not in host:  # without its scheme nobody takes it for an address
        return address
    shown = f"{host.removeprefix('www.')}{path.rstrip('/')}"
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
