"""Which of a post's languages an account gets, and how one language is told from another (BCP 47)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from scheduler.model.account import Account
from scheduler.model.campaign import Bilingual, Campaign, Content, Translation
from scheduler.model.notice import Notice, Where, error, warning


class Said(NamedTuple):
    """A text in the one language that it is in."""

    language: str
    text: str
    where: Where


class Spoken(NamedTuple):
    """The texts that an account gets, in its order; none only where a notice says that its language is missing."""

    texts: tuple[Said, ...]
    notices: tuple[Notice, ...] = ()


def spoken(content: Content, account: Account, campaign: Campaign) -> Spoken:
    """Choose among the texts of `content`. An account that names no language speaks the campaign's."""
    language = content.language or campaign.language
    if not content.texts:
        return Spoken((Said(language, content.text or "", content.text_where or content.where),))
    wanted = account.languages or (language,)
    found = {one: matching(one, content.texts) for one in wanted}
    texts = tuple({one.language: Said(one.language, one.text, one.where) for one in found.values() if one}.values())
    missing = tuple(one for one, text in found.items() if text is None)
    if not texts:
        given = tuple(one.language for one in content.texts)
        return Spoken(texts=(), notices=(error("language-missing", account=account.name, wanted=wanted, given=given),))
    if bilingual(content, campaign) is Bilingual.FIRST:
        return Spoken(texts=texts[:1])
    said = (warning("language-left-out", account=account.name, wanted=missing),) if missing else ()
    return Spoken(texts=texts, notices=said)


def bilingual(content: Content, campaign: Campaign) -> Bilingual:
    """What holds for several languages."""
    return content.bilingual or campaign.bilingual


def matching(language: str, texts: Sequence[Translation]) -> Translation | None:
    """The text in `language`, as `nearest` finds it."""
    there = {one.language: one for one in reversed(texts)}
    found = nearest(language, [one.language for one in texts])
    return None if found is None else there[found]


def nearest(language: str, known: Sequence[str]) -> str | None:
    """`language` itself, else the wider one (`fr` for `fr-CA`), else a narrower one (`fr-CA` for `fr`), as `known` writes it."""
    wanted = language.casefold()
    there = {one.casefold(): one for one in reversed(known)}
    wider = wanted
    while wider:
        if wider in there:
            return there[wider]
        wider = wider.rpartition("-")[0]
    return next((one for one in known if one.casefold().startswith(f"{wanted}-")), None)


def merged(below: Sequence[Translation] | None, above: Sequence[Translation]) -> tuple[Translation, ...]:
    """`below` with the languages of `above` in their place."""
    return tuple({one.language.casefold(): one for one in (*(below or ()), *above)}.values())


@lru_cache(maxsize=64)
def is_french(language: str) -> bool:
    """Whether `language` is French, of whatever country."""
    return language.casefold().partition("-")[0] == "fr"
