"""Reading and validating a file of 10,000 posts, beside PyYAML's C parser loading the same file into plain values."""

import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import yaml

from benchmarks.measure import Result, compare, report
from scheduler.campaigns.reader import read

POSTS = 10_000
HEAD = """\
version: 1
campaign: dix-mille
title: Dix mille posts
language: fr
timezone: Europe/Paris
accounts: [musee-x, musee-facebook, musee-mastodon, musee-bluesky]
hashtags: ["#MuseumWeek"]
people:
  louvre: {name: Musée du Louvre, x: MuseeLouvre, mastodon: louvre@mastodon.social, bluesky: louvre.fr}
defaults:
  media: {credit: © Musée, rights: {status: cleared}}
posts:
"""
# What a real post holds: a folded text with an optional passage and a mention, a link, a picture, texts of its own.
POST = """\
  - id: post-{number}
    date: {date}
    at: {hour}h{minute:02}
    text: |
      Ce matin, les réserves ouvrent leurs portes. Avec {{louvre|le Louvre}}, nous suivons la toile numéro {number}.

      [[Elle n'avait pas quitté sa caisse depuis 1974.]]
    link: https://musee.example/coulisses/{number}
    media:
      - file: media/photo-{number}.jpg
        alt: Deux régisseuses déroulent la toile {number} sur une table de l'atelier
        rights: {{status: asked, needed_by: 2027-05-28, networks: [x, facebook]}}
    category: sharing-experience
    networks:
      x: {{text: "Les réserves s'ouvrent : toile {number}."}}
      facebook: {{link_in: first-comment}}
"""


def campaign(posts: int) -> str:
    """A valid campaign of so many posts, a hundred a day."""
    first = date(2027, 1, 1)
    return HEAD + "".join(
        POST.format(number=number, date=first + timedelta(days=number // 100), hour=8 + number % 12, minute=number % 60)
        for number in range(posts)
    )


def measure(rounds: int = 7) -> Result:
    """Read, locate and validate, against loading alone."""
    text = campaign(POSTS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "campaign.yaml")
        path.write_text(text, encoding="utf-8")
        reading = read(path)
        if reading.campaign is None or len(reading.campaign.posts) != POSTS:
            raise RuntimeError(f"the generated campaign was not read whole: {reading.notices[:3]}")
        return compare(
            f"reading and validating {POSTS} posts",
            lambda: read(path),
            "yaml.load(..., CSafeLoader)",
            lambda: yaml.load(path.read_bytes(), yaml.CSafeLoader),
            bound=0.6,
            rounds=rounds,
        )


def main() -> int:
    """Measure; 0 where the promise is kept."""
    return report(measure())


if __name__ == "__main__":
    sys.exit(main())
