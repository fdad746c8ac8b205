import type { Found } from "./found.ts";

/** symfony/dependency-injection EnvVarProcessor::getProvidedTypes. */
const TYPES: Readonly<Record<string, string>> = {
  bool: "boolean",
  not: "boolean",
  int: "integer",
  float: "number",
  json: "json",
  csv: "list",
  url: "url",
  string: "string",
};

/** How a variable is read: `default:parameter:int:NAME`. The first processor is the last to be applied (Symfony manual, "Environment Variable Processors"). */
export function environmentRead(expression: string, start: number): Found | undefined {
  const parts = expression.split(":");
  const variable = parts.pop() ?? "";
  if (!/^\w+$/.test(variable)) return undefined;
  const from = start + expression.length - variable.length;
  const about = { variable, at: { start: from, end: from + variable.length }, confidence: null, default: null };
  const type = typeOf(parts);
  if (parts.includes("defined")) return { ...about, type: null, mode: "presence" };
  const position = parts.indexOf("default");
  const parameter = position < 0 ? undefined : (parts[position + 1] ?? "");
  if (parameter === undefined) return { ...about, type, mode: "required", takes: { parameter: null } };
  return { ...about, type, mode: parameter === "" ? "optional" : "default", takes: { parameter: parameter === "" ? null : parameter } };
}

function typeOf(processors: readonly string[]): string | null {
  const known = processors.find((processor) => TYPES[processor] !== undefined);
  return known === undefined ? null : (TYPES[known] ?? null);
}

/** Every `%env(…)%` of a text; a doubled percent sign is one that is meant. */
export function environmentReads(text: string, start: number): readonly Found[] {
  return [...text.matchAll(/(?<!%)%env\((?<expression>[-.:\w\\]*)\)%/g)].flatMap(({ index, groups }) => {
    const read = environmentRead(groups?.["expression"] ?? "", start + index + "%env(".length);
    return read === undefined ? [] : [read];
  });
}
