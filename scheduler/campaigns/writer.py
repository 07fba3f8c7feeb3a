"""Changes written into a campaign file: a value, an item that goes elsewhere, a copy; and not one other byte.

A round trip through a YAML library keeps comments, but not every layout; here the new words are put into the text as it is,
where the parser says that the old ones stand. What comes out is read again and compared with what was meant: a way to write
that says anything else is not taken, and where there is none left the file stays as it is.
"""

from collections.abc import Iterable
from typing import Any

from scheduler.campaigns import source, tree
from scheduler.campaigns.writer_changes import Add, Carry, Change, Copy, Place, Put, Take, meant, part
from scheduler.campaigns.writer_items import tried
from scheduler.campaigns.writer_ways import ways
from scheduler.errors import Problem

__all__ = ["Add", "Carry", "Change", "Copy", "Place", "Put", "Take", "parsed", "part", "values", "written"]


def written(data: bytes, file: str, changes: Iterable[Change]) -> bytes:
    """The file after `changes`, one after the other: each `place` is that of the file as the changes before have left it.

    Raises `Problem` where the file cannot be read as it is (`writer-broken-file`), or where a change could not be written
    without changing anything else (`writer-unfit`).
    """
    text = _text(data, file)
    for change in changes:
        try:
            text = _changed(text, file, change)
        except (LookupError, TypeError, AttributeError, Problem) as unfit:
            if isinstance(unfit, Problem) and unfit.code != "writer-unfit":
                raise
            raise Problem("writer-unfit", where=file) from unfit
    return _bom(data) + text.encode()


def values(data: bytes, file: str) -> Any:
    """What the file says, as lists, keys and texts. Raises `Problem` where it cannot be read as it is."""
    return _plain(parsed(data, file))


def parsed(data: bytes, file: str) -> tree.Keyed:
    """The file as a tree with its lines. Raises `Problem` where it cannot be read as it is."""
    return _tree(_text(data, file), file)


def _changed(text: str, file: str, change: Change) -> str:
    root = _tree(text, file)
    loose = change.place if isinstance(change, Put) else None
    expected = _loosened(meant(_plain(root), change), loose)
    for edits in ways(text, change):
        made = tried(edits, text)
        try:
            built = tree.build(made, file)
        except tree.Broken:
            continue
        if not built.notices and _loosened(_plain(built.root), loose) == expected:
            return made
    raise Problem("writer-unfit", where=file)


def _loosened(plain: Any, place: Place | None) -> Any:
    """`plain` with the text at `place` as the reader takes it: blanks around it say nothing."""
    if place:
        above = part(plain, place[:-1])
        if isinstance(above[place[-1]], str):
            above[place[-1]] = above[place[-1]].strip()
    return plain


def _bom(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""


def _text(data: bytes, file: str) -> str:
    """The text of a file that can be read and written back as it is."""
    try:
        if source.decode(data, file).text is not None:
            return data.removeprefix(_bom(data)).decode()
    except UnicodeDecodeError:
        pass
    raise Problem("writer-broken-file", where=file)


def _tree(text: str, file: str) -> tree.Keyed:
    """The file as a tree; what could make a parser explode is refused by this guarded pass before the other one."""
    try:
        built = tree.build(text, file)
    except tree.Broken:
        raise Problem("writer-broken-file", where=file) from None
    if not isinstance(built.root, tree.Keyed) or built.notices:
        raise Problem("writer-broken-file", where=file)
    return built.root


def _plain(node: tree.Node | None) -> Any:
    if isinstance(node, tree.Keyed):
        return {name: _plain(value) for name, (_, _, value) in node.entries.items()}
    if isinstance(node, tree.Items):
        return [_plain(item) for item in node.items]
    return node.value if node is not None else None
