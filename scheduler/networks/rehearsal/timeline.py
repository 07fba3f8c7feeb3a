"""The rehearsal's page: one self-contained file of HTML, without script or outside resource, that shows what went out."""

import base64
import hashlib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scheduler.connector.base import Site
from scheduler.model.engagement import Counts
from scheduler.model.network import Rules
from scheduler.networks.rehearsal.ledger import Entry, Shown
from scheduler.plain import visible
from scheduler.sentences import label
from scheduler.sentences.words import written
from scheduler.store.files import replace
from scheduler.store.place import private_folder

PAGE = "timeline.html"
HERE = Path(__file__).parent
WIDE, NARROW = 1080, 640
"""Pixels of a picture on the page, alone and beside others: enough for dense screens, small enough for mail."""
LINK_SHOWN = 30
"""Signs of a link that networks show; the whole address is behind it."""
_ADDRESS = re.compile(r"https?://[^\s<>«»\"]*[^\s<>«»\".,;:!?)]")
GRIDS = {1: "one", 2: "two", 3: "three", 4: "four"}


def draw(
    site: Site,
    shown: Sequence[tuple[Entry, Counts]],
    *,
    followers: int,
    zone: str,
    picture: Callable[[str], bytes],
) -> Path:
    """Write the page of the site's account into its folder, in one move, and return where it lies.

    `shown` is what went out with its simulated counts; `picture` gives the bytes of a picture by its content's name. Days
    and hours are those of `zone`. The page is in the site's language.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only where a page is drawn

    frame = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    words = _Words(site, ZoneInfo(zone), picture)
    text = frame.get_template("timeline.html.j2").render(words.page(shown, followers, zone))
    path = private_folder(site.folder) / PAGE
    replace(path, text.encode())
    return path


def skin(rules: Rules) -> str:
    """How the network sets its posts: by what it demands and offers."""
    if rules.pictures.required:
        return "pictures"
    return "cards" if rules.first_comment and not rules.threads else "stream"


def talks(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Conversations, newest first: a post, its thread in order, then what was said under it, in time."""
    found: dict[str, list[Entry]] = {}
    top: dict[str, str] = {}
    for entry in sorted(entries, key=lambda one: one.at):
        above = top.get(entry.above, entry.id)
        top[entry.id] = above
        found.setdefault(above, []).append(entry)
    for talk in found.values():
        talk.sort(key=lambda one: (one.role != "post", one.at, one.part))
    return sorted(found.values(), key=lambda talk: talk[0].at, reverse=True)


class _Words:
    """The page's values in one language and zone."""

    def __init__(self, site: Site, zone: ZoneInfo, picture: Callable[[str], bytes]) -> None:
        self._site = site
        self._zone = zone
        self._picture = picture
        self._say = partial(label, language=site.language)
        self._network = site.rules.title

    def page(self, shown: Sequence[tuple[Entry, Counts]], followers: int, zone: str) -> Mapping[str, Any]:
        say, site = self._say, self._site
        account = visible(site.title or site.account.name)
        style = HERE.joinpath("timeline.css").read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        return {
            "language": site.language,
            "style": _Safe(style),
            "style_hash": f"sha256-{digest}",
            "skin": skin(site.rules),
            "title": say("rehearsal-title", account=account, network=self._network),
            "banner": say("rehearsal-banner"),
            "banner_more": say("rehearsal-banner-more", network=self._network),
            "account": account,
            "initials": initials(account),
            "network": self._network,
            "followers": say("rehearsal-followers", n=followers),
            "number": say("rehearsal-posts", n=len(shown)),
            "simulated": say("rehearsal-simulated"),
            "hidden": say("rehearsal-hidden"),
            "alt_title": say("rehearsal-alt"),
            "no_alt": say("rehearsal-no-alt"),
            "empty": say("rehearsal-empty"),
            "drawn": say("rehearsal-drawn", at=site.clock.now().astimezone(self._zone), zone=zone),
            "days": list(self._days(shown)),
            "weeks": self._weeks(entry for entry, _ in shown),
        }

    def _weeks(self, entries: Iterable[Entry]) -> Mapping[str, Any] | None:
        """How many messages each week had, as bars from the first week to the last; None for a single week."""
        days = [self._local(entry.at).date() for entry in entries]
        numbers = Counter(day - timedelta(days=day.weekday()) for day in days)
        if len(numbers) < 2:
            return None
        first, last, most = min(numbers), max(numbers), max(numbers.values())
        step = 100 / ((last - first).days // 7 + 1)
        busiest = max(numbers, key=lambda monday: (numbers[monday], monday))
        bars = [
            {
                "x": round((monday - first).days / 7 * step, 2),
                "width": round(step * 0.72, 2),
                "height": round(4 + 44 * number / most),
                "day": _week(monday),
                "busiest": monday == busiest,
                "said": self._say("rehearsal-week", day=monday, n=number),
            }
            for monday, number in sorted(numbers.items())
        ]
        said = self._say("rehearsal-busiest", day=busiest, n=numbers[busiest])
        return {"bars": bars, "busiest": _week(busiest), "said": said}

    def _days(self, shown: Sequence[tuple[Entry, Counts]]) -> Iterator[Mapping[str, Any]]:
        counts = {entry.id: given for entry, given in shown}
        days: dict[date, list[list[Mapping[str, Any]]]] = {}
        for talk in talks(entry for entry, _ in shown):
            chain = [entry for entry in talk if entry.role == "post"]
            posts = [self._post(entry, counts[entry.id], chain) for entry in talk]
            days.setdefault(self._local(talk[0].at).date(), []).append(posts)
        seen: set[str] = set()
        for day, found in days.items():
            week = _week(day)
            yield {
                "name": written(day, self._site.language),
                "talks": found,
                "week": "" if week in seen else week,
            }
            seen.add(week)

    def _local(self, instant: datetime) -> datetime:
        return instant.astimezone(self._zone)

    def _post(self, entry: Entry, counts: Counts, chain: Sequence[Entry]) -> Mapping[str, Any]:
        local, say = self._local(entry.at), self._say
        under = entry.role != "post"
        number = 0 if under else chain.index(entry) + 1
        kinds = {"comment": "rehearsal-first-comment", "reply": "rehearsal-reply"}
        return {
            "id": entry.id,
            "under": under,
            "last": number == len(chain),
            "kind": say(kinds[entry.role]) if entry.role in kinds else "",
            "visibility": "" if entry.visibility == "public" else say(f"rehearsal-visibility-{entry.visibility}"),
            "language": entry.language,
            "instant": local.isoformat(timespec="minutes"),
            "moment": written(local, self._site.language),
            "hour": written(local.time(), self._site.language),
            "warning": visible(entry.warning),
            "words": list(pieces(entry)),
            "pictures": [self._shown(one, n, len(entry.media)) for n, one in enumerate(entry.media, 1)],
            "grid": GRIDS.get(len(entry.media), "four"),
            "card": _card(entry.card),
            "step": say("rehearsal-thread", number=number, total=len(chain)) if number and len(chain) > 1 else "",
            "counts": [
                {
                    "name": name,
                    "number": written(getattr(counts, name), self._site.language),
                    "said": say(f"rehearsal-{name}", n=getattr(counts, name)),
                }
                for name in counts.given
            ],
        }

    def _shown(self, one: Shown, number: int, total: int) -> Mapping[str, Any]:
        data, width, height = scaled(one.blob, self._picture, WIDE if total == 1 else NARROW)
        which = self._say("rehearsal-picture-of", number=number, total=total) if total > 1 else ""
        return {
            "data": _Safe(data),
            "width": width,
            "height": height,
            "alt": visible(one.alt),
            "credit": visible(one.credit),
            "which": which,
        }


def _week(day: date) -> str:
    """The name of a day's week on the page."""
    return "w{}-{:02}".format(*day.isocalendar()[:2])


class _Safe(str):
    """Text of our own that a template must not escape again."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def initials(account: str) -> str:
    """Two letters for the round that stands for the account's picture."""
    words = [word for word in account.replace("-", " ").replace("_", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper()


def pieces(entry: Entry) -> Iterator[Mapping[str, Any]]:
    """The text cut at its links, mentions and hashtags; only http(s) links become links.

    Networks leave addresses of invented hosts (.example) as text; here they are links like the others, shown short.
    """
    done = 0
    bare = [("link", found.start(), found.end(), found[0]) for found in _ADDRESS.finditer(entry.text)]
    for kind, start, end, value in sorted([*entry.facets, *bare], key=lambda facet: facet[1]):
        if start < done:
            continue
        if start > done:
            yield _piece(entry.text[done:start])
        safe = kind == "link" and urlsplit(value).scheme in {"http", "https"}
        text = entry.text[start:end]
        yield _piece(short(text) if safe else text, address=value if safe else "", marked=True)
        done = end
    if done < len(entry.text):
        yield _piece(entry.text[done:])


def short(link: str) -> str:
    """A link as networks show it: without its scheme, cut."""
    bare = link.split("://", 1)[-1].removeprefix("www.")
    return bare if len(bare) <= LINK_SHOWN else f"{bare[:LINK_SHOWN]}…"


def _piece(text: str, *, address: str = "", marked: bool = False) -> Mapping[str, Any]:
    return {"text": visible(text), "address": address, "marked": marked}


def _card(card: tuple[str, str, str] | None) -> Mapping[str, str] | None:
    if card is None or urlsplit(card[0]).scheme not in {"http", "https"}:
        return None
    host = urlsplit(card[0]).hostname or ""
    return {"address": card[0], "host": host, "title": visible(card[1] or card[0]), "more": visible(card[2])}


@lru_cache(maxsize=256)
def scaled(blob: str, picture: Callable[[str], bytes], widest: int) -> tuple[str, int, int]:
    """A picture as a data: address small enough for a page, with its width and height there.

    Animations show their first frame. What cannot be decoded is an empty picture: the page is for looking, not a proof.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - only where a page is drawn

    try:
        with Image.open(io.BytesIO(picture(blob)), formats=("JPEG", "PNG", "WEBP", "GIF")) as opened:
            image = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return "data:,", 4, 3
    image.thumbnail((widest, widest * 2))
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image)
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=80, optimize=True)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode()}", *image.size
