// A small picture of amounts that belong together: one bar a row, solid up to the low figure, pale up to the high one.

import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit/html.js";

/** `from` and `to` place the whole bar on the scale; `pale` says how much of it, in the same unit, is not certain. */
export interface Bar {
  label: string;
  from: number;
  to: number;
  pale: number;
  /** Which end is uncertain. */
  paleAt: "start" | "end";
  kind: "owed" | "paid" | "left";
}

const ROW = 2.95;

/** The bars, with `description` in words for those who do not see them. Widths are percentages, so text keeps its size. */
export function bars(rows: Bar[], description: string, rtl: boolean): TemplateResult {
  const scale = Math.max(...rows.map((row) => row.to), 1);
  return html`<svg class="bars" part="figure" role="img" aria-label=${description} width="100%" height="${(ROW * rows.length).toFixed(2)}em">
    ${rows.map((row, n) => drawn(row, n, scale, rtl))}
  </svg>`;
}

function drawn({ label, from, to, pale, paleAt, kind }: Bar, n: number, scale: number, rtl: boolean): SVGTemplateResult {
  const middle = paleAt === "start" ? Math.min(from + pale, to) : Math.max(to - pale, from);
  const [sure, unsure]: [number[], number[]] = paleAt === "start" ? [[middle, to], [from, middle]] : [[from, middle], [middle, to]];
  const top = n * ROW;
  const bar = ([start = 0, end = 0]: number[], name: string) => {
    const width = (100 * (end - start)) / scale;
    const x = (100 * start) / scale;
    return width > 0
      ? svg`<rect class=${name} x="${rtl ? 100 - x - width : x}%" y="${top + 1.4}em" width="${width}%" height="1em" rx="3"></rect>`
      : svg``;
  };
  return svg`<g class=${kind} aria-hidden="true">
    <text x=${rtl ? "100%" : "0"} y="${top + 1}em">${label}</text>
    ${bar(sure, "sure")}${bar(unsure, "unsure")}
  </g>`;
}
