"""The words of a rule, each as people write it: a severity, a weekday, texts; `Misspelt` where it is none."""

import re
from collections.abc import Iterator

from scheduler.model.notice import Severity
from scheduler.model.spelling import Misspelt, folded, nearest

OFF = "off"
SEVERITIES = tuple(Severity)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MEANT = {"erreur": "error", "avertissement": "warning", "information": "info", "non": OFF, "aucun": OFF, "none": OFF}


def severity(given: object) -> Severity:
    """How much a rule matters."""
    text = str(given).strip().lower()
    if text in SEVERITIES:
        return Severity(text)
    meant = nearest(text, (*SEVERITIES, OFF), MEANT)
    code = "word-unfit-meant" if meant else "word-unfit"
    raise Misspelt(code, given=shown(given), meant=meant, choices=(*SEVERITIES, OFF))


def worded(given: object) -> str:
    """Words of which at least one letter or figure is left to look for."""
    text = " ".join(str(given).split()) if isinstance(given, str) else ""
    if len(text) > 200 or not re.search(r"\w", text):
        raise Misspelt("line-words-unfit", given=shown(given))
    return text


def listed(given: object) -> Iterator[object]:
    """The items of a list, or what stands in its place alone."""
    if isinstance(given, list | tuple):
        yield from given
    else:
        yield given


def texts(given: object) -> tuple[str, ...]:
    """A list of texts, or one alone."""
    found = tuple(listed(given))
    if not all(isinstance(one, str) and one.strip() for one in found):
        raise Misspelt("setting-not-texts", given=shown(given))
    return tuple(str(one).strip() for one in found)


def weekday(text: str) -> int:
    """Monday 0, by its English or French name, its first three letters or its plural."""
    word = folded(text).rstrip("s")
    for names in (WEEKDAYS, JOURS):
        for number, name in enumerate(names):
            if word in {name, name[:3], name.rstrip("s")}:
                return number
    meant = nearest(text, (*WEEKDAYS, *JOURS))
    raise Misspelt("word-unfit-meant" if meant else "word-unfit", given=text, meant=meant, choices=WEEKDAYS)


def shown(given: object) -> str:
    """What was given, short enough for a sentence."""
    return str(given)[:60]
