"""A post, an alt text, a person, a theme that try to drive the room: drawn as what they are (shared security A5)."""

import re
from pathlib import Path

import pytest
from textual.widgets import TextArea

from scheduler.app.agenda import Agenda
from scheduler.app.reviewing import Reviewing
from scheduler.model.delivery import State
from scheduler.plain import visible
from scheduler.store import deliveries
from scheduler.tui.main import run
from tests.acceptance.small import HEAD, calendar, picture
from tests.conftest import ROOT
from tests.structure.source import calls, modules, name
from tests.tui import week
from tests.tui.screen import Player, play

EVIL = "[@click=app.act('leave')]x[/] [/b] [bold]B[/] [[optional]] \\u202eabc \\u200b{{n}}"
TYPED = "[@click=app.act('leave')]y[/] [/b] \x1b[2J\x1b]52;c;eA==\x07"
"""What no file may hold, but a person, a network or an import may bring."""
HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069]")


def hostile(folder: Path) -> Path:
    file = calendar(folder, "")
    picture(folder / "p.png", (200, 40, 40))
    post = f'  - {{id: evil, date: 2027-06-10, at: 9h, text: "{EVIL}", media: [{{file: p.png, alt: "{EVIL}"}}]}}\n'
    file.write_text(HEAD + post, encoding="utf-8")
    return folder / "config.toml"


def test_a_hostile_post_is_drawn_and_runs_nothing(tmp_path: Path) -> None:
    config = hostile(tmp_path / "calendar")
    with week.opened(config, by="l.diallo", now=week.BEFORE) as room:
        proposal = room.scheduler.queue.propose((), week.NO_ANSWERS)
        room.scheduler.queue.apply(proposal, by=TYPED)
        room.scheduler.queue.ask(["small/evil"], question=TYPED, by=TYPED)

    async def story(player: Player) -> None:
        for keys in ([], ["2"], ["4"], ["enter"], ["escape"], ["1", "enter", "n"]):
            await player.press(*keys)
            assert not HIDDEN.search(player.text), keys
        assert "[@click=app.act('leave')]x[/] [/b] [bold]B[/]" in player.text
        assert visible("\u202e") in player.text
        for x, y in ((4, 5), (6, 6), (10, 7)):
            await player.pilot.click(offset=(x, y))
            await player.calm()
        await player.press("s")
        assert "[@click=app.act('leave')]y[/] [/b]" in player.text
        assert not HIDDEN.search(player.text)
        await player.press("escape", "escape", "e")
        assert player.app.screen.query_one(TextArea).read_only, "marked signs must not be written back"
        assert not HIDDEN.search(player.text)
        await player.press("tab")
        assert not HIDDEN.search(player.text)
        await player.press("escape", "m", "down")
        assert not HIDDEN.search(player.text)
        await player.press("escape", "ctrl+p")
        assert not HIDDEN.search(player.text)
        await player.press("escape")
        assert player.app.is_running
        assert player.app.return_code is None

    play(config, story, by="l.diallo", language="en", checks=True)
    with week.opened(config, by="reader") as room:
        assert {one.state for one in deliveries.select(room.scheduler.ground.database)} == {State.HELD}


def test_no_markup_reaches_a_widget() -> None:
    """Static, notify and options are given Text, or text without markup; nothing is made from markup."""
    wrong = []
    for path in modules(ROOT / "scheduler" / "tui"):
        for call, called in calls(path):
            last = called.rpartition(".")[2]
            texts = [ast_name for one in call.args if (ast_name := type(one).__name__) in {"JoinedStr", "Constant"}]
            if last in {"Static", "update", "Option", "Label"} and texts:
                wrong.append(f"{name(path)}:{call.lineno} {called}")
            if last == "notify" and not any(one.arg == "markup" for one in call.keywords):
                wrong.append(f"{name(path)}:{call.lineno} {called}")
            if last in {"from_markup", "render_str"}:
                wrong.append(f"{name(path)}:{call.lineno} {called}")
    assert not wrong


def test_no_thread_touches_a_widget() -> None:
    """What runs in a thread posts messages: it asks for no widget, and refreshes none."""
    touching = []
    for path in modules(ROOT / "scheduler" / "tui"):
        for function in _in_threads(path):
            source = "\n".join(path.read_text(encoding="utf-8").splitlines()[function[0] : function[1]])
            if re.search(r"query_one|query\(|\.refresh\(|\.update\(|push_screen|pop_screen|\.notify\(", source):
                touching.append(f"{name(path)}:{function[0]}")
    assert not touching


def _in_threads(path: Path) -> list[tuple[int, int]]:
    import ast

    from tests.structure.source import tree

    return [
        (node.lineno, node.end_lineno or 0)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and any("thread=True" in ast.unparse(one) for one in node.decorator_list)
    ]


def test_a_fault_is_raised_and_shows_no_values(living: Path, capfd: pytest.CaptureFixture[str]) -> None:
    class Broken(Reviewing):
        def begin(self) -> Agenda:
            password = "hunter2-in-a-variable"
            raise RuntimeError(f"{len(password)} characters")

    with week.opened(living, by="a.martin") as room, pytest.raises(RuntimeError, match="21 characters"):
        run(Broken(room.scheduler, by="a.martin"), headless=True)
    assert "hunter2" not in "".join(capfd.readouterr())
