import type { Complaint, Judgement, ReaderId, ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";
import { judge } from "./judge.ts";

/** Readers that keep the blanks around items: `str.split` in django-environ, `strings.Split` in Go. */
const keepsBlanks: ReadonlySet<ReaderId> = new Set(["django-environ", "go-strconv"]);

/** The items as the reader parts them: JSON for pydantic unless the schema names a separator; django-environ drops empty ones. */
export function itemsOf(text: string, { constraints: { separator }, reader }: Judgement): readonly string[] | undefined {
  if (reader === "pydantic" && separator === undefined) return jsonItems(text);
  const items = text.split(separator ?? ",");
  if (reader === "django-environ") return items.filter((item) => item !== "");
  return text === "" ? [] : keepsBlanks.has(reader) ? items : items.map((item) => item.trim());
}

function jsonItems(text: string): readonly string[] | undefined {
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? found.map((item: unknown) => (typeof item === "string" ? item : JSON.stringify(item))) : undefined;
  } catch {
    return undefined;
  }
}

export const list: ValueType = {
  id: "list",
  summary: "Items between separators, or a JSON array for pydantic",
  examples: { good: ["", "a", "a,b,c", "a, b"], bad: [] },
  constraints: ["items", "separator", "unique"],
  sensitive: false,
  check(text, judgement) {
    const items = itemsOf(text, judgement);
    if (items === undefined)
      return invalid(
        "must be a JSON array, which is how pydantic reads lists",
        "a separator in the schema says that the service parts the text itself",
      );
    if (judgement.constraints.unique === true && new Set(items).size < items.length) return invalid("must not hold the same item twice");
    return wrongItem(items, judgement);
  },
};

function wrongItem(items: readonly string[], { constraints: { items: use }, reader }: Judgement): Complaint | undefined {
  if (use === undefined) return undefined;
  for (const [index, item] of items.entries()) {
    const complaint = judge(item, use, reader);
    if (complaint !== undefined)
      return { ...complaint, message: `has a wrong item at place ${String(index + 1)}: it ${complaint.message}` };
  }
  return undefined;
}
