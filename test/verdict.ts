import type { Constraints, ReaderId, TypeUse } from "../src/model/schema.ts";
import { typeById } from "../src/types/index.ts";
import { judge } from "../src/types/judge.ts";

export function use(id: string, constraints: Constraints = {}): TypeUse {
  const type = typeById.get(id);
  if (type === undefined) throw new Error(`no type ${id}`);
  return { type, constraints };
}

/** The rule that would report the text, or `ok`. */
export function verdict(id: string, text: string, constraints: Constraints = {}, reader: ReaderId = "strict"): string {
  return judge(text, use(id, constraints), reader)?.rule ?? "ok";
}

export function message(id: string, text: string, constraints: Constraints = {}, reader: ReaderId = "strict"): string | undefined {
  return judge(text, use(id, constraints), reader)?.message;
}
