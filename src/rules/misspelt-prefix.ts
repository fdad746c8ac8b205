import type { Finding } from "../model/diagnostic.ts";
import type { Environment } from "../model/environment.ts";
import { editDistance } from "../text/suggest.ts";
import type { Rule } from "./rule.ts";

export const misspeltPrefix: Rule = {
  id: "misspelt-prefix",
  scope: "project",
  inParts: true,
  severity: "warning",
  summary: "One name begins with a word that is a letter away from the one that its neighbours begin with.",
  why: "The service looks for the name that all the others are made like, does not find it, and takes its default.",
  *check({ readings, deployments }) {
    const declared = new Set(deployments.flatMap((deployment) => deployment.readings.map(({ spec }) => spec)));
    for (const { spec, environments } of readings) {
      for (const environment of declared.has(spec) ? [] : environments) yield* oddOnesIn(environment);
    }
  },
};

/** So many names must share the word. */
const fewest = 5;
const shortest = 5;

function* oddOnesIn({ entries }: Environment): Iterable<Finding> {
  const counts = prefixesOf(entries);
  if (counts === undefined) return;
  const common = [...counts].filter(([prefix, count]) => count >= fewest && prefix.length >= shortest);
  if (common.length === 0) return;
  for (const [name, { from }] of entries) {
    const own = prefixOf(name);
    const meant = counts.get(own) === 1 ? common.find(([prefix]) => isSlip(own, prefix)) : undefined;
    if (meant === undefined) continue;
    const [prefix, count] = meant;
    const better = prefix + name.slice(own.length);
    yield {
      at: from[0].at,
      variable: name,
      message: `${name} begins with ${own}, where ${String(count)} others begin with ${prefix}`,
      label: `did you mean ${better}?`,
    };
  }
}

/** How many names begin with each first word; undefined where too few share one. */
function prefixesOf(entries: Environment["entries"]): ReadonlyMap<string, number> | undefined {
  if (entries.size < fewest) return undefined;
  const counts = new Map<string, number>();
  let most = 0;
  for (const name of entries.keys()) {
    const prefix = prefixOf(name);
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    if (prefix !== "") most = Math.max(most, count);
  }
  return most < fewest ? undefined : counts;
}

/** The first word of a name of several. */
function prefixOf(name: string): string {
  return name.slice(0, Math.max(name.indexOf("_"), 0));
}

const products = new Set(["MYSQL", "MSSQL"]);

/** Products with names alike, plurals and numbers are no slips. */
function isSlip(word: string, meant: string): boolean {
  if (word.length < shortest || `${word}S` === meant || `${meant}S` === word || (products.has(word) && products.has(meant))) return false;
  return word.replaceAll(/\D/g, "") === meant.replaceAll(/\D/g, "") && editDistance(word, meant, 1) === 1;
}
