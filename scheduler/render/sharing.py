"""What would be shared, in words and as it would be written."""

import json
import math
from collections.abc import Mapping

from scheduler.model.report import Kind, to_json
from scheduler.model.sharing import Contribution, Entry
from scheduler.plain import one_line, visible
from scheduler.render.ink import out, paint
from scheduler.render.report_words import Words
from scheduler.render.surface import Json


def show(found: Contribution, text: str, language: str) -> None:
    """On the terminal: each number in words, what is left out, then the file to the letter."""
    words = Words(language)
    out(
        paint(
            words.say("contribute-heading", operation=one_line(found.operation), week=words.week(found.week)), "strong"
        )
    )
    out()
    for one in found.entries:
        out(f"- {said(words, one, found.titles)}")
    for each in found.refused:
        network = one_line(found.titles.get(each.network, each.network))
        out(f"- {words.say('contribute-refused', network=network, reason=words.say(each.reason))}")
    out()
    out(words.say("contribute-never"))
    out()
    out(paint(words.say("contribute-file"), "strong"))
    out(visible(text.rstrip()))


def said(words: Words, one: Entry, titles: Mapping[str, str]) -> str:
    """One entry in words."""
    low, high = (math.exp(one.log_ratio + sign * 1.96 * one.se) for sign in (-1, 1))
    return words.say(
        "contribute-entry",
        network=one_line(titles.get(one.network, one.network)),
        ratio=words.number(math.exp(one.log_ratio), Kind.RATIO),
        low=words.number(low, Kind.RATIO),
        high=words.number(high, Kind.RATIO),
        volume=words.number(math.exp(one.log_volume), Kind.RATE),
        size=words.say("contribute-size", size=one.size) if one.size else words.say("contribute-size-unknown"),
    )


def kept(file: str, language: str) -> None:
    """That it is written, and that it went nowhere."""
    out()
    out(Words(language).say("contribute-kept", file=file))


def surface(found: Contribution, text: str, language: str, *, file: str) -> Json:
    """Every value, the file as it would be written, and where it was; "" where it was not."""
    words = Words(language)
    value = to_json(found)
    assert isinstance(value, dict)  # a dataclass becomes one
    told = [said(words, one, found.titles) for one in found.entries]
    return {**value, "content": json.loads(text), "file": file, "said": {"language": words.language, "entries": told}}
