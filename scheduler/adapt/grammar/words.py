"""A text read by its words: what stands in a word is found once, and kept for every text that has the word."""

from collections.abc import Callable, Iterable, Sequence

from scheduler.model.variant import Facet, FacetKind

Seen = tuple[tuple[FacetKind, int, int, str], ...]
"""Kind, start, end and value of what stands in one word."""


def split(text: str) -> list[str]:
    """The words of `text` between single spaces and line ends, which no link, mention or hashtag of any network holds."""
    return text.replace("\n", " ").split(" ")


def kept(found: Iterable[Facet], shift: int = 0) -> Seen:
    """`found` as it can be kept, `shift` signs further to the left."""
    return tuple((one.kind, one.start - shift, one.end - shift, one.value) for one in found)


def facets(words: Sequence[str], seen: Callable[[str], Seen], place: int = 0) -> list[Facet]:
    """What stands in a text of `words` that begins at `place`, by what `seen` finds in each."""
    found = []
    for word, those in zip(words, map(seen, words), strict=True):
        if those:
            for kind, start, end, value in those:
                found.append(Facet(kind=kind, start=start + place, end=end + place, value=value))
        place += len(word) + 1
    return found
