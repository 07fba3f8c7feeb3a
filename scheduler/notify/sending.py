"""Delivering a message by Apprise: to every address, each outcome told apart, and no address in any log."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.errors import SchedulerError
from scheduler.notify.news import News, message
from scheduler.plain import one_line, redact
from scheduler.sentences import say

Send = Callable[[str, str, str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What became of a message at one address; `place` is fit to be shown, `why` is empty where it was taken.

    `taken` is None where nothing was sent.
    """

    place: str
    taken: bool | None
    why: str = ""
    advised: bool = False
    """Whether `why` says already what to do."""


class Notifier:
    """Sends messages to Apprise addresses. `addresses` are references, resolved by `secret` at each message.

    `failed` is told of each address that did not take one. Never raises: what fails must not touch what it speaks of.
    """

    def __init__(
        self,
        addresses: Sequence[str],
        secret: Callable[[str], str],
        *,
        language: str = "en",
        calendar: str = "",
        failed: Callable[[Delivered], None] = lambda _: None,
        send: Send | None = None,
    ) -> None:
        self._addresses = tuple(addresses)
        self._secret = secret
        self._language = language
        self._calendar = calendar
        self._failed = failed
        self._by = send or by_apprise

    @property
    def able(self) -> bool:
        """Whether there is any address."""
        return bool(self._addresses)

    def __call__(self, news: Sequence[News]) -> bool:
        """Send one message about `news`; whether any address took it."""
        return self.send(*message(news, self._language, self._calendar))

    def send(self, title: str, body: str) -> bool:
        """Send one message; whether any address took it."""
        found = self.deliver(title, body)
        for one in found:
            if not one.taken:
                self._failed(one)
        return any(one.taken for one in found)

    def deliver(self, title: str, body: str) -> list[Delivered]:
        """Send one message to every address; what became of it at each. Nobody else is told."""
        return [self._deliver(reference, (title, body)) for reference in self._addresses]

    def listed(self) -> list[Delivered]:
        """Every address as people may see it; nothing is sent."""
        return [self._deliver(reference, None) for reference in self._addresses]

    def _deliver(self, reference: str, said: tuple[str, str] | None) -> Delivered:
        place = reference
        try:
            address = self._secret(reference)
            place = shown(address)
            return Delivered(place=place, taken=self._by(address, *said) if said else None)
        except SchedulerError as problem:
            why = str(say(problem.code, problem.arguments, self._language))
            return Delivered(place=place, taken=False, why=redact(one_line(why)), advised=True)
        except Exception as error:  # noqa: BLE001 - whatever a notification service does, the work goes on
            return Delivered(
                place=place, taken=False, why=type(error).__name__
            )  # its text may hold half of the address


def shown(address: str) -> str:
    """An address as people may see it: its scheme, and its host where that is no secret.

    Many services write a token where a host would stand (`tgram://token/chat`): a host is shown only where it is one.
    """
    scheme, found, rest = address.partition("://")
    if not found:
        return "…"
    host = rest.partition("/")[0].partition("?")[0].rpartition("@")[2]
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    public = name in {"localhost", "127.0.0.1", "[::1]"} or (
        "." in name and name.replace(".", "").replace("-", "").isalnum()
    )
    own = scheme in {"json", "jsons", "xml", "xmls", "form", "forms", "gotify", "gotifys", "mailto", "mailtos"}
    return f"{scheme}://{host}" if own and public else f"{scheme}://…"


def by_apprise(address: str, title: str, body: str) -> bool:
    """Send to one address; False where it was not taken."""
    import apprise  # noqa: PLC0415 - heavy, and most calendars never notify

    # It says addresses in clear at its lowest levels, and prints to stderr where nobody has set up logging.
    log = logging.getLogger("apprise")
    log.propagate = False
    log.handlers = [logging.NullHandler()]
    log.setLevel(logging.CRITICAL)
    sender: Any = apprise.Apprise(asset=apprise.AppriseAsset(app_id="editorial-scheduler", app_desc="", app_url=""))
    return bool(sender.add(address)) and bool(sender.notify(title=title, body=body))
