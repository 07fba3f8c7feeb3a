"""Regular expressions that are compiled when they are first used: a command compiles what its texts need, and nothing else.

The patterns of the networks' grammars alone cost 20 ms to compile, and a text without a link or a mention needs none of them.
"""

import re
from collections.abc import Callable
from typing import Any, cast


class _Lazy:
    """Stands for a pattern; what was asked of it once is kept, so that the next call takes no detour."""

    def __init__(self, source: str | Callable[[], str], flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        source = self._source if isinstance(self._source, str) else self._source()
        found = getattr(re.compile(source, self._flags), name)
        setattr(self, name, found)
        return found


def lazy_pattern(source: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but `source` is compiled when a method or an attribute of the pattern is first asked for; where it is
    a function, that makes it then.

    A faulty `source` raises `re.error` only then. It is not an instance of `re.Pattern`: call its methods, do not hand it to
    the functions of `re`.
    """
    return cast("re.Pattern[str]", _Lazy(source, flags))
