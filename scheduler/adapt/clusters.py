"""Grapheme clusters and emoji: what a reader takes for one sign.

Plain text, with the emoji that posts hold, is counted without any library; what this cannot vouch for goes to `regex`
(Unicode's own rules), which is loaded only then: its import costs 40 to 80 ms.
"""

from scheduler.patterns import lazy_pattern

_MODIFIER = "\U0001f3fb-\U0001f3ff"
_FLAG = "\U0001f1e6-\U0001f1ff"
# Within Unicode's Extended_Pictographic (15.1 to 17, the unassigned places kept for later emoji included).
_PICTURE = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u24c2"
    "\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615\u2618\u261d\u2620\u2622\u2623\u2626\u262a"
    "\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u265f\u2660\u2663\u2665\u2666\u2668\u267b\u267e\u267f\u2692-\u2697"
    "\u2699\u269b\u269c\u26a0\u26a1\u26a7\u26aa\u26ab\u26b0\u26b1\u26bd\u26be\u26c4\u26c5\u26c8\u26ce\u26cf\u26d1\u26d3"
    "\u26d4\u26e9\u26ea\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d\u270f\u2712\u2714\u2716\u271d\u2721\u2728"
    "\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935"
    "\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299"
    "\U0001f004\U0001f0cf\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f18e\U0001f191-\U0001f19a\U0001f201\U0001f202\U0001f21a"
    "\U0001f22f\U0001f232-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f321\U0001f324-\U0001f393\U0001f396\U0001f397"
    "\U0001f399-\U0001f39b\U0001f39e-\U0001f3f0\U0001f3f3-\U0001f3f5\U0001f3f7-\U0001f3fa\U0001f400-\U0001f4fd"
    "\U0001f4ff-\U0001f53d\U0001f549-\U0001f54e\U0001f550-\U0001f567\U0001f56f\U0001f570\U0001f573-\U0001f57a\U0001f587"
    "\U0001f58a-\U0001f58d\U0001f590\U0001f595\U0001f596\U0001f5a4\U0001f5a5\U0001f5a8\U0001f5b1\U0001f5b2\U0001f5bc"
    "\U0001f5c2-\U0001f5c4\U0001f5d1-\U0001f5d3\U0001f5dc-\U0001f5de\U0001f5e1\U0001f5e3\U0001f5e8\U0001f5ef\U0001f5f3"
    "\U0001f5fa-\U0001f64f\U0001f680-\U0001f6c5\U0001f6cb-\U0001f6d2\U0001f6d5-\U0001f6e5\U0001f6e9\U0001f6eb-\U0001f6f0"
    "\U0001f6f3-\U0001f6ff\U0001f7e0-\U0001f7f0\U0001f90c-\U0001f93a\U0001f93c-\U0001f945\U0001f947-\U0001f9ff\U0001fa70-\U0001faff"
)
# Those that take a skin tone (Emoji_Modifier_Base), and the places where later Unicode puts new hands and people.
_PERSON = (
    "\u261d\u26f9\u270a-\u270d\U0001f385\U0001f3c2-\U0001f3c4\U0001f3c7\U0001f3ca-\U0001f3cc\U0001f442\U0001f443"
    "\U0001f446-\U0001f450\U0001f466-\U0001f478\U0001f47c\U0001f481-\U0001f483\U0001f485-\U0001f487\U0001f48f\U0001f491"
    "\U0001f4aa\U0001f574\U0001f575\U0001f57a\U0001f590\U0001f595\U0001f596\U0001f645-\U0001f647\U0001f64b-\U0001f64f"
    "\U0001f6a3\U0001f6b4-\U0001f6b6\U0001f6c0\U0001f6cc\U0001f90c\U0001f90f\U0001f918-\U0001f91f\U0001f926"
    "\U0001f930-\U0001f939\U0001f93c-\U0001f93e\U0001f977\U0001f9b5\U0001f9b6\U0001f9b8\U0001f9b9\U0001f9bb"
    "\U0001f9cd-\U0001f9cf\U0001f9d1-\U0001f9dd\U0001fac3-\U0001fac5\U0001faf0-\U0001faff"
)
_ONE = rf"(?:[{_PERSON}][{_MODIFIER}]|[{_PICTURE}]\ufe0f?)"
_REGIONS = "|".join("".join(chr(0xE0000 + ord(sign)) for sign in region) for region in ("gbeng", "gbsct", "gbwls"))
"""The only flags of regions that Unicode recommends for interchange (emoji-sequences.txt, all versions from 5.0 to 17.0)."""
# It begins with one class of signs, so that the engine leaps over all others; what stood there is asked behind it.
EMOJI = lazy_pattern(
    rf"[{_FLAG}#*0-9\u2122{_PICTURE}{_PERSON}{_MODIFIER}](?:(?<=[{_FLAG}])[{_FLAG}]|(?<=[#*0-9])\ufe0f?\u20e3"
    rf"|(?<=\U0001f3f4)(?:{_REGIONS})\U000e007f"
    rf"|(?:(?<=[{_PERSON}])[{_MODIFIER}]|(?<=[{_PICTURE}])\ufe0f?)(?:\u200d{_ONE})+|(?<=[{_PERSON}])[{_MODIFIER}]"
    rf"|(?<=[\u00a9\u00ae\u2122])\ufe0f|(?<=[{_PICTURE}{_MODIFIER}])(?<![\u00a9\u00ae])\ufe0f?)"
)
"""One emoji, however many code points it is written with. The copyright and trade signs are emoji only when so marked."""

MAYBE = lazy_pattern("[\u00a9\u00ae\u203c\u2049\u20e3\u2122-\u3299\ufe0f\U0001f000-\U000e007f]")
"""A sign without which a text holds no emoji: asked first, because most texts hold none."""
_EXTENDING = rf"\ufe0e\ufe0f\u20e3\u0300-\u036f{_MODIFIER}"
# Every one of these is a cluster of its own wherever it stands.
_PLAIN = "\t\n\x20-\x7e\xa0-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2190-\u23ff\u25a0-\u27ff"
_SIMPLE = lazy_pattern(f"[{_PLAIN}]*")
_CLUSTER = lazy_pattern(
    rf"[{_FLAG}]{{2}}|[{_PICTURE}][{_EXTENDING}]*(?:\u200d[{_PICTURE}][{_EXTENDING}]*)*|(?![\n\t\xad])[{_PLAIN}][{_EXTENDING}]*"
    rf"|[\n\t\xad]|[{_FLAG}](?![{_FLAG}])"
)


def count(text: str) -> int:
    """How many grapheme clusters `text` has (Unicode 15 and newer)."""
    if text.isascii() and "\r" not in text:
        return len(text)
    if _SIMPLE.fullmatch(text):
        return len(text)
    found = _CLUSTER.findall(text)
    if sum(map(len, found)) == len(text):
        return len(found)
    return len(_by_unicode(text))


def split(text: str) -> list[str]:
    """The grapheme clusters of `text`, in order."""
    found = _CLUSTER.findall(text)
    return found if sum(map(len, found)) == len(text) else _by_unicode(text)


def _by_unicode(text: str) -> list[str]:
    import regex  # noqa: PLC0415 - 40 to 80 ms

    return regex.findall(r"\X", text)
