"""Whatever variant goes into the database comes out equal, its digest included."""

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.model.notice import Notice, Severity, Where
from scheduler.model.variant import Card, Facet, FacetKind, Media, Options, Part, Role, Variant
from scheduler.store.variants import from_json, to_json

# What UTF-8 can hold: lone surrogates never leave the reader.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
numbers = st.integers(0, 2**40)
media = st.builds(
    Media,
    file=texts,
    alt=texts,
    credit=texts,
    blob=st.sampled_from(["", "ab" * 32]),
    mime=texts,
    width=numbers,
    height=numbers,
    size=numbers,
    focus=st.one_of(st.none(), st.tuples(st.floats(0, 1), st.floats(0, 1))),
)
facets = st.builds(Facet, kind=st.sampled_from(FacetKind), start=numbers, end=numbers, value=texts)
parts = st.builds(
    Part,
    role=st.sampled_from(Role),
    text=texts,
    length=numbers,
    limit=numbers,
    facets=st.lists(facets, max_size=3).map(tuple),
    media=st.lists(media, max_size=3).map(tuple),
    languages=st.lists(texts, max_size=2).map(tuple),
)
values = st.one_of(
    texts,
    numbers,
    st.booleans(),
    st.none(),
    st.floats(allow_nan=False),
    st.dates(),
    st.times(),
    st.datetimes(timezones=st.just(UTC)),
    st.timedeltas(),
)
notices = st.builds(
    Notice,
    severity=st.sampled_from(Severity),
    code=texts,
    where=st.none() | st.builds(Where, file=texts, line=numbers, column=numbers),
    subject=texts,
    arguments=st.dictionaries(texts, values | st.lists(values, max_size=3).map(tuple), max_size=3),
)
variants = st.builds(
    Variant,
    account=texts,
    network=texts,
    parts=st.lists(parts, max_size=3).map(tuple),
    options=st.builds(Options, language=texts, visibility=texts, warning=texts),
    card=st.none()
    | st.builds(Card, url=texts, title=texts, description=texts, image=st.none() | media, part=st.integers(0, 9)),
    notices=st.lists(notices, max_size=2).map(tuple),
)


@given(variants)
def test_what_goes_in_comes_out(variant: Variant) -> None:
    written = to_json(variant)
    back = from_json(written)
    assert back == variant
    assert back.digest == variant.digest
    assert to_json(back) == written, "one form only"


def test_it_is_json_that_a_person_can_read() -> None:
    part = Part(role=Role.POST, text="« Été » 👩‍🔬", length=9, limit=500)
    written = to_json(Variant(account="a", network="mastodon", parts=(part,)))
    assert "« Été » 👩‍🔬" in written
    assert json.loads(written)["version"] == 1


def test_arguments_keep_their_kind() -> None:
    arguments = {
        "when": datetime.fromisoformat("2027-06-07T09:30:00+02:00"),
        "day": date(2027, 6, 7),
        "hour": time(9, 30),
        "late": timedelta(hours=2),
        "names": ("a", "b"),
        "severity": Severity.ERROR,
    }
    one = Variant(
        account="a",
        network="x",
        parts=(),
        notices=(Notice(severity=Severity.INFO, code="c", arguments=arguments),),
    )
    back = from_json(to_json(one)).notices[0].arguments
    assert back == arguments
    assert type(back["day"]) is date
    assert type(back["hour"]) is time


@pytest.mark.parametrize("text", ["{}", "[]", '{"version": 2}', "x"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        from_json(text)
