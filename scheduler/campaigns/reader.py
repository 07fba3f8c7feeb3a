"""A campaign file read and checked in one pass: all problems at once, each with its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scheduler.campaigns import mends, slips, source, tree
from scheduler.campaigns.desk import Desk, Known
from scheduler.campaigns.document import Document
from scheduler.model.campaign import Campaign
from scheduler.model.notice import Notice, Severity, Where, blocking

__all__ = ["Known", "Reading", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file says. `campaign` is None where a fault lies above the posts; posts with a fault are in its `blocked`.

    `seen` is all that could be made of it, faulty parts included: to judge what else is wrong, never to plan.
    """

    campaign: Campaign | None
    notices: tuple[Notice, ...]
    seen: Campaign | None = None


def read(path: Path, text: bytes | None = None, known: Known | None = None) -> Reading:
    """Read `path`, or `text` as if it stood there. Raises OSError where the file cannot be read, and nothing else.

    `where.file` is `path` as given; lines and columns count from 1. Where the YAML itself is broken, what was probably
    meant is put in its place for reading on, so that the file's other faults are shown too; no campaign comes of it.
    """
    file = str(path)
    given = source.decode(path.read_bytes() if text is None else text, file)
    if given.text is None:
        return Reading(campaign=None, notices=_in_order(given.notices))
    with tree.pause():
        return _read(given.text, file, given.notices, known or Known())


def _read(text: str, file: str, before: tuple[Notice, ...], known: Known) -> Reading:
    grown = mends.grow(text, file)
    desk = Desk(file, known)
    desk.lines = grown.lines
    if not isinstance(grown.root, tree.Keyed):
        top = Where(file=file, line=1, column=1)
        if grown.root is not None:
            desk.error("file-not-keys", top)
        elif not grown.faults and not grown.notices:
            desk.error("file-empty", top)
        return Reading(campaign=None, notices=_in_order((*before, *grown.faults, *grown.notices, *desk.notices)))
    document = Document(grown.root, desk)
    blamed = document.blame((*before, *slips.find(grown, file)))
    apart = [notice for notice in (*blamed, *desk.notices) if not _mended(notice, grown.mended)]
    notices = (*grown.faults, *apart)
    above = [notice for notice in notices if not notice.subject]
    campaign = None if grown.faults or blocking(above) else document.campaign()
    return Reading(campaign=campaign, notices=_in_order(notices), seen=document.seen())


def _mended(notice: Notice, lines: frozenset[int]) -> bool:
    """Whether a notice speaks of a line that was put right for reading on: its fault was named already."""
    return bool(notice.where and notice.where.line - 1 in lines)


def _in_order(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """By place, errors first, each once."""
    rank = list(Severity)
    kept: dict[object, Notice] = {}
    for one in notices:
        kept.setdefault((one.where, one.code, *one.arguments.values()), one)
    return tuple(
        sorted(
            kept.values(),
            key=lambda one: (
                (one.where.line, one.where.column) if one.where else (0, 0),
                rank.index(one.severity),
                one.code,
            ),
        )
    )
