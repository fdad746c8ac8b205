import type { Binding } from "../../model/binding.ts";
import type { Source } from "../../model/source.ts";
import { known } from "../../model/value.ts";
import type { EnvFile } from "./env-file.ts";

/** The name, then the text bare, in single or in double quotes (heroku/cli, packages/config/src/quote.ts). */
const form = /^([A-Za-z_]\w*)=(?:([^"\s#!$&'()*,:;<=>?@[\\\]^`{|}]*)|'((?:[^'\\\n]|\\\\)*)'|"((?:[^"\\$`!\n]|\\["\\$`!n])*)")$/;

/**
 * What `heroku config -s` prints: undefined where any line is not as it prints one, and where nothing is escaped, so that others read the same.
 * npm dotenv does not undo its escapes, and JSON in a variable would look broken.
 */
export function readHerokuConfig(source: Source): EnvFile | undefined {
  if (!source.text.includes("\\")) return undefined;
  const bindings: Binding[] = [];
  let start = 0;
  for (const line of source.text.replace(/\n$/, "").split("\n")) {
    const [, name, bare, single, double] = form.exec(line) ?? [];
    const text = bare ?? inSingle(single) ?? inDouble(double);
    if (name === undefined || text === undefined) return undefined;
    bindings.push({ name, value: known(text), at: { source, start, end: start + name.length } });
    start += line.length + 1;
  }
  return new Set(bindings.map(({ name }) => name)).size < bindings.length ? undefined : { bindings, facts: [], problems: [] };
}

/** It quotes nothing that does without. */
function inSingle(body: string | undefined): string | undefined {
  return body === undefined || !/[\s"#!$&()*,:;<=>?@[\\\]^`{|}]/.test(body) ? undefined : body.replaceAll("\\\\", "\\");
}

/** It takes double quotes only for what single ones cannot hold. */
function inDouble(body: string | undefined): string | undefined {
  if (body === undefined || !/'|\\n/.test(body)) return undefined;
  return body.replaceAll(/\\(.)/g, (_, escaped: string) => (escaped === "n" ? "\n" : escaped));
}
