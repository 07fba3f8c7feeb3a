"""Messages of others, told and for scripts. What they say passes the one function that makes outside text harmless."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from scheduler.model.mention import Deed, Mark, Mention, Standing
from scheduler.plain import one_line, redact, visible
from scheduler.render.ink import out, paint
from scheduler.render.surface import Json, instant
from scheduler.sentences import label, say
from scheduler.sentences.stored import said
from scheduler.sentences.words import written as written_as

INDENT = "      "


class Words(Protocol):
    """What a message says, as raw as its network has it."""

    @property
    def text(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def pictures(self) -> Sequence[str]: ...


class Message(Protocol):
    """One message as a person sees it."""

    @property
    def mention(self) -> Mention: ...
    @property
    def standing(self) -> Standing: ...
    @property
    def words(self) -> Words | None: ...
    @property
    def address(self) -> str: ...
    @property
    def rows(self) -> Sequence[Mark]: ...


class Inbox(Protocol):
    """What came in."""

    @property
    def messages(self) -> Sequence[Message]: ...
    @property
    def found(self) -> int: ...
    @property
    def unsorted(self) -> int: ...
    @property
    def waiting(self) -> int: ...
    @property
    def zone(self) -> str: ...
    @property
    def failed(self) -> Mapping[str, str]: ...


class Listened(Protocol):
    """What one pass did."""

    @property
    def new(self) -> int: ...
    @property
    def answered(self) -> int: ...
    @property
    def left(self) -> int: ...
    @property
    def failed(self) -> Mapping[str, str]: ...
    @property
    def unable(self) -> Mapping[str, str]: ...


# For scripts


def surface(one: Inbox, language: str) -> Json:
    """As `mentions --json` shows what came in."""
    return {
        "found": one.found,
        "unsorted": one.unsorted,
        "waiting": one.waiting,
        "timezone": one.zone,
        "messages": [message(each, one.zone) for each in one.messages],
        "failed": {name: said(why, language) for name, why in one.failed.items()},
    }


def message(one: Message, zone: str) -> Json:
    """One message; its words as they are shown, not as they came."""
    mention, standing, words = one.mention, one.standing, one.words
    return {
        "number": mention.number,
        "account": mention.account,
        "network": mention.network,
        "kind": mention.toward.value,
        "at": instant(mention.at),
        "local": mention.at.astimezone(ZoneInfo(zone)).isoformat(),
        "tag": mention.tag,
        "hashtag": mention.hashtag,
        "simulated": mention.simulated,
        "by_hand": mention.by_hand,
        "author": shown(words.author) if words else None,
        "text": shown(words.text) if words else None,
        "url": _address(one),
        "pictures": [shown(alt) for alt in words.pictures] if words else [],
        "sorted": standing.sorted,
        "question": standing.question,
        "answered": standing.answered,
        "answered_at": instant(standing.answered_at) if standing.answered_at else None,
        "pass_on": {"theme": standing.theme, "department": standing.department} if standing.pass_on else None,
        "passed": standing.passed,
        "contribution": "accepted" if standing.accepted else "aside" if standing.aside else None,
        "reason": standing.aside,
        "credit": standing.credit,
        "consent": standing.consent,
        "verbatim": {"wording": standing.wording, "attribution": standing.attribution} if standing.picked else None,
        "gone": standing.gone,
        "rows": [row(each) for each in one.rows],
    }


def row(one: Mark) -> Json:
    """One row of what was made of a message; who a contributor is stays in the database."""
    value = {name: given for name, given in one.value.items() if name != "contributor"}
    return {
        "row": one.id,
        "number": one.mention,
        "deed": one.deed.value,
        "value": value,
        "by": one.by,
        "at": instant(one.at),
        "undoes": one.undoes,
    }


def listened_surface(one: Listened, language: str) -> Json:
    """As `mentions collect --json` shows a pass."""
    return {
        "new": one.new,
        "answered": one.answered,
        "left": one.left,
        "failed": {name: said(why, language) for name, why in one.failed.items()},
        "unable": {name: str(say(code, {}, language)) for name, code in one.unable.items()},
    }


def shown(text: str) -> str:
    """Outside text, visible and harmless, its lines kept."""
    return visible(redact(text))


def _address(one: Message) -> str:
    """Only what a browser may be sent to."""
    url = one.words.url if one.words else one.address
    return shown(url) if url.startswith(("https://", "http://")) else ""


# Told


def show(one: Inbox, language: str) -> None:
    """Print what came in, the newest last, so that it stands above the prompt."""
    for each in reversed(one.messages):
        _message(each, one.zone, language)
    if not one.found:
        out(str(say("mentions-none", {}, language)))
    else:
        counts = [label("mentions-count", language, n=one.found)]
        counts += [label("mentions-unsorted", language, n=one.unsorted)] if one.unsorted else []
        counts += [label("mentions-waiting", language, n=one.waiting)] if one.waiting else []
        out(" ".join(counts))
    if any(each.mention.simulated for each in one.messages):
        out(paint(label("mentions-simulated", language), "warning"))
    failures({name: said(why, language) for name, why in one.failed.items()}, language)


def one_message(one: Message, zone: str, language: str) -> None:
    """Print a message with the rows of what was made of it."""
    _message(one, zone, language)
    undone = {each.undoes for each in one.rows}
    for each in one.rows:
        at = each.at.astimezone(ZoneInfo(zone))
        given = {"row": each.id, "at": at, "deed": label(f"deed-{each.deed.value}", language), "by": each.by}
        text = label("mentions-row", language, **given).rstrip()
        out(INDENT + (paint(text, "faint") if each.id in undone or each.undoes else text))


def _message(one: Message, zone: str, language: str) -> None:
    mention = one.mention
    at = mention.at.astimezone(ZoneInfo(zone))
    about = [
        written_as(at, language),
        visible(mention.account),
        label(f"mention-toward-{mention.toward.value}", language),
    ]
    about += [visible(mention.tag)] if mention.tag else [visible(mention.hashtag)] if mention.hashtag else []
    about += [label("mention-by-hand", language, by=mention.by_hand)] if mention.by_hand else []
    out(paint(f"{mention.number:>4}", "strong") + "  " + " · ".join(about))
    out(INDENT + paint(" · ".join(states(one.standing, mention, language)), "faint"))
    if one.words is not None:
        lines = shown(one.words.text).splitlines()
        out(INDENT + paint(one_line(redact(one.words.author)), "strong"))
        for line in lines:
            out(INDENT + line)
        for alt in one.words.pictures:
            code = "mentions-picture" if alt else "mentions-picture-bare"
            out(INDENT + paint(label(code, language, alt=alt), "faint"))
    elif not one.standing.gone and not mention.by_hand:
        out(INDENT + paint(label("mentions-withheld", language), "faint"))
    if address := _address(one):
        out(INDENT + paint(address, "faint"))


def states(one: Standing, mention: Mention, language: str) -> list[str]:
    """What was made of a message, in words."""
    found = [label("mention-is-gone", language)] if one.gone else []
    if one.question:
        found.append(_question(one, mention, language))
    if one.pass_on:
        code = "mention-is-passed" if one.passed else "mention-is-pass-to" if one.department else "mention-is-pass"
        found.append(label(code, language, theme=one.theme, department=one.department))
    if one.accepted:
        found.append(label("mention-is-accepted", language))
    if one.aside:
        found.append(label("mention-is-aside", language, reason=label(f"aside-{one.aside}", language)))
    if one.picked:
        found.append(label("mention-is-verbatim" if one.consent else "mention-is-verbatim-without", language))
    if not found:
        found.append(label("mention-is-nothing" if one.sorted else "mention-is-new", language))
    return found


def _question(one: Standing, mention: Mention, language: str) -> str:
    if not one.answered:
        return label("mention-is-question", language)
    if one.answered_at is None or one.answered_at < mention.at:
        return label("mention-is-answered", language)
    return label("mention-is-answered-after", language, span=span(one.answered_at - mention.at, language))


def span(given: timedelta, language: str) -> str:
    """`2 h 10` in French, `2h10` in English; minutes alone under an hour, days from two on."""
    minutes = round(given.total_seconds() / 60)
    gap = "\u202f" if language == "fr" else ""
    if minutes < 60:
        return f"{minutes}{gap}min"
    if minutes < 48 * 60:
        return f"{minutes // 60}{gap}h" + (f"{gap}{minutes % 60:02}" if minutes % 60 else "")
    return f"{minutes // 1440}{gap}{'j' if language == 'fr' else 'd'}"


def listened(one: Listened, language: str) -> None:
    """Say what a pass brought."""
    out(label("mentions-collected", language, n=one.new))
    if one.answered:
        out(label("mentions-answers-found", language, n=one.answered))
    if one.left:
        out(str(say("mentions-left", {}, language)))
    unable = {name: str(say(code, {}, language)) for name, code in one.unable.items()}
    failures({**unable, **{name: said(why, language) for name, why in one.failed.items()}}, language)


def failures(given: Mapping[str, str], language: str) -> None:
    """Say which accounts could not be asked, and why."""
    for name, why in given.items():
        out(paint(label("mentions-failed", language, account=name, why=why), "warning"))


def written(rows: Sequence[Mark], language: str) -> None:
    """Say what was written down."""
    for one in rows:
        given = {"row": one.id, "n": one.mention, "deed": label(f"deed-{one.deed.value}", language)}
        code = "mentions-withdrawn" if one.deed is Deed.WITHDRAW else "mentions-written"
        out(str(say(code, given, language)))
        if one.deed is Deed.VERBATIM and one.value.get("consent") is not True:
            out(str(say("mentions-unprinted", {"n": one.mention}, language)))
