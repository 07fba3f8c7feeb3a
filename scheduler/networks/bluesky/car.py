"""Reading an account's repository as it is exported: blocks in a CAR file, records in DAG-CBOR, names in a search tree.

- CAR: a header, then blocks, each led by its length as an unsigned varint: https://ipld.io/specs/transport/car/carv1/
- DAG-CBOR: CBOR with definite lengths, links as tag 42: https://ipld.io/specs/codecs/dag-cbor/spec/
- The repository: a signed commit points to a Merkle search tree whose entries (`e`: `p` shared bytes of the key before, `k` the
  rest, `v` the record, `t` the tree after it; `l`: the tree before all) name each record: https://atproto.com/specs/repository
All read 2026-11-22. It is a file that a person downloaded: hashes and signature are not checked. What it claims of itself is
never trusted: lengths end at the data, nesting at `DEEP`, and a tree that comes back to itself is walked once.
"""

from collections.abc import Iterator, Mapping
from typing import Any

DEEP = 64
LONGEST = 1024
"""Of a record's key, its collection before it: 317 and 512 at most (https://atproto.com/specs/nsid, /record-key)."""
_SHA256 = b"\x12\x20"


class Broken(ValueError):
    """It is no such file, or it is damaged."""


class Link(bytes):
    """A link to a block: the block's id."""

    __slots__ = ()


def records(data: bytes, collection: str) -> tuple[str, Iterator[tuple[str, Mapping[str, Any]]]]:
    """(whose repository it is, the records of `collection` by their keys). Raises `Broken`, also while they are read."""
    blocks, root = _blocks(data)
    commit = _map(blocks, root)
    did, tree = commit.get("did"), commit.get("data")
    if not isinstance(did, str) or not did.startswith("did:") or not isinstance(tree, Link):
        raise Broken("no commit")
    return did, _walked(blocks, tree, f"{collection}/".encode())


def _walked(blocks: Mapping[bytes, bytes], tree: Link, prefix: bytes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    todo: list[Link | tuple[bytes, Link]] = [tree]
    seen: set[bytes] = set()
    while todo:
        one = todo.pop()
        if isinstance(one, tuple):
            key, value = one
            if key.startswith(prefix) and value in blocks:
                yield key[len(prefix) :].decode("utf-8", "replace"), _map(blocks, value)
            continue
        if one in seen or one not in blocks:  # an export may be of the newest part only
            continue
        seen.add(one)
        todo += reversed(_node(_map(blocks, one)))


def _node(node: Mapping[str, Any]) -> list[Link | tuple[bytes, Link]]:
    """What a node leads to, in order of the keys."""
    found: list[Link | tuple[bytes, Link]] = [node["l"]] if isinstance(node.get("l"), Link) else []
    key = b""
    entries = node.get("e")
    for entry in entries if isinstance(entries, list) else ():
        shared, rest, value, after = (entry.get(name) for name in "pkvt") if isinstance(entry, dict) else (None,) * 4
        if (
            not isinstance(shared, int)
            or not isinstance(rest, bytes)
            or not isinstance(value, Link)
            or shared > len(key)
        ):
            raise Broken("tree")
        key = key[:shared] + rest
        if len(key) > LONGEST:  # each could be longer than the one before: a little file of endless keys
            raise Broken("key")
        found.append((key, value))
        if isinstance(after, Link):
            found.append(after)
    return found


def _map(blocks: Mapping[bytes, bytes], link: bytes) -> Mapping[str, Any]:
    if link not in blocks:
        raise Broken("block missing")
    found, _ = _value(blocks[link], 0, 0)
    if not isinstance(found, dict):
        raise Broken("no map")
    return found


def _blocks(data: bytes) -> tuple[dict[bytes, bytes], bytes]:
    size, at = _varint(data, 0)
    header, _ = _value(data[at : at + size], 0, 0)
    roots = header.get("roots") if isinstance(header, dict) and header.get("version") == 1 else None
    if not isinstance(roots, list) or not roots or not isinstance(roots[0], Link):
        raise Broken("header")
    at += size
    found: dict[bytes, bytes] = {}
    while at < len(data):
        size, at = _varint(data, at)
        end = at + size
        if not size or end > len(data):
            raise Broken("block cut off")
        start = _after_id(data, at)
        found[data[at:start]] = data[start:end]
        at = end
    return found, roots[0]


def _after_id(data: bytes, at: int) -> int:
    """Where a block's id ends: a version, a codec, a hash and its length; the oldest kind is a hash alone."""
    if data[at : at + 2] == _SHA256:
        return at + 34
    for _ in range(3):
        _, at = _varint(data, at)
    size, at = _varint(data, at)
    return at + size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while shift < 63:
        if at >= len(data):
            raise Broken("cut off")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
    raise Broken("number")


def _value(data: bytes, at: int, deep: int) -> tuple[Any, int]:
    """(the value at `at`, where it ends)."""
    if deep > DEEP or at >= len(data):
        raise Broken("nesting" if deep > DEEP else "cut off")
    kind, small = data[at] >> 5, data[at] & 0x1F
    if kind == 7:
        return _simple(data, at, small)
    number, at = _number(data, at + 1, small)
    if kind == 0:
        return number, at
    if kind == 1:
        return -1 - number, at
    if kind in {2, 3}:
        if at + number > len(data):
            raise Broken("cut off")
        piece = data[at : at + number]
        return (piece if kind == 2 else piece.decode("utf-8", "replace")), at + number
    if kind == 6:
        inner, at = _value(data, at, deep + 1)
        if number == 42 and isinstance(inner, bytes) and inner[:1] == b"\0":
            return Link(inner[1:]), at
        raise Broken("tag")
    return _many(data, at, number, kind == 5, deep + 1)


def _many(data: bytes, at: int, number: int, named: bool, deep: int) -> tuple[Any, int]:
    if number > len(data) - at:  # each takes a byte at least
        raise Broken("cut off")
    values = []
    for _ in range(number * 2 if named else number):
        value, at = _value(data, at, deep)
        values.append(value)
    if not named:
        return values, at
    if not all(isinstance(key, str) for key in values[::2]):
        raise Broken("key")
    return dict(zip(values[::2], values[1::2], strict=True)), at


def _number(data: bytes, at: int, small: int) -> tuple[int, int]:
    if small < 24:
        return small, at
    size = {24: 1, 25: 2, 26: 4, 27: 8}.get(small)
    if size is None or at + size > len(data):
        raise Broken("number")
    return int.from_bytes(data[at : at + size], "big"), at + size


def _simple(data: bytes, at: int, small: int) -> tuple[Any, int]:
    if small in {20, 21, 22}:
        return {20: False, 21: True, 22: None}[small], at + 1
    if small == 27 and at + 9 <= len(data):
        return None, at + 9  # no post of ours holds a fraction
    raise Broken("simple")
