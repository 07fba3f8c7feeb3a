"""review --lines: numbered sentences, questions on plain lines, the room's acts in the same journal, and no Textual."""

import io
import os
import pty
import select
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.cli.lines import Talk
from scheduler.connector.shown import Shown
from scheduler.model.delivery import Delivery, Event, State
from scheduler.networks.rehearsal import Rehearsal
from tests.tui import little, week
from tests.tui.conftest import NAMES, pointed

EVIL = "\x1b[2J[/b] \u202eabc"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small week, made once; every test leaves its own marks in it."""
    with pointed(tmp_path_factory.mktemp("lines")) as folder:
        little.made(folder / "calendar")
    return folder


@pytest.fixture
def config(base: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Its configuration."""
    for name in NAMES:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(base / name.lower()))
    return base / "calendar" / "config.toml"


def talked(
    config: Path, capsys: pytest.CaptureFixture[str], *answers: str, by: str = "l.diallo", language: str = "fr"
) -> str:
    """What a session says to somebody who answers so."""
    with week.opened(config, by=by, now=little.NOW, language=language) as room:
        Talk(room, io.StringIO("".join(f"{one}\n" for one in answers))).run()
    return capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ")


def number(said: str, post: str) -> str:
    """The number of a post in the list."""
    return next(line for line in said.splitlines() if f". {post}," in line).partition(".")[0]


def found(config: Path, post: str) -> list[Delivery]:
    """A post's deliveries, as another process reads them."""
    with week.opened(config, by="reader") as room:
        return list(room.named(f"petite/{post}/once").deliveries)


def test_the_week_is_numbered_sentences_and_a_yes_is_given_by_its_number(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = talked(config, capsys)
    assert listed.startswith("Semaine 23 · 7–13 juin 2027 : 6 p")
    n = number(listed, "herbier")
    line = next(one for one in listed.splitlines() if one.startswith(f"{n}. "))
    assert line.endswith("à valider sur X, Facebook. Manque : Presse.")
    said = talked(config, capsys, n, f"v {n}", f"v {n}", "u", "99", "z", "?")
    assert "Un herbier d'été." in said
    assert "signes sur 280 :" in said
    assert "Validé : herbier (Presse)." in said
    assert "Tous les accords sont donnés" in said
    assert "Défait : herbier." in said
    assert "Il n’y a pas de publication 99" in said
    assert "« z » ne fait rien ici" in said
    assert {one.state for one in found(config, "herbier")} == {State.AWAITING}
    with week.opened(config, by="reader") as room:
        events = [one.event for one in room.scheduler.queue.history(str(found(config, "herbier")[0].id))[1]]
    assert {"yes given", "yes taken back"} <= set(events), "in the same journal"


def test_a_question_is_answered_and_what_is_dangerous_asks(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    n = number(talked(config, capsys), "abeilles")
    said = talked(
        config,
        capsys,
        f"r {n}",
        f"Et la reine ? {EVIL}",
        f"r {n}",
        "",
        f"s {n}",
        "Elle va bien",
        f"c {n}",
        f"h {n}",
        f"o {n}",
    )
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "Et la reine ?" in said
    assert "Rien n’a été changé." in said, "no answer leaves it"
    assert "n’a encore été validé" in said
    assert "réponse" in said
    assert "Rien n’en est sorti" in said
    assert {one.state for one in found(config, "abeilles")} == {State.AWAITING}
    said = talked(config, capsys, f"x {n}", "", f"p {n}", "non", "q", f"x {n}", "oui")
    assert {one.state for one in found(config, "abeilles")} == {State.AWAITING}
    assert said.rstrip().endswith("La relecture est finie.")


def test_a_doubt_is_settled_beside_what_the_network_shows(
    config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with week.opened(config, by="l.diallo", now=little.NOW) as room:
        room.scheduler.queue.approve(["petite/la-cle"], role="press", by="l.diallo", how="mail")
        for event in (Event.CLAIMED, Event.ATTEMPTED, Event.LOST):
            week._all(room.scheduler.ground.database, room.named("petite/la-cle/once").deliveries, event)
    at = datetime(2027, 6, 12, 10, 16, tzinfo=UTC)
    shown = [
        Shown(remote_id="8", url="https://x.example/8", text="Cette clé n'ouvre plus rien.\n\n#ObjetMW", at=at),
        Shown(remote_id="7", url="https://x.example/7", text="Autre chose", at=at),
    ]
    monkeypatch.setattr(Rehearsal, "newest", lambda *_: shown)
    n = number(talked(config, capsys, language="en"), "la-cle")
    tag = found(config, "la-cle")[1].tag
    said = talked(config, capsys, f"k {n}", "1", "2", "not the tag", language="en")
    assert "Published: la-cle on mus-x." in said
    assert f"Type {tag} to confirm" in said, "what does not read like ours is typed"
    assert "Left as it is." in said
    assert [one.state for one in found(config, "la-cle")] == [State.PUBLISHED, State.UNKNOWN]


def test_files_and_yeses_that_came_are_taken_in(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = found(config, "herbier")[0].code
    file = config.parent / "petite.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("En direct.", "En direct !"), encoding="utf-8")
    said = talked(config, capsys, "a", "", "a", "oui", "R", code, "Presse", "l.diallo", "papier", "R", "")
    assert "+ En direct !" in said
    assert found(config, "annonce")[0].variant.parts[0].text == "En direct !"
    assert "enregistré : herbier" in said
    assert {one.state for one in found(config, "herbier")} == {State.READY}
    assert {one.approvals[-1].how for one in found(config, "herbier")} == {"paper"}, "in the word of the record"


def test_where_nobody_can_answer_the_list_is_given_and_nothing_asked(config: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "scheduler", "review", "--lines", "--config", str(config)]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"SCHEDULER_LANGUAGE": "en"},
    )
    assert "What now?" not in done.stdout
    assert done.stdout.startswith(("Week ", "Semaine "))
    assert "| textual" not in done.stderr, "no Textual"


@pytest.mark.long
def test_a_terminal_is_asked_line_by_line(config: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "scheduler", "review", "--lines", "--config", str(config), "--by", "l.diallo"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        seen = b""
        for answer, until in ((b"?\n", b"Et maintenant"), (b"q\n", b"quitte"), (b"", b"finie")):
            while until not in seen:
                assert select.select([ours], [], [], 30)[0], seen
                seen += os.read(ours, 65536)
            os.write(ours, answer) if answer else None
        assert process.wait(30) == 0
    os.close(ours)
    assert b"\x1b[?1049h" not in seen, "no screen is drawn"


def test_what_does_not_go_together_is_refused(config: Path) -> None:
    command = [sys.executable, "-m", "scheduler", "review", "--lines", "--theme", "dark", "--config", str(config)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--theme" in done.stderr
