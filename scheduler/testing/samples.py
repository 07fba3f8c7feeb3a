"""Sites to build a connector with, parts to send, and small real pictures."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from scheduler.clock import Clock, SimulatedClock
from scheduler.connector.base import Outgoing, Site
from scheduler.model.account import Account
from scheduler.model.network import Rules
from scheduler.model.notice import Where
from scheduler.model.variant import Media, Options, Part, Role

MONDAY = datetime(2027, 6, 7, 7, 0, tzinfo=UTC)
"""The first morning of the sample week, 9 o'clock in Paris."""

COLORS = {"teal": (0, 128, 128), "crimson": (220, 20, 60), "gold": (255, 215, 0), "navy": (0, 0, 128)}


def clock() -> SimulatedClock:
    """A clock that stands at the first morning of the sample week."""
    return SimulatedClock(MONDAY)


def site(
    rules: Rules,
    folder: Path,
    *,
    through: str = "",
    name: str = "musee",
    base_url: str = "",
    settings: Mapping[str, str] | None = None,
    secrets: Mapping[str, str] | None = None,
    now: Clock | None = None,
    timeout: float = 5.0,
    seed: int = 7,
) -> Site:
    """A site for an account under `rules`; `secrets` maps references to values, others raise KeyError."""
    account = Account(
        name=name,
        network=rules.network,
        through=through or rules.network,
        where=Where(file="config.toml", line=1),
        base_url=base_url,
        settings=settings or {},
    )
    known = dict(secrets or {})
    return Site(
        account=account,
        rules=rules,
        clock=now or clock(),
        secret=lambda reference: known[reference],
        folder=folder,
        timeout=timeout,
        seed=seed,
    )


@cache
def picture(color: str = "teal", size: tuple[int, int] = (64, 48)) -> bytes:
    """The bytes of a real PNG of one colour, made without any library."""
    width, height = size
    rows = (b"\0" + bytes(COLORS[color]) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def media(alt: str, data: bytes, *, file: str = "image.png", mime: str = "image/png") -> Media:
    """What a part says of the picture `data`."""
    return Media(file=file, alt=alt, mime=mime, width=64, height=48, size=len(data))


def outgoing(
    text: str,
    rules: Rules,
    *,
    key: str = "",
    number: int = 0,
    role: Role = Role.POST,
    pictures: Sequence[tuple[str, bytes]] = (),
    above: str = "",
    root: str = "",
    options: Options | None = None,
    since: datetime | None = None,
) -> Outgoing:
    """A part on its way, as the publisher would make it: within `rules`, `pictures` being pairs of alt text and bytes."""
    part = Part(
        role=role,
        text=text,
        length=len(text),
        limit=rules.max_length,
        media=tuple(media(alt, data) for alt, data in pictures),
    )
    return Outgoing(
        tag=f"museumweek-2027/{key or 'reserves'}/once/musee",
        number=number,
        key=key or f"key-{number}",
        part=part,
        options=options or Options(language="fr"),
        media=tuple(data for _, data in pictures),
        above=above,
        root=root or above,
        since=since or MONDAY - timedelta(minutes=1),
    )
