"""What is judged over all parts of a variant, once they are fitted: emptiness, numbers, limits, mentions that are none."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from scheduler.adapt import measure
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, error, info, warning
from scheduler.model.variant import FacetKind, Part, Role


def about(parts: Sequence[Part], rules: Rules, *, blocked: bool, pictured: bool) -> list[Notice]:
    """All that speaks against `parts` or should be looked at; most networks limit few of these things."""
    said: list[Notice] = []
    if not parts:
        return said if blocked else [error("empty-post", network=rules.title)]
    if rules.pictures.required and not pictured and parts[0].role is Role.POST:
        said.append(error("picture-needed", network=rules.title))
    for part in parts:
        if part.length > part.limit:  # a first comment: the others were fitted
            over = part.length - part.limit
            said.append(error("too-long", length=part.length, limit=part.limit, over=over, network=rules.title))
    if rules.max_hashtags is not None or rules.max_mentions is not None:
        said += _numbers(parts, rules)
    if refusing := measure.refusing(rules):
        refused = dict.fromkeys([sign for part in parts for sign in refusing if sign in part.text])
        if refused:
            said.append(error("characters-refused", characters="".join(refused), network=rules.title))
    if not rules.links_clickable or rules.max_links is not None:
        said += _links(parts, rules)
    if rules.max_title is not None and parts[0].role is Role.POST:
        said += _title(parts[0], rules.max_title, rules.title)
    return said


def _numbers(parts: Sequence[Part], rules: Rules) -> Iterator[Notice]:
    """How many hashtags and mentions a network takes."""
    if rules.max_hashtags is not None:
        tags = _number(parts, FacetKind.HASHTAG)
        if tags > rules.max_hashtags:
            yield error("hashtags-over-limit", count=tags, limit=rules.max_hashtags, network=rules.title)
    if rules.max_mentions is not None:
        mentions = _number(parts, FacetKind.MENTION)
        if mentions > rules.max_mentions:
            yield error("mentions-over-limit", count=mentions, limit=rules.max_mentions, network=rules.title)


def _number(parts: Iterable[Part], kind: FacetKind) -> int:
    return sum([one.kind is kind for part in parts for one in part.facets])


def _links(parts: Sequence[Part], rules: Rules) -> Iterator[Notice]:
    """Links that nobody can click, and more of them in one part than a network takes."""
    if not rules.links_clickable:
        shown = [part.text[one.start : one.end] for part in parts for one in part.facets if one.kind is FacetKind.LINK]
        if dead := tuple(dict.fromkeys([one for one in shown if "://" in one])):
            yield info("link-in-vain", links=dead, network=rules.title)
    if rules.max_links is not None:
        for part in parts:
            links = len({one.value for one in part.facets if one.kind is FacetKind.LINK})
            if links > rules.max_links:
                yield error("links-over-limit", count=links, limit=rules.max_links, network=rules.title)


def _title(first: Part, most: int, network: str) -> Iterator[Notice]:
    """The first line, where it is the title."""
    title = len(first.text.partition("\n")[0])
    if title > most:
        yield warning("title-long", length=title, limit=most, over=title - most, network=network)


def mentions_lost(mentioned: Collection[str], parts: Sequence[Part], rules: Rules) -> Iterator[Notice]:
    """Persons whose mention stands in the text but is none to the network, glued to a letter for example."""
    found = [one.value for part in parts for one in part.facets if one.kind is FacetKind.MENTION]
    missing = [mention for mention in mentioned if mention[1:] not in found]
    if not missing:
        return
    seen = {f"@{one}".casefold() for one in found}
    texts = "\n".join([part.text for part in parts])
    for mention in missing:
        if mention.casefold() not in seen and mention in texts:
            yield warning("mention-not-seen", mention=mention, network=rules.title)
