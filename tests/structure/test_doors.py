"""Outside packages come in by named doors, are declared, and are explained."""

import re
import sys
import tomllib

import pytest

from tests.structure.source import ROOT, imports, modules, name

DOORS: dict[str, tuple[str, ...]] = {
    "PIL": ("adapt/", "campaigns/", "networks/", "app/"),
    "alembic": ("store/",),
    "apprise": ("notify/",),
    "apscheduler": ("wake.py",),
    "babel": ("sentences/", "render/"),
    "facebook": ("networks/facebook",),
    "filelock": ("store/",),
    "fpdf": ("render/",),
    "holidays": ("flow/",),
    "icalendar": ("render/",),
    "jinja2": ("render/", "networks/"),
    "keyring": ("secrets/", "secrets.py"),
    "mastodon": ("networks/mastodon",),
    "openpyxl": ("campaigns/", "render/"),
    "platformdirs": ("config/", "store/", "app/"),
    "psycopg": ("store/",),
    "pydantic": ("campaigns/", "config/", "app/"),
    "pytest": ("testing/",),
    "regex": ("adapt/",),
    "requests": ("connector/", "networks/"),
    "rich": ("cli/", "render/", "tui/"),
    "sqlalchemy": ("store/",),
    "textual": ("tui/",),
    "tomlkit": ("config/",),
    "tweepy": ("networks/x",),
    "typer": ("cli/",),
    "urllib3": ("connector/", "networks/"),
    "xlrd": ("campaigns/",),
    "yaml": ("campaigns/",),
}
DISTRIBUTIONS = {
    "PIL": "pillow",
    "atproto_client": "atproto",
    "dateutil": "python-dateutil",
    "facebook": "facebook-sdk",
    "fpdf": "fpdf2",
    "mastodon": "mastodon-py",
    "yaml": "pyyaml",
}
NOT_IMPORTED = {"tzdata"}
"""Read by the standard library, not imported by us."""
BESIDE = ("tests", "benchmarks", "tools")
"""Folders of code beside the package; they may import each other."""
FIXED = {"tweepy", "facebook-sdk"}
"""Dependencies from the first day on; their networks come later."""


def normal(distribution: str) -> str:
    """The name of a distribution as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def declared(extra: str = "") -> set[str]:
    """The distributions that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return {normal(re.split(r"[\[<>=~! ]", one)[0]) for one in wanted}


def outside() -> list[tuple[str, int, str]]:
    """Each import of an outside package: file, line, top name."""
    return [
        (name(path).removeprefix("scheduler/"), line, top)
        for path in modules()
        for line, module in imports(path)
        if (top := module.partition(".")[0]) not in sys.stdlib_module_names | {"scheduler"}
    ]


def test_outside_packages_come_in_by_their_doors() -> None:
    wrong = [
        f"scheduler/{file}:{line} imports {top}"
        for file, line, top in outside()
        if not file.startswith(DOORS.get(top, ()))
    ]
    assert not wrong, "each outside package has its door (DOORS above): " + ", ".join(wrong)


def test_what_is_imported_is_declared_and_the_reverse() -> None:
    imported = {normal(DISTRIBUTIONS.get(top, top)) for _, _, top in outside()}
    optional = declared("dev") | declared("postgres") | declared("xlsx") | declared("pdf")
    # urllib3 is requests' own transport: its exceptions tell «never sent» from «unknown».
    assert imported - declared() - optional - {"urllib3"} == set()
    assert declared() - imported - NOT_IMPORTED - FIXED == set(), "declared, but nothing imports it yet"


def test_what_the_tests_import_is_declared() -> None:
    imported = {
        normal(DISTRIBUTIONS.get(top, top))
        for folder in BESIDE
        for path in modules(ROOT / folder)
        for _, module in imports(path)
        if (top := module.partition(".")[0]) not in sys.stdlib_module_names | {"scheduler", *BESIDE}
        and not (ROOT / folder / top).exists()
    }
    assert imported - declared() - declared("dev") - declared("servers") - declared("measure") - {"urllib3"} == set(), (
        "add them to the extra `dev`"
    )


@pytest.mark.parametrize("extra", ["", "postgres", "xlsx", "pdf", "dev", "servers"])
def test_every_dependency_is_explained(extra: str) -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    missing = [one for one in sorted(declared(extra)) if f"`{one}`" not in page and not one.startswith("types-")]
    assert not missing, f"docs/dependencies.md does not say what these are for: {missing}"


def test_every_dependency_is_pinned() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = {normal(line.partition("==")[0]) for line in pins.splitlines() if "==" in line}
    hashed = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    deployed = {normal(line.partition("==")[0]) for line in hashed.splitlines() if "==" in line and line[0] != " "}
    wanted = declared().union(*(declared(extra) for extra in ("postgres", "xlsx", "pdf", "dev", "servers")))
    assert wanted - pinned == set(), "run `make pins`"
    assert declared() - deployed == set(), "run `make pins`"
