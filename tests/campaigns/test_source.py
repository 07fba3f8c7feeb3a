"""Bytes to text: encodings are named, not guessed in silence, and every line number is the one that editors show."""

from pathlib import Path

import pytest

from scheduler.campaigns import source
from scheduler.campaigns.reader import read
from scheduler.model.notice import Severity
from scheduler.sentences import say
from tests.campaigns.sample import FILE, HEAD, plant, said_well

GOOD = HEAD + "    text: Été à l'œuvre, déjà 5 €\n"


def codes(data: bytes) -> list[str]:
    return [notice.code for notice in read(Path(FILE), data).notices]


def test_an_old_windows_file_is_named_with_the_word_that_suffers() -> None:
    reading = read(Path(FILE), GOOD.encode("cp1252"))
    (notice,) = reading.notices
    assert (notice.code, str(notice.where)) == ("file-cp1252", f"{FILE}:8:21")
    said_well(notice)
    assert "Musée" in say(notice.code, notice.arguments, "fr").text
    assert reading.campaign is None


def test_a_byte_order_mark_is_passed_over_and_shifts_nothing() -> None:
    reading = read(Path(FILE), b"\xef\xbb\xbf" + GOOD.encode())
    assert [(one.code, one.severity) for one in reading.notices] == [("file-bom", Severity.INFO)]
    assert reading.campaign is not None
    assert reading.campaign.where.column == 1
    said_well(reading.notices[0])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_named(encoding: str) -> None:
    mark = {"utf-16": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[encoding]
    reading = read(Path(FILE), mark + GOOD.encode(encoding))
    assert [one.code for one in reading.notices] == ["file-utf16"]
    assert reading.campaign is None
    said_well(reading.notices[0])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"\n  \n", "file-empty"),
        (b"# rien encore\n", "file-empty"),
        (b"PK\x03\x04\x14\x00\x00\x00\x08\x00word/document.xml", "file-binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "file-binary"),
        (b"\xff\xfe\x00", "file-binary"),
        (b"- a\n- b\n", "file-not-keys"),
        (b"bonjour\n", "file-not-keys"),
    ],
)
def test_what_is_no_campaign_is_said_to_be_none(data: bytes, code: str) -> None:
    reading = read(Path(FILE), data)
    assert [one.code for one in reading.notices] == [code]
    assert reading.campaign is None
    said_well(reading.notices[0])


def test_a_file_too_big_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 100)
    assert codes(GOOD.encode()) == ["file-too-big"]


def test_windows_line_ends_change_nothing() -> None:
    dos = read(Path(FILE), GOOD.replace("\n", "\r\n").encode())
    assert dos.notices == ()
    assert dos == read(Path(FILE), GOOD.encode())


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\r"])
def test_breaks_that_editors_do_not_show_shift_no_line(sign: str) -> None:
    planted = plant(HEAD + f"    text: a§{sign}b\n    minutes: beaucoup\n")
    assert planted.one("hidden-break").where == planted.where
    number = planted.one("number-unfit").where
    assert number is not None
    assert number.line == 14
    said_well(planted.one("hidden-break"))


def test_control_characters_are_refused_one_by_one() -> None:
    planted = plant(HEAD + "    text: a§\x1b[2J\n    note: b\x07\n")
    assert planted.codes == ["control-character", "control-character"]
    assert planted.reading.notices[0].where == planted.where
    assert planted.reading.campaign is not None
    assert planted.reading.campaign.blocked == ("un",)
    assert "\x1b" not in str(say("control-character", planted.reading.notices[0].arguments, "fr"))


@pytest.mark.parametrize("sign", ["\u00ad", "\u061c", "\u180e", "\u200d", "\u200c", "\u3164", "\U000e0041", "\u2069"])
def test_each_character_that_nobody_sees_is_named(sign: str) -> None:
    notice = plant(HEAD + f"    text: mu§{sign}sée\n").one("hidden-character")
    assert notice.arguments["character"] == sign


def test_joiners_and_tags_that_are_part_of_a_sign_are_not() -> None:
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    shown = f"👩🏽\u200d🎨 ❤️\u200d🔥 {flag} می\u200cخواهم क्\u200dष"
    assert plant(HEAD + f"    text: {shown} §\n").codes == []


def test_reversed_text_is_shown_to_be_so() -> None:
    planted = plant(HEAD + "    text: a §\u202egpj.exe\n")
    notice = planted.one("hidden-character")
    assert notice.where == planted.where
    assert "\u202e" not in str(say(notice.code, notice.arguments))
