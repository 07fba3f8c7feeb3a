"""A small week: two days, two accounts, made in no time; for what a person does with their hands."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from scheduler.model.change import Answers
from tests.tui import week

NOW = datetime(2027, 6, 9, 14, 23, tzinfo=week.PARIS)
CONFIG = """\
[calendar]
id = "11771e00"
folder = "."
timezone = "Europe/Paris"
language = "fr"

[roles.press]
name = "Presse"
people = ["l.diallo"]

[accounts.mus-x]
network = "x"
through = "rehearsal"

[accounts.mus-fb]
network = "facebook"
through = "rehearsal"
"""
CAMPAIGN = """\
# La semaine, de la main de C. Lam
version: 1
campaign: petite
title: 'La petite semaine'   # entre apostrophes
language: fr
timezone: Europe/Paris
accounts: [mus-x, mus-fb]
approvals: [press]

days:
  # ---------------------------------------------------------------- vendredi
  - date: 2027-06-11
    theme: Nature
    posts:
      # vu avec N. Belkacem
      - id: abeilles   # le toit
        at: 11h
        text: |
          Les abeilles du toit déménagent ce matin.

          [[Pourquoi des ruches sur un musée ?]]
        networks:
          facebook: {at: 11h30, text: "Les abeilles, l'été"}
        replies:
          - {id: reponse, at: 18h, text: "Réponse : le miel."}

      - id: herbier
        at: "16:00"
        text: 'Un herbier d''été.'

  - date: 2027-06-12
    theme: Objet
    hashtags: ["#ObjetMW"]
    posts:
      - {id: la-cle, at: 12h15, text: "Cette clé n'ouvre plus rien."}

posts:
  - id: annonce
    date: 2027-06-13
    at: manual
    between: [14h, 16h]
    only: [mus-x]
    text: En direct.

  - id: rendez-vous
    repeat: {every: week, day: thursday, at: 10h, from: 2027-06-10}
    text: Le rendez-vous du jeudi.
"""


def made(folder: Path, change: Callable[[str], str] = str) -> Path:
    """The small calendar in `folder`, applied; `change` alters its campaign file first."""
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "petite.yaml").write_text(change(CAMPAIGN), encoding="utf-8")
    with week.opened(folder / "config.toml", by="c.lam", now=NOW) as room:
        queue = room.scheduler.queue
        queue.apply(queue.propose((), Answers()), by="c.lam")
    return folder / "config.toml"
