"""Which client a command is about, as the command line says: what `cli` may know of it before anything is loaded."""

from scheduler.config.chosen import choose, named_workspace

__all__ = ["choose", "named_workspace"]
