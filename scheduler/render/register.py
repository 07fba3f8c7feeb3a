"""The page of the register of processing, in Markdown and HTML: made from the configuration, to be completed by a person."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from scheduler.model.publics import FEWEST_PEOPLE
from scheduler.plain import one_line
from scheduler.sentences import label

FORMATS = ("md", "html")


class Sheet(Protocol):
    """What the configuration says of it."""

    @property
    def collects(self) -> bool: ...
    @property
    def months(self) -> int: ...
    @property
    def controller(self) -> str: ...
    @property
    def contact(self) -> str: ...
    @property
    def basis(self) -> str: ...
    @property
    def recipients(self) -> Sequence[str]: ...
    @property
    def read(self) -> Sequence[str]: ...
    @property
    def unread(self) -> Sequence[str]: ...
    @property
    def server(self) -> bool: ...
    @property
    def made(self) -> date: ...
    @property
    def version(self) -> str: ...


def drawn(one: Sheet, form: str, language: str) -> str:
    """The whole page."""
    title, made = label("register-title", language), label("register-made", language, on=one.made, version=one.version)
    rows = [(label(f"register-{name}", language), lines) for name, lines in _rows(one, language)]
    if form == "html":
        from scheduler.render import html  # noqa: PLC0415 - brings the templates

        return html.register(title, language=language, made=made, rows=rows)
    body = "\n".join(f"## {head}\n\n" + "\n\n".join(map(_plain, lines)) + "\n" for head, lines in rows)
    return f"# {title}\n\n{body}\n_{_plain(made)}_\n"


def _plain(text: str) -> str:
    """`text` as Markdown shows it: what somebody wrote into the configuration is no markup."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in text)


def _rows(one: Sheet, language: str) -> Iterator[tuple[str, list[str]]]:
    def told(code: str, **arguments: object) -> str:
        return label(f"register-{code}", language, **arguments)

    unfilled = told("unfilled")
    contact = one_line(one.contact) or unfilled
    yield "controller", [one_line(one.controller) or unfilled]
    yield "contact", [contact]
    yield "purpose", [told("purpose-text")]
    yield "basis", [told(f"basis-{one.basis or 'choose'}")]
    yield "people", [told("people-text")]
    yield "data", [told("data-kept"), told("data-not")]
    yield "source", list(_source(one, language))
    yield "retention", [told("retention-text", months=one.months, fewest=FEWEST_PEOPLE)]
    recipients = ", ".join(map(one_line, one.recipients)) or unfilled
    yield "recipients", [told("recipients-text", recipients=recipients)]
    yield "rights", [told("rights-text", contact=contact)]
    yield "security", [told("security-key"), told("security-server" if one.server else "security-file")]
    yield "informing", [told("informing-text", months=one.months, contact=contact)]


def _source(one: Sheet, language: str) -> Iterator[str]:
    if not one.collects:
        yield label("register-source-stopped", language)
    if one.read:
        yield label("register-source-on", language, networks=", ".join(map(one_line, one.read)))
    if one.unread:
        yield label("register-source-off", language, networks=", ".join(map(one_line, one.unread)))
