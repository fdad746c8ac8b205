import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

/** Runs a TypeScript entry of this repository: `node scripts/run.mjs bench/main.ts [arguments]`. Node 20 cannot by itself. */
const root = fileURLToPath(new URL("..", import.meta.url));
const [entry = "", ...args] = process.argv.slice(2);
const folder = mkdtempSync(join(root, "node_modules", ".run-"));
const outfile = join(folder, "main.mjs");
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
await build({
  absWorkingDir: root,
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  packages: "external",
  banner: { js: 'import { createRequire as requireFor } from "node:module"; const require = requireFor(import.meta.url);' },
  supported: { "object-rest-spread": false },
  define: { "import.meta.dirname": JSON.stringify(join(root, entry, "..")), ENVCHECK_VERSION: '"dev"' },
});
process.argv = [process.argv[0] ?? "node", entry, ...args];
await import(pathToFileURL(outfile).href);
