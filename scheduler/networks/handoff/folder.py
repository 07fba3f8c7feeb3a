"""The folder that a person opens: where it lies, what stands in it, and how it is written and renewed without a half state."""

import errno
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from scheduler.connector.base import Handed, Outgoing, Site
from scheduler.networks.handoff.page import drawn
from scheduler.networks.handoff.sheet import Sheet
from scheduler.store.files import replace, sync_folder
from scheduler.store.place import private_folder

PAGE = "index.html"
_ODD = re.compile(r"[^A-Za-z0-9._+-]")
_OURS = re.compile(r"\d+-[a-z]+(-\d+)?(-[a-z]+)?\.(txt|jpg|png|webp|gif|mp4|mov|webm|bin)")
"""Names that only this module gives: what an older layout left may go, a person's own notes may not."""


def own(site: Site) -> Path:
    """Where everything lies unless the account says otherwise: for this user alone."""
    return site.folder / "handoff"


def ground(site: Site) -> Path:
    """The folder of all that this account hands over. Raises FileNotFoundError for one that is configured and not there.

    It is never made: on a share that is not mounted nobody would find what lies in it.
    """
    given = site.account.settings.get("folder", "")
    if not given:
        return own(site)
    shared = Path(site.account.where.file).absolute().parent / Path(given).expanduser()
    if not shared.is_dir():
        raise FileNotFoundError(2, "no such folder", str(shared))
    return shared / site.account.name


def name_of(first: Outgoing) -> Path:
    """Where a delivery lies below the ground: the same at every call for its tag and hour, and in order of time by name."""
    campaign, post, occurrence, *_ = first.tag.split("/")
    date, _, reply = occurrence.partition("+")
    pieces = [post]
    hour = f"{first.local:%Y-%m-%dT%H:%M}" if first.local else ""
    if date not in {"once", hour}:
        pieces.append(date)
    if reply:
        pieces.append(reply)
    if first.local:
        pieces.insert(0, f"{first.local:%Y-%m-%d-%H%M}")
    return Path(_ODD.sub("", campaign)) / _ODD.sub("", "_".join(pieces))


def lay_out(place: Path, ground: Path, sheet: Sheet, *, private: bool) -> Handed:
    """Write `sheet` to the folder `place`, or renew what lies there; durable when this returns. Raises OSError.

    A new folder appears whole. One that is there may be open in a window: its files are replaced one by one.
    """
    files = dict(_files(sheet))
    _refuse_links(place, ground)
    private_folder(place.parent)
    _sweep(place)
    if place.is_dir():
        _renew(place, files)
    else:
        fresh = place.with_name(f".{place.name}.{os.urandom(4).hex()}.new")
        private_folder(fresh)
        for name, data in files.items():
            replace(fresh / name, data)
        fresh.rename(place)
        sync_folder(place.parent)
    if not private:
        _share(place, ground, files)
    return Handed(folder=place, address=sheet.plain, page=place / PAGE)


def _files(sheet: Sheet) -> Iterator[tuple[str, bytes]]:
    for piece in sheet.pieces:
        yield piece.file, piece.text.encode()
        for picture in piece.pictures:
            yield picture.file, picture.data
            if picture.alt_file:
                yield picture.alt_file, picture.alt.encode()
    yield sheet.readme, "\n".join([*_told(sheet), ""]).encode()
    yield PAGE, drawn(sheet).encode()


def _told(sheet: Sheet) -> Iterator[str]:
    """What to do, in words: one numbered list from opening the network to saying where the post is."""
    yield sheet.title
    yield sheet.subtitle
    steps = [
        f"{sheet.opening[0]} {sheet.plain}".strip(),
        *sheet.opening[1:],
        *(step for piece in sheet.pieces for step in (*piece.before, *piece.after)),
        *sheet.closing,
    ]
    yield ""
    for number, step in enumerate(steps, start=1):
        yield f"{number}. {step}"


def _renew(place: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        file = place / name
        if file.is_symlink() or not file.is_file() or file.read_bytes() != data:
            replace(file, data)
    for old in place.iterdir():
        if old.name not in files and _OURS.fullmatch(old.name):
            old.unlink()


def _sweep(place: Path) -> None:
    """Remove what a death left half laid out."""
    for half in place.parent.glob(f".{place.name}.*.new"):
        shutil.rmtree(half, ignore_errors=True)


def _refuse_links(place: Path, ground: Path) -> None:
    """Raise OSError where a folder on the way is a link: in a shared folder somebody else may have laid it."""
    for one in (ground, place.parent, place):
        if one.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(one))


def _share(place: Path, ground: Path, names: Iterable[str]) -> None:
    """In a folder of the user's own everything may be read by whom that folder lets in."""
    mode = ground.parent.stat().st_mode & 0o777
    for folder in {ground, place.parent, place}:
        folder.chmod(mode | 0o700)
    for name in names:
        (place / name).chmod(mode & 0o666 | 0o600)
