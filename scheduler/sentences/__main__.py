"""Compile the catalogues: `python -m scheduler.sentences` writes each `.mo` beside its `.po` (Babel)."""

import io
from pathlib import Path

from scheduler.sentences import LOCALE


def compiled(po: Path) -> bytes:
    """The bytes of the `.mo` that belongs to the catalogue `po`."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only developers compile
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parent.name)
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> None:
    """Compile every catalogue."""
    for po in sorted(LOCALE.glob("*/*.po")):
        po.with_suffix(".mo").write_bytes(compiled(po))


if __name__ == "__main__":
    main()
