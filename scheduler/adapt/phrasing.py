"""One way to say a block: what of it is left out, and what stands behind it."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from scheduler.adapt import template
from scheduler.patterns import lazy_pattern

PARAGRAPH = "\n\n"
_SIGNS = frozenset("#＃")
_TAGS_AT_END = lazy_pattern(r"(?:^|(?<=\n))[ \t]*(?:[#＃][^\s#＃]+[ \t]*)+\s*$")


class Wording(NamedTuple):
    """One way to say a block: how many optional passages are left out, and which of link, hashtags and credit stand."""

    dropped: int = 0
    hashtags: tuple[str, ...] = ()
    """Of the campaign and the day, taken from the end of the text."""
    own_hashtags: tuple[str, ...] = ()
    credit: bool = False
    link: bool = False


def gathered(block: template.Block, wording: Wording, fixed: Collection[str]) -> tuple[template.Block, Wording]:
    """The block without the line of hashtags that ends it, which the wording holds instead; `fixed` are never surplus."""
    found = _TAGS_AT_END.search(block[-1].text) if block and not block[-1].optional else None
    if found is None or not (len(block) > 1 or block[-1].text[: found.start()].strip()):
        return block, wording
    tags = found[0].split()
    held = tuple(one for one in tags if one[1:].casefold() in fixed)
    own = tuple(one for one in tags if one not in held)
    rest = template.Passage(text=block[-1].text[: found.start()])
    return (*block[:-1], rest), wording._replace(hashtags=held, own_hashtags=(*own, *wording.own_hashtags))


def number(place: int, total: int) -> str:
    """What a numbered part ends in."""
    return f" ({place + 1}/{total})"


def paragraphs(*pieces: str) -> str:
    """Those of `pieces` that say something, one below the other."""
    return PARAGRAPH.join([one for one in pieces if one])


def closed(body: str, tail: str) -> str:
    """`body` with `tail` below it; hashtags join the line of hashtags that ends the body, if there is one."""
    if tail.startswith("#") and body.rpartition("\n")[2].lstrip()[:1] in _SIGNS and _TAGS_AT_END.search(body):
        return f"{body} {tail}"
    return paragraphs(body, tail)


@lru_cache(maxsize=64)
def ended(body: str, link: str, hashtags: tuple[str, ...], credit: str) -> str:
    """`body` with everything below it: nothing is left out. The same on many networks, and made once."""
    return closed(body, paragraphs(link, " ".join(hashtags), credit))


def merged(blocks: Sequence[template.Block]) -> template.Block:
    """All blocks in one."""
    made: list[template.Passage] = []
    for block in blocks:
        if made:
            made[-1] = made[-1]._replace(text=made[-1].text.rstrip())
            made.append(template.Passage(text=PARAGRAPH))
        made += block
    return tuple(made)
