"""One stream out of an OLE compound file, the container of Office before 2007, read where each chain has an end.

Every way through the file is bounded: a chain that comes back to itself, or a sector outside of the file, is a damaged file, not
an endless one. As [MS-CFB] has it (https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb/, 2026-11-22).
"""

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain
from struct import error, unpack_from

SIGNATURE = b"\xd0\xcf\x11\xe0"
_END = 0xFFFFFFFE
_REGULAR = 0xFFFFFFFA
"""Numbers from here on are signs, no sectors."""
_ENTRY = 128
_STREAM, _ROOT = 2, 5


class Damaged(Exception):
    """The container does not hold together."""


class Compound:
    """The streams that lie directly in a container, by name in small letters; what is embedded in it is not looked at."""

    def __init__(self, data: bytes) -> None:
        try:
            self._read(data)
        except (error, IndexError, UnicodeDecodeError) as broken:
            raise Damaged from broken

    def _read(self, data: bytes) -> None:
        shift, small = unpack_from("<HH", data, 30)
        if shift not in {9, 12} or small != 6:
            raise Damaged
        self._data, self._size = data, 1 << shift
        first, self._cutoff, lesser = (unpack_from("<I", data, at)[0] for at in (48, 56, 60))
        self._table = self._numbers(self._tables())
        directory = b"".join(map(self._sector, _chain(self._table, first)))
        self._streams = {name: where for name, *where in _entries(directory)}
        start, size = unpack_from("<II", directory, 116)
        self._lesser = self._numbers(_chain(self._table, lesser)) if lesser < _REGULAR else array("I")
        self._smalls = b"".join(map(self._sector, _chain(self._table, start)))[:size] if start < _REGULAR else b""

    @property
    def names(self) -> frozenset[str]:
        """Of the streams."""
        return frozenset(self._streams)

    def size(self, name: str) -> int:
        """Bytes that a stream says it has."""
        return self._streams[name][1]

    def stream(self, name: str) -> bytes:
        """All of one. Raises `Damaged` for less than it says it has."""
        start, size = self._streams[name]
        if size >= self._cutoff:
            found = b"".join(map(self._sector, _chain(self._table, start)))
        else:
            found = b"".join(self._smalls[one << 6 : (one + 1) << 6] for one in _chain(self._lesser, start))
        if len(found) < size:
            raise Damaged
        return found[:size]

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        if begin >= len(self._data):
            raise Damaged
        return self._data[begin : begin + self._size]  # the last of a file may be cut short

    def _tables(self) -> Sequence[int]:
        """The sectors in which it stands what follows each sector."""
        found, each = [*unpack_from("<109I", self._data, 76)], self._size // 4
        following, seen = unpack_from("<I", self._data, 68)[0], set[int]()
        while following < _REGULAR:
            if following in seen:
                raise Damaged
            seen.add(following)
            *more, following = unpack_from(f"<{each}I", self._sector(following))
            found += more
        kept = [one for one in found if one < _REGULAR]
        if len({*kept}) < len(kept):
            raise Damaged
        return kept

    def _numbers(self, sectors: Sequence[int]) -> Sequence[int]:
        each = f"<{self._size // 4}I"
        return array("I", chain.from_iterable(unpack_from(each, self._sector(one)) for one in sectors))


def _chain(table: Sequence[int], first: int) -> Sequence[int]:
    """The sectors of one stream, in order."""
    found: list[int] = []
    while first != _END:
        if first >= len(table) or len(found) >= len(table):
            raise Damaged
        found.append(first)
        first = table[first]
    return found


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """(name, first sector, bytes) of each stream of the root: a tree by two hands, each entry walked once."""
    if directory[66] != _ROOT:
        raise Damaged
    left, seen = [unpack_from("<I", directory, 76)[0]], set[int]()
    while left:
        place = left.pop()
        if place >= _REGULAR or place in seen:
            continue
        seen.add(place)
        at = place * _ENTRY
        length, kind, _, before, after = unpack_from("<HBBII", directory, at + 64)
        left += [before, after]
        if kind == _STREAM and 2 < length <= 64:
            start, size = unpack_from("<II", directory, at + 116)
            yield directory[at : at + length - 2].decode("utf-16-le").lower(), start, size
