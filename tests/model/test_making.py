"""Values made fast are the values that calling their class makes."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from scheduler.model.making import maker
from scheduler.model.notice import Notice, Severity, Where
from scheduler.model.variant import Facet, FacetKind, Options, Part, Role, Variant


def test_a_value_made_fast_is_the_one_that_its_class_makes() -> None:
    given = {"role": Role.POST, "text": "Ce matin", "length": 8, "limit": 280}
    fast, slow = maker(Part)(**given), Part(**given)  # type: ignore[arg-type]
    assert type(fast) is Part
    assert (fast, repr(fast), hash(fast)) == (slow, repr(slow), hash(slow))
    assert replace(fast, length=9) == replace(slow, length=9)
    assert pickle.loads(pickle.dumps(fast)) == slow


def test_its_own_names_are_in_no_fields_way() -> None:
    given = {"kind": FacetKind.LINK, "start": 0, "end": 1, "value": "x"}
    assert maker(Facet)(**given) == Facet(**given)  # type: ignore[arg-type]


def test_it_is_as_frozen() -> None:
    where = maker(Where)(file="a.yaml")
    with pytest.raises(FrozenInstanceError):
        where.line = 2  # type: ignore[misc]


def test_it_takes_what_its_class_takes_and_nothing_else() -> None:
    make = maker(Where)
    assert make(file="a.yaml", column=3) == Where(file="a.yaml", column=3)
    with pytest.raises(TypeError):
        make()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        make(file="a.yaml", place=1)  # type: ignore[call-arg]


def test_defaults_that_are_made_are_made_anew() -> None:
    make = maker(Notice)
    one, other = make(severity=Severity.INFO, code="a"), make(severity=Severity.INFO, code="a")
    assert one.arguments == {}
    assert one.arguments is not other.arguments
    assert maker(Variant)(account="a", network="x", parts=()).options == Options()


def test_a_class_that_does_more_is_refused() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Judging:
        number: int

        def __post_init__(self) -> None:
            assert self.number

    with pytest.raises(TypeError):
        maker(Judging)
