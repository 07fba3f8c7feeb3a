"""The forecast, told and for scripts."""

from textwrap import fill

from scheduler.model.forecast import Aim, Forecast, Foreseen, Remedy
from scheduler.model.report import Kind, Metric, to_json
from scheduler.plain import visible
from scheduler.render.ink import out, paint
from scheduler.render.report_words import Words
from scheduler.render.surface import Json

WIDTH = 100
KINDS = {Metric.POSTS: Kind.COUNT, Metric.TOTAL: Kind.COUNT, Metric.ENGAGEMENT: Kind.RATE}


def show(found: Forecast, language: str) -> None:
    """On the terminal: a page that a person reads in a minute."""
    words = Words(language)
    out(paint(visible(words.say("forecast-title", title=found.title)), "strong"))
    span = words.say("forecast-span", first=words.day(found.first, year=True), last=words.day(found.last, year=True))
    out(span)
    if found.simulated:
        out(paint(words.say("forecast-simulated"), "warning"))
    if found.weeks:
        out(words.say("forecast-weeks", n=found.weeks, first=found.from_week, last=found.until_week))
    if found.drafts:
        out(words.say("forecast-drafts", n=found.drafts))
    out()
    for one in found.said:
        _line(words.finding(one), "- ")
    _figures(found, words)
    _aims(found, words)
    if found.remedies:
        out()
        out(paint(words.say("forecast-heading-remedies"), "strong"))
        for each in found.remedies:
            _line(_remedy(each, words))


def _line(text: str, lead: str = "  ") -> None:
    out(fill(text, WIDTH, initial_indent=lead, subsequent_indent="  " if lead == "- " else "    "))


def _figures(found: Forecast, words: Words) -> None:
    out()
    out(paint(words.say("forecast-heading-figures"), "strong"))
    for one in found.figures:
        _line(f"{words.say(f'report-metric-{one.metric.value}')}{_colon(words)} {_figure(one, words)}")


def _figure(one: Foreseen, words: Words) -> str:
    kind = KINDS.get(one.metric, Kind.FINE)
    if one.ordinary is None or one.seen is None or one.ratio is None:
        return words.say(one.reason)
    return words.say(
        "forecast-figure",
        low=words.number(one.ordinary.low, kind),
        high=words.number(one.ordinary.high, kind),
        seen=words.number(one.seen, kind),
        ratio=words.number(one.ratio, Kind.RATIO),
    )


def _aims(found: Forecast, words: Words) -> None:
    out()
    out(paint(words.say("forecast-heading-aims"), "strong"))
    if not found.aims:
        _line(words.say("forecast-no-aim"))
    for one in found.aims:
        name = visible(f"{one.name} ({one.target})")
        _line(f"{name}{_colon(words)} {aim(one, words)}")


def aim(one: Aim, words: Words) -> str:
    """What reaching one objective would mean."""
    if one.ratio is None or one.value is None or one.ordinary is None:
        return words.say(one.reason or "report-why-no-baseline")
    value = words.number(one.value, _kind(one))
    code = "surely" if one.surely else "outside" if one.outside else "inside"
    said = words.say(f"forecast-aim-{code}", value=value, ratio=words.number(one.ratio, Kind.RATIO))
    past = words.say("forecast-aim-met" if one.met else "forecast-aim-never", n=one.met, of=one.of)
    if one.each is None:
        return f"{said} {past}"
    return f"{said} {past} {words.say('forecast-aim-each', ratio=words.number(one.each, Kind.RATIO))}"


def _kind(one: Aim) -> Kind:
    return next((kind for metric, kind in KINDS.items() if metric.value == one.metric), Kind.FINE)


def _remedy(one: Remedy, words: Words) -> str:
    return words.say(f"forecast-by-{one.by}", n=one.n, ratio=words.number(one.ratio, Kind.RATIO))


def _colon(words: Words) -> str:
    return "\u00a0:" if words.language == "fr" else ":"


def surface(found: Forecast, language: str) -> Json:
    """Every value, and under `said` the sentences."""
    words = Words(language)
    value = to_json(found)
    assert isinstance(value, dict)  # a dataclass becomes one
    said = {
        "language": words.language,
        "findings": [words.finding(one) for one in found.said],
        "aims": [aim(one, words) for one in found.aims],
        "remedies": [_remedy(one, words) for one in found.remedies],
    }
    return {**value, "said": said}
