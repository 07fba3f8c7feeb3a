"""What came back, in the room: counts beside each post that is out, and the results of a campaign that is over."""

import io
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from scheduler.app import results as came_back
from scheduler.cli.lines import Talk
from scheduler.model.delivery import Receipt
from scheduler.model.engagement import Counts, Snapshot
from scheduler.model.report import Report
from scheduler.render import counted
from scheduler.store import deliveries, snapshots
from scheduler.store.together import keep
from scheduler.tui import results
from scheduler.tui.cells import width
from scheduler.tui.screens.results import Results
from tests.render.reports import week as judged
from tests.tui import goldens, little, week
from tests.tui.screen import SMALL, WIDE, Player, play
from tests.tui.test_glance import _run, database

LATER = datetime(2028, 9, 1, 10, tzinfo=week.PARIS)
DAY = timedelta(days=1)


@pytest.fixture
def over(small: Path) -> Path:
    """The small week once it is over: all of it went out, and X gave counts of the herbarium, Facebook some of them."""
    with week.opened(small, by="c.lam", now=little.NOW) as room:
        store = room.scheduler.ground.database
        rows = [one for one in deliveries.select(store) if one.local is not None]
        with store.write() as connection:
            keep(
                connection,
                [(one.id, Receipt(part=0, remote_id=f"{one.id}", url="", at=one.due or little.NOW)) for one in rows],
            )
        mine = {one.network: one.tag for one in rows if one.post == "herbier"}
        read = little.NOW + 9 * DAY
        given = {
            "x": Counts(reactions=1204, replies=0, shares=5, views=9000),
            "facebook": Counts(reactions=3, shares=1),
        }
        snapshots.add(
            store,
            [
                Snapshot(tag=mine[name], part=0, age=age, taken=read, counts=counts, simulated=name == "x")
                for name, counts in given.items()
                for age in (DAY, 7 * DAY)
            ],
        )
    _run("UPDATE deliveries SET state = 'published'")(database(small))
    return small


def test_counts_stand_beside_a_post_that_is_out(over: Path) -> None:
    async def story(player: Player) -> None:
        await player.press("g")
        await player.type("herbier")
        assert "engagement à 7 jours : XT 1 209 · FB n. d. · simulé" in player.text
        await player.press("enter")
        flat = re.sub(r"[\s│┃]+", " ", player.text)
        for said in (
            "1 204 réactions · 0 réponse · 5 partages · 9 000 vues",
            "à 7 jours · simulé",
            "3 réactions · 1 partage · réponses n. d.",
        ):
            assert said in flat, said
        await player.press("left")
        assert "pas encore de relevé" in player.text

    play(over, story, now=LATER, size=WIDE)


@pytest.mark.parametrize(("size", "language"), [(WIDE, "fr"), pytest.param(SMALL, "en", marks=pytest.mark.long)])
def test_a_campaign_that_is_over_shows_its_results(over: Path, size: tuple[int, int], language: str) -> None:
    words = {
        "fr": ("b bilan", "Bilan ·", "trop peu", "Ce qu’on ne peut pas dire"),
        "en": ("b results", "Results ·", "too little data", "What cannot be said"),
    }
    key, heading, verdict, cannot = words[language]

    async def story(player: Player) -> None:
        assert key in player.text.splitlines()[-1]
        await player.press("b")
        assert any(isinstance(one, Results) for one in player.app.screen_stack)
        assert heading in player.text
        assert "La petite semaine" in player.text
        seen = player.text
        while (await _down(player)) not in seen:
            seen += player.text
        assert verdict in seen
        assert cannot in seen
        await player.press("question_mark", "escape", "left", "right", "f9", "f9", "f9", "f9", "escape")
        assert player.app.screen is player.app.room

    play(over, story, now=LATER, size=size, language=language)


async def _down(player: Player) -> str:
    await player.press("pagedown")
    return player.text


def test_before_any_campaign_is_over_its_key_says_so(small: Path) -> None:
    async def story(player: Player) -> None:
        assert "bilan" not in player.text.splitlines()[-1]
        await player.press("b")
        assert "Aucune campagne n’est terminée" in player.said
        assert player.app.screen is player.app.room

    play(small, story)


def test_a_reading_of_several_parts_lacks_what_one_of_them_lacks(over: Path) -> None:
    with week.opened(over, by="c.lam", now=LATER) as room:
        store = room.scheduler.ground.database
        tag = next(one.tag for one in deliveries.select(store) if one.post == "herbier" and one.network == "x")
        second = Snapshot(tag=tag, part=1, age=7 * DAY, taken=LATER, counts=Counts(reactions=6, shares=0), by="c.lam")
        snapshots.add(store, [second])
        (found,) = came_back.latest(store, [tag]).values()
        assert (found.counts, found.age) == (Counts(reactions=1210, shares=5), 7 * DAY)
        assert counted.told(found, "en").endswith("replies n/a · after 7\u00a0days · typed in by c.lam · simulated")
        assert came_back.latest(store, []) == {}
        names = [one.slug for one in came_back.over(store, LATER, "Europe/Paris")]
        assert names == ["petite"]
        assert came_back.over(store, little.NOW, "Europe/Paris") == ()


def test_plain_lines_say_what_came_back_too(over: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with week.opened(over, by="l.diallo", now=little.NOW) as room:
        posts = [one for one in room.week(date(2027, 6, 7)).entries if one.post == "herbier"]
        talk = Talk(room, io.StringIO("q\n"))
        talk.entries = tuple(posts)
        talk._do("1")
    said = capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ")
    assert "1 204 réactions · 0 réponse · 5 partages · 9 000 vues · à 7 jours · simulé" in said
    assert "3 réactions · 1 partage · réponses n. d. · à 7 jours" in said


@pytest.mark.parametrize("wide", [57, 77, 117, 197])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_results_fit_any_width_and_say_each_verdict_in_words(wide: int, language: str) -> None:
    found: Report = judged(simulated=True)
    drawn = [
        "".join(text for text, _, _ in line) for item in results.lines(found, language, wide) for line in item.lines
    ]
    assert max(map(width, drawn)) <= wide
    assert drawn[0].startswith("! "), "that the audience is simulated comes first"
    text = " ".join(drawn)
    for sign in ("▲", "●", "▸", "┊", "░", "▓"):
        assert sign in text
    chart = [line for line in drawn if "▓" in line]
    assert len({line.index("█") for line in chart}) == 1, "all bars begin at the same column"


@pytest.mark.parametrize(("wide", "language"), goldens.RESULTS)
def test_the_numbers_are_drawn_as_they_were_looked_at(wide: int, language: str) -> None:
    golden = goldens.GOLDEN / f"results-{wide}-{language}.txt"
    assert goldens.results(wide, language) == golden.read_text(encoding="utf-8")
