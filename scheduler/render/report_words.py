"""Numbers and sentences of the report as French and English write them: decimals, thin spaces, apostrophes, dates.

`Words.say` passes each sentence of the program through the rules of its language's typography. Texts of posts never pass
here: they are shown as they are.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from scheduler.model.report import Argument, Figure, Finding, Kind, Metric, Quantity, Verdict
from scheduler.plain import one_line
from scheduler.sentences import label
from scheduler.sentences.words import written

THIN, FIXED, MINUS = "\u202f", "\u00a0", "\u2212"
MARKS = {Verdict.MORE: "▲", Verdict.ORDINARY: "●", Verdict.LESS: "▼", Verdict.TOO_LITTLE: "○"}
"""A verdict is a word and a sign; colour comes third."""
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_FRENCH: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("'"), "’"),
    (re.compile(r" ([;!?])"), THIN + r"\1"),
    (re.compile(r" ([:%€»])"), FIXED + r"\1"),
    (re.compile("« "), "«" + FIXED),
    (re.compile("× "), "×" + THIN),
    (re.compile(rf"\b1 ({_MONTHS})"), rf"1er{FIXED}\1"),
    (re.compile(rf"(\d) ({_MONTHS}|h|jours?|semaines?)\b"), rf"\1{FIXED}\2"),
    (re.compile(rf"({FIXED}h) (\d)"), rf"\1{FIXED}\2"),
    (re.compile(r"\bn\. d\."), f"n.{FIXED}d."),
)
_ENGLISH: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("'"), "’"),
    (re.compile("«"), "“"),
    (re.compile("»"), "”"),
    (re.compile("× "), "×" + THIN),
    (re.compile(r"(\d) (h|days?|weeks?)\b"), rf"\1{FIXED}\2"),
)


def decimals(figure: Figure) -> Kind:
    """How a key figure is written: counts whole, engagement per post with one decimal, smaller rates with two."""
    if figure.metric in {Metric.POSTS, Metric.TOTAL}:
        return Kind.COUNT
    return Kind.RATE if figure.metric is Metric.ENGAGEMENT and (figure.value or 0) >= 3 else Kind.FINE


class Words:
    """The voice of one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language == "fr" else "en"
        self._rules = _FRENCH if self.language == "fr" else _ENGLISH

    def say(self, code: str, **arguments: object) -> str:
        """The sentence of `code`, typeset."""
        return self.typeset(label(code, self.language, **arguments))

    def typeset(self, text: str) -> str:
        """`text` of ours by the rules of its language."""
        for pattern, replacement in self._rules:
            text = pattern.sub(replacement, text)
        return text

    def number(self, value: float, kind: Kind) -> str:
        """A number as its kind is written."""
        write: dict[Kind, Callable[[float], str]] = {
            Kind.COUNT: lambda value: self._grouped(round(value)),
            Kind.RATE: lambda value: self._decimal(value, 1),
            Kind.FINE: lambda value: self._decimal(value, 2),
            Kind.RATIO: lambda value: self._decimal(value, 2),
            Kind.SHARE: lambda value: f"{round(value * 100)}{self._percent()}",
            Kind.CHANGE: self._change,
            Kind.CHANCE: lambda value: self._decimal(max(value, 0.001), 3),
            Kind.HOURS: lambda value: self.hours(round(value)),
        }
        return write[kind](value)

    def optional(self, value: float | None, kind: Kind = Kind.COUNT) -> str:
        """A number, or «n. d.»: missing is not zero."""
        return self.say("report-unknown") if value is None else self.number(value, kind)

    def times(self, value: float | None) -> str:
        """A ratio as tables write it: ×1,20."""
        return self.say("report-unknown") if value is None else f"×{THIN}{self._decimal(value, 2)}"

    def range(self, low: str, high: str) -> str:
        """«6,7 à 19,0», on one line: a range that is broken in two reads as two numbers."""
        return self.say("report-range", low=low, high=high).replace(" ", FIXED)

    def between(self, low: float, high: float, kind: Kind) -> str:
        """A range of one kind of number; the sign of shares stands once: «18 à 30 %»."""
        first = self.number(low, kind)
        return self.range(first.removesuffix(self._percent()) if kind is Kind.SHARE else first, self.number(high, kind))

    @staticmethod
    def raised(text: str) -> str:
        """With a capital, for the beginning of a line."""
        return text[:1].upper() + text[1:]

    def listed(self, parts: Iterable[str]) -> str:
        """Parts that hold commas, between semicolons."""
        return (f"{THIN}; " if self.language == "fr" else "; ").join(parts)

    @property
    def colon(self) -> str:
        """A colon with the spaces of the language."""
        return f"{FIXED}: " if self.language == "fr" else ": "

    def signed(self, value: float | None) -> str:
        """A gain or a loss: +27, −6, 0."""
        if value is None:
            return self.say("report-unknown")
        return ("+" if value > 0 else "") + self.number(value, Kind.COUNT)

    def percent(self, value: float | None) -> str:
        """A small rate with its sign and two decimals: +0,31 %."""
        if value is None:
            return self.say("report-unknown")
        return ("+" if value > 0 else "") + self._decimal(value * 100, 2) + self._percent()

    def chance(self, p: float | None) -> str:
        """A probability: two decimals, three under 0.1, «under 0.001» as a thousandth."""
        if p is None:
            return self.say("report-unknown")
        return self._decimal(max(p, 0.001), 2 if p >= 0.1 else 3)

    def ordinal(self, place: int) -> str:
        """A place: 1re, 25e; 1st, 25th (of weeks)."""
        if self.language == "fr":
            return "1re" if place == 1 else f"{place}e"
        ending = "th" if 10 < place % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
        return f"{place}{ending}"

    def small(self, value: float) -> str:
        """A variance: four decimals."""
        return self._decimal(value, 4)

    def hours(self, minutes: int) -> str:
        """A duration in hours and minutes."""
        return self.say("report-hours", hours=str(minutes // 60), minutes=f"{minutes % 60:02}")

    def age(self, age: timedelta) -> str:
        """A post age: whole days where it is made of days."""
        hours = round(age / timedelta(hours=1))
        if hours % 24 == 0 and hours > 24:
            return self.say("report-days-age", n=hours // 24)
        return self.say("report-hours-age", n=hours)

    def span(self, days: int) -> str:
        """How long something lasts: «1 day», «7 days»."""
        return self.say("report-days-age", n=days)

    def day(self, day: date, *, year: bool = True) -> str:
        """A day with its weekday, the year at will."""
        text = written(date(day.year, day.month, day.day), self.language)
        return self.typeset(text if year else text.rsplit(" ", 1)[0])

    def week(self, label: str) -> str:
        """`2027-W23` as `S23`."""
        return self.say("report-week", number=label.rsplit("W", 1)[-1].lstrip("0"))

    def weekday(self, day: date) -> str:
        """A day without its month: «lundi 7»."""
        return " ".join(self.day(day).split(FIXED)[0].split(" ")[:2])

    def days(self, first: date, last: date) -> str:
        """The days of an operation: «Du lundi 7 au dimanche 13 juin 2027 (S23)»."""
        week = self.say("report-week", number=str(first.isocalendar().week))
        if first == last:
            return self.raised(self.say("report-span-day", first=self.day(first), week=week))
        begin = self.day(first, year=first.year != last.year)
        if (first.year, first.month) == (last.year, last.month):
            begin = self.weekday(first)
        return self.raised(self.say("report-span", first=begin, last=self.day(last), week=week))

    def target(self, text: str) -> str:
        """A target as somebody wrote it, set in the language: +30 %."""
        bare = text.replace(" ", "").replace("-", MINUS)
        return bare.replace("%", f"{FIXED}%") if self.language == "fr" else bare

    def moment(self, at: datetime) -> str:
        """A day without its year, and the hour: «lundi 7 juin, 9 h 30»."""
        hour = f"{at.hour} h" + (f" {at.minute:02}" if at.minute else "") if self.language == "fr" else f"{at:%H:%M}"
        return self.typeset(f"{self.day(at, year=False)}, {hour}")

    def posts(self, fewest: int, most: int) -> str:
        """«4 à 8 publications», or «10 publications» where all have as many."""
        if fewest == most:
            return self.say("report-n-posts", n=most)
        return self.say("report-n-posts-between", fewest=fewest, n=most)

    def verdict(self, verdict: Verdict) -> str:
        """The verdict's words, without its sign."""
        return self.say(f"report-verdict-{verdict.value}")

    def finding(self, finding: Finding) -> str:
        """A finding as a sentence."""
        arguments: dict[str, object] = {name: self._argument(one) for name, one in finding.arguments.items()}
        for name, codes in finding.labels.items():
            arguments[name] = ", ".join(self._lower(label(code, self.language)) for code in codes)
        if isinstance(days := finding.arguments.get("days"), int):
            arguments["span"] = self.span(days)
        return self.say(finding.code, **arguments)

    def _argument(self, value: Argument) -> object:
        if isinstance(value, Quantity):
            return self.number(value.value, value.kind)
        if isinstance(value, timedelta):
            return self.age(value)
        if isinstance(value, tuple):
            return ", ".join(one_line(str(one)) for one in value)
        return value

    @staticmethod
    def _lower(text: str) -> str:
        return text[:1].lower() + text[1:]

    def _grouped(self, value: int) -> str:
        text = f"{abs(value):,}".replace(",", THIN if self.language == "fr" else ",")
        return (MINUS if value < 0 else "") + text

    def _decimal(self, value: float, places: int) -> str:
        text = f"{abs(value):,.{places}f}"
        if self.language == "fr":
            text = text.replace(",", THIN).replace(".", ",")
        return (MINUS if value < 0 else "") + text

    def _percent(self) -> str:
        return FIXED + "%" if self.language == "fr" else "%"

    def _change(self, value: float) -> str:
        number = round(value * 100)
        return f"{'+' if number >= 0 else MINUS}{self._grouped(abs(number))}{self._percent()}"
