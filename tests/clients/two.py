"""Two clients of one person, in two zones and two languages, each in a folder of its own."""

from pathlib import Path

CONFIG = """\
[calendar]
id = "{id}"
folder = "."
timezone = "{zone}"
language = "{language}"

[roles.press]
name = "Presse"
people = ["l.diallo"]

[accounts.{name}-bluesky]
network = "bluesky"
through = "rehearsal"

[accounts.{name}-mastodon]
network = "mastodon"
through = "rehearsal"

[accounts.{name}-x]
network = "x"
through = "handoff"
"""
HEAD = """\
version: 1
campaign: {name}-june
title: {name} in June
language: {language}
accounts: [{name}-bluesky, {name}-mastodon]
posts:
"""
MUSEE = """\
  - {id: ouverture, date: 2027-06-08, at: "9:30", minutes: 20, text: "La première de la semaine au musée."}
  - {id: direct, date: 2027-06-09, at: manual, between: [15h30, 15h50], text: "Un direct depuis les réserves du musée."}
"""
LIBRAIRIE = """\
  - {id: window, date: 2027-06-08, at: "9:30", text: "The new shop window, all about the sea."}
  - {id: signing, date: 2027-06-09, at: "14:30", only: [librairie-x], text: "A signing in the shop, right now."}
"""


def client(
    folder: Path, *, zone: str = "UTC", language: str = "en", posts: str = "", head: str = "", known_as: str = ""
) -> Path:
    """A calendar in `folder`, called as the folder is; returns its configuration."""
    folder.mkdir(parents=True)
    name = folder.name
    config = folder / "config.toml"
    config.write_text(
        CONFIG.format(name=name, id=known_as or f"{name}-1", zone=zone, language=language), encoding="utf-8"
    )
    top = HEAD.format(name=name, language=language) if posts else ""
    (folder / "june.yaml").write_text(top.replace("posts:\n", f"{head}posts:\n") + posts, encoding="utf-8")
    return config


def musee(folder: Path) -> Path:
    """The first client: its posts want a yes."""
    return client(folder, zone="Europe/Paris", language="fr", posts=MUSEE, head="approvals: [press]\n")


def librairie(folder: Path) -> Path:
    """The second client: an hour behind, and one post is published by hand."""
    config = client(folder, zone="Europe/London", posts=LIBRAIRIE)
    file = folder / "june.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("librairie-mastodon]", "librairie-mastodon, librairie-x]"), encoding="utf-8")
    return config
