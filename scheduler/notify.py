"""News for people who are not at the screen, by Apprise: tag and state, never a post's text."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from scheduler.plain import one_line, redact
from scheduler.sentences import say
from scheduler.sentences.stored import said

MOST = 20
"""Lines in one message; more are counted. A week that failed at once is one message, not fifty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that a person should know of: a delivery's tag (or an account) and the word of its state; `why` as stored."""

    subject: str
    state: str
    why: str = ""


def message(news: Sequence[News], language: str) -> tuple[str, str]:
    """Title and body of one message about `news`, in order."""
    title = say("news-title", {"n": len(news)}, language).text
    lines = []
    for one in news[:MOST]:
        state = say(f"news-{one.state}", {"subject": one.subject}, language)
        lines.append(" ".join([str(state), *([said(one.why, language)] if one.why else [])]))
    if len(news) > MOST:
        lines.append(say("news-more", {"n": len(news) - MOST}, language).text)
    return title, redact("\n".join(one_line(line) for line in lines))


class Notifier:
    """Sends news to Apprise addresses, one message at a time, beside the work: publishing never waits for it.

    `addresses` is asked at each message (its secrets are resolved then). `failed` is told when a message did not go out.
    """

    def __init__(
        self,
        addresses: Callable[[], Sequence[str]],
        *,
        language: str = "en",
        failed: Callable[[str], None] = lambda _: None,
        send: Callable[[Sequence[str], str, str], bool] | None = None,
    ) -> None:
        self._addresses = addresses
        self._language = language
        self._failed = failed
        self._send = send or by_apprise
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="notify")

    def __call__(self, news: Sequence[News]) -> None:
        if news:
            self._thread.submit(self._deliver, tuple(news))

    def _deliver(self, news: Sequence[News]) -> None:
        try:
            addresses = self._addresses()
            if addresses and not self._send(addresses, *message(news, self._language)):
                self._failed("")
        except Exception as error:  # noqa: BLE001 - a notification that fails must not touch what it speaks of
            self._failed(redact(one_line(str(error))))

    def close(self) -> None:
        """Wait for what is being sent; called once."""
        self._thread.shutdown(wait=True)


def by_apprise(addresses: Sequence[str], title: str, body: str) -> bool:
    """Send to every address; False where one of them did not take it."""
    import apprise  # noqa: PLC0415 - heavy, and most calendars never notify

    sender: Any = apprise.Apprise()
    known = [sender.add(address) for address in addresses]
    return all(known) and bool(sender.notify(title=title, body=body))
