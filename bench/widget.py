"""What the chat widget costs a page: bytes, layout shift, main-thread time at load.

    .venv/bin/python -m bench.widget [--runs 9] [--json OUT]

Serves the demo page from a gateway of its own (no engine needed) and loads it in Chromium, each run with a fresh profile,
in turn with and without the widget's script. Main-thread time is what Chromium's own counters (CDP Performance.getMetrics)
say of script, layout, style and all tasks up to half a second after load, in processor time of the main thread
(`threadTicks`), so that other work on the machine does not count; the widget's share is the difference of the medians.
Layout shift is the sum of `layout-shift` entries through load, opening and the welcome.
"""

from __future__ import annotations

import gzip
import io
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench import figures
from shortfall.base import logs
from shortfall.web.widget import BUILT
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.unit.web.serving import running

COUNTED = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration", "TaskDuration")
WATCH = """
window.shift = 0;
new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) shift += one.value; })
  .observe({ type: "layout-shift", buffered: true });
"""


def load(browser: Browser, url: str, *, widget: bool) -> tuple[dict[str, float], float]:
    """One load: milliseconds by counter, layout shift."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(WATCH)
    if not widget:
        page.route("**/widget/*.js", lambda route: route.abort())
    protocol = context.new_cdp_session(page)
    protocol.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(url, wait_until="load")
    page.wait_for_timeout(500)
    metrics = {one["name"]: one["value"] for one in protocol.send("Performance.getMetrics")["metrics"]}
    if widget:
        page.locator(".launcher").click()
        page.locator(".message").first.wait_for()
    shift = page.evaluate("shift")
    context.close()
    return {name: 1000 * metrics[name] for name in COUNTED}, shift


def main() -> None:
    """Measure and print."""
    parser = figures.parser(__doc__)
    parser.add_argument("--runs", type=int, default=9, help="loads of each kind")
    arguments = parser.parse_args()
    runs = arguments.runs
    logs.configure("error", io.StringIO())
    code = BUILT.read_bytes()
    print(f"script: {len(code):,} bytes, {len(gzip.compress(code, 9)):,} gzip -9")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with running(Path(folder)) as gateway:
            load(chromium, gateway.url, widget=True)  # warms the server, counts for nothing
            loads = [
                (load(chromium, gateway.url, widget=True), load(chromium, gateway.url, widget=False))
                for _ in range(runs)
            ]
        chromium.close()
    print(f"main thread, median of {runs} loads, ms: with, without, the widget's share")
    found: dict[str, float] = {"kB_gzip": len(gzip.compress(code, 9)) / 1000}
    for name in COUNTED:
        loaded, bare = (statistics.median(pair[kind][0][name] for pair in loads) for kind in (0, 1))
        print(f"  {name:<20} {loaded:6.1f} {bare:6.1f} {loaded - bare:6.1f}")
        found[f"{name}_ms"] = loaded - bare
    shift = max(with_[1] for with_, _ in loads)
    print(f"layout shift, largest: {shift:.4f}")
    figures.write(arguments.json, found | {"layout_shift": shift})


if __name__ == "__main__":
    main()
