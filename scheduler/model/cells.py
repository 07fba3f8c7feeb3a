"""What a cell of a spreadsheet may hold: text that a program would run as a formula is made harmless, and made itself again.

Excel, LibreOffice and Google Sheets take a cell of a CSV file for a formula when it begins with one of `= + - @`, a tab or a
carriage return (https://owasp.org/www-community/attacks/CSV_Injection, read 2026-11-22); an apostrophe before it makes it text.
"""

from scheduler.patterns import lazy_pattern

_RISKY = lazy_pattern(r"'*[=+\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """`text` as a cell that no program runs. `unguarded` gives back exactly what it was."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """A cell as it was before `guarded`. Other apostrophes are left: they are words' own («'t Is»)."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def letters(column: int) -> str:
    """The name of a column, from 1, as spreadsheets show it: A, B, ... Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
