"""The configuration: `config.toml` found, read and checked, all problems at once, each with its line.

Secrets are references (`scheduler.secrets`): one written in clear is refused. Whether a network or an option exists is judged
by `app`, which knows the connectors.
"""

from scheduler.config.loading import find, load
from scheduler.config.schema import schema
from scheduler.config.values import Config, Invalid

__all__ = ["Config", "Invalid", "find", "load", "schema"]
