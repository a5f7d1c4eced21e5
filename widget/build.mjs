// Builds src/ into the one file that the gateway serves: node build.mjs [where]
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
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

const { outputFiles } = await build({
  absWorkingDir: new URL(".", import.meta.url).pathname,
  entryPoints: ["src/shortfall-chat.ts"],
  write: false,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/*! Shortfall chat, Apache-2.0. Contains Lit, (c) Google LLC, BSD-3-Clause. */" },
  plugins: [styles],
  logLevel: "warning",
});

// After minifying, the only line breaks left are those inside templates, where they mean a blank.
const code = outputFiles[0].text.trim().replace(/\n\s+/g, " ") + "\n";
const where = process.argv[2] ?? new URL("../shortfall/web/static/widget/shortfall-chat.js", import.meta.url).pathname;
await mkdir(dirname(where), { recursive: true });
await writeFile(where, code);
