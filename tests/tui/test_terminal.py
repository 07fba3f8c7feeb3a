"""The real thing in a real terminal: a post is approved by its keys, and the yes stands where another process reads it."""

import re
from pathlib import Path

import pytest

from scheduler.store import deliveries
from tests.tui import little, terminal, week
from tests.tui.screen import SMALL, WIDE, Player, play
from tests.tui.tour import keys

COLOUR = re.compile(r"\x1b\[(?:\d+;)*[34][0-8](?:;\d+)*m")


@pytest.mark.long
@pytest.mark.skipif(not terminal.TMUX, reason=terminal.MISSING)
@pytest.mark.parametrize("plain", [False, True], ids=["xterm-256color", "no-colour"])
@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120x40", "80x24"])
def test_a_post_is_approved_in_a_real_terminal(small: Path, tmp_path: Path, size: tuple[int, int], plain: bool) -> None:
    words = ["review", "--config", str(small), "--by", "l.diallo"]
    environ = {"NO_COLOR": "1"} if plain else {"COLORTERM": "truecolor"}
    with terminal.opened(tmp_path, size, *words, instant=little.NOW.isoformat(), environ=environ) as window:
        window.until("valider")
        window.calm()
        keys(window, "g")
        window.type("herbier")
        keys(window, "Enter")
        window.until(r"^ ○ herbier   ")
        keys(window, "Enter")
        window.until("Cartes")
        assert bool(COLOUR.search(window.coloured)) is not plain
        window.press("v")
        window.until("Validé")
        window.until(r"l\.diallo")
        keys(window, "Escape")
        window.press("q")
        assert window.code() == 0
    with week.opened(small, by="reader", now=little.NOW) as room:
        found = [one for one in deliveries.select(room.scheduler.ground.database) if one.post == "herbier"]
        assert found
        assert {(yes.role, yes.by) for one in found for yes in one.approvals} == {("press", "l.diallo")}


@pytest.mark.long
def test_the_answers_stand_below_a_long_list_in_a_small_window(living: Path) -> None:
    async def story(player: Player) -> None:
        await player.press("t", "V")
        assert "Valider combien ?" in player.text
        assert "Ne rien changer" in player.text
        assert "la semaine affichée" in player.text

    play(living, story, by="l.diallo", size=SMALL)
