"""A colleague's text cannot drive the terminal or the pages: hostile words in every field, through every command."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from PIL import Image

from tests.acceptance.calling import Program

CONTROLS = r"\e[2J\e]52;c;aGFjaw==\a\u202egnp.exe\u200b\u0007\u009b31m"
MARKUP = "[/b][@click=app.quit]<script>alert(1)</script>{{{{7*7}}}}&amp;"
"""Hostile, and yet a text that a museum may publish."""
RAW = {"\x1b", "\x07", "\u202e", "\u200b", "\x9b"}
CONFIG = """
[calendar]
id = "deadbeef"
folder = "."
timezone = "UTC"
language = "en"

[roles.curator]
name = "[red]Curator[/red]"
people = ["a.martin"]

[accounts.musee]
network = "mastodon"
through = "rehearsal"
"""
CAMPAIGN = """
version: 1
campaign: essai
title: "Titre EVIL"
language: fr
timezone: UTC
accounts: [musee]
objectives:
  - {name: "Objectif EVIL", metric: engagement, target: "+10%"}
people:
  louvre: {name: "Musée EVIL", mastodon: louvre@mastodon.example}
days:
  - date: 2027-06-07
    theme: "Thème EVIL"
    posts:
      - id: caisse
        at: 9h
        text: "Texte EVIL avec {louvre}"
        note: "Note EVIL"
        networks:
          mastodon: {warning: "Attention EVIL"}
        media:
          - file: caisse.png
            alt: "Une caisse EVIL"
            credit: "© EVIL"
"""
NOW = datetime(2027, 6, 1, tzinfo=UTC)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "essai.yaml").write_text(CAMPAIGN.replace("EVIL", MARKUP), encoding="utf-8")
    Image.new("RGB", (64, 48), "#8a3324").save(tmp_path / "caisse.png")
    return tmp_path / "config.toml"


def shown(scheduler: Program, *words: str | Path, codes: tuple[int, ...] = (0, 4)) -> str:
    """What a command printed, without the colours that are the program's own; nothing else may be a control."""
    answer = scheduler(*words)
    assert answer.code in codes, answer.out + answer.err
    text = re.sub(r"\x1b\[[0-9;]*m", "", answer.out + answer.err)
    assert not RAW & set(text), words
    return text


def test_markup_is_text_in_every_command_and_on_every_page(
    scheduler: Program, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    named = ("--config", config)
    with time_machine.travel(NOW, tick=True) as clock:
        assert "[@click=app.quit]<script>" in shown(scheduler, "preview", *named)
        for words in (["check"], ["plan"], ["apply", "--yes"]):
            shown(scheduler, *words, *named)
        shown(scheduler, "ask", "essai/caisse", "--question", "\x1b[2J\u202e[/b]?", *named)
        for words in (["queue"], ["history", "essai/caisse/once/musee"], ["doctor"]):
            shown(scheduler, *words, *named)
        shown(scheduler, "unhold", "essai/caisse", "--why", "\x1b]0;x\x07", *named)
        clock.move_to(datetime(2027, 6, 7, 9, 0, 5, tzinfo=UTC))
        assert "1 published" in shown(scheduler, "run", "--once", *named)
        clock.move_to(datetime(2027, 6, 16, tzinfo=UTC))
        shown(scheduler, "collect", *named)
        for form in ("terminal", "md", "html", "json"):
            page = shown(scheduler, "report", "essai", "--format", form, *named)
            assert form != "html" or "<script" not in page
    (timeline,) = Path(os.environ["XDG_STATE_HOME"]).glob("**/timeline.html")
    text = timeline.read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in text
    assert "<script" not in text


def test_controls_are_refused_on_their_line_and_shown_as_marks(scheduler: Program, config: Path) -> None:
    (config.parent / "essai.yaml").write_text(CAMPAIGN.replace("EVIL", CONTROLS), encoding="utf-8")
    for words in (["check"], ["preview"], ["plan"], ["doctor"], ["check", "--json"], ["preview", "--json"]):
        shown(scheduler, *words, "--config", config, codes=(0, 1))
    found = scheduler("check", "--json", "--config", config).json["problems"]
    text = next(n for n, line in enumerate(CAMPAIGN.splitlines(), start=1) if "text:" in line)
    assert text in {one["line"] for one in found if one["severity"] == "error"}
