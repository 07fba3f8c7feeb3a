"""Every sentence that a user can read, in French and English.

A sentence is a code with arguments. English stands in this package, one module a trade, French in `scheduler/locale/fr/<trade>.po` (compiled to `.mo` beside it by
`python -m scheduler.sentences`; both are committed and a test compares them). The msgid is the English text.

A trade module holds `SENTENCES: dict[str, Sentence]`. Codes are `kebab-case`, unique over all trades, and public: scripts
read them from `--json`; they are added, never renamed.
"""

import gettext
import importlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scheduler.plain import harmless
from scheduler.sentences.words import Phrase, Plural, Sentence, written

__all__ = ["LANGUAGES", "Plural", "Said", "Sentence", "label", "language_of_environment", "say", "sentences"]

LANGUAGES = ("fr", "en")
TRADES = (
    *("reviewing", "viewing"),  # first: they are looked through in this order, and the review's first frame waits
    *("reading", "adapting", "wording", "queueing", "publishing", "engine", "reporting", "sections", "commands"),
    *("handing", "policies", "costing", "connecting", "notifying", "withdrawing", "showing"),
    *("x", "facebook", "bluesky", "picturing", "placing", "keeping", "steering", "serving"),
    *("carrying", "rights", "lining", "conditions", "welcoming", "series", "rotating"),
    *("approving", "system", "clients", "hearing", "judging", "publics", "measuring", "observing"),
    *("arriving", "comparing"),
)
LOCALE = Path(__file__).parent.parent / "locale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence ready to print: what is so, and what to do (empty where there is nothing to do)."""

    text: str
    advice: str

    def __str__(self) -> str:
        return f"{self.text} {self.advice}".strip()


@cache
def sentences() -> Mapping[str, tuple[str, Sentence]]:
    """All codes, each with its trade and its English sentence. A code written twice raises ValueError."""
    found: dict[str, tuple[str, Sentence]] = {}
    for trade in TRADES:
        for code, sentence in importlib.import_module(f"scheduler.sentences.{trade}").SENTENCES.items():
            if code in found:
                raise ValueError(f"sentence {code!r} stands in {found[code][0]} and in {trade}")
            found[code] = (trade, sentence)
    return found


@cache
def _sentence(code: str) -> tuple[str, Sentence]:
    """One sentence with its trade; only trades up to it are loaded."""
    for trade in TRADES:
        found: Mapping[str, Sentence] = importlib.import_module(f"scheduler.sentences.{trade}").SENTENCES
        if code in found:
            return trade, found[code]
    raise KeyError(code)


@cache
def _catalogue(trade: str, language: str) -> gettext.NullTranslations:
    path = LOCALE / language / f"{trade}.mo"
    if language == "en" or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


def _translate(trade: str, language: str, text: str | Plural, arguments: Mapping[str, object]) -> str:
    catalogue = _catalogue(trade, language)
    if isinstance(text, Plural):
        number = arguments.get(text.by, 0)
        return catalogue.ngettext(text.one, text.many, abs(int(number)) if isinstance(number, int | float) else 2)
    return catalogue.gettext(text) if text else ""


def say(code: str, arguments: Mapping[str, object] | None = None, language: str = "en") -> Said:
    """Return the sentence of `code` in `language` ("fr" or "en"), filled with `arguments`.

    Values from outside are made harmless, each on one line; dates, instants and numbers are written as the language writes them.
    Raises KeyError for an unknown code or a missing argument: both are faults of the program, found by tests.
    """
    trade, sentence = _sentence(code)
    given = arguments or {}
    ready = {
        name: label(value.code, language) if isinstance(value, Phrase) else harmless(written(value, language))
        for name, value in _reasoned(given).items()
    }
    text = _translate(trade, language, sentence.text, given).format_map(ready)
    return Said(text=text, advice=_translate(trade, language, sentence.advice, given).format_map(ready))


def _reasoned(given: Mapping[str, object]) -> Mapping[str, object]:
    """The arguments, with what the system gave as a reason in words of ours: «Is a directory» is no French."""
    said = {name: given[name] for name in ("reason", "detail") if isinstance(given.get(name), str)}
    if not said:
        return given
    from scheduler.sentences.reasons import REASONS  # noqa: PLC0415 - most sentences give no reason

    return {**given, **{name: Phrase(REASONS[text]) for name, text in said.items() if text in REASONS}}


def label(code: str, language: str = "en", **arguments: object) -> str:
    """Return the bare text of `code`: for headings, columns, state names and buttons."""
    return say(code, arguments, language).text


def language_of_environment() -> str:
    """The interface language before any configuration is read: SCHEDULER_LANGUAGE, else the locale's, else English."""
    for name in ("SCHEDULER_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"
