"""What `check` ends in: whether anything prevents publication, and what else there is to look at."""

import pytest

from scheduler.model.notice import Notice, error, info, warning
from scheduler.render import terminal

DOUBT = warning("warning-in-text", network="X", shown="Deuil")
FAULT = error("empty-post", network="X")
DONE = info("threaded", network="X", parts=2)


@pytest.mark.parametrize(
    ("notices", "language", "wanted"),
    [
        ([DONE], "en", "All is well. 1 remark (see `scheduler preview`)."),
        ([DOUBT, DOUBT], "en", "Nothing prevents publication: 2 warnings."),
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
