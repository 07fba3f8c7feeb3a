"""How the page of the week writes hours and days, shows an exact text, and asks by mail."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from urllib.parse import quote

from scheduler.model.delivery import Delivery
from scheduler.model.picture import Rights
from scheduler.model.variant import FacetKind
from scheduler.plain import harmless, visible
from scheduler.render.preview_words import web
from scheduler.sentences import days, label

OPENING = 56
"""Signs of a post's first words that stand for its title."""
SHORT = 50
"""The same, in a table that a sheet of paper holds."""
LONGEST_LINK = 1900
"""Characters of an address that every mail program still opens: Windows cuts at 2,083."""
NARROW = "\u00a0"


def hour(at: time, language: str) -> str:
    """«9 h», «9 h 30»; "9:00", "9:30"."""
    if language != "fr":
        return f"{at.hour}:{at.minute:02}"
    return f"{at.hour}{NARROW}h" + (f"{NARROW}{at.minute:02}" if at.minute else "")


def day(on: date, language: str, *, year: bool = False, weekday: bool = True, month: bool = True) -> str:
    """«lundi 7 juin», "Monday 7 June"; weekdays always with dates."""
    number = "1er" if language == "fr" and on.day == 1 else str(on.day)
    parts = (
        (days.weekday(on, language), weekday),
        (number, True),
        (days.month(on, language), month),
        (str(on.year), year),
    )
    return " ".join(part for part, wanted in parts if wanted)


def moment(at: datetime, language: str) -> str:
    """«vendredi 4 juin, 17 h»."""
    return f"{day(at.date(), language)}, {hour(at.time(), language)}"


def span(monday: date, language: str) -> str:
    """«Lundi 7 au dimanche 13 juin 2027»."""
    sunday = monday + timedelta(days=6)
    first = day(monday, language, month=monday.month != sunday.month, year=monday.year != sunday.year)
    return capital(label("week-span", language, first=first, last=day(sunday, language, year=True)))


def capital(text: str) -> str:
    """The text with a capital at its head."""
    return text[:1].upper() + text[1:]


def listed(names: Sequence[str], language: str) -> str:
    """«Conservation, Presse et Direction»."""
    if len(names) < 2:
        return "".join(names)
    return label("week-and", language, first=", ".join(names[:-1]), last=names[-1])


def title_of(some: Sequence[Delivery]) -> str:
    """A post's first words, cut between two of them; its name where it has none."""
    text = next((part.text for one in some for part in one.variant.parts if part.text.strip()), "")
    head = visible(" ".join(text.split()))
    if not head:
        return visible(some[0].post)
    first = head
    for stop in (". ", " ? ", " ! ", "… ", "\u202f? ", "\u00a0? ", "\u202f! "):
        before, found, _ = first.partition(stop)
        if found and len(before) >= OPENING // 4:
            first = before + stop.rstrip().rstrip(".")
    if first.startswith("«") and "»" not in first:  # the quotation goes on behind what is shown
        first = first[1:].lstrip()
    return cut(first, OPENING)


def cut(text: str, most: int) -> str:
    """The text, cut between two words where it is longer."""
    if len(text) <= most:
        return text
    head = text[:most].rsplit(" ", 1)[0] or text[:most]
    return head.rstrip(" …,;:.«(") + "…"


def links(one: Delivery) -> list[str]:
    """Every address that a variant leads to, each once, tags included."""
    found = [web(facet.value) for part in one.variant.parts for facet in part.facets if facet.kind is FacetKind.LINK]
    card = [web(one.variant.card.url)] if one.variant.card else []
    return [visible(address) for address in dict.fromkeys((*found, *card)) if address]


def rights(given: Mapping[Rights, Sequence[str]], of: int, language: str) -> tuple[str, bool]:
    """What may be done with a picture shown on `of` networks, in words, and whether somebody should look.

    `given` has all rights that are named of it, each with the networks for which they are.
    """
    if not given:
        return label("week-rights-none", language), False
    said = {_right(one, language): names for one, names in given.items()}
    alike = len(said) == 1 and len(next(iter(said.values()))) == of
    lines = [
        text if alike else label("week-rights-for", language, networks=listed(names, language), rights=text)
        for text, names in said.items()
    ]
    return ". ".join(lines), any(one.status != "cleared" for one in given)


def _right(given: Rights, language: str) -> str:
    about = [label(f"week-rights-{given.status}", language)]
    if given.until:
        about.append(label("week-rights-until", language, until=day(given.until, language, year=True, weekday=False)))
    if given.needed_by and given.status == "asked":
        about.append(label("week-rights-needed", language, by=day(given.needed_by, language, weekday=False)))
    about.append(
        label("week-rights-networks", language, networks=", ".join(map(harmless, given.networks)))
        if given.networks
        else label("week-rights-all", language)
    )
    text = ", ".join(about)
    return f"{text} ({harmless(given.holder)})" if given.holder else text


def mailto(address: str, subject: str, body: Sequence[str]) -> str:
    """A link that writes a mail; nothing of a post's text can add a field to it."""
    if not address:
        return ""
    text = "\r\n".join(" ".join(line.split()) for line in body)
    return f"mailto:{quote(address, safe='@')}?subject={quote(' '.join(subject.split()), safe='')}&body={quote(text, safe='')}"
