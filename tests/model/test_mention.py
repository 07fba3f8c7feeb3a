"""What all rows together say of a message: the later holds, what was taken back counts nowhere."""

from datetime import UTC, datetime, timedelta

from scheduler.model.mention import Deed, Mark, Standing, standing

NOON = datetime(2027, 6, 7, 10, tzinfo=UTC)


def rows(*given: tuple[Deed, dict[str, str | bool]] | Deed, undoes: dict[int, int] | None = None) -> list[Mark]:
    found = []
    for number, one in enumerate(given, 1):
        deed, value = one if isinstance(one, tuple) else (one, {})
        undone = (undoes or {}).get(number)
        found.append(Mark(id=number, mention=1, deed=deed, by="a", at=NOON, value=value, undoes=undone))
    return found


def test_nothing_said_is_nothing_known() -> None:
    assert standing([]) == Standing()
    assert not standing(rows(Deed.GONE)).sorted, "that it is gone sorts nothing"


def test_rows_count_in_the_order_of_writing_whatever_order_they_come_in() -> None:
    given = rows((Deed.ACCEPT, {"credit": "Ada", "consent": True}), (Deed.ASIDE, {"reason": "rights"}))
    assert standing(given) == standing(given[::-1])
    found = standing(given)
    assert (found.accepted, found.aside, found.credit) == (False, "rights", "")


def test_a_row_that_was_taken_back_counts_nowhere() -> None:
    given = rows(Deed.QUESTION, Deed.UNDO, Deed.NOTHING, undoes={2: 1})
    found = standing(given)
    assert (found.question, found.sorted) == (False, True)


def test_a_consent_holds_until_it_is_withdrawn_and_again_from_a_new_one_on() -> None:
    picked: tuple[Deed, dict[str, str | bool]] = (Deed.VERBATIM, {"wording": "w", "attribution": "a", "consent": False})
    assert not standing(rows(picked)).consent
    assert standing(rows(picked, Deed.CONSENT)).consent
    assert not standing(rows(picked, Deed.CONSENT, Deed.WITHDRAW)).consent
    assert standing(rows(picked, Deed.WITHDRAW, Deed.CONSENT)).consent
    kept = standing(rows((Deed.VERBATIM, {"wording": "w", "consent": True}), (Deed.ACCEPT, {"credit": "c"})))
    assert kept.consent, "a later act that says nothing of it takes nothing back"


def test_the_first_answer_counts_and_a_person_without_an_hour_hides_none() -> None:
    early, late = NOON.isoformat(), (NOON + timedelta(hours=2)).isoformat()
    found = standing(rows(Deed.QUESTION, (Deed.ANSWERED, {"at": late}), (Deed.ANSWERED, {"at": early}), Deed.ANSWERED))
    assert (found.answered, found.answered_at) == (True, NOON)
    assert standing(rows(Deed.QUESTION, Deed.ANSWERED)).answered_at is None


def test_what_was_passed_on_keeps_its_theme() -> None:
    found = standing(rows((Deed.PASS_ON, {"theme": "Accès", "department": "accueil"}), (Deed.PASSED, {"to": "M. Roy"})))
    assert (found.theme, found.department, found.passed, found.passed_to) == ("Accès", "accueil", True, "M. Roy")
