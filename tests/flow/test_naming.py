"""A name of one post reads that post, however much its campaign holds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scheduler.errors import Problem
from scheduler.flow.naming import named_each
from scheduler.model.delivery import Delivery
from scheduler.store import rows
from scheduler.store.database import Database
from scheduler.store.deliveries import Replace, apply
from tests.store.making import NOW, add, new, opened


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    one = opened(tmp_path)
    yield one
    one.close()


def test_a_name_reads_no_more_than_its_post(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *_ = add(database, *(new(f"post-{number}", text=f"Le texte {number}.") for number in range(30)))
    apply(database, [Replace(first.id, new("post-0", text="Un autre texte."))], by="a", at=NOW, campaigns={})
    read: list[Delivery] = []
    load = rows.load

    def counted(*given: Any, **more: Any) -> list[Delivery]:
        found = load(*given, **more)
        read.extend(found)
        return found

    monkeypatch.setattr(rows, "load", counted)
    names = [first.tag, first.tag.rpartition("/")[0], f"{first.campaign}/{first.post}"]
    assert {one.deliveries[0].id for one in named_each(database, names)} == {first.id}
    with pytest.raises(Problem, match="code-of-older-text"):
        named_each(database, [first.code])
    assert {one.id for one in read} == {first.id}
    with pytest.raises(Problem) as refused:
        named_each(database, [f"{first.campaign}/post-00"])
    assert refused.value.arguments["meant"].endswith("/post-0")  # type: ignore[attr-defined]
