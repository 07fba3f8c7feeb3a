"""One's own editor on a file at a line: which command that is. Pure."""

import os
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path

PLUS = frozenset(
    {"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne", "mcedit", "pico", "jed", "mg"}
)
"""Editors that take `+LINE` before the file."""
COLON = frozenset({"subl", "hx", "helix", "zed", "mate"})
"""Editors that take `FILE:LINE`."""
CODE = frozenset({"code", "codium", "code-insiders", "cursor"})
KNOWN = ("nano", "vim", "vi", "emacs", "notepad")


def command(file: Path, line: int, environ: Mapping[str, str] | None = None) -> list[str]:
    """What opens `file` at `line`: $VISUAL, else $EDITOR, else an editor that is there; nothing where none is."""
    given = environ if environ is not None else os.environ
    asked = given.get("VISUAL", "").strip() or given.get("EDITOR", "").strip()
    words = shlex.split(asked, posix=os.name != "nt") if asked else []
    if not words:
        found = next((one for one in KNOWN if shutil.which(one)), "")
        words = [found] if found else []
    if not words:
        return []
    name = Path(words[0]).name.removesuffix(".exe")
    if name in PLUS:
        return [*words, f"+{line}", str(file)]
    if name in CODE:
        return [*words, *(() if "--wait" in words else ("--wait",)), "--goto", f"{file}:{line}"]
    if name in COLON:
        return [*words, f"{file}:{line}"]
    return [*words, str(file)]
