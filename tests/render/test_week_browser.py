"""The page of the week in a real browser: for who reads by ear, on a telephone, on A4 paper; and it asks for nothing.

`make browser` installs axe-core, which judges what a program can judge of accessibility.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.render.test_preview_browser import AXE, BROWSERS, run, seen
from tests.render.weeks import Made, make

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def browser() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no browser on this machine (looked for {', '.join(BROWSERS)})")
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("semaine"))


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is absent: make browser")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_everybody_can_read_it_at_every_width(browser: str, tmp_path: Path, made: Made, language: str) -> None:
    for width, found in seen(browser, tmp_path, made.after[language], dark=False).items():
        assert found["violations"] == [], f"at {width} pixels"
        assert found["outside"] == [], f"at {width} pixels"
        assert found["scroll"] <= int(width), f"the page scrolls sideways at {width} pixels"
        assert all(drawn for drawn, _ in found["pictures"])
        assert "taken" not in found["title"].replace('document.title="taken"', ""), "no text of a post may run"


def test_it_asks_for_nothing_and_runs_nothing(browser: str, tmp_path: Path, made: Made) -> None:
    """The log of the browser's own network stack knows every request: the page's file is the only one."""
    log, page = tmp_path / "net.json", tmp_path / "page.html"
    page.write_text(made.after["fr"], encoding="utf-8")
    shown = run(browser, tmp_path, f"--log-net-log={log}", "--dump-dom", page.as_uri())
    assert "<title>taken" not in shown
    assert "<script>" not in shown
    tried = set(re.findall(r'"url":"(https?://[^"]+)"', log.read_text(encoding="utf-8")))
    assert not [one for one in tried if "musee" in one or "127.0.0.1" in one]


def test_the_style_is_the_one_that_its_own_policy_lets_in(browser: str, tmp_path: Path, made: Made) -> None:
    """Drawn with its policy and without: were the style's hash wrong, the two would not look alike."""
    drawn = []
    for name, text in (
        ("with", made.after["fr"]),
        ("without", re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", made.after["fr"])),
    ):
        page, shot = tmp_path / f"{name}.html", tmp_path / f"{name}.png"
        page.write_text(text, encoding="utf-8")
        run(browser, tmp_path, "--hide-scrollbars", "--window-size=800,1200", f"--screenshot={shot}", page.as_uri())
        drawn.append(shot.read_bytes())
    assert drawn[0] == drawn[1]


def test_it_prints_on_a4_and_a_post_to_validate_is_whole(browser: str, tmp_path: Path, made: Made) -> None:
    reader, teller = shutil.which("pdftotext"), shutil.which("pdfinfo")
    if reader is None or teller is None:
        pytest.skip("no pdftotext and pdfinfo on this machine")
    page, sheet = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(made.after["fr"], encoding="utf-8")
    run(browser, tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={sheet}", page.as_uri())
    told = subprocess.run([teller, str(sheet)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Page size: .*A4", told)
    text = subprocess.run([reader, "-layout", str(sheet), "-"], capture_output=True, text=True, check=True).stdout
    sheets = text.rstrip("\f").split("\f")
    assert 3 <= len(sheets) <= 8
    assert all(len(one.strip().splitlines()) > 3 for one in sheets), "no sheet is empty"
    assert re.search(rf"1\s*/\s*{len(sheets)}", sheets[0]), "each sheet has its number"
    assert "réponses attendues" in sheets[0]
    assert "Pour le papier" in text
    opening = next(one for one in sheets if "Inventaire 1974.12" in one)
    assert opening.count("Nom, date") >= 2, "its ticks stand on the sheet of its text"


def test_without_any_style_it_still_reads_in_order(made: Made) -> None:
    """As in a mail program that drops the style block: first what is asked, then what changed, then the week."""
    bare = re.sub(r"<style>.*?</style>", "", made.after["fr"], flags=re.DOTALL)
    places = [bare.index(one) for one in ('id="ask"', 'id="dif"', 'id="ov"', 'id="d1"', 'id="sg"', 'id="lk"')]
    assert places == sorted(places)
