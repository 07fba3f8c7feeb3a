"""French typography, where a campaign asks for it: spaces that do not break, quotes, ellipses and apostrophes.

The rules are those of the Imprimerie nationale (Lexique des règles typographiques, 2002) as screens use them: a narrow
no-break space before ; : ! ? and inside « ». Links, mentions, hashtags, hours, ratios and smileys are left as they are.
"""

import re
from functools import lru_cache

from scheduler.patterns import lazy_pattern

NARROW = "\u202f"
PLAIN = "\xa0"
"""The no-break space that weighs 1 on X, where the narrow one weighs 2."""

_BLANK = " \xa0\u202f\u2009"
_AWAY = "\ue000"
_KEPT = lazy_pattern(
    r"https?://\S+"  # a link
    r"|\{[^{}|\n]+(?:\|[^{}\n]*)?\}"  # a person, who is set apart
    r"|(?<![\w@#.])[@#＃＠][\w.@-]*\w"  # a mention, a hashtag
    r"|(?<![\w.@-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:/[^\s»]*)?(?![\w-])"  # a link without a scheme
    r"|(?<!\w):[a-z0-9_+-]+:(?!\w)"  # :emoji:
    r"|(?<!\w)[:;]-?[)(DPpOo|/\\*](?!\w)"  # a smiley
    r"|(?<=\d):(?=\d)",  # 16:9, 10:30
    re.IGNORECASE,
)
_ELLIPSIS = lazy_pattern(r"(?<![.…])\.{3}(?![.…])")
_APOSTROPHE = lazy_pattern(rf"(?<=[^\W\d_])['\u02bc](?=[^\W\d_]|«|{_AWAY})")
_QUOTED = lazy_pattern(rf"(?<![^\s(\[«—–])[\"“](?=[^\s\"“”])([^\"“”«»\n{_AWAY}]*[^\s\"“”«»{_AWAY}])[\"”](?![\w\"“”])")
_OPENING = lazy_pattern(rf"«[{_BLANK}]*(?=\S)")
_CLOSING = lazy_pattern(rf"(?<=\S)[{_BLANK}]*»")
_HIGH = lazy_pattern(
    rf"(?<=[^\s;:!?…«(\[¿¡])[{_BLANK}]*([;:!?]+)(?=$|[\s»”\")\]…\U0001f000-\U0001faff])|(?<=\S)[{_BLANK}]+([;:!?]+)"
)
_UNIT = lazy_pattern(rf"(?<=\d)[{_BLANK}]*([%€$£])(?![\w])")
_NUMBER = lazy_pattern(rf"(?<=\b[nN]°)[{_BLANK}]*(?=\d)")


@lru_cache(maxsize=512)
def french(text: str, *, space: str = NARROW) -> str:
    """`text` with French spacing and signs; `space` is the no-break space to write. Done twice, it changes nothing more.

    Only white space, quotes, apostrophes and ellipses are changed.
    """
    if _AWAY in text:
        return text
    kept: list[str] = []

    def put_away(match: re.Match[str]) -> str:
        kept.append(match[0])
        return _AWAY

    bare = _KEPT.sub(put_away, text)
    bare = _ELLIPSIS.sub("…", bare)
    bare = _QUOTED.sub(r"« \1 »", bare)
    bare = _APOSTROPHE.sub("’", bare)
    bare = _OPENING.sub(f"«{space}", bare)
    bare = _CLOSING.sub(f"{space}»", bare)
    bare = _HIGH.sub(lambda match: f"{space}{match[1] or match[2]}", bare)
    bare = _UNIT.sub(rf"{space}\1", bare)
    bare = _NUMBER.sub(space, bare)
    if not kept:
        return bare
    first, *others = bare.split(_AWAY)
    return "".join([first, *(piece for pair in zip(kept, others, strict=True) for piece in pair)])
