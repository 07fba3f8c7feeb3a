"""What a person does to one date of a series, and to what is cancelled: the file, the queue and the way back agree."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from textual.widgets import TextArea

from scheduler.app.acting import Acts
from scheduler.app.agenda import Entry
from scheduler.app.editing import Conflict
from scheduler.errors import Problem
from scheduler.model.change import Answers
from scheduler.model.delivery import State
from scheduler.store import files
from scheduler.tui import lists
from scheduler.tui.screens.editor import Editor
from tests.tui import little, week
from tests.tui.screen import Player, play

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
THURSDAY = "petite/rendez-vous/2027-06-17T10:00"


@pytest.fixture
def room(small: Path) -> Iterator[Acts]:
    """The acts of the press officer in the small week."""
    with week.opened(small, by="l.diallo", now=little.NOW) as reviewing:
        yield Acts(reviewing)


def _file(acts: Acts) -> Path:
    return acts.editing.file_of("petite")


def _text(acts: Acts) -> str:
    return _file(acts).read_text(encoding="utf-8")


def _entry(acts: Acts, name: str) -> Entry:
    return acts._reviewing.named(name)


def _states(acts: Acts, name: str) -> dict[str, State]:
    return {one.network: one.state for one in _entry(acts, name).deliveries}


def test_what_is_cancelled_is_left_out_of_its_file_and_comes_back_with_its_yes(room: Acts) -> None:
    room.approve([_entry(room, "petite/abeilles/once")], ["press"])
    found = [_entry(room, name) for name in ("petite/abeilles/once", THURSDAY)]
    deed = room.cancel(found)
    assert (deed.code, deed.notes) == ("review-left-out", ())
    assert set(_states(room, "petite/abeilles/once").values()) == {State.CANCELLED}
    assert set(_states(room, "petite/abeilles/once+reponse").values()) == {State.CANCELLED}
    assert set(_states(room, THURSDAY).values()) == {State.CANCELLED}
    assert "      - {date: 2027-06-17, skip: true}" in _text(room)
    assert 'facebook: {at: 11h30, text: "Les abeilles, l\'été"}' in _text(room)
    assert _text(room).count("skip: true") == 3
    assert not room._reviewing.check().changed, "file and queue say the same"
    room.undo()
    assert _text(room) == little.CAMPAIGN
    assert set(_states(room, "petite/abeilles/once").values()) == {State.READY}
    assert set(_states(room, THURSDAY).values()) == {State.AWAITING}
    room.redo()
    assert _text(room).count("skip: true") == 3


def test_what_cannot_be_written_is_cancelled_all_the_same_and_the_reason_is_said(
    room: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(files, "replace", refuse)
        deed = room.cancel([_entry(room, "petite/la-cle/once")])
    assert [code for code, _ in deed.notes] == ["review-file-kept", "edit-unwritable"]
    assert (deed.code, deed.undo) == ("review-cancelled", ())
    assert set(_states(room, "petite/la-cle/once").values()) == {State.CANCELLED}
    _file(room).write_text(little.CAMPAIGN.replace("d''été", "d''hiver"), encoding="utf-8")
    deed = room.cancel([_entry(room, "petite/herbier/once")])
    assert [code for code, _ in deed.notes] == ["review-file-kept", "leave-file-ahead"]
    assert set(_states(room, "petite/herbier/once").values()) == {State.CANCELLED}
    deed = room.cancel([_entry(room, name) for name in ("petite/annonce/once", THURSDAY)])
    assert (deed.code, deed.notes, len(deed.undo)) == ("review-left-out", (), 2), (
        "other posts of the file are not in the way"
    )
    room.undo()
    _file(room).unlink()
    deed = room.cancel([_entry(room, THURSDAY)])
    assert [code for code, _ in deed.notes] == ["review-file-kept", "edit-no-file"]
    assert set(_states(room, THURSDAY).values()) == {State.CANCELLED}
    assert not room.stack


def test_one_date_is_moved_and_taken_back_and_the_series_stays(room: Acts) -> None:
    deed = room.move([_entry(room, THURSDAY)], DAY + 2 * HOUR)
    assert deed.code == "review-moved"
    assert "- {date: 2027-06-17, to: 2027-06-18, at: 12h}" in _text(room)
    moved = _entry(room, THURSDAY)
    assert f"{moved.hour:%a %H:%M}" == "Fri 12:00"
    room.undo()
    assert _text(room) == little.CAMPAIGN
    assert f"{_entry(room, THURSDAY).hour:%a %H:%M}" == "Thu 10:00"


def test_one_date_gets_its_own_words_which_the_editor_lists(room: Acts) -> None:
    draft = room.dating.draft(_entry(room, THURSDAY))
    (one,) = draft.wordings
    assert (one.text, one.day, one.missing) == ("Le rendez-vous du jeudi.", "2027-06-17", True)
    room.save(draft, {one.place: "Ce jeudi, dehors."})
    assert _entry(room, THURSDAY).text == "Ce jeudi, dehors."
    assert _entry(room, "petite/rendez-vous/2027-06-24T10:00").text == "Le rendez-vous du jeudi."
    whole = room.editing.draft("petite", "rendez-vous")
    assert [(each.text, each.day) for each in whole.wordings] == [
        ("Le rendez-vous du jeudi.", ""),
        ("Ce jeudi, dehors.", "2027-06-17"),
    ]
    with pytest.raises(Conflict):
        room.save(draft, {one.place: "Une autre main."})
    again = room.dating.draft(_entry(room, THURSDAY))
    room.save(again, {one.place: ""})
    assert _text(room) == little.CAMPAIGN
    with pytest.raises(Problem, match="edit-nothing"):
        room.save(draft, {one.place: "Le rendez-vous du jeudi."})


def test_a_yes_that_was_there_already_is_said_to_be(room: Acts) -> None:
    seen = _entry(room, "petite/la-cle/once")
    assert room.approve([seen], ["press"]).code == "review-approved"
    deed = room.approve([seen], ["press"])
    assert (deed.code, len(room.stack)) == ("review-approved-already", 1)


SLOTS = """\
version: 1
campaign: creneaux
language: fr
timezone: Europe/Paris
accounts: [mus-x, mus-fb]
approvals: [press]
days:
  - date: 2027-06-12
    theme: Objet
    posts:
      - {id: du-jour, at: slot, text: "Un post du samedi."}
posts:
  - id: libre
    at: slot
    from: 2027-06-10
    until: 2027-06-20
    text: Un post qui prend le premier créneau.
  - id: serie
    repeat: {every: week, day: monday, at: slot, from: 2027-06-14}
    text: Un post du lundi.
"""


@pytest.fixture
def slots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Acts]:
    """Three posts that wait for a slot; X has the same as Facebook but for Monday."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    config = little.CONFIG.replace(
        'network = "x"\n', 'network = "x"\nslots = ["thursday..saturday 9h", "monday 11h"]\n'
    ).replace('network = "facebook"\n', 'network = "facebook"\nslots = ["thursday..saturday 9h", "monday 12h"]\n')
    (tmp_path / "config.toml").write_text(config, encoding="utf-8")
    (tmp_path / "creneaux.yaml").write_text(SLOTS, encoding="utf-8")
    with week.opened(tmp_path / "config.toml", by="l.diallo", now=little.NOW) as reviewing:
        queue = reviewing.scheduler.queue
        queue.apply(queue.propose((), Answers()), by="c.lam")
        yield Acts(reviewing)


def _hours(acts: Acts, name: str) -> dict[str, str]:
    return {one.network: f"{one.local:%a %H:%M}" for one in _entry(acts, name).deliveries if one.local}


def test_what_took_a_slot_is_moved_and_its_file_says_the_hour_from_then_on(slots: Acts) -> None:
    file = slots.editing.file_of("creneaux")
    name = "creneaux/libre/once"
    assert _hours(slots, name) == {"x": "Thu 09:00", "facebook": "Thu 09:00"}
    slots.move([_entry(slots, name)], DAY + HOUR)
    assert _hours(slots, name) == {"x": "Fri 10:00", "facebook": "Fri 10:00"}
    text = file.read_text(encoding="utf-8")
    assert "  - id: libre\n    date: 2027-06-11\n    at: 10h\n    text: Un post qui" in text
    slots.undo()
    assert file.read_text(encoding="utf-8") == SLOTS
    assert _hours(slots, name) == {"x": "Thu 09:00", "facebook": "Thu 09:00"}
    slots.move([_entry(slots, "creneaux/du-jour/once")], 2 * DAY + HOUR / 2)
    assert _hours(slots, "creneaux/du-jour/once") == {"x": "Mon 09:30", "facebook": "Mon 09:30"}
    series = next(one for one in slots._reviewing.week(date(2027, 6, 14)).entries if one.post == "serie")
    name = "creneaux/serie/2027-06-14"
    slots.move([series], HOUR)
    assert "{date: 2027-06-14, at: 12h, networks: {mus-fb: {at: 13h}}}" in file.read_text(encoding="utf-8")
    assert _hours(slots, name) == {"x": "Mon 12:00", "facebook": "Mon 13:00"}
    slots.move([_entry(slots, name)], DAY)
    assert _hours(slots, name) == {"x": "Tue 12:00", "facebook": "Tue 13:00"}
    with pytest.raises(Problem, match="move-hours-apart"):
        slots.move([_entry(slots, name)], 11 * HOUR)
    slots.undo()
    slots.undo()
    assert _hours(slots, name) == {"x": "Mon 11:00", "facebook": "Mon 12:00"}


def test_a_date_of_a_series_keeps_the_hours_of_its_accounts(small: Path) -> None:
    file = small.parent / "petite.yaml"
    text = little.CAMPAIGN.replace(
        "    text: Le rendez-vous du jeudi.",
        "    text: Le rendez-vous du jeudi.\n    networks: {facebook: {at: 10h30}}",
    )
    file.write_text(text, encoding="utf-8")
    with week.opened(small, by="l.diallo", now=little.NOW) as reviewing:
        queue = reviewing.scheduler.queue
        queue.apply(queue.propose((), Answers()), by="c.lam")
        acts = Acts(reviewing)
        assert _hours(acts, THURSDAY) == {"x": "Thu 10:00", "facebook": "Thu 10:30"}
        acts.move([_entry(acts, THURSDAY)], DAY)
        assert _hours(acts, THURSDAY) == {"x": "Fri 10:00", "facebook": "Fri 10:30"}
        acts.move([_entry(acts, THURSDAY)], 2 * HOUR)
        assert _hours(acts, THURSDAY) == {"x": "Fri 12:00", "facebook": "Fri 12:30"}
        acts.undo()
        acts.undo()
        assert file.read_text(encoding="utf-8") == text
        assert _hours(acts, THURSDAY) == {"x": "Thu 10:00", "facebook": "Thu 10:30"}


@pytest.mark.long
def test_keys_ask_whether_this_date_or_the_series_is_meant(small: Path) -> None:
    file = small.parent / "petite.yaml"

    async def story(player: Player) -> None:
        await player.press("g")
        await player.type(THURSDAY)
        await player.press("e")
        assert "jeu. 17 juin : cette date seule, ou toute la série ?" in player.text
        await player.press("escape")
        await player.press("e", "s")
        assert "[Commun]" in player.text
        await player.press("escape", "e", "enter")
        assert "[jeu. 17 juin seul]" in player.text
        editor = player.app.screen
        assert isinstance(editor, Editor)
        editor.query_one(TextArea).insert(" Dehors.")
        await player.pilot.pause()
        editor.try_out()
        await player.calm()
        assert "XT ▓" in player.text
        await player.press("ctrl+s")
        assert "Enregistré : rendez-vous." in player.said
        assert "{date: 2027-06-17, text: Le rendez-vous du jeudi. Dehors.}" in file.read_text(encoding="utf-8")
        await player.press("u", "m", "d", "down", "right", "enter")
        assert "Déplacé : rendez-vous, jeu. 17 juin 10:00 → ven. 18 juin 11:00." in player.said
        assert "{date: 2027-06-17, to: 2027-06-18, at: 11h}" in file.read_text(encoding="utf-8")
        await player.press("u", "shift+down")
        assert "{date: 2027-06-17, at: 11h}" in file.read_text(encoding="utf-8")
        await player.press("u", "x", "down", "down", "enter")
        assert "Annulé, et retiré dans son fichier : rendez-vous." in player.said
        await player.press("u")
        assert file.read_text(encoding="utf-8") == little.CAMPAIGN

    play(small, story, by="l.diallo")


def test_what_a_person_sends_today_is_listed(small: Path) -> None:
    sunday = datetime(2027, 6, 13, 14, 30, tzinfo=week.PARIS)
    with week.opened(small, by="l.diallo", now=sunday) as reviewing:
        assert "annonce" not in [one.post for one in reviewing.todo() if not one.missing]
        Acts(reviewing).approve([reviewing.named("petite/annonce/once")], ["press"])
        assert [one.post for one in reviewing.todo() if not one.missing] == ["annonce"]
        shown = lists.todo(reviewing.todo(), reviewing.week(date(2027, 6, 7)), None, "fr", str, 80)
        text = "\n".join("".join(piece[0] for piece in line) for one in shown for line in one.lines)
        assert "── à publier à la main : p l’envoie" in text
        assert text.index("p l’envoie") < text.index("annonce") < text.index("à valider, par échéance")
    with week.opened(small, by="l.diallo", now=little.NOW) as reviewing:
        assert "annonce" not in [one.post for one in reviewing.todo()], "its window is not open"
