"""Pictures by the terminal's own ways: what is heard, what is told, and what another reader makes of it."""

import io
import re
from base64 import b64decode
from pathlib import Path

import pytest
from PIL import Image

from scheduler.app.thumbnails import Brush, Drawing, drawing, picture
from scheduler.store.blobs import Blobs
from scheduler.tui import hearing
from scheduler.tui.easel import KEPT, Easel, Spot, brush_of
from scheduler.tui.hearing import Answer
from tests.tui import drawn


@pytest.fixture
def original(tmp_path: Path) -> Image.Image:
    return drawn.photograph(tmp_path / "a.png")


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs")


@pytest.fixture
def kept(blobs: Blobs, tmp_path: Path, original: Image.Image) -> str:
    return blobs.put((tmp_path / "a.png").read_bytes())


@pytest.mark.parametrize(("colours", "near"), [(256, 6), (16, 30)])
@pytest.mark.parametrize("cell", [(9, 18), (10, 20), (7, 17)])
def test_sixels_are_the_picture(
    blobs: Blobs, kept: str, original: Image.Image, cell: tuple[int, int], colours: int, near: int
) -> None:
    made = drawing(blobs, kept, 20, 8, Brush(way="sixel", cell=cell, colours=colours))
    rows = [drawn.sixel(one) for one in made.rows]
    assert len(rows) == made.high == 8
    assert {row.size for row in rows} == {(20 * cell[0], cell[1])}
    whole = Image.new("RGB", (20 * cell[0], 8 * cell[1]))
    for n, row in enumerate(rows):
        whole.paste(row, (0, n * cell[1]))
    assert drawn.apart(whole, original) < near
    assert max(int(one) for row in made.rows for one in re.findall(r"#(\d+);2", row)) < colours


def test_inline_pictures_are_the_picture(blobs: Blobs, kept: str, original: Image.Image) -> None:
    made = drawing(blobs, kept, 20, 8, Brush(way="iterm", cell=(9, 18)))
    for n, row in enumerate(made.rows):
        head, _, body = row.removeprefix("\x1b]1337;File=").removesuffix("\x07").partition(":")
        assert "width=20;height=1;preserveAspectRatio=0;doNotMoveCursor=1" in head
        image = Image.open(io.BytesIO(b64decode(body)))
        assert drawn.apart(image, original.resize((180, 144)).crop((0, n * 18, 180, n * 18 + 18))) < 6


@pytest.mark.parametrize("way", ["sixel", "iterm", "kitty"])
def test_what_is_no_picture_draws_nothing(blobs: Blobs, way: str) -> None:
    brush = Brush(way=way, cell=(9, 18))
    assert drawing(blobs, blobs.put(b"<svg/>"), 20, 8, brush).high == 0
    assert drawing(blobs, "0" * 64, 20, 8, brush).high == 0


def test_a_picture_has_its_own_shape_in_cells_of_any_shape(blobs: Blobs, kept: str) -> None:
    for shape in (1.5, 2.0, 2.4):
        found = picture(blobs, kept, 39, 13, shape)
        assert abs(len(found[0]) / (shape * len(found)) - 640 / 480) < 0.12


# -- what the terminal says


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("\x1b[?62;4;22c", Answer("itself", (62, 4, 22))),
        ("\x1b_Gi=31;OK\x1b\\", Answer("kitty")),
        ("\x1b_Gi=31;OK\x07", Answer("kitty")),
        ("\x1b[6;18;9t", Answer("cell", (9, 18))),
        ("\x1b[?1;0;256S", Answer("colours", (256,))),
        ("\x1b[?1;3S", None),
        ("\x1b_Gi=31;ENOTSUPPORTED:v q x\x1b\\", None),
        ("\x1b_Gi=32;OK\x1b\\", None),
        ("\x1b[?c", Answer("itself", ())),
    ],
)
def test_an_answer_is_heard_and_never_typed(said: str, heard: Answer | None) -> None:
    expected = (heard,) if heard else ()
    assert hearing.sift(f"a{said}b") == ("ab", expected, "")
    for cut in range(3, len(said)):  # it may come in two breaths, after the sign that a key begins with, too
        typed, first, held = hearing.sift(said[:cut])
        again, second, nothing = hearing.sift(held + said[cut:])
        if held:
            assert (typed + again, first + second, nothing) == ("", expected, ""), cut


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("\x1b_G" + "v" * 5000, ""),
        ("\x1b_G" + "v" * 5000 + "\x1b\\", "\x1b\\"),
        ("\x1b_Gvq\x1b[A", "\x1b[A"),
        ("\x1b_Gi=31;OK;v\x1b\\n", "n"),
        ("\x1b[?1;0;99999999999999999999S", ""),
    ],
)
def test_a_hostile_answer_types_no_key(sent: str, typed: str) -> None:
    assert hearing.sift(sent)[0] == typed


@pytest.mark.parametrize(
    "keys", ["v", "\x1b", "\x1b[A", "\x1b[6~", "\x1b[6;2~", "\x1bOP", "\x1b[?2026;2$y", "é", "\x1b["]
)
def test_keys_and_other_reports_are_typed_as_they_are(keys: str) -> None:
    assert hearing.sift(keys) == (keys, (), "")


HERE = {"TERM": "xterm-256color"}


@pytest.mark.parametrize(
    "environ",
    [
        HERE | {"TMUX": "/tmp/tmux,1,0"},
        HERE | {"STY": "1.pts"},
        {"TERM": "tmux-256color"},
        {"TERM": "screen"},
        {"TERM": "linux"},
        {"TERM": "dumb"},
        {},
        HERE | {"SSH_TTY": "/dev/pts/3"},
        HERE | {"SSH_CONNECTION": "127.0.0.1 1 127.0.0.1 22"},
        HERE | {"TERM_PROGRAM": "Apple_Terminal"},
    ],
)
def test_nothing_is_asked_where_no_answer_can_be_trusted(environ: dict[str, str]) -> None:
    assert hearing.questions("auto", environ) == ""
    assert hearing.questions("off", HERE) == hearing.questions("blocks", HERE) == ""


def test_what_is_set_by_name_is_not_asked_for() -> None:
    far = HERE | {"SSH_TTY": "/dev/pts/3", "TMUX": "yes"}
    assert hearing.KITTY not in hearing.questions("sixel", far)
    assert hearing.way("sixel", {}, far) == "sixel"
    assert hearing.questions("auto", HERE).endswith(hearing.ITSELF)


@pytest.mark.parametrize(
    ("said", "environ", "way"),
    [
        ({}, HERE, ""),
        ({"kitty": ()}, HERE, ""),  # the last answer has not come
        ({"kitty": (), "itself": (62, 4)}, HERE, "kitty"),
        ({"itself": (62, 4)}, HERE, "sixel"),
        ({"itself": (64, 22)}, HERE, ""),
        ({"itself": (64, 4)}, HERE | {"TERM_PROGRAM": "iTerm.app"}, "iterm"),
        ({"itself": (64,)}, HERE | {"LC_TERMINAL": "iTerm2"}, "iterm"),
    ],
)
def test_the_way_is_chosen_by_what_was_said(
    said: dict[str, tuple[int, ...]], environ: dict[str, str], way: str
) -> None:
    assert hearing.way("auto", said, environ) == way


@pytest.mark.parametrize(
    ("said", "window", "cell", "colours"),
    [
        ({"cell": (9, 18)}, (8, 16), (9, 18), 256),
        ({"cell": (0, 0)}, (8, 16), (8, 16), 256),
        ({"cell": (9999, 18), "colours": (16,)}, (0, 0), (10, 20), 16),
        ({"colours": (65536,)}, (0, 0), (10, 20), 256),
        ({"colours": (0,)}, (0, 0), (10, 20), 2),
    ],
)
def test_numbers_out_of_bounds_are_not_believed(
    said: dict[str, tuple[int, ...]], window: tuple[int, int], cell: tuple[int, int], colours: int
) -> None:
    assert brush_of("sixel", said, window) == Brush(way="sixel", cell=cell, colours=colours)


# -- what is told to the terminal


def spot(name: str = "x 0", digest: str = "a", y: int = 5, free: range = range(4)) -> Spot:
    return Spot(name, digest, 2, y, 20, 4, frozenset(free))


def strips() -> Easel:
    easel = Easel(Brush(way="sixel", cell=(9, 18)))
    easel.take(("a", 20, 4), Drawing(columns=20, high=4, rows=("<0>", "<1>", "<2>", "<3>")))
    return easel


def test_rows_are_drawn_once_and_again_only_where_text_was_written() -> None:
    easel = strips()
    assert re.findall(r"\[(\d+);3H<(\d)>", easel.paint([spot()])) == [("6", "0"), ("7", "1"), ("8", "2"), ("9", "3")]
    assert easel.paint([spot()]) == ""
    easel.touch([(6, 0, 120), (7, 22, 120), (8, 0, 2)])
    assert re.findall(r"<(\d)>", easel.paint([spot()])) == ["1"], "what is written beside it does not matter"
    easel.touch(None)
    assert len(re.findall(r"<\d>", easel.paint([spot()]))) == 4


def test_what_is_covered_is_left_out_and_comes_back() -> None:
    easel = strips()
    easel.paint([spot()])
    easel.touch([(5, 0, 120)])
    assert easel.paint([spot(free=range(1, 4))]) == ""
    easel.touch([(5, 0, 120)])
    assert re.findall(r"<(\d)>", easel.paint([spot()])) == ["0"]


def test_what_scrolls_is_drawn_where_it_is() -> None:
    easel = strips()
    easel.paint([spot()])
    assert re.findall(r"\[(\d+);3H<(\d)>", easel.paint([spot(y=3, free=range(1, 4))])) == [
        ("5", "1"),
        ("6", "2"),
        ("7", "3"),
    ]


def test_kitty_keeps_one_picture_and_shows_its_free_strips() -> None:
    easel = Easel(Brush(way="kitty", cell=(9, 18)))
    easel.take(("a", 20, 4), Drawing(columns=20, high=4, png=b"\x89PNG" + bytes(9000)))
    told = easel.paint([spot(), spot("y 0", y=20)]).encode()
    assert told.count(b"a=t") == 1, "two cards, one picture"
    assert len(drawn.places(told)) == 2
    easel.touch([(6, 0, 120)])
    assert easel.paint([spot(), spot("y 0", y=20)]) == "", "text does not end it"
    moved = easel.paint([spot(y=4, free=range(1, 4)), spot("y 0", y=20)]).encode()
    assert b"a=t" not in moved
    ((_, place),) = drawn.places(moved).items()
    assert (place["line"], place["column"], place["y"], place["h"], place["r"]) == (6, 3, 18, 54, 3)
    told += moved + easel.paint([spot(free=range(0, 4, 3))]).encode()
    assert [(one["line"], one["y"], one["r"]) for one in drawn.places(told).values()] == [(6, 0, 1), (9, 54, 1)]
    told += easel.paint([]).encode()
    assert drawn.places(told) == {}
    told += easel.away().encode()
    assert b"a=d,d=I" in told
    assert easel.away() == ""


def test_a_hundred_pictures_are_kept_in_bounds() -> None:
    easel = Easel(Brush(way="kitty", cell=(9, 18)))
    told = b""
    for n in range(100):
        here = [spot(f"x {n}", f"{n}")]
        assert easel.lacking(here) == [(f"{n}", 20, 4)]
        easel.take((f"{n}", 20, 4), Drawing(columns=20, high=4, png=b"png"))
        told += easel.paint(here).encode()
        assert len(drawn.places(told)) == 1
    assert told.count(b"d=I") == 100 - KEPT
    assert easel.lacking([spot("x 99", "99")]) == []
    assert easel.lacking([spot("x 0", "0", free=range(0))]) == [], "what is not seen is not drawn"
