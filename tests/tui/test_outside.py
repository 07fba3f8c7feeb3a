"""One's own editor: opened at the right line, in a real terminal, and what it wrote is taken into the queue."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.tui.outside import command
from tests.tui import little
from tests.tui.screen import Player, play
from tests.tui.test_journeys import file_of, standing
from tests.tui.test_screens import _until

FILE = Path("/c/a b.yaml")


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"EDITOR": "nano"}, ["nano", "+12", "/c/a b.yaml"]),
        ({"VISUAL": "/usr/bin/vim -f", "EDITOR": "nano"}, ["/usr/bin/vim", "-f", "+12", "/c/a b.yaml"]),
        ({"EDITOR": "code"}, ["code", "--wait", "--goto", "/c/a b.yaml:12"]),
        ({"EDITOR": "code --wait -n"}, ["code", "--wait", "-n", "--goto", "/c/a b.yaml:12"]),
        ({"EDITOR": "hx"}, ["hx", "/c/a b.yaml:12"]),
        ({"EDITOR": "'my editor' --plain"}, ["my editor", "--plain", "/c/a b.yaml"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(environ: dict[str, str], expected: list[str]) -> None:
    assert command(FILE, 12, environ) == expected


def test_without_any_editor_there_is_no_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert command(FILE, 1, {}) == []


@pytest.mark.long
def test_where_the_terminal_cannot_be_lent_the_place_is_said(small: Path) -> None:
    async def story(player: Player) -> None:
        await player.press("right", "f4")
        assert "petite.yaml à la ligne" in player.said

    play(small, story, by="l.diallo")


@pytest.mark.long
def test_the_editor_gets_the_terminal_and_what_it_wrote_is_queued(small: Path, tmp_path: Path) -> None:
    editor = tmp_path / "nano"
    editor.write_text(
        f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\nassert sys.stdin.isatty()\n"
        "print('EDITOR', *sys.argv[1:], flush=True)\nfile = Path(sys.argv[2])\n"
        "file.write_text(file.read_text().replace('Cette cl', 'Une cl'))\n",
        encoding="utf-8",
    )
    editor.chmod(0o755)
    code = (
        "from tests.tui import week, little\nfrom pathlib import Path\nfrom scheduler.tui.main import run\nimport sys\n"
        "with week.opened(Path(sys.argv[1]), by='l.diallo', now=little.NOW) as room: run(room)\n"
    )
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30", "VISUAL": str(editor)}
    arguments = [sys.executable, "-c", code, str(small)]
    with subprocess.Popen(arguments, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        try:
            _until(ours, rb"rendez-vous")
            os.write(ours, b"g")
            _until(ours, rb"11/06")
            os.write(ours, b"la-cle\r")
            _until(ours, rb"Cette cl")
            os.write(ours, b"E")
            seen = _until(ours, rb"EDITOR \+\d+ [^\r\n]*petite.yaml")
            assert b"EDITOR +35 " in seen
            _until(ours, "Enregistré".encode())
            os.write(ours, b"q")
            _until(ours, rb"\x1b\[\?1049l")
            assert process.wait(30) == 0
        finally:
            process.kill()
    os.close(ours)
    assert file_of(small).read_text(encoding="utf-8") == little.CAMPAIGN.replace("Cette cl", "Une cl")
    assert standing(small, "la-cle")
