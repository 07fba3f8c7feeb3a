"""The page of a hand-off in a real browser: nothing sticks out at any width, and its style, script and pictures are accepted."""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scheduler.testing.contract import TEXT
from tests.networks.test_handoff import given, page, post

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LONG = "https://musee.example/" + "coulisses" * 40
PROBE = """<!doctype html><body><script>
const widths = [320, 390, 780, 1180], found = {};
const pages = widths.map(width => new Promise(done => {
  const frame = document.createElement("iframe");
  frame.width = width; frame.height = 900;
  frame.onload = () => {
    const page = frame.contentDocument, all = [...page.querySelectorAll("p, h1, h2, h3, li, pre, img, button, a, figcaption")];
    found[width] = {
      scroll: page.documentElement.scrollWidth,
      outside: all.filter(one => one.getBoundingClientRect().right > width + 1).length,
      styled: frame.contentWindow.getComputedStyle(page.querySelector("pre")).whiteSpace,
      buttons: [...page.querySelectorAll("button")].filter(one => !one.hidden && one.offsetHeight >= 40).length,
      pictures: [...page.images].filter(one => one.complete && one.naturalWidth > 0).length,
      first: page.querySelector("pre").textContent,
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


def test_it_reads_well_at_every_width_and_each_text_can_be_copied(tmp_path: Path) -> None:
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        pytest.skip(f"no browser on this machine (looked for {', '.join(BROWSERS)})")
    drawn = page(given(tmp_path, post(f"\n{TEXT}\n\n{LONG}\n", pictures=2), post("Deux", number=1)))
    probe = tmp_path / "probe.html"
    probe.write_text(PROBE.replace("PAGE", json.dumps(drawn).replace("</", "<\\/")), encoding="utf-8")
    command = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command += ["--window-size=2600,1000", "--virtual-time-budget=10000", "--dump-dom", probe.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    found = re.search(r"<pre>(.*?)</pre>", shown, re.DOTALL)
    assert found, shown[-500:]
    for width, seen in json.loads(html.unescape(found.group(1))).items():
        assert seen["scroll"] <= int(width), f"the page scrolls sideways at {width} pixels"
        assert seen["outside"] == 0, f"something sticks out at {width} pixels"
        assert seen["styled"] == "pre-wrap", "the browser refused the style"
        assert seen["buttons"] == 4, "the browser refused the script: two texts and two alternative texts"
        assert seen["pictures"] == 2, "the browser refused the pictures"
        assert seen["first"] == f"\n{TEXT}\n\n{LONG}\n", "a browser copies exactly what was approved"
