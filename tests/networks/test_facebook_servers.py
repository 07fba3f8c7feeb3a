"""What Facebook is asked, held against Meta's own SDK: every parameter and field, by the types that it generates from the API.

PyPI `facebook-business` is made from the definitions of the Graph API of the same version. No server of Meta's can be had here,
so this shows that what is sent is known there by name and type; not that it is answered as our fake answers.
`make test-servers` runs this.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from scheduler.model.variant import Facet, FacetKind, Role
from scheduler.networks.facebook.client import VERSION
from scheduler.testing.fake_facebook import State
from scheduler.testing.fake_facebook.server import Call
from scheduler.testing.fake_facebook.shapes import asked
from scheduler.testing.fake_facebook.state import APP_ID, PAGE_ID
from tests.networks.facebook_bench import benched, out, replaced

pytestmark = [
    pytest.mark.servers,
    pytest.mark.skipif(
        find_spec("facebook_business") is None, reason="facebook-business is absent: pip install facebook-business"
    ),
]
OURS = {"access_token", "appsecret_proof", "fields", "batch", "include_headers"}
"""Parameters of every request, which the SDK adds by itself."""
PAGING = {"limit", "after"}


@dataclass(slots=True, kw_only=True)
class Watched(State):
    """The fake, keeping each call as it was understood, alone or in a batch."""

    calls: list[Call] = field(default_factory=list)

    def _do(self, call: Call) -> Any:
        self.calls.append(call)
        return State._do(self, call)


@pytest.fixture
def calls(tmp_path: Path) -> Iterator[list[Call]]:
    """All that one account's life asks for."""
    state = Watched()
    with benched(tmp_path, state) as bench:
        connector = bench.connector
        text = "Bonjour https://musee.example/a"
        link = Facet(kind=FacetKind.LINK, start=8, end=len(text), value="https://musee.example/a")
        post = connector.publish(replaced(out(text, key="link"), facets=(link,)))
        album = out("Trois images", pictures=3, key="album")
        connector.publish(album)
        under = out("Réponse", pictures=1, key="reply", role=Role.REPLY, above=post.remote_id)
        reply = connector.publish(under)
        connector.find(album)
        connector.find(under)
        connector.counts([post.remote_id, reply.remote_id])
        connector.followers()
        connector.identity()
        connector.probe()
        connector.withdraw(reply.remote_id)
        connector.withdraw(post.remote_id)
        yield state.calls


def requests(call: Call) -> Any:
    """The request that Meta's SDK would make in the place of `call`; None where it has none (tokens)."""
    from facebook_business.adobjects.application import Application
    from facebook_business.adobjects.comment import Comment
    from facebook_business.adobjects.page import Page
    from facebook_business.adobjects.pagepost import PagePost
    from facebook_business.adobjects.photo import Photo
    from facebook_business.api import FacebookAdsApi
    from facebook_business.session import FacebookSession

    api = FacebookAdsApi(FacebookSession(access_token="none"), api_version=VERSION)
    node, _, edge = call.path.partition("/")
    kinds = {"me": Page, PAGE_ID: Page, APP_ID: Application}
    kind = kinds.get(node) or (PagePost if node.startswith(f"{PAGE_ID}_") else Comment if "_" in node else Photo)
    verb = {"GET": "get", "POST": "create", "DELETE": "delete"}[call.method]
    if node in {"debug_token", "oauth"}:
        return None
    names = {"feed": "feed", "photos": "photo", "comments": "comment" if verb == "create" else "comments"}
    name = f"{verb}_{names.get(edge, edge)}" if edge else f"api_{verb}"
    return getattr(kind(node, api=api), name)(pending=True)


def typed(name: str, given: str) -> object:
    """A parameter as the SDK takes it: what is JSON in the request is a value there.

    It calls `metric` a list of objects, of which names are none: its type is not looked at.
    """
    return json.loads(given) if name == "attached_media" else None if name == "metric" else given


def shown(request: Any, name: str) -> bool:
    """Whether a kind of object has a field, or an edge of that name that can be asked for as a field."""
    return name in request._accepted_fields or hasattr(request._target_class, f"get_{name}")


def test_every_parameter_is_known_there_and_of_its_type(calls: list[Call]) -> None:
    looked_at = set()
    for call in calls:
        request = requests(call)
        if request is None:
            continue
        for name, given in call.fields.items():
            if name in OURS or (call.method == "GET" and name in PAGING):
                continue
            checker = request._param_checker
            assert checker.is_valid_key(name), f"{call.method} {call.path}: {name}"
            assert checker.is_valid_pair(name, typed(name, given)), f"{call.path}: {name}={given}"
            looked_at.add(name)
    assert looked_at >= {"message", "link", "attached_media", "published", "alt_text_custom", "attachment_id", "metric"}


def test_every_field_is_known_there(calls: list[Call]) -> None:
    looked_at = set()
    for call in calls:
        request = requests(call)
        if request is None:
            continue
        for name in asked(call.fields.get("fields", "")):
            assert shown(request, name), f"{call.method} {call.path}: {name}"
            looked_at.add(name)
    assert looked_at >= {"alt_text_custom", "permalink_url", "shares", "followers_count", "privacy_policy_url"}


def test_the_checks_would_tell_a_slip(calls: list[Call]) -> None:
    feed = next(call for call in calls if call.path.endswith("/feed"))
    request = requests(feed)
    assert not request._param_checker.is_valid_key("mesage")
    assert not request._param_checker.is_valid_pair("published", "False"), "Python's own word for it"
    assert not request._param_checker.is_valid_pair("attached_media", "media_fbid")
    assert not shown(request, "message_text")


def test_the_version_is_that_of_metas_own_sdk() -> None:
    from facebook_business.apiconfig import ads_api_config

    given: Mapping[str, Any] = ads_api_config
    assert re.fullmatch(r"v\d+\.\d", VERSION)
    assert given["API_VERSION"].partition(".")[0] == VERSION.partition(".")[0]
