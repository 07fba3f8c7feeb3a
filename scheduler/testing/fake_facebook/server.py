"""The fake's routes: who may ask what, what it answers, and how it words what goes wrong."""

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scheduler.testing.fake_facebook import shapes
from scheduler.testing.fake_facebook.state import (
    APP_ID,
    APP_SECRET,
    LONG_TOKEN,
    METRICS,
    PAGE_ID,
    TOKEN,
    USER_TOKEN,
    Ledger,
    known,
    no_such_object,
    refused,
)
from scheduler.testing.server import Answer, FakeServer, Fault, Refused, Request, Turn

VERSION = "v26.0"
APP_TOKEN = f"{APP_ID}|{APP_SECRET}"
USAGE = {"X-App-Usage": json.dumps({"call_count": 12, "total_cputime": 3, "total_time": 4})}
WORDS: Mapping[Fault, Refused] = {
    Fault.DOWN: refused(2, "Service temporarily unavailable", status=503, transient=True),
    Fault.BAD: refused(100, "(#100) Invalid parameter"),
    Fault.STRANGE: refused(100, "The link could not be scraped", subcode=1609005),
    Fault.REVOKED: refused(190, "Error validating access token: the session has expired", subcode=463),
    Fault.FORBIDDEN: refused(200, "(#200) Requires pages_manage_posts permission", status=403),
    Fault.LIMIT: refused(80001, "There have been too many calls to this Page account"),
    Fault.LIMIT_BARE: refused(4, "(#4) Application request limit reached"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request, alone or in a batch: who asks, what, with which fields."""

    method: str
    path: str
    token: str
    fields: Mapping[str, str]
    whole: Request

    def one(self, name: str) -> str:
        return self.fields.get(name, "")


class State(Ledger):
    """One app and one Page, and the routes to them."""

    def turn(self, request: Request) -> Turn:
        """As `Network` says."""
        if request.method == "POST" and request.path.endswith(("/feed", "/comments")):
            return Turn.PUBLISH
        return Turn.UPLOAD if request.path.endswith("/photos") else Turn.OTHER

    def allowed(self, request: Request) -> None:
        """As `Network` says; a secret in an address is refused, which the real one does not do."""
        if any("token" in name or "secret" in name for name in request.query if name != "appsecret_proof"):
            raise refused(100, "A token stands in the address: addresses are written into logs")
        if request.path.endswith("/oauth/access_token"):
            return
        token = self._token(request)
        if token not in {TOKEN, USER_TOKEN, LONG_TOKEN, APP_TOKEN}:
            raise refused(190, f"Malformed access token {token}", subcode=467)
        if self.dead and token != APP_TOKEN:
            raise refused(190, "Error validating access token", subcode=self.dead)
        proof = self._fields(request).get("appsecret_proof", "")
        right = hmac.new(APP_SECRET.encode(), token.encode(), hashlib.sha256).hexdigest()
        if proof != right and (proof or self.proof_required):
            raise refused(100, "Invalid appsecret_proof provided in the API argument")

    def answer(self, request: Request) -> Answer:
        """As `Network` says."""
        version, _, path = request.path.strip("/").partition("/")
        if version != VERSION:
            raise refused(2635, f"You are calling a deprecated version of the API: {version}")
        fields, token = self._fields(request), self._token(request)
        if not path and request.method == "POST":
            body: Any = self._batch(request, fields, token)
        else:
            body = self._do(Call(method=request.method, path=path, token=token, fields=fields, whole=request))
        # The real one says this of JSON as well.
        return Answer(body=body, headers=USAGE | self._usage(), kind="text/javascript; charset=UTF-8")

    def refusal(self, fault: Fault) -> Answer:
        """As `Network` says."""
        said = WORDS[fault].answer
        headers = self._usage(12) if fault is Fault.LIMIT else {}
        return Answer(status=said.status, body=said.body, headers=headers)

    def _usage(self, minutes: int = 0) -> dict[str, str]:
        use = {
            "type": "pages",
            "call_count": 100 if minutes else 5,
            "total_cputime": 1,
            "total_time": 1,
            "estimated_time_to_regain_access": minutes,
        }
        return {"X-Business-Use-Case-Usage": json.dumps({PAGE_ID: [use]})}

    def _token(self, request: Request) -> str:
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        return bearer or self._fields(request).get("access_token", "")

    @staticmethod
    def _fields(request: Request) -> dict[str, str]:
        given = {**request.query, **(request.form() if request.method == "POST" else {})}
        return {name: values[0] for name, values in given.items()}

    def _batch(self, request: Request, fields: Mapping[str, str], token: str) -> list[Any]:
        known(fields, {"batch", "include_headers"})
        asked = json.loads(fields["batch"])
        if len(asked) > 50:
            raise refused(100, "(#100) Too many requests in batch message. Maximum batch size is 50")
        answers: list[Any] = []
        for one in asked[: self.in_a_batch]:
            parts = urlsplit(one["relative_url"])
            given = {name: values[0] for name, values in parse_qs(parts.query).items()}
            call = Call(method=one["method"], path=parts.path.strip("/"), token=token, fields=given, whole=request)
            try:
                status, body = 200, self._do(call)
            except Refused as no:
                status, body = no.answer.status, no.answer.body
            answers.append({"code": status, "body": json.dumps(body)})
        return answers + [None] * (len(asked) - len(answers))

    def _do(self, call: Call) -> Any:
        for method, pattern, name in ROUTES:
            found = re.fullmatch(pattern, call.path)
            if method == call.method and found:
                do: Callable[..., Any] = getattr(self, name)
                return do(call, *found.groups())
        raise refused(2500, f"Unknown path components: /{call.path}")

    # Writing

    def _feed(self, call: Call) -> dict[str, str]:
        self._needs(call, "pages_manage_posts")
        return {"id": self.post(call.fields).id}

    def _photo(self, call: Call) -> dict[str, str]:
        self._needs(call, "pages_manage_posts")
        mime, data = call.whole.parts().get("source", ("", b""))
        return {"id": self.upload(data, mime, call.fields).id}

    def _comment(self, call: Call, above: str) -> dict[str, str]:
        self._needs(call, "pages_manage_engagement")
        return {"id": self.comment(above, call.fields).id}

    def _delete(self, call: Call, object_id: str) -> dict[str, bool]:
        if self.hides:
            raise no_such_object(object_id)
        self._needs(call, "pages_manage_posts")
        self.gone.add(self.there(object_id).id)
        return {"success": True}

    def _needs(self, call: Call, scope: str) -> None:
        if call.token != TOKEN or scope not in self.scopes:
            raise refused(200, f"(#200) This requires the permission {scope} and a Page access token")

    # Reading

    def _me(self, call: Call) -> dict[str, Any]:
        if call.token == TOKEN:
            return shapes.only(shapes.page(self), call.one("fields"), shapes.PAGE_FIELDS, "Page")
        return shapes.only({"id": "77", "name": "A. Martin"}, call.one("fields"), shapes.USER_FIELDS, "User")

    def _page(self, call: Call) -> dict[str, Any]:
        token = {} if call.token == TOKEN else {"access_token": TOKEN}
        known_fields = shapes.PAGE_FIELDS | frozenset(token)
        return shapes.only(shapes.page(self) | token, call.one("fields"), known_fields, "Page")

    def _posts(self, call: Call) -> dict[str, Any]:
        if "pages_read_engagement" not in self.scopes:
            raise refused(10, "(#10) This endpoint requires the 'pages_read_engagement' permission")
        there = [one for one in self.posted if not one.above and one.id not in self.gone | self.lost_from_list]
        return self._listed(call, there, lambda one: shapes.post(self, one), shapes.POST_FIELDS)

    def _comments(self, call: Call, above: str) -> dict[str, Any]:
        self.there(above)
        wanted = {above}
        for one in self.posted:
            if one.above in wanted and call.one("filter") == "stream":
                wanted.add(one.id)
        there = [one for one in self.posted if one.above in wanted and one.id not in self.gone]
        return self._listed(call, there, lambda one: shapes.comment(self, one), shapes.COMMENT_FIELDS)

    def _listed(
        self, call: Call, there: list[Any], shape: Callable[[Any], Any], fields: frozenset[str]
    ) -> dict[str, Any]:
        known(call.fields, {"fields", "limit", "after", "order", "filter"})
        limit = int(call.one("limit") or 25)
        if limit > 100:
            raise refused(100, "(#100) limit must be at most 100")
        start, empty = int(call.one("after") or 0), self.empty_pages > 0
        self.empty_pages -= empty
        newest = list(reversed(there))[start : start + (0 if empty else limit)]
        end = start + len(newest)
        data = [shapes.only(shape(one), call.one("fields"), fields, "Post") for one in newest]
        paging: dict[str, Any] = {"cursors": {"before": str(start), "after": str(end)}}
        if empty or end < len(there):
            paging["next"] = f"https://graph.facebook.com/{call.path}?access_token={call.token}&after={end}"
        return {"data": data, "paging": paging}

    def _insights(self, call: Call, object_id: str) -> dict[str, Any]:
        if "read_insights" not in self.scopes:
            raise refused(10, "(#10) This endpoint requires the 'read_insights' permission")
        names = call.one("metric").split(",")
        if not set(names) <= METRICS - self.bad_metrics:
            raise refused(100, "(#100) The value must be a valid insights metric")
        return {"data": shapes.insights(self, self.there(object_id), names)}

    def _object(self, call: Call, object_id: str) -> dict[str, Any]:
        fields = call.one("fields")
        if object_id in self.photos:
            return shapes.only(shapes.photo(self.photos[object_id]), fields, shapes.PHOTO_FIELDS, "Photo")
        one = self.there(object_id)
        if one.above:
            return shapes.only(shapes.comment(self, one), fields, shapes.COMMENT_FIELDS, "Comment")
        return shapes.only(shapes.post(self, one), fields, shapes.POST_FIELDS, "Post")

    # Tokens

    def _app(self, call: Call) -> dict[str, Any]:
        whole = {"id": APP_ID, "name": "Calendar", "privacy_policy_url": self.policy or None}
        public = frozenset({"id", "name"})
        fields = public | {"privacy_policy_url"} if call.token == APP_TOKEN else public
        return shapes.only(whole, call.one("fields"), fields, "Application")

    def _debug(self, call: Call) -> dict[str, Any]:
        if self.tells_only_the_app and call.token != APP_TOKEN:
            raise refused(100, "(#100) You must provide an app access token, or a user access token of a developer")
        if call.one("input_token") != TOKEN:
            raise no_such_object("debug_token")
        granular = [{"scope": one, "target_ids": ["555"]} for one in self.elsewhere]
        return {
            "data": {
                "app_id": APP_ID,
                "type": "PAGE",
                "is_valid": True,
                "scopes": list(self.scopes),
                "granular_scopes": granular,
                "expires_at": self.expires_at,
                "data_access_expires_at": self.data_access_expires_at,
                "profile_id": PAGE_ID,
            }
        }

    def _exchange(self, call: Call) -> dict[str, Any]:
        wanted = {"grant_type": "fb_exchange_token", "client_id": APP_ID, "client_secret": APP_SECRET}
        if {name: call.one(name) for name in wanted} != wanted:
            raise refused(1, "Error validating client secret.")
        if call.one("fb_exchange_token") not in {USER_TOKEN, LONG_TOKEN}:
            raise refused(190, "Invalid OAuth access token", subcode=467)
        return {"access_token": LONG_TOKEN, "token_type": "bearer", "expires_in": 5_183_944}

    def _accounts(self, call: Call) -> dict[str, Any]:
        if call.token not in {USER_TOKEN, LONG_TOKEN}:
            raise refused(100, "(#100) Tried accessing nonexisting field (accounts) on node type (Page)")
        one = {"id": PAGE_ID, "name": "Musée", "access_token": TOKEN, "tasks": list(self.tasks)}
        other = {"id": "555", "name": "Boutique", "access_token": "EAAfake-other-page", "tasks": ["ANALYZE"]}
        return {"data": [other, one] if self.listed else [other]}


class FakeFacebook(FakeServer):
    """A running fake; a context manager. `state` is read and set by tests, `release` lets slow answers go."""

    def __init__(self, state: State | None = None, *, port: int = 0) -> None:
        self.state = state or State()
        self.token = TOKEN
        super().__init__(self.state, port=port)


ROUTES = (
    ("POST", f"{PAGE_ID}/feed", "_feed"),
    ("POST", f"{PAGE_ID}/photos", "_photo"),
    ("POST", r"(\d+_\d+)/comments", "_comment"),
    ("DELETE", r"(\d+_\d+)", "_delete"),
    ("GET", "me", "_me"),
    ("GET", "me/accounts", "_accounts"),
    ("GET", PAGE_ID, "_page"),
    ("GET", f"{PAGE_ID}/published_posts", "_posts"),
    ("GET", r"(\d+_\d+)/comments", "_comments"),
    ("GET", r"(\d+_\d+)/insights", "_insights"),
    ("GET", APP_ID, "_app"),
    ("GET", "debug_token", "_debug"),
    ("POST", "oauth/access_token", "_exchange"),
    ("GET", r"(\d+(?:_\d+)?)", "_object"),
)
