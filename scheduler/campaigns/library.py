"""The folder: which campaign files there are, which configuration each belongs to, and what only all of them show."""

import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.campaigns import reader
from scheduler.campaigns.desk import Known
from scheduler.model.campaign import Campaign
from scheduler.model.notice import Notice, Where, error, warning
from scheduler.patterns import lazy_pattern

CONFIG = "config.toml"
SUFFIXES = (".yaml", ".yml")
# Names that sync services give to the copy that lost: Nextcloud and ownCloud, Dropbox (English and French), Syncthing,
# OneDrive (the machine's name behind a hyphen), Google Drive, Resilio; and the backups of editors.
_CONFLICT = lazy_pattern(
    r"\(.*(?:conflicted copy|conflict|copie en conflit|conflit).*\)|\.sync-conflict-\d|_conflict-\d|~$|\.(?:bak|orig|swp)$|^\.#",
    re.IGNORECASE,
)
_ONEDRIVE = lazy_pattern(r"(.+)-(?:DESKTOP|LAPTOP|PC|WIN)-?[A-Z0-9]{2,}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Campaign files by the configuration nearest above each (None: no configuration), in the order of their paths."""

    groups: Mapping[Path | None, tuple[Path, ...]]
    notices: tuple[Notice, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(file for group in self.groups.values() for file in group)

    def of(self, config: Path | None) -> tuple[Path, ...]:
        """The files that belong to the calendar of `config`; those without any configuration belong to whoever asks."""
        asked = config.resolve() if config else None
        mine = [file for own, group in self.groups.items() if own is None or own == asked for file in group]
        return tuple(sorted(mine))


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Every campaign that can be used, and all that is to be said of their files."""

    campaigns: tuple[Campaign, ...]
    notices: tuple[Notice, ...]
    seen: tuple[Campaign, ...] = ()
    """All that could be made of every file, faulty parts included: to judge what else is wrong, never to plan."""
    unreadable: int = 0
    """Files of which not even the campaign's name is known."""

    @property
    def broken(self) -> frozenset[str]:
        """Campaigns whose file is there, but cannot be used."""
        return frozenset(one.slug for one in self.seen) - {one.slug for one in self.campaigns} - {""}


def find(folders_or_files: Sequence[Path]) -> Found:
    """Find the campaign files in folders (with their subfolders) and files, as the user gave them.

    Hidden folders are passed over; the copies that a sync service left are named, and not read unless named by the user.
    """
    groups: dict[Path | None, list[Path]] = {}
    notices: list[Notice] = []
    seen: set[Path] = set()
    for given in folders_or_files:
        if given.is_dir():
            files = sorted(_below(given))
        elif given.exists():
            files = [given]
        else:
            notices.append(error("path-missing", Where(file=str(given))))
            continue
        for file in files:
            real = file.resolve()
            if real in seen:
                continue
            seen.add(real)
            if is_conflict(file):
                notices.append(warning("sync-conflict", Where(file=str(file)), "", original=original(file)))
                if file is not given:
                    continue
            groups.setdefault(nearest_config(real), []).append(file)
    return Found(groups={key: tuple(files) for key, files in groups.items()}, notices=tuple(notices))


def _below(folder: Path) -> Iterator[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return
    for path in inside:
        if path.name.startswith(".") and not path.name.startswith(".#"):
            continue
        kind = _kind(path)
        if stat.S_ISDIR(kind) and not path.is_symlink():
            yield from _below(path)
        elif kind and not stat.S_ISREG(kind):
            continue  # reading a pipe would wait for ever
        elif path.suffix.lower() in SUFFIXES or (is_conflict(path) and any(end in path.name for end in SUFFIXES)):
            yield path


def _kind(path: Path) -> int:
    """What lies there, as `stat` tells it; 0 where it cannot be looked at: its reader will say why."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def is_conflict(file: Path) -> bool:
    """Whether a sync service or an editor made this file as a second copy of another."""
    name = file.name.removesuffix(file.suffix) if file.suffix.lower() in SUFFIXES else file.name
    if _CONFLICT.search(name):
        return True
    twin = _ONEDRIVE.fullmatch(name)
    return bool(twin and file.with_name(twin[1] + file.suffix).exists())


def original(file: Path) -> str:
    """The name of the file that a conflicting copy was made of, as far as its own name tells."""
    stem = file.name.removesuffix(file.suffix) if file.suffix.lower() in SUFFIXES else file.name
    twin = _ONEDRIVE.fullmatch(stem)
    bare = (
        twin[1]
        if twin
        else re.sub(r"\s*\([^()]*\)|\.sync-conflict-.*|_conflict-.*|~$|\.(?:bak|orig|swp)$|^\.#", "", stem)
    )
    return bare if bare.lower().endswith(SUFFIXES) else bare + (file.suffix if file.suffix.lower() in SUFFIXES else "")


def nearest_config(file: Path) -> Path | None:
    """The configuration in the nearest folder above `file`."""
    return next((folder / CONFIG for folder in file.parents if (folder / CONFIG).is_file()), None)


def read_all(files: Sequence[Path], known: Known | None = None) -> Library:
    """Read every file, and judge what only all together show: one slug in two files blocks both."""
    notices: list[Notice] = []
    by_slug: dict[str, list[Campaign]] = {}
    seen: list[Campaign] = []
    for file in files:
        try:
            read = reader.read(file, known=known)
        except OSError as failed:
            reason = failed.strerror or type(failed).__name__
            notices.append(error("file-unreadable", Where(file=str(file)), reason=reason))
            continue
        notices += read.notices
        if read.seen:
            seen.append(read.seen)
        if read.campaign:
            by_slug.setdefault(read.campaign.slug, []).append(read.campaign)
    for slug, same in by_slug.items():
        for one in same[1:]:
            notices.append(error("campaign-twice", one.where, slug=slug, other=same[0].where.file))
    whole = tuple(same[0] for same in by_slug.values() if len(same) == 1)
    unreadable = len(files) - sum(1 for one in seen if one.slug)
    return Library(campaigns=whole, notices=tuple(notices), seen=tuple(seen), unreadable=unreadable)
