"""The screens as they were last looked at, in `golden/`: text first, then what each cell means by its colour.

`python -m tests.tui.goldens` writes them anew; look at the difference before it is committed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.tui.screen import SMALL, WIDE, WIDEST, Player, play

GOLDEN = Path(__file__).parent / "golden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One screen: how it is reached."""

    name: str
    size: tuple[int, int]
    keys: Sequence[str] = ()
    language: str = "fr"


SHOTS = (
    Shot(name="week-small", size=SMALL),
    Shot(name="week-wide", size=WIDE),
    Shot(name="week-widest", size=WIDEST, language="en"),
    Shot(name="list-small", size=SMALL, keys=("4",)),
    Shot(name="day-wide", size=WIDE, keys=("right", "2")),
    Shot(name="month-wide", size=WIDE, keys=("3",), language="en"),
    Shot(name="month-small", size=SMALL, keys=("3",)),
    Shot(name="post-wide", size=WIDE, keys=("n", "enter")),
    Shot(name="post-small", size=SMALL, keys=("n", "n", "n", "enter"), language="en"),
    Shot(name="move-small", size=SMALL, keys=("n", "n", "n", "n", "n", "m", "down", "right")),
    Shot(name="edit-wide", size=WIDE, keys=("n", "n", "n", "n", "n", "space", "e")),
    Shot(name="help-small", size=SMALL, keys=("question_mark",)),
)


RESULTS = ((117, "fr"), (77, "en"))
"""The widths that results are drawn in at the sizes above, and their language."""


def results(wide: int, language: str) -> str:
    """A campaign's results as far as numbers go: key figures, weeks, objectives."""
    from scheduler.tui.results import lines
    from tests.render.reports import week as judged

    drawn = ["".join(text for text, _, _ in line) for item in lines(judged(), language, wide) for line in item.lines]
    titles = [n for n, line in enumerate(drawn) if line.startswith("──")]
    return "\n".join(line.rstrip() for line in drawn[titles[0] : titles[3]]) + "\n"


def taken(config: Path, shot: Shot, theme: str = "review-dark") -> str:
    """The screen as its golden file has it."""
    seen: list[str] = []

    async def story(player: Player) -> None:
        await player.press(*shot.keys)
        seen.append(f"{player.text}\n{'=' * shot.size[0]}\n{player.meaning}\n")

    play(config, story, size=shot.size, theme=theme, language=shot.language)
    return seen[0]


def main() -> None:
    """Write all of them."""
    import os
    import tempfile

    from tests.tui import week
    from tests.tui.conftest import point

    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        point(Path(folder))
        os.environ.pop("NO_COLOR", None)
        config = week.calendar(Path(folder) / "calendar")
        week.live(config)
        for wide, language in RESULTS:
            (GOLDEN / f"results-{wide}-{language}.txt").write_text(results(wide, language), encoding="utf-8")
        for shot in SHOTS:
            (GOLDEN / f"{shot.name}.txt").write_text(taken(config, shot), encoding="utf-8")
    looked_at()


def looked_at() -> None:
    """Write those over the small week."""
    import tempfile

    from tests.tui import little
    from tests.tui.conftest import point
    from tests.tui.viewing_shots import SHOTS as VIEWED
    from tests.tui.viewing_shots import prepared

    with tempfile.TemporaryDirectory() as folder:
        point(Path(folder))
        config = prepared(little.made(Path(folder) / "calendar"))
        for shot in VIEWED:
            (GOLDEN / f"{shot.name}.txt").write_text(taken(config, shot), encoding="utf-8")


if __name__ == "__main__":
    main()
