"""The manual: the pages of `docs/`, shipped in the package, so that what a sentence names can be read where it is said."""

from dataclasses import dataclass
from pathlib import Path

from scheduler.errors import Problem
from scheduler.model.spelling import nearest

SUFFIX = ".md"
NOT_FOR_USERS = frozenset({"architecture", "dependencies", "proof", "adding-a-network"})
"""Pages for who works on the program: they can be read, and are not listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page. `name` is what it is asked for by: `approvals`, `networks/handoff`."""

    name: str
    title: str
    text: str


def pages() -> tuple[Page, ...]:
    """The pages for users, by name."""
    found = _folder()
    files = sorted(found.rglob(f"*{SUFFIX}"), key=lambda one: (len(one.parts), one)) if found else []
    made = (_page(file, found) for file in files if found)
    return tuple(one for one in made if one.name not in NOT_FOR_USERS)


def page(name: str) -> Page:
    """The page that `name` means, however it was written. Raises `Problem` with what was probably meant."""
    wanted = name.strip().removeprefix("docs/").removesuffix(SUFFIX).strip("/").lower()
    folder = _folder()
    known = (
        {file.relative_to(folder).with_suffix("").as_posix(): file for file in folder.rglob(f"*{SUFFIX}")}
        if folder
        else {}
    )
    known |= {one.rpartition("/")[2]: file for one, file in known.items() if one.rpartition("/")[2] not in known}
    if folder is None or wanted not in known:
        listed = [one.name for one in pages() if "/" not in one.name]
        meant = nearest(wanted, known) or ", ".join(listed)
        raise Problem("nothing-so-named", where="scheduler help", name=name, meant=meant)
    return _page(known[wanted], folder)


def _page(file: Path, folder: Path) -> Page:
    text = file.read_text(encoding="utf-8")
    return Page(
        name=file.relative_to(folder).with_suffix("").as_posix(),
        title=text.partition("\n")[0].lstrip("# ").strip(),
        text=text,
    )


def _folder() -> Path | None:
    """Shipped in the package, or the checkout's own."""
    here = Path(__file__).parent.parent
    return next((one for one in (here / "docs", here.parent / "docs") if (one / "approvals.md").is_file()), None)
