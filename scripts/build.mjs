import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { packGrammars } from "./grammars.mjs";
import { bundleInParts } from "./parts.mjs";

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
  // Yargs asks for its own address.
  define: {
    ...common.define,
    "import.meta.dirname": "__dirname",
    "import.meta.url": '"file:///envcheck/dist/yargs/platform-shims/envcheck.cjs"',
  },
  alias: { "string-width": join(root, "scripts/string-width.ts") },
};

/** Packages that few runs need, each a file of its own. */
const packages = { re2js: "re2js", "fast-glob": "fast-glob", "web-tree-sitter": "node_modules/web-tree-sitter/web-tree-sitter.cjs" };

/** What a check of most projects does not need, in files by what they are needed for: a program costs by its length, even where it is kept compiled. */
const parts = {
  "code.cjs": ["src/code.ts"],
  "large.cjs": ["src/shell/young-generation.ts", "src/shell/optimising.ts"],
  "terminal.cjs": ["src/shell/hyperlinks.ts"],
  "live.cjs": ["src/shell/live/live.ts"],
  "probe.cjs": ["src/shell/probe/probe.ts"],
  "envcheck-help.cjs": ["src/shell/help.ts"],
  "commands.cjs": filesIn("src/commands", { except: ["check.ts", "index.ts", "command.ts", "flags.ts"] }),
  "yaml.cjs": ["src/text/yaml-tree.ts"],
  "schema.cjs": [
    "src/schema/read-config.ts",
    "src/schema/mistakes.ts",
    "src/schema/shape.ts",
    "src/schema/catalogue-entries.ts",
    "src/schema/define-service.ts",
  ],
  "formats.cjs": [
    ...filesIn("src/text/env-file", {
      having: /^export (?:const|function) read[A-Z]/m,
      except: ["compose.ts", "compose-bind.ts", "dotenv.ts", "docker.ts", "kubernetes.ts"],
    }),
    ...filesIn("src/text/platform", { except: ["aws.ts", "backdrop.ts", "platforms.ts", "settled.ts"] }),
    ...filesIn("src/text/systemd"),
    "src/formats/kustomize/read.ts",
    "src/formats/kustomize/outermost.ts",
    "src/formats/nomad/read.ts",
    "src/formats/terraform/calls.ts",
    "src/formats/terraform/module.ts",
    "src/formats/terraform/read.ts",
    "src/text/helm-values.ts",
    "src/discover/readers/scripts.ts",
  ],
  "dockerfile.cjs": ["src/text/dockerfile/copied.ts", "src/text/dockerfile/image.ts"],
  "processes.cjs": ["src/discover/live.ts", "src/shell/start/start.ts", "src/shell/start/script.ts"],
  "git.cjs": ["src/staged.ts", "src/shell/commit-host.ts", "src/shell/staging.ts", "src/shell/work-tree.ts", "src/shell/hooks.ts"],
  "reports.cjs": ["junit", "markdown", "sarif"].flatMap((folder) => filesIn(`src/reporters/${folder}`)),
};
/** The same for `envcheck run`, where a start that goes well needs only how a schema and a process are read. */
const partsOfGuard = {
  "guard-help.cjs": parts["envcheck-help.cjs"],
  "guard-late.cjs": [
    "src/shell/hyperlinks.ts",
    ...parts["yaml.cjs"],
    ...parts["schema.cjs"],
    "src/shell/commit-host.ts",
    "src/shell/work-tree.ts",
    "src/discover/rule-ids.ts",
    "src/guard/all-rules.ts",
    "src/discover/host-env.ts",
    "src/outcome.ts",
    "src/suppress/suppress.ts",
    "src/guard/env-files.ts",
    "src/baseline/read.ts",
    "src/shell/parsers.ts",
    "src/shell/young-generation.ts",
    "src/shell/optimising.ts",
    "src/shell/staging.ts",
    "src/shell/hooks.ts",
    "src/shell/prompt.ts",
    "src/shell/changed.ts",
    "src/shell/digest.ts",
    "src/shell/crash.ts",
  ],
};

const packagesApart = {
  name: "packages-apart",
  setup: ({ onResolve, onLoad }) => {
    // What npm dotenv decrypts vaults with, and what yargs-parser would load configuration files with, takes long to load and is never used.
    onResolve({ filter: /^(?:crypto|node:module)$/ }, ({ path, importer }) =>
      /[/\\](?:dotenv|yargs-parser)[/\\]/.test(importer) ? { path, namespace: "nothing" } : undefined,
    );
    onLoad({ filter: /^/, namespace: "nothing" }, () => ({ contents: "" }));
    onResolve({ filter: /^(?:re2js|fast-glob|web-tree-sitter)$/ }, ({ path, kind }) =>
      kind === "entry-point" ? undefined : { path: `./${path}.cjs`, external: true },
    );
  },
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
/** A guard and a help ask nothing of other processes and of servers. */
const leftOut = {
  name: "left-out",
  setup: ({ onResolve }) => onResolve({ filter: /\/(?:live\/live|probe\/probe)[.]ts$/ }, ({ path }) => ({ path, external: true })),
};
/** A help starts no command: of each it holds what the command line says of it, and nothing of what it does. */
const describedOnly = {
  name: "described-only",
  setup: ({ onLoad }) => {
    onLoad({ filter: /[/\\]src[/\\]commands[/\\][\w-]+[.]ts$/ }, ({ path }) =>
      /(?:index|command|flags)[.]ts$/.test(path) ? undefined : { contents: "export const run = undefined;" },
    );
  },
};
const options = { ...minified, plugins: [packagesApart, lowered] };
const built = await Promise.all([
  bundleInParts({ root, entry: "src/shell/main.ts", outfile: "dist/envcheck.cjs", parts, options }),
  bundleInParts({
    root,
    entry: "src/shell/guard.ts",
    outfile: "dist/guard.cjs",
    parts: partsOfGuard,
    options: { ...options, plugins: [leftOut, ...options.plugins] },
  }),
  bundleInParts({
    root,
    entry: "src/shell/main.ts",
    outfile: "dist/help.cjs",
    parts: {},
    options: { ...options, plugins: [leftOut, describedOnly, ...options.plugins] },
  }),
  ...Object.entries(packages).map(async ([name, path]) => {
    const { outputFiles } = await build({ ...options, entryPoints: [path], outfile: `dist/${name}.cjs`, write: false });
    return outputFiles;
  }),
]);
await grammars;
if (!isLowered) throw new Error("js-yaml comes from another file than js-yaml.mjs, and its spreads are not lowered");

/** Every file is a function that bin/envcheck.cjs calls, behind a digest of all that a run may use: it tells what this very program has kept. */
const outputFiles = built.flat().toSorted((a, b) => (a.path < b.path ? -1 : 1));
const hash = createHash("sha256").update(readFileSync(join(root, "dist/grammars/manifest.json")));
for (const { text } of outputFiles) hash.update(text);
const digest = hash.digest("hex").slice(0, 32);
const callable = (text) => `/*${digest}*/(function(exports,require,module,__filename,__dirname){${text}\n})`;
// bin/envcheck.cjs reads them byte by byte. A regular expression keeps the characters that its source has.
for (const { path, text } of outputFiles) {
  const odd = path.endsWith(".cjs") ? /.{0,40}[^\0-\x7f]/.exec(text) : null;
  if (odd !== null) throw new Error(`${path} holds a character beyond ASCII, which must be written as an escape: ${odd[0]}`);
}
for (const { path, text } of outputFiles) writeFileSync(path, path.endsWith(".cjs") ? callable(text) : text);

/** The library: a module that leaves its dependencies to whoever installs it, and its types. */
await build({ ...common, entryPoints: ["src/index.ts"], outfile: "dist/index.js", format: "esm", packages: "external" });
execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", join(root, "tsconfig.types.json")], {
  stdio: "inherit",
});

/** Modules right in a folder. */
function filesIn(folder, { having = /^export /m, except = [] } = {}) {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".ts") && !except.includes(name));
  const paths = names.toSorted().map((name) => `${folder}/${name}`);
  return paths.filter((path) => having.test(readFileSync(join(root, path), "utf8")));
}
