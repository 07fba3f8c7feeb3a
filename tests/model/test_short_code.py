"""A post's short code: four signs that nobody mistakes, and never what names another delivery."""

from scheduler.model.variant import CODE_ALPHABET, short_code


def test_no_code_is_a_number_that_could_be_a_deliverys_id() -> None:
    made = [short_code({"musee-x": f"1:{n:064x}"}) for n in range(2000)]
    assert not [one for one in made if one.isdigit()]
    assert {len(one) for one in made} == {4}
    assert set("".join(made)) == set(CODE_ALPHABET)
