"""How long a label of a domain is in ASCII (RFC 3492), as far as it matters; the standard library's codec writes it out."""

from bisect import bisect

_BASE, _LEAST, _MOST, _SKEW, _DAMP, _BIAS, _FIRST = 36, 1, 26, 38, 700, 72, 0x80
_DIGITS = 7
"""That one sign takes at most."""


def fits(label: str, most: int) -> bool:
    """Whether `label.encode("punycode")` has `most` signs or fewer."""
    plain = sum(map(str.isascii, label))
    left = most - plain - bool(plain)
    waiting = len(label) - plain
    if left < waiting or waiting * _DIGITS <= left:
        return left >= waiting
    written = [place for place, sign in enumerate(label) if sign.isascii()]
    damp, bias, reached, following = _DAMP, _BIAS, _FIRST, 0
    for sign, place in sorted((sign, place) for place, sign in enumerate(label) if not sign.isascii()):
        if waiting * _DIGITS <= left or left < waiting:
            break
        # Signs are put in by their number, those of one number from the left: how far it is from the one before.
        code, index = ord(sign), bisect(written, place)
        delta = (code - reached) * (len(written) + 1) + index - following
        left -= _digits(delta, bias)
        written.insert(index, place)
        bias = _adapted(delta // damp, len(written))
        damp, reached, following = 2, code, index + 1
        waiting -= 1
    return waiting * _DIGITS <= left


def _digits(delta: int, bias: int) -> int:
    count, place = 1, _BASE
    while delta >= (threshold := _LEAST if place <= bias else min(place - bias, _MOST)):
        delta = (delta - threshold) // (_BASE - threshold)
        place += _BASE
        count += 1
    return count


def _adapted(delta: int, written: int) -> int:
    delta += delta // written
    bias = 0
    while delta > (_BASE - _LEAST) * _MOST // 2:
        delta //= _BASE - _LEAST
        bias += _BASE
    return bias + (_BASE - _LEAST + 1) * delta // (delta + _SKEW)
