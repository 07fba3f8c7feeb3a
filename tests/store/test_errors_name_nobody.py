"""What goes wrong in a database is logged: not with the values that were to be written."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from scheduler.store import engines
from scheduler.store.tables import unwanted


def test_an_error_holds_no_value_of_a_row(tmp_path: Path) -> None:
    engine = engines.sqlite(tmp_path / "queue.db")
    row = {"pseudonym": "planted@planted.example", "why": "asked", "day": "2026-06-01", "key": "k"}
    with engine.begin() as connection:
        unwanted.create(connection)
        connection.execute(sa.insert(unwanted), [row])
        with pytest.raises(sa.exc.IntegrityError) as found:
            connection.execute(sa.insert(unwanted), [row])
    engine.dispose()
    assert "planted" not in str(found.value)
