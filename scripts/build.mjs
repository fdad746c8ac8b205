import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { packGrammars } from "./grammars.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Compressed while the rest is built. */
const grammars = packGrammars(root, join(root, "dist/grammars"));

/** What all bundles share. */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20.19",
  charset: "ascii",
  legalComments: "external",
  define: { ENVCHECK_VERSION: JSON.stringify(version) },
};

const minified = {
  ...common,
  format: "cjs",
  minify: true,
  // A script that comes out of a code cache can require, and cannot import.
  supported: { "dynamic-import": false },
  define: { ...common.define, "import.meta.dirname": "__dirname" },
  alias: { "string-width": join(root, "scripts/string-width.ts") },
};

/** What few runs need and what is most of everything: engines for rare patterns, all that is known of code, its parser, and the help with yargs, which asks for its own address. */
const apart = {
  "./code.ts": "src/code.ts",
  "./live/live.ts": "src/shell/live/live.ts",
  "./probe/probe.ts": "src/shell/probe/probe.ts",
  re2js: "re2js",
  "fast-glob": "fast-glob",
  "web-tree-sitter": "node_modules/web-tree-sitter/web-tree-sitter.cjs",
  "./help.ts": "src/shell/help.ts",
};
const fileOf = (path) => `${basename(path).replace(/[.](?:ts|cjs)$/, "")}.cjs`;
const leftApart = {
  name: "apart",
  setup: ({ onResolve, onLoad }) => {
    // What npm dotenv decrypts vaults with takes longer to load than most runs take.
    onResolve({ filter: /^crypto$/ }, ({ importer }) =>
      /[/\\]dotenv[/\\]/.test(importer) ? { path: "crypto", namespace: "nothing" } : undefined,
    );
    onLoad({ filter: /^crypto$/, namespace: "nothing" }, () => ({ contents: "" }));
    onResolve(
      { filter: /^(?:re2js|fast-glob|web-tree-sitter|[.]\/help[.]ts|[.]\/live\/live[.]ts|[.]\/probe\/probe[.]ts|[.]{1,2}\/code[.]ts)$/ },
      ({ path, kind }) => (kind === "entry-point" ? undefined : { path: `./${fileOf(apart[path.replace("../", "./")])}`, external: true }),
    );
    // What one part seals, another must be able to open.
    onResolve({ filter: /\/sealed[.]ts$/ }, ({ kind }) => (kind === "entry-point" ? undefined : { path: "./sealed.cjs", external: true }));
  },
};
/** Modules that few runs need, by the functions that load them when they are first called. */
const late = {
  "src/text/yaml-tree.ts": ["parseRange"],
  "src/schema/mistakes.ts": ["shapeMistakes"],
  "src/schema/shape.ts": ["serviceShape"],
  "src/schema/catalogue-entries.ts": ["entriesOfCatalogue"],
  "src/schema/read-config.ts": ["readConfig"],
  "src/schema/define-service.ts": ["isDefinition", "serviceFromDefinition"],
  "src/shell/commit-host.ts": ["commitHost", "heldHost"],
  "src/shell/work-tree.ts": ["listWorkTree", "readWorkTree"],
};
/** What a start that goes well does not need either: it is not even in the file of the guard, since a program costs by its length. */
const lateInGuard = {
  ...late,
  "src/discover/rule-ids.ts": ["ruleIds"],
  "src/guard/all-rules.ts": ["allRules"],
  "src/discover/host-env.ts": ["loadHostEnv"],
  "src/outcome.ts": ["outcomeOf"],
  "src/suppress/suppress.ts": ["settle"],
  "src/guard/env-files.ts": ["isLoaded", "readEnvFile"],
  "src/baseline/read.ts": ["readBaseline"],
  "src/shell/parsers.ts": ["loadParsers"],
  "src/shell/staging.ts": ["openStaging"],
  "src/shell/hooks.ts": ["findHooks"],
  "src/shell/prompt.ts": ["ask"],
  "src/shell/changed.ts": ["changed"],
  "src/shell/digest.ts": ["digest", "hmac"],
  "src/shell/crash.ts": ["crashReport"],
};
const guardLate = "./guard-late.cjs";
const stubs = (file, names, from) =>
  names.map((name) => `export const ${name} = (...given) => require(${JSON.stringify(from)}).${name}(...given);`).join("\n");

/** Puts functions that load a module in the place of the module; `other` is the file that has it, where that is not this one. */
function loadedLate(table, other) {
  const known = new Map(Object.entries(table).map(([path, names]) => [join(root, path), names]));
  return {
    name: "late",
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^[.]{1,2}\/.*[.]ts$/ }, ({ path, kind, resolveDir }) => {
        const file = join(resolveDir, path);
        if (!known.has(file)) return undefined;
        if (kind === "import-statement") return { path: file, namespace: "late" };
        return other === undefined ? undefined : { path: other, external: true };
      });
      if (other !== undefined) onResolve({ filter: /-late[.]cjs$/ }, () => ({ path: other, external: true }));
      onLoad({ filter: /^/, namespace: "late" }, ({ path }) => ({
        contents: stubs(path, known.get(path), other ?? path),
        resolveDir: root,
      }));
    },
  };
}
/** The guard brings sealed.ts along, and what it loads late takes it from there. */
const withSealed = {
  name: "with-sealed",
  setup: ({ onResolve }) => onResolve({ filter: /\/sealed[.]ts$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path) })),
};
const sealedOfGuard = {
  name: "sealed-of-guard",
  setup: ({ onResolve }) => onResolve({ filter: /\/sealed[.]ts$/ }, () => ({ path: "./guard.cjs", external: true })),
};
/** A spread that is not lowered makes js-yaml 5 four times slower on Node 20; everywhere else V8 is quicker than what it is lowered to. */
let isLowered = false;
const lowered = {
  name: "lowered",
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/js-yaml\.mjs$/ }, async ({ path }) => {
      isLowered = true;
      const { code } = await transform(readFileSync(path, "utf8"), { supported: { "object-rest-spread": false } });
      return { contents: code };
    });
  },
};
const parts = [...Object.values(apart), "src/model/sealed.ts"];
for (const entry of parts) {
  const define = { ...minified.define, "import.meta.url": '"file:///envcheck/dist/yargs/platform-shims/envcheck.cjs"' };
  await build({ ...minified, define, entryPoints: [entry], outfile: `dist/${fileOf(entry)}`, plugins: [leftApart, lowered] });
}

/** The commands, and the one that starts with every container: a CommonJS file each, since that starts faster than a module, with a digest in front of all that a run may use: it tells what this very program has kept. */
const programs = { ...minified, write: false, define: { ...minified.define, "import.meta.url": '"file:///envcheck/dist/envcheck.cjs"' } };
const built = await Promise.all([
  build({ ...programs, entryPoints: ["src/shell/main.ts"], outfile: "dist/envcheck.cjs", plugins: [leftApart, loadedLate(late), lowered] }),
  build({
    ...programs,
    entryPoints: ["src/shell/guard.ts"],
    outfile: "dist/guard.cjs",
    plugins: [withSealed, loadedLate(lateInGuard, guardLate), leftApart, lowered],
  }),
  build({
    ...programs,
    stdin: {
      contents: Object.entries(lateInGuard)
        .map(([path, names]) => stubs(path, names, join(root, path)))
        .join("\n"),
      resolveDir: root,
    },
    outfile: "dist/guard-late.cjs",
    plugins: [sealedOfGuard, leftApart, lowered],
  }),
]);
const outputFiles = built.flatMap((each) => each.outputFiles);
await grammars;
if (!isLowered) throw new Error("js-yaml comes from another file than js-yaml.mjs, and its spreads are not lowered");
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
