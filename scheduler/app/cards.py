"""Link cards: the pages behind the posts' links are read, and what they say of themselves is written into the files.

Nothing is fetched at any other time: what goes out is what stands in the file, was shown and approved.
"""

import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from scheduler.app.checking import calendars
from scheduler.campaigns import cards as file_cards
from scheduler.campaigns import library
from scheduler.campaigns.cards import Linked, Place
from scheduler.campaigns.pictures import FORMATS, MAX_PIXELS
from scheduler.clock import Clock, SystemClock
from scheduler.connector import webpage
from scheduler.connector.fetch import NotFetched, fetch
from scheduler.errors import Problem, SchedulerError
from scheduler.model.spelling import slugged
from scheduler.store import files as store

PAGE_KINDS = ("text/html", "application/xhtml+xml")
PAGE_BYTES, PICTURE_BYTES = 1_000_000, 20_000_000
FOLDER = "media/cards"
"""Beside the campaign file."""
_ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}


class State(StrEnum):
    """What becomes of one link's card."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"
    """A card is there, and nobody asked for a fresh one."""
    UNREAD = "unread"
    """The page could not be read, or says nothing of itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One link of a file, and the card that it has or would get. `reason` says why there is none, or no picture."""

    file: Path
    line: int
    link: str
    state: State
    card: Mapping[str, str] = field(default_factory=dict)
    reason: SchedulerError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One file as it was read and as it would be, and the pictures that come with it, by their paths."""

    file: Path
    before: bytes
    after: bytes
    pictures: Mapping[Path, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What `scheduler cards` would do."""

    proposals: tuple[Proposal, ...]
    edits: tuple[Edit, ...]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A page's card without its place: `picture` are its bytes, `ending` that of its file."""

    title: str = ""
    description: str = ""
    picture: bytes = b""
    ending: str = ""
    reason: SchedulerError | None = None


def propose(
    explicit: Path | None,
    paths: Sequence[Path],
    *,
    refresh: bool = False,
    this_machine: bool = False,
    clock: Clock | None = None,
) -> Proposed:
    """Read the pages behind the links of the files that the paths lead to. Nothing is written yet.

    `refresh`: pages whose card is in the file already are read again. `this_machine`: pages of the loopback may be read.
    """
    pages = _Pages(this_machine=this_machine)
    proposals: list[Proposal] = []
    edits: list[Edit] = []
    language = ""
    for calendar, given in calendars(explicit, paths, clock or SystemClock()):
        language = language or calendar.config.language
        found = library.find(list(given) or [calendar.config.folder])
        for file in found.of(calendar.config.path):
            edit, said = _of_file(file, pages, refresh=refresh)
            proposals += said
            edits += [edit] if edit else []
    return Proposed(proposals=tuple(proposals), edits=tuple(edits), language=language)


def write(edits: Sequence[Edit]) -> None:
    """Write pictures first, then the files. Raises `Problem` where a file was changed in the meantime."""
    for edit in edits:
        if edit.file.read_bytes() != edit.before:
            raise Problem("cards-changed-meanwhile", where=str(edit.file))
        for path, data in edit.pictures.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.parent.resolve().is_relative_to(edit.file.parent.resolve()):
                raise Problem("cards-folder-outside", where=str(path.parent))
            _put(path, data)
        _put(edit.file.resolve(), edit.after)


def _put(path: Path, data: bytes) -> None:
    """A colleague who could read the file can still read it."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    store.replace(path, data)
    path.chmod(mode)


class _Pages:
    """Each page is read once, however many posts lead to it."""

    def __init__(self, *, this_machine: bool) -> None:
        self._this_machine = this_machine
        self._known: dict[str, _Read] = {}

    def read(self, link: str) -> _Read:
        if link not in self._known:
            try:
                self._known[link] = self._fetched(link)
            except NotFetched as failed:
                self._known[link] = _Read(reason=failed)
        return self._known[link]

    def _fetched(self, link: str) -> _Read:
        page = fetch(link, kinds=PAGE_KINDS, most=PAGE_BYTES, whole=False, this_machine=self._this_machine)
        about = webpage.read(page.data, page.address, page.charset)
        if not about.title:
            raise NotFetched("card-page-silent", where=link)
        made = _Read(title=about.title, description=about.description)
        if not about.picture:
            return made
        try:
            kinds = tuple(FORMATS.values())
            picture = fetch(about.picture, kinds=kinds, most=PICTURE_BYTES, whole=True, this_machine=self._this_machine)
            ending = _ending(picture.data, about.picture)
        except NotFetched as failed:
            return replace(made, reason=failed)
        return replace(made, picture=picture.data, ending=ending)


def _ending(data: bytes, address: str) -> str:
    """The ending of a picture's file, by what it is and not by what it is called. Raises `NotFetched` for none of ours."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - only where a picture came

    try:
        with Image.open(io.BytesIO(data), formats=tuple(FORMATS)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise NotFetched("card-picture-unusable", where=address)
            kind = image.format or ""
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as broken:
        raise NotFetched("card-picture-unusable", where=address) from broken
    return _ENDINGS[kind]


def _of_file(file: Path, pages: _Pages, *, refresh: bool) -> tuple[Edit | None, list[Proposal]]:
    before = file.read_bytes()
    said: list[Proposal] = []
    wanted: dict[Place, Mapping[str, str]] = {}
    pictures: dict[Path, bytes] = {}
    for linked in file_cards.links(before, str(file)):
        proposal, picture = _of_link(file, linked, pages, refresh=refresh)
        said.append(proposal)
        if proposal.state in {State.NEW, State.CHANGED}:
            wanted[linked.place] = proposal.card
            pictures |= picture
    if not wanted:
        return None, said
    after = file_cards.written(before, str(file), wanted)
    return Edit(file=file, before=before, after=after, pictures=pictures), said


def _of_link(file: Path, linked: Linked, pages: _Pages, *, refresh: bool) -> tuple[Proposal, Mapping[Path, bytes]]:
    own = Proposal(file=file, line=linked.line, link=linked.link, state=State.KEPT, card=linked.card or {})
    if linked.card is not None and (not refresh or not linked.card):
        return own, {}
    page = pages.read(linked.link)
    if not page.title:
        return replace(own, state=State.UNREAD, reason=page.reason), {}
    card = {"title": page.title} | ({"description": page.description} if page.description else {})
    picture: dict[Path, bytes] = {}
    if page.picture:
        name = f"{FOLDER}/{_name(linked.link)}.{page.ending}"
        card["image"] = name
        picture[file.parent / name] = page.picture
    if linked.card is None:
        return replace(own, state=State.NEW, card=card, reason=page.reason), picture
    there = {name: linked.card.get(name, "") for name in card}
    same = there == card and all(path.exists() and path.read_bytes() == data for path, data in picture.items())
    return replace(own, state=State.SAME if same else State.CHANGED, card=card, reason=page.reason), picture


def _name(link: str) -> str:
    """The name of a card's picture: read in the address, and always the same for the same one."""
    parts = urlsplit(link)
    words = slugged(re.sub(r"[/._]+", " ", parts.path)) or slugged((parts.hostname or "").replace(".", " "))
    return f"{words[:40].strip('-') or 'page'}-{hashlib.sha256(link.encode()).hexdigest()[:6]}"


def unread(found: Proposed) -> Iterator[Proposal]:
    """The links for which a page was asked and no card could be made."""
    return (one for one in found.proposals if one.state is State.UNREAD)
