"""What people come for, key by key: the screen, the file and the queue as another process reads it."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from textual.widgets import TextArea

from scheduler.model.delivery import State
from scheduler.store import deliveries
from scheduler.tui.screens.editor import Editor
from scheduler.tui.widgets.week_grid import WeekGrid
from tests.tui import little, week
from tests.tui.conftest import NAMES
from tests.tui.screen import SMALL, Player, play

PICTURE = "        media: [{file: marelle.png}]\n"


def standing(config: Path, post: str) -> dict[str, str]:
    """Where a post stands, and when, on each account."""
    with week.opened(config, by="reader") as room:
        found = deliveries.select(room.scheduler.ground.database)
        return {
            one.account: f"{one.state.value} {one.local:%a %H:%M}" for one in found if one.post == post and one.local
        }


def file_of(config: Path) -> Path:
    """The campaign's file."""
    return config.parent / "petite.yaml"


def test_a_post_is_moved_in_four_keys_and_taken_back_by_one(small: Path) -> None:
    async def story(player: Player) -> None:
        await player.press("right", "down")
        assert player.chosen == "herbier"
        await player.press("m", "down", "right")
        assert "herbier : ven. 11 juin 16:00 → sam. 12 juin 17:00" in player.text
        await player.press("enter")
        assert "Déplacé : herbier" in player.said
        assert standing(small, "herbier")["mus-x"] == "awaiting Sat 17:00"
        assert "id: herbier" in file_of(small).read_text(encoding="utf-8").split("2027-06-12")[1]
        await player.press("u")
        assert file_of(small).read_text(encoding="utf-8") == little.CAMPAIGN
        assert standing(small, "herbier")["mus-x"] == "awaiting Fri 16:00"
        await player.press("shift+down", "shift+right")
        assert standing(small, "herbier")["mus-x"] == "awaiting Sat 17:00"
        await player.press("ctrl+z", "ctrl+z", "ctrl+y")
        assert standing(small, "herbier")["mus-x"] == "awaiting Fri 17:00"

    play(small, story, by="l.diallo", size=SMALL)


def test_an_error_is_mended_where_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    config = little.made(tmp_path / "calendar", lambda text: text.replace('at: "16:00"\n', f'at: "16:00"\n{PICTURE}'))
    Image.new("RGB", (640, 480), "teal").save(config.parent / "marelle.png")
    assert standing(config, "herbier") == {}

    async def story(player: Player) -> None:
        assert "! 1 à régler" in player.text
        await player.press("4")
        assert "marelle.png" in player.text or "petite.yaml" in player.text
        await player.press("e")
        editor = player.app.screen
        assert isinstance(editor, Editor)
        assert "[alt marelle.png]" in player.text
        editor.query_one(TextArea).insert("Une marelle, à la craie : du ciel à la terre")
        await player.press("ctrl+s")
        assert "Enregistré : herbier." in player.said
        assert "à régler   " not in player.text
        assert "herbier" in player.text

    play(config, story, by="l.diallo", checks=True)
    assert set(standing(config, "herbier").values()) == {"awaiting Fri 16:00"}
    made = file_of(config).read_text(encoding="utf-8")
    assert '[{file: marelle.png, alt: "Une marelle, à la craie : du ciel à la terre"}]' in made


@pytest.mark.long
def test_friday_is_reviewed_and_approved(living: Path) -> None:
    async def story(player: Player) -> None:
        await player.press("g")
        await player.type("11/06")
        await player.press("enter")
        for _ in range(5):
            await player.press("v", "n")
        await player.press("escape", "V", "down", "enter")
        assert "Validés" in player.said or "Validé" in player.said

    play(living, story, by="l.diallo")
    with week.opened(living, by="reader") as room:
        friday = [one for one in room.week(date(2027, 6, 7)).entries if one.day == date(2027, 6, 11)]
        waits = {one.post for one in friday if "press" in one.missing and not one.has(State.HELD)}
    assert not waits


@pytest.mark.long
def test_what_others_write_shows_as_a_mark_and_is_taken_by_one_key(small: Path) -> None:
    async def story(player: Player) -> None:
        await player.press("right", "down")
        await player.press("m", "down")
        file_of(small).write_text(little.CAMPAIGN.replace("Cette clé", "La clé"), encoding="utf-8")
        player.app.reload(files=True)
        await player.calm()
        assert "→ ven. 11 juin 17:00" in player.text, "what was on its way still is"
        await player.press("escape")
        assert player.chosen == "herbier"
        assert "± 2 changements prévus" in player.text
        assert "±la-cle" in player.text
        await player.press("a", "down", "enter")
        assert "Programmé" in player.said
        assert "±" not in player.text.replace("±la", "±")

    play(small, story, by="l.diallo", checks=True)
    with week.opened(small, by="reader") as room:
        assert room.named("petite/la-cle/once").text.startswith("La clé")


@pytest.mark.long
def test_the_mouse_ticks_and_carries_a_post_to_another_cell(small: Path) -> None:
    async def story(player: Player) -> None:
        grid = player.app.screen.query_one(WeekGrid)

        def spot(post: str) -> tuple[int, int]:
            places = ((x, y) for y in range(grid.size.height) for x in range(grid.size.width))
            return next((x, y) for x, y in places if (one := grid.at(x, y)) is not None and one.post == post)

        (x, y), (left, top) = spot("herbier"), spot("la-cle")
        await player.pilot.mouse_down(grid, offset=(x + 2, y))
        await player.pilot.mouse_up(grid, offset=(left + 2, top))
        await player.calm()
        assert "herbier : ven. 11 juin 16:00 → sam. 12 juin 12:15" in player.text
        await player.press("down", "enter")
        assert standing(small, "herbier")["mus-x"] == "awaiting Sat 13:15"
        await player.pilot.click(grid, offset=spot("la-cle"), control=True)
        await player.calm()
        assert "■ 1 cochée" in player.text
        await player.press("escape")
        assert "coché" not in player.text

    play(small, story, by="l.diallo")


def test_what_is_held_is_no_part_of_a_yes_to_many_and_the_choice_has_a_bar(small: Path) -> None:
    with week.opened(small, by="c.lam", now=little.NOW) as room:
        room.scheduler.queue.hold(["petite/la-cle"], why="la photo n’est pas cédée", by="c.lam")

    async def story(player: Player) -> None:
        await player.press("V")
        assert "– sa 12 12:15 la-cle : Suspendu par c.lam : la photo" in player.text
        assert "▌ Ne rien changer" in player.text
        await player.press("down")
        assert "▌ Ne rien changer" not in player.text
        await player.press("down", "enter")
        assert "Validé" in player.said

    play(small, story, by="l.diallo", theme="review-plain")
    assert set(standing(small, "la-cle").values()) == {"held Sat 12:15"}
    assert set(standing(small, "herbier").values()) == {"ready Fri 16:00"}


def test_where_days_are_read_one_by_one_a_post_on_its_way_is_seen_where_it_would_stand(small: Path) -> None:
    async def story(player: Player) -> None:
        await player.press("right", "down")
        assert player.chosen == "herbier"
        await player.press("m", "right", "down")
        assert "17:00 ○ herbier" in player.text
        assert "la-cle" in player.text, "the day that it would come to"
        await player.press("escape")
        assert "16:00 ○ herbier" in player.text

    play(small, story, by="l.diallo", size=(70, 24))
