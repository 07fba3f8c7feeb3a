"""What a person is given for one delivery, as values: texts, pictures, and what to do with them, step by step."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import quote, urlsplit

from scheduler.connector.base import Outgoing, Site
from scheduler.model.variant import FacetKind, Role
from scheduler.sentences import label

LONGEST_ADDRESS = 6000
"""Characters of an address that carries a text; servers refuse longer ones, and the text is there to be pasted anyway."""
ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
}
PUBLIC = "public"
_PLACE = re.compile(r"[?&][^=&]*=\{text\}(?=$)|(?<=[?&])[^=&]*=\{text\}&|\{text\}")
"""Where a text stands in an address, with the name before it: without a text both go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture or video under the name of its file; `alt_file` is empty where nobody needs its alternative text."""

    file: str
    alt_file: str
    alt: str
    credit: str
    mime: str
    width: int
    height: int
    data: bytes

    @property
    def film(self) -> bool:
        """Whether it is a video, which no page carries."""
        return self.mime.startswith("video/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One part: its text exactly, its pictures in order, and what to do with them."""

    heading: str
    file: str
    text: str
    pictures: tuple[Picture, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The whole of it. `address` opens the network with the first text in it where the network takes one; `plain` without."""

    language: str
    title: str
    subtitle: str
    network: str
    readme: str
    opening: tuple[str, ...]
    pieces: tuple[Piece, ...]
    closing: tuple[str, ...]
    address: str
    plain: str


def made(site: Site, parts: Sequence[Outgoing]) -> Sheet:
    """The sheet of `parts`, those of one delivery in order, in the site's language."""
    say = partial(label, language=site.language)
    first, rules = parts[0], site.rules
    account = site.title or site.account.name
    plain = address(site)
    subtitle = say("handing-account", account=account)
    if first.local is not None:
        subtitle = say("handing-account-hour", account=account, hour=first.local)
    return Sheet(
        language=site.language,
        title=say("handing-title", network=rules.title),
        subtitle=subtitle,
        network=rules.title,
        readme=f"{say('handing-file-readme')}.txt",
        opening=tuple(_opening(site, first)),
        pieces=tuple(_piece(site, one, len(parts)) for one in parts),
        closing=(say("handing-confirm", tag=first.tag), say("handing-give-up", tag=first.tag)),
        address=address(site, first.part.text) if first.part.role is Role.POST else first.above_url or plain,
        plain=plain,
    )


def address(site: Site, text: str = "") -> str:
    """The page where the account's network is written to, with `text` where it takes one; "" where none is known."""
    shape = site.rules.compose_url
    if "{server}" in shape and not site.account.base_url:
        return ""
    shape = shape.replace("{server}", site.account.base_url.rstrip("/"))
    if urlsplit(shape).scheme not in {"http", "https"}:
        return ""
    whole = shape.replace("{text}", quote(text, safe=""))
    return whole if text and len(whole) <= LONGEST_ADDRESS else _PLACE.sub("", shape)


def _opening(site: Site, first: Outgoing) -> Iterator[str]:
    say = partial(label, language=site.language)
    yield say("handing-open", network=site.rules.title, account=site.title or site.account.name)
    if first.part.role is Role.REPLY:
        post = first.tag.split("/")[1]
        yield say("handing-under-at", url=first.above_url) if first.above_url else say("handing-under", post=post)


def _piece(site: Site, one: Outgoing, total: int) -> Piece:
    say = partial(label, language=site.language)
    number, role = one.number + 1, _role(one)
    file = f"{number}-{say('handing-file-text')}.txt"
    pictures = tuple(_pictures(site, one, number))
    return Piece(
        heading=say(f"handing-part-{role}", number=number, total=total),
        file=file,
        text=one.part.text,
        pictures=pictures,
        before=(say(f"handing-paste-{role}", file=file),),
        after=tuple(_after(site, one, pictures)),
    )


def _role(one: Outgoing) -> str:
    return "thread" if one.part.role is Role.POST and one.number else one.part.role.value


def _pictures(site: Site, one: Outgoing, number: int) -> Iterator[Picture]:
    say = partial(label, language=site.language)
    for place, (media, data) in enumerate(zip(one.part.media, one.media, strict=True), start=1):
        what = say("handing-file-film" if media.mime.startswith("video/") else "handing-file-picture")
        name = f"{number}-{what}-{place}"
        yield Picture(
            file=f"{name}.{ENDINGS.get(media.mime, 'bin')}",
            alt_file=f"{name}-{say('handing-file-alt')}.txt" if media.alt and site.rules.pictures.alt_shown else "",
            alt=media.alt,
            credit=media.credit,
            mime=media.mime,
            width=media.width,
            height=media.height,
            data=data,
        )


def _after(site: Site, one: Outgoing, pictures: Sequence[Picture]) -> Iterator[str]:
    """What is set beside the text, and looked at before it goes out."""
    say = partial(label, language=site.language)
    if site.rules.max_title is not None and _role(one) == Role.POST.value:
        yield say("handing-title-line")
    if pictures:
        yield say("handing-pictures", n=len(pictures), files=[each.file for each in pictures])
    if alts := [each.alt_file for each in pictures if each.alt_file]:
        yield say("handing-alts", n=len(alts), files=alts)
    yield from _ends(site, one, pictures)
    if one.card is not None:
        yield say("handing-card", url=one.card.url)
    for url in _hidden_links(one):
        yield say("handing-link", url=url)
    if one.number == 0 and one.options.warning:
        yield say("handing-warning", warning=one.options.warning)
    if one.number == 0 and one.options.visibility not in {"", PUBLIC}:
        yield say("handing-visibility", visibility=say(f"rehearsal-visibility-{one.options.visibility}"))


def _ends(site: Site, one: Outgoing, pictures: Sequence[Picture]) -> Iterator[str]:
    """Until when pictures may be shown: nobody but a person can take them down where a person has put them up."""
    ends: dict[date, list[str]] = {}
    for media, picture in zip(one.part.media, pictures, strict=True):
        if media.claim is not None and media.claim.until is not None:
            ends.setdefault(media.claim.until, []).append(picture.file)
    for until, files in sorted(ends.items()):
        yield label("handing-rights-end", site.language, n=len(files), files=files, until=until)


def _hidden_links(one: Outgoing) -> Iterator[str]:
    """Links whose whole address does not stand in the text: pasted, they would lead elsewhere or lose their tag."""
    known = {one.card.url} if one.card else set()
    for facet in one.part.facets:
        if facet.kind is FacetKind.LINK and facet.value not in one.part.text and facet.value not in known:
            known.add(facet.value)
            yield facet.value
