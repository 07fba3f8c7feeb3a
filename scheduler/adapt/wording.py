"""How single words read: names behind a French preposition, hashtags that a screen reader speaks, signs set the French way."""

import re
from collections.abc import Collection, Iterable, Iterator

from scheduler.adapt import typography
from scheduler.model.network import Count, Rules
from scheduler.model.notice import Notice, info, warning

LONG = 13
"""Letters from which a hashtag in small letters alone, or in capitals alone, is taken for several words."""
LONG_WORD = 16
"""And from which one is that begins with its only capital, as a word does: #Impressionnisme is one."""
_CONTRACTED = {"de le": "du", "de les": "des", "à le": "au", "à les": "aux"}
_RUNNING = ("de ", "à ", "que ", "d'", "d’", "qu'", "qu’")
_VOWELS = frozenset("aàâeéèêëiîïoôuùûœæ")
_CONSONANTS = frozenset("bcdfgjklmnpqrstvwxz")
"""Without h and y: whether these are spoken depends on the name."""


def contractions(text: str, names: Iterable[str]) -> Iterator[Notice]:
    """French words that run together with a name that stands for a mention: «de le Louvre», «que Inès», «d’Paul»."""
    lowered = text.lower()
    for name in dict.fromkeys(names):
        if not _run_into(name.lower(), lowered):
            continue
        first, _, rest = name.partition(" ")
        begins = name[:1].lower()
        article = first.lower() in {"le", "les"} and rest
        if begins not in _VOWELS | _CONSONANTS:
            continue
        for found in re.finditer(rf"\b(?:(de|à|que) |([dq]u?['’])){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            word = (found[1] or "").lower() or {"d": "de", "q": "que"}[found[2][0].lower()]
            if article and f"{word} {first.lower()}" in _CONTRACTED:
                meant = f"{_CONTRACTED[f'{word} {first.lower()}']} {rest}"
            elif begins in _VOWELS:
                meant = f"à {name}" if word == "à" else f"{word[:-1]}’{name}"
            else:
                meant = f"{word} {name}"
            if meant.lower() != found[0].lower().replace("'", "’"):
                yield warning("name-contracted", found=found[0], meant=meant)


def _run_into(name: str, text: str) -> bool:
    """Whether one of the words that run together stands right before `name` somewhere in `text`."""
    start = text.find(name)
    while start >= 0 and not text.endswith(_RUNNING, 0, start):
        start = text.find(name, start + 1)
    return start >= 0


def unspoken(hashtags: Collection[str], known: Iterable[str]) -> Iterator[Notice]:
    """Those of `hashtags` (without their sign) that lack the capitals which a screen reader tells words by."""
    flat = [one for one in hashtags if one[1:].islower() or one.isupper()]
    spelt = {one.lstrip("#＃").casefold(): one for one in known} if flat else {}
    for one in flat:
        better = spelt.get(one.casefold(), "")
        bare = better.lstrip("#＃")
        if bare and bare != one and not (bare[1:].islower() or bare.isupper()):
            yield info("hashtag-unspoken", hashtag=f"#{one}", meant=better)
        elif sum(map(str.isalpha, one)) >= (LONG if one.islower() or one.isupper() else LONG_WORD):
            yield info("hashtag-unspoken-unknown", hashtag=f"#{one}")


def french(text: str, rules: Rules) -> str:
    """`text` in French typography, with the no-break space that the network does not count twice."""
    return typography.french(text, space=space(rules))


def space(rules: Rules) -> str:
    """The no-break space of a network."""
    return typography.PLAIN if rules.count is Count.X_WEIGHTED else typography.NARROW


def changes(before: str, after: str, rules: Rules) -> Iterator[Notice]:
    """What typography made of a text."""
    if before == after:
        return
    blank = space(rules)
    made = {sign: after.count(sign) - before.count(sign) for sign in (blank, "«", "»", "’", "…")}
    yield info(
        "typography-set",
        network=rules.title,
        spaces=max(made[blank], 0),
        quotes=made["«"] + made["»"],
        apostrophes=made["’"],
        ellipses=made["…"],
    )
    if blank == typography.PLAIN and made[blank] > 0:
        yield info("typography-plain-space", network=rules.title, saved=made[blank])
