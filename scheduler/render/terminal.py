"""Lists on the terminal: problems as `file:line:column`, counts."""

import os
from collections.abc import Sequence
from dataclasses import replace

from scheduler.model.line import EXCUSED
from scheduler.model.notice import Notice, Severity
from scheduler.patterns import lazy_pattern
from scheduler.plain import harmless
from scheduler.render.ink import out, paint
from scheduler.sentences import label, say

_NAMED = lazy_pattern(r'(?:(post|welcome) "([^"]*)"|(account) ([a-z0-9_-]+))')
ARROW = " -> "
SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "~", Severity.INFO: "·"}


def line(notice: Notice, language: str, *, colour: bool = False) -> str:
    """One notice on one line, `file:line:column: post "id" -> account: what. What to do.`, for people and for editors."""
    said = say(notice.code, notice.arguments, language)
    where = harmless(near(str(notice.where))) + ": " if notice.where else ""
    subject = harmless(_spoken(notice.subject, language)) + ": " if notice.subject else ""
    if not colour:
        return f"{where}{subject}{said}"
    advice = f" {paint(said.advice, 'faint')}" if said.advice else ""
    return f"{paint(where, 'strong')}{subject}{said.text}{advice}"


def near(place: str) -> str:
    """A place below the current folder as it is called from there: shorter to read, and editors find it all the same."""
    here = os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118 - a prefix, with its last separator
    return place.removeprefix(here)


def _spoken(subject: str, language: str) -> str:
    """A notice's subject as its readers say it; scripts read it as it was given."""
    found = _NAMED.match(subject)
    if found is None:
        return subject
    kind, named = found[1] or found[3], found[2] if found[1] else found[4]
    return label(f"subject-{kind}", language, id=named) + subject[found.end() :]


def together(notices: Sequence[Notice]) -> list[Notice]:
    """What is said of one place for several accounts as one notice that names them all: nobody reads thirteen alike."""
    found: dict[tuple[object, ...], list[Notice]] = {}
    for number, one in enumerate(notices):
        post, arrow, _ = one.subject.partition(ARROW)
        given = repr(sorted(one.arguments.items()))
        key = (one.severity, one.code, one.where, post, given) if arrow and one.where else (number,)
        found.setdefault(key, []).append(one)
    return [
        replace(first, subject=ARROW.join((first.subject.partition(ARROW)[0], ", ".join(_accounts([first, *more])))))
        if more
        else first
        for first, *more in found.values()
    ]


def _accounts(notices: Sequence[Notice]) -> list[str]:
    return list(dict.fromkeys(one.subject.partition(ARROW)[2] for one in notices))


def problems(notices: Sequence[Notice], language: str, *, files: int, posts: int, deliveries: int) -> None:
    """Print every error and warning, then what somebody excused, then one sentence.

    What was merely done (info) is counted, and shown by `preview`.
    """
    notices = together(notices)
    decided = [one for one in notices if one.code == EXCUSED]
    told = [one for kind in (Severity.ERROR, Severity.WARNING) for one in notices if one.severity is kind]
    for notice in (*told, *decided):
        out(f"{paint(SIGNS[notice.severity], notice.severity.value)} {line(notice, language, colour=True)}")
    errors, warnings, infos = (sum(1 for one in notices if one.severity is kind) for kind in Severity)
    infos -= len(decided)
    if told or decided:
        out()
    read = label("checked-files", language, n=files) + ", " + label("checked-posts", language, n=posts)
    read += ", " + label("checked-deliveries", language, n=deliveries)
    extra = [label("checked-warnings", language, n=warnings)] * bool(errors and warnings)
    extra += [label("checked-infos", language, n=infos)] * bool(infos)
    if errors:
        verdict = paint(label("checked-errors", language, n=errors), "error")
    elif warnings:
        verdict = paint(label("checked-passes", language, n=warnings), "warning")
    else:
        verdict = paint(label("checked-well", language), "good")
    out(f"{read}. {verdict} {' '.join(extra)}".rstrip())


def counts(rows: Sequence[tuple[str, int, int, bool]], language: str) -> None:
    """Print a text's length on each network."""
    widest = max((len(title) for title, *_ in rows), default=0)
    for title, length, limit, fits in rows:
        sign = paint("✓", "good") if fits else paint("✗", "error")
        over = "" if fits else "  " + label("too-long-by", language, n=length - limit)
        out(f"{title:<{widest}}  {length:>6} / {limit:<6} {sign}{over}")
