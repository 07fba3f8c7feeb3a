"""A post's content warning: beside the text where the network has one, else in the text, as somebody would write it there."""

import re
import unicodedata

from scheduler.adapt.compose import Draft
from scheduler.adapt.phrasing import PARAGRAPH
from scheduler.adapt.template import Block, Passage
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, info
from scheduler.patterns import lazy_pattern
from scheduler.sentences import LANGUAGES, label

_SIGN = "⚠️"
"""Says it in languages for which we have no words."""
_SAYS_SO = lazy_pattern(
    r"[⚠❗🚨🔞]|(?:[ct]w|nsfw|(?:trigger|content) warning|warning|caution|avertissement|attention|alerte)(?!\w)",
    re.IGNORECASE,
)
"""What a warning begins with that reads as one already."""


def heeded(draft: Draft, rules: Rules) -> tuple[str, Draft, list[Notice]]:
    """The content warning to set beside the text, the draft with it in its text where none can be set, and all said so far."""
    if not draft.content.warning:
        return "", draft, [*draft.notices]
    given = unicodedata.normalize("NFC", draft.content.warning.strip())
    if not given or rules.warning:
        return given, draft, [*draft.notices]
    line = worded(given, draft.language)
    blocks = draft.blocks or ((),)
    first = _under_title(blocks[0], line) if rules.max_title is not None else _before(blocks[0], line)
    said = info("warning-in-text", shown=line, network=rules.title)
    return "", draft._replace(blocks=(first, *blocks[1:]), written=""), [*draft.notices, said]


def worded(given: str, language: str) -> str:
    """The warning as a line of its own in a text in `language`."""
    if _SAYS_SO.match(given):
        return given
    spoken = language.casefold().partition("-")[0]
    return f"{label('warning-words', spoken) if spoken in LANGUAGES else _SIGN} {given}"


def _before(block: Block, line: str) -> Block:
    return (Passage(text=f"{line}{PARAGRAPH}"), *block)


def _under_title(block: Block, line: str) -> Block:
    """Where the first line is the title, the warning stands right under it: it is no title."""
    title, _, rest = block[0].text.partition("\n") if block and not block[0].optional else ("", "", "")
    if not title or (not rest and len(block) > 1):
        return _before(block, line)
    head = Passage(text=f"{title.rstrip()}{PARAGRAPH}{line}{PARAGRAPH}")
    return (head, Passage(text=rest.lstrip("\n")), *block[1:])
