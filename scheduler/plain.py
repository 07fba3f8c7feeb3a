"""Outside text made visible and harmless, and secrets redacted by value.

Everything that was not written by the program (posts, file names, handles, answers of a network) passes `visible` before it
reaches a terminal, a log or a page: a colleague's text must not clear the screen, reverse a line or fill the clipboard.
"""

import json
import re
import threading
from urllib.parse import quote, quote_plus

from scheduler.patterns import lazy_pattern

REDACTED = "‹secret›"

# C0 but tab and newline, DEL, C1, bidirectional controls, zero-width and other invisible formatting, tag characters.
_HIDDEN = lazy_pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
# The joiner is part of emoji and of some scripts; on its own between Latin letters it only hides.
_LONE_JOINER = lazy_pattern("(?<![\\u0600-\\u0dff\\u2190-\\u2bff\\ufe0f\\U0001f000-\\U0001faff])[\u200c\u200d]")


def _mark(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"⟨U+{code:04X}⟩"


def visible(text: str) -> str:
    """Return `text` with every control and invisible character drawn as a marked symbol; newlines and tabs stay.

    Never raises; emoji sequences (with their joiners) and right-to-left letters themselves are unchanged.
    """
    if text.isascii() and text.isprintable():
        return text
    # England, Scotland and Wales are spelled with tag characters behind a black flag: that is an emoji, not a trick.
    pieces = re.split("(\U0001f3f4[\U000e0061-\U000e007a]{2,6}\U000e007f)", text)
    for i in range(0, len(pieces), 2):
        pieces[i] = _LONE_JOINER.sub(_mark, _HIDDEN.sub(_mark, pieces[i]))
    return "".join(pieces)


def one_line(text: str) -> str:
    """Return `text` visible and on one line: newlines and runs of spaces become one space."""
    return visible(" ".join(text.split()))


class Redactor:
    """Replaces known secret values, in the forms in which they leak (raw, URL, JSON, HTML and base64), by a mark."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forms: tuple[str, ...] = ()

    def remember(self, secret: str) -> None:
        """From now on no text that passes through this redactor shows `secret`. Values under four characters are ignored."""
        if len(secret) < 4:
            return
        import base64  # noqa: PLC0415 - only where there is a secret
        from html import escape  # noqa: PLC0415 - as above

        raw = secret.encode()
        forms = {
            secret,
            quote(secret, safe=""),
            quote_plus(secret),
            json.dumps(secret)[1:-1],
            json.dumps(secret, ensure_ascii=False)[1:-1],
            base64.b64encode(raw).decode(),
            base64.urlsafe_b64encode(raw).decode(),
        }
        for double in ('"', "&quot;", "&#34;"):
            for single in ("'", "&#x27;", "&#39;"):
                forms.add(escape(secret, quote=False).replace('"', double).replace("'", single))
        with self._lock:
            self._forms = tuple(sorted({*self._forms, *forms}, key=len, reverse=True))

    @property
    def knows(self) -> bool:
        """Whether there is any secret that it would replace."""
        return bool(self._forms)

    def __call__(self, text: str) -> str:
        """Return `text` without any remembered secret."""
        for form in self._forms:
            if form in text:
                text = text.replace(form, REDACTED)
        return text


redact = Redactor()
"""The one redactor of this process: `scheduler.secrets` feeds it, logs, errors and database writes pass through it."""


def harmless(text: str) -> str:
    """Return `text` fit for a place in a line of ours: visible, without any secret, a line break in it drawn as a symbol.

    A file's name may hold a line break: what stands behind it must not pass for a line of the program.
    """
    return visible(redact(text)).replace("\n", "␊")
