"""The schema is what its revisions make; an older database is copied, then brought up, never under a live daemon."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from scheduler.errors import Problem
from scheduler.store import deliveries, engines, lock, migrate, snapshots, tables, variants
from scheduler.store.database import Database
from tests.store.making import NOW, add, new, opened

NEXT = '''"""A later version."""

import sqlalchemy as sa
from alembic import op

revision = "LATER"
down_revision = "NOW"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column."""
    op.add_column("campaigns", sa.Column("colour", sa.Text(), server_default="blue", nullable=False))
    op.execute(sa.text("UPDATE meta SET value = 'NUMBER' WHERE name = 'schema_version'"))
    BROKEN
'''


NOW_AT = tables.SCHEMA_VERSION
LATER_AT = NOW_AT + 1
NEXT = NEXT.replace("LATER", f"{LATER_AT:04}").replace("NOW", f"{NOW_AT:04}").replace("NUMBER", str(LATER_AT))


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of the next version."""
    folder = tmp_path / "later"
    shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    revision = folder / "versions" / f"v{LATER_AT:04}_next.py"
    revision.write_text(NEXT.replace("    BROKEN\n", ""), encoding="utf-8")

    def become() -> None:
        monkeypatch.setattr(migrate, "MIGRATIONS", folder)
        monkeypatch.setattr(migrate, "SCHEMA_VERSION", LATER_AT)

    old = opened(tmp_path)
    add(old, new("kept"))
    old.close()
    become()
    return revision


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "place" / "queue.db"
    path.parent.mkdir()
    path.touch()
    with closing(opened(tmp_path)) as database:
        assert deliveries.select(database) == []
        assert migrate.version(path) == tables.SCHEMA_VERSION


def test_the_revisions_make_exactly_the_tables(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []
        drawn = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'uq_deliveries_open_tag'")
        assert str(tables._open_key) in drawn.scalar_one()
        assert connection.exec_driver_sql("PRAGMA application_id").scalar_one() == engines.APPLICATION_ID


def test_the_newest_revision_bears_the_schemas_number() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == f"{tables.SCHEMA_VERSION:04}"


def test_an_older_database_is_copied_and_brought_up(tmp_path: Path, later: Path) -> None:
    with closing(opened(tmp_path)) as database:
        assert [one.post for one in deliveries.select(database)] == ["kept"]
        with database.read() as connection:
            assert (
                "colour"
                in connection.exec_driver_sql(
                    "SELECT group_concat(name) FROM pragma_table_info('campaigns')"
                ).scalar_one()
            )
        (copy,) = (database.folder / "backups").iterdir()
    assert copy.name == f"version-{NOW_AT}-{NOW:%Y%m%dT%H%M%SZ}.db"
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT value FROM meta WHERE name = 'schema_version'").fetchone() == (str(NOW_AT),)
        assert raw.execute("SELECT post FROM deliveries").fetchall() == [("kept",)]


def test_a_live_daemon_is_not_migrated_under(tmp_path: Path, later: Path) -> None:
    with lock.dispatcher(tmp_path / "place") as held:
        assert held
        with pytest.raises(Problem) as raised:
            opened(tmp_path)
    assert raised.value.code == "migration-under-daemon"
    assert migrate.version(tmp_path / "place" / "queue.db") == NOW_AT
    opened(tmp_path).close()


def test_a_migration_that_breaks_changes_nothing(tmp_path: Path, later: Path) -> None:
    later.write_text(NEXT.replace("BROKEN", "raise ArithmeticError"), encoding="utf-8")
    with pytest.raises(ArithmeticError):
        opened(tmp_path)
    path = tmp_path / "place" / "queue.db"
    assert migrate.version(path) == NOW_AT
    with closing(sqlite3.connect(path)) as raw:
        assert "colour" not in raw.execute("SELECT sql FROM sqlite_master WHERE name = 'campaigns'").fetchone()[0]


def test_a_database_of_the_first_version_keeps_its_posts_and_counts(tmp_path: Path) -> None:
    """Made by the first revision as it is frozen, not by today's tables."""
    path = tmp_path / "place" / "queue.db"
    path.parent.mkdir()
    engine = sqlalchemy.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        migrate.run(connection, "0001")
    engine.dispose()
    kept = variants.to_json(new("kept").variant)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO meta (name, value) VALUES ('database_id', 'x'), ('owner', 'y')")
        raw.execute(
            "INSERT INTO deliveries (tag, campaign, post, occurrence, account, network, state, variant, digest, zone, roles,"
            " changed_at) VALUES ('c/kept/once/a', 'c', 'kept', 'once', 'a', 'x', 'ready', ?, '1:0', 'UTC', '[]', 0)",
            (kept,),
        )
        raw.execute(
            "INSERT INTO snapshots (tag, part, age, taken, counts, simulated)"
            """ VALUES ('c/kept/once/a', 0, 86400, 0, '{"replies":2}', 0)"""
        )
    assert migrate.version(path) == 1
    with closing(opened(tmp_path)) as database:
        (post,) = deliveries.select(database)
        (reading,) = snapshots.select(database)
    assert migrate.version(path) == tables.SCHEMA_VERSION
    assert (post.post, post.handed, post.reminded_at) == ("kept", None, None)
    assert (reading.counts.replies, reading.by) == (2, "")
