"""The session under facebook-sdk: our server instead of a constant, no token in any address, and answers judged here.

The SDK hides the status, takes a JSON 500 for a success, breaks where a content type is missing, and puts the token into the
address, whence it reaches errors and logs. None of that can happen above this session.
"""

import hashlib
import hmac
from typing import Any

import requests

from scheduler.connector.http import Session
from scheduler.plain import redact


class Answered(Exception):
    """The server answered, and it was no success; the answer itself is the session's `last`."""


class Wire(Session):
    """Speaks to `base` whatever server the SDK names (`named`), with the token in a header.

    Once `secret` (the app's) is set, each request carries its proof.
    https://developers.facebook.com/docs/graph-api/guides/secure-requests (22 November 2026)
    """

    def __init__(self, base: str, *, named: str, timeout: float) -> None:
        super().__init__(base, timeout=timeout)
        self.secret = ""
        self._named = named

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **named: Any) -> requests.Response:
        """As the session does; raises `Answered` for anything but JSON of a success."""
        address = url.decode() if isinstance(url, bytes) else url
        if address.startswith(self._named):
            address = f"{self.base}/{address.removeprefix(self._named)}"
        params, fields = dict(named.pop("params", None) or {}), dict(named.pop("data", None) or {})
        # The fields first: beside a token given there, the SDK puts its own into the address as well.
        given = (fields.pop("access_token", ""), params.pop("access_token", ""))
        headers = dict(named.pop("headers", None) or {})
        if token := next(filter(None, given), ""):
            headers["Authorization"] = f"Bearer {token}"
            if self.secret:
                (fields if method == "POST" else params)["appsecret_proof"] = proof(self.secret, token)
        answer = super().request(method, address, *args, params=params, data=fields, headers=headers, **named)
        if not _sound(answer):
            raise Answered(f"{answer.status_code} {answer.reason}")
        # Graph also says text/javascript, in which the SDK would not look for JSON.
        answer.headers["content-type"] = "application/json"
        return answer


def proof(secret: str, token: str) -> str:
    """What shows that whoever holds `token` also holds the app's secret; hidden from now on as the token is."""
    made = hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()
    redact.remember(made)
    return made


def _sound(answer: requests.Response) -> bool:
    if not 200 <= answer.status_code < 300:
        return False
    try:
        body = answer.json()
    except ValueError:
        return False
    return not (isinstance(body, dict) and body.get("error"))
