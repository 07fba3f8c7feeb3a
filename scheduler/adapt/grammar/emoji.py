"""Emoji as they are written: one sign to a reader, up to ten code points in a text.

Emoji and their sequences are those of Unicode (emoji-sequences.txt and emoji-zwj-sequences.txt, 5.0 to 17.0,
https://www.unicode.org/Public/emoji/, read 2026-11-22), said as rules, not listed. X's own parser goes by the same
sequences as of version 11 (https://github.com/twitter/twemoji-parser) and counts what is no sequence sign by sign, as is
done here; what is newer than any list, in the places that Unicode keeps for emoji, counts as a sequence.
"""

from scheduler.adapt.grammar import domains
from scheduler.patterns import lazy_pattern

TONE = "\U0001f3fb-\U0001f3ff"
FLAG = "\U0001f1e6-\U0001f1ff"
JOINER = "\u200d"
EMOJI_STYLE = "\ufe0f"

# Shown as text unless marked as emoji, or with both styles registered (StandardizedVariants.txt): the mark belongs to them.
_MARKED = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23ed-\u23ef\u23f1\u23f2"
    "\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615\u2618\u261d\u2620\u2622"
    "\u2623\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u265f\u2660\u2663\u2665\u2666\u2668\u267b\u267e"
    "\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26a7\u26aa\u26ab\u26b0\u26b1\u26bd\u26be\u26c4\u26c5\u26c8\u26cf"
    "\u26d1\u26d3\u26d4\u26e9\u26ea\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2708\u2709\u270c\u270d\u270f\u2712\u2714\u2716"
    "\u271d\u2721\u2733\u2734\u2744\u2747\u2757\u2763\u2764\u27a1\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030"
    "\u303d\u3297\u3299\U0001f004\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f202\U0001f21a\U0001f22f\U0001f237"
    "\U0001f321\U0001f324-\U0001f32c\U0001f336\U0001f37d\U0001f396\U0001f397\U0001f399-\U0001f39b\U0001f39e\U0001f39f"
    "\U0001f3cb-\U0001f3ce\U0001f3d4-\U0001f3df\U0001f3f3\U0001f3f5\U0001f3f7\U0001f43f\U0001f441\U0001f4fd\U0001f549"
    "\U0001f54a\U0001f56f\U0001f570\U0001f573-\U0001f579\U0001f587\U0001f58a-\U0001f58d\U0001f590\U0001f5a5\U0001f5a8"
    "\U0001f5b1\U0001f5b2\U0001f5bc\U0001f5c2-\U0001f5c4\U0001f5d1-\U0001f5d3\U0001f5dc-\U0001f5de\U0001f5e1\U0001f5e3"
    "\U0001f5e8\U0001f5ef\U0001f5f3\U0001f5fa\U0001f6cb\U0001f6cd-\U0001f6cf\U0001f6e0-\U0001f6e5\U0001f6e9\U0001f6f0\U0001f6f3"
)
# Pictures in themselves: the ranges take in some of those above, and the unassigned places kept for emoji to come.
_PICTURED = (
    "\u23e9-\u23f3\u26ce\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2795-\u2797\u27b0\u27bf"
    "\U0001f300-\U0001f320\U0001f32d-\U0001f393\U0001f3a0-\U0001f3f0\U0001f400-\U0001f4fc\U0001f5fb-\U0001f64f"
    "\U0001f680-\U0001f6c5\U0001f90c-\U0001f93a\U0001f93c-\U0001f945\U0001f947-\U0001f9ff\U0001f4ff-\U0001f53d"
    "\U0001f0cf\U0001f18e\U0001f191-\U0001f19a\U0001f201\U0001f232-\U0001f23a\U0001f250\U0001f251\U0001f3f4"
    "\U0001f3f8-\U0001f3fa\U0001f54b-\U0001f54e\U0001f550-\U0001f567\U0001f57a\U0001f595\U0001f596\U0001f5a4\U0001f6cc"
    "\U0001f6d0-\U0001f6d2\U0001f6d5-\U0001f6df\U0001f6eb-\U0001f6ef\U0001f6f4-\U0001f6ff\U0001f7e0-\U0001f7f0"
)
_LATER = "\U0001f6d8-\U0001f6df\U0001f6fd-\U0001f6ff\U0001fa70-\U0001faff"
"""Where Unicode puts its new emoji since version 12."""
PICTURE = f"{_PICTURED}{_LATER}{_MARKED}"
# Those that take a skin tone (Emoji_Modifier_Base), and the places where later Unicode puts new hands and people.
PERSON = (
    "\u261d\u26f7\u26f9\u270a-\u270d\U0001f385\U0001f3c2-\U0001f3c4\U0001f3c7\U0001f3ca-\U0001f3cc\U0001f442\U0001f443"
    "\U0001f446-\U0001f450\U0001f466-\U0001f478\U0001f47c\U0001f481-\U0001f483\U0001f485-\U0001f487\U0001f48f\U0001f491"
    "\U0001f4aa\U0001f574\U0001f575\U0001f57a\U0001f590\U0001f595\U0001f596\U0001f645-\U0001f647\U0001f64b-\U0001f64f"
    "\U0001f6a3\U0001f6b4-\U0001f6b6\U0001f6c0\U0001f6cc\U0001f90c\U0001f90f\U0001f918-\U0001f91f\U0001f926"
    "\U0001f930-\U0001f939\U0001f93c-\U0001f93e\U0001f977\U0001f9b5\U0001f9b6\U0001f9b8\U0001f9b9\U0001f9bb"
    "\U0001f9cd-\U0001f9cf\U0001f9d1-\U0001f9dd\U0001fac3-\U0001fac5\U0001faf0-\U0001faff"
)

_REGIONS_ONLY = ("cp", "dg", "ea", "ic", "ta", "un", "xk", "cq")
_DOMAINS_ONLY = ("an", "su", "tp", "uk")
_SUBDIVISIONS = ("gbeng", "gbsct", "gbwls")
"""The only ones whose flags Unicode recommends for interchange."""


def flags() -> frozenset[str]:
    """The regions that have a flag, by their two letters: those of the top-level domains, but for these few."""
    known = {name for name in domains.listed() if len(name) == 2 and name.isascii()}
    return frozenset((known | set(_REGIONS_ONLY)) - set(_DOMAINS_ONLY))


def _letter(sign: str) -> str:
    return chr(ord(sign) - ord("a") + 0x1F1E6)


def _flags() -> str:
    """What completes a flag whose first letter stands before."""
    seconds: dict[str, str] = {}
    for name in sorted(flags()):
        seconds[name[0]] = seconds.get(name[0], "") + _letter(name[1])
    return "|".join(f"(?<={_letter(first)})[{rest}]" for first, rest in seconds.items())


_Z, _S, _T = JOINER, EMOJI_STYLE, f"[{TONE}]"
_MAN, _WOMAN, _ADULT = "\U0001f468", "\U0001f469", "\U0001f9d1"
_ANY = f"[{_MAN}{_WOMAN}{_ADULT}]"
_GENDER = f"[\u2640\u2642]{_S}"
_RIGHT = f"{_Z}\u27a1{_S}"
"""Turned to the right."""
_WALKING = "[\U0001f3c3\U0001f6b6\U0001f9ce]"
_TRADES = (
    "\U0001f33e\U0001f373\U0001f37c\U0001f393\U0001f3a4\U0001f3a8\U0001f3eb\U0001f3ed\U0001f4bb\U0001f4bc\U0001f527\U0001f52c"
    "\U0001f680\U0001f692\U0001f9b0-\U0001f9b3"
)
_DOING = (
    "\U0001f3c3\U0001f3c4\U0001f3ca\U0001f46e-\U0001f471\U0001f473\U0001f477\U0001f481\U0001f482\U0001f486\U0001f487"
    "\U0001f645-\U0001f647\U0001f64b\U0001f64d\U0001f64e\U0001f6a3\U0001f6b4-\U0001f6b6\U0001f926\U0001f935\U0001f937-\U0001f939"
    "\U0001f93c-\U0001f93e\U0001f9b8\U0001f9b9\U0001f9cd-\U0001f9cf\U0001f9d4\U0001f9d6-\U0001f9dd"
)


def _persons() -> tuple[str, ...]:
    """What completes one person with a trade, a gender or a direction, whose first sign stands before."""
    return (
        f"(?<={_ANY}){_T}?{_Z}(?:[\u2695\u2696\u2708]{_S}|[{_TRADES}]|[\U0001f9af\U0001f9bc\U0001f9bd](?:{_RIGHT})?)",
        f"(?<={_ADULT}){_T}?{_Z}\U0001f384",
        f"(?<={_WALKING}){_T}?(?:{_Z}{_GENDER})?{_RIGHT}",
        f"(?<=[{_DOING}]){_T}?{_Z}{_GENDER}",
        f"(?<=[\U0001f9de\U0001f9df]){_Z}{_GENDER}",
        f"(?<=[\U0001f3cb\U0001f3cc\U0001f574\U0001f575\u26f9])(?:{_T}|{_S}){_Z}{_GENDER}",
    )


def _groups() -> tuple[str, ...]:
    """What completes a family, a couple or a pair, whose first sign stands before."""
    z, tone, man, woman, adult = _Z, _T, _MAN, _WOMAN, _ADULT
    children = f"(?:\U0001f467{z}[\U0001f466\U0001f467]|\U0001f466{z}\U0001f466|[\U0001f466\U0001f467])"
    love = f"{z}\u2764{_S}{z}(?:\U0001f48b{z})?"
    hands = f"{z}\U0001f91d{z}"
    return (
        f"(?<={man}){z}(?:[{man}{woman}]{z})?{children}",
        f"(?<={woman}){z}(?:{woman}{z})?{children}",
        f"(?<={adult}){z}(?:{adult}{z})?\U0001f9d2(?:{z}\U0001f9d2)?",
        f"(?<={man})(?:{tone}{love}{man}{tone}|{love}{man})",
        f"(?<={woman})(?:{tone}{love}[{man}{woman}]{tone}|{love}[{man}{woman}])",
        f"(?<={adult}){tone}{love}{adult}{tone}",
        f"(?<={adult})(?:{tone}{hands}{adult}{tone}|{hands}{adult})",
        f"(?<={woman}){tone}{hands}[{man}{woman}]{tone}",
        f"(?<={man}){tone}{hands}{man}{tone}",
        f"(?<={_ANY}){tone}{z}[\U0001f430\U0001faef]{z}{_ANY}{tone}",
    )


def _things() -> tuple[str, ...]:
    """What completes a flag, a face, an animal or a fruit, whose first sign stands before."""
    return (
        f"(?<=\U0001f3f3){_S}{_Z}(?:\U0001f308|\u26a7{_S})",
        f"(?<=\U0001f3f4){_Z}\u2620{_S}",
        f"(?<=\U0001f441){_S}?{_Z}\U0001f5e8{_S}?",
        f"(?<=\u2764){_S}{_Z}[\U0001f525\U0001fa79]",
        f"(?<=[\U0001f408\U0001f426]){_Z}\u2b1b",
        f"(?<=\U0001f426){_Z}\U0001f525",
        f"(?<=\U0001f415){_Z}\U0001f9ba",
        f"(?<=\U0001f43b){_Z}\u2744{_S}",
        f"(?<=\U0001f62e){_Z}\U0001f4a8",
        f"(?<=\U0001f635){_Z}\U0001f4ab",
        f"(?<=\U0001f636){_Z}\U0001f32b{_S}",
        f"(?<=\U0001f642){_Z}[\u2194\u2195]{_S}",
        f"(?<=\U0001f34b){_Z}\U0001f7e9",
        f"(?<=\U0001f344){_Z}\U0001f7eb",
        f"(?<=\u26d3){_S}{_Z}\U0001f4a5",
    )


def _newer() -> tuple[str, ...]:
    """What completes a sequence with a part that is newer than these rules: as a whole, whatever it joins."""
    link = f"{_Z}[{PICTURE}](?:{_T}|{_S})?"
    return (
        f"(?<=[{_LATER}])(?:{_T}|{_S})?(?:{link})+",
        f"(?:{_T}|{_S})?(?:{link})*?{_Z}[{_LATER}]{_T}?(?:{link})*",
    )


def _source() -> str:
    chains = "|".join((*_persons(), *_groups(), *_things(), *_newer()))
    regions = "|".join("".join(chr(0xE0000 + ord(sign)) for sign in region) for region in _SUBDIVISIONS)
    # It begins with one class of few ranges, so that the engine leaps over all others; what stood there is asked behind it.
    return (
        "[#*0-9\u00a9\u00ae\u203c\u2049\u2122-\u3299\U0001f004-\U0001faff](?:"
        f"(?=[{TONE}{EMOJI_STYLE}]?{JOINER})(?:{chains})"
        f"|(?=[{FLAG}])(?:{_flags()})"
        f"|(?<=[#*0-9]){EMOJI_STYLE}?\u20e3"
        f"|(?<=\U0001f3f4)(?:{regions})\U000e007f"
        f"|(?=[{TONE}{EMOJI_STYLE}])(?:"
        f"(?<=[{PERSON}])(?:(?<=[{_MARKED}]){EMOJI_STYLE})?[{TONE}]|(?<=[{_MARKED}]){EMOJI_STYLE})"
        f"|(?<=[{PICTURE}{FLAG}{TONE}])(?<![\u00a9\u00ae]))"
    )


EMOJI = lazy_pattern(_source)
"""One emoji, however many code points it is written with. The copyright and trade signs are emoji only when so marked."""

MAYBE = lazy_pattern("[\u00a9\u00ae\u203c\u2049\u20e3\u2122-\u3299\ufe0f\U0001f000-\U000e007f]")
"""A sign without which a text holds no emoji: asked first, because most texts hold none."""
