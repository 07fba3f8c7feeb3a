"""How people write hours, days, lengths of time, zones and short names, and which word a misspelt one was meant to be.

Each reading returns the value or raises `Misspelt`, whose code and arguments make the sentence. Nothing is guessed: what
could be meant in two ways is refused with the two ways shown.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from scheduler.patterns import lazy_pattern

_HOUR = lazy_pattern(r"(\d{1,2})\s?(?:[hH:]\s?(\d{2})?(?::00)?)")
_DAY = lazy_pattern(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED = lazy_pattern(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_MOMENT = lazy_pattern(r"(\d{4}-\d{1,2}-\d{1,2})(?:[ T]+(.+))?")
_SPAN = lazy_pattern(r"(\d+)\s?(min|m|h|d|j|w)(?:\s?(\d{1,2})(?:\s?min)?)?", re.IGNORECASE)
_SLUG = lazy_pattern(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_UNITS = {"min": 1, "m": 1, "h": 60, "d": 1440, "j": 1440, "w": 10080}
LONGEST = timedelta(days=3660)


class Misspelt(Exception):
    """The word cannot be read; `code` and `arguments` say why and what was probably meant."""

    def __init__(self, code: str, /, **arguments: object) -> None:
        super().__init__(code)
        self.code = code
        self.arguments = arguments


@lru_cache(maxsize=4096)
def hour(text: str) -> time:
    """Read «9h», «9h30», «09:30» or «9 h 30» as an hour of the wall clock."""
    found = _HOUR.fullmatch(text.strip())
    if not found:
        if re.fullmatch(r"[0-9]{1,2}", text.strip()) and int(text.strip()) < 24:
            raise Misspelt("hour-bare", given=text, meant=f"{int(text.strip())}h")
        raise Misspelt("hour-unreadable", given=text)
    hours, minutes = int(found[1]), int(found[2] or 0)
    if hours == 24 and minutes == 0:
        raise Misspelt("hour-midnight", given=text)
    if hours > 23 or minutes > 59:
        raise Misspelt("hour-out-of-range", given=text)
    return time(hours, minutes)


@lru_cache(maxsize=8192)
def day(text: str) -> date:
    """Read «2027-06-07»."""
    plain = text.strip()
    if slashed := _SLASHED.fullmatch(plain):
        raise Misspelt("date-slashes", given=plain, meant=f"{slashed[3]}-{int(slashed[2]):02}-{int(slashed[1]):02}")
    found = _DAY.fullmatch(plain)
    if not found:
        raise Misspelt("date-unreadable", given=plain)
    year, month, number = int(found[1]), int(found[2]), int(found[3])
    if not 1 <= month <= 12 or not number >= 1 or not 1900 <= year <= 2999:
        raise Misspelt("date-impossible", given=plain)
    if number > (last := monthrange(year, month)[1]):
        raise Misspelt("date-beyond-month", given=plain, last=f"{year}-{month:02}-{last:02}")
    return date(year, month, number)


def moment(text: str) -> datetime:
    """Read «2027-06-01 12h» as wall-clock time, without a zone; a date alone means its first minute."""
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        return datetime.combine(day(text), time())
    return datetime.combine(day(found[1]), hour(found[2]) if found[2] else time())


@lru_cache(maxsize=1024)
def span(text: str) -> timedelta:
    """Read «30min», «2h», «1h30», «7d» («7j» in French) or «2w» as a length of time; zero is refused."""
    found = _SPAN.fullmatch(text.strip())
    if not found or (found[3] and found[2].lower() != "h"):
        raise Misspelt("span-unreadable", given=text)
    minutes = int(found[1]) * _UNITS[found[2].lower()] + int(found[3] or 0)
    if not 0 < minutes <= LONGEST.total_seconds() // 60:
        raise Misspelt("span-out-of-range", given=text)
    return timedelta(minutes=minutes)


def days(text: str) -> tuple[date, date]:
    """Read «2027-08-01» or «2027-08-01..2027-08-31» as an inclusive range of days."""
    first, dots, last = text.partition("..")
    begin = day(first)
    end = day(last) if dots else begin
    if end < begin:
        raise Misspelt("range-backwards", given=text)
    return begin, end


@lru_cache(maxsize=64)
def zone(text: str) -> str:
    """Read the name of an IANA zone."""
    from zoneinfo import ZoneInfo, available_timezones  # noqa: PLC0415 - not every file names one

    try:
        if text and not text.startswith(("/", ".")):
            return ZoneInfo(text).key
    except (KeyError, ValueError, OSError):  # unknown, not a name at all, or a folder of the zone database
        pass
    known = sorted(available_timezones())
    cities = {
        one.rpartition("/")[2]: one for one in known if "/" in one and not one.startswith(("posix", "right", "Etc"))
    }
    meant = nearest(
        text, known, {**cities, "France": "Europe/Paris", "CET": "Europe/Paris", "heure de Paris": "Europe/Paris"}
    )
    raise Misspelt("zone-unknown-meant" if meant else "zone-unknown", given=text, meant=meant)


def slug(text: str) -> str:
    """Read a short name that goes into links and commands: small letters without accents, figures, single hyphens."""
    if len(text) > 80:
        raise Misspelt("slug-long", given=text[:80])
    if not _SLUG.fullmatch(text):
        raise Misspelt("slug-unfit", given=text, meant=slugged(text) or "mon-billet")
    return text


def slugged(text: str, longest: int = 40) -> str:
    """The slug nearest to `text`, "" where nothing of it can stand in one."""
    bare = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    words = re.findall(r"[a-z0-9]+", "".join(sign for sign in bare if not unicodedata.combining(sign)))
    while len(words) > 1 and len("-".join(words)) > longest:
        words.pop()
    return "-".join(words)[:80]


def nearest(word: str, choices: Iterable[str], mistaken: Mapping[str, str] | None = None) -> str:
    """The one of `choices` that `word` was probably meant to be, "" where none is near.

    `mistaken` maps words that people write in its place (of another language, say) to a choice; case and accents never count.
    """
    offered = {folded(one): one for one in choices}
    plain = folded(word)
    known = {folded(wrong): right for wrong, right in (mistaken or {}).items()}
    if plain in known:
        return known[plain]
    if plain in offered:
        return offered[plain]
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    found = get_close_matches(plain, [*offered, *known], n=1, cutoff=0.6 if len(plain) > 3 else 0.5)
    return (offered.get(found[0]) or known[found[0]]) if found else ""


def folded(word: str) -> str:
    """`word` in small letters without accents, hyphens as underscores: for comparing only."""
    bare = unicodedata.normalize("NFKD", word.casefold()).replace("-", "_").replace(" ", "_")
    return "".join(sign for sign in bare if not unicodedata.combining(sign))
