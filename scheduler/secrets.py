"""Secrets by reference: `env:NAME`, `keyring:NAME`, `file:PATH`, `cmd:COMMAND`; nothing else is accepted as one.

Whoever can edit the configuration must not be able to make the program read any file it likes, so `file:` stays under
`secrets/` beside the configuration or in systemd's credentials folder, follows no link, and trusts only the open descriptor.
Every value that was resolved is remembered by the redactor before anybody sees it.
"""

import os
import shlex
import stat
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from scheduler.errors import Problem
from scheduler.plain import redact

__all__ = ["FOLDER", "SERVICE", "drop", "is_reference", "keep", "resolve"]

SERVICE = "editorial-scheduler"
"""The service under which the keyring keeps our secrets; `keyring:other/name` names another."""
FOLDER = "secrets"
"""The one folder, beside the configuration, that `file:` reads from."""
MOST = 65_536
PATIENCE = 20.0
"""Seconds that a password manager may take."""


def is_reference(text: str) -> bool:
    """Whether `text` names a secret instead of being one."""
    kind, colon, rest = text.partition(":")
    return bool(colon and rest.strip() and kind in _KINDS)


def resolve(reference: str, folder: Path) -> str:
    """The secret that `reference` names, for a configuration in `folder`. Raises `Problem` that says the way out.

    Neither the message nor its arguments ever hold a secret, nor what a command printed.
    """
    if not is_reference(reference):
        raise Problem("secret-not-a-reference")
    kind, _, rest = reference.partition(":")
    value = _KINDS[kind](rest.strip(), folder)
    if not value:
        raise Problem("secret-is-empty", where=reference)
    redact.remember(value)
    return value


def keep(name: str, value: str) -> None:
    """Put a secret into the keyring under `name` (as in `keyring:NAME`). Raises `Problem` where there is none that keeps it."""
    import keyring  # noqa: PLC0415 - as below
    from keyring.errors import KeyringError  # noqa: PLC0415

    redact.remember(value)
    service, _, user = name.rpartition("/")
    try:
        keyring.set_password(service or SERVICE, user, value)
        kept = keyring.get_password(service or SERVICE, user)
    except (KeyringError, RuntimeError, OSError) as failed:
        raise Problem("keyring-cannot-keep", name=name, reason=type(failed).__name__) from None
    if kept != value:
        raise Problem("keyring-cannot-keep", name=name, reason="?")


def drop(name: str) -> None:
    """Take a secret out of the keyring; nothing happens where it is not there."""
    import keyring  # noqa: PLC0415 - as below
    from keyring.errors import KeyringError  # noqa: PLC0415

    service, _, user = name.rpartition("/")
    with suppress(KeyringError, RuntimeError, OSError):
        keyring.delete_password(service or SERVICE, user)


def _from_environment(name: str, _folder: Path) -> str:
    value = os.environ.get(name)
    if value is None:
        raise Problem("secret-env-missing", name=name)
    return value.strip()


def _from_keyring(name: str, _folder: Path) -> str:
    import keyring  # noqa: PLC0415 - looks for desktops when it is imported
    from keyring.errors import KeyringError  # noqa: PLC0415

    service, slash, user = name.rpartition("/")
    try:
        value = keyring.get_password(service if slash else SERVICE, user)
    except (KeyringError, RuntimeError, OSError) as failed:
        raise Problem("secret-keyring-unavailable", name=name, detail=type(failed).__name__) from None
    if value is None:
        raise Problem("secret-keyring-missing", name=name, service=service if slash else SERVICE)
    return value


def _from_command(line: str, folder: Path) -> str:
    """Run without a shell; the first line is the secret, as password managers print it."""
    try:
        words = shlex.split(line)
        done = subprocess.run(  # noqa: S603 - the user's own configuration names the command
            words,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Problem("secret-command-slow", command=_first(line), seconds=int(PATIENCE)) from None
    except (OSError, ValueError) as failed:
        raise Problem("secret-command-missing", command=_first(line), detail=type(failed).__name__) from None
    if done.returncode:
        raise Problem("secret-command-failed", command=_first(line), status=done.returncode)
    return done.stdout[:MOST].decode("utf-8", "replace").split("\n", 1)[0].strip()


def _first(line: str) -> str:
    """The command's name alone: its arguments may be telling."""
    return line.split(maxsplit=1)[0] if line.split() else ""


def _from_file(written: str, folder: Path) -> str:
    base, parts = _placed(written, folder)
    try:
        descriptor = _open(base, parts, written)
    except FileNotFoundError:
        raise Problem("secret-file-missing", file=written) from None
    except OSError as failed:
        # ELOOP and ENOTDIR: a link where a file or folder was to be.
        code = "secret-file-link" if _has_link(base, parts) else "secret-file-unreadable"
        raise Problem(code, file=written, detail=failed.strerror or "") from None
    try:
        _trust(os.fstat(descriptor), written)
        return os.read(descriptor, MOST).decode("utf-8", "replace").strip()
    finally:
        os.close(descriptor)


def _placed(written: str, folder: Path) -> tuple[Path, tuple[str, ...]]:
    """The folder to start from and the parts below it. Raises `Problem` for any other place."""
    credentials = os.environ.get("CREDENTIALS_DIRECTORY")
    path = PurePosixPath(written.replace("\\", "/"))
    if ".." in path.parts:
        raise Problem("secret-file-elsewhere", file=written)
    if credentials:
        base = PurePosixPath(credentials)
        if path.is_relative_to(base) and path != base:
            return Path(credentials), path.relative_to(base).parts
        if len(path.parts) == 1:
            return Path(credentials), path.parts
    inside = path
    own = PurePosixPath(folder.absolute().as_posix())
    if path.is_absolute() and path.is_relative_to(own):
        inside = path.relative_to(own)
    if inside.is_absolute() or len(inside.parts) < 2 or inside.parts[0] != FOLDER:
        raise Problem("secret-file-elsewhere", file=written)
    return folder, inside.parts


def _open(base: Path, parts: tuple[str, ...], written: str) -> int:
    """Open the file without following a link in any part below `base`."""
    if not hasattr(os, "O_NOFOLLOW"):  # Windows: links need a privilege there, and are looked for by name
        if _has_link(base, parts):
            raise Problem("secret-file-link", file=written)
        return os.open(base.joinpath(*parts), os.O_RDONLY | getattr(os, "O_BINARY", 0))
    above = os.open(base, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts[:-1]:
            below = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=above)
            os.close(above)
            above = below
        # NONBLOCK: a pipe in the place of a file must not hang the program.
        return os.open(parts[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=above)
    finally:
        os.close(above)


def _has_link(base: Path, parts: tuple[str, ...]) -> bool:
    return any(base.joinpath(*parts[:end]).is_symlink() for end in range(1, len(parts) + 1))


def _trust(status: os.stat_result, written: str) -> None:
    """Judge the open descriptor, not the name: between two looks at a name the file may change."""
    if not stat.S_ISREG(status.st_mode):
        raise Problem("secret-file-unreadable", file=written)
    if not hasattr(os, "geteuid"):
        return
    # systemd hands credentials over as root's, readable for the service alone.
    if status.st_uid not in {os.geteuid(), 0}:
        raise Problem("secret-file-owner", file=written)
    if status.st_mode & 0o077 and not (status.st_uid == 0 and os.geteuid() != 0 and not status.st_mode & 0o037):
        raise Problem("secret-file-open", file=written, mode=f"{stat.S_IMODE(status.st_mode):04o}")


_KINDS: dict[str, Callable[[str, Path], str]] = {
    "env": _from_environment,
    "keyring": _from_keyring,
    "file": _from_file,
    "cmd": _from_command,
}
