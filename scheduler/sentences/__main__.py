"""Compile the catalogues: `python -m scheduler.sentences` writes each `.mo` beside its `.po` (Babel)."""

import io
from datetime import UTC, datetime
from pathlib import Path

from scheduler.sentences import LOCALE


def compiled(po: Path) -> bytes:
    """The bytes of the `.mo` that belongs to the catalogue `po`."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only developers compile
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parent.name)
    # Babel stamps the minute of the compilation: the same catalogue must give the same bytes.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 11, 1, tzinfo=UTC)
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> None:
    """Compile every catalogue."""
    for po in sorted(LOCALE.glob("*/*.po")):
        po.with_suffix(".mo").write_bytes(compiled(po))


if __name__ == "__main__":
    main()
