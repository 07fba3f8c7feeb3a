"""What the editorial line says of one text: the rules of an account are gathered once, then each text is held against them."""

from collections.abc import Collection, Iterator, Sequence

from scheduler.adapt.line import signs, words
from scheduler.model.account import Account
from scheduler.model.line import Line, Term
from scheduler.model.notice import Notice
from scheduler.model.variant import Part, Role, Variant
from scheduler.patterns import lazy_pattern

_NAMED = lazy_pattern(r"\{[^{}]*\}")
"""The names in a text that is not adapted yet: they are no words of its author's."""


class Proof:
    """The rules that hold for one account in one campaign. Reading a text takes time in proportion to its length."""

    def __init__(self, line: Line, account: Account, campaign: str) -> None:
        def here(terms: tuple[Term, ...]) -> tuple[Term, ...]:
            about = {"account": account.name, "network": account.network, "campaign": campaign}
            return tuple(one for one in terms if one.scope.holds(**about))

        self._line = line
        self._avoid = words.Index(here(line.avoid))
        self._prefer = words.Index(here(line.prefer))
        self._require = here(line.require)
        self._acronyms = frozenset(signs.known(line.acronyms))

    def read(self, variant: Variant, *, theme: str = "", tags: Collection[str] = ()) -> tuple[Notice, ...]:
        """What there is to say of `variant`; `tags` are hashtags that its campaign and its day set themselves.

        The notices have neither a place in the campaign's file nor a subject: whoever knows them adds them.
        """
        return tuple(self._read(variant, theme, tags)) if variant.parts else ()

    def greeting(self, text: str, tags: Collection[str]) -> tuple[Notice, ...]:
        """What there is to say of a message to one follower: all but what a post must hold, since it is none."""
        part = Part(role=Role.POST, text=_NAMED.sub(" ", text), length=0, limit=0)
        return tuple(self._said((part,), (signs.bare(part),), (), "", tags, whole=False))

    def glance(self, text: str) -> tuple[Notice, ...]:
        """What there is to say of the words of a text as its author wrote it, where a fault keeps it from being adapted."""
        part = Part(role=Role.POST, text=text.replace("[[", " ").replace("]]", " "), length=0, limit=0)
        said = (signs.bare(part),)
        return (*words.avoided(self._avoid, said, ""), *words.preferred(self._prefer, said, ""))

    def _read(self, variant: Variant, theme: str, tags: Collection[str]) -> Iterator[Notice]:
        bare = tuple(signs.bare(part) for part in variant.parts)
        alts = tuple(media.alt for part in variant.parts for media in part.media if media.alt)
        beside = (*alts, *((variant.options.warning,) if variant.options.warning else ()))
        yield from self._said(variant.parts, bare, beside, theme, tags)

    def _said(
        self,
        parts: Sequence[Part],
        bare: tuple[str, ...],
        beside: tuple[str, ...],
        theme: str,
        tags: Collection[str],
        *,
        whole: bool = True,
    ) -> Iterator[Notice]:
        line, said = self._line, (*bare, *beside)
        yield from words.avoided(self._avoid, said, theme)
        yield from words.preferred(self._prefer, said, theme)
        if whole:
            yield from words.required(self._require, tuple(part.text for part in parts), theme)
        if line.hashtags is not None:
            yield from signs.hashtags(line.hashtags, parts, tags)
        if line.exclamation_marks is not None:
            yield from signs.exclamations(line.exclamation_marks, bare)
        if line.capitals is not None:
            yield from signs.capitals(line.capitals, bare, self._acronyms)
