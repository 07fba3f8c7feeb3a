"""The report in a real browser: nothing sticks out at any width, the style is accepted, and the first sheet stands alone."""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scheduler.render.report_formats import rendered
from scheduler.render.report_levels import Level
from tests.render.full_report import full
from tests.render.reports import week
from tests.render.test_preview_browser import AXE, seen

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
    for width, shown_there in json.loads(html.unescape(found.group(1))).items():
        assert shown_there["scroll"] <= int(width), f"the page scrolls sideways at {width} pixels"
        assert shown_there["outside"] == 0, f"text sticks out at {width} pixels"
        assert shown_there["styled"] == "uppercase", "the browser refused the style block"


SHEETS = {
    "fr": ("À savoir avant de conclure", "Chiffres clés", "LE BILAN COMPLET"),
    "en": ("Before concluding", "Key figures", "THE WHOLE REPORT"),
}


@pytest.mark.parametrize("language", SHEETS)
@pytest.mark.parametrize("whole", [False, True], ids=["simulated", "every part"])
def test_the_first_sheet_is_the_management_s_alone(browser: str, tmp_path: Path, language: str, whole: bool) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("no pdftotext on this machine")
    page, sheet = tmp_path / "report.html", tmp_path / "report.pdf"
    report = full() if whole else week(simulated=True)
    page.write_text(rendered(report, "html", language), encoding="utf-8")
    run(browser, tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={sheet}", page.as_uri())
    text = subprocess.run([reader, "-layout", str(sheet), "-"], capture_output=True, text=True, check=True).stdout
    sheets = text.rstrip("\f").split("\f")
    known, later, contents = SHEETS[language]
    assert known in sheets[0]
    assert later not in sheets[0]
    assert contents in sheets[1].upper()
    assert len(sheets) <= 14
    assert all(re.search(rf"\b{number} ?/ ?{len(sheets)}\s*$", one) for number, one in enumerate(sheets, 1))


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is absent: make browser")
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everybody_can_read_it_at_every_width(browser: str, tmp_path: Path, language: str, dark: bool) -> None:
    for level in (Level.CM, Level.PARTNERS):
        page = rendered(full(), "html", language, level=level)
        for width, found in seen(browser, tmp_path, page, dark=dark).items():
            assert found["violations"] == [], f"at {width} pixels, for {level}"
            assert found["scroll"] <= int(width), f"the page scrolls sideways at {width} pixels"
            assert (found["background"] == "rgb(255, 255, 255)") is not dark


CUT = """<script>
addEventListener("load", () => {
  const sheet = 297 - 15 - 17, millimetre = 96 / 25.4, found = [];
  for (const one of document.querySelectorAll("figure, .card, blockquote, tr"))
    if (one.getBoundingClientRect().height > sheet * millimetre) found.push(one.outerHTML.slice(0, 80));
  document.title = JSON.stringify(found);
});
</script>"""


def test_no_chart_row_or_quotation_is_higher_than_a_sheet(browser: str, tmp_path: Path) -> None:
    """What may not be broken must fit: else the browser breaks it all the same."""
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", rendered(full(), "html", "fr"))
    path = tmp_path / "cut.html"
    path.write_text(page.replace("</head>", CUT + "</head>"), encoding="utf-8")
    shown = run(browser, tmp_path, "--window-size=674,1000", "--virtual-time-budget=5000", "--dump-dom", path.as_uri())
    assert "<title>[]</title>" in shown


def test_it_asks_for_nothing(browser: str, tmp_path: Path) -> None:
    """The log of the browser's own network stack knows every request: the page's file is the only one."""
    log, page = tmp_path / "net.json", tmp_path / "page.html"
    page.write_text(rendered(full(), "html", "fr"), encoding="utf-8")
    run(browser, tmp_path, f"--log-net-log={log}", "--dump-dom", page.as_uri())
    tried = set(re.findall(r'"url":"(https?://[^"]+)"', log.read_text(encoding="utf-8")))
    assert not [one for one in tried if ".example" in one or "example.org" in one]
