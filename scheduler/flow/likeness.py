"""When two posts nearly say the same."""

from difflib import SequenceMatcher

from scheduler.model.variant import Variant

ALIKE_TEXT = 0.85
"""From this likeness on (0 to 1, of the words in order) two texts are «nearly equal»; a fifth of the words may differ."""
ALIKE_TEXT_SAME_PICTURES = 0.5


def alike(one: Variant, other: Variant) -> bool:
    """Whether two variants nearly say the same: by their words, or by their words less strictly under equal pictures."""
    pictures = [[media.blob or media.file for part in each.parts for media in part.media] for each in (one, other)]
    floor = ALIKE_TEXT_SAME_PICTURES if pictures[0] and pictures[0] == pictures[1] else ALIKE_TEXT
    ours, theirs = (" ".join(part.text for part in each.parts).casefold().split() for each in (one, other))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return matcher.real_quick_ratio() >= floor and matcher.quick_ratio() >= floor and matcher.ratio() >= floor
