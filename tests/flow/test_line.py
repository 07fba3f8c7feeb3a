"""The editorial line over a calendar: gaps, repetition, quiet hours, closing days, sensitive dates, public holidays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from scheduler.flow.line import days, pairs
from scheduler.flow.line.slots import Finding, Slot
from scheduler.model.line import Line
from scheduler.model.line_reading import read
from scheduler.model.notice import Where
from scheduler.model.variant import Part, Role, Variant

RULE = Where(file="config.toml", line=3)
HERE = Where(file="semaine.yaml", line=12)
PARIS = ZoneInfo("Europe/Paris")
LONG = "Ce lundi, les réserves ouvrent leurs portes et nous suivons une toile qui voyage depuis 1974."


def line(**rules: Any) -> Line:
    made, wrong = read(rules, lambda _: RULE)
    assert wrong == ()
    return made


def slot(post: str, at: str, text: str = LONG, *, rules: Line, account: str = "compte", **more: Any) -> Slot:
    given = datetime.fromisoformat(at)
    local = given if given.tzinfo else given.replace(tzinfo=PARIS)
    part = Part(role=Role.POST, text=text, length=len(text), limit=9999)
    about: dict[str, Any] = {"due": local.astimezone(UTC), "local": local, "where": HERE}
    return Slot(
        tag=f"semaine/{post}/once/{account}",
        campaign="semaine",
        post=post,
        account=account,
        line=rules,
        day=local.date(),
        variant=Variant(account=account, network="x", parts=(part,)),
        **{**about, **more},
    )


def told(found: Any) -> list[tuple[str, str]]:
    each: list[Finding] = list(found)
    return [(one.slot.post, one.notice.code) for one in each]


def test_posts_of_one_account_keep_their_distance() -> None:
    rules = line(gap="45min")
    first, second = slot("un", "2027-06-07T09:00", rules=rules), slot("deux", "2027-06-07T09:44", rules=rules)
    assert told(pairs.near([second, first])) == [("deux", "line-gap")]
    assert told(pairs.near([first, slot("deux", "2027-06-07T09:45", rules=rules)])) == []
    assert told(pairs.near([first, slot("deux", "2027-06-07T09:44", rules=rules, account="autre")])) == []
    assert told(pairs.near([first, replace(second, reply=True)])) == []
    assert told(pairs.near([first, replace(second, due=None, local=None)])) == []
    # What is only in the queue is not told of: the post of the files is, also where it goes out first.
    assert told(pairs.near([first, replace(second, where=None)])) == [("un", "line-gap")]
    assert told(pairs.near([replace(first, where=None), replace(second, where=None)])) == []


def test_a_post_that_is_excused_is_left_out_on_both_sides() -> None:
    rules = line(gap="45min", repetition="30d", quiet_hours="21h..8h", closed_days=["lundi"], holidays="FR",
                 sensitive_dates={"06-07": "deuil"})  # fmt: skip
    first, between, last = (
        slot(name, f"2027-06-07T07:{minute}", rules=rules)
        for name, minute in (("un", "00"), ("deux", "20"), ("trois", "40"))
    )
    free = replace(between, excused=frozenset({"gap", "repetition"}))
    assert told(pairs.near([first, free, last])) == [("trois", "line-gap")], "the others are held against each other"
    assert told(pairs.repeated([first, free])) == []
    assert told(pairs.repeated([free, last])) == []
    said = {"line-quiet": "quiet_hours", "line-closed": "closed_days", "line-sensitive": "sensitive_dates"}
    for code, rule in said.items():
        found = [one for _, one in told(days.judged([replace(first, excused=frozenset({rule}))]))]
        assert set(found) == said.keys() - {code}
    whit = slot("ascension", "2027-05-06T10:00", rules=rules)
    assert told(days.judged([whit])) == [("ascension", "line-holiday")]
    assert told(days.judged([replace(whit, excused=frozenset({"holidays"}))])) == []


def test_the_longer_gap_holds_whichever_of_two_posts_wants_it() -> None:
    first = slot("un", "2027-06-07T09:00", rules=line(gap="2h"))
    second = slot("deux", "2027-06-07T09:30", rules=line())
    assert told(pairs.near([first, second])) == [("deux", "line-gap")]
    (found,) = pairs.near([first, replace(second, line=line(gap="45min"))])
    assert found.notice.arguments["least"] == timedelta(hours=2)


def test_nearly_the_same_words_again_on_one_account_are_seen() -> None:
    rules = line(repetition="30d")
    first = slot("un", "2027-06-07T09:00", rules=rules)
    again = slot("deux", "2027-06-23T09:00", LONG.replace("1974", "1975"), rules=rules)
    assert told(pairs.repeated([again, first])) == [("deux", "line-repetition")]
    assert told(pairs.repeated([first, slot("deux", "2027-07-08T09:00", rules=rules)])) == []
    assert told(pairs.repeated([first, slot("deux", "2027-07-07T09:00", rules=rules)])) == [("deux", "line-repetition")]
    assert told(pairs.repeated([first, slot("un", "2027-06-14T09:00", rules=rules, series=True)])) == []
    assert told(pairs.repeated([first, replace(again, account="autre")])) == []
    assert told(pairs.repeated([replace(first, where=None), again])) == [("deux", "line-repetition")]
    other = slot(
        "deux", "2027-06-08T09:00", "Une toile voyage : ce lundi les portes ouvrent sur autre chose.", rules=rules
    )
    assert told(pairs.repeated([first, other])) == []
    short = [slot(name, f"2027-06-0{n}T09:00", "Merci à tous !", rules=rules) for n, name in enumerate("ab", 7)]
    assert told(pairs.repeated(short)) == [("b", "line-repetition")]


def test_the_twin_is_found_among_many_posts_of_one_template() -> None:
    """All share their first words, so that they are likely; the one that is nearly equal is found all the same."""
    rules = line(repetition="365d")
    start = datetime(2027, 1, 1, 9, tzinfo=PARIS)
    texts = [
        f"Objet de la semaine, la rubrique du mardi : {n} {'abcdefghij'[n % 10] * 9} {n * 7919}" for n in range(300)
    ]
    many = [
        slot(f"p{n}", (start + timedelta(days=n)).isoformat(), f"{text}. {LONG[n % 40 :]}", rules=rules)
        for n, text in enumerate(texts)
    ]
    twin = slot("jumeau", "2027-12-01T09:00", f"{texts[4]}. {LONG[4:]}!", rules=rules)
    assert ("jumeau", "line-repetition") in told(pairs.repeated([*many, twin]))


@pytest.mark.parametrize(
    ("at", "quiet"), [("20:59", False), ("21:00", True), ("03:00", True), ("07:59", True), ("08:00", False)]
)
def test_quiet_hours_go_over_midnight(at: str, quiet: bool) -> None:
    rules = line(quiet_hours=["21h..8h", "12h..12h30"])
    found = told(days.judged([slot("un", f"2027-06-07T{at}", rules=rules)]))
    assert found == ([("un", "line-quiet")] if quiet else [])
    assert told(days.judged([slot("un", "2027-06-07T12:15", rules=rules)])) == [("un", "line-quiet")]


def test_days_are_weekdays_dates_ranges_and_every_year() -> None:
    rules = line(
        closed_days=["mardi", "2027-08-01..2027-08-15"],
        sensitive_dates={"02-29": "un jour rare", "2027-11-13": ""},
        holidays=["FR", "FR-57"],
    )

    def on(day: str, **more: Any) -> list[str]:
        return [code for _, code in told(days.judged([slot("un", f"{day}T10:00", rules=rules, **more)]))]

    assert on("2027-06-08") == ["line-closed"]
    assert on("2027-08-11") == ["line-closed"]
    assert on("2028-02-29") == ["line-closed", "line-sensitive"]
    assert on("2027-11-13") == ["line-sensitive-bare"]
    assert on("2027-07-14") == ["line-holiday", "line-holiday"]
    assert on("2027-12-26") == ["line-holiday"], "Saint-Étienne, in Moselle alone"
    assert on("2027-06-10") == []
    assert on("2027-06-08", reply=True) == []
    assert on("2027-06-08", due=None, local=None) == ["line-closed"], "also what a person sends that day"


def test_a_series_is_told_of_once() -> None:
    rules = line(closed_days=["mardi"])
    found = [
        slot("rdv", (datetime(2027, 6, 8, 10, tzinfo=PARIS) + timedelta(weeks=n)).isoformat(), rules=rules, series=True)
        for n in range(9)
    ]
    assert told(days.judged(found)) == [("rdv", "line-closed")]


def test_a_country_that_is_not_known_is_said_once() -> None:
    rules = line(holidays=["ZZ", "FR-Atlantide", "FR-Alsace"])
    assert [(one.code, one.where) for one in days.unknown(rules.holidays)] == [
        ("line-country-unknown", RULE),
        ("line-part-unknown", RULE),
    ]
    assert days.holidays("ZZ", "", 2027) == {}
    assert days.holidays("FR", "", 2027)[date(2027, 7, 14)] == "Fête nationale"
