// A small picture of an amount over time: a line from now to the end, and a pale band where it is a range.

import { html, nothing, svg, type TemplateResult } from "lit/html.js";

/** `at` is a time, in any unit; `low` and `high` are dollars. */
export interface Point {
  at: number;
  low: number;
  high: number;
}

/** The line, with `description` in words for those who do not see it, and what stands under its two ends. The scale begins at nothing. */
export function curve(points: Point[], description: string, ends: [string, string], rtl: boolean): TemplateResult {
  const long = Math.max(...points.map(({ at }) => at), 1);
  const most = Math.max(...points.map(({ high }) => high), 1);
  const x = (at: number) => ((rtl ? 1 - at / long : at / long) * 100).toFixed(2);
  const place = ({ at }: Point, value: number) => `${x(at)},${(100 - (96 * value) / most).toFixed(2)}`;
  const top = points.map((point) => place(point, point.high));
  const bottom = points.map((point) => place(point, point.low));
  const ground = `${x(points[points.length - 1]!.at)},100 ${x(points[0]!.at)},100`;
  return html`<svg class="curve" part="figure" role="img" aria-label=${description} width="100%" height="8.5em">
    <svg aria-hidden="true" width="100%" height="7em" viewBox="0 0 100 100" preserveAspectRatio="none">
      ${svg`<polygon class="under" points="${top.join(" ")} ${ground}"></polygon>
      <polyline points=${top.join(" ")}></polyline>
      ${top.join() === bottom.join() ? nothing : svg`<polyline class="low" points=${bottom.join(" ")}></polyline>`}`}
    </svg>
    <g aria-hidden="true">
      <text x=${rtl ? "100%" : "0"} y="8.2em">${ends[0]}</text>
      <text x=${rtl ? "0" : "100%"} y="8.2em" class="end">${ends[1]}</text>
    </g>
  </svg>`;
}
