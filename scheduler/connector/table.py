"""What each network allows and what its connector can do, as two tables of Markdown made from the connectors.

`python -m scheduler.connector.table docs/networks.md` renews them in the page; a test compares.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from scheduler.connector import discover
from scheduler.connector.base import Ability, Connector
from scheduler.model.network import Count, Rules

RULES = "rules"
ABILITIES = "abilities"
UNITS = {
    Count.X_WEIGHTED: ", weighted",
    Count.MASTODON: "",
    Count.GRAPHEMES: " graphemes",
    Count.CODE_POINTS: " code points",
    Count.UTF16: " UTF-16 units",
    Count.BYTES: " bytes",
    Count.EMOJI_BYTES: " code points, emoji in bytes",
    Count.ESCAPED: " UTF-16 units, after escaping",
    Count.LONGEST_BLOCK: " code points a paragraph",
}
CLAIMS = {
    Ability.FIND: "finds a lost post",
    Ability.PROVE_ABSENCE: "can prove an absence",
    Ability.NATIVE_KEY: "one key, one post",
    Ability.COUNTS: "counts",
    Ability.FOLLOWERS: "followers",
    Ability.WITHDRAW: "withdraws",
    Ability.LIMITS: "reads its server's limits",
    Ability.NEWEST: "lists its newest posts",
}


def rules_table(names: Iterable[str]) -> str:
    """The limits of each network."""
    head = ("network", "sends here", "longest text", "links count", "pictures", "formats sent as they are", "alt text")
    return _table((*head, "threads", "first comment"), [_rules_row(name, discover.load(name)) for name in names])


def abilities_table(names: Iterable[str]) -> str:
    """What each connector that publishes can do besides."""
    known = {name: discover.load(name) for name in names}
    rows = [
        (f"`{name}`", *(_yes(claim in one.can) for claim in CLAIMS))
        for name, one in known.items()
        if Ability.PUBLISH in one.can
    ]
    return _table(("network", *CLAIMS.values()), rows)


def renewed(page: str) -> str:
    """`page` with the tables between its marks made anew. Raises ValueError where a mark is missing."""
    names = discover.names()
    for name, fresh in ((RULES, rules_table(names)), (ABILITIES, abilities_table(names))):
        start, end = f"<!-- {name}: made by scheduler.connector.table -->\n", f"<!-- /{name} -->"
        before, first, rest = page.partition(start)
        _, last, after = rest.partition(end)
        if not first or not last:
            raise ValueError(f"the page lacks the mark of the table «{name}»")
        page = f"{before}{start}\n{fresh}\n{end}{after}"
    return page


def _rules_row(name: str, connector: type[Connector]) -> Sequence[str]:
    rules, sends = connector.rules, Ability.PUBLISH in connector.can
    if connector.simulated:
        return (f"`{name}`", "yes, to this machine", "those of the network it stands in for", *[""] * 6)
    if Ability.HAND_OFF in connector.can:
        return (f"`{name}`", "to a person", "those of the account’s network", *[""] * 6)
    return (
        f"`{name}`",
        "yes" if sends else "by hand",
        _length(rules, own=Ability.LIMITS in connector.can),
        _links(rules),
        _pictures(rules),
        " ".join(rules.pictures.formats),
        str(rules.pictures.alt_length) if rules.pictures.alt_shown else "none",
        _yes(rules.threads),
        _yes(rules.first_comment),
    )


def _length(rules: Rules, *, own: bool) -> str:
    size = f", {rules.max_bytes} bytes" if rules.max_bytes else ""
    media = f", {rules.max_length_under_media} with pictures" if rules.max_length_under_media else ""
    title = f", title {rules.max_title}" if rules.max_title else ""
    return f"{rules.max_length}{UNITS[rules.count]}{size}{media}{title}{', unless the server says more' if own else ''}"


def _links(rules: Rules) -> str:
    counted = str(rules.url_length) if rules.url_length else "as written"
    return counted if rules.links_clickable else f"{counted}, not clickable"


def _pictures(rules: Rules) -> str:
    most = rules.pictures.most
    number = f"1 to {most}" if rules.pictures.required and most > 1 else str(most)
    return f"{number}, {rules.pictures.max_bytes / 1e6:.1f} MB each"


def _yes(so: bool) -> str:
    return "yes" if so else "no"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def main() -> None:
    """Renew the page that is named."""
    page = Path(sys.argv[1])
    page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
