"""The keys at the end of docs/review.md, written from the room's own table: `python -m tests.structure.review_page`."""

import os

from tests.structure.source import ROOT

PAGE = ROOT / "docs" / "review.md"
BEGIN, END = "<!-- keys: written from scheduler/tui/acts.py -->\n", "<!-- end of keys -->\n"


def table() -> str:
    """One line a key: the key as it is read, its word on a French screen, what it does, and where."""
    from scheduler.sentences import label
    from scheduler.tui.acts import ACTS
    from scheduler.tui.widgets.keyline import key_name

    where = {"both": "", "room": " (in the week, day, month and list)", "post": " (in a post)"}
    rows = [
        f"| `{key_name(one, 'en')}` | {label(one.word, 'fr')} | {label(one.told, 'en')[:-1]}{where[one.where]} |\n"
        for one in ACTS
    ]
    return "| key | on a French screen | what it does |\n|---|---|---|\n" + "".join(rows)


def page(text: str) -> str:
    """The page `text` with the table as it is now."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + table() + END + rest.partition(END)[2]


if __name__ == "__main__":
    os.environ["SCHEDULER_LANGUAGE"] = "en"
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
