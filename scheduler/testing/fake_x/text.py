"""How the fake weighs a text and says it back: written apart from the program's own counting, so that each checks the other."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

TOPS = r"(?:com|org|net|fr|eu|museum|art|paris)"
"""Some of the names that a host must end in: what ends otherwise is no link to X, with a scheme or without."""
LINK = re.compile(
    rf"(?<![\w@.$#/-])(?:https?://)?(?:[a-z0-9-]+\.)+{TOPS}(?![\w@-]|\.\w)(?:[/?#](?:[\w./?=&%#:+~-]*[\w/=&#-])?)?",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w@])@(\w{1,15})")
CASHTAG = re.compile(r"(?<!\S)\$[A-Za-z]{1,6}(?![\w$])")
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Code points that weigh one; all others weigh two: twitter-text's config v3."""


def weight(text: str) -> int:
    """What X counts: links 23, each emoji sequence 2, light signs 1, all others 2, composed first."""
    composed = unicodedata.normalize("NFC", text)
    links = LINK.findall(composed)
    rest = LINK.sub("", composed)
    total = 23 * len(links)
    for cluster in _clusters(rest):
        emoji = any(_is_emoji(sign) for sign in cluster)
        total += 2 if emoji else sum(_weight(sign) for sign in cluster)
    return total


def _weight(sign: str) -> int:
    return 1 if any(low <= ord(sign) <= high for low, high in LIGHT) else 2


def _is_emoji(sign: str) -> bool:
    return "\U0001f000" <= sign <= "\U0001faff" or "\u2600" <= sign <= "\u27bf" or sign == "\u20e3"


def _clusters(text: str) -> list[str]:
    """Signs, with emoji sequences as one: joined ones, skin tones, selectors, keycaps, tags, and flags in pairs."""
    found: list[str] = []
    for sign in text:
        before = found[-1] if found else ""
        flag = "\U0001f1e6" <= sign <= "\U0001f1ff"
        joins = (
            sign in "\u200d\ufe0f\u20e3"
            or "\U0001f3fb" <= sign <= "\U0001f3ff"
            or "\U000e0020" <= sign <= "\U000e007f"
            or before.endswith("\u200d")
            or (flag and len(before) == 1 and "\U0001f1e6" <= before <= "\U0001f1ff")
        )
        if joins and before:
            found[-1] += sign
        else:
            found.append(sign)
    return found


def shown(text: str, short: Callable[[str], str]) -> tuple[str, list[dict[str, Any]]]:
    """`text` as the API gives it: links shortened by `short` with their entities, and the three signs escaped."""
    pieces, links, done = [], [], 0
    for found in LINK.finditer(text):
        pieces.append(escaped(text[done : found.start()]))
        address, target = short(found[0]), found[0]
        if not target.lower().startswith("http"):
            target = f"http://{target}"
        start = sum(map(len, pieces))
        pieces.append(address)
        links.append(
            {
                "start": start,
                "end": start + len(address),
                "url": address,
                "expanded_url": target,
                "display_url": target.partition("://")[2][:30],
            }
        )
        done = found.end()
    pieces.append(escaped(text[done:]))
    return "".join(pieces), links


def escaped(text: str) -> str:
    """The three signs that X escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
