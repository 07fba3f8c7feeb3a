"""The fake's routes: what it answers to each request, and how it words what goes wrong."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from scheduler.testing.fake_bluesky.lexicon import COLLECTION, fields, refused
from scheduler.testing.fake_bluesky.sessions import limited
from scheduler.testing.fake_bluesky.state import DID, Post
from scheduler.testing.fake_bluesky.talking import ROUTES, Talking
from scheduler.testing.server import Answer, FakeServer, Fault, Refused, Request, Turn

WORDS: Mapping[Fault, tuple[int, Any]] = {
    Fault.DOWN: (503, {"error": "NotEnoughResources", "message": "Not Enough Resources"}),
    Fault.BAD: (400, {"error": "InvalidRequest", "message": "Invalid app.bsky.feed.post record"}),
    Fault.STRANGE: (422, {"error": "InvalidRequest", "message": "Unprocessable"}),
    Fault.FORBIDDEN: (403, {"error": "Forbidden", "message": "Forbidden"}),
    Fault.LIMIT_BARE: (429, None),
}
OPEN = frozenset(
    {
        "com.atproto.server.createSession",
        "com.atproto.server.refreshSession",
        "com.atproto.identity.resolveHandle",
        "com.atproto.repo.getRecord",
    }
)
"""What is asked without an access token."""


class State(Talking):
    """One server with one account, and its routes."""

    def turn(self, request: Request) -> Turn:
        """As `Network` says."""
        turns = {"com.atproto.repo.putRecord": Turn.PUBLISH, "com.atproto.repo.uploadBlob": Turn.UPLOAD}
        return turns.get(_name(request), Turn.OTHER)

    def allowed(self, request: Request) -> None:
        """As `Network` says."""
        if _name(request) in OPEN:
            return
        if not (token := _token(request)):
            raise refused("AuthMissing", "Authentication Required", status=401)
        self.check(token)

    def refusal(self, fault: Fault) -> Answer:
        """As `Network` says. A revoked app password takes its sessions with it."""
        if fault is Fault.REVOKED:
            self.revoke()
            return Answer(status=400, body={"error": "ExpiredToken", "message": "Token has been revoked"})
        if fault is Fault.LIMIT:
            no = limited(3000, int((self.clock.now() + timedelta(minutes=5)).timestamp()))
            assert isinstance(no, Refused)
            return no.answer
        status, body = WORDS[fault]
        return Answer(status=status, body=body)

    def answer(self, request: Request) -> Answer:
        """As `Network` says."""
        method, do = _ROUTES.get(_name(request), ("", None))
        if do is None:
            raise refused("MethodNotImplemented", "Method Not Implemented", status=501)
        if method != request.method:
            raise refused("InvalidRequest", f"Incorrect HTTP method ({request.method}) expected {method}")
        return Answer(body=do(self, request))

    # Sessions

    def create_session(self, request: Request) -> dict[str, Any]:
        """Open one by password."""
        return self.login(fields(request.json(), ("identifier", "password"), optional=("authFactorToken",)))

    def refresh_session(self, request: Request) -> dict[str, Any]:
        """Continue one."""
        return self.renew(_token(request))

    def get_session(self, request: Request) -> dict[str, Any]:
        """Describe the one at hand."""
        return self.described()

    # Records

    def put_record(self, request: Request) -> dict[str, Any]:
        """Write a record: the same again writes nothing, another only where `swapRecord` allows."""
        optional = ("validate", "swapRecord", "swapCommit")
        given = fields(request.json(), ("repo", "collection", "rkey", "record"), optional=optional)
        self._own(given)
        if self.status:
            raise refused("AccountDeactivated", "Account is deactivated", status=401)
        swap = (given["swapRecord"],) if "swapRecord" in given else None
        return _named(self.put(given["rkey"], given["record"], swap=swap)) | {"validationStatus": "valid"}

    def get_record(self, request: Request) -> dict[str, Any]:
        """A record as it stands."""
        if request.one("repo") != DID or request.one("collection") != COLLECTION:
            raise refused("InvalidRequest", "Could not find repo")
        post = self.records.get(request.one("rkey"))
        if post is None:
            uri = f"at://{DID}/{COLLECTION}/{request.one('rkey')}"
            raise refused("RecordNotFound", f"Could not locate record: {uri}")
        return _named(post) | {"value": post.value}

    def list_records(self, request: Request) -> dict[str, Any]:
        """The records that stand, by their keys from the last one down."""
        if request.one("repo") != DID or request.one("collection") != COLLECTION:
            raise refused("InvalidRequest", "Could not find repo")
        most = int(request.one("limit") or 50)
        if not 1 <= most <= 100:
            raise refused("InvalidRequest", "Error: limit must be between 1 and 100")
        found = [self.records[key] for key in sorted(self.records, reverse=True)[:most]]
        return {"records": [_named(post) | {"value": post.value} for post in found]}

    def delete_record(self, request: Request) -> dict[str, Any]:
        """Delete a record; one that is not there changes nothing."""
        given = fields(request.json(), ("repo", "collection", "rkey"), optional=("swapRecord", "swapCommit"))
        self._own(given)
        self.records.pop(given["rkey"], None)
        return {}

    def upload_blob(self, request: Request) -> dict[str, Any]:
        """Take a picture."""
        return {"blob": self.upload(request.body, request.headers.get("content-type", ""))}

    # The network behind the server

    def get_posts(self, request: Request) -> dict[str, Any]:
        """Posts with their counts; those that are gone are left out."""
        uris = request.query.get("uris", [])
        if not 1 <= len(uris) <= 25:
            raise refused("InvalidRequest", "Error: uris must not have more than 25 elements")
        if any(not one.startswith("at://") for one in uris):
            raise refused("InvalidRequest", "Error: uris must be at-uris")
        there = {one.uri: self.shown(one) for one in self.records.values()}
        there |= {one: other for one in uris if (other := self.spoken(one))}
        return {"posts": [there[one] for one in uris if one in there]}

    def get_profile(self, request: Request) -> dict[str, Any]:
        """The account in numbers."""
        if request.one("actor") not in {DID, self.handle}:
            raise refused("InvalidRequest", "Profile not found")
        numbers = {"followersCount": self.followers, "followsCount": 3, "postsCount": len(self.records)}
        return {"did": DID, "handle": self.handle, **numbers}

    def resolve_handle(self, request: Request) -> dict[str, Any]:
        """The account that a handle leads to."""
        did = self.handles.get(request.one("handle"))
        if did is None:
            raise refused("InvalidRequest", "Unable to resolve handle")
        return {"did": did}

    @staticmethod
    def _own(given: Mapping[str, Any]) -> None:
        if given["repo"] != DID:
            raise refused("AuthenticationRequired", "Authentication Required", status=401)
        if given["collection"] != COLLECTION:
            raise refused("InvalidRequest", f"Lexicon not found: {given['collection']}")


class FakeBluesky(FakeServer):
    """A running fake; a context manager. `state` is read and set by tests, `release` lets slow answers go."""

    def __init__(self, state: State | None = None, *, port: int = 0) -> None:
        self.state = state or State()
        super().__init__(self.state, port=port)


Route = Callable[[State, Request], dict[str, Any]]
_ROUTES: Mapping[str, tuple[str, Route]] = {
    **ROUTES,
    "com.atproto.server.createSession": ("POST", State.create_session),
    "com.atproto.server.refreshSession": ("POST", State.refresh_session),
    "com.atproto.server.getSession": ("GET", State.get_session),
    "com.atproto.repo.putRecord": ("POST", State.put_record),
    "com.atproto.repo.getRecord": ("GET", State.get_record),
    "com.atproto.repo.listRecords": ("GET", State.list_records),
    "com.atproto.repo.deleteRecord": ("POST", State.delete_record),
    "com.atproto.repo.uploadBlob": ("POST", State.upload_blob),
    "com.atproto.identity.resolveHandle": ("GET", State.resolve_handle),
    "app.bsky.feed.getPosts": ("GET", State.get_posts),
    "app.bsky.actor.getProfile": ("GET", State.get_profile),
    "app.bsky.feed.getLikes": ("GET", State.get_likes),
    "app.bsky.feed.getRepostedBy": ("GET", State.get_reposted_by),
    "app.bsky.feed.getQuotes": ("GET", State.get_quotes),
    "app.bsky.feed.getPostThread": ("GET", State.get_post_thread),
}


def _name(request: Request) -> str:
    return request.path.removeprefix("/xrpc/")


def _token(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme == "Bearer" else ""


def _named(post: Post) -> dict[str, Any]:
    return {"uri": post.uri, "cid": post.cid}
