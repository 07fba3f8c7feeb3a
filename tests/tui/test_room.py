"""The room key by key, on a real database in the middle of its week."""

from pathlib import Path

from scheduler.model.change import Answers
from scheduler.model.delivery import State
from scheduler.store import deliveries
from scheduler.tui.screens.post import PostScreen
from tests.tui import week
from tests.tui.screen import SMALL, Player, play

CAMPAIGN = "museumweek-2027"


def states(config: Path, post: str, occurrence: str = "once") -> dict[str, State]:
    """Where a post stands on each account, as another process reads it."""
    with week.opened(config, by="reader") as room:
        found = deliveries.select(room.scheduler.ground.database, campaigns=[CAMPAIGN])
        return {one.account: one.state for one in found if (one.post, one.occurrence) == (post, occurrence)}


async def go(player: Player, post: str) -> None:
    """Go to a post by its name."""
    await player.press("g")
    await player.type(post)
    assert player.chosen == post


def test_it_opens_on_the_week_that_needs_somebody(living: Path) -> None:
    async def story(player: Player) -> None:
        assert "7–13 juin 2027" in player.text
        assert "! 5 à régler" in player.text
        assert "○ 21 à valider" in player.text
        assert player.chosen == "salle-6"
        assert "non publié, trop tard" in player.text
        await player.press("n")
        assert player.chosen == "trousse"
        await player.press("N")
        assert player.chosen == "salle-6"
        await player.press("right", "up")
        assert player.chosen == "quizz-intrus"
        assert player.app.sub_title.startswith("quizz-intrus, mar. 8 juin 16:00")

    play(living, story)


def test_a_yes_is_given_by_one_key_and_taken_back_by_another(living: Path) -> None:
    async def story(player: Player) -> None:
        await go(player, "metre-manquant")
        await player.press("v")
        assert set(states(living, "metre-manquant").values()) == {State.READY}
        assert "Validé : metre-manquant (Presse)." in player.said
        assert "! metre-manq" in player.text
        await player.press("v")
        assert "Tous les accords sont donnés" in player.said
        await player.press("u")
        assert set(states(living, "metre-manquant").values()) == {State.AWAITING}

    play(living, story, by="l.diallo")


def test_a_week_is_approved_as_it_was_listed(living: Path) -> None:
    async def story(player: Player) -> None:
        await go(player, "facade")
        await player.press("V")
        assert "– ve 11 11:00 question-sacha : a.martin demande" in player.text
        await player.press("down", "down", "enter")
        assert "Validées :" in player.said

    play(living, story, by="l.diallo")
    assert set(states(living, "metre-manquant").values()) == {State.READY}
    assert set(states(living, "question-sacha").values()) == {State.HELD}
    with week.opened(living, by="l.diallo") as room:
        held = [one for one in room.todo() if one.post == "question-sacha"]
        assert "press" in held[0].missing, "an open question is no yes"


def test_who_stands_for_no_role_reads_why(living: Path) -> None:
    async def story(player: Player) -> None:
        await go(player, "facade")
        await player.press("v")
        assert "Vous (c.lam) n’êtes d’aucun des rôles" in player.said

    play(living, story, by="c.lam")
    assert set(states(living, "facade").values()) == {State.AWAITING}


def test_what_is_held_goes_on_and_a_question_wants_its_answer(living: Path) -> None:
    async def story(player: Player) -> None:
        await go(player, "facade")
        await player.press("s")
        assert set(states(living, "facade").values()) == {State.HELD}
        await player.press("s")
        assert set(states(living, "facade").values()) == {State.AWAITING}
        await player.press("u")
        assert set(states(living, "facade").values()) == {State.HELD}
        await go(player, "question-sacha")
        await player.press("s")
        assert "Sacha a-t-elle donné son accord" in player.text
        await player.press("escape")
        assert set(states(living, "question-sacha").values()) == {State.HELD}
        await player.press("s")
        await player.type("oui, par courriel")
        assert set(states(living, "question-sacha").values()) == {State.AWAITING}

    play(living, story)


def test_nothing_is_cancelled_by_one_key(living: Path) -> None:
    async def story(player: Player) -> None:
        await go(player, "facade")
        await player.press("x", "enter")
        assert set(states(living, "facade").values()) == {State.AWAITING}
        await player.press("x", "escape")
        assert set(states(living, "facade").values()) == {State.AWAITING}
        await player.press("x", "down", "down", "enter")
        assert set(states(living, "facade").values()) == {State.CANCELLED}
        assert "Annulé, et retiré dans son fichier" in player.said
        await player.press("u")
        assert set(states(living, "facade").values()) == {State.AWAITING}

    play(living, story)


def test_an_unknown_outcome_is_settled_from_the_list(living: Path) -> None:
    async def story(player: Player) -> None:
        await player.press("4", "down", "down")
        assert player.chosen == "quizz-cle"
        await player.press("k", "up", "enter")
        await player.type("yes")
        assert "Ce n’est pas la même chose" in player.text, "the tag itself is to be typed"
        await player.press("escape")
        assert states(living, "quizz-cle")["musee-facebook"] is State.UNKNOWN
        await player.press("k", "up", "up", "enter")
        await player.type("https://www.facebook.com/musee/posts/8841")
        assert states(living, "quizz-cle")["musee-facebook"] is State.PUBLISHED

    play(living, story)


def test_a_post_opens_as_it_will_go_out(living: Path) -> None:
    async def story(player: Player) -> None:
        await go(player, "facade")
        await player.press("enter")
        screen = player.app.screen
        assert isinstance(screen, PostScreen)
        assert "XT musee-x" in player.text
        assert "FB musee-facebook" in player.text
        assert "Alt" in player.text
        await player.press("v")
        assert "✓ a.martin" in player.text
        await player.press("n")
        assert "escalier" in player.text.splitlines()[0]
        await player.press("escape", "escape", "escape")
        assert player.app.is_running
        assert player.chosen == "escalier"

    play(living, story)


def test_one_finds_ones_way(living: Path) -> None:
    async def story(player: Player) -> None:
        await player.press("2")
        assert "lun. 7 juin" in player.text.splitlines()[0]
        await player.press("3")
        assert "juin 2027" in player.text.splitlines()[0]
        await player.press("down", "enter")
        assert player.app.room.view == "week"
        assert "sem. 24" in player.text.splitlines()[0]
        await player.press("pageup", "slash")
        await player.type("héron")
        assert "avis-du-heron" in player.text
        await player.press("escape", "f", "down", "enter")
        assert "seulement" in player.text
        await player.press("escape", "g")
        await player.type("12/06")
        assert player.chosen == "facade"
        await player.press("g")
        await player.type("zzzz")
        assert "zzzz" in player.said
        await player.press("question_mark", "v")
        assert "Valider cette publication" in player.text
        await player.press("escape", "c")
        assert "[Avant/après]" in player.text

    play(living, story, size=SMALL)


def test_what_others_did_shows_and_the_cursor_stays(living: Path) -> None:
    async def story(player: Player) -> None:
        await go(player, "metre-manquant")
        player.app.look_for_changes()
        await player.calm()
        with week.opened(living, by="l.diallo") as other:
            queue = other.scheduler.queue
            queue.approve([f"{CAMPAIGN}/metre-manquant"], role="press", by="l.diallo", how="mail")
        player.app.look_for_changes()
        await player.calm()
        assert player.chosen == "metre-manquant"
        assert "! metre-manq" in player.text

    play(living, story)


def test_a_yes_does_not_cover_what_changed_after_it_was_shown(living: Path) -> None:
    async def story(player: Player) -> None:
        await go(player, "facade")
        with week.opened(living, by="c.lam") as other:
            file = living.parent / "museumweek" / "campaign.yaml"
            text = file.read_text(encoding="utf-8")
            place = text.index("- id: facade")
            file.write_text(text[:place] + text[place:].replace("Avant", "Bien avant", 1), encoding="utf-8")
            proposal = other.scheduler.queue.propose([file], Answers())
            other.scheduler.queue.apply(proposal, by="c.lam")
        await player.press("v")
        assert "entre-temps" in player.said or "meanwhile" in player.said

    play(living, story)
    with week.opened(living, by="a.martin") as room:
        facade = next(one for one in room.todo() if one.post == "facade")
        assert "curator" in facade.missing
