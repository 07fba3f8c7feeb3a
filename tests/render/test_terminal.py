"""What `check` ends in: whether anything prevents publication, and what else there is to look at."""

from datetime import date

import pytest

from scheduler.model.notice import Notice, Where, error, info, warning
from scheduler.render import terminal

DOUBT = warning("warning-in-text", network="X", shown="Deuil")
AT = Where(file="a.yaml", line=3)
LATE = [warning("rights-near", AT, f'post "p" -> {name}', file="a.jpg", needed_by=date(2027, 6, 5)) for name in "abc"]
FAULT = error("empty-post", network="X")
DONE = info("threaded", network="X", parts=2)


@pytest.mark.parametrize(
    ("notices", "language", "wanted"),
    [
        ([DONE], "en", "All is well. 1 remark (see `scheduler preview`)."),
        ([DOUBT, DOUBT], "en", "Nothing prevents publication: 2 warnings."),
        (LATE, "en", "Nothing prevents publication: 1 warning."),
        ([FAULT, DOUBT], "en", "1 error. 1 warning."),
        ([], "fr", "Tout est en ordre."),
        ([DOUBT], "fr", "Rien n’empêche la publication\u00a0: 1 avertissement."),
        ([FAULT, FAULT], "fr", "2 erreurs."),
    ],
)
def test_all_is_well_only_where_nothing_is_left_to_look_at(
    notices: list[Notice], language: str, wanted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.problems(notices, language, files=1, posts=1, deliveries=1)
    assert capsys.readouterr().out.rstrip("\n").endswith(wanted)


def test_one_thing_about_several_accounts_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    other = warning("rights-near", AT, 'post "q" -> a', file="a.jpg", needed_by=date(2027, 6, 5))
    terminal.problems([*LATE, other], "en", files=1, posts=2, deliveries=4)
    said = capsys.readouterr().out.splitlines()
    assert [one.split(": The rights")[0] for one in said[:2]] == [
        '~ a.yaml:3: post "p" -> a, b, c',
        '~ a.yaml:3: post "q" -> a',
    ]
