"""What people of other servers write: in the thread under a status, to the account by name, with a hashtag."""

from abc import ABC
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from scheduler.testing.fake_mastodon.engaging import Engaging
from scheduler.testing.fake_mastodon.state import OWN_ID, refused
from scheduler.testing.server import Answer, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A status of somebody. `under` is the status that it answers; `named`: the account's notifications show it."""

    id: str
    acct: str
    content: str
    at: datetime
    under: str = ""
    named: bool = False
    hashtags: tuple[str, ...] = ()
    visibility: str = "public"
    alts: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Talking(Engaging, ABC):
    """A server whose statuses people answer in words."""

    said: list[Said] = field(default_factory=list)
    notifies: bool = True
    """Whether the token may read notifications."""
    _said: int = 0

    def say(self, acct: str, content: str, **more: Any) -> Said:
        """Have somebody write a status now. `at`, `under`, `named`, `hashtags`, `visibility` and `alts` as in `Said`."""
        self._said += 1
        number = str(113_000_000_000_000_000 + self._said)
        one = Said(id=number, acct=acct, content=content, **({"at": self.clock.now()} | more))
        self.said.append(one)
        return one

    def unsay(self, status_id: str) -> None:
        """Have its author delete it."""
        self.said = [one for one in self.said if one.id != status_id]

    def _context(self, request: Request, status_id: str) -> Answer:
        if any(one.id == status_id for one in self.said):
            answer = Answer(body={"ancestors": [], "descendants": []})
        else:
            answer = Engaging._context(self, request, status_id)  # noqa: SLF001 - a dataclass with slots has no super()
        body = answer.body
        assert isinstance(body, dict)
        wanted, below = {status_id}, body["descendants"]
        own = [one for one in self.posted if one.id not in self.gone]
        mine = [Said(id=one.id, acct="musee", content=one.text, at=one.at, under=one.in_reply_to) for one in own]
        for one in sorted([*self.said, *mine], key=lambda one: one.at):
            if one.under in wanted:
                wanted.add(one.id)
                below.append(self._status(one, request.base))
        return answer

    def _notifications(self, request: Request) -> Answer:
        if not self.notifies:
            raise refused(403, "This action is outside the authorized scopes")
        if request.query.get("types[]") != ["mention"]:
            raise refused(422, "types are not what is sought")
        newest = [one for one in reversed(self.said) if one.named]
        return self._page(
            request, [{"id": one.id, "type": "mention", "status": self._status(one, request.base)} for one in newest]
        )

    def _timeline(self, request: Request, hashtag: str) -> Answer:
        newest = [
            one
            # Of two of one instant the later is the newer.
            for one in sorted(self.said[::-1], key=lambda one: one.at, reverse=True)  # noqa: C415
            if hashtag.casefold() in {each.casefold() for each in one.hashtags}
        ]
        return self._page(request, [self._status(one, request.base) for one in newest])

    def spoken(self, request: Request, status_id: str) -> dict[str, Any] | None:
        """A status of somebody else by its id, None where there is none such."""
        return next((self._status(one, request.base) for one in self.said if one.id == status_id), None)

    def _status(self, one: Said, base: str) -> dict[str, Any]:
        name = one.acct.partition("@")[0]
        own = {"id": OWN_ID} if one.acct == "musee" else {}
        return {
            "id": one.id,
            "url": f"{base}/@{one.acct}/{one.id}",
            "created_at": one.at.isoformat().replace("+00:00", "Z"),
            "account": {"id": str(len(name)), "acct": one.acct, "username": name, "display_name": name} | own,
            "content": one.content,
            "spoiler_text": "",
            "visibility": one.visibility,
            "in_reply_to_id": one.under or None,
            "media_attachments": [{"id": "1", "type": "image", "description": alt} for alt in one.alts],
            "mentions": [],
            "tags": [{"name": each} for each in one.hashtags],
            "emojis": [],
        }


ROUTES = (
    ("GET", "/api/v1/notifications", "_notifications"),
    ("GET", "/api/v1/timelines/tag/([^/]+)", "_timeline"),
)
