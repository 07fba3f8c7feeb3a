"""Grapheme clusters: the quick way counts as Unicode's own rules do, on every text."""

import json
import subprocess
import sys
from pathlib import Path

import regex
from hypothesis import given, settings

from scheduler.adapt import clusters
from tests.adapt.make import HOSTILE


@given(HOSTILE)
@settings(max_examples=500)
def test_the_quick_way_is_unicodes(text: str) -> None:
    assert clusters.split(text) == regex.findall(r"\X", text)
    assert clusters.count(text) == len(regex.findall(r"\X", text))


def test_every_sign_alone_and_doubled() -> None:
    for code in [*range(0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE0200)]:
        for text in (chr(code), f"a{chr(code)}\u0301", f"👩\u200d{chr(code)}", f"{chr(code)}\ufe0f"):
            if sum(map(len, clusters._CLUSTER.findall(text))) == len(text):
                assert clusters.split(text) == regex.findall(r"\X", text), ascii(text)


def test_unicodes_own_cases(conformance: Path) -> None:
    cases = json.loads((conformance / "unicode" / "GraphemeBreakTest-17.0.json").read_text(encoding="utf-8"))
    lines = cases["GraphemeBreakTest"]
    assert len(lines) > 700
    wrong = []
    for line in lines:
        pieces = line.replace("×", " ").split("÷")
        signs = [[chr(int(code, 16)) for code in piece.split()] for piece in pieces]
        expected = ["".join(piece) for piece in signs if piece]
        if clusters.split("".join(expected)) != expected:
            wrong.append(line)
    # `regex` joins a virama that follows no consonant with the letter behind it: no word is written so.
    assert all(" 094D " in line for line in wrong)
    assert len(wrong) <= 4


def test_plain_french_needs_no_library() -> None:
    ask = (
        "import sys; from scheduler.adapt import clusters\n"
        "assert clusters.count('« L’œuvre n° 12 », dès 9 h 30… 12 € 🏺👩🏽\u200d🎨❤\ufe0f🇫🇷1\ufe0f\u20e3 e\u0301') == 43, "
        "clusters.count('« L’œuvre n° 12 », dès 9 h 30… 12 € 🏺👩🏽\u200d🎨❤\ufe0f🇫🇷1\ufe0f\u20e3 e\u0301')\n"
        "assert 'regex' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", ask], check=True)
