"""The report in a real browser: nothing sticks out at any width, the style is accepted, and the first sheet stands alone."""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scheduler.render.report_formats import rendered
from tests.render.reports import week

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PROBE = """<!doctype html><body><script>
const widths = [390, 780, 1180], found = {};
const pages = widths.map(width => new Promise(done => {
  const frame = document.createElement("iframe");
  frame.width = width; frame.height = 900;
  frame.onload = () => {
    const page = frame.contentDocument, root = page.documentElement;
    found[width] = {
      scroll: root.scrollWidth,
      styled: frame.contentWindow.getComputedStyle(page.querySelector("h2.k")).textTransform,
      outside: [...page.querySelectorAll("p, h1, h2, h3, li, td, th, figcaption")].filter(one =>
        !one.closest(".scroll") && one.getBoundingClientRect().right > width + 1).length,
    };
    done();
  };
  frame.srcdoc = PAGE;
  document.body.append(frame);
}));
Promise.all(pages).then(() => { document.body.innerHTML = "<pre></pre>";
  document.querySelector("pre").textContent = JSON.stringify(found); });
</script>"""

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def browser() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no browser on this machine (looked for {', '.join(BROWSERS)})")
    return found


def run(browser: str, folder: Path, *arguments: str) -> str:
    command = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=120, check=True)
    return done.stdout


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_sticks_out_and_the_style_is_accepted(browser: str, tmp_path: Path, language: str) -> None:
    page = json.dumps(rendered(week(simulated=True), "html", language)).replace("</", "<\\/")
    probe = tmp_path / "probe.html"
    probe.write_text(PROBE.replace("PAGE", page), encoding="utf-8")
    size = ("--window-size=2400,1000", "--virtual-time-budget=10000")
    shown = run(browser, tmp_path, *size, "--dump-dom", probe.as_uri())
    found = re.search(r"<pre>(.*?)</pre>", shown, re.DOTALL)
    assert found, shown[-500:]
    for width, seen in json.loads(html.unescape(found.group(1))).items():
        assert seen["scroll"] <= int(width), f"the page scrolls sideways at {width} pixels"
        assert seen["outside"] == 0, f"text sticks out at {width} pixels"
        assert seen["styled"] == "uppercase", "the browser refused the style block"


def test_the_first_sheet_is_the_management_s_alone(browser: str, tmp_path: Path) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("no pdftotext on this machine")
    page, sheet = tmp_path / "report.html", tmp_path / "report.pdf"
    page.write_text(rendered(week(simulated=True), "html", "fr"), encoding="utf-8")
    run(browser, tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={sheet}", page.as_uri())
    text = subprocess.run([reader, "-layout", str(sheet), "-"], capture_output=True, text=True, check=True).stdout
    sheets = text.split("\f")
    assert "À savoir avant de conclure" in sheets[0]
    assert "Chiffres clés" not in sheets[0]
    assert "LE BILAN COMPLET" in sheets[1].upper()
    assert len(sheets) <= 10
