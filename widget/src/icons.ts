// The few pictures on buttons; each button has words as well.

import { svg, html, type SVGTemplateResult } from "lit/html.js";

const icon = (shape: SVGTemplateResult) =>
  html`<svg class="pic" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">${shape}</svg>`;

export const bubble = icon(svg`<path d="M4 5.5h16v11h-8.5L7 20.5v-4H4z" /><path d="m8.2 11.2 3.8-3 3.8 3M9.6 10.4v3.2h4.8v-3.2" />`);
export const cross = icon(svg`<path d="m6 6 12 12M18 6 6 18" />`);
export const dots = icon(svg`<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="3" />`);
export const phone = icon(svg`<path d="M5 4h4l1.6 4.6-2.2 1.5a12 12 0 0 0 5.5 5.5l1.5-2.2L20 15v4a1.6 1.6 0 0 1-1.7 1.6C10.6 20 4 13.4 3.4 5.7A1.6 1.6 0 0 1 5 4z" />`);
export const tick = icon(svg`<path d="m5 12.5 4.5 4.5L19 7.5" />`);
