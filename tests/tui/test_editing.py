"""The file and the queue in one go, for one post alone: what a move, a copy and an edit write, and what they leave."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.app.acting import Acts
from scheduler.app.editing import Conflict
from scheduler.errors import Problem
from scheduler.model.delivery import State
from scheduler.store import documents, files
from tests.tui import little, week

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def room(small: Path) -> Iterator[Acts]:
    """The acts of the press officer, who stands in the small week."""
    with week.opened(small, by="l.diallo", now=little.NOW) as reviewing:
        yield Acts(reviewing)


def _file(acts: Acts) -> Path:
    return acts.editing.file_of("petite")


def _lines(acts: Acts) -> list[str]:
    return _file(acts).read_text(encoding="utf-8").split("\n")


def _when(acts: Acts, name: str) -> dict[str, str]:
    """Network -> day and hour in the queue."""
    found = acts._reviewing.scheduler.queue.named([name])
    return {one.network: f"{one.local:%a %H:%M}" for one in found if one.local and one.state is not State.CANCELLED}


def _act(acts: Acts, name: str, by: timedelta) -> None:
    acts.move([acts._reviewing.named(name)], by)


def test_hours_move_together_and_stay_as_they_were_written(room: Acts) -> None:
    before = _lines(room)
    _act(room, "petite/abeilles/once", HOUR / 2)
    changed = [(old, new) for old, new in zip(before, _lines(room), strict=True) if old != new]
    assert [(old.strip(), new.strip()) for old, new in changed] == [
        ("at: 11h", "at: 11h30"),
        (
            """facebook: {at: 11h30, text: "Les abeilles, l'été"}""",
            """facebook: {at: 12h00, text: "Les abeilles, l'été"}""",
        ),
    ]
    assert _when(room, "petite/abeilles/once") == {"x": "Fri 11:30", "facebook": "Fri 12:00"}
    _act(room, "petite/herbier/once", -HOUR)
    assert '        at: "15:00"' in _lines(room)
    _act(room, "petite/annonce/once", HOUR)
    assert "    between: [15h, 17h]" in _lines(room)


def test_a_themed_post_goes_to_the_other_day_with_all_that_is_its_own(room: Acts) -> None:
    _act(room, "petite/abeilles/once", DAY)
    text = _file(room).read_text(encoding="utf-8")
    saturday = text[text.index("2027-06-12") :]
    assert (
        saturday.index("# vu avec N. Belkacem")
        < saturday.index("id: abeilles   # le toit")
        < saturday.index("id: la-cle")
    )
    assert _when(room, "petite/abeilles/once") == {"x": "Sat 11:00", "facebook": "Sat 11:30"}
    assert _when(room, "petite/abeilles/once+reponse") == {"x": "Sat 18:00", "facebook": "Sat 18:00"}
    assert "#ObjetMW" in room._reviewing.named("petite/abeilles/once").text
    _act(room, "petite/abeilles/once", 2 * DAY)
    assert "\nposts:\n" in (after := _file(room).read_text(encoding="utf-8"))
    assert "id: abeilles   # le toit\n    date: 2027-06-14\n" in after[after.index("\nposts:\n") :]
    room.undo()
    room.undo()
    assert _file(room).read_text(encoding="utf-8") == little.CAMPAIGN
    assert _when(room, "petite/abeilles/once") == {"x": "Fri 11:00", "facebook": "Fri 11:30"}


def test_what_cannot_be_said_in_the_file_is_refused_and_nothing_is_written(room: Acts) -> None:
    for name, by, code in (
        ("petite/abeilles/once", 12.75 * HOUR, "move-hours-apart"),
        ("petite/abeilles/once", 8 * HOUR, "reply-before-post"),
        ("petite/abeilles/once+reponse", -8 * HOUR, "reply-before-post"),
        ("petite/herbier/once", -3 * DAY, "move-past"),
    ):
        with pytest.raises(Problem, match=code):
            _act(room, name, by)
    assert _file(room).read_text(encoding="utf-8") == little.CAMPAIGN


def test_a_move_takes_no_other_change_of_the_file_along(room: Acts) -> None:
    file = _file(room)
    file.write_text(
        little.CAMPAIGN.replace("d''été", "d''hiver").replace("at: 10h, from", "at: 12h, from"), encoding="utf-8"
    )
    with pytest.raises(Problem, match="move-file-ahead"):
        _act(room, "petite/herbier/once", HOUR)
    _act(room, "petite/la-cle/once", HOUR)
    assert _when(room, "petite/la-cle/once")["x"] == "Sat 13:15"
    reviewing = room._reviewing
    assert "d'été" in reviewing.named("petite/herbier/once").text, "what somebody else wrote is asked for"
    stored = documents.applied(reviewing.scheduler.ground.database)["petite"]
    assert '"10:00:00"' in stored
    assert '"12:00:00"' not in stored, "series are laid out from what was applied"
    checked = reviewing.check()
    assert {key.split("/")[1] for key in checked.changed} == {"herbier", "rendez-vous"}
    room.apply(reviewing.changes())
    assert "d'hiver" in reviewing.named("petite/herbier/once").text


def test_what_was_approved_is_asked_again_only_where_it_shows(room: Acts) -> None:
    entry = room._reviewing.named("petite/abeilles/once")
    room.approve([entry], ["press"])
    draft = room.editing.draft("petite", "abeilles")
    assert [(one.own, one.line) for one in draft.wordings] == [("", 18), ("facebook", 23)]
    deed = room.save(draft, {draft.wordings[1].place: "Les abeilles, l'hiver"})
    assert ("review-asks-again", {"roles": ["Presse"]}) in deed.notes
    states = {one.network: one.state for one in room._reviewing.named("petite/abeilles/once").deliveries}
    assert states == {"x": State.READY, "facebook": State.AWAITING}
    room.undo()
    states = {one.network: one.state for one in room._reviewing.named("petite/abeilles/once").deliveries}
    assert states == {"x": State.READY, "facebook": State.READY}, "the yes holds for the very same words"
    room.redo()
    assert "l'hiver" in _file(room).read_text(encoding="utf-8")


@pytest.mark.long
def test_other_lines_that_changed_meanwhile_stay_and_the_same_ones_are_a_conflict(room: Acts) -> None:
    file = _file(room)
    draft = room.editing.draft("petite", "herbier")
    place = draft.wordings[0].place
    file.write_text("# plus haut\n" + little.CAMPAIGN, encoding="utf-8")
    room.save(draft, {place: "Mon herbier."})
    assert file.read_text(encoding="utf-8") == "# plus haut\n" + little.CAMPAIGN.replace(
        "Un herbier d''été.", "Mon herbier."
    )
    with pytest.raises(Conflict) as caught:
        room.save(draft, {place: "Un autre."})
    assert list(caught.value.theirs.values()) == ["Mon herbier."]
    file.write_text(file.read_text(encoding="utf-8") + "# encore\n", encoding="utf-8")
    with pytest.raises(Problem, match="edit-changed-meanwhile"):
        room.undo()
    assert file.read_text(encoding="utf-8").endswith("# encore\n")


@pytest.mark.long
def test_a_fault_is_saved_told_and_keeps_what_is_queued(room: Acts) -> None:
    draft = room.editing.draft("petite", "herbier")
    deed = room.save(draft, {draft.wordings[0].place: "Un herbier [[ouvert"})
    assert [code for code, _ in deed.notes] == ["review-kept-as-queued", "drop-unclosed"] or len(deed.notes) == 2
    assert "d'été" in room._reviewing.named("petite/herbier/once").text


@pytest.mark.long
def test_a_copy_has_a_name_of_its_own_and_goes_out_as_well(room: Acts) -> None:
    entry = room._reviewing.named("petite/la-cle/once")
    room.duplicate(entry, -DAY)
    room.duplicate(entry, DAY)
    text = _file(room).read_text(encoding="utf-8")
    assert (
        text.index("id: la-cle-2") < text.index("id: herbier") < text.index("id: la-cle,") < text.index("id: la-cle-3")
    )
    assert _when(room, "petite/la-cle-2/once") == {"x": "Fri 12:15", "facebook": "Fri 12:15"}
    assert _when(room, "petite/la-cle-3/once") == {"x": "Sun 12:15", "facebook": "Sun 12:15"}
    room.undo()
    room.undo()
    assert _file(room).read_text(encoding="utf-8") == little.CAMPAIGN
    assert _when(room, "petite/la-cle-2/once") == {}


@pytest.mark.long
def test_a_file_that_cannot_be_written_or_found_is_told_of(room: Acts, monkeypatch: pytest.MonkeyPatch) -> None:
    entry, file = room._reviewing.named("petite/herbier/once"), _file(room)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(files, "replace", refuse)
        with pytest.raises(Problem, match="edit-unwritable"):
            room.move([entry], HOUR)
    assert _when(room, "petite/herbier/once")["x"] == "Fri 16:00"
    file.unlink()
    with pytest.raises(Problem, match="edit-no-file"):
        room.move([entry], HOUR)


@pytest.mark.long
def test_a_link_stays_a_link_and_the_file_keeps_its_rights(room: Acts, tmp_path: Path) -> None:
    file = _file(room)
    real = tmp_path / "partage.yaml"
    real.write_bytes(file.read_bytes())
    real.chmod(0o664)
    file.unlink()
    file.symlink_to(real)
    _act(room, "petite/herbier/once", HOUR)
    assert file.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o664
    assert 'at: "17:00"' in real.read_text(encoding="utf-8")
