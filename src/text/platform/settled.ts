import { absent, known, unknown, type Value } from "../../model/value.ts";
import { goScalar } from "../go-yaml.ts";
import type { Node, Scalar } from "../yaml.ts";

/** How the YAML reader of a platform differs from others. */
export interface Dialect {
  /** 1.1 knows `yes`, `off`, dates and base sixty. */
  readonly version: "1.1" | "1.2";
  /** What becomes of null. */
  readonly ofNull: Value;
  /** How a boolean is printed; undefined where the platform takes none. */
  readonly ofBoolean: (text: string) => string | undefined;
}

export const jsonLike: Dialect = { version: "1.2", ofNull: absent, ofBoolean: (text) => text };

const oldWords = /^(?:y|n|yes|no|on|off)$/i;
const sixties = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/;

/** The text of a scalar where all readers of its dialect print it as it is written; unknown where its type may change its characters. */
export function settledText(node: Node, dialect: Dialect): Value {
  if (node.kind !== "scalar") return unknown("it is no text");
  const { type, text } = goScalar(node);
  if (type === "null") return dialect.ofNull;
  if (type === "boolean") return ofBoolean(dialect.ofBoolean(text));
  if (type === "number")
    return text === node.text ? known(text) : unknown("YAML makes a number of it, which may be printed in another way");
  return node.style === "plain" && dialect.version === "1.1" ? ofOldText(type, node) : known(text);
}

function ofBoolean(text: string | undefined): Value {
  return text === undefined ? unknown("YAML makes a boolean of it, which is not taken here") : known(text);
}

function ofOldText(type: string, { text }: Scalar): Value {
  if (oldWords.test(text)) return unknown("YAML 1.1 makes a boolean of it, which may be printed in another way");
  if (type === "date") return unknown("YAML makes a date of it, which may be printed in another way");
  return text.length <= 32 && sixties.test(text)
    ? unknown("YAML 1.1 makes a number of it, which may be printed in another way")
    : known(text);
}
