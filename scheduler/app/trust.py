"""Which configurations may resolve secrets: those that a person has named.

Whoever has somebody run the program in a folder of theirs must not make it read a token there (security A3): a configuration
that was found by itself is trusted once it was named with `--config` or `SCHEDULER_CONFIG`.
"""

from pathlib import Path

from scheduler.errors import NeedsPerson
from scheduler.store.place import state_root


def trust(config: Path) -> None:
    """Remember that a person named this configuration."""
    mark = _mark(config)
    mark.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark.write_text(f"{config.resolve()}\n", encoding="utf-8")


def must_be_trusted(config: Path) -> None:
    """Raise `NeedsPerson` where no person has ever named this configuration."""
    if not _mark(config).exists():
        raise NeedsPerson("config-not-trusted", where=str(config), file=str(config))


def _mark(config: Path) -> Path:
    import hashlib  # noqa: PLC0415 - loads OpenSSL, and most commands trust nothing anew

    return state_root() / "trusted" / hashlib.sha256(str(config.resolve()).encode()).hexdigest()[:32]
