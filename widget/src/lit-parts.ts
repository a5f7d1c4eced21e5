// What Lit's `html` and `svg` make, without Lit: the cards come in a script of their own, and are drawn by the Lit of the first.

const template = (kind: 1 | 2) => (strings: TemplateStringsArray, ...values: unknown[]) => ({ _$litType$: kind, strings, values });

export const html = template(1);
export const svg = template(2);
export const nothing = Symbol.for("lit-nothing");
