"""Importing a library without the packages that it would like to have and that nobody here asks it for."""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _LeftOut(MetaPathFinder):
    """Stands first of those who find modules, and stays: taken out again, it could make another thread's search skip one."""

    def __init__(self) -> None:
        self.of = threading.local()

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        if fullname in getattr(self.of, "names", ()):
            raise ModuleNotFoundError(f"{fullname} is not needed here", name=fullname)
        return None


_left_out = _LeftOut()
sys.meta_path.insert(0, _left_out)


@contextmanager
def without(*names: str) -> Iterator[None]:
    """While inside, the packages `names` cannot be imported by this thread, as if they were not installed.

    Those that are loaded already are found as ever. Other threads notice nothing, and afterwards this one finds them, too.
    """
    _left_out.of.names = names
    try:
        yield
    finally:
        _left_out.of.names = ()
