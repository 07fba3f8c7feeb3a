"""`scheduler explain`: the way of a post from its file to the queue, and how what is frozen stands to what the file says now."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from PIL import Image

from scheduler.app.explaining_pictures import told
from scheduler.model.variant import Media
from scheduler.render.schemas import SURFACES
from scheduler.sentences import say
from tests.acceptance.calling import Program

CONFIG = """
[calendar]
id = "ec591a1e"
folder = "."
timezone = "Europe/Paris"
language = "en"

[links]
own_hosts = ["musee.fr"]

[accounts.musee-x]
network = "x"
through = "handoff"

[accounts.musee-mastodon]
network = "mastodon"
through = "handoff"
"""
OPTIONAL = "Une phrase de trop que l'on peut laisser, longue de bien des mots, et qui en dit encore un peu plus sur cette toile."
CAMPAIGN = f"""
version: 1
campaign: essai
language: fr
timezone: Europe/Paris
accounts: [musee-x, musee-mastodon]
hashtags: ["#MuseumWeek"]
people:
  louvre: {{name: Musée du Louvre, x: MuseeLouvre}}
posts:
  - id: toile
    date: 2037-06-08
    at: 9h
    text: >-
      Ce lundi, les réserves ouvrent leurs portes. Avec {{louvre|le Louvre}}, nous suivons une toile qui n'avait plus quitté
      sa caisse depuis 1974. [[{OPTIONAL}]]
    link: https://musee.fr/coulisses
    hashtags: ["#Coulisses"]
    networks:
      mastodon: {{text: Un texte pour Mastodon.}}
"""


@pytest.fixture
def run(tmp_path: Path, scheduler: Program, monkeypatch: pytest.MonkeyPatch) -> Any:
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "essai.yaml").write_text(CAMPAIGN, encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, code: int = 0) -> str:
        done = scheduler("--config", tmp_path / "config.toml", *arguments)
        assert done.code == code, done.out + done.err
        return done.out

    return call


def test_each_step_says_what_it_made_and_what_it_saved(run: Any, tmp_path: Path) -> None:
    answer = json.loads(run("explain", "essai/toile", "--json"))
    jsonschema.validate(answer, SURFACES["explain"])
    x = next(one for one in answer["explained"] if one["account"] == "musee-x")
    steps = {step["code"]: step for step in x["steps"]}
    assert steps["explain-text"]["line"] == 14
    assert "@MuseeLouvre" in steps["explain-mentions"]["message"]
    assert "#Coulisses" in steps["explain-hashtags-own"]["message"]
    assert "utm_campaign=essai" in steps["explain-link"]["message"]
    left_out = steps["optional-left-out"]
    assert left_out["before"] == steps["explain-composed"]["after"] > 280
    assert left_out["after"] == steps["explain-part"]["after"] == x["parts"][0]["length"] <= 280
    assert steps["explain-not-queued"]
    assert not list((tmp_path / "state").rglob("*.sqlite*")), "nothing is made where there is no database yet"
    mastodon = next(one for one in answer["explained"] if one["account"] == "musee-mastodon")
    assert "networks.mastodon" in next(one["message"] for one in mastodon["steps"] if one["code"] == "explain-text-own")


def test_what_is_frozen_is_held_against_the_file(run: Any, tmp_path: Path) -> None:
    run("apply", "--yes")
    assert "What is frozen is what the files make now." in run("explain", "essai/toile/musee-x")
    file = tmp_path / "essai.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Ce lundi", "Ce mardi"), encoding="utf-8")
    shown = run("explain", "essai/toile/once/musee-x")
    assert "The files were changed since" in shown
    assert "→" in shown


def test_a_name_that_names_nothing_is_answered_with_what_was_meant(run: Any) -> None:
    assert run("explain", "essai/toiles", code=1) == ""


def test_it_reads_as_a_story_in_both_languages(run: Any, tmp_path: Path) -> None:
    Image.effect_noise((1600, 3200), 60).save(tmp_path / "tour.png")
    file = tmp_path / "essai.yaml"
    picture = "    media: [{file: tour.png, alt: Une tour, fit: crop}]\n    hashtags"
    file.write_text(file.read_text(encoding="utf-8").replace("    hashtags", picture), encoding="utf-8")
    config = tmp_path / "config.toml"
    account = '[accounts.musee-instagram]\nnetwork = "instagram"\nthrough = "handoff"\n'
    config.write_text(config.read_text(encoding="utf-8") + account, encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace("musee-mastodon]", "musee-mastodon, musee-instagram]"))
    everything = run("explain", "essai/toile")
    told = everything[everything.index("Instagram · musee-instagram") :]
    order = ["What it is made of", "What was done to the text", "The pictures", "What goes out", "Where it stands"]
    places = [told.index(one) for one in order]
    assert places == sorted(places)
    assert "tour.png is a PNG of 1600 × 3200" in told
    assert "→ It is cut to 1600 × 2000, around its focus." in told
    assert "→ It is made smaller: 1440 × 1800." in told
    assert "→ It is written as JPEG, quality 90 of 100." in told
    assert "% lighter" in told
    assert "“Une tour”" in told
    assert not any(raw in told for raw in ("crop ", "resize ", "jpeg ")), "no raw step is shown"
    french = run("--language", "fr", "explain", "essai/toile/musee-instagram")
    assert "Elle est recadrée en 1600 × 2000" in french
    assert max(map(len, french.splitlines())) <= 100 or "https://" in max(french.splitlines(), key=len)
    assert "too many for X: first what stands between [[ ]] goes" in " ".join(everything.split())
    assert "It fits Mastodon as it is written" in everything


def test_what_is_held_back_is_explained(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "essai.yaml"
    longer = file.read_text(encoding="utf-8").replace("    hashtags", "    if_too_long: refuse\n    hashtags")
    file.write_text(longer.replace("[[", "").replace("]]", ""), encoding="utf-8")
    told = run("explain", "essai/toile/musee-x")
    assert "What would go out" in told
    assert "An error holds this post back" in told
    assert "scheduler apply" not in told, "applying would not put it there"


SERIES = """
  - id: fermeture
    repeat: {every: week, day: tuesday, at: 10h, from: 2026-01-06}
    text: Le mardi, le musée est fermé.
"""


def test_of_a_series_the_next_turn_is_told_and_the_others_are_named(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "essai.yaml"
    file.write_text(file.read_text(encoding="utf-8") + SERIES, encoding="utf-8")
    told = run("explain", "essai/fermeture")
    everything = [one["tag"] for one in json.loads(run("explain", "essai/fermeture", "--json"))["explained"]]
    turns = list(dict.fromkeys(tag.rpartition("/")[0] for tag in everything))
    assert len(turns) > 8, "scripts are given all of them"
    assert [line.strip() for line in told.splitlines() if line.strip() in everything] == everything[:2]
    assert f"It comes {len(turns) - 1} more times; to be told the next: scheduler explain {turns[1]}" in told


STEPS = {
    "still": "step-still",
    "orient": "step-orient",
    "strip": "step-strip",
    "srgb": "step-srgb",
    "crop 0,60,800,1060": "step-crop",
    "pad -100,0,900,800 #f0f0f0": "step-pad",
    "pad -100,0,900,800 white": "step-pad-white",
    "pad 0,-50,900,850 black": "step-pad-black",
    "resize 1440x1800": "step-resize",
    "jpeg 84": "step-quality",
    "webp 70": "step-quality",
    "png": "step-format",
    "gif": "step-format",
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("step", STEPS)
def test_every_step_of_fitting_has_a_sentence(step: str, language: str) -> None:
    media = Media(file="a.png", alt="", blob="0" * 64, width=10, height=20, size=1000, steps=(step, "jpeg 90"))
    codes = [(code, str(say(code, arguments, language))) for code, arguments in told(media, None)]
    assert codes[1][0] == STEPS[step]
    assert all(sentence for _, sentence in codes)
