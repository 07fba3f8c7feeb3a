"""Pictures in terminals that answer as those that draw do, in one that says nothing, and in tmux: what really stands there."""

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.tui import drawn, little, terminal
from tests.tui.conftest import NAMES, pointed
from tests.tui.screen import WIDE
from tests.tui.tour import keys, to

POST = """\
      - id: herbier
        at: "16:00"
        text: 'Un herbier d''été.'
        media:
          - {file: a.png, alt: "Une page d'herbier"}
"""
HALF = "▀".encode()


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Image.Image]:
    """The small week, in which one post has a picture; and the picture."""
    with pointed(tmp_path_factory.mktemp("pictured")) as base:
        folder = base / "calendar"

        def change(text: str) -> str:
            drawn.photograph(folder / "a.png")
            return re.sub(r"      - id: herbier\n.*?\n.*?\n", POST, text)

        config = little.made(folder, change)
    return config, Image.open(folder / "a.png")


@pytest.fixture(autouse=True)
def its_folders(pictured: tuple[Path, Image.Image], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(pictured[0].parent.parent / name.lower()))


def words(config: Path) -> list[str]:
    return ["review", "--config", str(config), "--by", "l.diallo", "--theme", "dark"]


def to_the_picture(window: drawn.Drawing) -> int:
    """Open the post that has one; how much was written before."""
    window.until(b"semaine|Semaine")
    window.calm()
    before = len(window.written)
    window.press(b"g")
    window.press(b"herbier\r")
    window.press(b"\r")
    window.until(HALF)
    window.calm()
    return before


def gone(window: drawn.Drawing) -> bytes:
    """Leave; what was written meanwhile."""
    before = len(window.written)
    window.press(b"\x1b")
    window.press(b"q")
    window.process.wait(60)
    return window.written[before:]


@pytest.mark.long
def test_a_terminal_of_kittys_kind_draws_the_picture(pictured: tuple[Path, Image.Image]) -> None:
    config, original = pictured
    answers = {**drawn.KITTY, drawn.DA1: drawn.IS_PLAIN}
    with drawn.opened(answers, *words(config), instant=little.NOW.isoformat()) as window:
        begin = to_the_picture(window)
        shown = window.since(begin, lambda told: len(drawn.places(told)) == 2)
        pictures, places = drawn.kitty(shown), drawn.places(shown)
        assert len(places) == 2, "one on each account's card"
        for (number, _), place in places.items():
            assert drawn.apart(pictures[number], original) < 6
            assert pictures[number].size == (place["c"] * 9, place["r"] * 18)
        assert b"]2;aide" not in shown, "no answer was taken for a key"
        window.press(b"?")
        covered = window.since(begin, lambda told: not drawn.places(told))
        assert drawn.places(covered) == {}, "nothing stands over the help"
        window.press(b"\x1b")
        back = window.since(begin, lambda told: len(drawn.places(told)) == 2)
        assert drawn.places(back) == places
        assert b"a=t" not in back[len(shown) :], "it has the picture already"
        gone(window)
        ended = window.written[begin:]
    assert window.process.returncode == 0
    assert not drawn.kitty(ended), "nothing of ours stays in the terminal"
    assert not drawn.places(ended)


def _widths(told: bytes) -> list[int]:
    return [one.size[0] for one in drawn.sixels(told).values()]


@pytest.mark.long
def test_a_terminal_with_sixels_draws_the_picture(pictured: tuple[Path, Image.Image]) -> None:
    config, original = pictured
    answers = {**drawn.SIXEL, drawn.DA1: drawn.IS_SIXEL}
    with drawn.opened(answers, *words(config), instant=little.NOW.isoformat()) as window:
        begin = to_the_picture(window)
        shown = window.since(begin, lambda told: len(drawn.PUT.findall(told)) >= 26)
        rows = drawn.sixels(shown)
        lines = sorted(one for one in rows if one[1] == 3)
        assert len(rows) == 2 * len(lines), "one on each account's card"
        assert [line for line, _ in lines] == list(range(lines[0][0], lines[0][0] + len(lines)))
        wide, high = rows[lines[0]].size
        whole = Image.new("RGB", (wide, high * len(lines)))
        for n, at in enumerate(lines):
            whole.paste(rows[at], (0, n * high))
        assert drawn.apart(whole, original) < 8
        assert b"\x1b_Gi=31" in window.written
        assert b"a=t" not in shown, "it never said that it speaks kitty's"
        before = len(window.written)
        window.grow(100, 20)
        again = drawn.sixels(window.since(before, lambda told: min(_widths(told), default=wide) < wide))
        assert min(one.size[0] for one in again.values()) < wide, "in a low window the picture is smaller"
        assert max(line for line, _ in again) < 20, "the last line is the keys'"
        before = len(window.written)
        window.press(b"\x1b[B" * 3)
        assert drawn.sixels(window.since(before, _widths)), "what scrolls is drawn where it is"
        assert gone(window).count(b"\x1bP") == 0
    assert window.process.returncode == 0


@pytest.mark.long
@pytest.mark.parametrize(
    ("answers", "environ", "asked"),
    [
        ({}, {}, True),
        ({drawn.DA1: drawn.IS_PLAIN}, {}, True),
        ({**drawn.KITTY, drawn.DA1: b"\x1b_Gi=31;EINVAL:" + b"q" * 300 + b"\x1b\\"}, {}, True),
        ({**drawn.KITTY, drawn.DA1: drawn.IS_SIXEL}, {"SSH_TTY": "/dev/pts/9"}, False),
        ({**drawn.KITTY, drawn.DA1: drawn.IS_SIXEL}, {"TMUX": "/tmp/x,1,0"}, False),
    ],
    ids=["says nothing", "draws none", "says too much", "far away", "within tmux"],
)
def test_where_no_answer_can_be_used_half_blocks_stay(
    pictured: tuple[Path, Image.Image], answers: dict[bytes, bytes], environ: dict[str, str], asked: bool
) -> None:
    with drawn.opened(answers, *words(pictured[0]), instant=little.NOW.isoformat(), environ=environ) as window:
        begin = to_the_picture(window)
        shown = window.written[begin:]
        assert HALF in shown
        assert b"Une page d'herbier" in shown
        assert (drawn.DA1 in shown) is asked
        assert not re.search(rb"\x1bP|a=[tp]", gone(window) + shown)
    assert window.process.returncode == 0


@pytest.mark.long
def test_without_colour_the_alternative_text_stands_alone(pictured: tuple[Path, Image.Image]) -> None:
    answers = {**drawn.KITTY, drawn.DA1: drawn.IS_SIXEL}
    plain = [one for one in words(pictured[0]) if one not in {"--theme", "dark"}]
    with drawn.opened(answers, *plain, instant=little.NOW.isoformat(), environ={"NO_COLOR": "1"}) as window:
        window.until(b"semaine|Semaine")
        window.calm()
        for each in (b"g", b"herbier\r", b"\r"):
            window.press(each)
        window.until(b"Une page d'herbier")
        window.calm()
        assert HALF not in window.written
        assert not re.search(rb"\x1bP|a=[tpq]", window.written)
        gone(window)


@pytest.mark.servers
@pytest.mark.skipif(not terminal.TMUX, reason=terminal.MISSING)
def test_in_tmux_half_blocks_are_drawn(pictured: tuple[Path, Image.Image], tmp_path: Path) -> None:
    environ = {"COLORTERM": "truecolor"}
    with terminal.opened(
        tmp_path, WIDE, *words(pictured[0]), instant=little.NOW.isoformat(), environ=environ
    ) as window:
        window.until("valider")
        window.calm()
        to(window, "herbier")
        keys(window, "Enter")
        assert "▀▀▀▀" in window.until("▀▀▀▀")
        assert "Une page d'herbier" in window.screen
        assert "Gi=" not in window.screen
        keys(window, "Escape", "q")
        assert window.code() == 0
