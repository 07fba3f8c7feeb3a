"""One post is asked for by its name: also one that cannot be shown, which is answered by what is wrong with it."""

from pathlib import Path

import pytest

from scheduler.app.checking import preview
from scheduler.errors import Problem

CONFIG = """\
[calendar]
id = "ea517e00"
folder = "."
timezone = "UTC"

[accounts.one]
network = "mastodon"
through = "rehearsal"
"""
CAMPAIGN = """\
version: 1
campaign: few
timezone: UTC
accounts: [one]
posts:
  - {id: good, date: 2027-06-11, at: 10h, text: Well.}
  - {id: hourless, date: 2027-06-11, text: When?}
  - {id: misspelt, date: 2027-06-11, at: 10h, txet: What?}
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "few.yaml").write_text(CAMPAIGN, encoding="utf-8")
    path = tmp_path / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")
    return path


@pytest.mark.parametrize(("post", "code"), [("hourless", "hour-missing"), ("misspelt", "key-unknown-meant")])
def test_a_post_with_a_fault_is_answered_by_its_fault(config: Path, post: str, code: str) -> None:
    found = preview(config, [], post=post)
    assert found.errors
    assert found.variants == ()
    assert {one.subject for one in found.problems} == {f'post "{post}"'}
    assert code in {one.code for one in found.problems}


def test_a_post_that_nobody_wrote_is_not_there(config: Path) -> None:
    with pytest.raises(Problem, match="nothing-so-named"):
        preview(config, [], post="hourles")
    assert [one.post for one in preview(config, [], post="good").variants] == ["good"]
