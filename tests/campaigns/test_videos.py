"""Videos: what ffprobe says of real files, what is said where it is not installed, and what it may not be led to open."""

import json
import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.campaigns import videos
from scheduler.campaigns.pictures import PictureFacts, facts
from scheduler.model.film import Film, is_film
from scheduler.model.notice import Notice, Where
from scheduler.model.picture import Picture

FFMPEG, FFPROBE = shutil.which("ffmpeg"), shutil.which("ffprobe")
REAL = pytest.mark.skipif(not FFMPEG or not FFPROBE, reason="ffmpeg and ffprobe are not installed here")
POSIX = pytest.mark.skipif(os.name == "nt", reason="a shell script stands for ffprobe")
FIRST = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41"


def look(folder: Path, file: str) -> PictureFacts | Notice:
    picture = Picture(file=file, alt="Un film", where=Where(file=str(folder / "week.yaml"), line=3))
    return facts(picture, folder / "week.yaml", ())


def filmed(path: Path, *options: str, size: str = "320x180", seconds: str = "1.5") -> Path:
    assert FFMPEG
    sources = ["-f", "lavfi", "-i", f"testsrc=size={size}:rate=25:duration={seconds}"]
    subprocess.run(
        [FFMPEG, "-v", "error", *sources, *options, "-pix_fmt", "yuv420p", "-threads", "1", str(path)], check=True
    )
    return path


@REAL
def test_a_real_video_is_known(tmp_path: Path) -> None:
    sound = ("-f", "lavfi", "-i", "sine=duration=1.5", "-c:a", "aac")
    path = filmed(tmp_path / "film.mp4", *sound, "-c:v", "libx264")
    seen = look(tmp_path, "film.mp4")
    assert isinstance(seen, PictureFacts)
    assert (seen.mime, seen.format, seen.width, seen.height) == ("video/mp4", "MP4", 320, 180)
    assert seen.size == path.stat().st_size
    assert seen.film is not None
    assert (seen.film.checked, seen.film.codec, seen.film.audio, seen.film.rate) == (True, "h264", "aac", 25.0)
    assert seen.film.seconds == pytest.approx(1.5, abs=0.1)


@REAL
@pytest.mark.parametrize(
    ("name", "codec", "known"), [("a.mov", "libx264", "h264"), ("b.webm", "libvpx", "vp8"), ("c.m4v", "mpeg4", "mpeg4")]
)
def test_each_ending_has_its_format(tmp_path: Path, name: str, codec: str, known: str) -> None:
    filmed(tmp_path / name, "-c:v", codec, *(["-f", "mp4"] if name == "c.m4v" else []))
    seen = look(tmp_path, name)
    assert isinstance(seen, PictureFacts), seen
    assert seen.film is not None
    assert (seen.film.codec, seen.film.audio) == (known, "")


@REAL
def test_a_video_held_upright_is_tall(tmp_path: Path) -> None:
    filmed(tmp_path / "flat.mp4", "-c:v", "libx264")
    turned = ["-display_rotation", "90", "-i", str(tmp_path / "flat.mp4"), "-c", "copy", str(tmp_path / "tall.mp4")]
    done = subprocess.run([FFMPEG or "", "-v", "error", *turned], capture_output=True, check=False)
    if done.returncode:  # ffmpeg before 5.1 writes it as a tag
        turned = ["-i", str(tmp_path / "flat.mp4"), "-c", "copy", "-metadata:s:v", "rotate=90"]
        subprocess.run([FFMPEG or "", "-v", "error", "-y", *turned, str(tmp_path / "tall.mp4")], check=True)
    seen = look(tmp_path, "tall.mp4")
    assert isinstance(seen, PictureFacts)
    assert (seen.width, seen.height) == (180, 320)


@REAL
def test_a_list_of_other_files_opens_none_of_them(tmp_path: Path) -> None:
    secret = filmed(tmp_path / "secret.mp4", "-c:v", "libx264")
    lists = {
        "concat.mp4": f"ffconcat version 1.0\nfile {secret.name}\n",
        "hls.mp4": f"#EXTM3U\n#EXTINF:2,\n{secret.name}\n#EXT-X-ENDLIST\n",
        "dash.mp4": "<MPD><BaseURL>http://127.0.0.1:9/</BaseURL></MPD>",
        "concat.webm": f"ffconcat version 1.0\nfile {secret.name}\n",
    }
    for name, text in lists.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        said = look(tmp_path, name)
        assert isinstance(said, Notice), name
        assert said.code == "film-damaged"
        # Neither would ffprobe itself be led astray, were the beginning of the file forged.
        with pytest.raises(videos.Unreadable):
            videos.probed(tmp_path / name)
    bare = subprocess.run(
        [FFPROBE or "", "-v", "error", "-show_entries", "stream=width", str(tmp_path / "concat.mp4")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "width=320" in bare.stdout, "this is what ffprobe does when it is not told better"


@REAL
def test_what_is_cut_short_is_damaged(tmp_path: Path) -> None:
    whole = filmed(tmp_path / "film.mp4", "-c:v", "libx264").read_bytes()
    (tmp_path / "film.mp4").write_bytes(whole[: len(whole) // 2])
    said = look(tmp_path, "film.mp4")
    assert isinstance(said, Notice)
    assert said.code == "film-damaged"


@REAL
def test_a_recording_without_pictures_is_no_video(tmp_path: Path) -> None:
    command = ["-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac", str(tmp_path / "sound.mp4")]
    subprocess.run([FFMPEG or "", "-v", "error", *command], check=True)
    said = look(tmp_path, "sound.mp4")
    assert isinstance(said, Notice)
    assert said.code == "film-damaged"


def test_where_ffprobe_is_not_installed_nobody_pretends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "film.mp4").write_bytes(FIRST + bytes(2000))
    seen = look(tmp_path, "film.mp4")
    assert isinstance(seen, PictureFacts)
    assert seen.film == Film(checked=False)
    assert (seen.width, seen.height, seen.mime) == (0, 0, "video/mp4")
    (tmp_path / "list.mp4").write_text("ffconcat version 1.0\nfile film.mp4\n", encoding="utf-8")
    said = look(tmp_path, "list.mp4")
    assert isinstance(said, Notice)
    assert said.code == "film-damaged"


def program(folder: Path, script: str) -> None:
    path = folder / "ffprobe"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@POSIX
def test_how_ffprobe_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "never handed on")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    told = {
        "streams": [{"codec_type": "video", "codec_name": "h264", "width": 4, "height": 2, "avg_frame_rate": "30/1"}]
    }
    shown = f"printf '%s\\n' \"$@\" > {tmp_path}/args; env > {tmp_path}/env; ulimit -t > {tmp_path}/limit"
    program(tmp_path, f"{shown}\necho '{json.dumps(told)}'")
    (tmp_path / "-i secret.mp4").write_bytes(FIRST + bytes(2000))
    seen = look(tmp_path, "-i secret.mp4")
    assert isinstance(seen, PictureFacts)
    given_ = (tmp_path / "args").read_text().splitlines()
    assert given_[given_.index("-protocol_whitelist") + 1] == "file"
    assert given_[given_.index("-f") + 1] == "mov"
    assert given_[-1] == f"file:{tmp_path.resolve()}/-i secret.mp4"
    assert "SECRET_TOKEN" not in (tmp_path / "env").read_text()
    assert (tmp_path / "limit").read_text().strip() == str(videos.SECONDS)


@POSIX
@pytest.mark.parametrize(
    "script", ["echo '['", "echo '[]'", "echo '{\"streams\": [1]}'", "exit 3", "echo '{\"streams\": {}}'"]
)
def test_an_answer_that_makes_no_sense_is_no_video(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    program(tmp_path, script)
    (tmp_path / "film.mp4").write_bytes(FIRST + bytes(2000))
    said = look(tmp_path, "film.mp4")
    assert isinstance(said, Notice)
    assert said.code == "film-damaged"


KEYS = st.sampled_from(["streams", "format", "duration", "tags", "rotate", "side_data_list", "rotation", "disposition"])
ANSWERS = st.recursive(
    st.none() | st.integers() | st.floats() | st.text() | st.booleans(),
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
)


@pytest.mark.long
@given(ANSWERS)
def test_no_answer_escapes_as_anything_else(told: object) -> None:
    stream: dict[str, object] = {
        "codec_type": "video",
        "tags": told,
        "avg_frame_rate": told,
        "side_data_list": told,
        "width": told,
    }
    stream["disposition"] = told
    for answer in (told, {"streams": told}, {"streams": [stream], "format": told}):
        try:
            film, _, _ = videos._film(answer)
        except videos.Unreadable:
            continue
        assert film.checked


def test_other_endings_are_named(tmp_path: Path) -> None:
    (tmp_path / "film.avi").write_bytes(b"RIFF" + bytes(100))
    said = look(tmp_path, "film.avi")
    assert isinstance(said, Notice)
    assert said.code == "film-format"
    assert [is_film(one) for one in ("a.MP4", "b/c.Mov", "a.mp4.jpg", "mp4", "d\\e.webm")] == [
        True,
        True,
        False,
        False,
        True,
    ]
