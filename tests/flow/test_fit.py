"""Freezing: what is remembered of a fitted picture is used only where it is whole, and what was looked at is what is frozen."""

import hashlib
import io
import json
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from scheduler.errors import Problem
from scheduler.flow.fit import Freezer
from scheduler.model.network import PictureRules
from scheduler.model.notice import error
from scheduler.model.variant import Framing, Media, Part, Role, Variant
from scheduler.store.blobs import Blobs
from scheduler.store.variants import from_json, to_json

RULES = PictureRules(most=4, formats=("PNG",), max_bytes=1_000_000, alt_length=1500)
NAMES = ("a.png", "b.png")


def drawn(colour: str) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(held, "PNG")
    return held.getvalue()


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    found = {name: tmp_path / name for name in NAMES}
    for path, colour in zip(found.values(), ("teal", "gold"), strict=True):
        path.write_bytes(drawn(colour))
    return found


def week(*names: str) -> Variant:
    part = Part(role=Role.POST, text="a", length=1, limit=500, media=tuple(Media(file=name, alt="A") for name in names))
    return Variant(account="musee", network="scripted", parts=(part,))


def freezer(tmp_path: Path) -> Freezer:
    """As a new process has it: nothing is known but what lies in the folder."""
    return Freezer(Blobs(tmp_path / "blobs"), tmp_path / "fitted")


def memory(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "fitted").iterdir()
    return found


def test_what_was_fitted_once_is_remembered_by_the_next_process(tmp_path: Path, files: dict[str, Path]) -> None:
    first = freezer(tmp_path).freeze(week("a.png"), files, RULES)
    told = json.loads(memory(tmp_path).read_text())
    memory(tmp_path).write_text(json.dumps(told | {"width": 41}))
    again = freezer(tmp_path).freeze(week("a.png"), files, RULES)
    assert (first.parts[0].media[0].width, again.parts[0].media[0].width) == (40, 41)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told | {"blob": 5},
        lambda told: told | {"blob": "../../etc/passwd"},
        lambda told: told | {"width": "40"},
        lambda told: told | {"height": True},
        lambda told: told | {"size": told["size"] + 1},
        lambda told: told | {"more": 1},
        lambda told: {name: value for name, value in told.items() if name != "mime"},
        lambda told: [told],
        lambda told: None,
    ],
)
def test_a_memory_of_another_shape_is_passed_over(
    tmp_path: Path, files: dict[str, Path], spoil: Callable[[dict[str, Any]], object]
) -> None:
    first = freezer(tmp_path).freeze(week("a.png"), files, RULES)
    memory(tmp_path).write_text(json.dumps(spoil(json.loads(memory(tmp_path).read_text()))))
    assert freezer(tmp_path).freeze(week("a.png"), files, RULES) == first
    assert json.loads(memory(tmp_path).read_text())["blob"] == first.parts[0].media[0].blob, "it is put right"


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\udcff"])
def test_a_memory_that_cannot_be_read_is_passed_over(tmp_path: Path, files: dict[str, Path], text: str) -> None:
    first = freezer(tmp_path).freeze(week("a.png"), files, RULES)
    memory(tmp_path).write_bytes(text.encode(errors="surrogateescape"))
    assert freezer(tmp_path).freeze(week("a.png"), files, RULES) == first


def test_a_stored_picture_that_is_damaged_is_fitted_again(tmp_path: Path, files: dict[str, Path]) -> None:
    first = freezer(tmp_path).freeze(week("a.png"), files, RULES)
    digest = first.parts[0].media[0].blob
    path = tmp_path / "blobs" / digest[:2] / digest
    whole = path.read_bytes()
    path.write_bytes(bytes(len(whole)))
    assert freezer(tmp_path).freeze(week("a.png"), files, RULES) == first
    assert path.read_bytes() == whole


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_its_memory_is_nobody_elses_whatever_the_umask(tmp_path: Path, files: dict[str, Path]) -> None:
    before = os.umask(0)
    try:
        freezer(tmp_path).freeze(week(*NAMES), files, RULES)
    finally:
        os.umask(before)
    kept = [tmp_path / "fitted", *(tmp_path / "fitted").iterdir()]
    assert [stat.S_IMODE(path.stat().st_mode) for path in kept] == [0o700, 0o600, 0o600]


def test_a_picture_that_changed_since_it_was_looked_at_is_not_frozen(tmp_path: Path, files: dict[str, Path]) -> None:
    seen = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    assert freezer(tmp_path).freeze(week(*NAMES), files, RULES, seen) == freezer(tmp_path).freeze(
        week(*NAMES), files, RULES
    )
    files["b.png"].write_bytes(drawn("navy"))
    with pytest.raises(Problem) as raised:
        freezer(tmp_path).freeze(week(*NAMES), files, RULES, seen)
    assert (raised.value.code, raised.value.where) == ("changed-meanwhile", "b.png")
    del seen["b.png"]
    assert freezer(tmp_path).freeze(week(*NAMES), files, RULES, seen).parts[0].media[1].blob


def test_networks_that_need_the_same_share_the_work(tmp_path: Path, files: dict[str, Path]) -> None:
    other = replace(RULES, max_bytes=900_000, most=9, alt_length=99, formats=("JPEG", "PNG"))
    made = [freezer(tmp_path).freeze(week("a.png"), files, rules) for rules in (RULES, other)]
    memory(tmp_path)
    assert made[0] == made[1]
    freezer(tmp_path).freeze(week("a.png"), files, replace(RULES, max_width=20))
    assert len(list((tmp_path / "fitted").iterdir())) == 2


def test_what_was_done_is_kept_with_the_picture(tmp_path: Path, files: dict[str, Path]) -> None:
    frame = Framing(width=40, height=30, left=0, top=0, right=20, bottom=30)
    asked = week("a.png")
    asked = replace(asked, parts=(replace(asked.parts[0], media=(replace(asked.parts[0].media[0], framing=frame),)),))
    made = freezer(tmp_path).freeze(asked, files, RULES)
    (shown,) = made.parts[0].media
    assert (shown.framing, shown.width, shown.steps) == (frame, 20, ("crop 0,0,20,30", "png"))
    plain = freezer(tmp_path).freeze(week("a.png"), files, RULES)
    assert plain.digest != made.digest
    assert from_json(to_json(made)) == made
    assert freezer(tmp_path).freeze(asked, files, RULES) == made, "remembered with its framing"
    bare = replace(made, parts=(replace(made.parts[0], media=(replace(shown, framing=None, steps=()),)),))
    assert bare.digest == made.digest, "only what is seen counts"
    assert "framing" not in to_json(bare), "a row of an earlier version is written as it was"


def test_a_video_is_frozen_as_it_is_unless_its_post_cannot_go_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "film.mp4").write_bytes(b"film" * 1000)
    here = {"film.mp4": tmp_path / "film.mp4"}
    made = freezer(tmp_path).freeze(week("film.mp4"), here, RULES)
    (shown,) = made.parts[0].media
    assert (shown.mime, shown.size) == ("video/mp4", 4000)
    assert Blobs(tmp_path / "blobs").get(shown.blob) == b"film" * 1000
    monkeypatch.setattr("scheduler.flow.fit.MOST_BYTES", 3999)
    with pytest.raises(Problem, match="film-too-large"):
        freezer(tmp_path).freeze(week("film.mp4"), here, RULES)
    blocked = replace(week("film.mp4"), notices=(error("film-too-large", None, file="film.mp4", most=50),))
    assert freezer(tmp_path).freeze(blocked, here, RULES) == blocked


def test_a_picture_that_cannot_be_fitted_is_named(tmp_path: Path, files: dict[str, Path]) -> None:
    with pytest.raises(Problem) as raised:
        freezer(tmp_path).freeze(week("b.png"), files, replace(RULES, max_bytes=10))
    assert (raised.value.code, raised.value.where) == ("fit-heavy", "b.png")
