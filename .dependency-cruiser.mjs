/** What each folder of src may import from the others. model imports nothing but itself. */
const allowed = {
  model: [],
  text: ["model"],
  types: ["model", "text"],
  signs: ["model", "text"],
  formats: ["model", "text"],
  resolve: ["model", "text"],
  constraints: ["model", "text"],
  judgement: ["model", "text", "signs", "constraints"],
  rules: ["model", "text", "signs", "constraints", "judgement"],
  compare: ["model", "text", "judgement"],
  snapshot: ["model", "text", "judgement", "compare", "resolve"],
  diff: ["model", "text", "judgement", "compare", "reporters"],
  report: ["model", "text", "judgement"],
  reporters: ["model", "text"],
  schema: ["model", "text", "types"],
  draft: ["model", "text", "types", "signs", "judgement"],
  completion: ["commands", "model"],
  scan: ["model", "text"],
  probe: ["model", "text", "types", "reporters"],
};

const layers = Object.entries(allowed).map(([folder, others]) => ({
  name: `${folder}-imports`,
  comment: `src/${folder} may import only itself${others.map((other) => `, src/${other}`).join("")}`,
  severity: "error",
  from: { path: `^src/${folder}/` },
  to: { path: "^src/", pathNot: `^src/(${[folder, ...others].join("|")})/` },
}));

/** What each folder of src/scan may import from the others, beside the files of src/scan itself. */
const allowedInScan = {
  languages: [],
  core: ["languages/language[.]ts"],
  schemas: ["core/", "languages/(language|typescript/environments)[.]ts"],
  frameworks: ["core/", "schemas/", "languages/(language|lowering|rust/tokens)[.]ts"],
  texts: [],
  files: [],
  libraries: ["files/"],
};

const layersOfScan = Object.entries(allowedInScan).map(([folder, others]) => ({
  name: `scan/${folder}-imports`,
  severity: "error",
  from: { path: `^src/scan/${folder}/` },
  to: { path: "^src/scan/[^/]+/", pathNot: `^src/scan/(${[`${folder}/`, ...others].join("|")})` },
}));

/** Plugins do not know each other; each may use its contract, what is shared by name here, and the parts in the subfolder of its own name. */
const siblings = {
  formats: "format|yaml-scalar|kubernetes/lower",
  rules: "rule|[a-z-]+[.]shared",
  types: "judge|pattern",
  signs: "sign",
  reporters: "reporter",
  constraints: "law",
  commands: "command",
  "scan/languages": "language|lowering|jvm",
  "scan/schemas": "field|look|objects",
  "scan/frameworks": "framework|calls|chain|(go|rust)/[a-z]+",
  "scan/texts": "text-pack|substitution|shell/interpreter",
};
const plugins = Object.entries(siblings).flatMap(([folder, contract]) => [
  {
    name: `${folder}-are-strangers`,
    severity: "error",
    from: { path: `^src/${folder}/`, pathNot: `^src/${folder}/(index|${contract})[.]ts$` },
    to: { path: `^src/${folder}/[^/]+[.]ts$`, pathNot: `^src/${folder}/(${contract})[.]ts$` },
  },
  {
    name: `${folder}-parts-are-private`,
    severity: "error",
    from: { path: `^src/${folder}/([^/.]+)([.]ts$|/)` },
    to: { path: `^src/${folder}/[^/]+/`, pathNot: [`^src/${folder}/$1/`, `^src/${folder}/(${contract})[.]ts$`] },
  },
]);

const only = (name, module, from) => ({ name, severity: "error", from: { path: "^src/", pathNot: from }, to: { path: module } });

export default {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    { name: "no-orphans", severity: "error", from: { orphan: true, pathNot: "[.]d[.]ts$" }, to: {} },
    { name: "not-to-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^[.]/import[.]cjs$" } },
    { name: "no-dev-dependencies", severity: "error", from: { path: "^src/" }, to: { dependencyTypes: ["npm-dev"], pathNot: "@types" } },
    {
      name: "only-the-shell-touches-the-world",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/shell/" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?util$" },
    },
    only("only-the-command-line-sees-yargs", "node_modules/yargs", "^src/shell/(args|help)[.]ts$"),
    only("only-the-shell-sees-fast-glob", "node_modules/fast-glob", "^src/shell/"),
    only("only-the-shell-sees-the-parser", "node_modules/web-tree-sitter", "^src/shell/"),
    only("only-formats-see-dotenv", "node_modules/dotenv", "^src/formats/"),
    only("only-the-yaml-reader-sees-js-yaml", "node_modules/js-yaml", "^src/text/yaml"),
    only("only-schema-sees-zod", "node_modules/zod", "^src/schema/"),
    ...layers,
    ...layersOfScan,
    ...plugins,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".mjs", ".cjs", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
