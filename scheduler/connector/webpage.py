"""What a page of the web says of itself: title, description and picture, from its head. Hostile pages are only slow to be wrong.

Open Graph (https://ogp.me, read 2026-11-22), then what X reads (`twitter:`), then plain HTML. Nothing is executed, nothing is
fetched; each pass over the text goes forward only.
"""

import codecs
import html
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from scheduler.patterns import lazy_pattern

MOST_TITLE, MOST_DESCRIPTION = 200, 300
"""Signs: longer ones are cut at a word. Networks show two lines of each."""
_CHARSETS = {
    "utf-8",
    "iso8859-1",
    "iso8859-15",
    "cp1252",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "ascii",
    "koi8-r",
    "cp1251",
}
_NAMED = lazy_pattern(r"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{2,40})", re.IGNORECASE)
_OPENED = lazy_pattern(r"<(!--|[a-zA-Z]{1,12})")
_PAIR = lazy_pattern(r"([a-zA-Z:_-]{1,40})\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_SKIPPED = frozenset({"script", "style", "svg", "template", "noscript", "iframe", "textarea"})
_TITLES = ("og:title", "twitter:title", "title")
_DESCRIPTIONS = ("og:description", "twitter:description", "description")
_PICTURES = ("og:image:secure_url", "og:image:url", "og:image", "twitter:image", "twitter:image:src", "image_src")
_TAG, _TAGS = 4096, 300
"""Signs within which a tag must end, and tags that are looked at: what a hostile page may cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the page says, each on one line; `picture` is a whole address, empty where there is none."""

    title: str
    description: str
    picture: str


def read(data: bytes, address: str, charset: str = "") -> About:
    """What the page `data`, found at `address`, says of itself; `charset` is what its server said. Never raises."""
    found = _said(decoded(data, charset))

    def first(*names: str) -> str:
        return next((found[name] for name in names if found.get(name)), "")

    return About(
        title=short(first(*_TITLES), MOST_TITLE),
        description=short(first(*_DESCRIPTIONS), MOST_DESCRIPTION),
        picture=_whole(first(*_PICTURES), first("base"), address),
    )


def decoded(data: bytes, charset: str = "") -> str:
    """The text of `data` by its mark, its server's word, its own word, else UTF-8; what fits nowhere is marked as such."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    named = _NAMED.search(data[:2048].decode("latin-1"))
    for name in (charset, named[1] if named else ""):
        try:
            known = codecs.lookup(name.strip().strip("\"'")).name if name else ""
        except (LookupError, ValueError):
            continue
        if known in _CHARSETS:
            # What calls itself Latin-1 on the web is Windows-1252: https://encoding.spec.whatwg.org, read 2026-11-22.
            return data.decode("cp1252" if known in {"iso8859-1", "ascii"} else known, "replace")
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")


def _said(text: str) -> dict[str, str]:
    """The first word of the head for each name that counts."""
    found: dict[str, str] = {}
    place = noted = 0
    while tag := _OPENED.search(text, place):
        name, start = tag[1].lower(), tag.end()
        if name == "body":
            break
        if name == "!--":
            place = _behind(text, "-->", start)
        elif name in _SKIPPED:
            place = _behind(text, f"</{name}", start)
        elif name == "title":
            opened = text.find(">", start, start + _TAG) + 1
            place = _behind(text, "</title", opened) if opened else start
            if opened and place > 0:
                found.setdefault("title", text[opened : place - len("</title")][:_TAG])
        else:
            place = start
            if name in {"meta", "link", "base"} and noted < _TAGS:
                noted += 1
                place = _noted(text, name, start, found)
        if place < 0:  # opened, and never closed
            break
    return found


def _behind(text: str, sign: str, start: int) -> int:
    found = re.compile(re.escape(sign), re.IGNORECASE).search(text, start)
    return found.end() if found else -1


def _noted(text: str, name: str, start: int, found: dict[str, str]) -> int:
    """Note what one tag says; return where it ends."""
    place, given = start, dict[str, str]()
    within = text[start : start + _TAG]
    while pair := _PAIR.search(within, place - start):
        if ">" in within[place - start : pair.start()]:
            break
        given.setdefault(pair[1].lower(), pair[2] or pair[3] or pair[4] or "")
        place = start + pair.end()
    if name == "meta":
        found.setdefault((given.get("property") or given.get("name") or "").strip().lower(), given.get("content", ""))
    elif name == "base":
        found.setdefault("base", given.get("href", ""))
    elif "image_src" in given.get("rel", "").lower().split():
        found.setdefault("image_src", given.get("href", ""))
    return place


def short(text: str, most: int) -> str:
    """`text` on one line, without signs that cannot be seen, cut at a word where it has more than `most` signs."""
    text = unicodedata.normalize("NFC", html.unescape(html.unescape(text[: most * 40])))
    seen = "".join(
        sign if sign in "\u200d\u200c" or unicodedata.category(sign)[0] != "C" else " " * sign.isspace()
        for sign in text
    )
    line = " ".join(seen.split())
    if len(line) <= most:
        return line
    head = line[: most - 1]
    cut = head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head
    return f"{cut.rstrip(' ,;:.…–—-')}…"


def _whole(picture: str, base: str, address: str) -> str:
    """A picture's address made whole; nothing where it is none of the web."""
    written = html.unescape(picture).strip()
    if not written or len(written) > 2000:
        return ""
    try:
        whole = urljoin(urljoin(address, html.unescape(base).strip()), written)
        parts = urlsplit(whole)
    except ValueError:
        return ""
    return whole if parts.scheme in {"http", "https"} and parts.hostname else ""
