"""Alternative texts: required, within the network's limit, shortened only where the author allows it."""

import unicodedata

from scheduler.adapt import clusters
from scheduler.adapt.tongues import nearest
from scheduler.model.network import Rules
from scheduler.model.notice import Notice, error, warning
from scheduler.model.picture import AltTooLong, Picture
from scheduler.patterns import lazy_pattern

_SENTENCE = lazy_pattern(r"[.!?…][»”\"’)\]]*(?=\s)")
_CLAUSE = lazy_pattern(r"(?=\s?[,;:–—](?!\d))")
_WORD = lazy_pattern(r"(?=\s)")
_LEAST = 0.4
"""The share of the room that a cut must fill: a short first sentence is no description of a picture."""


def described(picture: Picture, rules: Rules, subject: str, language: str) -> tuple[str, list[Notice]]:
    """The alternative text as it goes out beside a text in `language`, and what there is to say of it."""
    alt, missing = _spoken(picture, language) if picture.alts else (picture.alt, False)
    alt, most = unicodedata.normalize("NFC", alt.strip()), rules.pictures.alt_length
    if not alt:
        return alt, [error("picture-without-alt", picture.where, subject, file=picture.file)]
    said = []
    if missing:
        given = tuple(one for one, _ in picture.alts)
        said.append(
            warning("alt-language-missing", picture.where, subject, file=picture.file, wanted=language, given=given)
        )
    if len(alt) > most:
        about = {"file": picture.file, "length": len(alt), "limit": most, "network": rules.title}
        if picture.alt_if_too_long is AltTooLong.SHORTEN:
            alt = shortened(alt, most)
            said.append(warning("picture-alt-shortened", picture.where, subject, now=len(alt), **about))
        else:
            said.append(error("picture-alt-long", picture.where, subject, **about))
    return alt, said


def _spoken(picture: Picture, language: str) -> tuple[str, bool]:
    """The alternative text in `language`, else the one without a language, else the first; and whether none was in it."""
    found = nearest(language, [one for one, _ in picture.alts])
    if found is not None:
        return dict(picture.alts)[found], False
    return (picture.alt, False) if picture.alt.strip() else (picture.alts[0][1], True)


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` code points: to the end of a sentence, else of a clause, else of a word, with `…` behind it."""
    if len(text) <= most:
        return text
    for ends, mark, loose in ((_SENTENCE, " …", ""), (_CLAUSE, "…", ".,;:–—"), (_WORD, "…", ".,;:–—")):
        room = most - len(mark)
        # A sign more than there is room for: what ends there is whole.
        places = [found.end() for found in ends.finditer(text[: room + 1])]
        place = next((one for one in reversed(places) if most * _LEAST <= one <= room), 0)
        if place:
            return f"{text[:place].rstrip(f' {loose}')}{mark}"
    kept = ""
    for sign in clusters.split(text[:most]):
        if len(kept) + len(sign) >= most:
            break
        kept += sign
    return f"{kept}…"
