"""The page of a preview: one file, nothing from outside, its style allowed by its hash, harmless whatever a post says."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from PIL import Image
from rich.console import Console

from scheduler.app import previewing
from scheduler.app.checking import Previewed, preview
from scheduler.clock import SystemClock
from scheduler.errors import Problem
from scheduler.model.variant import Facet, FacetKind, Framing, Media, Part, Role
from scheduler.render import cards
from scheduler.render import preview_words as words
from scheduler.render.schemas import SURFACES
from tests.adapt.make import rules
from tests.render.test_report_html import Outline

CONFIG = """\
[calendar]
id = "apercu1"
timezone = "Europe/Paris"
language = "fr"

[links]
own_hosts = ["musee.example"]

[accounts.musee-x]
network = "x"
through = "handoff"

[accounts.musee-bluesky]
network = "bluesky"
through = "handoff"

[accounts.musee-facebook]
network = "facebook"
through = "handoff"
"""
CAMPAIGN = """\
version: 1
campaign: essai
title: Un essai <b>gras</b>
language: fr
timezone: Europe/Paris
accounts: [musee-x, musee-bluesky, musee-facebook]
hashtags: ["#MuseumWeek"]
posts:
  - id: hostile
    date: 2027-06-07
    at: 9h
    text: |
      <script>alert(1)</script> "guillemets" & javascript:alert(2) https://musee.example/a?b=1&c="x"
    media:
      - {file: caisse.png, alt: 'Une caisse " onload="alert(3)'}
  - id: carte
    date: 2027-06-07
    at: 10h
    text: Une semaine derrière les portes.
    link: https://musee.example/coulisses
    card: {title: "Les <i>coulisses</i>", description: "Sept jours.", image: caisse.png}
    networks:
      facebook: {text: "Un texte pour Facebook.", link_in: first-comment}
  - id: fautif
    date: 2027-06-08
    at: 9h
    text: "Un {inconnu} ici."
"""


@pytest.fixture
def calendar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "calendrier"
    folder.mkdir()
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "campagne.yaml").write_text(CAMPAIGN, encoding="utf-8")
    Image.new("RGB", (1200, 800), "#886644").save(folder / "caisse.png")
    return folder


@pytest.fixture
def found(calendar: Path) -> Previewed:
    return preview(calendar / "config.toml", [calendar])


def written(found: Previewed, tmp_path: Path, language: str = "fr") -> str:
    return previewing.write(found, tmp_path / "page.html", language).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_comes_from_outside_and_nothing_runs(found: Previewed, tmp_path: Path, language: str) -> None:
    text = written(found, tmp_path, language)
    page = Outline(text)
    assert not page.named("script", "iframe", "object", "embed", "form", "base")
    assert all(
        "style" not in attributes and not any(name.startswith("on") for name in attributes)
        for _, attributes in page.elements
    )
    assert {attributes["src"].partition(";")[0] for _, attributes in page.named("img")} == {"data:image/jpeg"}
    assert all(
        attributes["href"].startswith(("https://", "http://", "#"))
        for _, attributes in page.named("a")
        if "href" in attributes
    )
    policy = next(attributes["content"] for name, attributes in page.named("meta") if "http-equiv" in attributes)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy.startswith("default-src 'none';")
    assert f"style-src 'sha256-{digest}'" in policy


def test_every_variant_is_there_with_its_counter_its_pictures_and_its_card(found: Previewed, tmp_path: Path) -> None:
    text = written(found, tmp_path)
    page = Outline(text)
    assert len(page.named("article")) == len(found.variants) == 6
    assert "caractères (un lien compte 23, un émoji 2)" in text
    assert "caractères (un émoji compte 1)" in text
    pictures = [one for _, one in page.named("img") if one["alt"].startswith("Une caisse")]
    assert len(pictures) == 3
    assert all(one["alt"] == 'Une caisse " onload="alert(3)' for one in pictures)
    assert "Les &lt;i&gt;coulisses&lt;/i&gt;" in text
    assert "1er commentaire" in text
    assert "networks.facebook" in text


def test_what_is_blocked_is_named_with_its_place(found: Previewed, tmp_path: Path) -> None:
    text = written(found, tmp_path)
    assert "inconnu" in text
    assert re.search(r"campagne\.yaml:\d+", text)


def test_the_page_is_its_owners_alone_and_is_dated_in_the_calendars_zone(found: Previewed, tmp_path: Path) -> None:
    class Noon(SystemClock):
        def now(self) -> datetime:
            return datetime(2027, 6, 1, 12, 0, tzinfo=UTC)

    path = previewing.write(found, tmp_path / "page.html", "fr", clock=Noon())
    assert path.stat().st_mode & 0o077 == 0
    assert "mardi 1er juin 2027 à 14:00" in path.read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_said(found: Previewed, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="not-writable"):
        previewing.write(found, tmp_path / "nowhere" / "page.html", "fr")


def test_accounts_are_compared_by_what_they_say_not_by_their_links(found: Previewed) -> None:
    of_card = [one for one in found.variants if one.post == "carte"]
    rows = {row.account: row for row in words.compared(of_card, "en")}
    assert rows["musee-facebook"].text == "a text of its own (networks.facebook)"
    others = {rows[name].text for name in ("musee-x", "musee-bluesky")}
    assert "the text of the post" in others
    assert others & {"as on musee-x", "as on musee-bluesky"}


def test_what_is_cut_of_a_picture_is_said_by_its_sides() -> None:
    framing = Framing(width=1000, height=1000, left=100, top=0, right=1000, bottom=750)
    assert (
        words.cut(Media(file="a.jpg", alt="", framing=framing), "en") == "Cut away: 10% at the left, 25% at the bottom."
    )
    assert words.cut(Media(file="a.jpg", alt=""), "en") == ""


def test_the_command_writes_the_page_and_the_terminal_shows_the_same(calendar: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "scheduler", "--language", "en", "preview", str(calendar), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )

    page = tmp_path / "apercu.html"
    assert run("--html", str(page)).returncode == 1  # a post is blocked
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    shown = run().stdout
    assert "▤ Les <i>coulisses</i>" in shown
    assert "≠ musee-facebook" in shown
    assert "To be mended first" in shown
    assert re.search(r"campagne\.yaml:\d+", shown)


TOO_LONG = f"""
  - id: long
    date: 2027-06-09
    at: 9h
    text: "{"Trop long pour X, et pour Bluesky. " * 12}"
    if_too_long: refuse
    only: [musee-x, musee-facebook]
"""


def test_what_does_not_fit_is_shown_with_what_is_too_much(calendar: Path, tmp_path: Path) -> None:
    path = calendar / "campagne.yaml"
    path.write_text(path.read_text(encoding="utf-8") + TOO_LONG, encoding="utf-8")
    found = preview(calendar / "config.toml", [calendar], post="long")
    assert [(one.account, one.blocked, one.code) for one in found.variants] == [
        ("musee-x", True, ""),
        ("musee-facebook", True, ""),
    ]
    (part,) = found.variants[0].variant.parts
    assert part.text.startswith("Trop long pour X")
    assert part.length > part.limit == 280
    text = written(found, tmp_path)
    assert f"{part.length - 280} de trop" in text
    assert "Retenue\u00a0: elle ne part nulle part" in text
    assert found.errors


def test_scripts_are_told_what_is_held_back_and_why(calendar: Path) -> None:
    path = calendar / "campagne.yaml"
    path.write_text(path.read_text(encoding="utf-8") + TOO_LONG, encoding="utf-8")
    command = [sys.executable, "-m", "scheduler", "--language", "en", "preview", str(calendar), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    jsonschema.validate(answer, SURFACES["preview"])
    assert {one["post"] for one in answer["variants"] if one["blocked"]} == {"long"}
    assert "too-long" in {one["code"] for one in answer["problems"]}


@pytest.mark.parametrize(("columns", "side_by_side"), [(60, False), (80, False), (140, True)])
def test_cards_are_as_wide_as_the_screen_allows(
    found: Previewed,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    columns: int,
    side_by_side: bool,
) -> None:
    screen = Console(width=columns, markup=False, emoji=False, highlight=False, no_color=True)
    monkeypatch.setattr(cards, "console", lambda: screen)
    cards.cards(found.variants, "fr")
    lines = capsys.readouterr().out.splitlines()
    framed = [line for line in lines if line.startswith(("╭", "│", "╰"))]
    assert max(map(len, framed)) <= columns
    assert any(line.count("╭") == 2 for line in framed) is side_by_side
    shown = "".join(line.strip("│ ") for line in framed)
    assert "alert(1)" in shown
    assert "…" not in shown.replace("musee.example/a?b=1&c=", "")


def test_posts_stand_by_their_hour_and_accounts_as_they_are_listed(calendar: Path) -> None:
    path = calendar / "campagne.yaml"
    early = '  - id: avant\n    date: 2027-06-07\n    at: 8h\n    text: "Avant."\n    networks: {bluesky: {at: 11h}}\n'
    path.write_text(path.read_text(encoding="utf-8") + early, encoding="utf-8")
    shown = preview(calendar / "config.toml", [calendar]).variants
    assert list(dict.fromkeys(one.post for one in shown)) == ["avant", "hostile", "carte"]
    assert [one.account for one in shown[:3]] == ["musee-x", "musee-bluesky", "musee-facebook"]
    assert len(list(words.posts(shown))) == 3, "an hour of its own does not part an account from its post"


@pytest.mark.parametrize(
    ("network", "seen"),
    [("x", "musee.fr/une-adresse-assez-lon…"), ("mastodon", "musee.fr/une-adresse-assez-lon…"), ("facebook", "")],
)
def test_links_are_shown_as_the_network_shows_them(network: str, seen: str) -> None:
    address = "https://www.musee.fr/une-adresse-assez-longue"
    text = f"Voyez {address}"
    facet = Facet(kind=FacetKind.LINK, start=6, end=len(text), value=address)
    part = Part(role=Role.POST, text=text, length=1, limit=9, facets=(facet,))
    piece = list(words.pieces(part, rules(network)))[-1]
    assert (piece.text, piece.address) == (seen or address, address)
    assert piece.whole == (address if seen else "")


def test_where_a_long_text_is_folded_away_is_marked_between_words() -> None:
    known = rules("instagram")
    assert known.folds_after is not None
    text = "Un mot, " * 40
    given = [words.Piece(text=text), words.Piece(text="#Musée", kind="hashtag")]
    seen = words.folded(given, known, "en")
    assert [one.kind for one in seen] == ["", "fold", "", "hashtag"]
    assert known.folds_after - 8 < len(seen[0].text) <= known.folds_after
    assert seen[0].text + " " + seen[2].text == text
    link = [
        words.Piece(text="Un mot " * 17),
        words.Piece(text="https://musee.fr/a", kind="link"),
        words.Piece(text=" fin"),
    ]
    assert [one.kind for one in words.folded(link, known, "fr")] == ["", "fold", "link", ""]
    assert words.folded(given, rules("facebook"), "en") == given
    assert words.folded(given[1:], known, "en") == given[1:]


@pytest.mark.parametrize(
    ("network", "first"),
    [
        ("instagram", True),
        ("pinterest", True),
        ("telegram", True),
        ("x", False),
        ("facebook", False),
        ("bluesky", False),
    ],
)
def test_which_networks_show_the_picture_above_the_text(network: str, first: bool) -> None:
    assert words.picture_first(rules(network)) is first


def test_the_card_stands_below_its_part_and_each_part_in_its_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    spoken = CONFIG.replace('network = "bluesky"', 'network = "bluesky"\nlanguages = ["fr", "en"]')
    (tmp_path / "config.toml").write_text(spoken, encoding="utf-8")
    said = CAMPAIGN.partition("posts:")[0] + (
        "posts:\n  - id: deux\n    date: 2027-06-07\n    at: 9h\n    only: [musee-bluesky]\n    bilingual: thread\n"
        "    texts: {fr: Bonjour., en: Hello.}\n    link: https://musee.example/a\n    card: {title: Coulisses}\n"
        "    media: [{file: caisse.png, alt: Une caisse}]\n"
    )
    (tmp_path / "campagne.yaml").write_text(said, encoding="utf-8")
    Image.new("RGB", (120, 80), "#886644").save(tmp_path / "caisse.png")
    text = written(preview(tmp_path / "config.toml", [tmp_path]), tmp_path)
    assert text.count('class="card"') == 1
    assert text.index("Bonjour.") < text.index("Hello.") < text.index('class="card"')
    assert ['lang="fr">' in text, 'class="exact" lang="en"' in text] == [True, True]
