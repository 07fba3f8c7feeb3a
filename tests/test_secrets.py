"""Secrets come from where the reference points, from nowhere else, and are never shown."""

import os
import stat
import sys
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import NoKeyringError

from scheduler import secrets
from scheduler.errors import Problem
from scheduler.plain import REDACTED, redact
from scheduler.sentences import say


def refused(reference: str, folder: Path) -> Problem:
    with pytest.raises(Problem) as caught:
        secrets.resolve(reference, folder)
    problem = caught.value
    for language in ("fr", "en"):
        assert say(problem.code, problem.arguments, language).advice
    return problem


def keep(folder: Path, name: str = "token", value: str = "s3cr3t-value\n", mode: int = 0o600) -> Path:
    path = folder / "secrets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value, encoding="utf-8")
    path.chmod(mode)
    return path


def test_what_is_a_reference() -> None:
    assert all(map(secrets.is_reference, ["env:A", "keyring:a", "file:secrets/a", "cmd:pass show a"]))
    assert not any(map(secrets.is_reference, ["", "env:", "abc", "https://a.example", "ENV:A", "vault:a", "cmd: "]))


def test_a_value_in_clear_is_no_reference_and_is_not_repeated(tmp_path: Path) -> None:
    problem = refused("hunter2-in-clear", tmp_path)
    assert problem.code == "secret-not-a-reference"
    assert "hunter2" not in str(problem)


def test_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_TOKEN", " s3cr3t-env\n")
    assert secrets.resolve("env:SOME_TOKEN", tmp_path) == "s3cr3t-env"
    assert redact("x s3cr3t-env y") == f"x {REDACTED} y"
    assert refused("env:NO_SUCH_TOKEN", tmp_path).code == "secret-env-missing"
    monkeypatch.setenv("EMPTY_TOKEN", "")
    assert refused("env:EMPTY_TOKEN", tmp_path).code == "secret-is-empty"


def test_a_file_under_secrets(tmp_path: Path) -> None:
    keep(tmp_path, "deep/token", "s3cr3t-file\n")
    assert secrets.resolve("file:secrets/deep/token", tmp_path) == "s3cr3t-file"
    assert secrets.resolve(f"file:{tmp_path}/secrets/deep/token", tmp_path) == "s3cr3t-file"
    assert REDACTED in redact("s3cr3t-file")
    assert refused("file:secrets/none", tmp_path).code == "secret-file-missing"
    keep(tmp_path, "empty", "")
    assert refused("file:secrets/empty", tmp_path).code == "secret-is-empty"
    assert refused("file:secrets/deep", tmp_path).code == "secret-file-unreadable"


@pytest.mark.parametrize(
    "place", ["token", "/etc/passwd", "secrets", "../secrets/token", "secrets/../token", "other/token"]
)
def test_no_other_place_is_read(tmp_path: Path, place: str) -> None:
    keep(tmp_path)
    assert refused(f"file:{place}", tmp_path).code == "secret-file-elsewhere"


def test_no_link_is_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    keep(outside)
    calendar = tmp_path / "calendar"
    (calendar / "secrets").mkdir(parents=True)
    (calendar / "secrets" / "token").symlink_to(outside / "secrets" / "token")
    (calendar / "secrets" / "deep").symlink_to(outside / "secrets")
    assert refused("file:secrets/token", calendar).code == "secret-file-link"
    assert refused("file:secrets/deep/token", calendar).code == "secret-file-link"
    other = tmp_path / "other"
    other.mkdir()
    (other / "secrets").symlink_to(outside / "secrets")
    assert refused("file:secrets/token", other).code == "secret-file-link"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are a matter of POSIX")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620, 0o660])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    keep(tmp_path, mode=mode)
    problem = refused("file:secrets/token", tmp_path)
    assert (problem.code, problem.arguments["mode"]) == ("secret-file-open", f"{mode:04o}")


@pytest.mark.skipif(sys.platform == "win32", reason="owners are a matter of POSIX")
def test_a_file_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: 65_000)
    status = os.stat_result((stat.S_IFREG | 0o600, 0, 0, 1, 64_000, 0, 1, 0, 0, 0))
    monkeypatch.setattr(os, "fstat", lambda _: status)
    assert refused("file:secrets/token", tmp_path).code == "secret-file-owner"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a matter of POSIX")
def test_a_pipe_in_its_place_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    os.mkfifo(tmp_path / "secrets" / "token", 0o600)
    assert refused("file:secrets/token", tmp_path).code == "secret-file-unreadable"


def test_credentials_handed_over_by_systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "credentials"
    folder.mkdir()
    (folder / "mastodon").write_text("s3cr3t-systemd", encoding="utf-8")
    (folder / "mastodon").chmod(0o400)
    assert refused("file:mastodon", tmp_path).code == "secret-file-elsewhere"
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    assert secrets.resolve("file:mastodon", tmp_path) == "s3cr3t-systemd"
    assert secrets.resolve(f"file:{folder}/mastodon", tmp_path) == "s3cr3t-systemd"
    keep(tmp_path)
    assert secrets.resolve("file:secrets/token", tmp_path) == "s3cr3t-value"
    assert refused(f"file:{folder}/../outside", tmp_path).code == "secret-file-elsewhere"


def test_a_command_runs_without_a_shell_and_gives_its_first_line(tmp_path: Path) -> None:
    script = tmp_path / "print.py"
    script.write_text("import sys\nprint(sys.argv[1])\nprint('login: anne')\n", encoding="utf-8")
    assert secrets.resolve(f"cmd:{sys.executable} print.py '$(id) s3cr3t-cmd'", tmp_path) == "$(id) s3cr3t-cmd"
    assert REDACTED in redact("x $(id) s3cr3t-cmd")


def test_a_command_that_fails_says_so_without_what_it_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "fail.py"
    script.write_text(
        "import sys\nprint('s3cr3t-out')\nprint('s3cr3t-err', file=sys.stderr)\nsys.exit(3)\n", encoding="utf-8"
    )
    problem = refused(f"cmd:{sys.executable} fail.py s3cr3t-argument", tmp_path)
    assert (problem.code, problem.arguments["status"]) == ("secret-command-failed", 3)
    assert "s3cr3t" not in str(problem) + problem.detail
    assert refused("cmd:no-such-command-here", tmp_path).code == "secret-command-missing"
    assert refused("cmd:'unclosed", tmp_path).code == "secret-command-missing"
    monkeypatch.setattr(secrets, "PATIENCE", 0.05)
    waiting = tmp_path / "wait.py"
    waiting.write_text("import threading\nthreading.Event().wait(30)\n", encoding="utf-8")
    assert refused(f"cmd:{sys.executable} wait.py", tmp_path).code == "secret-command-slow"


class Fixed(KeyringBackend):
    """A keyring that nobody writes to."""

    priority = 1

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("nothing is written")


class Ring(Fixed):
    """A keyring in memory."""

    def get_password(self, service: str, username: str) -> str | None:
        return {("editorial-scheduler", "musee"): "s3cr3t-ring", ("other", "musee"): "s3cr3t-other"}.get(
            (service, username)
        )


class NoRing(Fixed):
    """A machine without a desktop."""

    def get_password(self, service: str, username: str) -> str | None:
        raise NoKeyringError("No recommended backend was available")


def test_the_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = keyring.get_keyring()
    try:
        keyring.set_keyring(Ring())  # type: ignore[no-untyped-call]
        assert secrets.resolve("keyring:musee", tmp_path) == "s3cr3t-ring"
        assert secrets.resolve("keyring:other/musee", tmp_path) == "s3cr3t-other"
        assert refused("keyring:louvre", tmp_path).code == "secret-keyring-missing"
        keyring.set_keyring(NoRing())  # type: ignore[no-untyped-call]
        assert refused("keyring:musee", tmp_path).code == "secret-keyring-unavailable"
    finally:
        keyring.set_keyring(before)
