"""What a person said of the columns of a table, kept beside the configuration: the next export of its kind is not asked.

The file is for people, too: TOML, one table a kind of export, and what is deleted from it is asked again.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.campaigns.headings import plain
from scheduler.errors import Problem
from scheduler.model.past import Field

FILE = "imported-columns.toml"
MOST = 100
"""Kinds of tables that are kept; the oldest goes first."""
_FIELDS = {one.value: one for one in Field}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a person said of one kind of table, known by its headings."""

    headings: tuple[str, ...]
    columns: Mapping[str, Field] = field(default_factory=dict)
    dates: str = ""
    zone: str = ""
    account: str = ""


def remembered(folder: Path) -> list[Meant]:
    """All that is kept in `folder`. Raises `Problem` for a file that cannot be read."""
    path = folder / FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as broken:
        raise Problem("arrival-memory-broken", where=str(path)) from broken
    return [_meant(one) for one in data.get("table", []) if isinstance(one, dict)]


def _meant(one: Mapping[str, object]) -> Meant:
    heads, columns = one.get("headings"), one.get("columns")
    return Meant(
        headings=tuple(map(str, heads)) if isinstance(heads, list) else (),
        columns={head: _FIELDS[str(name)] for head, name in columns.items() if str(name) in _FIELDS}
        if isinstance(columns, dict)
        else {},
        **{name: str(one.get(name) or "") for name in ("dates", "zone", "account")},
    )


def of(known: Sequence[Meant], headings: Sequence[str]) -> Meant | None:
    """What is kept of a table with these headings, in whatever order they stand."""
    wanted = {plain(one) for one in headings if one}
    return next((one for one in reversed(known) if {plain(head) for head in one.headings if head} == wanted), None)


def text(known: Sequence[Meant], new: Meant, comment: str) -> str:
    """The file with `new` in it, in place of what was said of the same headings before."""
    before = of(known, new.headings)
    kept = [*(one for one in known if one is not before), new][-MOST:]
    pieces = [f"# {line}" for line in comment.splitlines()]
    for one in kept:
        pieces += ["", "[[table]]", f"headings = {_list(one.headings)}"]
        pieces += [
            f"{name} = {_string(value)}" for name in ("dates", "zone", "account") if (value := getattr(one, name))
        ]
        pieces.append(
            f"columns = {{{', '.join(f'{_string(head)} = {_string(to.value)}' for head, to in one.columns.items())}}}"
        )
    return "\n".join(pieces) + "\n"


def _list(words: Sequence[str]) -> str:
    return f"[{', '.join(map(_string, words))}]"


def _string(word: str) -> str:
    """A TOML string: JSON's escapes are among its own, and DEL is the one sign that only it forbids."""
    return json.dumps(word, ensure_ascii=False).replace("\x7f", "\\u007f")
