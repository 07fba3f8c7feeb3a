"""Whoever begins a pass each minute reads who engaged no more often than the daemon, and within the limits of a shared app."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from scheduler.app.connectors import Connectors
from scheduler.app.ground import Ground
from scheduler.app.letting import Letting
from scheduler.app.publics import People
from scheduler.flow.engagers import PAUSE
from scheduler.store import engagers
from tests.exports import samples


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    one = samples.ground(tmp_path)
    with closing(one.database):
        yield one


def test_a_pass_that_was_broken_off_is_gone_on_with_after_a_pause(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Mapping[str, str]] = []

    def gather(_: Any, *, apps: Mapping[str, str]) -> SimpleNamespace:
        asked.append(apps)
        return SimpleNamespace(left=1)

    monkeypatch.setattr(engagers, "due", lambda *_: ["a part"])
    monkeypatch.setattr(People, "gather", gather)
    monkeypatch.setattr(Connectors, "apps", lambda _: {"musee": "mastodon shared"})
    connectors, now = Connectors(ground), ground.clock.now()

    def begun(at: timedelta) -> timedelta | None:
        chore = Letting(ground, connectors)
        chore.run(now + at)
        following = chore.due(now + at)
        return following - now if following else None

    assert begun(timedelta(0)) == PAUSE
    assert begun(timedelta(minutes=1)) == PAUSE
    assert asked == [{"musee": "mastodon shared"}]
    assert begun(PAUSE) == PAUSE * 2
    assert len(asked) == 2
