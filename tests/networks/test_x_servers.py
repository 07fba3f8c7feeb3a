"""X's requests and answers held against X's own Python SDK: PyPI `xdk`, whose models are made from X's specification.

Agreement with it is not agreement with X. `make test-servers` runs this.
"""

import importlib
import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

import pytest
import requests

from scheduler.connector.base import Found, SendFailure
from scheduler.networks.x import RULES, X
from scheduler.networks.x.reading import VOCABULARIES
from scheduler.testing import samples
from scheduler.testing.fake_x import FakeX, State

pytestmark = [
    pytest.mark.servers,
    pytest.mark.skipif(find_spec("xdk") is None, reason="xdk is absent: pip install xdk"),
]
TEXT = "Bonjour @louvre, « l’atelier » & <lui> ?\n\nhttps://musee.museum/a?b=1&c=2 #MuseumWeek 🏺"


def of(module: str) -> Any:
    """A module of the SDK, which publishes no types."""
    return importlib.import_module(f"xdk.{module}" if module else "xdk")


@pytest.fixture
def server() -> Iterator[FakeX]:
    """The fake, speaking as X's specification of 2026 does."""
    with FakeX(State(clock=samples.clock(), vocabulary="post")) as fake:
        yield fake


@pytest.fixture
def connector(server: FakeX, tmp_path: Path) -> Iterator[X]:
    site = samples.site(
        RULES,
        tmp_path,
        base_url=server.base_url,
        settings={name: f"env:{name}" for name in server.keys},
        secrets={f"env:{name}": value for name, value in server.keys.items()},
        now=server.state.clock,
    )
    made = X(replace(site, pause=lambda _: None))
    yield made
    made.close()


def unknown(value: Any, place: str = "") -> list[str]:
    """The fields of a model that the specification does not know, at any depth."""
    if isinstance(value, list):
        return [found for each in value for found in unknown(each, f"{place}[]")]
    fields = getattr(type(value), "model_fields", None)
    if fields is None:
        return []
    found = [f"{place}.{name}" for name in value.model_extra or {}]
    return found + [each for name in fields for each in unknown(getattr(value, name), f"{place}.{name}")]


def held(model: Any, body: object) -> None:
    """`body` is what `model` says, and nothing else."""
    assert not unknown(model.model_validate(body)), body


def everything(connector: X) -> None:
    """One of each request that the connector makes."""
    pictures = [(f"Une caisse {n}", samples.picture(color)) for n, color in enumerate(("teal", "gold"))]
    part = samples.outgoing(TEXT, RULES, pictures=pictures)
    top = connector.publish(part)
    under = connector.publish(samples.outgoing("Deux", RULES, number=1, key="two", above=top.remote_id))
    assert isinstance(connector.find(part), Found)
    connector.counts([top.remote_id, under.remote_id, "1212092628029698048"])
    assert connector.probe().works
    connector.withdraw(under.remote_id)


def test_what_we_send_is_what_the_specification_takes(server: FakeX, connector: X) -> None:
    schemas = of("schemas")
    server.state.looks = 1
    everything(connector)
    models = {
        "/2/tweets": schemas.CreatePostsRequest,
        "/2/media/upload": schemas.MediaUploadRequest,
        "/2/media/metadata": schemas.CreateMediaMetadataRequest,
    }
    writes = [one for one in server.state.seen if one.method == "POST"]
    assert {one.path for one in writes} == set(models)
    for one in writes:
        held(models[one.path], one.json())


def test_what_the_fake_answers_is_what_the_specification_says(server: FakeX, connector: X) -> None:
    schemas, answers = of("schemas"), list[requests.Response]()
    connector._client.session.hooks["response"].append(lambda answer, **_: answers.append(answer))
    server.state.looks = 1
    everything(connector)
    models = {
        ("POST", "/2/tweets"): schemas.CreatePostsResponse,
        ("GET", "/2/tweets"): schemas.GetPostsByIdsResponse,
        ("DELETE", "/2/tweets/ID"): schemas.DeletePostsResponse,
        ("POST", "/2/media/upload"): schemas.MediaUploadResponse,
        ("GET", "/2/media/upload"): schemas.GetMediaUploadStatusResponse,
        ("POST", "/2/media/metadata"): schemas.CreateMediaMetadataResponse,
        ("GET", "/2/users/me"): schemas.GetUsersMeResponse,
        ("GET", "/2/users/ID/tweets"): schemas.GetUsersPostsResponse,
    }
    met = set()
    for answer in answers:
        if answer.status_code < 300:
            key = (str(answer.request.method), _route(str(answer.request.url)))
            held(models[key], answer.json())
            met.add(key)
    assert met == set(models)


def _route(url: str) -> str:
    path = url.partition("?")[0].split("/", 3)[3]
    return "/" + "/".join("ID" if one.isdigit() and len(one) > 1 else one for one in path.split("/"))


@pytest.mark.parametrize("method", ["users.get_posts", "posts.get_by_ids"])
def test_the_fields_that_we_ask_for_exist(method: str) -> None:
    place, name = method.split(".")
    kind = getattr(of(f"{place}.client"), f"{place.title()}Client")
    hints = get_type_hints(getattr(kind, name), localns={"Literal": Literal})  # imported for type checkers alone
    for ours, theirs in {**VOCABULARIES[1], "media.fields": "alt_text,type"}.items():
        allowed = _literals(hints[ours.replace(".", "_")])
        assert set(theirs.split(",")) <= allowed, ours


def _literals(hint: Any) -> set[str]:
    """The words of an optional list of literals."""
    found: set[str] = set()
    for one in get_args(hint):
        found |= {one} if isinstance(one, str) else _literals(one)
    return found


def test_the_parameters_that_we_send_exist(server: FakeX, connector: X) -> None:
    everything(connector)
    kinds: Mapping[str, Sequence[str]] = {
        "/2/tweets": ("posts", "get_by_ids"),
        "/2/users/me": ("users", "get_me"),
        "/2/media/upload": ("media", "get_upload_status"),
    }
    for one in server.state.seen:
        if one.method != "GET":
            continue
        place, name = kinds.get(one.path, ("users", "get_posts"))
        kind = getattr(of(f"{place}.client"), f"{place.title()}Client")
        known = {each.replace("_fields", ".fields") for each in inspect.signature(getattr(kind, name)).parameters}
        # The first request of all speaks the older words, which the specification no longer names.
        assert set(one.query) - {"tweet.fields"} <= known, one.path


def test_the_sdk_of_x_reads_what_we_published(server: FakeX, connector: X) -> None:
    top = connector.publish(samples.outgoing(TEXT, RULES, pictures=[("Une caisse", samples.picture())]))
    posts = _sdk(server).posts.get_by_ids(
        ids=[top.remote_id],
        post_fields=["entities", "public_metrics", "attachments"],
        expansions=["attachments.media_keys"],
        media_fields=["alt_text"],
    )
    (there,) = posts.data
    assert there.id == top.remote_id
    assert there.entities.urls[0].expanded_url == "https://musee.museum/a?b=1&c=2"
    assert there.public_metrics.repost_count == 0
    assert posts.includes.media[0].alt_text == "Une caisse"


def test_we_find_and_delete_what_the_sdk_of_x_published(server: FakeX, connector: X) -> None:
    client, schemas = _sdk(server), of("schemas")
    made = client.posts.create(schemas.CreatePostsRequest(text=TEXT))
    found = connector.find(samples.outgoing(TEXT, RULES))
    assert isinstance(found, Found)
    assert found.receipt.remote_id == made.data.id
    connector.withdraw(made.data.id)
    assert connector.counts([made.data.id]) == {}


def test_a_wrong_signature_of_the_sdk_is_refused_as_ours_is(server: FakeX, connector: X) -> None:
    server.keys["consumer_secret"] = "wrong"
    with pytest.raises(requests.HTTPError, match="401"):
        _sdk(server).posts.create(of("schemas").CreatePostsRequest(text="Bonjour"))
    connector._client.api.consumer_secret = "wrong"
    with pytest.raises(SendFailure):
        connector.publish(samples.outgoing("Bonjour", RULES))
    assert not server.state.posted


def _sdk(server: FakeX) -> Any:
    keys = server.keys
    auth = of("oauth1_auth").OAuth1(
        api_key=keys["consumer_key"],
        api_secret=keys["consumer_secret"],
        callback="oob",
        access_token=keys["access_token"],
        access_token_secret=keys["access_token_secret"],
    )
    return of("").Client(base_url=server.base_url, auth=auth)
