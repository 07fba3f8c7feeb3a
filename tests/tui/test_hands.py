"""What a person does with their hands: posts moved, copied, ticked and edited; the file, the queue and the screen agree."""

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, TextArea

from scheduler.model.delivery import State
from scheduler.tui.screens.editor import Editor
from scheduler.tui.screens.post import PostScreen
from scheduler.tui.screens.questions import Asked
from tests.tui import week
from tests.tui.screen import SMALL, Player, play
from tests.tui.test_room import go, states


def campaign(config: Path) -> Path:
    """The file of the week."""
    return config.parent / "museumweek" / "campaign.yaml"


def at(config: Path, post: str) -> str:
    """Where the queue has a post, as another process reads it."""
    with week.opened(config, by="reader") as room:
        entry = room.named(post)
        return f"{entry.day:%a} {entry.hour:%H:%M}" if entry.hour else f"{entry.day:%a}"


@pytest.mark.long
def test_a_post_is_moved_an_hour_later_and_a_day_earlier_and_taken_back(living: Path) -> None:
    before = campaign(living).read_bytes()

    async def story(player: Player) -> None:
        await go(player, "facade")
        await player.press("m", "down")
        assert "facade : sam. 12 juin 09:30 → sam. 12 juin 10:30" in player.text
        await player.press("left", "left")
        assert "→ jeu. 10 juin 10:30" in player.text
        await player.press("escape")
        assert campaign(living).read_bytes() == before
        await player.press("m", "down", "left", "enter")
        assert "Déplacé : facade, sam. 12 juin 09:30 → ven. 11 juin 10:30." in player.said
        assert player.chosen == "facade"
        assert at(living, "facade") == "Fri 10:30"
        await player.press("u")
        assert campaign(living).read_bytes() == before
        assert at(living, "facade") == "Sat 09:30"
        await player.press("ctrl+y")
        assert at(living, "facade") == "Fri 10:30"
        await player.press("shift+down", "shift+right")
        assert at(living, "facade") == "Sat 11:30"

    play(living, story)
    after = campaign(living).read_text(encoding="utf-8")
    assert sorted(after.split("\n")) == sorted(
        before.decode().replace("id: facade\n        at: 9h30", "id: facade\n        at: 11h30").split("\n")
    )


@pytest.mark.long
def test_a_place_typed_faster_than_the_line_appears_is_taken_whole(living: Path) -> None:
    async def story(player: Player) -> None:
        await go(player, "facade")
        await player.press("m")
        for sign in "ve 11h30":
            player.app.post_message(events.Key("space" if sign == " " else sign, sign))
        await player.calm()
        assert player.app.screen.query_one(Input).value == "ve 11h30"
        assert sum(isinstance(one, Asked) for one in player.app.screen_stack) == 1
        await player.press("enter")
        assert "11:30" in player.text

    play(living, story, by="l.diallo")


@pytest.mark.long
def test_a_move_earlier_asks_again_and_one_into_the_past_is_refused(living: Path) -> None:
    async def story(player: Player) -> None:
        await go(player, "metre-manquant")
        await player.press("v")
        assert set(states(living, "metre-manquant").values()) == {State.READY}
        await player.press("m", "up")
        assert "redemande : Conservation et Presse" in player.text or "redemande : Conservation, Presse" in player.text
        await player.press("enter")
        assert "Redemande" in player.said
        assert set(states(living, "metre-manquant").values()) == {State.AWAITING}
        await player.press("u")
        assert set(states(living, "metre-manquant").values()) == {State.READY}
        await player.press("m", "left", "left", "left")
        assert "Cette heure est passée" in player.text
        await player.press("enter")
        assert "Cette heure est passée" in player.said
        await player.press("escape")
        assert player.chosen == "metre-manquant"

    play(living, story, by="l.diallo")


@pytest.mark.long
def test_a_place_is_typed_and_what_is_out_does_not_move(living: Path) -> None:
    async def story(player: Player) -> None:
        await go(player, "facade")
        await player.press("m", "d")
        await player.type("di 18h15")
        assert "→ dim. 13 juin 18:15" in player.text
        await player.press("5")
        await player.type("n'importe")
        assert "ni un jour ni une heure" in player.said
        await player.press("enter")
        assert at(living, "facade") == "Sun 18:15"
        await go(player, "quizz-cle")
        await player.press("m")
        assert "ne se déplace plus" in player.said
        await player.press("enter")
        assert isinstance(player.app.screen, PostScreen)

    play(living, story, size=SMALL)


@pytest.mark.long
def test_a_copy_goes_to_another_day_and_undo_takes_it_out(living: Path) -> None:
    before = campaign(living).read_bytes()

    async def story(player: Player) -> None:
        await go(player, "facade")
        await player.press("d", "down", "enter")
        assert "Copié : facade → facade-2, dim. 13 juin 10:30." in player.said
        assert at(living, "facade-2") == "Sun 10:30"
        assert set(states(living, "facade-2").values()) == {State.AWAITING}
        await player.press("u")
        assert campaign(living).read_bytes() == before
        assert set(states(living, "facade-2").values()) == {State.CANCELLED}

    play(living, story)


@pytest.mark.long
def test_ticked_posts_are_held_and_moved_together(living: Path) -> None:
    async def story(player: Player) -> None:
        await go(player, "facade")
        await player.press("M")
        assert "Aucune publication n’est cochée" in player.said
        await player.press("space", "down", "space")
        assert "■ 2 cochées" in player.text
        other = player.chosen
        where = at(living, other)
        await player.press("S", "down", "enter")
        assert {*states(living, "facade").values(), *states(living, other).values()} == {State.HELD}
        await player.press("u", "M", "down", "enter")
        assert "Déplacées : 2 publications." in player.said
        assert at(living, "facade") == "Sat 10:30"
        assert at(living, other) != where
        await player.press("u")
        assert (at(living, "facade"), at(living, other)) == ("Sat 09:30", where)

    play(living, story)


@pytest.mark.long
def test_a_text_is_edited_in_place_and_asks_only_where_it_shows(living: Path) -> None:
    async def story(player: Player) -> None:
        await go(player, "facade")
        await player.press("e")
        editor = player.app.screen
        assert isinstance(editor, Editor)
        assert "[Commun]" in player.text
        editor.query_one(TextArea).insert(" Levez les yeux.")
        await player.pilot.pause()
        editor.try_out()
        await player.calm()
        assert "± modifié" in player.text
        assert "XT ▓" in player.text
        await player.press("escape")
        assert "n’est pas enregistré" in player.text
        await player.press("escape", "ctrl+s")
        assert "Enregistré : facade." in player.said
        assert "Levez les yeux." in campaign(living).read_text(encoding="utf-8")
        await player.press("u")
        assert "Levez les yeux." not in campaign(living).read_text(encoding="utf-8")

    play(living, story, size=SMALL)


@pytest.mark.long
def test_words_that_somebody_else_changed_meanwhile_are_not_overwritten(living: Path) -> None:
    file = campaign(living)

    async def story(player: Player) -> None:
        await go(player, "facade")
        await player.press("e")
        player.app.screen.query_one(TextArea).insert(" Mien.")
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace("le dernier étage", "l’avant-dernier étage").replace("accounts:", "# d’un autre\naccounts:"),
            encoding="utf-8",
        )
        await player.press("ctrl+s")
        assert "Rien n’a été écrasé" in player.text
        await player.press("escape")
        assert "Mien" not in file.read_text(encoding="utf-8")
        await player.press("ctrl+s", "down", "down", "enter")
        assert "Enregistré" in player.said
        after = file.read_text(encoding="utf-8")
        assert "Mien." in after
        assert "# d’un autre" in after
        await player.press("u")
        assert "avant-dernier" in file.read_text(encoding="utf-8")

    play(living, story)
