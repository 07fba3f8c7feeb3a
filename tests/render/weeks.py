"""A small week with everything that its page must show, and text that would harm it: read once, edited, to be read again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from scheduler.app import weekpage
from scheduler.app.scheduler import Scheduler
from scheduler.clock import SimulatedClock
from scheduler.config import load
from scheduler.model.change import Answers

FIRST = datetime(2027, 5, 28, 12, tzinfo=UTC)
WEEK = "2027-W23"
CONFIG = """\
[calendar]
id = "semaine1"
timezone = "Europe/Paris"
language = "fr"
[links]
own_hosts = ["musee.example.org"]
[review]
name = "Musée <i>de</i> Saint-Aubray"
mail = "semaine@musee.example"
[roles.curator]
name = "Conservation"
people = ["a.martin"]
deputies = ["p.leroy"]
[roles.press]
name = "Presse"
people = ["l.diallo"]
[accounts.musee-x]
network = "x"
through = "rehearsal"
[accounts.musee-facebook]
network = "facebook"
through = "rehearsal"
[accounts.musee-mastodon]
network = "mastodon"
through = "rehearsal"
"""
CAMPAIGN = """\
version: 1
campaign: essai
title: 'MuseumWeek </title><script>document.title="taken"</script>'
language: fr
approvals: [curator, press]
accounts: [musee-x, musee-facebook, musee-mastodon]
hashtags: ["#MuseumWeek"]
days:
  - date: 2027-06-07
    theme: Coulisses
    posts:
      - id: caisse
        at: 9h
        text: "Le dernier conservateur à l'avoir ouverte a laissé un mot à l'intérieur. Que dit-il ?"
        link: https://musee.example.org/coulisses
        media:
          - file: caisse.png
            alt: 'Une caisse " onload="alert(3)'
            credit: © Musée
            rights: {status: cleared, until: 2028-06-30, networks: [x, facebook, mastodon]}
        note: "Inventaire 1974.12 <script>alert(4)</script>"
        networks:
          x: {text: "Le dernier conservateur à l'avoir ouverte a laissé un mot. Lequel ?"}
          facebook: {at: 9h30, link_in: first-comment}
      - id: pari
        at: 17h
        text: "Un pari."
        only: [musee-x, musee-mastodon]
  - date: 2027-06-09
    theme: Quizz
    posts:
      - id: hostile
        at: 10h
        text: |
          <script>document.title="taken"</script> <img src="http://127.0.0.1:9/x" onerror="document.title=1"> &amp;
          javascript:alert(1)?subject=x&bcc=evil@evil.example %0D%0ABcc: evil@evil.example
        only: [musee-mastodon]
posts:
  - {id: demande, date: 2027-06-10, at: 9h, text: "Une image demandée.", only: [musee-mastodon],
     media: [{file: caisse.png, alt: Une caisse, rights: {status: asked, needed_by: 2027-06-05}, if_not_cleared: drop}]}
"""
EDITS = (
    ('x: {text: "Le dernier conservateur à', 'x: {text: "La dernière personne à'),
    ("at: 17h", "at: 18h"),
    ("  - {id: demande", '  - {id: neuf, date: 2027-06-11, at: 9h, text: "Un contenu neuf."}\n  - {id: demande'),
)


@dataclass(frozen=True)
class Made:
    """The folder with its pages: `before` as first read, `after` in each language, and what was said of the last."""

    config: Path
    before: str
    after: dict[str, str]
    codes: dict[str, str]
    asked: str


@contextmanager
def opened(config: Path, at: datetime, language: str = "fr") -> Iterator[Scheduler]:
    with Scheduler(load(config), clock=SimulatedClock(at)) as one:
        one.language = language
        yield one


def apply(one: Scheduler) -> None:
    one.queue.apply(one.queue.propose((), Answers()), by="cm")


def written(one: Scheduler, name: str, **about: object) -> str:
    path = one.config.path.parent / name
    weekpage.write(one, path, week=WEEK, **about)  # type: ignore[arg-type]
    return path.read_text(encoding="utf-8")


def make(folder: Path) -> Made:
    """Make the calendar and live through its first validation."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        config = folder / "config.toml"
        config.write_text(CONFIG, encoding="utf-8")
        campaign = folder / "essai.yaml"
        campaign.write_text(CAMPAIGN, encoding="utf-8")
        Image.linear_gradient("L").resize((1200, 800)).convert("RGB").save(folder / "caisse.png")
        with opened(config, FIRST) as one:
            apply(one)
            before = written(one, "before.html")
            names = ["essai/caisse", "essai/pari"]
            one.approving.consent(names, role="curator", by="a.martin", how="mail")
            one.approving.consent(names, role="press", by="l.diallo", how="paper")
        text = campaign.read_text(encoding="utf-8")
        for old, new in EDITS:
            assert old in text
            text = text.replace(old, new)
        campaign.write_text(text, encoding="utf-8")
        after = {}
        with opened(config, FIRST + timedelta(days=5)) as one:
            apply(one)
            one.approving.remark(["essai/caisse"], "Le millésime <b>est-il</b> sûr ?", by="a.martin")
            for language in ("en", "fr"):
                one.language = language
                after[language] = written(one, f"after-{language}.html", draft=language == "en")
            asked = written(one, "asked.html", whole=False, draft=True)
            codes = {each.post: each.code for each in one.queue.deliveries()}
        return Made(config=config, before=before, after=after, codes=codes, asked=asked)
