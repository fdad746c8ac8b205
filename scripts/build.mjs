import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { packGrammars } from "./grammars.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Compressed while the rest is built. */
const grammars = packGrammars(root, join(root, "dist/grammars"));

/** What both bundles share. A spread that is not lowered makes js-yaml 5 four times slower on Node 20. */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20.19",
  supported: { "object-rest-spread": false },
  charset: "ascii",
  legalComments: "external",
  define: { ENVCHECK_VERSION: JSON.stringify(version) },
};

const minified = {
  ...common,
  format: "cjs",
  minify: true,
  // A script that comes out of a code cache can require, and cannot import.
  supported: { ...common.supported, "dynamic-import": false },
  define: { ...common.define, "import.meta.dirname": "__dirname" },
  alias: { "string-width": join(root, "scripts/string-width.ts") },
};

/** What few runs need and what is most of everything: engines for rare patterns, all that is known of code, its parser, and the help with yargs, which asks for its own address. */
const apart = {
  "./code.ts": "src/code.ts",
  "./live/live.ts": "src/shell/live/live.ts",
  re2js: "re2js",
  "fast-glob": "fast-glob",
  "web-tree-sitter": "node_modules/web-tree-sitter/web-tree-sitter.cjs",
  "./help.ts": "src/shell/help.ts",
};
const fileOf = (path) => `${basename(path).replace(/[.](?:ts|cjs)$/, "")}.cjs`;
const leftApart = {
  name: "apart",
  setup: ({ onResolve }) => {
    onResolve(
      { filter: /^(?:re2js|fast-glob|web-tree-sitter|[.]\/help[.]ts|[.]\/live\/live[.]ts|[.]{1,2}\/code[.]ts)$/ },
      ({ path, kind }) => (kind === "entry-point" ? undefined : { path: `./${fileOf(apart[path.replace("../", "./")])}`, external: true }),
    );
    // What one part seals, another must be able to open.
    onResolve({ filter: /\/sealed[.]ts$/ }, ({ kind }) => (kind === "entry-point" ? undefined : { path: "./sealed.cjs", external: true }));
  },
};
const parts = [...Object.values(apart), "src/model/sealed.ts"];
for (const entry of parts) {
  const define = { ...minified.define, "import.meta.url": '"file:///envcheck/dist/yargs/platform-shims/envcheck.cjs"' };
  await build({ ...minified, define, entryPoints: [entry], outfile: `dist/${fileOf(entry)}`, plugins: [leftApart] });
}

/** The command: one CommonJS file, since that starts faster than a module, with a digest in front of all that a run may use: it tells what this very program has kept. */
const { outputFiles } = await build({
  ...minified,
  entryPoints: ["src/shell/main.ts"],
  outfile: "dist/envcheck.cjs",
  write: false,
  plugins: [leftApart],
  define: { ...minified.define, "import.meta.url": '"file:///envcheck/dist/envcheck.cjs"' },
});
await grammars;
const hash = createHash("sha256").update(readFileSync(join(root, "dist/grammars/manifest.json")));
for (const entry of parts) hash.update(readFileSync(join(root, "dist", fileOf(entry))));
for (const { text } of outputFiles) hash.update(text);
const digest = hash.digest("hex").slice(0, 32);
for (const { path, text } of outputFiles) writeFileSync(path, path.endsWith(".cjs") ? `/*${digest}*/${text}` : text);

/** The library: a module that leaves its dependencies to whoever installs it, and its types. */
await build({ ...common, entryPoints: ["src/index.ts"], outfile: "dist/index.js", format: "esm", packages: "external" });
execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", join(root, "tsconfig.types.json")], {
  stdio: "inherit",
});
