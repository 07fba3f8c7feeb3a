"""Which calendar is meant where no file is named: a client by its name, as the command line or the environment says."""

import os
from pathlib import Path

from scheduler.errors import Usage

NAME = "config.toml"
WORKSPACE = "SCHEDULER_WORKSPACE"


class _Chosen:
    """The workspace that the command line names: its one word of state, as each command is a process of its own."""

    name: str | None = None


def choose(name: str | None) -> None:
    """From now on the workspace of that name is meant where no file is named; None: what the environment says."""
    _Chosen.name = name


def named_workspace() -> str:
    """The workspace that the command line names; "" for none."""
    return _Chosen.name or ""


def chosen() -> str:
    """The workspace that is meant where no file is named; "" for none. The command line's word wins over the environment's."""
    if _Chosen.name is not None:
        return _Chosen.name
    name = os.environ.get(WORKSPACE, "")
    if name and os.environ.get("SCHEDULER_CONFIG"):
        raise Usage("two-in-environment", where=WORKSPACE)
    return name


def users_folder() -> Path:
    """The user's folder of configurations: XDG_CONFIG_HOME is honoured everywhere."""
    if given := os.environ.get("XDG_CONFIG_HOME"):
        return Path(given) / "scheduler"
    import platformdirs  # noqa: PLC0415 - asked for last

    return platformdirs.user_config_path("scheduler", appauthor=False)
