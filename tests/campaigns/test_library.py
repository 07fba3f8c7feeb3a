"""The folder: files found and grouped, second copies named, one slug in two files refused."""

import os
from pathlib import Path

import pytest

from scheduler.campaigns import library
from tests.campaigns.sample import said_well

CAMPAIGN = """\
version: 1
campaign: {slug}
timezone: Europe/Paris
accounts: [musee-x]
posts:
  - {{id: un, date: 2027-06-07, at: 9h, text: a}}
"""


def write(folder: Path, name: str, slug: str = "essai") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CAMPAIGN.format(slug=slug), encoding="utf-8")
    return path


def test_files_are_found_in_subfolders_and_grouped_by_the_nearest_configuration(tmp_path: Path) -> None:
    (tmp_path / "config.toml").touch()
    first = write(tmp_path, "a/campaign.yaml")
    second = write(tmp_path, "b.yml")
    own = write(tmp_path, "freelance/series.yaml")
    (tmp_path / "freelance" / "config.toml").touch()
    write(tmp_path, ".git/hidden.yaml")
    (tmp_path / "notes.txt").touch()
    found = library.find([tmp_path])
    assert found.groups == {
        tmp_path / "config.toml": (first, second),
        tmp_path / "freelance" / "config.toml": (own,),
    }
    assert found.of(tmp_path / "config.toml") == (first, second)
    assert found.of(tmp_path / "freelance" / "config.toml") == (own,)
    assert found.files == (first, second, own)
    assert found.notices == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_only_files_are_read_and_a_link_to_nowhere_is_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "linked.yaml").symlink_to(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "again.yaml").symlink_to(tmp_path / "folder.yaml")
    inside = write(tmp_path, "folder.yaml/a.yaml")
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    found = library.find([tmp_path])
    assert found.files == (inside, tmp_path / "gone.yaml")
    assert [one.code for one in library.read_all(found.files).notices] == ["file-unreadable"]


def test_files_without_any_configuration_belong_to_whoever_asks(tmp_path: Path) -> None:
    alone = write(tmp_path, "a.yaml")
    found = library.find([alone, alone])
    assert found.of(None) == (alone,)
    assert found.of(tmp_path / "elsewhere" / "config.toml") == (alone,)


@pytest.mark.parametrize(
    ("copy", "original"),
    [
        ("campaign (conflicted copy 2027-05-01 101500).yaml", "campaign.yaml"),
        ("campaign (Anne Martin's conflicted copy 2027-05-01).yaml", "campaign.yaml"),
        ("campaign (Copie en conflit de Anne 2027-05-01).yaml", "campaign.yaml"),
        ("campaign.sync-conflict-20270501-101500-ABCDEFG.yaml", "campaign.yaml"),
        ("campaign_conflict-20270501-101500.yaml", "campaign.yaml"),
        ("campaign-DESKTOP-4F2K9QZ.yaml", "campaign.yaml"),
        ("campaign.yaml~", "campaign.yaml"),
        ("campaign.yaml.bak", "campaign.yaml"),
        (".#campaign.yaml", "campaign.yaml"),
    ],
)
def test_second_copies_are_named_and_not_read(tmp_path: Path, copy: str, original: str) -> None:
    whole = write(tmp_path, "campaign.yaml")
    second = write(tmp_path, copy)
    found = library.find([tmp_path])
    assert found.files == (whole,)
    (notice,) = found.notices
    assert (notice.code, notice.arguments["original"]) == ("sync-conflict", original)
    assert notice.where is not None
    assert notice.where.file == str(second)
    said_well(notice)


def test_a_second_copy_that_is_named_by_the_user_is_read(tmp_path: Path) -> None:
    second = write(tmp_path, "campaign (conflicted copy).yaml")
    found = library.find([second])
    assert found.files == (second,)
    assert [one.code for one in found.notices] == ["sync-conflict"]


def test_a_name_that_only_looks_like_a_machine_is_no_copy(tmp_path: Path) -> None:
    alone = write(tmp_path, "visite-PC-12AB.yaml")
    assert library.find([tmp_path]).files == (alone,)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    found = library.find([tmp_path / "nulle-part"])
    assert [one.code for one in found.notices] == ["path-missing"]
    said_well(found.notices[0])


def test_one_slug_in_two_files_blocks_both(tmp_path: Path) -> None:
    first, second, third = (
        write(tmp_path, f"{name}.yaml", slug) for name, slug in [("a", "x"), ("b", "x"), ("c", "y")]
    )
    read = library.read_all([first, second, third])
    assert [one.slug for one in read.campaigns] == ["y"]
    (notice,) = read.notices
    assert (notice.code, notice.arguments) == ("campaign-twice", {"slug": "x", "other": str(first)})
    assert notice.where is not None
    assert notice.where.file == str(second)
    said_well(notice)


def test_a_file_that_cannot_be_read_leaves_the_others(tmp_path: Path) -> None:
    good = write(tmp_path, "a.yaml")
    read = library.read_all([tmp_path / "gone.yaml", good])
    assert [one.code for one in read.notices] == ["file-unreadable"]
    assert len(read.campaigns) == 1
    said_well(read.notices[0])
