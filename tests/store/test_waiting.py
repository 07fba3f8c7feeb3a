"""What waits for a yes is found by its hour or by the end of its window: on both engines."""

from datetime import timedelta

from scheduler.store import approvals
from scheduler.store.database import Database
from tests.store.making import HOUR, NOW, add, new

ASKED = ("curator",)


def test_what_waits_is_found_by_when_it_stands(database: Database) -> None:
    add(
        database,
        new("dated", due=NOW + 24 * HOUR, roles=ASKED),
        new("live", due=None, closes=NOW + 30 * HOUR, roles=ASKED),
        new("ready", due=NOW + 24 * HOUR),
        new("far", due=NOW + 90 * HOUR, roles=ASKED),
    )
    found = approvals.waiting(database, NOW, NOW + 30 * HOUR)
    assert {one.post for one in found} == {"dated", "live"}
    ahead = [timedelta(hours=2), timedelta(hours=24)]
    assert approvals.next_warning(database, NOW, ahead) == NOW + 6 * HOUR, "«live», a day before its window ends"
    assert approvals.next_warning(database, NOW - HOUR, ahead) == NOW, "«dated», a day before its hour"
    assert approvals.next_warning(database, NOW + 100 * HOUR, ahead) is None
