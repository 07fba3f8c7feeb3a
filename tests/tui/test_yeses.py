"""A yes for two roles at once, and the way back from it: what others said meanwhile is theirs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.app.acting import Acts
from scheduler.model.change import Answers
from scheduler.store import approvals
from tests.tui import little, week

ROLES = little.CONFIG.replace(
    "[roles.press]", '[roles.curator]\nname = "Conservation"\npeople = ["l.diallo", "a.martin"]\n\n[roles.press]'
)


@pytest.fixture
def acts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Acts]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "config.toml").write_text(ROLES, encoding="utf-8")
    text = little.CAMPAIGN.replace("approvals: [press]", "approvals: [curator, press]")
    (tmp_path / "petite.yaml").write_text(text, encoding="utf-8")
    with week.opened(tmp_path / "config.toml", by="l.diallo", now=little.NOW) as reviewing:
        queue = reviewing.scheduler.queue
        queue.apply(queue.propose((), Answers()), by="c.lam")
        yield Acts(reviewing)


def _said(acts: Acts) -> set[tuple[str, str, str]]:
    found = acts._reviewing.named("petite/herbier/once").deliveries
    return {(one.account, yes.role, yes.by) for one in found for yes in one.approvals}


def test_undo_takes_back_what_this_yes_said_and_no_other(acts: Acts) -> None:
    seen = acts._reviewing.named("petite/herbier/once")
    first = next(one for one in seen.deliveries if one.account == "mus-x")
    ground = acts._reviewing.scheduler.ground
    approvals.give(ground.database, [first.id], role="curator", by="a.martin", how="mail", at=ground.clock.now())
    others = {("mus-x", "curator", "a.martin")}
    mine = {("mus-x", "press", "l.diallo"), ("mus-fb", "press", "l.diallo"), ("mus-fb", "curator", "l.diallo")}
    acts.approve([seen], ["curator", "press"])
    assert _said(acts) == others | mine
    acts.undo()
    assert _said(acts) == others
    acts.redo()
    assert _said(acts) == others | mine
