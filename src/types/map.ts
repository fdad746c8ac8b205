import type { Complaint, Judgement, ReaderId, ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";
import { judge } from "./judge.ts";

type Pair = readonly [key: string, value: string];

/** Key and value are parted by `=`; libraries for Go (envconfig, caarlos0/env) part them by a colon. pydantic reads a JSON object unless the schema names a separator. */
function pairsOf(text: string, { constraints: { separator }, reader }: Judgement): readonly (Pair | undefined)[] | undefined {
  if (reader === "pydantic" && separator === undefined) return jsonPairs(text);
  const items = text === "" ? [] : text.split(separator ?? ",");
  return (reader === "django-environ" ? items.filter((item) => item !== "") : items).map((item) => pairIn(item, reader));
}

function pairIn(item: string, reader: ReaderId): Pair | undefined {
  const at = item.search(reader === "go-strconv" ? /[:=]/ : /=/);
  return at < 1 || item.slice(0, at).trim() === "" ? undefined : [item.slice(0, at).trim(), item.slice(at + 1)];
}

function jsonPairs(text: string): readonly Pair[] | undefined {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== "object" || found === null || Array.isArray(found)) return undefined;
    return Object.entries(found).map(([key, value]: [string, unknown]) => [key, typeof value === "string" ? value : JSON.stringify(value)]);
  } catch {
    return undefined;
  }
}

/** The type of the values is `items`. */
export const map: ValueType = {
  id: "map",
  summary: "key=value pairs between separators, or a JSON object for pydantic",
  examples: { good: ["", "a=1", "a=1,b=2", "a=x=y"], bad: ["a", "=1", "a=1,,b=2", "a=1,b"] },
  constraints: ["items", "separator", "unique"],
  sensitive: false,
  check(text, judgement) {
    const pairs = pairsOf(text, judgement);
    if (pairs === undefined) return invalid("must be a JSON object, which is how pydantic reads maps");
    const keys = pairs.map((pair) => pair?.[0]);
    if (keys.includes(undefined))
      return invalid(`must be key=value pairs: the one at place ${String(keys.indexOf(undefined) + 1)} is none`);
    if (new Set(keys).size < keys.length) return invalid("must not hold the same key twice");
    return wrongValue(pairs, judgement);
  },
};

function wrongValue(pairs: readonly (Pair | undefined)[], { constraints: { items: use }, reader }: Judgement): Complaint | undefined {
  if (use === undefined) return undefined;
  for (const [index, pair] of pairs.entries()) {
    const complaint = judge(pair?.[1] ?? "", use, reader);
    if (complaint !== undefined)
      return { ...complaint, message: `has a wrong value in the pair at place ${String(index + 1)}: it ${complaint.message}` };
  }
  return undefined;
}
