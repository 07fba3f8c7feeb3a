"""Grapheme clusters: the quick way counts as Unicode's own rules do, on every text."""

import json
import subprocess
import sys
from pathlib import Path
from unicodedata import combining

import pytest
import regex
from hypothesis import assume, given, settings

from scheduler.adapt import clusters
from tests.adapt.make import HOSTILE


@pytest.mark.long
@given(HOSTILE)
@settings(max_examples=500)
def test_the_quick_way_is_unicodes(text: str) -> None:
    assume(not any(combining(sign) == 9 for sign in text))  # where `regex` itself errs
    assert clusters.split(text) == regex.findall(r"\X", text)
    assert clusters.count(text) == len(regex.findall(r"\X", text))


def test_every_sign_alone_and_doubled() -> None:
    for code in [*range(0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE0200)]:
        for text in (chr(code), f"a{chr(code)}\u0301", f"👩\u200d{chr(code)}", f"{chr(code)}\ufe0f"):
            if sum(map(len, clusters._CLUSTER.findall(text))) == len(text):
                assert clusters.split(text) == regex.findall(r"\X", text), ascii(text)


@pytest.mark.parametrize(("version", "number"), [("15.0", 602), ("15.1", 1187), ("16.0", 1093), ("17.0", 766)])
def test_unicodes_own_cases(conformance: Path, version: str, number: int) -> None:
    lines = cases(conformance / "unicode", version)
    assert len(lines) == number
    wrong = []
    for line in lines:
        pieces = line.replace("×", " ").split("÷")
        signs = [[chr(int(code, 16)) for code in piece.split()] for piece in pieces]
        expected = ["".join(piece) for piece in signs if piece]
        text = "".join(expected)
        if clusters.split(text) != expected or clusters.count(text) != len(expected):
            wrong.append(line)
    # U+2701 was a picture until Unicode 17.
    assert [line for line in wrong if " 2701 " not in line] == []
    assert len(wrong) == (0 if version == "17.0" else 1)


def cases(folder: Path, version: str) -> list[str]:
    """Lines in Unicode's own notation."""
    if version == "15.0":
        lines = (folder / "GraphemeBreakTest-15.0.txt").read_text(encoding="utf-8").splitlines()
        return [line.partition("#")[0].strip() for line in lines if line.startswith("÷")]
    found = json.loads((folder / f"GraphemeBreakTest-{version}.json").read_text(encoding="utf-8"))
    return list(found["GraphemeBreakTest"])


def test_plain_french_needs_no_library() -> None:
    ask = (
        "import sys; from scheduler.adapt import clusters\n"
        "assert clusters.count('« L’œuvre n° 12 », dès 9 h 30… 12 € 🏺👩🏽\u200d🎨❤\ufe0f🇫🇷1\ufe0f\u20e3 e\u0301') == 43, "
        "clusters.count('« L’œuvre n° 12 », dès 9 h 30… 12 € 🏺👩🏽\u200d🎨❤\ufe0f🇫🇷1\ufe0f\u20e3 e\u0301')\n"
        "assert 'regex' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", ask], check=True)
