"""The rules that decide how one content becomes each network's, as one table of Markdown with their sources and dates.

`python -m scheduler.connector.mutualisation docs/mutualisation.md` renews it in the page; a test compares.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from scheduler.connector import discover
from scheduler.connector.base import Ability
from scheduler.connector.table import UNITS
from scheduler.model.network import Mention, Rules, Source

START, END = "<!-- rules: made by scheduler.connector.mutualisation -->\n", "<!-- /rules -->"
HEAD = (
    *(
        "network",
        "a part holds",
        "a link counts",
        "links",
        "mentions are written",
        "hashtags",
        "too long becomes",
        "in a thread",
    ),
    *("first comment", "content warning", "pictures", "alt text"),
)
MENTIONS = {Mention.HANDLE: "@handle", Mention.HANDLE_AT_HOST: "@handle@host", Mention.NAME: "the name"}


def real(names: Iterable[str]) -> Iterator[Rules]:
    """The rules of networks that exist: what stands in for others has none of its own."""
    for name in names:
        one = discover.load(name)
        if not one.simulated and Ability.HAND_OFF not in one.can:
            yield one.rules


def table(names: Iterable[str]) -> str:
    """One row a network."""
    rows = [HEAD, ("---",) * len(HEAD), *map(_row, real(names))]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def sources(names: Iterable[str]) -> str:
    """Where each rule was read, and when: one line a page."""
    lines: list[str] = []
    for rules in real(names):
        found: dict[Source, list[str]] = {}
        for field, source in rules.sources:
            found.setdefault(source, []).append(f"`{field}`")
        told = (f"{', '.join(fields)}: <{one.url}>, read {one.read.isoformat()}" for one, fields in found.items())
        lines += [f"- **{rules.title}**", *(f"  - {line}" for line in told)]
    return "\n".join(lines) + "\n"


def renewed(page: str) -> str:
    """`page` with table and sources between its marks made anew. Raises ValueError where a mark is missing."""
    before, first, rest = page.partition(START)
    _, last, after = rest.partition(END)
    if not first or not last:
        raise ValueError("the page lacks the marks of the table")
    names = discover.names()
    return f"{before}{START}\n{table(names)}\nSources:\n\n{sources(names)}\n{END}{after}"


def _row(rules: Rules) -> tuple[str, ...]:
    shown = rules.pictures
    return (
        rules.title,
        _length(rules),
        str(rules.url_length) if rules.url_length else "as written",
        _links(rules),
        MENTIONS[rules.mention],
        _hashtags(rules),
        "a thread" if rules.threads else "shorter",
        f"pictures {rules.media_part}, link {rules.link_part}" if rules.threads else "",
        "yes" if rules.first_comment else "no",
        "beside the text" if rules.warning else "under the title" if rules.max_title else "before the text",
        f"{'1 to ' if shown.required else ''}{shown.most}, {' '.join(shown.formats)}, {shown.max_bytes / 1e6:.1f} MB",
        str(shown.alt_length) if shown.alt_shown else "kept for the record",
    )


def _length(rules: Rules) -> str:
    bytes_ = f", {rules.max_bytes} bytes" if rules.max_bytes else ""
    media = f"; {rules.max_length_under_media} with pictures" if rules.max_length_under_media else ""
    title = f"; first line {rules.max_title}" if rules.max_title else ""
    return f"{rules.max_length}{UNITS[rules.count]}{bytes_}{media}{title}"


def _links(rules: Rules) -> str:
    if not rules.links_clickable:
        return "left out: not clickable"
    card = "with a card of ours" if rules.link_card else "the network makes the card"
    return f"{card}, at most {rules.max_links}" if rules.max_links else card


def _hashtags(rules: Rules) -> str:
    if not rules.hashtags:
        return "plain text"
    most = f"at most {rules.max_hashtags}" if rules.max_hashtags is not None else "no limit"
    return f"{most}, custom {rules.advised_hashtags}" if rules.advised_hashtags is not None else most


def main() -> None:
    """Renew the page that is named."""
    page = Path(sys.argv[1])
    page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
