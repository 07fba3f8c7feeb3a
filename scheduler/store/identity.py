"""Who is who: the database's id inside it and beside it, and the id of this installation."""

import uuid
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from scheduler.store.failures import told
from scheduler.store.files import create_once, replace
from scheduler.store.place import private_folder
from scheduler.store.tables import meta

MARK = "database.id"
ADOPTION = "database.adoption"
"""Beside it, for a database that several share: which adoption by a person this installation knows of."""


def new_id() -> str:
    """A fresh id: 32 hexadecimal digits."""
    return uuid.uuid4().hex


def find(connection: Connection, name: str) -> str | None:
    """The value kept under `name` in the database's own facts."""
    return connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar_one_or_none()


def value(connection: Connection, name: str) -> str:
    """The same, for what every database has."""
    return str(connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar_one())


def keep(connection: Connection, name: str, text: str) -> None:
    """Set the value of `name`."""
    connection.execute(delete(meta).where(meta.c.name == name))
    connection.execute(insert(meta).values(name=name, value=text))


def installation(state: Path) -> str:
    """The id of this installation, made at its first use; two processes that start together agree."""
    path = private_folder(state) / "installation.id"
    with told(path):
        create_once(path, f"{new_id()}\n".encode("ascii"))
        return path.read_text(encoding="ascii").strip()


def mark_path(folder: Path, name: str = MARK) -> Path:
    """The file beside a database that names it."""
    return folder / name


def marked(folder: Path, name: str = MARK) -> str:
    """The id of the database that was last trusted here; "" where none was."""
    try:
        return mark_path(folder, name).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def mark(folder: Path, database_id: str, name: str = MARK) -> None:
    """Remember that the database here is `database_id`."""
    with told(folder):
        replace(mark_path(folder, name), f"{database_id}\n".encode("ascii"))
