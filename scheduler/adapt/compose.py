"""The text of one occurrence for one account: overrides, persons, hashtags and links, before it is fitted."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from scheduler.adapt import customs, links, template, tongues, wording
from scheduler.adapt.entities import facets
from scheduler.adapt.grammar import atproto, fediverse
from scheduler.adapt.job import Job
from scheduler.adapt.link_in import labelled, linked
from scheduler.model.campaign import (
    Bilingual,
    Campaign,
    Content,
    Occurrence,
    Person,
    Translation,
    Typography,
)
from scheduler.model.network import Count, Mention, Rules
from scheduler.model.notice import Notice, Where, placed
from scheduler.sentences.words import written

_MERGED = tuple(one.name for one in fields(Content) if one.name not in {"where", "text_where"})
_VALUES = attrgetter(*_MERGED)
_KEPT_IN_REPLIES = (
    *("if_too_long", "warning", "visibility", "language", "bilingual", "typography", "numbering"),
    *("surplus", "link_part", "media_part", "spare_hashtags"),
)


class Draft(NamedTuple):
    """What is to be said, in the pieces that fitting may move or leave out: made for each variant, and never seen outside."""

    content: Content
    where: Where
    """Of the text."""
    blocks: tuple[template.Block, ...]
    language: str
    """Of the text, the first where there are several."""
    languages: tuple[str, ...]
    """Of each block, where there are several."""
    together: bool
    """Whether each block is one language, and all of them make one post where they fit."""
    numbering: bool
    link: str
    """As it stands in the text."""
    labels: Mapping[str, str]
    """Words that stand for a link, and its address."""
    hashtags: tuple[str, ...]
    """Of the campaign and the day: never dropped for room."""
    inherited: frozenset[str]
    """All hashtags of the campaign and the day in small letters without their sign, those in the text included."""
    own_hashtags: tuple[str, ...]
    credit: str
    comment: str
    mentioned: tuple[str, ...]
    """The mentions that persons were written as."""
    notices: tuple[Notice, ...]


def effective(occurrence: Occurrence, network: str) -> Content:
    """What `occurrence` says for its account: post, then `networks.<network>`, then `networks.<account>`; a list replaces.

    A reply takes only its post's warning, visibility, language, and how its text is set and cut.
    """
    post = occurrence.post.content
    if occurrence.reply is not None:
        bare = Content(where=occurrence.content.where)
        post = replace(bare, **{name: getattr(post, name) for name in _KEPT_IN_REPLIES})
    overrides = (occurrence.reply or occurrence.post).overrides
    merged = post if post is occurrence.content else _over(post, occurrence.content)
    if not overrides:
        return merged
    for name in (network, occurrence.account):
        if name in overrides:
            merged = _over(merged, overrides[name].content)
    return merged


def _over(below: Content, above: Content) -> Content:
    said = zip(_MERGED, _VALUES(below), _VALUES(above), strict=True)
    merged = {name: mine if given is None else given for name, mine, given in said}
    text_where = below.text_where
    if above.texts is not None:
        merged |= {"text": None, "texts": tongues.merged(below.texts, above.texts)}
        text_where = above.text_where
    elif above.text is not None:
        merged["texts"] = None
        text_where = above.text_where or above.where
    return Content(where=above.where, text_where=text_where, **merged)


def compose(job: Job, rules: Rules, subject: str) -> Draft:
    """Compose the text of `job`; never raises, whatever the text holds."""
    content = effective(job.occurrence, rules.network)
    return _Composer(job, rules, content).draft(subject)


class _Composer:
    """Composes one draft: what the texts, the link and the hashtags have in common is gathered on the way."""

    def __init__(self, job: Job, rules: Rules, content: Content) -> None:
        self.job = job
        self.rules = rules
        self.content = content
        self.mentioned: list[str] = []
        self.labels: dict[str, str] = {}
        self.notices: list[Notice] = []

    @property
    def utm(self) -> dict[str, str]:
        """What a link of the house carries of this delivery."""
        occurrence = self.job.occurrence
        return links.parameters(
            network=self.rules.network,
            campaign=occurrence.campaign,
            content=f"{occurrence.post.id}.{occurrence.key}.{occurrence.account}",
        )

    def draft(self, subject: str) -> Draft:
        job, content, rules = self.job, self.content, self.rules
        spoken = tongues.spoken(content, job.account, job.campaign)
        self.notices += spoken.notices
        texts = [self._blocks(one) for one in spoken.texts]
        together = len(texts) > 1 and tongues.bilingual(content, job.campaign) is Bilingual.JOIN
        blocks = texts[0] if len(texts) == 1 else tuple(block for one in texts for block in one)
        whole = "\n".join([template.written(block) for block in blocks])
        language = spoken.texts[0].language if spoken.texts else content.language or job.campaign.language
        link = linked(job, content, rules, self.utm, whole, self.labels, language)
        inherited, own, seen = _hashtags(job.occurrence, job.campaign, content, whole, rules)
        given = (*job.campaign.hashtags, *job.occurrence.post.day_hashtags)
        kept = customs.customary(own, len(seen) - len(own) + len(inherited), link.comment, rules, content, job.campaign)
        self.notices += [*link.notices, *wording.unspoken(seen, given), *kept.notices]
        numbering = job.campaign.numbering if content.numbering is None else content.numbering
        where = spoken.texts[0].where if spoken.texts else content.text_where or content.where
        return Draft(
            content=content,
            where=where,
            blocks=blocks,
            language=language,
            languages=_languages(spoken.texts, texts),
            together=together and max(map(len, texts)) <= 1,
            numbering=numbering,
            link=link.shown,
            labels=self.labels,
            hashtags=inherited,
            inherited=_names(given),
            own_hashtags=kept.hashtags,
            credit=_credit(content, whole) if content.media else "",
            comment=kept.comment,
            mentioned=tuple(dict.fromkeys(self.mentioned)),
            notices=tuple([placed(one, where, subject) for one in self.notices]),
        )

    def _blocks(self, text: Translation) -> tuple[template.Block, ...]:
        """One language's text, taken apart, its persons and links put in."""
        job, rules, people = self.job, self.rules, self.job.campaign.people
        sets = (self.content.typography or job.campaign.typography) is Typography.FRENCH
        french = tongues.is_french(text.language)
        names: list[str] = []

        def fill(name: str, words: str | None) -> str:
            said = _reserved(name, job, text.language) if name not in people else None
            if said is not None:
                return said
            person = people.get(name)
            handle = mention(person, rules) if person else ""
            if handle:
                self.mentioned.append(handle)
                return handle
            names.append(words or unicodedata.normalize("NFC", person.name if person else name))
            return wording.french(names[-1], rules) if sets and french else names[-1]

        source = unicodedata.normalize("NFC", text.text)
        if sets and french:
            given, source = source, wording.french(source, rules)
            self.notices += wording.changes(given, source, rules)
        blocks = template.blocks(source, fill)
        if names and french:
            shown = "\n".join(template.written(block) for block in blocks)
            self.notices += wording.contractions(shown, names)
        if rules.count is not Count.GRAPHEMES and ("://" not in source or not job.own_hosts):
            return blocks
        return tuple(
            tuple(template.Passage(text=self._with_links(one.text), optional=one.optional) for one in block)
            for block in blocks
        )

    def _with_links(self, text: str) -> str:
        rules, own_hosts = self.rules, self.job.own_hosts
        if rules.count is Count.GRAPHEMES:
            text = atproto.clean(text)
        if "://" not in text or not own_hosts or not rules.links_clickable:
            return text
        text = links.tagged_text(text, facets(text, rules), own_hosts, self.utm)
        if rules.count is Count.GRAPHEMES:
            for one in reversed(facets(text, rules)):
                if links.own(one.value, own_hosts) and one.value == text[one.start : one.end]:
                    text = f"{text[: one.start]}{labelled(one.value, self.labels)}{text[one.end :]}"
        return text


def _languages(spoken: Sequence[Translation], texts: Sequence[Sequence[template.Block]]) -> tuple[str, ...]:
    """The language of each block of `texts`, where there are several."""
    if len(spoken) < 2:
        return ()
    return tuple(one.language for one, blocks in zip(spoken, texts, strict=True) for _ in blocks)


def _credit(content: Content, text: str) -> str:
    """Those of the pictures' credits that `text` does not hold, each once, a line each."""
    found = dict.fromkeys(unicodedata.normalize("NFC", one.credit.strip()) for one in content.media or ())
    return "\n".join(one for one in found if one and one not in text)


def mention(person: Person, rules: Rules) -> str:
    """How `person` is mentioned on the network, empty where this cannot be done."""
    handle = person.handles.get(rules.network, "").strip().lstrip("@")
    return "" if not handle or rules.mention is Mention.NAME else f"@{handle}"


def _reserved(name: str, job: Job, language: str) -> str | None:
    occurrence = job.occurrence
    day = occurrence.local.date() if occurrence.local else occurrence.post.day or job.today
    if name == "n":
        return str(occurrence.number)
    if name == "date":
        return written(day, "fr" if language.startswith("fr") else "en")
    if name == "days":
        return str(max((_first_day(job.campaign, day) - day).days, 0))
    return None


def _first_day(campaign: Campaign, otherwise: date) -> date:
    days = [one.day for one in campaign.days]
    return min(days) if days else otherwise


def _hashtags(
    occurrence: Occurrence, campaign: Campaign, content: Content, text: str, rules: Rules
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The hashtags that the text does not hold yet: those of campaign and day, and the post's own; and all that it brings."""
    inherits = content.hashtags_inherited
    if inherits is None:
        inherits = occurrence.reply is None
    seen = _seen(text, rules)
    same = fediverse.name if rules.count is Count.MASTODON else str.casefold
    present = set(map(same, seen))
    given = _known((*campaign.hashtags, *occurrence.post.day_hashtags), same) if inherits else {}
    inherited = tuple([shown for name, shown in given.items() if name not in present])
    if not content.hashtags:
        return inherited, (), tuple(seen)
    present |= given.keys()
    own = tuple([shown for name, shown in _known(content.hashtags, same).items() if name not in present])
    return inherited, own, (*seen, *[one[1:] for one in own])


@lru_cache(maxsize=256)
def _known(hashtags: tuple[str, ...], same: Callable[[str], str]) -> Mapping[str, str]:
    """Each of `hashtags` once, as it will stand, by the name that is the `same` for all its spellings.

    Kept: those of a campaign stand in all its posts, those of a post on all its networks.
    """
    known: dict[str, str] = {}
    for one in hashtags:
        if name := unicodedata.normalize("NFC", one.strip().lstrip("#＃")):
            known.setdefault(same(name), f"#{name}")
    return known


@lru_cache(maxsize=64)
def _names(hashtags: tuple[str, ...]) -> frozenset[str]:
    return frozenset(one.strip().lstrip("#＃").casefold() for one in hashtags)


def _seen(text: str, rules: Rules) -> list[str]:
    if "#" not in text and "＃" not in text:
        return []
    return [one.value for one in facets(text, rules) if one.kind == "hashtag"]
