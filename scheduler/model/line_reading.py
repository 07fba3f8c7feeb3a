"""The editorial line read from plain values, as TOML and YAML both give them: all that is wrong at once, each at its place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from scheduler.model.line import RULES, Country, Days, Hours, Length, Limit, Line, Scope, Tags, Term
from scheduler.model.line_words import OFF, listed, severity, shown, texts, weekday, worded
from scheduler.model.notice import Notice, Severity, Where, error
from scheduler.model.spelling import Misspelt, days, hour, nearest, span
from scheduler.patterns import lazy_pattern

Keys = tuple[str, ...]
Placing = Callable[[Keys], Where]

SEVERITY = "severity"
TERM = ("words", "why", "accounts", "campaigns", "themes", SEVERITY)
MISTAKEN = {
    "éviter": "avoid", "mots_interdits": "avoid", "forbidden": "avoid", "banned": "avoid", "préférer": "prefer",
    "obligatoire": "require", "required": "require", "mentions_obligatoires": "require", "tags": "hashtags",
    "exclamations": "exclamation_marks", "points_d_exclamation": "exclamation_marks", "majuscules": "capitals",
    "caps": "capitals", "sigles": "acronyms", "écart": "gap", "intervalle": "gap", "minimum_gap": "gap",
    "silence": "quiet_hours", "heures_calmes": "quiet_hours", "quiet": "quiet_hours", "fermeture": "closed_days",
    "jours_de_fermeture": "closed_days", "closed": "closed_days", "dates_sensibles": "sensitive_dates",
    "sensitive": "sensitive_dates", "jours_fériés": "holidays", "fériés": "holidays", "répétition": "repetition",
    "repeat": "repetition", "sévérité": "severity", "gravité": "severity", "severities": "severity",
}  # fmt: skip
"""Words that people write for a rule."""
_YEARLY = lazy_pattern(r"(\d{1,2})-(\d{1,2})")
_SHARE = lazy_pattern(r"(\d{1,3})\s*%?")
_TAG = lazy_pattern(r"#?\w+")
_COUNTRY = lazy_pattern(r"([A-Z]{2})(?:-(\S{1,20}))?")
LEAP = 2000
"""A year that has each day of the calendar."""


def read(given: object, placing: Placing) -> tuple[Line, tuple[Notice, ...]]:
    """The line that `given` says, without what is wrong in it, and everything that is wrong."""
    reading = _Reading(placing)
    made = reading.line(given)
    return made, tuple(reading.notices)


@dataclass(frozen=True, slots=True)
class _At:
    """Where a rule stands, and how much it matters."""

    keys: Keys
    where: Where
    severity: Severity

    def about(self) -> dict[str, Any]:
        return {"where": self.where, "severity": self.severity}


class _Reading:
    def __init__(self, placing: Placing) -> None:
        self.placing = placing
        self.notices: list[Notice] = []
        self.severities: dict[str, Severity] = {}
        self.off: tuple[str, ...] = ()

    def say(self, keys: Keys, code: str, /, **arguments: object) -> None:
        self.notices.append(error(code, self.placing(keys), "", **arguments))

    def line(self, given: object) -> Line:
        if not isinstance(given, Mapping):
            self.say((), "line-not-rules", given=shown(given), known=RULES)
            return Line()
        self._severities(given.get(SEVERITY, {}))
        made: dict[str, Any] = {}
        for name, value in given.items():
            if name == SEVERITY:
                continue
            if name not in RULES:
                self._unknown((name,), (*RULES, SEVERITY), MISTAKEN)
                continue
            at = _At((name,), self.placing((name,)), self.severities.get(name, Severity.WARNING))
            found = self._try(at.keys, READERS[name], self, value, at)
            if found is not None and name not in self.off:
                made[name] = found
        return Line(**made, severities=dict(self.severities), off=self.off)

    def _try(self, keys: Keys, reader: Callable[..., Any], *given: Any) -> Any:
        try:
            return reader(*given)
        except Misspelt as wrong:
            self.say(keys, wrong.code, **wrong.arguments)
            return None

    def _unknown(self, keys: Keys, known: tuple[str, ...], mistaken: Mapping[str, str]) -> None:
        meant = nearest(keys[-1], known, {word: right for word, right in mistaken.items() if right in known})
        if meant:
            self.say(keys, "line-unknown-meant", rule=keys[-1], meant=meant)
        else:
            self.say(keys, "line-unknown", rule=keys[-1], known=known)

    def _severities(self, given: object) -> None:
        if not isinstance(given, Mapping):
            self.say((SEVERITY,), "line-severities", given=shown(given))
            return
        off = []
        for name, word in given.items():
            keys = (SEVERITY, name)
            if name not in RULES:
                self._unknown(keys, RULES, MISTAKEN)
            elif word is False or str(word).strip().lower() == OFF:  # TOML and people write it in several ways
                off.append(name)
            elif (found := self._try(keys, severity, word)) is not None:
                self.severities[name] = found
        self.off = tuple(off)

    # -- rules

    def terms(self, given: object, at: _At) -> tuple[Term, ...]:
        """Words, each alone or in a table that says more of them."""
        found = []
        for number, one in enumerate(listed(given)):
            keys = (*at.keys, str(number))
            if (made := self._try(keys, self._term, one, at, keys)) is not None:
                found.append(made)
        return tuple(found)

    def _term(self, given: object, at: _At, keys: Keys) -> Term:
        where = self.placing(keys)
        if not isinstance(given, Mapping):
            return Term(words=(worded(given),), severity=at.severity, where=where)
        for name in given:
            if name not in TERM:
                self._unknown((*keys, name), TERM, {"mots": "words", "mot": "words", "word": "words", "raison": "why"})
        own = severity(given[SEVERITY]) if SEVERITY in given else at.severity
        scope = Scope(**{name: texts(given[name]) for name in ("accounts", "campaigns", "themes") if name in given})
        words = tuple(worded(one) for one in listed(given.get("words", ())))
        if not words:
            raise Misspelt("line-without-words")
        why, fixed = str(given.get("why", "")).strip(), SEVERITY in given
        return Term(words=words, why=why, scope=scope, severity=own, fixed=fixed, where=where)

    def preferred(self, given: object, at: _At) -> tuple[Term, ...]:
        """What to write in the place of what: a table."""
        if not isinstance(given, Mapping):
            raise Misspelt("line-prefer-unfit", given=shown(given))
        found = []
        for word, say in given.items():
            keys = (*at.keys, word)
            if (made := self._try(keys, self._instead, word, say, at, keys)) is not None:
                found.append(made)
        return tuple(found)

    def _instead(self, word: str, say: object, at: _At, keys: Keys) -> Term:
        return Term(words=(worded(word),), say=worded(say), severity=at.severity, where=self.placing(keys))

    def dated(self, given: object, at: _At) -> tuple[Days, ...]:
        """Days with their reason: a table from the one to the other."""
        if not isinstance(given, Mapping):
            raise Misspelt("line-dates-unfit", given=shown(given))
        found = []
        for written, why in given.items():
            keys = (*at.keys, written)
            if (made := self._try(keys, self._day, written, at, keys, str(why).strip())) is not None:
                found.append(made)
        return tuple(found)

    def closed(self, given: object, at: _At) -> tuple[Days, ...]:
        """Weekdays, days and ranges of days."""
        found = []
        for number, one in enumerate(listed(given)):
            keys = (*at.keys, str(number))
            if (made := self._try(keys, self._closing, str(one).strip(), at, keys)) is not None:
                found.append(made)
        return tuple(found)

    def _closing(self, text: str, at: _At, keys: Keys) -> Days:
        if text[:1].isdigit():
            return self._day(text, at, keys, "")
        return Days(weekday=weekday(text), severity=at.severity, where=self.placing(keys))

    def _day(self, text: str, at: _At, keys: Keys, why: str) -> Days:
        about = {"severity": at.severity, "where": self.placing(keys), "why": why}
        if yearly := _YEARLY.fullmatch(text.strip()):
            try:
                first = date(LEAP, int(yearly[1]), int(yearly[2]))
            except ValueError:
                raise Misspelt("date-impossible", given=text) from None
            return Days(first=first, last=first, yearly=True, **about)  # type: ignore[arg-type]
        first, last = days(text)
        return Days(first=first, last=last, **about)  # type: ignore[arg-type]

    def hours(self, given: object, at: _At) -> tuple[Hours, ...]:
        found = []
        for number, one in enumerate(listed(given)):
            first, dots, last = str(one).partition("..")
            keys = (*at.keys, str(number))
            if not dots:
                self.say(keys, "line-hours-unfit", given=str(one))
                continue
            ends = [self._try(keys, hour, each) for each in (first, last)]
            if None not in ends:
                found.append(Hours(first=ends[0], last=ends[1], severity=at.severity, where=self.placing(keys)))
        return tuple(found)

    def countries(self, given: object, at: _At) -> tuple[Country, ...]:
        found = []
        for number, one in enumerate(listed(given)):
            keys = (*at.keys, str(number))
            known = _COUNTRY.fullmatch(str(one).strip())
            if not known:
                self.say(keys, "line-country-unfit", given=str(one))
                continue
            found.append(Country(code=known[1], part=known[2] or "", severity=at.severity, where=self.placing(keys)))
        return tuple(found)

    def tags(self, given: object, at: _At) -> Tags:
        found = []
        for number, one in enumerate(texts(given)):
            if _TAG.fullmatch(one):
                found.append(f"#{one.removeprefix('#')}")
            else:
                self.say((*at.keys, str(number)), "hashtag-unfit", given=one, meant="#MuseumWeek")
        return Tags(allowed=tuple(found), **at.about())

    def marks(self, given: object, at: _At) -> Limit:
        text = str(given).strip()
        if isinstance(given, bool) or not re.fullmatch(r"\d{1,3}", text):
            raise Misspelt("number-unfit", given=shown(given), least=0, most=999)
        return Limit(most=int(text), **at.about())

    def share(self, given: object, at: _At) -> Limit:
        found = _SHARE.fullmatch(str(given).strip())
        if isinstance(given, bool) or not found or int(found[1]) > 100:
            raise Misspelt("line-share-unfit", given=shown(given))
        return Limit(most=int(found[1]) / 100, **at.about())

    def length(self, given: object, at: _At) -> Length:
        return Length(length=span(str(given).strip()), **at.about())

    def acronyms(self, given: object, _: _At) -> tuple[str, ...]:
        return texts(given)


READERS: Mapping[str, Callable[..., Any]] = {
    "avoid": _Reading.terms,
    "prefer": _Reading.preferred,
    "require": _Reading.terms,
    "hashtags": _Reading.tags,
    "exclamation_marks": _Reading.marks,
    "capitals": _Reading.share,
    "acronyms": _Reading.acronyms,
    "gap": _Reading.length,
    "quiet_hours": _Reading.hours,
    "closed_days": _Reading.closed,
    "sensitive_dates": _Reading.dated,
    "holidays": _Reading.countries,
    "repetition": _Reading.length,
}
