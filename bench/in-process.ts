import { gzipSync } from "node:zlib";
import { parse } from "dotenv";
import type { Format, World } from "../src/formats/format.ts";
import { compose } from "../src/formats/compose.ts";
import { dotenv } from "../src/formats/dotenv.ts";
import { unknown } from "../src/model/value.ts";
import { compilePattern } from "../src/text/pattern.ts";
import { yamlDocuments } from "../src/text/yaml.ts";
import { aliasesOfAliases, envFile, newRandom } from "./corpora.ts";
import type { Report } from "../src/model/diagnostic.ts";
import { sarif } from "../src/reporters/sarif.ts";
import { rules } from "../src/rules/index.ts";
import { inside, ratioInside, type Row } from "./rows.ts";

const world: World = { read: (path) => ({ path, reason: "missing", because: "does not exist" }), shell: () => unknown("") };

function read(format: Format, path: string, text: string): () => unknown {
  return () => format.read({ sources: [{ path, text }], options: new Map() }, world);
}

export function* inProcess(): Generator<Row> {
  const text = envFile(100_000, newRandom());
  const own = read(dotenv, ".env", text);
  const twice = read(dotenv, ".env", envFile(200_000, newRandom()));
  yield ratioInside(".env of 100,000 lines, with places", own, { name: "dotenv.parse", work: () => parse(text) }, 1.3);
  yield ratioInside(".env of 200,000 lines", twice, { name: "100,000 lines", work: own }, 2.6);
  const braces = { path: "x.yaml", text: `a: ${"{".repeat(800)}` };
  yield inside("hostile YAML: a brace 800 times", () => [...yamlDocuments(braces)], 50);
  yield inside("hostile YAML: aliases of aliases in a compose file", read(compose, "compose.yaml", aliasesOfAliases()), 50);
  yield inside("hostile pattern on 1 KB", matchHostile, 10);
  yield* manyResults();
}

/** GitHub takes no more results than these, and no larger file. */
function* manyResults(): Generator<Row> {
  const report = findings(25_000);
  const run = { version: "bench", exitCode: 1, category: "envcheck/", rules, schemas: new Set(["schemas/auth.yaml"]) };
  const render = (): string => sarif.render(report, { color: false, width: 80, quiet: false }, run);
  yield inside("25,000 findings as SARIF", render, 2000);
  const size = gzipSync(render()).length / 2 ** 20;
  yield { what: "the same, with gzip", own: "", against: "", other: "", figure: size, most: 10, unit: "MiB" };
}

function findings(count: number): Report {
  const schema = { path: "schemas/auth.yaml", text: envFile(count, newRandom()).replaceAll("=", ": { type: string } # ") };
  const deployed = { path: "k8s/auth.yaml", text: "env:\n" };
  let end = 0;
  const diagnostics = Array.from({ length: count }, (_unused, index) => {
    const at = { source: schema, start: end, end: end + 4 };
    end = schema.text.indexOf("\n", end) + 1;
    return {
      rule: "missing",
      severity: "error",
      service: "auth",
      stage: "production",
      variable: `NAME_${String(index)}`,
      message: `NAME_${String(index)} is not set for auth in production`,
      at: { source: deployed, start: 0, end: 3 },
      notes: [{ at, message: "declared required" }],
      help: "add it from the secret that staging uses",
      suppressed: null,
    } as const;
  });
  const summary = { services: 1, environments: 1, variables: count, errors: count, warnings: 0, unverifiable: 0 };
  const none = { verdicts: [], stages: [], unseen: [], problems: [], remarks: [] };
  return { ...none, diagnostics, summary: { ...summary, undetermined: 0, dynamicReads: 0, filesRead: 2, milliseconds: 0 } };
}

function matchHostile(): boolean {
  const pattern = compilePattern("^(a+)+$");
  return "test" in pattern && pattern.test(`${"a".repeat(1023)}!`);
}
