"""Whether a request is signed as RFC 5849 says, by the account's own keys: computed here from the RFC, not by a library."""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from scheduler.testing.server import Request

KEYS = {
    "consumer_key": "fakeConsumerKey4f1dB2c8",
    "consumer_secret": "fakeConsumerSecret9e77aD31c5Kx2mVb8QwZ",
    "access_token": "2244994945-fakeAccessToken61cNf8Qs2Lp",
    "access_token_secret": "fakeAccessTokenSecret53Hd0Ye7Tg4Rk9Ju",
}
"""They open nothing but this fake; the token begins with the account's id, as X's do."""
_FIELD = re.compile(r'(oauth_\w+)="([^"]*)"')
_ONCE = (
    "oauth_consumer_key",
    "oauth_token",
    "oauth_signature_method",
    "oauth_timestamp",
    "oauth_nonce",
    "oauth_version",
)


def signed(request: Request, keys: Mapping[str, str] = KEYS) -> bool:
    """Whether the request bears all the fields of OAuth 1.0a, of these keys, and the right signature over what was sent."""
    scheme, _, rest = request.headers.get("authorization", "").partition(" ")
    given = {name: unquote(value) for name, value in _FIELD.findall(rest)}
    if scheme != "OAuth" or set(given) != {*_ONCE, "oauth_signature"}:
        return False
    if (given["oauth_consumer_key"], given["oauth_token"]) != (keys["consumer_key"], keys["access_token"]):
        return False
    if given["oauth_signature_method"] != "HMAC-SHA1" or not given["oauth_timestamp"].isdecimal():
        return False
    return hmac.compare_digest(given["oauth_signature"], _signature(request, given, keys))


def _signature(request: Request, given: Mapping[str, str], keys: Mapping[str, str]) -> str:
    pairs = [(name, given[name]) for name in _ONCE]
    pairs += [(name, value) for name, values in request.query.items() for value in values]
    listed = "&".join(f"{one}={other}" for one, other in sorted((_quoted(n), _quoted(v)) for n, v in pairs))
    words = "&".join(map(_quoted, (request.method.upper(), request.base + request.path, listed)))
    secret = f"{_quoted(keys['consumer_secret'])}&{_quoted(keys['access_token_secret'])}"
    return base64.b64encode(hmac.new(secret.encode(), words.encode(), hashlib.sha1).digest()).decode()


def _quoted(text: str) -> str:
    return quote(text, safe="-._~")
