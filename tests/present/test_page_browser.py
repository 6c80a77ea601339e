"""The page in a real browser: its policy lets its own code run, nothing else is asked for, and it fits."""

from __future__ import annotations

import json
import re
import runpy
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from truceline.present.page import write_page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed to open the page with")

# A window of headless Chromium is at least 500 px wide, so the page is opened in a frame.
FRAME = """<!doctype html><pre id="seen"></pre>
<iframe id="page" src="page.html#c-{target}" style="width:{width}px;height:900px;border:0"></iframe>
<script>
addEventListener("load", () => {{
  const inside = document.getElementById("page").contentWindow;
  const page = inside.document;
  const input = page.getElementById("words");
  const seen = {{
    room: page.documentElement.clientWidth,
    needed: page.documentElement.scrollWidth,
    styled: inside.getComputedStyle(page.querySelector(".text")).whiteSpace,
    filter: !page.getElementById("filter").hidden,
    scrolled: inside.scrollY > 0,
    target: page.querySelector(":target")?.id,
    lit: [...page.querySelectorAll(".m.on")].map((piece) => piece.textContent).join(""),
  }};
  for (const fold of page.querySelectorAll("details")) fold.open = true;
  const [here, there] = page.querySelectorAll(".columns a.p[id]");
  here.dispatchEvent(new inside.PointerEvent("pointerover", {{ bubbles: true }}));
  seen.near = [...page.querySelectorAll(".p.near")].map((piece) => piece.id);
  here.click();
  seen.passages = [here.id, there.id];
  seen.both = [...page.querySelectorAll(".p.on")].map((piece) => piece.id);
  seen.focus = page.activeElement.id;
  seen.columns = here.closest(".column").offsetTop === there.closest(".column").offsetTop ? 2 : 1;
  seen.tree = page.querySelector(".tree svg").getBoundingClientRect().height;
  seen.opened = page.documentElement.scrollWidth;
  input.value = "SÉCOND people";
  input.dispatchEvent(new Event("input"));
  setTimeout(() => {{
    seen.left = [...page.querySelectorAll("#figures .line")].filter((line) => !line.hidden).length;
    document.getElementById("seen").textContent = JSON.stringify(seen);
  }}, 500);
}});
</script>"""


def look(folder: Path, html: str, width: int, target: str) -> tuple[dict[str, Any], list[str]]:
    """What a frame of this width sees of the page, and what the browser's console says."""
    (folder / "page.html").write_text(html, encoding="utf-8")
    frame = folder / "frame.html"
    frame.write_text(FRAME.format(width=width, target=target), encoding="utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--hide-scrollbars", "--no-sandbox", "--disable-gpu",
            "--no-first-run", "--disable-sync", "--disable-background-networking",
            "--disable-component-update", "--allow-file-access-from-files", "--enable-logging=stderr",
            f"--user-data-dir={folder / 'profile'}", "--window-size=1600,1000",
            "--virtual-time-budget=5000", "--dump-dom", frame.as_uri(),
        ],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    found = re.search(r'<pre id="seen">(.+?)</pre>', done.stdout)
    assert found, f"the page did not load:\n{done.stderr[-3000:]}"
    return json.loads(unescape(found[1])), [line for line in done.stderr.splitlines() if "CONSOLE" in line]


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_page_works_and_fits(tmp_path: Path, width: int) -> None:
    stub = runpy.run_path(str(Path(__file__).with_name("test_page.py")))
    views = stub["views"](outlet="Lorn" + "g" * 300)
    figure = views.figures[1]
    html = "".join(write_page(views, "Record" + "d" * 100))
    seen, console = look(tmp_path, html, width, figure.evidence[0].claim)
    assert console == []
    assert seen["needed"] <= seen["room"] == width
    assert seen["styled"] == "pre-wrap"
    assert seen["filter"]
    assert seen["scrolled"]
    assert seen["target"] == f"c-{figure.evidence[0].claim}"
    assert seen["lit"] == "55"
    assert seen["left"] == 1
    assert seen["opened"] <= width
    assert seen["tree"] > 100
    assert seen["columns"] == (1 if width < 768 else 2)
    assert seen["near"] == seen["both"] == seen["passages"]
    assert seen["focus"] == seen["passages"][1]


def test_the_console_would_tell_of_what_the_policy_forbids(tmp_path: Path) -> None:
    """The check of the console is worth something only if it sees a violation."""
    stub = runpy.run_path(str(Path(__file__).with_name("test_page.py")))
    views = stub["views"]()
    html = "".join(write_page(views, "Record")).replace(
        "</main>", "<script>document.title = 1</script></main>"
    )
    _, console = look(tmp_path, html, 768, views.figures[0].id)
    assert any("Content Security Policy" in line for line in console)
