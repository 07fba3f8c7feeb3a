"""Pictures: found inside their folders only, damaged and giant ones refused before anything is decoded."""

import io
import os
import random
import struct
import unicodedata
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from scheduler.campaigns.pictures import PictureFacts, facts
from scheduler.model.notice import Notice, Severity, Where
from scheduler.model.picture import Picture
from tests.campaigns.sample import said_well

WHERE = Where(file="campaign.yaml", line=3, column=7)


def draw(path: Path, kind: str = "JPEG", size: tuple[int, int] = (40, 30), **how: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, "teal").save(path, kind, **how)
    return path


def look(folder: Path, file: str, *roots: Path) -> PictureFacts | Notice:
    return facts(Picture(file=file, where=WHERE, alt="a"), folder / "campaign.yaml", roots)


def refused(folder: Path, file: str, *roots: Path) -> Notice:
    seen = look(folder, file, *roots)
    assert isinstance(seen, Notice), seen
    assert seen.severity is Severity.ERROR
    assert seen.where == WHERE
    said_well(seen)
    return seen


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("GIF", "image/gif"),
        ("BMP", "image/bmp"),
        ("TIFF", "image/tiff"),
        ("AVIF", "image/avif"),
    ],
)
def test_each_format_is_known_by_its_header(tmp_path: Path, kind: str, mime: str) -> None:
    path = draw(tmp_path / "media" / "toile.dat", kind)
    assert look(tmp_path, "media/toile.dat") == PictureFacts(
        path=path, format=kind, mime=mime, width=40, height=30, size=path.stat().st_size, frames=1
    )


def test_an_animated_picture_tells_its_frames(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    seen = look(tmp_path, "a.gif")
    assert isinstance(seen, PictureFacts)
    assert seen.frames == 3


def test_a_misspelt_name_is_offered_rightly(tmp_path: Path) -> None:
    draw(tmp_path / "media" / "réserves.jpg")
    notice = refused(tmp_path, "media/reserve.jpg")
    assert (notice.code, notice.arguments["meant"]) == ("picture-missing-meant", "media/réserves.jpg")
    assert refused(tmp_path, "media/tout-autre.png").code == "picture-missing"
    draw(tmp_path / "media" / "giant.png")
    assert refused(tmp_path, "media/absente.jpg").code == "picture-missing", "alike by its ending alone"
    assert refused(tmp_path, "media/giant.jpg").arguments["meant"] == "media/giant.png"
    assert refused(tmp_path, "").code == "picture-missing"


def test_a_name_that_no_disk_takes_is_missing(tmp_path: Path) -> None:
    draw(tmp_path / "a.jpg")
    for name in ("a" * 300 + ".jpg", "é" * 200 + ".jpg", "a" * 300 + "/b.jpg", "a/" * 3000 + "b.jpg"):
        assert refused(tmp_path, name).code == "picture-missing"
        assert refused(tmp_path, name, tmp_path).code == "picture-missing"


def test_a_name_composed_otherwise_is_found_with_a_warning(tmp_path: Path) -> None:
    draw(tmp_path / unicodedata.normalize("NFD", "réserves.jpg"))
    seen = look(tmp_path, unicodedata.normalize("NFC", "réserves.jpg"))
    assert isinstance(seen, PictureFacts)
    assert [one.code for one in seen.notices] in ([], ["picture-name-composed"])
    if seen.notices:  # a disk that tells the two names apart
        said_well(seen.notices[0])
    else:
        assert seen.path.exists()


def test_windows_separators_are_understood(tmp_path: Path) -> None:
    draw(tmp_path / "media" / "a.jpg")
    assert isinstance(look(tmp_path, "media\\a.jpg"), PictureFacts)


def test_nothing_outside_the_folder_is_touched(tmp_path: Path) -> None:
    inside = tmp_path / "calendar"
    inside.mkdir()
    secret = draw(tmp_path / "secret.jpg")
    assert refused(inside, "../secret.jpg").code == "picture-outside"
    assert refused(inside, str(secret)).code == "picture-outside"
    assert refused(inside, "../nowhere.jpg").code == "picture-outside"
    assert refused(inside, "media/../../secret.jpg").code == "picture-outside"


def test_links_are_followed_only_as_far_as_the_folder(tmp_path: Path) -> None:
    inside = tmp_path / "calendar"
    draw(inside / "media" / "a.jpg")
    draw(tmp_path / "elsewhere" / "b.jpg")
    (inside / "out.jpg").symlink_to(tmp_path / "elsewhere" / "b.jpg")
    (inside / "folder").symlink_to(tmp_path / "elsewhere")
    (inside / "in.jpg").symlink_to(inside / "media" / "a.jpg")
    (inside / "dangling.jpg").symlink_to(inside / "nowhere.jpg")
    assert refused(inside, "out.jpg").code == "picture-link-outside"
    assert refused(inside, "folder/b.jpg").code == "picture-outside"
    assert isinstance(look(inside, "in.jpg"), PictureFacts)
    assert refused(inside, "dangling.jpg").code.startswith("picture-missing")


def test_roots_are_searched_too(tmp_path: Path) -> None:
    inside = tmp_path / "calendar"
    inside.mkdir()
    root = tmp_path / "phototheque"
    path = draw(root / "1974" / "a.jpg")
    for file in ("1974/a.jpg", str(path)):
        seen = look(inside, file, root)
        assert isinstance(seen, PictureFacts)
        assert seen.path == path


def test_damaged_pictures_are_refused(tmp_path: Path) -> None:
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        whole = draw(tmp_path / "whole", kind, (200, 200)).read_bytes()
        (tmp_path / "cut").write_bytes(whole[: len(whole) * 2 // 3])
        assert refused(tmp_path, "cut").code == "picture-damaged", kind
    (tmp_path / "noise.jpg").write_bytes(b"\xff\xd8\xff\xe0" + os.urandom(400))
    assert refused(tmp_path, "noise.jpg").code in {"picture-damaged", "picture-format"}
    (tmp_path / "empty.jpg").touch()
    assert refused(tmp_path, "empty.jpg").code == "picture-empty"
    (tmp_path / "text.jpg").write_text("Bonjour", encoding="utf-8")
    assert refused(tmp_path, "text.jpg").code == "picture-format"


def test_other_formats_are_refused_whatever_their_name(tmp_path: Path) -> None:
    draw(tmp_path / "a.jpg", "ICO")
    assert refused(tmp_path, "a.jpg").code == "picture-format"
    (tmp_path / "c.jpg").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200))
    assert refused(tmp_path, "c.jpg").code == "picture-heic"
    (tmp_path / "b.jpg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    assert refused(tmp_path, "b.jpg").code == "picture-format"


def giant(width: int, height: int) -> bytes:
    """A small PNG that claims to be huge."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(13_000, 13_000), (60_000, 60_000), (10_000, 5_001)])
def test_giants_are_refused_before_they_are_decoded(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "a.png").write_bytes(giant(*size))
    assert refused(tmp_path, "a.png").code == "picture-giant"


def test_a_folder_and_an_unreadable_file_are_named(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    assert refused(tmp_path, "media").code == "picture-is-folder"


def test_padding_behind_the_end_is_no_damage(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.effect_noise((200, 200), 50).save(buffer, "JPEG")
    (tmp_path / "a.jpg").write_bytes(buffer.getvalue() + b"\0" * 500)
    assert isinstance(look(tmp_path, "a.jpg"), PictureFacts)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "BMP"])
def test_damage_is_named_and_nothing_else_escapes(tmp_path: Path, kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    how: dict[str, Any] = {} if kind in {"GIF", "BMP"} else {"exif": exif}
    draw(tmp_path / "whole", kind, **how)
    whole = (tmp_path / "whole").read_bytes()
    chance = random.Random(kind)
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 9)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        (tmp_path / "a").write_bytes(damaged)
        seen = look(tmp_path, "a")
        if isinstance(seen, Notice):
            assert seen.code in {"picture-damaged", "picture-format", "picture-giant"}
