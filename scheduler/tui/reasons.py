"""Why something stands as it does, in the words of the room: advice that names a command names the key that does it here."""

from scheduler.sentences import label, say, sentences
from scheduler.sentences.stored import said, told

SEND = "scheduler send --now"
"""What the command line advises for what is too late; here it is a key."""


def reason(line: str, language: str) -> str:
    """A stored reason in words."""
    code = line.partition(" ")[0]
    _, sentence = sentences().get(code, ("", None))
    if sentence is None or SEND not in str(sentence.advice):
        return said(line, language)
    text = say(code, {"detail": "", **told(line)}, language).text
    return f"{text} {label('review-way-late', language)}"
