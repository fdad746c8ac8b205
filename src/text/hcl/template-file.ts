import type { Source } from "../../model/source.ts";
import { Cursor, NotHcl } from "./cursor.ts";
import { readExpression } from "./expression.ts";
import type { Template } from "./node.ts";
import { wholeTemplate } from "./template.ts";

/** A file as `templatefile` reads it; undefined where it is no template. */
export function fileTemplate({ text }: Source): Template | undefined {
  try {
    return wholeTemplate(new Cursor(text), (cursor) => readExpression(cursor, { depth: 0, overLines: true }));
  } catch (error) {
    if (error instanceof NotHcl) return undefined;
    throw error;
  }
}
