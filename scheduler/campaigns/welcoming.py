"""A welcome of the campaign file, read and judged on its own: a fault in one stops that one only."""

from collections.abc import Iterator

from scheduler.campaigns import texts, tongues
from scheduler.campaigns.contents import Frame
from scheduler.campaigns.desk import Desk, Wrong
from scheduler.campaigns.fields import WRONG, Values
from scheduler.campaigns.tree import Items, Keyed, Node, Text
from scheduler.campaigns.welcome_fields import GREETING, WELCOME
from scheduler.model.campaign import Content, TooLong, Welcome
from scheduler.model.condition import Quiet
from scheduler.model.greeting import MOST_A_DAY, SPREAD, WITHIN

DIRECT = "direct"
"""A welcome is for one person: it is never seen by others."""
SAYING = ("text", "texts", "rotate")


def welcome(node: Node, desk: Desk, frame: Frame) -> tuple[str, Welcome | None]:
    """The id of a welcome as far as it can be read, and the welcome; None where something of it is wrong."""
    try:
        values = WELCOME.read(node, desk)
    except Wrong:
        return "", None
    assert type(node) is Keyed
    before = len(desk.notices)
    contents = tuple(_contents(node, values, desk, frame))
    quiet = _quiet(node, values, desk)
    own = str(values.get("id", ""))
    if WRONG in values or desk.errors(before) or not contents:
        return own, None
    made = Welcome(
        id=own,
        account=values["account"],
        text=contents[0].text or "",
        approve=values.get("approve", "each"),
        where=desk.at(node),
        contents=contents,
        a_day=values.get("a_day", MOST_A_DAY),
        spread=values.get("spread", SPREAD),
        not_between=quiet,
        first=values.get("from"),
        within=values.get("within", WITHIN),
    )
    return own, made


def _contents(node: Keyed, values: Values, desk: Desk, frame: Frame) -> Iterator[Content]:
    """One text, in one language or several; or several of them."""
    given = [name for name in SAYING if name in values]
    if not given and not set(SAYING) & set(values.get(WRONG, ())):
        desk.error("key-missing", desk.at(node), key="text")
    elif "rotate" in given and len(given) > 1:
        desk.error("text-beside-rotation", desk.key(node, next(name for name in given if name != "rotate")))
    elif "rotate" in given:
        inner = values["rotate"]
        if type(inner) is Items and not inner.items:
            desk.error("rotation-empty", desk.at(inner))
        for one in inner.items if type(inner) is Items else ():
            try:
                own = GREETING.read(one, desk)
            except Wrong:
                continue
            assert type(one) is Keyed
            if not {"text", "texts"} & (set(own) | set(own.get(WRONG, ()))):
                desk.error("post-empty", desk.at(one))
            elif WRONG not in own:
                yield _content(one, own, desk, frame)
    elif given:
        yield _content(node, values, desk, frame)


def _content(node: Keyed, values: Values, desk: Desk, frame: Frame) -> Content:
    """What is said to one person: without the hashtags of the campaign, and whole or not at all."""
    terms = frame.terms.welcoming()
    text, said = values.get("text"), values.get("texts")
    where = desk.at(node)
    if text is not None:
        leaf = node.entries["text"][2]
        where = desk.at(leaf)
        if type(leaf) is Text:
            texts.check(text, leaf, desk, terms)
    if said is not None:
        where = desk.key(node, "texts")
        tongues.check(said, node, desk, terms, draft=False)
    return Content(
        where=desk.at(node),
        text=text,
        texts=said,
        language=values.get("language"),
        hashtags_inherited=False,
        visibility=DIRECT,
        if_too_long=TooLong.REFUSE,
        text_where=where,
    )


def _quiet(node: Keyed, values: Values, desk: Desk) -> tuple[Quiet, ...]:
    hours = values.get("not_between")
    if hours is None:
        return ()
    if len(hours) != 2 or hours[0] == hours[1]:
        desk.error("welcome-quiet-unfit", desk.key(node, "not_between"))
        return ()
    return ((hours[0], hours[1]),)
