"""Small readings of the campaign file that need more than a word's spelling: links, hashtags, zones, languages, weekdays."""

import re
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from scheduler.model.campaign import At, Moment
from scheduler.model.cost import Money
from scheduler.model.spelling import Misspelt, folded, hour, nearest, span
from scheduler.patterns import lazy_pattern

STATUSES = ("cleared", "asked", "refused", "expired")
CATEGORIES = ("sharing-experience", "promoting-participation", "interacting", "promoting-informing")
"""The vocabulary of Foucault and Courtin for museums' posts (LREC 2016, pages 3006 to 3013)."""
METRICS = (
    "engagement",
    "conversation",
    "amplification",
    "applause",
    "reactions",
    "replies",
    "shares",
    "saves",
    "clicks",
    "views",
    "reach",
    "followers",
    "new_engagers",
    "new-share",
    "people",
)
AGES = {"24h": 1, "72h": 3, "7d": 7, "28d": 28}
"""The ages of posts at which an objective can be judged, in days."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
# The two-letter codes of ISO 639-1, https://www.loc.gov/standards/iso639-2/php/code_list.php; three letters are not judged.
_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
    "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu "
    "ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na "
    "nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so "
    "sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
)
LANGUAGES = frozenset(_CODES.split())
_NAMED = {
    "français": "fr",
    "french": "fr",
    "anglais": "en",
    "english": "en",
    "allemand": "de",
    "german": "de",
    "deutsch": "de",
    "espagnol": "es",
    "spanish": "es",
    "italien": "it",
    "italian": "it",
    "portugais": "pt",
    "portuguese": "pt",
    "néerlandais": "nl",
    "dutch": "nl",
}


_WITH_SCHEME = lazy_pattern(r"https?://[^\s/?#@]+\.?[^\s]*", re.IGNORECASE)


def link(text: str) -> str:
    """Read the address of a page: http or https, a host, no space."""
    if _WITH_SCHEME.fullmatch(text) and "://" not in text[8:].split("?", maxsplit=1)[0]:
        return text
    if re.fullmatch(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?", text, re.IGNORECASE):
        raise Misspelt("link-schemeless", given=text, meant=f"https://{text}")
    raise Misspelt("link-unfit", given=text)


@lru_cache(maxsize=1024)
def hashtag(text: str) -> str:
    """Read a hashtag, with its sign or without; it comes out with it."""
    word = text.strip()
    bare = word.removeprefix("#")
    if re.fullmatch(r"\w+", bare) and not bare.isdigit():
        return f"#{bare}"
    joined = "".join(part[:1].upper() + part[1:] for part in re.findall(r"\w+", bare))
    raise Misspelt(
        "hashtag-unfit", given=word, meant=f"#{joined}" if joined and not joined.isdigit() else "#MuseumWeek"
    )


def handle(text: str) -> str:
    """Read a handle, with or without its @; it comes out without."""
    word = text.strip().removeprefix("@")
    if not word or re.search(r"\s", word):
        raise Misspelt("handle-unfit", given=text)
    return word


def at(text: str) -> Moment:
    """Read an hour, «manual» or «slot»."""
    return _AT.get(text) or _hour(text)


@lru_cache(maxsize=2048)
def _hour(text: str) -> Moment:
    try:
        return Moment(kind=At.HOUR, hour=hour(text))
    except Misspelt as wrong:
        if wrong.code == "hour-unreadable" and (
            meant := nearest(text, _AT, {"manuel": "manual", "à la main": "manual"})
        ):
            raise Misspelt("word-unfit-meant", given=text, meant=meant) from None
        raise


_AT = {"manual": Moment(kind=At.MANUAL), "slot": Moment(kind=At.SLOT)}


_TAG = lazy_pattern(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
"""https://www.rfc-editor.org/rfc/rfc5646#section-2.1, read 2026-11-22, but for private and grandfathered tags."""


def _twice(rest: str) -> bool:
    """Whether a variant or an extension stands twice in a tag: well formed, but networks refuse it."""
    pieces = f"-{rest.lower()}".partition("-x-")[0].strip("-").split("-")
    singles = [one for one in pieces if len(one) == 1]
    head = pieces[: pieces.index(singles[0])] if singles else pieces
    variants = [one for one in head if len(one) >= 5 or (len(one) == 4 and one[0].isdigit())]
    return len(set(singles)) < len(singles) or len(set(variants)) < len(variants)


@lru_cache(maxsize=64)
def language(text: str) -> str:
    """Read a BCP 47 language tag; the primary part in small letters."""
    first, _, rest = text.partition("-")
    known = first.lower() in LANGUAGES or (len(first) == 3 and first.isalpha())
    if known and _TAG.fullmatch(text) and not _twice(rest):
        return first.lower() + (f"-{rest}" if rest else "")
    meant = nearest(text, _NAMED)
    if meant:
        raise Misspelt("language-unknown-meant", given=text, meant=_NAMED[meant])
    raise Misspelt("language-unknown", given=text)


def weekday(text: str) -> int:
    """Read the name of a weekday, in English or French, whole or by its first three letters; Monday is 0."""
    word = folded(text)
    for names in (WEEKDAYS, JOURS):
        for number, name in enumerate(names):
            if word in {name, name[:3]} or (word == f"{name}s"):
                return number
    meant = nearest(text, (*WEEKDAYS, *JOURS))
    raise (
        Misspelt("word-unfit-meant", given=text, meant=meant)
        if meant
        else Misspelt("word-unfit", given=text, choices=WEEKDAYS)
    )


def target(text: str) -> str:
    """Read what an objective aims at: «+30%», «-5 %», «x2», «1200»."""
    thousands = re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", text)  # or hardly more than one: nobody can tell
    if not thousands and re.fullmatch(r"[+-]?\d+(?:[.,]\d+)?\s*%?|[x×]\s*\d+(?:[.,]\d+)?", text):
        return re.sub(r"\s", "", text).replace(",", ".")
    raise Misspelt("target-unfit", given=text)


def age(text: str) -> timedelta:
    """Read the age of posts at which an objective is judged: one of those at which counts are read."""
    length = span(text)
    if length not in {timedelta(days=days) for days in AGES.values()}:
        raise Misspelt("word-unfit", given=text, choices=tuple(AGES))
    return length


def version(text: str) -> int:
    """Read the version of the file's form: this program reads version 1."""
    if text == "1":
        return 1
    if re.fullmatch(r"[0-9]{1,6}", text) and int(text) > 1:
        raise Misspelt("version-newer", given=text)
    raise Misspelt("version-unknown", given=text)


_COLORS = {"blanc": "white", "noir": "black", "blanche": "white", "noire": "black"}


def color(text: str) -> str:
    """Read a colour: white, black, or #rrggbb."""
    word = text.strip().lower()
    word = _COLORS.get(word, word)
    if word in {"white", "black"} or re.fullmatch(r"#[0-9a-f]{6}", word):
        return word
    raise Misspelt("color-unfit", given=text)


_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "euro": "EUR", "euros": "EUR"}
_SUM = lazy_pattern(r"(\d{1,9}(?:[.,]\d{1,2})?)\s*([A-Za-z]{3,5}|[€£$])")


def money(text: str) -> Money:
    """Read an amount with its currency: «90 EUR», «90,50 €». Nothing paid is «0 EUR»."""
    found = _SUM.fullmatch(text.strip().replace("\u202f", " ").replace("\u00a0", " "))
    currency = _SIGNS.get(found[2].lower(), found[2].upper()) if found else ""
    if not found or len(currency) != 3:
        raise Misspelt("money-unreadable", given=text)
    return Money(amount=Decimal(found[1].replace(",", ".")), currency=currency)
