"""What is opened outside the room: an address in the browser, a folder in the file manager; nothing else ever."""

import os
import subprocess
import sys
from pathlib import Path


def address(url: str) -> bool:
    """Show a web page; False where there is no browser with a window, or where it is no address of the web."""
    from scheduler.app.outward import safe  # noqa: PLC0415 - the first frame opens nothing

    if not (safe(url) and seen()):
        return False
    import webbrowser  # noqa: PLC0415 - only where something is opened

    return webbrowser.open(url)


def folder(path: str) -> bool:
    """Show a folder; False where there is nothing to show it with, or where it is no folder."""
    if not Path(path).is_dir() or not seen():
        return False
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - a folder that this program made
        return True
    command = "open" if sys.platform == "darwin" else "xdg-open"
    try:
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.Popen([command, path], **quiet)  # type: ignore[call-overload]  # noqa: S603 - that folder
    except OSError:
        return False
    return True


def seen() -> bool:
    """Whether windows can be opened here: over ssh a browser would take the terminal."""
    if sys.platform in {"win32", "darwin"}:
        return not os.environ.get("SSH_CONNECTION")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
