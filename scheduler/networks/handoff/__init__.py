"""The hand-off: for an account of any network, everything is laid out and a person publishes.

`Site.rules` are the rules of the account's network. Each delivery gets a folder with its texts and pictures, what to do with
them in words, and a page that also a phone can show. It lies in the site's folder, or below the account's own `folder`.
"""

from collections.abc import Sequence
from datetime import date

from scheduler.connector.base import Ability, Connector, Handed, Option, Outgoing, SendFailure
from scheduler.model.failure import Failure, Kind
from scheduler.model.health import Finding, Health
from scheduler.model.network import Count, Mention, PictureRules, Rules, Source, VideoRules
from scheduler.model.notice import Severity
from scheduler.networks.handoff import folder, sheet

_OURS = Source(url="docs/networks/handoff.md", read=date(2026, 11, 22))


class HandOff(Connector):
    """Nothing leaves this machine by it. A kill at any instant costs nothing: what is laid out again is renewed."""

    # What a connector must have; an account that is handed over brings its own network's.
    rules = Rules(
        network="handoff",
        title="Hand-off",
        count=Count.CODE_POINTS,
        max_length=1000,
        mention=Mention.NAME,
        pictures=PictureRules(
            most=10,
            formats=("JPEG", "PNG", "WEBP", "GIF"),
            max_bytes=16_777_216,
            alt_length=1500,
            max_pixels=33_177_600,
        ),
        videos=VideoRules(
            formats=("mp4", "m4v", "mov", "webm"),
            alone=False,
        ),
        threads=True,
        first_comment=True,
        warning=True,
        sources=(("max_length", _OURS), ("pictures", _OURS), ("videos", _OURS)),
    )
    docs = "scheduler help networks/handoff"
    options = (Option(name="folder", required=False),)
    can = Ability.HAND_OFF
    request_life = 0.0

    def hand_off(self, parts: Sequence[Outgoing]) -> Handed:
        try:
            ground = folder.ground(self.site)
            place = ground / folder.name_of(parts[0])
            laid = sheet.made(self.site, parts)
            return folder.lay_out(place, ground, laid, private=ground == folder.own(self.site))
        except FileNotFoundError as missing:
            raise _not_written("handing-folder-missing", missing.filename) from missing
        except OSError as problem:
            raise _not_written("handing-not-written", problem) from problem

    def probe(self) -> Health:
        try:
            folder.ground(self.site)
        except FileNotFoundError as missing:
            wrong = Finding(
                severity=Severity.ERROR, code="handing-folder-missing", arguments={"detail": str(missing.filename)}
            )
            return Health(identity="", findings=(wrong,))
        return Health(identity="")


def _not_written(code: str, detail: object) -> SendFailure:
    return SendFailure(Failure(kind=Kind.NOT_SENT, code=code, detail=str(detail)))
