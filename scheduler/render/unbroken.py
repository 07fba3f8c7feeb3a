"""Lines are not broken at no-break spaces.

Rich takes every white space for a place to break at, those of French quotation marks, colons and numbers too.
Textual wraps by the same function, so one pattern mends tables, dialogs and what is said at the side.
"""

import re

NO_BREAK = "\u00a0\u202f"
WORD = re.compile(rf"[^\S{NO_BREAK}]*[\S{NO_BREAK}]+[^\S{NO_BREAK}]*")


def keep_words_whole() -> None:
    """From now on, in this process: «Régler ?» goes to the next line with its mark."""
    from rich import _wrap  # noqa: PLC0415 - only where something is drawn

    _wrap.re_word = WORD
