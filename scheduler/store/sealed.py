"""Short texts that only the holder of a key can read: deterministic, so that the same text is found again.

Built as RFC 5297 builds SIV, with HMAC-SHA-256 in both places: a tag over the text is also the nonce of its key stream, and a
text that was changed does not open. Two texts that are equal look equal, and how long a text is can be seen; no more.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

TAG = 16
_BLOCK = hashlib.sha256().digest_size


def seal(key: bytes, text: str) -> str:
    """`text` as printable ASCII that says nothing without `key`."""
    data = text.encode()
    tag = _mac(key, b"tag", data)[:TAG]
    return urlsafe_b64encode(tag + _stream(key, tag, data)).decode().rstrip("=")


def opened(key: bytes, sealed: str) -> str | None:
    """What was sealed; None where it was sealed with another key, or is no sealed text."""
    try:
        whole = urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
    except (Error, ValueError):
        return None
    tag, data = whole[:TAG], _stream(key, whole[:TAG], whole[TAG:])
    if not hmac.compare_digest(tag, _mac(key, b"tag", data)[:TAG]):
        return None
    return data.decode()


def _stream(key: bytes, tag: bytes, data: bytes) -> bytes:
    blocks = range(-(-len(data) // _BLOCK))
    pad = b"".join(_mac(key, b"pad", tag + number.to_bytes(4, "big")) for number in blocks)
    return bytes(one ^ other for one, other in zip(data, pad, strict=False))


def _mac(key: bytes, use: bytes, data: bytes) -> bytes:
    own = hmac.digest(key, b"scheduler sealed " + use, "sha256")
    return hmac.digest(own, data, "sha256")
