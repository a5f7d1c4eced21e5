"""What the chat widget costs a page: bytes, layout shift, main-thread time at load.

    .venv/bin/python -m bench.widget [--runs 9] [--slow 4]

Serves the demo page from a gateway of its own (no engine needed) and loads it in Chromium, each run with a fresh profile,
in turn with and without the widget's script. Main-thread time is what Chromium's own counters (CDP Performance.getMetrics)
say of script, layout and style up to half a second after load; the widget's share is the difference of the medians. `--slow` divides the speed
of the processor, as Lighthouse does for a phone. Layout shift is the sum of `layout-shift` entries through load, opening, and
the welcome; long tasks are those over 50 ms.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from shortfall.gateway.widget import BUILT
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.unit.gateway.serving import running

COUNTED = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration", "TaskDuration")
WATCH = """
window.shift = 0; window.long = [];
new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) shift += one.value; })
  .observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => { for (const one of list.getEntries()) long.push(one.duration); })
  .observe({ type: "longtask", buffered: true });
"""


def load(browser: Browser, url: str, slow: float, *, widget: bool) -> tuple[dict[str, float], float, list[float]]:
    """One load: milliseconds by counter, layout shift, long tasks in milliseconds."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(WATCH)
    if not widget:
        page.route("**/widget/*.js", lambda route: route.abort())
    protocol = context.new_cdp_session(page)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    protocol.send("Performance.enable")
    page.goto(url, wait_until="load")
    page.wait_for_timeout(500)
    metrics = {one["name"]: one["value"] for one in protocol.send("Performance.getMetrics")["metrics"]}
    long_tasks = page.evaluate("long")
    if widget:
        page.locator(".launcher").click()
        page.locator(".message").first.wait_for()
    shift = page.evaluate("shift")
    context.close()
    return {name: 1000 * metrics[name] for name in COUNTED}, shift, long_tasks


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9, help="loads of each kind")
    parser.add_argument("--slow", type=float, default=4, help="how many times slower the processor is made")
    given = parser.parse_args()
    code = BUILT.read_bytes()
    print(f"script: {len(code):,} bytes, {len(gzip.compress(code, 9)):,} gzip -9")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with running(Path(folder)) as gateway:
            load(chromium, gateway.url, 1, widget=True)  # warms the server, counts for nothing
            for slow in (1.0, given.slow):
                found = {
                    kind: [load(chromium, gateway.url, slow, widget=kind) for _ in range(given.runs)]
                    for kind in (False, True)
                }
                middle = {
                    kind: {name: statistics.median(times[name] for times, _, _ in loads) for name in COUNTED}
                    for kind, loads in found.items()
                }
                print(
                    f"processor {slow:g} times slower, median of {given.runs} loads, ms with / without / the widget's share:"
                )
                for name in COUNTED:
                    with_, without = middle[True][name], middle[False][name]
                    print(f"  {name:<20} {with_:7.1f} {without:7.1f} {with_ - without:7.1f}")
                print(f"  layout shift, largest: {max(shift for _, shift, _ in found[True]):.4f}")
                print(
                    f"  tasks over 50 ms: with {sum(len(long) for _, _, long in found[True])}, without {sum(len(long) for _, _, long in found[False])}"
                )
        chromium.close()


if __name__ == "__main__":
    main()
