"""The daemon's log: sentences for people or JSON lines, no traceback, no secret."""

import json
import logging
import time
from datetime import UTC, datetime

import pytest

from scheduler.app.logs import to_stderr
from scheduler.errors import Usage
from scheduler.plain import redact


def log_a_fault() -> None:
    fault = RuntimeError("token hunter2-hunter2 \x1b[2J")
    logging.getLogger("scheduler.flow").error("job-broke %s", "semaine/caisse/once/musee", exc_info=fault)


def test_people_read_a_sentence_in_their_language(capsys: pytest.CaptureFixture[str]) -> None:
    to_stderr("text", "fr")
    log_a_fault()
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert " erreur\u00a0: semaine" in line
    assert "semaine/caisse/once/musee: Une erreur du programme" in line
    assert "Traceback" not in line


def test_machines_read_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    redact.remember("hunter2-hunter2")
    to_stderr("json", "en")
    log_a_fault()
    logging.getLogger("scheduler.run").info("published", extra={"tag": "a/b/once/c", "state": "published"})
    broke, published = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (broke["level"], published["tag"], published["state"]) == ("error", "a/b/once/c", "published")
    assert broke["fault"].startswith("RuntimeError: token ‹secret›")
    assert "\x1b" not in broke["fault"]


def test_every_line_for_machines_bears_a_tag_also_of_no_post(capsys: pytest.CaptureFixture[str]) -> None:
    to_stderr("json", "en")
    log_a_fault()
    log = logging.getLogger("scheduler.flow")
    log.info("published", extra={"tag": "a/b/once/c"})
    log.warning("store-rests /srv/a/b/queue.db")
    log.info("two\nlines")
    lines = capsys.readouterr().err.splitlines()
    assert [json.loads(line)["tag"] for line in lines] == ["semaine/caisse/once/musee", "a/b/once/c", "", ""]


def test_people_read_the_hours_of_the_calendar_whatever_the_machine_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    to_stderr("text", "en", "Europe/Paris")
    log = logging.getLogger("scheduler.run")
    record = log.makeRecord(log.name, logging.INFO, __file__, 1, "published", (), None)
    record.created = datetime(2027, 6, 7, 7, tzinfo=UTC).timestamp()
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        log.handle(record)
    finally:
        monkeypatch.undo()
        time.tzset()
    logging.getLogger("scheduler").handlers.clear()
    assert capsys.readouterr().err == "09:00:00 published\n"


def test_another_form_is_refused() -> None:
    with pytest.raises(Usage):
        to_stderr("xml", "en")
