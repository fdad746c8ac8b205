import { parse } from "dotenv";
import type { Format, World } from "../src/formats/format.ts";
import { compose } from "../src/formats/compose.ts";
import { dotenv } from "../src/formats/dotenv.ts";
import { unknown } from "../src/model/value.ts";
import { compilePattern } from "../src/text/pattern.ts";
import { yamlDocuments } from "../src/text/yaml.ts";
import { aliasesOfAliases, envFile, newRandom } from "./corpora.ts";
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
}

function matchHostile(): boolean {
  const pattern = compilePattern("^(a+)+$");
  return "test" in pattern && pattern.test(`${"a".repeat(1023)}!`);
}
