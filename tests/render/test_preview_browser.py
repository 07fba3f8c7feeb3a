"""The preview's page in a real browser: readable by ear and by keyboard, at any width, in the dark, on paper, and harmless.

`make browser` installs axe-core, which judges what a program can judge of accessibility.
"""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from scheduler.app import previewing
from scheduler.app.checking import preview

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
AXE = Path(__file__).resolve().parents[2] / ".servers" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (360, 780, 1180)
CONFIG = """\
[calendar]
id = "apercu2"
timezone = "Europe/Paris"
language = "fr"
[links]
own_hosts = ["musee.fr"]
"""
NETWORKS = ("x", "mastodon", "bluesky", "facebook", "instagram", "linkedin", "youtube")
HOSTILE = (
    '<script>document.title="taken"</script> <img src="http://127.0.0.1:9/x" onerror="document.title=1"> javascript:alert(1) '
    "\\u202eà l'envers\\u202c " + "Donaudampfschifffahrt" * 12
)
CAMPAIGN = f"""\
version: 1
campaign: essai
title: 'Un essai </title><script>document.title="taken"</script>'
language: fr
timezone: Europe/Paris
accounts: [{", ".join(f"nous-{name}" for name in NETWORKS)}]
hashtags: ["#MuseumWeek"]
posts:
  - id: tour
    date: 2027-06-07
    at: 9h
    text: |
      Une tour, et une phrase assez longue pour que l'on voie ce que chaque réseau en fait. {"Encore une phrase. " * 20}

      [[Un passage que l'on peut laisser.]]
    link: https://www.musee.fr/une-adresse/{"tres-longue-" * 14}
    media:
      - {{file: tour.png, alt: Une tour rouge et bleue, fit: crop, focus: [0.5, 0.2], credit: © Musée}}
      - {{file: caisse.webp, alt: Une caisse, fit: crop}}
  - id: carte
    date: 2027-06-07
    at: 10h
    text: Une semaine derrière les portes.
    link: https://musee.fr/coulisses
    card: {{title: Les coulisses, description: Sept jours., image: caisse.webp}}
    only: [x, mastodon, bluesky, facebook]
    networks:
      facebook: {{text: Un texte pour Facebook., link_in: first-comment}}
  - id: hostile
    date: 2027-06-08
    at: 9h
    text: "{HOSTILE.replace('"', chr(92) + '"')}"
    only: [mastodon, facebook]
  - id: long
    date: 2027-06-08
    at: 10h
    text: "{"Bien trop long. " * 30}"
    if_too_long: refuse
    only: [x, facebook]
"""
PROBE = """
const frames = WIDTHS.map(width => new Promise(done => {
  const frame = document.createElement("iframe");
  frame.width = width; frame.height = 900;
  frame.onload = async () => {
    const page = frame.contentDocument, root = page.documentElement;
    const judged = await frame.contentWindow.axe.run(page, {resultTypes: ["violations"]});
    done([width, {
      scroll: root.scrollWidth,
      outside: [...page.querySelectorAll("p, h1, h2, h3, li, td, th, img, svg, figcaption, blockquote, article")]
        .filter(one => one.getBoundingClientRect().right > width + 1)
        .filter(one => ![...page.querySelectorAll(".vh, thead")].some(hidden => hidden.contains(one)
          && frame.contentWindow.getComputedStyle(hidden).position === "absolute"))
        .map(one => one.outerHTML.slice(0, 120)),
      violations: judged.violations.map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 160)).join(" | ")}`),
      background: frame.contentWindow.getComputedStyle(page.body).backgroundColor,
      pictures: [...page.images].map(one => [one.complete && one.naturalWidth > 0, one.alt]),
      title: page.title,
    }]);
  };
  frame.srcdoc = PAGE;
  document.body.append(frame);
}));
Promise.all(frames).then(found => { document.body.innerHTML = "<pre></pre>";
  document.querySelector("pre").textContent = JSON.stringify(Object.fromEntries(found)); });
"""

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def browser() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no browser on this machine (looked for {', '.join(BROWSERS)})")
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    accounts = "".join(f'[accounts.nous-{name}]\nnetwork = "{name}"\nthrough = "handoff"\n' for name in NETWORKS)
    (tmp_path / "config.toml").write_text(CONFIG + accounts, encoding="utf-8")
    (tmp_path / "essai.yaml").write_text(CAMPAIGN, encoding="utf-8")
    tall = Image.new("RGB", (800, 1600), "#1144aa")
    tall.paste("#aa2211", (0, 0, 800, 500))
    tall.save(tmp_path / "tour.png")
    Image.linear_gradient("L").resize((1600, 700)).convert("RGB").save(tmp_path / "caisse.webp")
    return tmp_path


def page(folder: Path, language: str) -> Path:
    found = preview(folder / "config.toml", [folder])
    return previewing.write(found, folder / f"page-{language}.html", language)


def run(browser: str, folder: Path, *arguments: str) -> str:
    command = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=180, check=True)
    return done.stdout


def seen(browser: str, folder: Path, text: str, *, dark: bool) -> dict[str, Any]:
    """What axe and the eye find at each width. The policy of the page would keep axe out of it, so it is taken away here."""
    bare, replaced = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    assert replaced == 1
    judged = bare.replace("</head>", f"<script>{AXE.read_text(encoding='utf-8')}</script></head>", 1)
    script = PROBE.replace("WIDTHS", json.dumps(WIDTHS)).replace("PAGE", json.dumps(judged).replace("</", "<\\/"))
    probe = folder / "probe.html"
    probe.write_text(f"<!doctype html><body><script>{script}</script>", encoding="utf-8")
    scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
    size = ("--window-size=2600,1000", "--virtual-time-budget=60000", scheme)
    shown = run(browser, folder, *size, "--dump-dom", probe.as_uri())
    found = re.search(r"<pre>(.*?)</pre>", shown, re.DOTALL)
    assert found, shown[-500:]
    return dict(json.loads(html.unescape(found.group(1))))


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is absent: make browser")
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everybody_can_read_it_at_every_width(browser: str, folder: Path, language: str, dark: bool) -> None:
    text = page(folder, language).read_text(encoding="utf-8")
    for width, found in seen(browser, folder, text, dark=dark).items():
        assert found["violations"] == [], f"at {width} pixels"
        assert found["outside"] == [], f"at {width} pixels"
        assert found["scroll"] <= int(width), f"the page scrolls sideways at {width} pixels"
        assert (found["background"] == "rgb(255, 255, 255)") is not dark
        assert all(drawn for drawn, _ in found["pictures"])
        assert {alt for _, alt in found["pictures"]} == {"Une tour rouge et bleue", "Une caisse", ""}
        assert "taken" not in found["title"].replace('document.title="taken"', ""), "no text of a post may run"


def test_alternative_texts_are_shown_and_not_only_there(browser: str, folder: Path) -> None:
    shown = run(browser, folder, "--dump-dom", page(folder, "fr").as_uri())
    body = re.sub(r"<[^>]*>", " ", shown.partition("<body")[2])
    assert body.count("Une tour rouge et bleue") >= 5


def test_it_asks_for_nothing_and_runs_nothing(browser: str, folder: Path) -> None:
    """The log of the browser's own network stack knows every request: the page's file is the only one."""
    log = folder / "net.json"
    shown = run(browser, folder, f"--log-net-log={log}", "--dump-dom", page(folder, "en").as_uri())
    assert "<title>taken" not in shown
    tried = set(re.findall(r'"url":"(https?://[^"]+)"', log.read_text(encoding="utf-8")))
    assert not [one for one in tried if "musee.fr" in one or "127.0.0.1" in one]


def test_it_prints_on_a4(browser: str, folder: Path) -> None:
    reader, teller = shutil.which("pdftotext"), shutil.which("pdfinfo")
    if reader is None or teller is None:
        pytest.skip("no pdftotext and pdfinfo on this machine")
    sheet = folder / "page.pdf"
    run(browser, folder, "--no-pdf-header-footer", f"--print-to-pdf={sheet}", page(folder, "fr").as_uri())
    told = subprocess.run([teller, str(sheet)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Page size: .*A4", told)
    text = subprocess.run([reader, "-layout", str(sheet), "-"], capture_output=True, text=True, check=True).stdout
    sheets = text.rstrip("\f").split("\f")
    assert 4 <= len(sheets) <= 16
    assert all(len(one.strip().splitlines()) > 3 for one in sheets), "no sheet is empty"
    assert re.search(rf"1\s*/\s*{len(sheets)}", sheets[0]), "each sheet has its number"
    assert "Retour à la liste" not in text
    assert text.count("Retenue") == 1
