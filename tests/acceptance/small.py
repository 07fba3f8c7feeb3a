"""A small calendar of three accounts that a test writes and edits as a user would."""

from pathlib import Path
from textwrap import dedent

from PIL import Image

CONFIG = """\
[calendar]
id = "small-one"
folder = "."
timezone = "Europe/Paris"
language = "en"

[roles.press]
name = "Press"
people = ["l.diallo"]

[accounts.musee-bluesky]
network = "bluesky"
through = "rehearsal"

[accounts.musee-facebook]
network = "facebook"
through = "rehearsal"

[accounts.musee-mastodon]
network = "mastodon"
through = "rehearsal"
"""
HEAD = """\
version: 1
campaign: small
title: Small
language: en
approvals: [press]
accounts: [musee-bluesky, musee-facebook, musee-mastodon]
posts:
"""


def calendar(folder: Path, posts: str) -> Path:
    """A calendar in `folder` with these posts (indented as one likes); returns its campaign file."""
    folder.mkdir(exist_ok=True)
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    return campaign(folder, posts)


def campaign(folder: Path, posts: str) -> Path:
    """The campaign file of `folder`, with these posts in place of whatever it held."""
    file = folder / "small.yaml"
    file.write_text(HEAD + dedent(posts), encoding="utf-8")
    return file


def picture(path: Path, colour: tuple[int, int, int]) -> None:
    """A plain picture."""
    Image.new("RGB", (400, 300), colour).save(path)
