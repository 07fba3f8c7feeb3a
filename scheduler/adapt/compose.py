"""The text of one occurrence for one account: overrides, persons, hashtags and links, before it is fitted."""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from scheduler.adapt import brought, customs, links, template, tongues, wording
from scheduler.adapt.entities import facets
from scheduler.adapt.grammar import atproto
from scheduler.adapt.job import Job
from scheduler.adapt.link_in import Linked, linked, shortened
from scheduler.adapt.overriding import effective
from scheduler.model.campaign import Bilingual, Campaign, Content, Person, Typography, counted_to
from scheduler.model.network import Count, Mention, Rules
from scheduler.model.notice import Notice, Where
from scheduler.sentences.dated import in_words

_NO_LINK = Linked()


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
    written: str = ""
    """The one block as it stands; empty where there are several, or it is to be written anew."""


def compose(job: Job, rules: Rules) -> Draft:
    """Compose the text of `job`; never raises, whatever the text holds. The notices have no place and subject yet."""
    return _Composer(job, rules, effective(job.occurrence, rules.network)).draft()


class _Composer:
    """Composes one draft: what the texts, the link and the hashtags have in common is gathered on the way."""

    __slots__ = ("content", "job", "labels", "mentioned", "notices", "rules")

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
            # Of a message to one person no link says to whom it went.
            content=f"{occurrence.post.id}.{'welcome' if occurrence.follower else occurrence.key}.{occurrence.account}",
        )

    def draft(self) -> Draft:
        job, content, rules, campaign = self.job, self.content, self.rules, self.job.campaign
        spoken = tongues.spoken(content, job.account, campaign)
        self.notices += spoken.notices
        texts = [self._blocks(one) for one in spoken.texts]
        blocks = texts[0] if len(texts) == 1 else tuple([block for one in texts for block in one])
        whole = template.written(blocks[0]) if len(blocks) == 1 else "\n".join(map(template.written, blocks))
        language = spoken.texts[0].language if spoken.texts else content.language or campaign.language
        link = linked(job, content, rules, self.utm, whole, self.labels, language) if content.link else _NO_LINK
        tags = brought.hashtags(job.occurrence, campaign, content, whole, rules)
        kept = customs.Kept((), link.comment)
        if tags.own:
            standing = len(tags.seen) - len(tags.own) + len(tags.inherited)
            kept = customs.customary(tags.own, standing, link.comment, rules, content, campaign)
        return Draft(
            content,
            spoken.texts[0].where if spoken.texts else content.text_where or content.where,
            blocks,
            language,
            _languages(spoken.texts, texts) if len(texts) > 1 else (),
            len(texts) > 1 and _together(texts, content, campaign),
            campaign.numbering if content.numbering is None else content.numbering,
            link.shown,
            self.labels,
            tags.inherited,
            tags.names,
            kept.hashtags,
            _credit(content, whole) if content.media else "",
            kept.comment,
            tuple(dict.fromkeys(self.mentioned)) if self.mentioned else (),
            (*self.notices, *link.notices, *tags.notices, *kept.notices),
            whole if len(blocks) == 1 else "",
        )

    def _blocks(self, text: tongues.Said) -> tuple[template.Block, ...]:
        """One language's text, taken apart, its persons and links put in."""
        source = _normal(text.text)
        setting = self.content.typography or self.job.campaign.typography
        sets = setting is Typography.FRENCH and tongues.is_french(text.language)
        if sets:
            given, source = source, wording.french(source, self.rules)
            self.notices += wording.changes(given, source, self.rules)
        blocks = self._filled(source, text.language, sets=sets) if "{" in source else template.blocks(source)
        if self.rules.count is Count.GRAPHEMES or ("://" in source and self.job.own_hosts):
            return tuple([tuple([self._with_links(one) for one in block]) for block in blocks])
        return blocks

    def _filled(self, source: str, language: str, *, sets: bool) -> tuple[template.Block, ...]:
        """The blocks of a text in `language` that names persons, and what French makes of the names that it is given."""
        names: list[str] = []
        people, french = self.job.campaign.people, tongues.is_french(language)
        follower = f"@{self.job.occurrence.follower}" if self.job.occurrence.follower else ""

        def fill(name: str, words: str | None) -> str:
            if name == "follower" and follower:
                self.mentioned.append(follower)
                return follower
            person = people.get(name)
            said = _reserved(name, self.job, language) if person is None else None
            if said is not None:
                return said
            handle = mention(person, self.rules) if person else ""
            if handle:
                self.mentioned.append(handle)
                return handle
            names.append(words or unicodedata.normalize("NFC", person.name if person else name))
            return wording.french(names[-1], self.rules) if sets else names[-1]

        blocks = template.blocks(source, fill)
        if names and french:
            shown = "\n".join([template.written(block) for block in blocks])
            self.notices += wording.contractions(shown, names)
        return blocks

    def _with_links(self, passage: template.Passage) -> template.Passage:
        rules, own_hosts, text = self.rules, self.job.own_hosts, passage.text
        if rules.count is Count.GRAPHEMES:
            text = atproto.clean(text)
        if "://" in text and rules.links_clickable:
            if own_hosts:
                text = links.tagged_text(text, facets(text, rules), own_hosts, self.utm)
            if rules.count is Count.GRAPHEMES:
                text = shortened(text, facets(text, rules), self.labels)
        return passage if text is passage.text else passage._replace(text=text)


@lru_cache(maxsize=64)
def _normal(text: str) -> str:
    """`text` in NFC, the same for all networks that it goes to."""
    return unicodedata.normalize("NFC", text)


def _languages(spoken: Sequence[tongues.Said], texts: Sequence[Sequence[template.Block]]) -> tuple[str, ...]:
    """The language of each block of several `texts`."""
    return tuple([one.language for one, blocks in zip(spoken, texts, strict=True) for _ in blocks])


def _together(texts: Sequence[Sequence[template.Block]], content: Content, campaign: Campaign) -> bool:
    """Whether several `texts`, each of one block, make one post where they fit."""
    return tongues.bilingual(content, campaign) is Bilingual.JOIN and max(map(len, texts)) <= 1


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
        return in_words(day, language)
    if name == "days":
        return str(max(((counted_to(job.campaign, occurrence.post) or day) - day).days, 0))
    return None
