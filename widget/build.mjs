// Builds src/ into the two files that the gateway serves: node build.mjs [folder]. The second, the cards, is loaded when a chat is
// opened; the first knows it by the hash of what is in it.
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, transform } from "esbuild";

const styles = {
  name: "styles",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

const here = new URL(".", import.meta.url).pathname;

async function script(entry, options = {}) {
  const { outputFiles } = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    write: false,
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    ...options,
  });
  // After minifying, the only line breaks left are those inside templates, where they mean a blank; but for those of a calendar's lines.
  return outputFiles[0].text.trim().replace(/(?<!\\r)\n\s+/g, " ") + "\n";
}

const cards = await script("src/cards.ts", { alias: { "lit/html.js": "./src/lit-parts.ts" } });
const hash = createHash("sha256").update(cards).digest("hex").slice(0, 16);
const chat = await script("src/shortfall-chat.ts", {
  banner: { js: "/*! Shortfall chat, Apache-2.0. Contains Lit, (c) Google LLC, BSD-3-Clause. */" },
  define: { CARDS: JSON.stringify(`/widget/shortfall-cards.${hash}.js`) },
  plugins: [styles],
});

const where = process.argv[2] ?? join(here, "../shortfall/web/static/widget");
await mkdir(where, { recursive: true });
await writeFile(join(where, "shortfall-cards.js"), cards);
await writeFile(join(where, "shortfall-chat.js"), chat);
