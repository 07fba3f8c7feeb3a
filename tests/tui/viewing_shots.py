"""The screens on which one looks, over the small week: one post changed since its yes, one asked about, one in doubt."""

from pathlib import Path

from scheduler.model.delivery import Event
from tests.tui import little, week
from tests.tui.goldens import Shot
from tests.tui.screen import SMALL, WIDE, WIDEST

NARROW, TINY = (70, 22), (50, 15)
SHOTS = (
    Shot(name="viewing-before-small", size=SMALL, keys=("right", "down", "c")),
    Shot(name="viewing-online-wide", size=WIDE, keys=("right", "right", "c", "c"), language="en"),
    Shot(name="viewing-history-widest", size=WIDEST, keys=("right", "down", "h")),
    Shot(name="viewing-doubt-small", size=SMALL, keys=("4", "home", "enter")),
    Shot(name="viewing-remarks-small", size=SMALL, keys=("right", "r")),
    Shot(name="viewing-received-small", size=SMALL, keys=("right", "R"), language="en"),
    Shot(name="viewing-plan-wide", size=WIDE, keys=("a",)),
    Shot(name="viewing-narrow", size=NARROW, keys=("right",)),
    Shot(name="viewing-tiny", size=TINY),
)


def prepared(config: Path) -> Path:
    """The small week, with all of this in it."""
    with week.opened(config, by="l.diallo", now=little.NOW) as room:
        queue = room.scheduler.queue
        queue.approve(["petite/herbier", "petite/la-cle"], role="press", by="l.diallo", how="mail")
        written(config, "Un herbier d''été.", "Un herbier d''hiver, peint.")
        queue.apply(queue.propose((), week.NO_ANSWERS), by="c.lam")
        room.scheduler.approving.remark(["petite/abeilles"], "40 000, vraiment ?", by="a.martin", holds=False)
        room.scheduler.approving.answer(["petite/abeilles"], "Comptées par N. Belkacem.", by="c.lam")
        room.scheduler.approving.remark(["petite/abeilles"], "Et la reine ?", by="a.martin", holds=True)
        for event in (Event.CLAIMED, Event.ATTEMPTED, Event.LOST):
            week._all(room.scheduler.ground.database, room.named("petite/la-cle/once").deliveries[:1], event)
        written(config, "En direct.", "En direct, au pied de l’échelle.")
    return config


def written(config: Path, old: str, new: str) -> None:
    """Change the campaign's file."""
    file = config.parent / "petite.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
