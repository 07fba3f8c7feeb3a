"""Freezing: what is remembered of a fitted picture is used only where it is whole, and what was looked at is what is frozen."""

import hashlib
import io
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from scheduler.errors import Problem
from scheduler.flow.fit import Freezer
from scheduler.model.network import PictureRules
from scheduler.model.variant import Media, Part, Role, Variant
from scheduler.store.blobs import Blobs

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
