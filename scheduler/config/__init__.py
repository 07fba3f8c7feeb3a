"""The configuration: `config.toml` found, read and checked, all problems at once, each with its line.

Secrets are references (`scheduler.secrets`): one written in clear is refused. Whether a network or an option exists is judged
by `app`, which knows the connectors. To find it loads nothing; what reads it is imported when it is first named.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from scheduler.config.chosen import choose, chosen
from scheduler.config.finding import find, language_in

if TYPE_CHECKING:
    from scheduler.config.loading import load
    from scheduler.config.values import Config, Invalid

__all__ = ["Config", "Invalid", "choose", "chosen", "find", "language_in", "load"]
_LATER = {"Config": "values", "Invalid": "values", "load": "loading"}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(name)
    found = globals()[name] = getattr(import_module(f"scheduler.config.{_LATER[name]}"), name)
    return found
