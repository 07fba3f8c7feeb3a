"""Four strict fakes at once, as accounts of one calendar, and hand-off beside them."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Self

from scheduler.testing.fake_bluesky import HANDLE, PASSWORD, FakeBluesky
from scheduler.testing.fake_facebook import APP_SECRET, PAGE_ID, FakeFacebook
from scheduler.testing.fake_mastodon import FakeMastodon
from scheduler.testing.fake_x import FakeX

WATCHED = "motdepasse-de-la-veille-5b7c"
KNOWN = ("caradec.example", "archives-orvette.example", "batellerie.example")
"""The people of the sample, as Bluesky would know them."""
_ACCOUNTS = """
[accounts.musee-x]
network = "x"
base_url = "{x}"
consumer_key = "env:X_CONSUMER_KEY"
consumer_secret = "env:X_CONSUMER_SECRET"
access_token = "env:X_ACCESS_TOKEN"
access_token_secret = "env:X_ACCESS_TOKEN_SECRET"

[accounts.musee-facebook]
network = "facebook"
base_url = "{facebook}"
page_id = "{page}"
access_token = "env:PAGE_TOKEN"
app_secret = "env:APP_SECRET"

[accounts.musee-mastodon]
network = "mastodon"
base_url = "{mastodon}"
access_token = "env:MASTODON_TOKEN"

[accounts.musee-bluesky]
network = "bluesky"
base_url = "{bluesky}"
handle = "{handle}"
app_password = "env:BLUESKY_WORD"

[accounts.musee-instagram]
network = "instagram"
through = "handoff"
"""


@dataclass(frozen=True, slots=True)
class Networks:
    """The four servers."""

    x: FakeX
    facebook: FakeFacebook
    mastodon: FakeMastodon
    bluesky: FakeBluesky

    @property
    def accounts(self) -> str:
        """The accounts, as a configuration has them."""
        addresses = {name: getattr(self, name).base_url for name in Networks.__slots__}
        return _ACCOUNTS.format(**addresses, page=PAGE_ID, handle=HANDLE)

    @property
    def secrets(self) -> Mapping[str, str]:
        """What the environment must hold, by name."""
        keys = {f"X_{name.upper()}": value for name, value in self.x.keys.items()}
        rest = {"PAGE_TOKEN": self.facebook.token, "APP_SECRET": APP_SECRET, "MASTODON_TOKEN": self.mastodon.token}
        return keys | rest | {"BLUESKY_WORD": PASSWORD}


@contextmanager
def running() -> Iterator[Networks]:
    """All four, each on its own port."""
    with ExitStack() as stack:
        one = Networks(
            x=stack.enter_context(FakeX()),
            facebook=stack.enter_context(FakeFacebook()),
            mastodon=stack.enter_context(FakeMastodon()),
            bluesky=stack.enter_context(FakeBluesky()),
        )
        one.bluesky.state.handles |= {handle: f"did:plc:{handle[:24]:x<24}" for handle in KNOWN}
        yield one


class Told:
    """A server that keeps the bodies that notifications bring."""

    def __init__(self) -> None:
        self.bodies: list[str] = []
        told = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                told.bodies.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()

    @property
    def address(self) -> str:
        return f"json://127.0.0.1:{self.server.server_address[1]}/{WATCHED}"
