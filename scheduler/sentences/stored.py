"""A sentence as one line of a database: its code and its arguments. What is stored speaks no language; `said` makes words of it.

`waits-for-post {"tag": "museumweek/quiz/once/musee-x"}`
"""

import json

from scheduler.plain import harmless, one_line, redact
from scheduler.sentences import say, sentences

LONGEST = 300
"""Characters kept of what a network said: an error page of 40 KB is no reason."""


def stored(code: str, /, **arguments: object) -> str:
    """Return the stored form of a sentence; secrets are redacted and outside text made harmless here, once."""
    told = {name: redact(one_line(_plain(value)))[:LONGEST] for name, value in arguments.items()}
    clean = {name: value for name, value in told.items() if value}
    return f"{code} {json.dumps(clean, ensure_ascii=False)}" if clean else code


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def told(line: str) -> dict[str, str]:
    """The arguments of a stored sentence; none where it is a person's note."""
    try:
        return _arguments(line.partition(" ")[2])
    except (ValueError, AttributeError):
        return {}


def _arguments(rest: str) -> dict[str, str]:
    given = json.loads(rest) if rest else {}
    return {str(name): str(value) for name, value in given.items()}


def said(line: str, language: str = "en") -> str:
    """Return a stored sentence in words; what is no sentence of ours (a person's note) is shown as it is, made harmless."""
    code, _, rest = line.partition(" ")
    if code not in sentences():
        return harmless(line)
    try:
        arguments = {"detail": "", **_arguments(rest)}
        detail = arguments["detail"]
        words = str(say(code, arguments, language))
    except (ValueError, KeyError, AttributeError):
        return harmless(line)
    return f"{words} ({detail})" if detail and detail not in words else words
