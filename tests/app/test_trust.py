"""Naming a configuration: once is enough, and costs the disk nothing again."""

import sys
from pathlib import Path

import pytest

from scheduler.app import looking, trust
from scheduler.config import load
from scheduler.errors import NeedsPerson
from scheduler.store.place import state_root

CONFIG = '[calendar]\nid = "c0ffee02"\n\n[notify]\nurls = ["env:{name}"]\n'


def test_a_configuration_named_again_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.format(name="NOTIFY_URL"), encoding="utf-8")
    config = load(file)
    with pytest.raises(NeedsPerson):
        trust.must_be_trusted(config, "env:NOTIFY_URL")
    trust.trust(config)
    (mark,) = (state_root() / "trusted").iterdir()
    mark.chmod(0o400)
    before = mark.stat()
    trust.trust(config)
    assert (mark.stat().st_ino, mark.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    trust.must_be_trusted(config, "env:NOTIFY_URL")
    file.write_text(CONFIG.format(name="OTHER_URL"), encoding="utf-8")
    trust.trust(load(file))
    with pytest.raises(NeedsPerson):
        trust.must_be_trusted(config, "env:NOTIFY_URL")


def test_the_daily_look_of_a_daemon_trusts_nothing_that_nobody_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A configuration that is edited while a daemon runs is not trusted by the daemon's own look at the accounts."""
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.format(name="EDITED_URL"), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["looking", str(file)])
    looking.main()
    assert not (state_root() / "trusted").exists()
    with pytest.raises(NeedsPerson):
        trust.must_be_trusted(load(file), "env:EDITED_URL")
